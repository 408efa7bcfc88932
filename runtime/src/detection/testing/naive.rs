//! Post-processing as the paper describes it, with a whole softmax and every pair of boxes.

use std::vec::Vec;

use super::{
    super::{Detection, PostProcessing, decode},
    Owned,
};

/// The detections, by the definition.
pub(super) fn detect(owned: &Owned, settings: &PostProcessing) -> Vec<Detection> {
    let mut detections = Vec::new();
    for class in 1..owned.classes {
        let mut candidates: Vec<Detection> = (0..owned.priors.len())
            .map(|prior| {
                let logits = &owned.confidences[prior * owned.classes..][..owned.classes];
                let location = owned.locations[4 * prior..][..4].try_into().unwrap();
                let bounds = decode(owned.priors[prior], location)
                    .map(|side| if side.is_nan() { f32::NAN } else { side });
                Detection { class, score: softmax(logits)[class], prior, bounds }
            })
            .filter(|candidate| candidate.score > settings.score_threshold)
            .collect();
        candidates.sort_by(|a, b| b.score.partial_cmp(&a.score).unwrap());
        let kept = suppress(&candidates, settings.iou_threshold);
        detections.extend(kept.into_iter().take(settings.top_k));
    }
    detections
}

fn softmax(logits: &[f32]) -> Vec<f32> {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exponentials: Vec<f32> = logits.iter().map(|logit| libm::expf(logit - largest)).collect();
    let sum = exponentials.iter().fold(0.0, |sum, exponential| sum + exponential);
    exponentials.iter().map(|exponential| exponential / sum).collect()
}

/// Greedy suppression of sorted candidates: each one that is kept strikes out those behind it.
fn suppress(candidates: &[Detection], threshold: f64) -> Vec<Detection> {
    let mut struck = std::vec![false; candidates.len()];
    let mut kept = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        if struck[place] {
            continue;
        }
        kept.push(*candidate);
        for (struck, later) in struck[place + 1..].iter_mut().zip(&candidates[place + 1..]) {
            *struck |= f64::from(iou(candidate.bounds, later.bounds)) > threshold;
        }
    }
    kept
}

/// The IoU as torchvision computes it.
fn iou(a: [f32; 4], b: [f32; 4]) -> f32 {
    let area = |bounds: [f32; 4]| (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]);
    let width = (a[2].min(b[2]) - a[0].max(b[0])).max(0.0);
    let height = (a[3].min(b[3]) - a[1].max(b[1])).max(0.0);
    let intersection = width * height;
    intersection / (area(a) + area(b) - intersection)
}
