//! Priors, boxes and detections on the reference vectors, if these are beside the project.

use std::path::Path;

use espnet::{
    detection::{HeapMemory, Outputs, PostProcessing, Room, decode},
    simd::AnySimd,
};
use safetensors::SafeTensors;
use serde_json::Value;

use crate::ssd;

#[path = "../../../tests/src/reference.rs"]
mod shared;

/// The tensors of a file.
struct Tensors(Vec<u8>);

impl Tensors {
    fn open(folder: &Path, name: &str) -> Self {
        Tensors(std::fs::read(folder.join(name)).unwrap())
    }

    fn data<const N: usize>(&self, name: &str) -> Vec<[u8; N]> {
        let tensors = SafeTensors::deserialize(&self.0).unwrap();
        tensors.tensor(name).unwrap().data().as_chunks().0.to_vec()
    }

    fn floats(&self, name: &str) -> Vec<f32> {
        self.data(name).into_iter().map(f32::from_le_bytes).collect()
    }

    fn indices(&self, name: &str) -> Vec<usize> {
        let integers = self.data(name).into_iter().map(i64::from_le_bytes);
        integers.map(|index| index.try_into().unwrap()).collect()
    }
}

/// The folder of the reference vectors for detection, and their cases.
fn cases() -> Option<(std::path::PathBuf, Vec<Value>)> {
    let folder = shared::folder()?.join("det");
    let index = std::fs::read(folder.join("index.json")).unwrap();
    let index: Value = serde_json::from_slice(&index).unwrap();
    let cases = index["cases"].as_array().unwrap().clone();
    assert!(!cases.is_empty());
    Some((folder, cases))
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap().try_into().unwrap()
}

/// The priors of an input of this size.
fn priors_of(case: &Value) -> Vec<[f32; 4]> {
    let all = ssd::priors([number(&case["height"]), number(&case["width"])]);
    assert_eq!(all.len(), number(&case["priors"]), "{}", case["name"]);
    all
}

fn assert_close(actual: [f32; 4], expected: [f32; 4], tolerance: f32, case: &str) {
    for (actual, expected) in actual.iter().zip(expected) {
        assert!((actual - expected).abs() <= tolerance, "{case}: {actual} for {expected}");
    }
}

#[test]
fn priors_and_boxes_are_those_of_the_authors() {
    let Some((folder, cases)) = cases() else { return };
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        let all = priors_of(case);
        if case["prior_boxes"].is_null() {
            // The authors have no priors for inputs that are not square.
            continue;
        }
        let tensors = Tensors::open(&folder, case["expect"].as_str().unwrap());
        let (expected, locations) = (tensors.floats("priors"), tensors.floats("locations"));
        let boxes = tensors.floats("boxes");
        let largest = locations.iter().fold(1.0_f32, |most, location| most.max(location.abs()));
        let (expected, _) = expected.as_chunks();
        let sampled = tensors.indices("prior_index");
        assert_eq!((sampled.len(), expected.len()), (boxes.len() / 4, boxes.len() / 4));
        for (row, prior) in sampled.into_iter().enumerate() {
            assert_close(all[prior], expected[row], 1e-7, name);
            let found = decode(all[prior], locations.as_chunks().0[row]);
            assert_close(found, boxes.as_chunks().0[row], 1e-5 * largest, name);
        }
    }
}

#[test]
fn the_detections_of_a_whole_output_are_those_of_the_authors() {
    let Some((folder, cases)) = cases() else { return };
    let case = cases.iter().find(|case| case["name"] == "det_custom_5_96_sample8").unwrap();
    let outputs = Tensors::open(&folder, "matching.safetensors");
    let (confidences, locations) = (outputs.floats("confidences"), outputs.floats("locations"));
    let (priors, classes) = (priors_of(case), number(&case["classes"]));
    let outputs = Outputs::new(classes, &confidences, &locations, priors.as_slice()).unwrap();
    let settings = PostProcessing {
        score_threshold: case["conf_threshold"].as_f64().unwrap() as f32,
        iou_threshold: case["iou_threshold"].as_f64().unwrap(),
        top_k: number(&case["top_k"]),
    };
    let expect = Tensors::open(&folder, case["expect"].as_str().unwrap());
    let expected = expect.floats("detections");
    let (expected, _) = expected.as_chunks::<6>();
    let mut memory = HeapMemory::new(Room::new(priors.len(), classes, settings.top_k));
    for simd in AnySimd::available() {
        let found = settings.run(simd, &outputs, memory.buffers()).unwrap();
        let detected: Vec<usize> = found.iter().map(|found| found.prior).collect();
        assert_eq!(detected, expect.indices("detection_prior"), "{simd:?}");
        for (found, &[score, class, left, top, right, bottom]) in found.iter().zip(expected) {
            assert_eq!(found.class as f32, class);
            assert!((found.score - score).abs() <= 1e-5, "{found:?}: {score}");
            assert_close(found.bounds, [left, top, right, bottom], 1e-5, "bounds");
        }
    }
}
