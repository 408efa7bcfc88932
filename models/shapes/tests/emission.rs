//! Compares the compiled networks with the emitted ones in torch and ONNX Runtime, all with the
//! trained weights: the module for training is the network that runs.

use std::{fs, iter::zip, path::Path};

use espnet::{
    detection::HeapMemory,
    image::{Normalization, to_input},
};
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
    let model = emit::onnx(&network, &weights, emit::OnnxOptions::default()).unwrap();
    fs::write(file("network.onnx"), model).unwrap();

    for seed in HELD_OUT.take(4) {
        let input = input(&Scene::new(seed));
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

/// The numbers of a scene's picture, as the networks read them.
fn input(scene: &Scene) -> Vec<f32> {
    to_input(&scene.picture, 3, Scene::SIDE, Scene::SIDE, &Normalization::IMAGENET).unwrap()
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

/// The emitted model with post-processing selects the detections of the compiled network.
#[test]
fn selected_are_the_detections_of_the_compiled_network() {
    const SCENES: usize = 4;
    let Some(interpreter) = python::interpreter() else { return };
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let spec = fs::read_to_string(package.join("detection.json")).unwrap();
    let weights = Checkpoint::open(package.join("detection.safetensors")).unwrap();
    let emitted = compile(&spec, &Overrides::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    fs::write(file("network.py"), emit::pytorch(&emitted, "Network", "a test").unwrap()).unwrap();
    for (name, post_process) in [("raw.onnx", false), ("network.onnx", true)] {
        let options = emit::OnnxOptions { post_process, ..emit::OnnxOptions::default() };
        fs::write(file(name), emit::onnx(&emitted, &weights, options).unwrap()).unwrap();
    }
    let inputs: Vec<Vec<f32>> =
        HELD_OUT.take(SCENES).map(|seed| input(&Scene::new(seed))).collect();
    for (index, input) in inputs.iter().enumerate() {
        write_numbers(&file(&format!("input.{index}.f32")), input);
    }
    python::run(&interpreter, "run_onnx_detection.py", &[folder.path()]);

    let network = Detection::new();
    let (mut workspace, mut memory) =
        (Detection::workspace(), HeapMemory::new(Detection::DETECTION_ROOM));
    let priors = Detection::DETECTION_ROOM.priors;
    let mut total = 0;
    for (index, input) in inputs.iter().enumerate() {
        let [boxes, scores, selected] = ["boxes", "scores", "selected"]
            .map(|name| read_numbers(&file(&format!("{name}.{index}.f32"))));
        let input = input.as_array().expect("the input has the network's shape");
        let found = network
            .detect(input, &mut workspace, &Detection::POST_PROCESSING, memory.buffers())
            .unwrap();
        let places = selected.as_chunks::<3>().0.iter().map(|row| row.map(|index| index as usize));
        let places: Vec<[usize; 3]> = places.collect();
        let expected: Vec<[usize; 3]> =
            found.iter().map(|found| [0, found.class, found.prior]).collect();
        assert_eq!(places, expected, "scene {index}");
        for (found, [_, class, prior]) in zip(found, places) {
            let actual = [&[scores[class * priors + prior]], &boxes[prior * 4..][..4]].concat();
            for (actual, expected) in zip(actual, [&[found.score][..], &found.bounds].concat()) {
                assert!((actual - expected).abs() <= 1e-5, "{actual} in place of {found:?}");
            }
        }
        total += found.len();
    }
    assert!(total > SCENES, "{total} detections");
}
