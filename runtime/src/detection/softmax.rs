//! The scores of priors: a softmax of which only the parts are computed that can be above the threshold.
//!
//! The largest logit of a prior contributes e⁰ to the sum of the softmax, so the sum is at least one. A score is
//! therefore at most the exponential of its logit's distance to the largest one. Most priors are background by
//! a large distance, and most of the work is to find the largest logit of each prior.

use espnet_abi::layout::BLOCK;

use crate::simd::{Simd, SimdTask};

/// A prior whose best class may have a score above the threshold.
#[derive(Clone, Copy, Debug)]
pub struct Survivor {
    /// The index of the prior.
    pub(super) prior: u32,
    /// The largest logit of the prior.
    largest: f32,
    /// The sum of the exponentials of all logits minus the largest one: at least 1, or NaN if a logit is NaN or if
    /// the largest one is infinite.
    sum: f32,
}

impl Survivor {
    /// A value for memory that is not in use yet.
    pub(super) const NONE: Survivor = Survivor { prior: 0, largest: 0.0, sum: 0.0 };

    /// The softmax at the class with this logit if it is above the threshold.
    #[inline]
    pub(super) fn score(&self, logit: f32, threshold: Threshold) -> Option<f32> {
        let distance = logit - self.largest;
        if distance <= threshold.distance {
            return None;
        }
        let score = libm::expf(distance) / self.sum;
        (score > threshold.score).then_some(score)
    }
}

/// A threshold of scores, and the distance of logits that follows from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Threshold {
    /// Scores above this are candidates.
    score: f32,
    /// A logit that is this much below another one, or more, has a score that is not above the threshold. The
    /// distance is negative.
    distance: f32,
}

impl Threshold {
    /// Errors of exponentials and logarithms are less than this part of their result.
    const MARGIN: f64 = 1e-5;

    /// The threshold `score`, from 0 to 1.
    pub(super) fn new(score: f32) -> Self {
        let exact = libm::log(f64::from(score)) - Self::MARGIN;
        // Rounded to the safe side.
        let nearest = exact as f32;
        let distance = if f64::from(nearest) > exact { nearest.next_down() } else { nearest };
        Threshold { score, distance }
    }
}

/// Finds the priors with a score above the threshold, in ascending order. The result is their number.
///
/// Some of the survivors may have no score above the threshold, but no other prior has one.
pub(super) struct FindSurvivors<'a> {
    pub(super) classes: usize,
    /// P×classes logits.
    pub(super) confidences: &'a [f32],
    pub(super) threshold: Threshold,
    /// Room for P survivors.
    pub(super) survivors: &'a mut [Survivor],
}

impl SimdTask for FindSurvivors<'_> {
    type Output = usize;
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> usize {
        let mut found = 0;
        for (prior, logits) in self.confidences.chunks_exact(self.classes).enumerate() {
            let Some((&background, objects)) = logits.split_first() else { continue };
            let object = largest(simd, objects);
            // NaN is not below anything, and so survives. It makes all scores NaN.
            if object - background <= self.threshold.distance {
                continue;
            }
            let largest = if background > object { background } else { object };
            let sum = sum_of_exponentials(logits, largest);
            self.survivors[found] = Survivor { prior: prior as u32, largest, sum };
            found += 1;
        }
        found
    }
}

/// The largest logit that is not NaN, or −∞.
#[inline(always)]
fn largest<S: Simd>(simd: S, logits: &[f32]) -> f32 {
    let Some(last) = logits.last_chunk::<BLOCK>() else {
        return logits.iter().fold(f32::NEG_INFINITY, |most, &logit| larger(logit, most));
    };
    let (blocks, rest) = logits.as_chunks::<BLOCK>();
    let mut most = simd.splat(f32::NEG_INFINITY);
    if !rest.is_empty() {
        // The last sixteen logits overlap those before them, which does not change their maximum.
        let block = simd.load(last);
        most = simd.select_greater(block, most, block, most);
    }
    for block in blocks {
        let block = simd.load(block);
        most = simd.select_greater(block, most, block, most);
    }
    let mut lanes = [0.0; BLOCK];
    simd.store(most, &mut lanes);
    let mut width = BLOCK;
    while width > 1 {
        width /= 2;
        for lane in 0..width {
            lanes[lane] = larger(lanes[lane], lanes[lane + width]);
        }
    }
    lanes[0]
}

/// The larger of two numbers; the second if the first is NaN. This is one instruction, unlike `f32::max`.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// The sum of the exponentials of `logits` minus the largest of them, in order of the classes, so that it has the
/// same bits on every instruction set.
#[inline(never)]
fn sum_of_exponentials(logits: &[f32], largest: f32) -> f32 {
    logits.iter().fold(0.0, |sum, logit| sum + libm::expf(logit - largest))
}
