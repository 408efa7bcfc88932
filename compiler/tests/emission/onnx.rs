//! Emitted ONNX models: the checker accepts them, and ONNX Runtime computes the interpreter's
//! outputs.

use std::{
    collections::BTreeMap,
    fs,
    num::NonZeroU16,
    path::{Path, PathBuf},
};

use espnet_checkpoint::Checkpoint;
use espnet_compiler::{
    compile,
    emit::{self, Batch, OnnxOptions},
    spec::Overrides,
};

use crate::{
    cases::{cases, overrides, picture, text},
    networks::{Network, custom, families, models},
    python::{self, assert_close, read_numbers, write_numbers},
    reference,
};

fn of_batch(batch: Batch) -> OnnxOptions {
    OnnxOptions { batch, ..OnnxOptions::default() }
}

/// With seeded weights, the outputs are the interpreter's.
#[test]
fn networks_compute_what_the_interpreter_does() {
    let Some(interpreter) = python::interpreter() else { return };
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    let networks = [models(), families(), custom(), vec![city()]].concat();
    let folder = |network: &Network| root.path().join(&network.name);
    for network in &networks {
        let folder = folder(network);
        fs::create_dir(&folder).expect("it can be made");
        let model = emit::onnx(&network.compiled, &network.weights, OnnxOptions::default())
            .unwrap_or_else(|problems| panic!("{problems}"));
        fs::write(folder.join("network.onnx"), model).expect("it can be written");
        write_numbers(&folder.join("input.f32"), &network.input);
    }
    let folders: Vec<PathBuf> = networks.iter().map(folder).collect();
    let arguments: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    python::run(&interpreter, "run_onnx.py", &arguments);
    for network in &networks {
        network.assert_outputs(&folder(network), |name| format!("{name}.f32"));
    }
}

/// Each input in a batch gives the same output as alone, with a fixed and with a dynamic batch size. One
/// session of the dynamic model takes batches of several sizes.
#[test]
fn batches_compute_what_the_interpreter_does() {
    let Some(interpreter) = python::interpreter() else { return };
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    let networks = [models(), families(), custom()].concat();
    let two = Batch::Fixed(NonZeroU16::new(2).expect("it is not zero"));
    let batches: [(&str, Batch, &[usize]); 2] =
        [("fixed", two, &[2]), ("dynamic", Batch::Dynamic, &[1, 2, 3])];
    let folder =
        |network: &Network, name: &str| root.path().join(format!("{}_{name}", network.name));
    let mut folders = Vec::new();
    for network in &networks {
        let inputs = network.inputs(3);
        for (name, batch, sizes) in batches {
            let folder = folder(network, name);
            fs::create_dir(&folder).expect("it can be made");
            let model = emit::onnx(&network.compiled, &network.weights, of_batch(batch))
                .unwrap_or_else(|problems| panic!("{problems}"));
            fs::write(folder.join("network.onnx"), model).expect("it can be written");
            for &size in sizes {
                let file = folder.join(format!("input.{size}.f32"));
                write_numbers(&file, &inputs[..size].concat());
            }
            folders.push(folder);
        }
    }
    let arguments: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    python::run(&interpreter, "run_onnx.py", &arguments);
    for network in &networks {
        let inputs = network.inputs(3);
        for (name, _, sizes) in batches {
            for &size in sizes {
                let file = |output: &str| format!("{output}.{size}.f32");
                network.assert_batch(&inputs[..size], &folder(network, name), file);
            }
        }
    }
}

/// The Cityscapes network at a quarter of its usual size, which divides in the same way.
fn city() -> Network {
    let overrides = Overrides {
        width_multiplier: Some(0.5),
        classes: Some(20),
        height: Some(256),
        width: Some(512),
        ..Overrides::default()
    };
    Network::new("city", "models/espnetv2_seg.json", &overrides)
}

/// With the authors' checkpoints, the outputs are the authors'.
#[test]
fn released_checkpoints() {
    let (Some(data), Some(interpreter)) = (reference::folder(), python::interpreter()) else {
        return;
    };
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    let open = |path: PathBuf| Checkpoint::open(path).unwrap_or_else(|error| panic!("{error}"));
    let cases = cases(&data, "classification");
    let folders: Vec<PathBuf> =
        cases.iter().map(|case| root.path().join(text(case, "name"))).collect();
    for (case, folder) in cases.iter().zip(&folders) {
        fs::create_dir(folder).expect("it can be made");
        let spec = include_str!("../../../models/espnetv2.json");
        let compiled =
            compile(spec, &overrides(case)).unwrap_or_else(|problems| panic!("{problems}"));
        let model =
            emit::onnx(&compiled, &open(data.join(text(case, "weights"))), OnnxOptions::default())
                .unwrap_or_else(|problems| panic!("{problems}"));
        fs::write(folder.join("network.onnx"), model).expect("it can be written");
        let image = data.join(case["images"][0].as_str().expect("a path"));
        write_numbers(&folder.join("input.f32"), &picture(&image));
    }
    let arguments: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    python::run(&interpreter, "run_onnx.py", &arguments);
    for (case, folder) in cases.iter().zip(&folders) {
        let logits = open(data.join(text(case, "logits")));
        let expected = logits.get("logits_0").expect("one for each image");
        let output = read_numbers(&folder.join("output.f32"));
        assert_close(text(case, "name"), &output, expected.data());
    }
}

/// The same network and weights give the same bytes. If tensors are missing, the error lists all of
/// them.
#[test]
fn models_are_deterministic_and_need_their_weights() {
    let network = Network::new("tiny", "tests/specs/tiny.json", &Overrides::default());
    let emit = || {
        emit::onnx(&network.compiled, &network.weights, OnnxOptions::default())
            .expect("the weights fit")
    };
    assert_eq!(emit(), emit());

    let problems =
        emit::onnx(&network.compiled, &BTreeMap::new(), OnnxOptions::default()).unwrap_err();
    assert_eq!(problems.0.len(), network.compiled.graph.params().len());
    assert_eq!(
        problems.0[0].message,
        "parameter level1.conv.weight of shape [16, 3, 3, 3] is missing"
    );
}

/// A value that is an output under two names, and an input that is an output under another name.
#[test]
fn outputs_may_be_one_value() {
    let Some(interpreter) = python::interpreter() else { return };
    let spec = r#"{
        "name": "twice", "input": { "channels": 2, "height": 4, "width": 5 }, "classes": 2,
        "blocks": [
            { "name": "same", "type": "resize", "scale": 1 },
            { "name": "conv", "type": "conv", "channels": 2, "kernel": 1 }
        ],
        "outputs": [
            { "name": "a", "from": "conv" }, { "name": "b", "from": "conv" }, { "name": "c", "from": "same" }
        ]
    }"#;
    let network = Network::of("twice", spec, &Overrides::default());
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    let model = emit::onnx(&network.compiled, &network.weights, OnnxOptions::default())
        .expect("the weights fit");
    fs::write(root.path().join("network.onnx"), model).expect("it can be written");
    write_numbers(&root.path().join("input.f32"), &network.input);
    python::run(&interpreter, "run_onnx.py", &[root.path()]);
    network.assert_outputs(root.path(), |name| format!("{name}.f32"));
}
