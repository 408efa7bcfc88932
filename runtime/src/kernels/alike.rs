//! Output rows of a bilinear resize that lie between the same two input rows.

use core::ops::Range;

use espnet_abi::{
    Isa,
    resample::{Axis, Between},
};

use crate::simd::Simd;

/// Output rows that are made together at most: they share what they lie between.
pub(super) const TOGETHER: usize = 2;

/// As many, or one where there are no vectors: code for two would be long, and little faster.
const fn most<S: Simd>() -> usize {
    if matches!(S::ISA, Isa::Scalar) { 1 } else { TOGETHER }
}

/// Output rows, one or [`TOGETHER`].
pub(super) struct Alike<S: Simd> {
    /// Which ones they are.
    pub(super) rows: Range<usize>,
    /// The input rows that they lie between.
    pub(super) between: [usize; 2],
    /// What those contribute to each.
    shares: [[S::Block; 2]; TOGETHER],
}

impl<S: Simd> Alike<S> {
    /// The first of some output rows, as many as lie between the same input rows.
    #[inline(always)]
    pub(super) fn new(simd: S, vertical: Axis, rows: Range<usize>) -> Self {
        let Between { indices, shares } = vertical.at(rows.start);
        let mut all = [[simd.splat(shares[0]), simd.splat(shares[1])]; TOGETHER];
        let mut count = 1;
        while count < most::<S>().min(rows.len()) {
            let next = vertical.at(rows.start + count);
            if next.indices != indices {
                break;
            }
            all[count] = [simd.splat(next.shares[0]), simd.splat(next.shares[1])];
            count += 1;
        }
        Alike { rows: rows.start..rows.start + count, between: indices, shares: all }
    }

    /// Whether there is but one.
    #[inline(always)]
    pub(super) fn alone(&self) -> bool {
        (const { most::<S>() == 1 }) || self.rows.len() == 1
    }

    /// Blends of two blocks, of the upper input row and of the lower one, for the first T of the rows.
    #[inline(always)]
    pub(super) fn blend<const T: usize>(&self, simd: S, between: [S::Block; 2]) -> [S::Block; T] {
        let mut blocks = [between[0]; T];
        for (block, shares) in blocks.iter_mut().zip(&self.shares) {
            *block = lerp(simd, between, *shares);
        }
        blocks
    }
}

/// The sum of both values by their shares.
#[inline(always)]
pub(super) fn lerp<S: Simd>(simd: S, values: [S::Block; 2], shares: [S::Block; 2]) -> S::Block {
    simd.mul_add(values[1], shares[1], simd.mul(values[0], shares[0]))
}
