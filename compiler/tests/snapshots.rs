//! IR, plan and Rust code of five networks, one file each under `tests/snapshots`, so that a review
//! shows every change of the compiler's output.
//!
//! The Rust code is not only recorded: the package `espnet-tests` compiles these very files and runs
//! them. `INSTA_UPDATE=always cargo test -p espnet-compiler --test snapshots` records anew.

use std::{fs, path::Path};

use espnet_compiler::{
    Compiled, compile,
    emit::{self, Declaration},
    spec::Overrides,
};

fn record(name: &str, type_name: &str, spec: &str, overrides: &Overrides) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let spec = fs::read_to_string(root.join(spec)).expect("the spec exists");
    let compiled = compile(&spec, overrides).unwrap_or_else(|error| panic!("{error}"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../tests/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_binary_snapshot!(&format!("{name}-ir.txt"), ir(&compiled).into_bytes());
        insta::assert_binary_snapshot!(
            &format!("{name}-plan.txt"),
            compiled.plan.to_string().into_bytes()
        );
        insta::assert_binary_snapshot!(
            &format!("{name}-code.rs"),
            code(&compiled, type_name).into_bytes()
        );
    });
}

fn ir(compiled: &Compiled) -> String {
    format!("as the spec says it\n\n{}\nafter all passes\n\n{}", compiled.lowered, compiled.graph)
}

fn code(compiled: &Compiled, name: &str) -> String {
    let declaration = Declaration {
        attributes: Vec::new(),
        visibility: syn::parse_quote!(pub),
        name: quote::format_ident!("{name}"),
        weights: None,
        standard_library: true,
        runtime: emit::runtime_path(),
    };
    emit::format(&emit::network(&compiled.plan, &declaration)).expect("emitted tokens are a file")
}

fn classifier(s: f64) -> Overrides {
    Overrides { width_multiplier: Some(s), ..Overrides::default() }
}

#[test]
fn classifier_0_5() {
    record("classifier_0_5", "Classifier05", "models/espnetv2.json", &classifier(0.5));
}

#[test]
fn classifier_1_0() {
    record("classifier_1_0", "Classifier10", "models/espnetv2.json", &classifier(1.0));
}

#[test]
fn classifier_2_0() {
    record("classifier_2_0", "Classifier20", "models/espnetv2.json", &classifier(2.0));
}

#[test]
fn custom() {
    record("custom", "Custom", "tests/specs/custom.json", &Overrides::default());
}

#[test]
fn segmentation_1_0() {
    let overrides = Overrides {
        width_multiplier: Some(1.0),
        classes: Some(21),
        height: Some(256),
        width: Some(256),
        ..Overrides::default()
    };
    record("segmentation_1_0", "Segmentation10", "models/espnetv2_seg.json", &overrides);
}
