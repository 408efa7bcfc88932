//! MobileNets and ShuffleNets.

use std::{fs, path::PathBuf};

use espnet::{checkpoint::Checkpoint, image};
use espnet_tests::{
    Network,
    compare::{bar, difference},
    networks::others::*,
    reference,
};
use serde_json::Value;

use crate::common::{case, names, number, on_every_isa, path, planes, run_twice};

#[path = "../../src/interpreter.rs"]
#[expect(dead_code, reason = "no script of the workspace runs here")]
mod interpreter;

/// Returns the file of a case's weights. `None` if it is part of a Python package that is not installed.
fn weights(folder: &std::path::Path, case: &Value) -> Option<PathBuf> {
    let name = case["weights"].as_str().expect("a path");
    let Some(package) = name.strip_prefix("package:") else { return Some(folder.join(name)) };
    let file = package.rsplit(':').next().expect("a path in the package");
    let python = interpreter::interpreter()?;
    let script = "import sys; print('\\n'.join(sys.path))";
    let paths = std::process::Command::new(python).args(["-c", script]).output().ok()?;
    let paths = String::from_utf8(paths.stdout).ok()?;
    let mut places = paths.lines().map(|folder| PathBuf::from(folder).join(file));
    let found = places.find(|path| path.exists());
    if found.is_none() {
        eprintln!("skipped: {package} is not installed");
    }
    found
}

/// Compares the outputs of a network with those of a case.
fn compare<N: Network + espnet::Network>(name: &str, normalization: &image::Normalization) {
    let Some(folder) = reference::folder() else { return };
    let folder = folder.join("rivals");
    let case = case(&folder, "rivals", name);
    let Some(weights) = weights(&folder, &case) else { return };
    let weights = fs::read(weights).expect("the weights are there");
    let expected = Checkpoint::open(path(&folder, &case["outputs"])).expect("they are there");
    let bar = bar(case["output_abs_max"].as_f64().expect("a number") as f32);
    let outputs = case["output_names"].as_array().expect("a list");
    on_every_isa::<N>(&weights, |network, isa| {
        for (i, picture) in case["images"].as_array().expect("a list").iter().enumerate() {
            let input = planes(&path(&folder, picture), &case["input_hw"], normalization);
            let expected: Vec<f32> = outputs
                .iter()
                .map(|output| format!("{}_{i}", output.as_str().expect("a name")))
                .flat_map(|name| expected.get(&name).expect("one per image").data().to_vec())
                .collect();
            let worst = difference(&run_twice(network, &input), &expected);
            eprintln!("{name} on {isa}, image {i}: largest difference {worst:e}, bar {bar:e}");
            assert!(worst <= bar, "{name} on {isa}: {worst}");
            if let Some(best) = case["top3"].get(i) {
                assert_names::<N>(&expected, best);
            }
        }
    });
}

/// Checks the classes with the largest logits: index, name and probability, as torchvision's network tells them.
fn assert_names<N: espnet::Network>(logits: &[f32], best: &Value) {
    let best = best.as_array().expect("a list");
    for (found, expected) in image::top_k(logits, best.len()).iter().zip(best) {
        assert_eq!(found.class, number(&expected[0]));
        assert_eq!(N::LABELS[found.class], expected[1].as_str().expect("a name"));
        let probability = expected[2].as_f64().expect("a number");
        assert!((f64::from(found.probability) - probability).abs() < 1e-3, "{expected}");
    }
}

macro_rules! cases {
    ($($test:ident: $network:ident $name:literal;)*) => {
        $(
            #[test]
            fn $test() {
                let preprocessing = <$network as espnet::Network>::PREPROCESSING;
                compare::<$network>($name, &preprocessing.normalization);
            }
        )*

        #[test]
        fn every_case_is_tested() {
            let Some(folder) = reference::folder() else { return };
            assert_eq!(names(&folder.join("rivals"), "rivals"), [$($name),*]);
        }
    };
}

cases! {
    mobilenet_v2: MobilenetV2 "mobilenet_v2_0.25_10";
    shufflenet_v1: ShufflenetV1 "shufflenet_v1_g3_0.5_40";
    shufflenet_v2: ShufflenetV2 "shufflenet_v2_narrow_40";
    mobilenet_v1: Faces "mobilenet_v1_0.5_trained";
    shufflenet_v2_backbone: Backbone "shufflenet_v2_0.5_backbone_trained";
    mobilenet_v2_imagenet: MobilenetV2Imagenet "mobilenet_v2_1.0_imagenet";
}
