//! Suppression of torchvision's boxes, if the reference vectors are beside the project.

use std::vec::Vec;

use espnet_abi::iou;
use safetensors::SafeTensors;

use super::super::{
    Detection,
    suppress::{KeptBlock, Next, Suppress, key},
};
use crate::{reference, simd::AnySimd};

/// Reads floats or integers of N bytes.
fn read<T, const N: usize>(tensors: &SafeTensors<'_>, name: &str, one: fn([u8; N]) -> T) -> Vec<T> {
    tensors.tensor(name).unwrap().data().as_chunks().0.iter().map(|bytes| one(*bytes)).collect()
}

#[test]
fn the_boxes_that_torchvision_keeps_are_kept() {
    let Some(folder) = reference::folder() else { return };
    let bytes = std::fs::read(folder.join("det/nms.safetensors")).unwrap();
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let corners = read(&tensors, "boxes", f32::from_le_bytes);
    let scores = read(&tensors, "scores", f32::from_le_bytes);
    let mut candidates: Vec<u64> =
        scores.iter().zip(0..).map(|(score, prior)| key(*score, prior)).collect();
    candidates.sort_unstable();
    for (name, threshold) in [("keep_0.45", 0.45), ("keep_0.5", 0.5)] {
        let expected = read(&tensors, name, i64::from_le_bytes);
        for simd in AnySimd::tested() {
            let kept = keep(simd, &candidates, corners.as_chunks().0, threshold);
            assert_eq!(kept, expected, "{name} {simd:?}");
        }
    }
}

/// The boxes that are kept, in order.
fn keep(simd: AnySimd, candidates: &[u64], boxes: &[[f32; 4]], threshold: f64) -> Vec<i64> {
    let mut kept = std::vec![KeptBlock::EMPTY; 3];
    let mut detections = std::vec![Detection::NONE; 48];
    let mut suppress = Suppress {
        bounds: |prior: usize| boxes[prior],
        class: 1,
        limit: iou::limit(threshold),
        kept: &mut kept,
        detections: &mut detections,
        count: 0,
    };
    simd.run(Next { candidates, suppress: &mut suppress });
    let count = suppress.count;
    detections[..count].iter().map(|found| found.prior as i64).collect()
}
