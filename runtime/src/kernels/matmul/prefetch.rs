//! What a product asks memory for while it multiplies, so that it is near when its turn comes.

use espnet_abi::layout::BLOCK;

use super::{operands::expect_line, shape::Product};
use crate::simd::Simd;

/// What tiles ask for as they go, with every step of their sums. All at once, it would hold up their
/// loads.
pub(crate) struct Ahead {
    pub(crate) soon: Soon,
    pub(crate) later: Option<Later>,
}

impl Ahead {
    /// Says that the next of it will be read; `input` is where input number `step` of the tile's first
    /// pixel is.
    #[inline(always)]
    pub(crate) fn ask<S: Simd, const P: usize>(
        &mut self,
        simd: S,
        input: *const f32,
        pixel_step: usize,
        step: usize,
    ) {
        self.soon.ask::<S, P>(simd, input, pixel_step, step);
        if let Some(Later { next, step }) = &mut self.later {
            simd.prefetch_far(*next);
            *next = next.wrapping_add(*step);
        }
    }
}

/// What is needed next, a line with each step.
pub(crate) enum Soon {
    /// What lies behind a group's weights, as much as the group has itself.
    Weights {
        next: *const f32,
        /// Floats from one request to the next; lines may be asked for again.
        step: usize,
    },
    /// The group's inputs of the next tile, where inputs come from far away; weights are read again and
    /// again then.
    Inputs,
}

impl Soon {
    /// Of a group of `B` panels that `tiles` tiles pass over.
    #[inline(always)]
    pub(crate) fn new<const B: usize>(product: &Product, weights: &[f32], tiles: usize) -> Self {
        match product.far_inputs {
            0 => Soon::Weights {
                next: weights.as_ptr_range().end,
                step: (B * BLOCK).div_ceil(tiles),
            },
            _ => Soon::Inputs,
        }
    }

    /// As [`Ahead::ask`].
    #[inline(always)]
    fn ask<S: Simd, const P: usize>(
        &mut self,
        simd: S,
        input: *const f32,
        pixel_step: usize,
        step: usize,
    ) {
        match self {
            Soon::Weights { next, step } => {
                simd.prefetch(*next);
                *next = next.wrapping_add(*step);
            }
            Soon::Inputs => {
                let next = input.wrapping_sub(step).wrapping_add(P * pixel_step);
                expect_line(simd, next, pixel_step, step);
            }
        }
    }
}

/// Weights that come later, evenly over all steps of a call, as far as a line with each goes.
pub(crate) struct Later {
    next: *const f32,
    /// Floats from one request to the next.
    step: usize,
}

/// Floats of them that a core's second-level cache may hold beside what the call itself needs: 1 MiB.
const LATER: usize = 1 << 18;

impl Later {
    /// Those that call number `call` of `calls`, which are all alike, may ask for.
    #[inline(always)]
    pub(crate) fn share(weights: &[f32], call: usize, calls: usize) -> &[f32] {
        let each = weights.len().min(LATER) / calls;
        &weights[call * each..][..each]
    }

    /// For a group that `before` of all `steps` steps come before.
    #[inline(always)]
    pub(crate) fn new(weights: &[f32], before: usize, steps: usize) -> Self {
        let step = weights.len().min(LATER).div_ceil(steps).min(BLOCK);
        Later { next: weights.as_ptr().wrapping_add(before * step), step }
    }
}
