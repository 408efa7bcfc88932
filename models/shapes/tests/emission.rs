//! Compares the compiled networks with the emitted ones in torch and ONNX Runtime, all with the
//! trained weights: the module for training is the network that runs.

use std::{fs, path::Path};

use espnet::image::{Normalization, to_input};
use espnet_checkpoint::Checkpoint;
use espnet_compiler::{compile, emit, spec::Overrides};
use espnet_shapes::{
    HELD_OUT, Scene,
    networks::{Classification, Detection, Segmentation},
};

#[path = "../../../tests/src/compare.rs"]
mod compare;
#[path = "../../../tests/src/python.rs"]
mod python;

use python::{assert_close, read_numbers, write_numbers};

/// Emits the network called `name` to both forms, runs both on a few scenes, and compares the
/// outputs of these names with those of `compiled`.
fn compare_with_emitted<const LEN: usize>(
    name: &str,
    outputs: &[&str],
    compiled: impl Fn(&[f32; LEN]) -> Vec<Vec<f32>>,
) {
    let Some(interpreter) = python::interpreter() else { return };
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let spec = fs::read_to_string(package.join(name).with_extension("json")).unwrap();
    let weights = package.join(name).with_extension("safetensors");
    let network = compile(&spec, &Overrides::default()).unwrap();

    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let module = emit::pytorch(&network, "Network", name).unwrap();
    fs::write(file("network.py"), module).unwrap();
    fs::write(file("checkpoint"), weights.to_str().unwrap()).unwrap();
    fs::write(file("shape"), format!("3 {0} {0}", Scene::SIDE)).unwrap();
    let weights = Checkpoint::open(&weights).unwrap();
    let model = emit::onnx(&network, &weights, emit::Batch::default()).unwrap();
    fs::write(file("network.onnx"), model).unwrap();

    for seed in HELD_OUT.take(4) {
        let picture = Scene::new(seed).picture;
        let input =
            to_input(&picture, 3, Scene::SIDE, Scene::SIDE, &Normalization::IMAGENET).unwrap();
        write_numbers(&file("input.f32"), &input);
        let expected = compiled(input.as_array().expect("the input has the network's shape"));
        assert_eq!(expected.len(), outputs.len());
        for script in ["run_pytorch.py", "run_onnx.py"] {
            python::run(&interpreter, script, &[folder.path()]);
            for (output, expected) in outputs.iter().zip(&expected) {
                // An emitted module returns a single output without its name.
                let unnamed = script == "run_pytorch.py" && outputs.len() == 1;
                let output = if unnamed { "" } else { output };
                let actual = read_numbers(&file(&format!("{output}.f32")));
                assert_close(&format!("{name}, {script}, {output}"), &actual, expected);
            }
        }
    }
}

#[test]
fn segmentation_is_the_emitted_network() {
    let network = Segmentation::new();
    compare_with_emitted("segmentation", &["logits"], |input| {
        vec![network.forward(input, &mut Segmentation::workspace()).to_vec()]
    });
}

#[test]
fn classification_is_the_emitted_network() {
    let network = Classification::new();
    compare_with_emitted("classification", &["logits"], |input| {
        vec![network.forward(input, &mut Classification::workspace()).to_vec()]
    });
}

#[test]
fn detection_is_the_emitted_network() {
    let network = Detection::new();
    compare_with_emitted("detection", &["confidences", "locations"], |input| {
        let mut workspace = Detection::workspace();
        let outputs = network.forward(input, &mut workspace);
        vec![outputs.confidences.to_vec(), outputs.locations.to_vec()]
    });
}
