//! Prefetches between the multiplications of a matmul: weights and inputs that it needs soon, and weights of
//! the next call.

use espnet_abi::layout::BLOCK;

use super::{operands::prefetch_line, shape::Matmul};
use crate::{kernels::common::cache::SECOND_LEVEL_NEXT_WEIGHTS, simd::Simd};

/// The prefetches of a group of panels: some with every step of their sums. All at once, they would hold up
/// the loads of the tile.
pub(crate) struct Prefetch {
    /// To the first-level cache.
    pub(crate) near: NearPrefetch,
    /// To the second-level cache.
    pub(crate) far: Option<FarPrefetch>,
}

impl Prefetch {
    /// Issues the prefetches of one step; `input` is where input number `step` of the tile's first pixel is.
    #[inline(always)]
    pub(crate) fn issue<S: Simd, const P: usize>(
        &mut self,
        simd: S,
        input: *const f32,
        pixel_step: usize,
        step: usize,
    ) {
        self.near.issue::<S, P>(simd, input, pixel_step, step);
        if let Some(FarPrefetch { next, step }) = &mut self.far {
            simd.prefetch_far(*next);
            *next = next.wrapping_add(*step);
        }
    }
}

/// What is needed next: a line with each step.
pub(crate) enum NearPrefetch {
    /// The weights behind a group's own, as many as the group has.
    Weights {
        next: *const f32,
        /// Floats from one prefetch to the next; a line may be prefetched twice.
        step: usize,
    },
    /// The group's inputs of the next tile, for maps that exceed a core's own caches; all tiles read the
    /// same weights then.
    Inputs,
}

impl NearPrefetch {
    /// The prefetches of a group of `B` panels that `tiles` tiles pass over.
    #[inline(always)]
    pub(crate) fn new<const B: usize>(matmul: &Matmul, weights: &[f32], tiles: usize) -> Self {
        match matmul.prefetched_inputs {
            0 => NearPrefetch::Weights {
                next: weights.as_ptr_range().end,
                step: (B * BLOCK).div_ceil(tiles),
            },
            _ => NearPrefetch::Inputs,
        }
    }

    /// As [`Prefetch::issue`].
    #[inline(always)]
    fn issue<S: Simd, const P: usize>(
        &mut self,
        simd: S,
        input: *const f32,
        pixel_step: usize,
        step: usize,
    ) {
        match self {
            NearPrefetch::Weights { next, step } => {
                simd.prefetch(*next);
                *next = next.wrapping_add(*step);
            }
            NearPrefetch::Inputs => {
                let next = input.wrapping_sub(step).wrapping_add(P * pixel_step);
                prefetch_line(simd, next, pixel_step, step);
            }
        }
    }
}

/// Weights of the next call, spread evenly over all steps of this one, at most a line with each.
pub(crate) struct FarPrefetch {
    next: *const f32,
    /// Floats from one prefetch to the next.
    step: usize,
}

impl FarPrefetch {
    /// The weights that call number `call` of `calls` prefetches: an equal part for each call.
    #[inline(always)]
    pub(crate) fn share(weights: &[f32], call: usize, calls: usize) -> &[f32] {
        let each = weights.len().min(SECOND_LEVEL_NEXT_WEIGHTS) / calls;
        &weights[call * each..][..each]
    }

    /// The prefetches of a group of panels, of all whose `steps` steps `before` are those of earlier groups.
    #[inline(always)]
    pub(crate) fn new(weights: &[f32], before: usize, steps: usize) -> Self {
        let step = weights.len().min(SECOND_LEVEL_NEXT_WEIGHTS).div_ceil(steps).min(BLOCK);
        FarPrefetch { next: weights.as_ptr().wrapping_add(before * step), step }
    }
}
