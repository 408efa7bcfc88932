//! IR and plan of seven networks and the Rust code of four of them, one file each under
//! `tests/snapshots`, so that a review shows every change of the compiler's output. The code of the other
//! three would differ from a recorded one in numbers only.
//!
//! The snapshots are text, whose differences `cargo insta review` shows.
//! `INSTA_UPDATE=always cargo test -p espnet-compiler --test snapshots` records anew without a review.
//!
//! The Rust code is not only recorded: the package `espnet-tests` compiles and runs it. A text snapshot
//! begins with a header between two lines of `---`, which is not Rust, so that the build script of that
//! package (`tests/build.rs`) copies what follows the header into a file of its own, which is included. A
//! snapshot that changes is copied anew by the next build.

use std::{fs, path::Path};

use espnet_compiler::{
    Compiled, compile,
    emit::{self, Declaration},
    spec::Overrides,
};

/// Records IR and plan of a network, and returns it.
fn record(name: &str, spec: &str, overrides: &Overrides) -> Compiled {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let spec = fs::read_to_string(root.join(spec)).expect("the spec exists");
    let compiled = compile(&spec, overrides).unwrap_or_else(|error| panic!("{error}"));
    settings().bind(|| {
        insta::assert_snapshot!(format!("{name}-ir"), ir(&compiled));
        insta::assert_snapshot!(format!("{name}-plan"), compiled.plan);
    });
    compiled
}

/// Records the code of a network too.
fn record_with_code(name: &str, type_name: &str, spec: &str, overrides: &Overrides) {
    let compiled = record(name, spec, overrides);
    settings().bind(|| {
        insta::assert_snapshot!(format!("{name}-code"), code(&compiled, type_name));
    });
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../tests/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
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
    record("classifier_0_5", "models/espnetv2.json", &classifier(0.5));
}

#[test]
fn classifier_1_0() {
    record_with_code("classifier_1_0", "Classifier10", "models/espnetv2.json", &classifier(1.0));
}

#[test]
fn classifier_2_0() {
    record("classifier_2_0", "models/espnetv2.json", &classifier(2.0));
}

#[test]
fn custom() {
    record_with_code("custom", "Custom", "tests/specs/custom.json", &Overrides::default());
}

#[test]
fn detector_custom() {
    let overrides = Overrides::default();
    record_with_code("detector", "Detector", "tests/specs/detector.json", &overrides);
}

#[test]
fn detector_1_0() {
    let overrides = Overrides { width_multiplier: Some(1.0), ..Overrides::default() };
    record("detector_1_0", "models/espnetv2_ssd.json", &overrides);
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
    record_with_code("segmentation_1_0", "Segmentation10", "models/espnetv2_seg.json", &overrides);
}
