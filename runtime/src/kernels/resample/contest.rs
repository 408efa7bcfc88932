//! The largest channel of sixteen pixels at a time, found by comparing their channels one after another.

use core::slice;

use espnet_abi::layout::BLOCK;

use crate::simd::Simd;

/// The number that represents channel 0. From 2²³ on, consecutive floats are consecutive integers, and their
/// lowest bytes count up with them.
const FIRST: f32 = (1 << 23) as f32;

/// The best channel so far of each of sixteen pixels.
///
/// The first of equal channels wins; NaN never wins. Channel 0 wins if no channel is above −∞.
#[derive(Clone, Copy)]
pub(super) struct Contest<S: Simd> {
    best: S::Block,
    winner: S::Block,
    /// The channel that comes next.
    channel: S::Block,
}

impl<S: Simd> Contest<S> {
    /// The contest before the first channel.
    #[inline(always)]
    pub fn new(simd: S) -> Self {
        let first = simd.splat(FIRST);
        Contest { best: simd.splat(f32::NEG_INFINITY), winner: first, channel: first }
    }

    /// Compares the next channel's numbers.
    #[inline(always)]
    pub fn next(&mut self, simd: S, values: S::Block) {
        self.winner = simd.select_greater(values, self.best, self.channel, self.winner);
        self.best = simd.select_greater(values, self.best, values, self.best);
        self.channel = simd.add(self.channel, simd.splat(1.0));
    }

    /// Goes on with another channel.
    #[inline(always)]
    pub fn continue_with(&mut self, simd: S, channel: usize) {
        self.channel = simd.splat(FIRST + channel as f32);
    }

    /// Writes the winners of the first `to.len()` ≤ 16 pixels.
    #[inline(always)]
    pub fn write(self, simd: S, to: &mut [u8]) {
        let mut winners = [0.0; BLOCK];
        simd.store(self.winner, &mut winners);
        for (class, winner) in to.iter_mut().zip(winners) {
            *class = winner.to_bits() as u8;
        }
    }
}

/// The memory of floats as bytes.
pub(super) fn bytes(floats: &mut [f32]) -> &mut [u8] {
    // SAFETY: the slice covers the same memory. Bytes need no alignment, and any four bytes are a valid
    // float.
    unsafe { slice::from_raw_parts_mut(floats.as_mut_ptr().cast(), size_of_val(floats)) }
}
