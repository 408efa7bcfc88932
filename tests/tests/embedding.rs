//! Networks with embedded weights, from the macro and from a build script: several outputs by name,
//! one network for many threads, and the same bits from embedded and from loaded weights.

use std::{collections::BTreeMap, fs, path::Path, thread};

use espnet::{Isa, checkpoint::Checkpoint};
use espnet_compiler::{
    Compiled, compile,
    ir::interpret,
    random::{Random, random_checkpoint},
    spec::Overrides,
};
use espnet_tests::{
    compare::{bar, difference, magnitude},
    networks::embedded::{FromBuildScript, Tiny},
};

fn compiled(overrides: &Overrides) -> Compiled {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/tiny.json");
    compile(&fs::read_to_string(path).expect("the spec exists"), overrides)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn fixture() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tiny.safetensors");
    fs::read(path).expect("the fixture exists")
}

/// The interpreter's values, by the names of the outputs.
fn expected(
    compiled: &Compiled,
    tensors: &impl interpret::Tensors,
    input: &[f32],
) -> BTreeMap<String, Vec<f32>> {
    let values = interpret::run(&compiled.graph, tensors, &[("input", input)])
        .unwrap_or_else(|error| panic!("{error}"));
    let outputs = compiled.graph.outputs().iter();
    outputs.map(|output| (output.name.clone(), values[&output.node].clone())).collect()
}

fn assert_close(output: &[f32], expected: &[f32]) {
    let worst = difference(output, expected);
    assert!(worst <= bar(magnitude(expected)), "{worst} at magnitude {}", magnitude(expected));
}

#[test]
fn outputs_are_returned_by_name() {
    let compiled = compiled(&Overrides::default());
    let input = Random::new(5).normals(Tiny::INPUT_LEN);
    let checkpoint = Checkpoint::from_bytes(&fixture()).expect("the fixture can be read");
    let expected = expected(&compiled, &checkpoint, &input);
    let input = input.as_slice().try_into().expect("of that length");
    assert_eq!(Tiny::OUTPUT_SHAPES, [("logits", [1, 3, 1, 1]), ("features", [1, 32, 4, 6])]);
    for isa in Isa::ALL {
        let Ok(network) = Tiny::new().with_isa(isa) else { continue };
        let mut workspace = Tiny::workspace();
        let outputs = network.forward(input, &mut workspace);
        assert_close(outputs.logits, &expected["logits"]);
        assert_close(outputs.features, &expected["features"]);
    }
}

#[test]
fn a_build_script_makes_the_same() {
    let compiled = compiled(&Overrides { classes: Some(4), ..Overrides::default() });
    let input = Random::new(6).normals(FromBuildScript::INPUT_LEN);
    let tensors: BTreeMap<_, _> = random_checkpoint(&compiled.plan, 3).into_iter().collect();
    let expected = expected(&compiled, &tensors, &input);
    let mut workspace = FromBuildScript::workspace();
    let input = input.as_slice().try_into().expect("of that length");
    let network = FromBuildScript::try_new().expect("this processor has an instruction set");
    assert_close(network.forward(input, &mut workspace).logits, &expected["logits"]);
}

#[test]
fn embedded_and_loaded_weights_give_the_same_bits() {
    let input = Random::new(7).normals(Tiny::INPUT_LEN);
    let input = input.as_slice().try_into().expect("of that length");
    let mut workspaces = [Tiny::workspace(), Tiny::workspace()];
    let [first, second] = &mut workspaces;
    let loaded = Tiny::from_bytes(&fixture()).expect("the fixture fits");
    assert_eq!(Tiny::new().forward(input, first).features, loaded.forward(input, second).features);
}

#[test]
fn one_network_serves_many_threads() {
    let network = Tiny::new();
    let inputs: Vec<Vec<f32>> =
        (0..8).map(|seed| Random::new(seed).normals(Tiny::INPUT_LEN)).collect();
    let run = |input: &Vec<f32>| {
        let input = input.as_slice().try_into().expect("of that length");
        let mut workspace = Tiny::workspace();
        network.forward(input, &mut workspace).features.to_vec()
    };
    let alone: Vec<Vec<f32>> = inputs.iter().map(run).collect();
    let together: Vec<Vec<f32>> = thread::scope(|scope| {
        let threads: Vec<_> = inputs.iter().map(|input| scope.spawn(|| run(input))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(alone, together);
}

#[test]
fn what_a_workspace_held_before_does_not_matter() {
    let network = Tiny::new();
    let input = Random::new(9).normals(Tiny::INPUT_LEN);
    let input = input.as_slice().try_into().expect("of that length");
    let mut workspace = Tiny::workspace();
    let fresh = network.forward(input, &mut workspace).features.to_vec();
    workspace.floats_mut().fill(f32::NAN);
    assert_eq!(network.forward(input, &mut workspace).features.to_vec(), fresh);
}

#[test]
fn weights_of_another_network_are_refused_with_every_reason() {
    let compiled = compiled(&Overrides { classes: Some(5), ..Overrides::default() });
    let mut tensors = random_checkpoint(&compiled.plan, 1);
    tensors.retain(|(name, _)| name != "level1.act.weight");
    let bytes = espnet_tests::checkpoint::file(&tensors);
    let error = Tiny::from_bytes(&bytes).expect_err("five classes are not three").to_string();
    for part in [
        "missing: level1.act.weight [16]",
        "classifier.weight is [5, 32], the network needs [3, 32]",
        "classifier.bias is [5], the network needs [3]",
    ] {
        assert!(error.contains(part), "{error}");
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("five_classes.safetensors");
    fs::write(&path, &bytes).expect("the file can be written");
    let loaded = Tiny::load(&path).expect_err("five classes are not three").to_string();
    assert_eq!(loaded, format!("{}: {error}", path.display()));
    let error = Tiny::from_bytes(b"\x89PNG\r\n\x1a\n").expect_err("a picture").to_string();
    assert!(error.contains("PNG"), "{error}");
    let error = Tiny::load("nowhere.safetensors").expect_err("no file").to_string();
    assert!(error.contains("nowhere.safetensors"), "{error}");
}
