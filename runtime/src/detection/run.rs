//! The whole of post-processing, class by class.

use espnet_abi::iou;

use super::{
    Buffers, DetectionError, Outputs, PostProcessing, Room, decode,
    softmax::{FindSurvivors, Survivor, Threshold},
    suppress::{Next, Suppress, key},
};
use crate::simd::AnySimd;

/// An object that was found in a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Detection {
    /// The index of the class, from 1 on.
    pub class: usize,
    /// The softmax of the prior's logits at this class, above the threshold.
    pub score: f32,
    /// The index of the prior. A prior can be detected as several classes.
    pub prior: usize,
    /// Left, top, right and bottom, relative to the network's input: (0, 0) to (1, 1) is the whole input. They
    /// are not clipped: an object at the border has sides below 0 or above 1.
    pub bounds: [f32; 4],
}

impl Detection {
    /// A value for memory that is not in use yet.
    pub(super) const NONE: Detection =
        Detection { class: 0, score: 0.0, prior: 0, bounds: [0.0; 4] };
}

/// The number of candidates that are sorted first, and the factor by which the number grows. Often a class has
/// all its detections among its best candidates.
const FIRST: usize = 1024;
const GROWTH: usize = 4;

impl PostProcessing {
    /// Turns a network's outputs into detections. They are in the order of the authors' implementation: by
    /// ascending class, and in a class by descending score. Detections of equal class and score are in ascending
    /// order of the priors.
    ///
    /// Allocates nothing. The result is the same, bit for bit, for every instruction set.
    ///
    /// # Errors
    /// If [`check`](Self::check) returns an error, or if the memory is smaller than
    /// `Room::new(outputs.prior_count(), outputs.classes(), self.top_k)`.
    pub fn run<'m>(
        &self,
        simd: AnySimd,
        outputs: &Outputs<'_>,
        memory: Buffers<'m>,
    ) -> Result<&'m [Detection], DetectionError> {
        self.check()?;
        let (classes, actual) = (outputs.classes, memory.room());
        let needed = Room::new(outputs.prior_count(), classes, self.top_k);
        if !actual.holds(needed) {
            return Err(DetectionError::Room { needed, actual });
        }
        let Buffers { keys, survivors, kept, detections } = memory;
        let threshold = Threshold::new(self.score_threshold);
        let confidences = outputs.confidences;
        let found = simd.run(FindSurvivors { classes, confidences, threshold, survivors });
        let mut total = 0;
        for class in 1..classes {
            let candidates = find_candidates(outputs, class, &survivors[..found], threshold, keys);
            let most = self.top_k.min(candidates.len());
            let places = &mut detections[total..][..most];
            let bounds = |prior| decode(outputs.priors.get(prior), outputs.locations[prior]);
            let limit = iou::limit(self.iou_threshold);
            let mut suppress =
                Suppress { bounds, class, limit, kept, detections: places, count: 0 };
            let (mut rest, mut step) = (candidates, FIRST);
            while !rest.is_empty() && suppress.count < most {
                let candidates = take_best(&mut rest, step);
                simd.run(Next { candidates, suppress: &mut suppress });
                step *= GROWTH;
            }
            total += suppress.count;
        }
        Ok(&detections[..total])
    }
}

/// Writes the candidates of a class to the beginning of `keys`, in any order, and returns them.
fn find_candidates<'k>(
    outputs: &Outputs<'_>,
    class: usize,
    survivors: &[Survivor],
    threshold: Threshold,
    keys: &'k mut [u64],
) -> &'k mut [u64] {
    let mut count = 0;
    for survivor in survivors {
        let logit = outputs.confidences[survivor.prior as usize * outputs.classes + class];
        if let Some(score) = survivor.score(logit, threshold) {
            keys[count] = key(score, survivor.prior);
            count += 1;
        }
    }
    &mut keys[..count]
}

/// Removes the `count` least keys, or all if there are fewer, and returns them in ascending order.
fn take_best<'k>(keys: &mut &'k mut [u64], count: usize) -> &'k [u64] {
    let all = core::mem::take(keys);
    let count = count.min(all.len());
    if count < all.len() {
        all.select_nth_unstable(count);
    }
    let (best, rest) = all.split_at_mut(count);
    best.sort_unstable();
    *keys = rest;
    best
}
