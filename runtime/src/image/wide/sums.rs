//! Weighted sums of stretched rows in registers.

use super::vectors::{Vectors, Work};
use crate::image::{
    passes::Wide,
    planes::Pixel,
    resize::{HALF, PRECISION_BITS},
};

/// Number of bits in the lower part of a weight; weights have 22 fractional bits.
const LOW_BITS: u32 = 11;

/// The weights of two rows as 16-bit integers. The first element contains the lower parts of both weights
/// side by side, the second their upper parts.
pub(in crate::image) type Pair = [i32; 2];

/// Returns the weights of a resized row by Pillow's rule in pairs. If their number is odd, the second
/// weight of the last pair is zero.
pub(in crate::image) fn pairs(weights: &[i32]) -> impl Iterator<Item = Pair> {
    weights.chunks(2).map(|two| {
        let (first, second) = (two[0], two.get(1).copied().unwrap_or(0));
        let part = (1 << LOW_BITS) - 1;
        let upper = first >> LOW_BITS | second >> LOW_BITS << 16;
        [first & part | (second & part) << 16, upper]
    })
}

/// Stretched rows in a ring: the first row follows the last one.
pub(in crate::image) struct Ring<'a> {
    pub(in crate::image) rows: &'a [Wide],
    /// Index of the first pixel of the row that the sum begins with.
    pub(in crate::image) first: usize,
    /// Pixels of a row, with padding; a multiple of sixteen.
    pub(in crate::image) pitch: usize,
}

/// Sums up consecutive rows with weights, by Pillow's rule.
pub(in crate::image) struct SumPillow<'a> {
    pub(in crate::image) rows: Ring<'a>,
    pub(in crate::image) weights: &'a [Pair],
    /// The resized row, of `pitch` pixels.
    pub(in crate::image) to: &'a mut [Pixel],
}

impl Work for SumPillow<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const P: usize, V: Vectors<P>>(self, vectors: V) {
        let Self { rows: Ring { rows, first, pitch }, weights, to } = self;
        let runs = rows.as_chunks::<P>().0;
        let (first, pitch) = (first / P, pitch / P);
        for (at, to) in to.as_chunks_mut::<P>().0.iter_mut().enumerate() {
            let mut sums = Sums::new(vectors);
            let mut next = first + at;
            for weights in weights {
                let second = behind(next + pitch, runs.len());
                sums.add(vectors, [&runs[next], &runs[second]], *weights);
                next = behind(second + pitch, runs.len());
            }
            vectors.store_pixels(sums.pixels(vectors), to);
        }
    }
}

/// Wraps `at`, which must be less than twice `len`, to an index in a ring of `len` elements.
#[inline(always)]
fn behind(at: usize, len: usize) -> usize {
    if at < len { at } else { at - len }
}

/// The sums of P pixels, as 32-bit integers.
struct Sums<I> {
    /// The indices are, in this order: the first or second register of a stretched row; the lower or upper
    /// halves of its parts; sums with the lower or upper parts of the weights.
    sums: [[[I; 2]; 2]; 2],
}

impl<I: Copy> Sums<I> {
    /// Returns the sums of no rows: one half, for rounding.
    #[inline(always)]
    fn new<const P: usize, V: Vectors<P, Integers = I>>(vectors: V) -> Self {
        Self { sums: [[[vectors.splat_32(HALF), vectors.splat_32(0)]; 2]; 2] }
    }

    /// Adds the pixels of two rows, multiplied by the weights.
    #[inline(always)]
    fn add<const P: usize, V: Vectors<P, Integers = I>>(
        &mut self,
        vectors: V,
        rows: [&[Wide; P]; 2],
        [low, high]: Pair,
    ) {
        let (low, high) = (vectors.splat_32(low), vectors.splat_32(high));
        let (a, b) = (vectors.load_wide(rows[0]), vectors.load_wide(rows[1]));
        for run in 0..2 {
            let lanes = [vectors.zip_low_16(a[run], b[run]), vectors.zip_high_16(a[run], b[run])];
            for (sums, lanes) in self.sums[run].iter_mut().zip(lanes) {
                sums[0] = vectors.add_dot_16(sums[0], lanes, low);
                sums[1] = vectors.add_dot_16(sums[1], lanes, high);
            }
        }
    }

    /// Returns the integer parts of the sums as bytes, clamped to 0 and 255.
    #[inline(always)]
    fn pixels<const P: usize, V: Vectors<P, Integers = I>>(&self, vectors: V) -> I {
        let mut packed = [self.sums[0][0][0]; 2];
        for run in 0..2 {
            let mut whole = packed;
            for (whole, [low, high]) in whole.iter_mut().zip(self.sums[run]) {
                let sum = vectors.add_32(low, vectors.shift_left_32::<LOW_BITS>(high));
                *whole = vectors.shift_right_32::<PRECISION_BITS>(sum);
            }
            packed[run] = vectors.pack_32(whole[0], whole[1]);
        }
        vectors.in_order(vectors.pack_16(packed[0], packed[1]))
    }
}

/// Sums up two rows with weights, by OpenCV's rule; the number of pixels of each must be a multiple of
/// sixteen.
pub(in crate::image) struct SumOpenCv<'a> {
    pub(in crate::image) rows: [&'a [Wide]; 2],
    pub(in crate::image) weights: [i32; 2],
    pub(in crate::image) to: &'a mut [Pixel],
}

impl Work for SumOpenCv<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const P: usize, V: Vectors<P>>(self, vectors: V) {
        let Self { rows: [first, second], weights, to } = self;
        let blend = Blend::new(vectors, weights);
        let (first, second) = (first.as_chunks::<P>().0, second.as_chunks::<P>().0);
        for ((to, first), second) in to.as_chunks_mut().0.iter_mut().zip(first).zip(second) {
            let (a, b) = (vectors.load_wide(first), vectors.load_wide(second));
            let sums = [blend.sum(vectors, a[0], b[0]), blend.sum(vectors, a[1], b[1])];
            vectors.store_pixels(vectors.in_order(vectors.pack_16(sums[0], sums[1])), to);
        }
    }
}

/// The weights of two rows by OpenCV's rule, in registers.
pub(super) struct Blend<I> {
    weights: [I; 2],
    half: I,
}

impl<I: Copy> Blend<I> {
    #[inline(always)]
    pub(super) fn new<const P: usize, V: Vectors<P, Integers = I>>(
        vectors: V,
        [a, b]: [i32; 2],
    ) -> Self {
        let weights = [vectors.splat_16(a as i16), vectors.splat_16(b as i16)];
        Self { weights, half: vectors.splat_16(2) }
    }

    /// Returns the weighted sum of two stretched rows as 16-bit integers from 0 to 255.
    #[inline(always)]
    pub(super) fn sum<const P: usize, V: Vectors<P, Integers = I>>(
        &self,
        vectors: V,
        first: I,
        second: I,
    ) -> I {
        let first = vectors.mul_high_16(first, self.weights[0]);
        let second = vectors.mul_high_16(second, self.weights[1]);
        let sum = vectors.add_16(vectors.add_16(first, second), self.half);
        vectors.shift_right_16::<2>(sum)
    }
}
