//! Emitted PyTorch modules: their text, and the outputs that torch computes with them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use espnet_compiler::{Compiled, compile, emit, spec::Overrides};

use crate::{
    cases::{cases, number, overrides, picture, text},
    networks::{Network, custom, families, models},
    python::{self, assert_close, read_numbers, write_numbers},
    reference,
};

fn python(compiled: &Compiled) -> String {
    emit::pytorch(compiled, "Network", "a test").unwrap_or_else(|problems| panic!("{problems}"))
}

/// The text of six modules, one file each, so that a review shows every change of it.
#[test]
fn text_is_recorded() {
    let networks = models().into_iter().chain(custom());
    for network in networks.filter(|network| RECORDED.contains(&network.name.as_str())) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../../tests/snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let name = format!("{}-pytorch", network.name);
        settings.bind(|| insta::assert_snapshot!(name, python(&network.compiled)));
    }
}

const RECORDED: [&str; 6] =
    ["classifier_0_5", "segmentation_1_0", "detection_0_5", "custom", "every_block", "names"];

/// Lines are short enough for `black`, and no line ends in a blank.
#[test]
fn lines_are_as_black_lays_them_out() {
    for network in [models(), families(), custom()].concat() {
        for line in python(&network.compiled).lines() {
            assert!(line.chars().count() <= 88, "{}: {line}", network.name);
            assert_eq!(line, line.trim_end(), "{}", network.name);
        }
    }
}

fn write(compiled: &Compiled, folder: &Path) {
    let shape = compiled.architecture.input;
    let shape = format!("{} {} {}", shape.channels, shape.height, shape.width);
    fs::write(folder.join("shape"), shape).expect("it can be written");
    fs::write(folder.join("network.py"), python(compiled)).expect("it can be written");
}

/// With seeded weights, the outputs are the interpreter's.
#[test]
fn networks_compute_what_the_interpreter_does() {
    let Some(interpreter) = python::interpreter() else { return };
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    let networks = [models(), families(), custom()].concat();
    let folder = |network: &Network| root.path().join(&network.name);
    for network in &networks {
        let folder = folder(network);
        fs::create_dir(&folder).expect("it can be made");
        network.write(&folder);
        write(&network.compiled, &folder);
    }
    let folders: Vec<PathBuf> = networks.iter().map(folder).collect();
    let arguments: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    python::run(&interpreter, "run_pytorch.py", &arguments);
    for network in &networks {
        let single = network.compiled.architecture.outputs.len() == 1;
        let file = |name: &str| format!("{}.f32", if single { "" } else { name });
        network.assert_outputs(&folder(network), file);
    }
}

/// Priors are the compiler's, bit for bit. Matching, losses and detections follow the rules, and are the
/// authors' where their outputs are at hand.
#[test]
fn detectors_have_what_training_needs() {
    let Some(interpreter) = python::interpreter() else { return };
    let overrides = |size: [usize; 2]| Overrides {
        width_multiplier: Some(0.5),
        classes: Some(5),
        height: Some(size[0]),
        width: Some(size[1]),
        ..Overrides::default()
    };
    let rules = |text: &str| text.replace(r#""locations": "locations" }"#, RULE);
    let reference = reference::folder().map(|folder| folder.join("det"));
    let spec = include_str!("../../../models/espnetv2_ssd.json");
    for (spec, size, reference) in [
        (spec.to_owned(), [96, 96], reference),
        (spec.to_owned(), [300, 300], None),
        (rules(spec), [96, 160], None),
    ] {
        let compiled =
            compile(&spec, &overrides(size)).unwrap_or_else(|problems| panic!("{problems}"));
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        write(&compiled, folder.path());
        let arguments: Vec<&Path> =
            [folder.path()].into_iter().chain(reference.as_deref()).collect();
        python::run(&interpreter, "run_detection.py", &arguments);
        let plan = compiled.plan.detection.as_ref().expect("the network is a detector");
        let priors: Vec<f32> = plan.priors().flatten().collect();
        let actual = read_numbers(&folder.path().join("priors.f32"));
        assert_eq!(actual.len(), priors.len(), "{size:?}");
        let differing = actual.iter().zip(&priors).position(|(actual, prior)| actual != prior);
        assert_eq!(differing, None, "{size:?}");
    }
}

/// Fewer strides, other sizes, and ratios whose roots are not exact.
const RULE: &str = r#""locations": "locations", "priors":
    { "strides": [9, 17], "sizes": [7, 120], "ratios": [1.7, 2.9] } }"#;

