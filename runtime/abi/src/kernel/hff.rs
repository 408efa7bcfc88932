//! The shape of hierarchical feature fusion (ESPNetv2, section 3.1) and of the map that it reads.

use super::declare::shape;
use crate::layout::{BLOCK, Dilations, Map, round_up};

shape! {
    /// Hierarchical feature fusion: dilated depth-wise 3×3 branches on one map, summed hierarchically and
    /// concatenated, then batch norm and PReLU. The input has C channels, the output K·C. Branch i is padded
    /// by its dilation.
    ///
    /// Packed weights: for each block of 16 input channels, for each branch `[9 taps][16]`, then its `[scale,
    /// shift, slope][16]`.
    pub struct Hff(weights_len, scratch_len) {
        /// The input map, n channels.
        input: Map,
        /// The output map, K·n channels.
        output: Map,
        /// The dilation of each branch.
        dilations: Dilations = Dilations::new(&[1]),
        /// The distance between windows in pixels, 1 or 2.
        stride: usize = 1,
    }
}

impl Hff {
    /// The number of blocks of 16 input channels.
    #[inline]
    pub const fn blocks(&self) -> usize {
        round_up(self.input.channels) / BLOCK
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.blocks() * self.dilations.len() * (9 + 3) * BLOCK
    }
}

/// The haloed map: the input with a halo of the zeros that branches read beyond its borders. Zeros are stored
/// only as often as needed. One row of zeros above and one below represent all rows further away, and the
/// zeros between two phases are right of one and left of the other.
impl Hff {
    /// L, the number of channels that are stored together: sixteen, or fewer if a block then has no empty
    /// lanes. A block contains these channels of 16 / L neighbouring output pixels.
    #[inline]
    pub const fn lanes(&self) -> usize {
        let (n, width) = (self.input.channels, self.output.width);
        if n.is_multiple_of(BLOCK) {
            BLOCK
        } else if n.is_multiple_of(8) && width >= BLOCK / 8 {
            8
        } else if n.is_multiple_of(4) && width >= BLOCK / 4 {
            4
        } else {
            BLOCK
        }
    }

    /// The number of strips of L channels in each row.
    #[inline]
    pub const fn strips(&self) -> usize {
        self.input.channels.div_ceil(self.lanes())
    }

    /// The number of rows, including one of zeros above and one below.
    #[inline]
    pub const fn haloed_rows(&self) -> usize {
        1 + self.input.height + 1
    }

    /// The range of haloed rows that the projection of input rows `start..end` writes. The row of zeros above
    /// belongs to the first input row, and the row below to the last. Consecutive input ranges have
    /// consecutive haloed ranges.
    #[inline]
    pub const fn halo_rows(&self, start: usize, end: usize) -> (usize, usize) {
        let first = if start == 0 { 0 } else { 1 + start };
        let behind = if end == self.input.height { self.haloed_rows() } else { 1 + end };
        (first, behind)
    }

    /// The range of [`Hff::halo_rows`] in floats.
    #[inline]
    pub const fn halo_part(&self, start: usize, end: usize) -> (usize, usize) {
        let (first, behind) = self.halo_rows(start, end);
        (first * self.haloed_row(), behind * self.haloed_row())
    }

    /// The columns whose distance from the first column of the halo is `remainder` modulo the stride.
    #[inline]
    pub const fn phase(&self, remainder: usize) -> Phase {
        let (halo, stride, width) = (self.dilations.largest(), self.stride, self.input.width);
        let column = (remainder + stride - halo % stride) % stride;
        let before = (column + halo) / stride;
        let count = width.saturating_sub(column).div_ceil(stride);
        let all = (width + 2 * halo - remainder).div_ceil(stride);
        Phase { column, count, before, after: all - before - count }
    }

    /// The distance between the columns of consecutive phases in floats, in whole blocks. The zeros after one
    /// phase may also be the zeros before the next.
    #[inline]
    pub const fn phase_len(&self) -> usize {
        let (mut columns, mut remainder) = (0, 0);
        while remainder < self.stride {
            let Phase { before, count, after, .. } = self.phase(remainder);
            let next = self.phase((remainder + 1) % self.stride).before;
            let behind = before + count + after.saturating_sub(next);
            if behind > columns {
                columns = behind;
            }
            remainder += 1;
        }
        round_up(columns * self.lanes())
    }

    /// The number of floats of one row: `[strip][x mod stride][x / stride][L]`, so that the inputs of
    /// neighbouring outputs are adjacent. Zeros follow the last phase.
    #[inline]
    pub const fn haloed_row(&self) -> usize {
        let Phase { before, count, after, .. } = self.phase(self.stride - 1);
        let last = (before + count + after) * self.lanes();
        (self.strips() * self.stride - 1) * self.phase_len()
            + round_up(if last > self.phase_len() { last } else { self.phase_len() })
    }

    /// The offset within a strip of the L channels of column `x`, in floats. Columns count from the first of
    /// the halo.
    #[inline]
    pub const fn column(&self, x: usize) -> usize {
        x % self.stride * self.phase_len() + x / self.stride * self.lanes()
    }

    /// The number of floats of scratch: the haloed map, row by row.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.haloed_rows() * self.haloed_row()
    }
}

/// A phase: the columns of the input that are adjacent in the haloed map. These are all columns, or every
/// other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The first column.
    pub column: usize,
    /// The number of columns.
    pub count: usize,
    /// The number of columns of zeros before the first.
    pub before: usize,
    /// The number of columns of zeros after the last.
    pub after: usize,
}
