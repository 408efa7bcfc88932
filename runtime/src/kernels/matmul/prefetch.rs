//! Prefetches between the multiplications of a matmul: of weights and inputs that it needs soon, and of the
//! next call's weights.

use espnet_abi::{cache::SECOND_LEVEL_NEXT_WEIGHTS, layout::BLOCK};

use super::{operands::prefetch_line, shape::Matmul};
use crate::simd::Simd;

/// The prefetches during a group of panels. Some are issued in every step of the sums; all at once, they
/// would delay the loads of the tile.
pub(crate) struct Prefetch {
    /// The prefetches into the first-level cache.
    pub(crate) near: NearPrefetch,
    /// The prefetches into the second-level cache.
    pub(crate) far: Option<FarPrefetch>,
}

impl Prefetch {
    /// Issues the prefetches of one step. `input` is the address of input number `step` of the tile's first
    /// pixel.
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

/// The prefetches into the first-level cache, one line in each step.
pub(crate) enum NearPrefetch {
    /// The weights after those of this group, in the same number.
    Weights {
        next: *const f32,
        /// The distance between prefetches in floats. A line may be prefetched twice.
        step: usize,
    },
    /// The inputs of the next tile for this group, if the map exceeds a core's own caches. All tiles then
    /// read the same weights.
    Inputs,
}

impl NearPrefetch {
    /// The prefetches during a group of `B` panels that is computed in `tiles` tiles.
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

/// The prefetches of the next call's weights into the second-level cache. They are spread evenly over all
/// steps of this call, with at most one line in each step.
pub(crate) struct FarPrefetch {
    next: *const f32,
    /// The distance between prefetches in floats.
    step: usize,
}

impl FarPrefetch {
    /// The weights that call number `call` of `calls` prefetches: an equal slice for each call.
    #[inline(always)]
    pub(crate) fn share(weights: &[f32], call: usize, calls: usize) -> &[f32] {
        let each = weights.len().min(SECOND_LEVEL_NEXT_WEIGHTS) / calls;
        &weights[call * each..][..each]
    }

    /// The prefetches during a group of panels. `steps` counts the steps of all groups, and `before` those of
    /// earlier groups.
    #[inline(always)]
    pub(crate) fn new(weights: &[f32], before: usize, steps: usize) -> Self {
        let step = weights.len().min(SECOND_LEVEL_NEXT_WEIGHTS).div_ceil(steps).min(BLOCK);
        FarPrefetch { next: weights.as_ptr().wrapping_add(before * step), step }
    }
}
