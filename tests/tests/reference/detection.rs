//! Detection networks: raw outputs, priors, and the detections made from them.

use std::{fs, io::Read, path::Path};

use espnet::{
    abi::priors::priors,
    checkpoint::Checkpoint,
    detection::{HeapMemory, Outputs, PostProcessing, Room, decode},
    generated::PriorMap,
    image::Normalization,
    simd::AnySimd,
};
use espnet_tests::{
    Network,
    compare::{bar, difference},
    networks::{others::*, recorded::Detector},
    reference,
};
use serde_json::{Value, json};

use crate::common::{case, names, number, on_every_isa, path, planes, run_twice};

/// Reads weights that may be compressed.
fn weights(path: &Path) -> Vec<u8> {
    let bytes = fs::read(path).expect("the weights are there");
    if path.extension().is_none_or(|extension| extension != "gz") {
        return bytes;
    }
    let mut unpacked = Vec::new();
    let mut decoder = flate2::read::GzDecoder::new(bytes.as_slice());
    decoder.read_to_end(&mut unpacked).expect("the file is whole");
    unpacked
}

/// Returns the settings of a case.
fn settings(case: &Value) -> PostProcessing {
    let float = |name: &str| case[name].as_f64().expect("a number");
    PostProcessing::new(
        float("conf_threshold") as f32,
        float("iou_threshold"),
        number(&case["top_k"]),
    )
}

fn detect<N: Network>(name: &str, maps: &[PriorMap<'static>]) {
    let Some(folder) = reference::folder() else { return };
    let folder = folder.join("det");
    let case = case(&folder, "cases", name);
    let weights = weights(&path(&folder, &case["weights"]));
    let size = json!([case["height"], case["width"]]);
    let input = planes(&path(&folder, &case["image"]), &size, &Normalization::IMAGENET);
    let expected = Checkpoint::open(path(&folder, &case["expect"])).expect("they are there");
    let floats = |name: &str| expected.get(name).map(|tensor| tensor.data().to_vec());
    let indices = |name: &str| -> Vec<usize> {
        let tensor = expected.integer(name).expect("they are recorded");
        tensor.data().iter().map(|&index| index.try_into().expect("an index")).collect()
    };
    let (classes, count) = (number(&case["classes"]), number(&case["priors"]));
    let sampled = indices("prior_index");
    let priors: Vec<[f32; 4]> = priors(maps).collect();
    assert_eq!(priors.len(), count);
    if let Some(expected) = floats("priors") {
        let actual: Vec<f32> = sampled.iter().flat_map(|&prior| priors[prior]).collect();
        let worst = difference(&actual, &expected);
        assert!(worst <= 1e-7, "{name}: priors differ by {worst:e}");
    }
    on_every_isa::<N>(&weights, |network, isa| {
        let output = run_twice(network, &input);
        let (confidences, locations) = output.split_at(count * classes);
        for (tensor, numbers, rows, largest) in [
            ("confidences", classes, confidences, "conf_abs_max"),
            ("locations", 4, locations, "loc_abs_max"),
        ] {
            let rows: Vec<f32> = sampled
                .iter()
                .flat_map(|&prior| rows[prior * numbers..][..numbers].iter().copied())
                .collect();
            let bar = bar(case[largest].as_f64().expect("a number") as f32);
            let worst = difference(&rows, &floats(tensor).expect("they are recorded"));
            eprintln!("{name} on {isa}: {tensor} differ by {worst:e}, bar {bar:e}");
            assert!(worst <= bar, "{name} on {isa}: {tensor} differ by {worst:e}");
        }
        let Some(detections) = floats("detections") else { return };
        let outputs = Outputs::new(classes, confidences, locations, priors.as_slice());
        let (outputs, settings) = (outputs.expect("they fit together"), settings(&case));
        let mut memory = HeapMemory::new(Room::new(count, classes, settings.top_k));
        let simd = AnySimd::for_isa(isa).expect("the network runs on it");
        let found = settings.run(simd, &outputs, memory.buffers()).expect("they make sense");
        let found_priors: Vec<usize> = found.iter().map(|found| found.prior).collect();
        assert_eq!(found_priors, indices("detection_prior"), "{name} on {isa}");
        let largest = case["loc_abs_max"].as_f64().expect("a number") as f32;
        let numbers: Vec<f32> = found
            .iter()
            .flat_map(|found| [&[found.score, found.class as f32], &found.bounds[..]].concat())
            .collect();
        let worst = difference(&numbers, &detections);
        assert!(worst <= bar(largest), "{name} on {isa}: detections differ by {worst:e}");
        let boxes: Vec<f32> = sampled
            .iter()
            .flat_map(|&prior| {
                let location = locations.as_chunks().0[prior];
                decode(priors[prior], location)
            })
            .collect();
        let worst = difference(&boxes, &floats("boxes").expect("they are recorded"));
        assert!(worst <= 1e-5 * largest.max(1.0), "{name} on {isa}: boxes differ by {worst:e}");
    });
}

macro_rules! cases {
    ($($test:ident: $network:ident $name:literal;)*) => {
        $(
            #[test]
            fn $test() {
                detect::<$network>($name, &$network::PRIORS);
            }
        )*

        #[test]
        fn every_case_is_tested() {
            let Some(folder) = reference::folder() else { return };
            assert_eq!(names(&folder.join("det"), "cases"), [$($name),*]);
        }
    };
}

cases! {
    narrow: Detector300 "det_s0.5_21_300_sample6";
    narrow_again: Detector300 "det_s0.5_21_300_sample7";
    large: Detector512 "det_s0.5_21_512_sample2";
    wide: Detector10 "det_s1.0_4_512_sample12";
    custom: Detector "det_custom_5_96_sample8";
    not_square: DetectorWide "det_custom_5_96x160_sample4_raw";
}
