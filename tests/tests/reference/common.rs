//! The parts of the comparisons that all kinds of networks share.

use std::{
    fs,
    path::{Path, PathBuf},
};

use espnet::{Isa, Threads, image};
use espnet_tests::Network;
use serde_json::Value;

/// Returns the index of a folder with reference outputs.
pub fn index(folder: &Path) -> Value {
    let index = fs::read_to_string(folder.join("index.json")).expect("the index is there");
    serde_json::from_str(&index).expect("the index is JSON")
}

/// Returns the case with this name from a list of the index.
pub fn case(folder: &Path, list: &str, name: &str) -> Value {
    let index = index(folder);
    let mut cases = index[list].as_array().expect("a list of cases").iter();
    cases.find(|case| case["name"] == name).expect("the case is in the index").clone()
}

/// Returns the names of a list's cases.
pub fn names(folder: &Path, list: &str) -> Vec<String> {
    let index = index(folder);
    let cases = index[list].as_array().expect("a list of cases").iter();
    cases.map(|case| case["name"].as_str().expect("a name").to_owned()).collect()
}

/// Returns the path in a case, which is relative to the folder.
pub fn path(folder: &Path, value: &Value) -> PathBuf {
    folder.join(value.as_str().expect("a path"))
}

/// Returns a number in a case.
pub fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| number.try_into().ok()).expect("a number")
}

/// Converts an image, which must already have the size, to normalised planes.
pub fn planes(path: &Path, size: &Value, normalization: &image::Normalization) -> Vec<f32> {
    let image = image::decode(path).expect("the image can be read");
    let [height, width] = [number(&size[0]), number(&size[1])];
    assert_eq!((image.height(), image.width()), (height, width));
    image::to_input(&image, 3, height, width, normalization).expect("an image of three channels")
}

/// Runs `check` with the network on every instruction set of this processor.
pub fn on_every_isa<N: Network>(weights: &[u8], check: impl Fn(&N, Isa)) {
    let mut run = 0;
    for isa in Isa::ALL {
        let network = N::from_checkpoint(weights).unwrap_or_else(|error| panic!("{error}"));
        if let Some(network) = network.on(isa) {
            check(&network, isa);
            run += 1;
        }
    }
    assert!(run > 0);
}

/// Runs the network on one thread and on two, whose bits must be equal.
pub fn run_twice<N: Network>(network: &N, input: &[f32]) -> Vec<f32> {
    let output = network.run(input);
    let mut threads = Threads::new(2).expect("two threads can be started");
    let with_threads = network.run_with_threads(input, &mut threads);
    let equal = output.iter().zip(&with_threads).all(|(a, b)| a.to_bits() == b.to_bits());
    assert!(equal, "{}: two threads give other bits than one", N::NAME);
    output
}

/// Returns every `stride`-th number of every `stride`-th row of a map.
pub fn strided(map: &[f32], [channels, height, width]: [usize; 3], stride: usize) -> Vec<f32> {
    let rows = (0..channels).flat_map(|c| (0..height).step_by(stride).map(move |y| (c, y)));
    rows.flat_map(|(c, y)| map[(c * height + y) * width..][..width].iter().step_by(stride).copied())
        .collect()
}

/// Compares a mask with labels. Pixels whose two best logits are almost equal may differ; the case counts
/// them.
pub fn assert_mask(mask: &[u8], labels: &[[u8; 3]], case: &Value, context: &str) {
    assert_eq!(mask.len(), labels.len(), "{context}");
    let differ = mask.iter().zip(labels).filter(|(class, label)| **class != label[0]).count();
    let counted = number(&case["pixels_with_margin_below_1e_3"]);
    eprintln!("{context}: {differ} labels differ, {counted} are close");
    assert!(differ <= counted, "{context}: {differ} labels differ");
}

/// Compares the best classes of all pixels with labels; pixels whose two best logits are almost equal may
/// differ. The case counts these, and a network with larger errors would differ in others.
pub fn assert_labels(
    logits: &[f32],
    classes: usize,
    labels: &[[u8; 3]],
    case: &Value,
    context: &str,
) {
    let pixels = labels.len();
    let mut close = 0;
    for (pixel, label) in labels.iter().enumerate() {
        let (mut best, mut second) = ((0, f32::NEG_INFINITY), f32::NEG_INFINITY);
        for class in 0..classes {
            let logit = logits[class * pixels + pixel];
            if logit > best.1 {
                (best, second) = ((class, logit), best.1);
            } else {
                second = second.max(logit);
            }
        }
        if best.1 - second <= 1e-3 {
            close += 1;
            continue;
        }
        assert_eq!(best.0, usize::from(label[0]), "{context}: pixel {pixel}");
    }
    let counted = number(&case["pixels_with_margin_below_1e_3"]);
    assert!(close <= 2 * counted + 10, "{context}: {close} pixels are too close to call");
}