/// Checkpoints of the authors load as they are and give the authors' outputs.
#[test]
fn released_checkpoints_load() {
    let (Some(data), Some(interpreter)) = (reference::folder(), python::interpreter()) else {
        return;
    };
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    let mut folders = Vec::new();
    let mut expected = Vec::new();
    for (kind, spec) in [
        ("classification", include_str!("../../../models/espnetv2.json")),
        ("segmentation", include_str!("../../../models/espnetv2_seg.json")),
    ] {
        for case in cases(&data, kind) {
            let name = text(&case, "name");
            let folder = root.path().join(name);
            fs::create_dir(&folder).expect("it can be made");
            let compiled =
                compile(spec, &overrides(&case)).unwrap_or_else(|problems| panic!("{problems}"));
            write(&compiled, &folder);
            let weights = data.join(text(&case, "weights"));
            fs::write(folder.join("checkpoint"), weights.to_str().expect("the path is text"))
                .expect("it can be written");
            let image = case["images"].get(0).unwrap_or(&case["image"]);
            let image = data.join(image.as_str().expect("a path"));
            write_numbers(&folder.join("input.f32"), &picture(&image));
            folders.push(folder);
            expected.push(case);
        }
    }
    assert!(folders.len() >= 8, "the index lists both kinds");
    let arguments: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    python::run(&interpreter, "run_pytorch.py", &arguments);
    for (case, folder) in expected.iter().zip(&folders) {
        let logits = espnet_checkpoint::Checkpoint::open(data.join(text(case, "logits")))
            .unwrap_or_else(|error| panic!("{error}"));
        let output = read_numbers(&folder.join(".f32"));
        let name = text(case, "name");
        match logits.get("logits_strided") {
            None => {
                let expected = logits.get("logits_0").expect("one for each image");
                assert_close(name, &output, expected.data());
            }
            Some(expected) => {
                let width = number(&case["input_hw"][1]);
                let pixels = number(&case["input_hw"][0]) * width;
                let step = number(&case["logits_stride"]);
                let output: Vec<f32> = output
                    .chunks(pixels)
                    .flat_map(|plane| plane.chunks(width).step_by(step))
                    .flat_map(|row| row.iter().copied().step_by(step))
                    .collect();
                assert_close(name, &output, expected.data());
            }
        }
    }
}

fn tiny() -> Compiled {
    Network::new("tiny", "tests/specs/tiny.json", &Overrides::default()).compiled
}

#[test]
fn names_that_no_class_can_have_are_refused() {
    for name in ["", "2nd", "a-b", "class", "EESP", "match", "torch", "F", "initialise", "É"] {
        let message = emit::pytorch(&tiny(), name, "a test").unwrap_err().to_string();
        assert_eq!(
            message,
            format!(
                "name: `{name}` cannot name a class of the emitted Python; use a name such as `Digits`"
            )
        );
    }
}

#[test]
fn blocks_inside_the_units_of_others_are_refused() {
    let spec = r#"{
        "name": "inside", "input": { "channels": 4, "height": 8, "width": 8 }, "classes": 2, "branches": 2,
        "blocks": [
            { "name": "unit", "type": "eesp", "limit": 5 },
            { "name": "unit.spp_dw.2", "type": "conv", "channels": 4, "kernel": 1 }
        ],
        "outputs": ["unit.spp_dw.2"]
    }"#;
    let compiled = compile(spec, &Overrides::default()).unwrap_or_else(|error| panic!("{error}"));
    let message = emit::pytorch(&compiled, "Network", "a test").unwrap_err().to_string();
    assert_eq!(
        message,
        "/blocks/1/name: `unit.spp_dw.2` lies among the modules of `unit`, an EESP (line 5, column 23); \
         choose a name outside it"
    );
}

/// `train()` sets the attribute in every module, so no child can have its name.
#[test]
fn modules_called_training_are_refused() {
    for (block, path) in [
        (
            r#"{ "name": "a.training", "type": "conv", "kernel": 1, "channels": 4, "norm": "batch_norm" }"#,
            "a.training",
        ),
        (
            r#"{ "name": "a", "type": "conv", "kernel": 1, "channels": 4, "parts": { "conv": "training" } }"#,
            "a.training",
        ),
        (r#"{ "name": "training", "type": "eesp", "limit": 5 }"#, "training"),
    ] {
        let name = &block[11..].split('"').next().expect("it is quoted");
        let spec = format!(
            r#"{{
                "name": "mode", "input": {{ "channels": 4, "height": 8, "width": 8 }}, "classes": 2, "branches": 2,
                "blocks": [{block}], "outputs": ["{name}"]
            }}"#
        );
        let compiled =
            compile(&spec, &Overrides::default()).unwrap_or_else(|error| panic!("{error}"));
        let problems = emit::pytorch(&compiled, "Network", "a test").unwrap_err();
        assert_eq!(problems.0[0].path, "/blocks/0");
        assert_eq!(problems.0[0].message, format!("PyTorch cannot have a module at `{path}`"));
    }
}

#[test]
fn long_commands_are_wrapped() {
    for words in 1..50 {
        let made_by = vec!["a"; words].join(" ");
        let python = emit::pytorch(&tiny(), "Network", &made_by).expect("the name is free");
        for line in python.lines() {
            assert!(line.chars().count() <= 88, "{line}");
        }
    }
}
