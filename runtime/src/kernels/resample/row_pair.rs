//! Pairs of output rows of a bilinear resize that lie between the same two input rows.

use core::ops::Range;

use espnet_abi::{
    Isa,
    resample::{Axis, Between},
};

use crate::simd::Simd;

/// Whether two rows are computed together. Without vectors, the code for two rows is long and hardly faster.
const fn in_pairs<S: Simd>() -> bool {
    !matches!(S::ISA, Isa::Scalar)
}

/// One output row, or two neighbouring ones.
pub(super) struct RowPair<S: Simd> {
    /// The output rows.
    pub(super) rows: Range<usize>,
    /// The input rows above and below.
    pub(super) sources: [usize; 2],
    /// The coefficient of each input row, for each output row.
    shares: [[S::Block; 2]; 2],
}

impl<S: Simd> RowPair<S> {
    /// The first of `rows`, and the next if it is between the same input rows.
    #[inline(always)]
    pub(super) fn new(simd: S, vertical: Axis, rows: Range<usize>) -> Self {
        let Between { indices, shares } = vertical.at(rows.start);
        let mut all = [[simd.splat(shares[0]), simd.splat(shares[1])]; 2];
        let mut end = rows.start + 1;
        if const { in_pairs::<S>() } && end < rows.end {
            let next = vertical.at(end);
            if next.indices == indices {
                all[1] = [simd.splat(next.shares[0]), simd.splat(next.shares[1])];
                end += 1;
            }
        }
        RowPair { rows: rows.start..end, sources: indices, shares: all }
    }

    /// Whether there are two rows.
    #[inline(always)]
    pub(super) fn paired(&self) -> bool {
        (const { in_pairs::<S>() }) && self.rows.len() == 2
    }

    /// The blends of two blocks, one from each input row, for the first `T` output rows.
    #[inline(always)]
    pub(super) fn blend<const T: usize>(&self, simd: S, values: [S::Block; 2]) -> [S::Block; T] {
        let mut blocks = [values[0]; T];
        for (block, shares) in blocks.iter_mut().zip(&self.shares) {
            *block = lerp(simd, values, *shares);
        }
        blocks
    }
}

/// The weighted sum of two values.
#[inline(always)]
pub(super) fn lerp<S: Simd>(simd: S, values: [S::Block; 2], shares: [S::Block; 2]) -> S::Block {
    simd.mul_add(values[1], shares[1], simd.mul(values[0], shares[0]))
}
