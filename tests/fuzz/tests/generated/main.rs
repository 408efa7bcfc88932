//! Generates code for random architectures, builds a crate of it, and compares the networks with
//! the interpreter on every instruction set of the processor. The crate compiles for minutes, so
//! the test must be asked for: `cargo test --release -p espnet-fuzz --test generated -- --ignored`.
//! `ESPNET_CASES` gives the number of architectures (30), `ESPNET_SEED` the first one (0).

use std::{
    collections::BTreeMap,
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use espnet_checkpoint::{Tensor, write_safetensors};
use espnet_compiler::{
    Compiled, compile,
    emit::{self, Declaration},
    ir::interpret,
    random::{Random, random_checkpoint},
    spec::Overrides,
};
use espnet_fuzz::{Choices, architecture, choices};

/// The program that compares; its line of networks follows it.
const PROGRAM: &str = include_str!("program.rs");

fn number(variable: &str, default: u64) -> u64 {
    env::var(variable).map_or(default, |value| {
        value.parse().unwrap_or_else(|error| panic!("{variable} is {value:?}: {error}"))
    })
}

#[test]
#[ignore = "compiles for minutes"]
fn random_architectures_compute_what_the_interpreter_does() {
    let (first, cases) = (number("ESPNET_SEED", 0), number("ESPNET_CASES", 30));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    let source = folder.join("src");
    // Files of an earlier run would be compiled again.
    drop(fs::remove_dir_all(&source));
    fs::create_dir_all(&source).unwrap();
    let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::write(folder.join("Cargo.toml"), manifest(&workspace)).unwrap();
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();

    let mut program = PROGRAM.to_owned();
    let mut networks = String::new();
    for seed in first..first + cases {
        let spec = architecture(Choices::new(&choices(seed)));
        let compiled = compile(&spec, &Overrides::default())
            .unwrap_or_else(|problems| panic!("{problems}\n{spec}"));
        fs::write(source.join(format!("n{seed}.json")), &spec).unwrap();
        fs::write(source.join(format!("n{seed}.rs")), code(&compiled, seed)).unwrap();
        write_tensors(&source, &compiled, seed);
        let outputs = match compiled.plan.outputs.as_slice() {
            [_] => "one",
            _ => "several",
        };
        writeln!(program, "mod n{seed};").unwrap();
        writeln!(networks, "    n{seed} N{seed} {outputs};").unwrap();
    }
    writeln!(program, "check! {{\n{networks}}}").unwrap();
    fs::write(source.join("main.rs"), program).unwrap();

    let status = Command::new(env!("CARGO"))
        .args(["run", "--release", "--offline"])
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(folder.join("target"))
        .arg("--")
        .arg(&source)
        .status()
        .expect("cargo can be run");
    assert!(status.success(), "see above; specs and code lie in {}", source.display());
}

/// The manifest of a package of its own. It does not call all methods of its networks, and allows
/// that without warnings. As in the tests of networks, kernels need no optimisation beyond their
/// intrinsics.
fn manifest(workspace: &Path) -> String {
    format!(
        "[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nespnet = {{ path = {:?}, default-features = false, features = [\"std\"] }}\n\n\
         [profile.release]\nopt-level = 1\ndebug-assertions = true\n\n\
         [lints.rust]\nwarnings = \"deny\"\n\n[workspace]\n",
        workspace.join("runtime")
    )
}

fn code(compiled: &Compiled, seed: u64) -> String {
    let declaration = Declaration {
        attributes: Vec::new(),
        visibility: syn::parse_quote!(pub),
        name: quote::format_ident!("N{seed}"),
        weights: None,
        standard_library: true,
        runtime: emit::runtime_path(),
    };
    emit::format(&emit::network(&compiled.plan, &declaration)).expect("emitted code is Rust")
}

/// Writes weights into `nSEED.weights`, and `input` and the interpreter's numbered outputs into
/// `nSEED.values`.
fn write_tensors(folder: &Path, compiled: &Compiled, seed: u64) {
    let weights = random_checkpoint(&compiled.plan, seed);
    let input = Random::new(seed).normals(compiled.plan.input.len());
    let tensors: BTreeMap<String, Tensor> = weights.iter().cloned().collect();
    let placements = &compiled.facts.placements;
    let graph = &compiled.graph;
    let numbers = interpret::run_placed(graph, placements, &tensors, &[("input", &input)])
        .unwrap_or_else(|error| panic!("{error}\n{graph}"));
    let mut values = vec![("input".to_owned(), input)];
    for (i, output) in graph.outputs().iter().enumerate() {
        values.push((i.to_string(), numbers[&output.node].clone()));
    }
    let values = values.into_iter().map(|(name, numbers)| {
        (name, Tensor::new(vec![numbers.len()], numbers).expect("one length"))
    });
    let values: Vec<(String, Tensor)> = values.collect();
    for (extension, tensors) in [("weights", &weights), ("values", &values)] {
        let tensors = tensors.iter().map(|(name, tensor)| (name.as_str(), tensor));
        let bytes = write_safetensors(tensors).expect("names are distinct");
        fs::write(folder.join(format!("n{seed}.{extension}")), bytes).unwrap();
    }
}
