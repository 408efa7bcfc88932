//! Rows of a map on their way through a bilinear resize to planes: stretched to the output's width, for
//! sixteen columns the blocks of all channels one after another.

use core::ops::Range;

use espnet_abi::{
    layout::{BLOCK, Map},
    resample::{Axis, Between},
};

use super::lanes::whole;
use crate::simd::Simd;

/// The two stretched rows that an output row lies between.
pub(super) struct Stretched<'a> {
    input: &'a [f32],
    from: Map,
    width: usize,
    vertical: Axis,
    horizontal: Axis,
    channels: Range<usize>,
    /// Input row y, `[x / 16][channel][16]`, is in half `y % 2`: neighbours differ in parity.
    halves: [&'a mut [f32]; 2],
    kept: [Option<usize>; 2],
}

impl<'a> Stretched<'a> {
    /// Of some channels of `input`, for outputs of `size`, H and W. The scratch has two floats for
    /// each channel and x rounded up to 16.
    #[inline(always)]
    pub(super) fn new(
        from: Map,
        size: (usize, usize),
        channels: Range<usize>,
        input: &'a [f32],
        scratch: &'a mut [f32],
    ) -> Self {
        let (even, odd) = scratch.split_at_mut(scratch.len() / 2);
        Stretched {
            input,
            from,
            width: size.1,
            vertical: Axis::new(from.height, size.0),
            horizontal: Axis::new(from.width, size.1),
            channels,
            halves: [even, odd],
            kept: [None; 2],
        }
    }

    /// Output row `y`, of which blocks can then be had.
    #[inline(always)]
    pub(super) fn row<S: Simd>(&mut self, simd: S, y: usize) -> Row<'_, S> {
        let Between { indices, shares } = self.vertical.at(y);
        for index in indices {
            if self.kept[index % 2] != Some(index) {
                self.stretch(simd, index);
                self.kept[index % 2] = Some(index);
            }
        }
        Row {
            between: indices.map(|index| &*self.halves[index % 2]),
            shares: shares.map(|share| simd.splat(share)),
            channels: self.channels.len(),
        }
    }

    /// Stretches input row `y`.
    #[inline(always)]
    fn stretch<S: Simd>(&mut self, simd: S, y: usize) {
        let (from, channels) = (self.from, self.channels.len());
        let input = &self.input[y * from.width * from.stride..];
        let row = &mut *self.halves[y % 2];
        let mut tile = [[0.0; BLOCK]; BLOCK];
        for start in (0..self.width).step_by(BLOCK) {
            // A loop: a closure would not be compiled for the instruction set.
            let mut columns = [self.horizontal.at(0); BLOCK];
            for (i, column) in columns.iter_mut().enumerate() {
                *column = self.horizontal.at((start + i).min(self.width - 1));
            }
            for first in self.channels.clone().step_by(BLOCK) {
                let lanes = BLOCK.min(self.channels.end - first);
                for (pixel, Between { indices, shares }) in tile.iter_mut().zip(&columns) {
                    let a = block(simd, &input[indices[0] * from.stride + first..], lanes);
                    let b = block(simd, &input[indices[1] * from.stride + first..], lanes);
                    let shares = [simd.splat(shares[0]), simd.splat(shares[1])];
                    simd.store(lerp(simd, [a, b], shares), pixel);
                }
                let at = start * channels + (first - self.channels.start) * BLOCK;
                simd.transpose(&tile, &mut row[at..], BLOCK, lanes);
            }
        }
    }
}

/// An output row on its way: a blend of two input rows that are as wide.
pub(super) struct Row<'a, S: Simd> {
    between: [&'a [f32]; 2],
    shares: [S::Block; 2],
    channels: usize,
}

impl<S: Simd> Row<'_, S> {
    /// The sixteen pixels from `16 * x` on of the `i`-th channel.
    #[inline(always)]
    pub(super) fn block(&self, simd: S, x: usize, i: usize) -> S::Block {
        blend_block(simd, self.between, (x * self.channels + i) * BLOCK, self.shares)
    }
}

/// A block of which the first `lanes` count: whole wherever there are so many floats, which is faster
/// than a part.
#[inline(always)]
fn block<S: Simd>(simd: S, from: &[f32], lanes: usize) -> S::Block {
    match from.first_chunk() {
        Some(whole) => simd.load(whole),
        None => simd.load_partial(&from[..lanes]),
    }
}

/// The sum of both values by their shares.
#[inline(always)]
pub(super) fn lerp<S: Simd>(simd: S, values: [S::Block; 2], shares: [S::Block; 2]) -> S::Block {
    simd.mul_add(values[1], shares[1], simd.mul(values[0], shares[0]))
}

/// A block between two rows.
#[inline(always)]
pub(super) fn blend_block<S: Simd>(
    simd: S,
    rows: [&[f32]; 2],
    at: usize,
    shares: [S::Block; 2],
) -> S::Block {
    let (a, b) = (simd.load(whole(&rows[0][at..])), simd.load(whole(&rows[1][at..])));
    lerp(simd, [a, b], shares)
}
