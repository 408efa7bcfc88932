//! Greedy non-maximum suppression of the candidates of one class.

use espnet_abi::layout::BLOCK;

use super::Detection;
use crate::simd::{Simd, SimdTask};

/// A candidate as an integer: ascending integers are descending scores, and ascending priors among equal
/// scores. Sorting integers needs no memory, and no two candidates of a class are equal.
///
/// The bits of floats that are not negative are in the order of the floats.
#[inline]
pub(super) fn key(score: f32, prior: u32) -> u64 {
    u64::from(!score.to_bits()) << 32 | u64::from(prior)
}

/// The score and the prior of a candidate.
#[inline]
fn candidate(key: u64) -> (f32, usize) {
    (f32::from_bits(!((key >> 32) as u32)), key as u32 as usize)
}

/// Sixteen kept boxes, with their corners and areas in vectors.
#[derive(Clone, Copy, Debug)]
pub struct KeptBlock {
    left: [f32; BLOCK],
    top: [f32; BLOCK],
    right: [f32; BLOCK],
    bottom: [f32; BLOCK],
    area: [f32; BLOCK],
}

impl KeptBlock {
    /// Boxes without area at the origin. They have no intersection with any box, and so suppress none.
    pub(super) const EMPTY: KeptBlock = KeptBlock {
        left: [0.0; BLOCK],
        top: [0.0; BLOCK],
        right: [0.0; BLOCK],
        bottom: [0.0; BLOCK],
        area: [0.0; BLOCK],
    };

    #[inline(always)]
    fn set(&mut self, lane: usize, [left, top, right, bottom]: [f32; 4]) {
        self.left[lane] = left;
        self.top[lane] = top;
        self.right[lane] = right;
        self.bottom[lane] = bottom;
        self.area[lane] = area([left, top, right, bottom]);
    }

    /// Whether the IoU of a kept box and `bounds` is above `limit`.
    ///
    /// The order of operations is that of torchvision, so that the IoU has the same bits. 0/0, of two boxes
    /// without area, is NaN and not above anything.
    #[inline(always)]
    fn overlaps<S: Simd>(&self, simd: S, bounds: [f32; 4], limit: f32) -> bool {
        let [left, top, right, bottom] = bounds;
        let (zero, one) = (simd.splat(0.0), simd.splat(1.0));
        let width = extent(simd, [&self.left, &self.right], [simd.splat(left), simd.splat(right)]);
        let height = extent(simd, [&self.top, &self.bottom], [simd.splat(top), simd.splat(bottom)]);
        let intersection = simd.mul(width, height);
        let areas = simd.add(simd.load(&self.area), simd.splat(area(bounds)));
        let iou = simd.div(intersection, simd.sub(areas, intersection));
        let mut above = [0.0; BLOCK];
        simd.store(simd.select_greater(iou, simd.splat(limit), one, zero), &mut above);
        above.iter().fold(0, |bits, lane: &f32| bits | lane.to_bits()) != 0
    }
}

/// The length of the intersection of kept intervals and another interval; zero if they do not meet.
#[inline(always)]
fn extent<S: Simd>(simd: S, kept: [&[f32; BLOCK]; 2], [first, last]: [S::Block; 2]) -> S::Block {
    let (from, to) = (simd.load(kept[0]), simd.load(kept[1]));
    let from = simd.select_greater(from, first, from, first);
    let to = simd.select_greater(to, last, last, to);
    let (length, zero) = (simd.sub(to, from), simd.splat(0.0));
    simd.select_greater(length, zero, length, zero)
}

/// The area of a box.
#[inline(always)]
fn area([left, top, right, bottom]: [f32; 4]) -> f32 {
    (right - left) * (bottom - top)
}

/// Whether the IoU of any kept box and `bounds` is above `limit`.
#[inline(always)]
fn suppressed<S: Simd>(simd: S, kept: &[KeptBlock], bounds: [f32; 4], limit: f32) -> bool {
    for block in kept {
        if block.overlaps(simd, bounds, limit) {
            return true;
        }
    }
    false
}

/// The suppression of one class, which goes through the candidates in order.
pub(super) struct Suppress<'a, F> {
    /// The box of a prior.
    pub(super) bounds: F,
    pub(super) class: usize,
    /// The largest IoU that does not suppress.
    pub(super) limit: f32,
    /// Room for the kept boxes.
    pub(super) kept: &'a mut [KeptBlock],
    /// As many places as the class may have detections.
    pub(super) detections: &'a mut [Detection],
    /// The number of boxes that are kept so far, from 0 on.
    pub(super) count: usize,
}

/// The next candidates of a suppression. Those that overlap no kept box too much are kept.
pub(super) struct Next<'n, 'a, F> {
    /// The candidates, in order.
    pub(super) candidates: &'n [u64],
    pub(super) suppress: &'n mut Suppress<'a, F>,
}

impl<F: Fn(usize) -> [f32; 4]> SimdTask for Next<'_, '_, F> {
    type Output = ();
    type CodegenUnit = KeptBlock;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Suppress { bounds, class, limit, kept, detections, count } = self.suppress;
        for &key in self.candidates {
            let Some(place) = detections.get_mut(*count) else { break };
            let (score, prior) = candidate(key);
            let bounds = bounds(prior);
            if suppressed(simd, &kept[..count.div_ceil(BLOCK)], bounds, *limit) {
                continue;
            }
            let block = &mut kept[*count / BLOCK];
            if count.is_multiple_of(BLOCK) {
                // It may hold boxes of another class.
                *block = KeptBlock::EMPTY;
            }
            block.set(*count % BLOCK, bounds);
            // The sign of a NaN depends on how the compiler ordered operands, so all get the same.
            let bounds = bounds.map(|side| if side.is_nan() { f32::NAN } else { side });
            *place = Detection { class: *class, score, prior, bounds };
            *count += 1;
        }
    }
}
