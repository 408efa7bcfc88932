//! ESPNetv2's classifiers and segmentation networks.

use std::{collections::BTreeSet, fs, path::Path};

use espnet::{checkpoint::Checkpoint, image};
use espnet_tests::{
    Network,
    compare::{bar, difference, magnitude},
    networks::{recorded::*, released::*},
    reference,
};
use serde_json::Value;

use crate::common::{assert_labels, on_every_isa, path, planes, strided};

/// Returns the case with this name, without its list of other cases.
fn case(folder: &Path, name: &str) -> Value {
    let index = fs::read_to_string(folder.join("index.json")).expect("the index is there");
    let index: Value = serde_json::from_str(&index).expect("the index is JSON");
    let mut cases = ["segmentation", "classification"]
        .into_iter()
        .flat_map(|kind| index[kind].as_array().expect("a list of cases"));
    cases.find(|case| case["name"] == name).expect("the case is in the index").clone()
}

/// Converts an image, which must already have the right size, to the network's input.
fn input(path: &Path, size: &Value) -> Vec<f32> {
    planes(path, size, &image::Normalization::IMAGENET)
}

fn classify<N: Network>(name: &str) {
    let Some(folder) = reference::folder() else { return };
    let case = case(&folder, name);
    let logits = Checkpoint::open(path(&folder, &case["logits"])).expect("the logits are there");
    let weights = fs::read(path(&folder, &case["weights"])).expect("the weights are there");
    on_every_isa::<N>(&weights, |network, isa| {
        for (i, picture) in case["images"].as_array().expect("a list").iter().enumerate() {
            let expected = logits.get(&format!("logits_{i}")).expect("one per image").data();
            let output = network.run(&input(&path(&folder, picture), &case["input_hw"]));
            let worst = difference(&output, expected);
            eprintln!("{name} on {isa}, image {i}: largest difference {worst:e}");
            assert!(worst <= bar(magnitude(expected)), "{name} on {isa}: {worst}");
        }
    });
}

fn segment<N: Network>(name: &str) {
    let Some(folder) = reference::folder() else { return };
    let case = case(&folder, name);
    let stride = case["logits_stride"].as_u64().expect("a stride") as usize;
    let classes = case["classes"].as_u64().expect("a number") as usize;
    let reference = Checkpoint::open(path(&folder, &case["logits"])).expect("the logits are there");
    let expected = reference.get("logits_strided").expect("the logits").data();
    let bar = bar(case["logit_abs_max"].as_f64().expect("a number") as f32);
    let labels = image::decode(path(&folder, &case["labels"])).expect("the labels are there");
    let input = input(&path(&folder, &case["image"]), &case["input_hw"]);
    let [height, width] =
        [&case["input_hw"][0], &case["input_hw"][1]].map(|n| n.as_u64().expect("a size") as usize);
    let weights = fs::read(path(&folder, &case["weights"])).expect("the weights are there");
    on_every_isa::<N>(&weights, |network, isa| {
        let output = network.run(&input);
        let sampled = strided(&output, [classes, height, width], stride);
        let worst = difference(&sampled, expected);
        eprintln!("{name} on {isa}: largest difference {worst:e}, bar {bar:e}");
        assert!(worst <= bar, "{name} on {isa}: {worst} is above {bar}");
        assert_labels(&output, classes, labels.pixels(), &case, &format!("{name} on {isa}"));
    });
}

macro_rules! cases {
    ($($test:ident: $kind:ident $network:ident $name:literal;)*) => {
        $(
            #[test]
            fn $test() {
                $kind::<$network>($name);
            }
        )*

        #[test]
        fn every_case_is_tested() {
            let Some(folder) = reference::folder() else { return };
            let index = fs::read_to_string(folder.join("index.json")).expect("the index is there");
            let index: Value = serde_json::from_str(&index).expect("the index is JSON");
            let cases: BTreeSet<&str> = ["segmentation", "classification"]
                .into_iter()
                .flat_map(|kind| index[kind].as_array().expect("a list"))
                .map(|case| case["name"].as_str().expect("a name"))
                .collect();
            assert_eq!(cases, BTreeSet::from([$($name),*]));
        }
    };
}

cases! {
    seg_pascal_05: segment SegPascal05 "seg_s0.5_pascal_256x256_sample4";
    seg_pascal_10: segment Segmentation10 "seg_s1.0_pascal_256x256_sample2";
    seg_pascal_20: segment SegPascal20 "seg_s2.0_pascal_384x384_sample5";
    seg_pascal_20_wide: segment SegPascal20Wide "seg_s2.0_pascal_480x288_sample13";
    seg_city_10: segment SegCity10 "seg_s1.0_city_1024x512_frankfurt";
    cls_05: classify Classifier05 "cls_s0.5_1000_224x224";
    cls_10: classify Classifier10 "cls_s1.0_1000_224x224";
    cls_125: classify Cls125 "cls_s1.25_1000_224x224";
    cls_20: classify Classifier20 "cls_s2.0_1000_224x224";
    cls_05_wide: classify Cls05Wide "cls_s0.5_10_nonsquare_160x96";
}
