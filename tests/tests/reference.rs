//! Compares compiled networks with the authors' implementation: every case of the reference data,
//! on every instruction set.

use std::{collections::BTreeSet, fs, path::Path};

use espnet::{Isa, checkpoint::Checkpoint, image};
use espnet_tests::{
    Network,
    compare::{bar, difference, magnitude},
    networks::{recorded::*, released::*},
    reference,
};
use serde_json::Value;

/// Returns the case with this name, without its list of other cases.
fn case(folder: &Path, name: &str) -> Value {
    let index = fs::read_to_string(folder.join("index.json")).expect("the index is there");
    let index: Value = serde_json::from_str(&index).expect("the index is JSON");
    let mut cases = ["segmentation", "classification"]
        .into_iter()
        .flat_map(|kind| index[kind].as_array().expect("a list of cases"));
    cases.find(|case| case["name"] == name).expect("the case is in the index").clone()
}

fn path(folder: &Path, value: &Value) -> std::path::PathBuf {
    folder.join(value.as_str().expect("a path"))
}

/// Converts an image, which must already have the right size, to the network's input.
fn input(path: &Path, size: &Value) -> Vec<f32> {
    let image = image::decode(path).expect("the image can be read");
    let [height, width] = [&size[0], &size[1]].map(|n| n.as_u64().expect("a size") as usize);
    assert_eq!((image.height(), image.width()), (height, width));
    image::to_input(&image, 3, height, width, &image::Normalization::IMAGENET)
        .expect("an image of three channels")
}

/// Runs `check` with the network on every instruction set of this processor.
fn on_every_isa<N: Network>(weights: &Path, check: impl Fn(&N, Isa)) {
    let bytes = fs::read(weights).expect("the weights are there");
    let mut run = 0;
    for isa in Isa::ALL {
        let network = N::from_checkpoint(&bytes).unwrap_or_else(|error| panic!("{error}"));
        if let Some(network) = network.on(isa) {
            check(&network, isa);
            run += 1;
        }
    }
    assert!(run > 0);
}

fn classify<N: Network>(name: &str) {
    let Some(folder) = reference::folder() else { return };
    let case = case(&folder, name);
    let logits = Checkpoint::open(path(&folder, &case["logits"])).expect("the logits are there");
    on_every_isa::<N>(&path(&folder, &case["weights"]), |network, isa| {
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
    on_every_isa::<N>(&path(&folder, &case["weights"]), |network, isa| {
        let output = network.run(&input);
        let strided: Vec<f32> = (0..classes)
            .flat_map(|c| (0..height).step_by(stride).map(move |y| (c, y)))
            .flat_map(|(c, y)| {
                output[(c * height + y) * width..][..width].iter().step_by(stride).copied()
            })
            .collect();
        let worst = difference(&strided, expected);
        eprintln!("{name} on {isa}: largest difference {worst:e}, bar {bar:e}");
        assert!(worst <= bar, "{name} on {isa}: {worst} is above {bar}");
        let mut close = 0;
        for pixel in 0..height * width {
            let mut logits: Vec<(f32, usize)> =
                (0..classes).map(|c| (output[c * height * width + pixel], c)).collect();
            logits.sort_by(|a, b| b.0.total_cmp(&a.0));
            if logits[0].0 - logits[1].0 <= 1e-3 {
                close += 1;
                continue;
            }
            let label = usize::from(labels.pixels()[pixel][0]);
            assert_eq!(logits[0].1, label, "{name} on {isa}: pixel {pixel}");
        }
        // The reference counts the pixels whose best two logits are almost equal. A network with
        // larger errors would differ in others.
        let counted = case["pixels_with_margin_below_1e_3"].as_u64().expect("a number") as usize;
        assert!(close <= 2 * counted + 10, "{name} on {isa}: {close} pixels are too close to call");
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
