//! Emitted ONNX models that post-process: ONNX Runtime selects the detections that the functions of the
//! emitted PyTorch module find, whose results are the authors'.

use std::{fs, num::NonZeroU16, path::Path};

use espnet_checkpoint::Tensor;
use espnet_compiler::{
    emit::{self, Batch, OnnxOptions},
    spec::Overrides,
};

use crate::{
    networks::Network,
    python::{self, write_numbers},
};

const DETECTOR: &str = include_str!("../../../tests/specs/detector.json");
const OUTPUTS: &str = r#""from": "loc_layers" }]"#;

/// A detector whose confidences differ so much that there are high scores.
fn detector(name: &str, spec: &str, overrides: &Overrides) -> Network {
    let mut network = Network::of(name, spec, overrides);
    for (name, tensor) in &mut network.weights {
        if name.starts_with("cls_layers") {
            let numbers = tensor.data().iter().map(|number| 6.0 * number).collect();
            *tensor = Tensor::new(tensor.shape().to_vec(), numbers).expect("the shape is the same");
        }
    }
    network
}

/// The detector of the tests with an output more, and with blocks that have the names of results.
fn with_more_outputs() -> String {
    let spec = DETECTOR
        .replace(OUTPUTS, r#""from": "loc_layers" }, { "name": "logits", "from": "cls_layers" }]"#)
        .replace(r#""up3""#, r#""boxes""#)
        .replace(r#""cat3""#, r#""scores.softmax""#);
    assert!(spec.contains(r#""logits""#) && spec.contains(r#""boxes""#));
    spec
}

fn emitted(network: &Network, batch: Batch, post_process: bool) -> Vec<u8> {
    emit::onnx(&network.compiled, &network.weights, OnnxOptions { batch, post_process })
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// One input, a fixed number, and batches of several sizes in one session.
#[test]
fn models_select_what_the_authors_rules_do() {
    let Some(interpreter) = python::interpreter() else { return };
    let narrow = Overrides {
        width_multiplier: Some(0.5),
        classes: Some(5),
        height: Some(96),
        width: Some(160),
        ..Overrides::default()
    };
    let as_they_are = Overrides::default();
    let ssd = include_str!("../../../models/espnetv2_ssd.json");
    let two = Batch::Fixed(NonZeroU16::new(2).expect("it is not zero"));
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    let mut folders = Vec::new();
    for (network, batch, sizes) in [
        (detector("best_three", DETECTOR, &as_they_are), Batch::default(), &[1][..]),
        (detector("two", DETECTOR, &as_they_are), two, &[2]),
        (detector("more_outputs", &with_more_outputs(), &as_they_are), two, &[2]),
        (detector("dynamic", ssd, &narrow), Batch::Dynamic, &[1, 3]),
    ] {
        let folder = root.path().join(&network.name);
        fs::create_dir(&folder).expect("it can be made");
        let write = |name: &str, content: &[u8]| {
            fs::write(folder.join(name), content).expect("it can be written");
        };
        let module = emit::pytorch(&network.compiled, "Network", "a test")
            .unwrap_or_else(|problems| panic!("{problems}"));
        write("network.py", module.as_bytes());
        write("raw.onnx", &emitted(&network, batch, false));
        write("network.onnx", &emitted(&network, batch, true));
        let inputs = network.inputs(3);
        for &size in sizes {
            write_numbers(&folder.join(format!("input.{size}.f32")), &inputs[..size].concat());
        }
        folders.push(folder);
    }
    let arguments: Vec<&Path> = folders.iter().map(|folder| folder.as_path()).collect();
    python::run(&interpreter, "run_onnx_detection.py", &arguments);
}

#[test]
fn models_are_deterministic() {
    let network = detector("detector", DETECTOR, &Overrides::default());
    let emit = || emitted(&network, Batch::Dynamic, true);
    assert_eq!(emit(), emit());
}

/// Everything that is wrong is reported at once.
#[test]
fn results_need_a_detector_and_names() {
    let problems = |network: &Network| {
        let options = OnnxOptions { post_process: true, ..OnnxOptions::default() };
        emit::onnx(&network.compiled, &network.weights, options).unwrap_err().to_string()
    };
    let tiny = Network::new("tiny", "tests/specs/tiny.json", &Overrides::default());
    assert_eq!(
        problems(&tiny),
        "the network `tiny` detects no objects; export it without post-processing"
    );
    let more = r#""from": "loc_layers" },
        { "name": "scores", "from": "up3" }, { "name": "selected", "from": "up2" }]"#;
    let mut network = Network::of("named", &DETECTOR.replace(OUTPUTS, more), &Overrides::default());
    network.weights.remove("loc_layers.0.bias");
    assert_eq!(
        problems(&network).lines().collect::<Vec<_>>(),
        [
            "parameter loc_layers.0.bias of shape [24] is missing",
            "/outputs/2: `scores` is the name of a result of post-processing (line 69, column 9); give the \
             output another name",
            "/outputs/3: `selected` is the name of a result of post-processing (line 69, column 46); give \
             the output another name",
        ]
    );
}
