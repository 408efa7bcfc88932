//! The epilogue of a block of sums, in registers, before the block is stored ([`Epilogue`]).
//!
//! The flags of an epilogue are constants in generated code, so the branches on them vanish.

use espnet_abi::{
    kernel::{Epilogue, Residual},
    layout::BLOCK,
};

use super::lanes::{load, whole};
use crate::simd::Simd;

/// The constant vectors of one panel of outputs; those that the epilogue lacks are zero and never
/// read.
pub(crate) struct Constants<S: Simd> {
    bias: S::Block,
    slope: S::Block,
    gate: S::Block,
    scale: S::Block,
    shift: S::Block,
    final_slope: S::Block,
}

impl<S: Simd> Clone for Constants<S> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Simd> Copy for Constants<S> {}

impl<S: Simd> Constants<S> {
    /// Zeros, for an epilogue without constants.
    #[inline(always)]
    pub(crate) fn none(simd: S) -> Self {
        let zero = simd.splat(0.0);
        Constants {
            bias: zero,
            slope: zero,
            gate: zero,
            scale: zero,
            shift: zero,
            final_slope: zero,
        }
    }

    /// Loads a panel's packed constants, which `vectors` begins with, and the operand that its
    /// outputs are multiplied with: one float for each, none without a gate.
    #[inline(always)]
    pub(crate) fn load(simd: S, epilogue: &Epilogue, vectors: &[f32], gate: &[f32]) -> Self {
        let mut constants = Self::none(simd);
        let mut next = 0;
        if epilogue.bias {
            constants.bias = simd.load(whole(&vectors[next..]));
            next += BLOCK;
        }
        if epilogue.prelu {
            constants.slope = simd.load(whole(&vectors[next..]));
            next += BLOCK;
        }
        if epilogue.gate {
            constants.gate =
                if gate.len() == BLOCK { simd.load(whole(gate)) } else { simd.load_partial(gate) };
        }
        if epilogue.affine {
            constants.scale = simd.load(whole(&vectors[next..]));
            constants.shift = simd.load(whole(&vectors[next + BLOCK..]));
            next += 2 * BLOCK;
        }
        if epilogue.final_prelu {
            constants.final_slope = simd.load(whole(&vectors[next..]));
        }
        constants
    }

    /// The same for two pixels of eight outputs each in a block.
    #[inline(always)]
    pub(crate) fn twice(self, simd: S) -> Self {
        Constants {
            bias: twice(simd, self.bias),
            slope: twice(simd, self.slope),
            gate: twice(simd, self.gate),
            scale: twice(simd, self.scale),
            shift: twice(simd, self.shift),
            final_slope: twice(simd, self.final_slope),
        }
    }

    /// The constants of the output in lane `lane`, for all lanes; without a gate.
    #[inline(always)]
    pub(crate) fn of_lane(self, simd: S, lane: usize) -> Self {
        Constants {
            bias: of_lane(simd, self.bias, lane),
            slope: of_lane(simd, self.slope, lane),
            gate: self.gate,
            scale: of_lane(simd, self.scale, lane),
            shift: of_lane(simd, self.shift, lane),
            final_slope: of_lane(simd, self.final_slope, lane),
        }
    }

    /// The bias, or zero: sums that begin with it need no bias afterwards.
    #[inline(always)]
    pub(crate) fn start(&self) -> S::Block {
        self.bias
    }

    /// The whole epilogue. `added` is the residual's block, which is ignored if there is none.
    #[inline(always)]
    pub(crate) fn apply(
        &self,
        simd: S,
        epilogue: &Epilogue,
        sum: S::Block,
        added: S::Block,
    ) -> S::Block {
        let sum = if epilogue.bias { simd.add(sum, self.bias) } else { sum };
        self.finish(simd, epilogue, sum, added)
    }

    /// The epilogue of sums that began with [`Constants::start`].
    #[inline(always)]
    pub(crate) fn finish(
        &self,
        simd: S,
        epilogue: &Epilogue,
        sum: S::Block,
        added: S::Block,
    ) -> S::Block {
        let mut v = sum;
        if epilogue.prelu {
            v = simd.prelu(v, self.slope);
        }
        if epilogue.gate {
            v = simd.mul(v, self.gate);
        }
        if !matches!(epilogue.residual, Residual::None) {
            v = simd.add(v, added);
        }
        if epilogue.affine {
            v = simd.mul_add(v, self.scale, self.shift);
        }
        if epilogue.final_prelu {
            v = simd.prelu(v, self.final_slope);
        }
        if epilogue.sigmoid {
            v = simd.sigmoid(v);
        }
        v
    }
}

/// Adds the products of an image's channels with their weights to a sum. The image's pixel begins at `from`;
/// `weights` are `[channel][16]`.
///
/// # Safety
/// As many channels are readable.
#[inline(always)]
pub(crate) unsafe fn image_sum<S: Simd>(
    simd: S,
    weights: &[f32],
    from: *const f32,
    mut sum: S::Block,
) -> S::Block {
    for (c, weights) in weights.as_chunks::<BLOCK>().0.iter().enumerate() {
        // SAFETY: the caller's promise.
        let x = simd.splat(unsafe { *from.add(c) });
        sum = simd.mul_add(x, simd.load(weights), sum);
    }
    sum
}

/// A block with one lane of `x` in all lanes.
#[inline(always)]
fn of_lane<S: Simd>(simd: S, x: S::Block, lane: usize) -> S::Block {
    let mut lanes = [0.0; BLOCK];
    simd.store(x, &mut lanes);
    simd.splat(lanes[lane])
}

/// A block with the first eight lanes of `x`, twice.
#[inline(always)]
fn twice<S: Simd>(simd: S, x: S::Block) -> S::Block {
    let mut lanes = [0.0; BLOCK];
    simd.store(x, &mut lanes);
    simd.repeat(lanes.first_chunk::<{ BLOCK / 2 }>().expect("half a block"))
}

/// Loads the residual of `lanes` channels from `channel` on: from the output's pixel, which `output` begins
/// with, or from a pixel of the residual, which is a whole map.
#[inline(always)]
pub(crate) fn added<S: Simd>(
    simd: S,
    epilogue: &Epilogue,
    output: &[f32],
    (residual, pixel): (&[f32], usize),
    channel: usize,
    lanes: usize,
) -> S::Block {
    match epilogue.residual {
        Residual::None => simd.splat(0.0),
        Residual::InPlace => load(simd, output, lanes),
        Residual::Map { stride } => load(simd, &residual[pixel * stride + channel..], lanes),
    }
}
