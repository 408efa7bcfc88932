//! Shape of hierarchical feature fusion (ESPNetv2, section 3.1) and of the map that it reads.

use super::declare::shape;
use crate::layout::{BLOCK, Dilations, Map, round_up};

shape! {
    /// Dilated depth-wise 3×3 branches on one map, summed hierarchically, concatenated, batch norm
    /// and PReLU: C channels in, K·C out. Branch i is padded by its dilation.
    ///
    /// Packed weights: for each block of 16 input channels, for each branch `[9 taps][16]`, then its
    /// `[scale, shift, slope][16]`.
    pub struct Hff(weights_len, scratch_len) {
        /// What goes in: n channels.
        input: Map,
        /// What comes out: K·n channels.
        output: Map,
        /// Dilation of each branch.
        dilations: Dilations = Dilations::new(&[1]),
        /// 1 or 2.
        stride: usize = 1,
    }
}

impl Hff {
    /// Blocks of 16 of the n input channels.
    #[inline]
    pub const fn blocks(&self) -> usize {
        round_up(self.input.channels) / BLOCK
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.blocks() * self.dilations.len() * (9 + 3) * BLOCK
    }
}

/// The haloed map: the input with the zeros that branches reach beside, above and below it. It has no
/// zero more often than needed: one row of them above and one below stand for all that are farther off, and
/// what lies between two runs of columns is right of one and left of the other.
impl Hff {
    /// L, the channels that lie together: sixteen, or fewer where a block then has no empty lanes. A
    /// block holds 16 / L neighbouring output pixels of them.
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

    /// Runs of L channels in each row.
    #[inline]
    pub const fn strips(&self) -> usize {
        self.input.channels.div_ceil(self.lanes())
    }

    /// Rows, with one of zeros above and one below.
    #[inline]
    pub const fn haloed_rows(&self) -> usize {
        1 + self.input.height + 1
    }

    /// The rows that the projection of the input's rows `start..end` writes, from the first to behind the
    /// last: that of zeros above belongs to the first row, that below to the last. Parts of ranges that
    /// follow one another follow one another.
    #[inline]
    pub const fn halo_rows(&self, start: usize, end: usize) -> (usize, usize) {
        let first = if start == 0 { 0 } else { 1 + start };
        let behind = if end == self.input.height { self.haloed_rows() } else { 1 + end };
        (first, behind)
    }

    /// Where [`Hff::halo_rows`] begin and end, in floats.
    #[inline]
    pub const fn halo_part(&self, start: usize, end: usize) -> (usize, usize) {
        let (first, behind) = self.halo_rows(start, end);
        (first * self.haloed_row(), behind * self.haloed_row())
    }

    /// The columns that, counted from the halo's first, have remainder `remainder` by the stride.
    #[inline]
    pub const fn phase(&self, remainder: usize) -> Phase {
        let (halo, stride, width) = (self.dilations.largest(), self.stride, self.input.width);
        let column = (remainder + stride - halo % stride) % stride;
        let before = (column + halo) / stride;
        let count = width.saturating_sub(column).div_ceil(stride);
        let all = (width + 2 * halo - remainder).div_ceil(stride);
        Phase { column, count, before, after: all - before - count }
    }

    /// Floats from the columns of one phase to those of the next: whole blocks. Zeros behind them may
    /// be those before the next.
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

    /// Floats of one row: `[strip][x mod stride][x / stride][L]`, so that what neighbouring outputs read
    /// lies side by side; and zeros behind the last.
    #[inline]
    pub const fn haloed_row(&self) -> usize {
        let Phase { before, count, after, .. } = self.phase(self.stride - 1);
        let last = (before + count + after) * self.lanes();
        (self.strips() * self.stride - 1) * self.phase_len()
            + round_up(if last > self.phase_len() { last } else { self.phase_len() })
    }

    /// Where the L channels of column `x`, counted from the halo's first, lie in a strip, in floats.
    #[inline]
    pub const fn column(&self, x: usize) -> usize {
        x % self.stride * self.phase_len() + x / self.stride * self.lanes()
    }

    /// Floats of scratch: the haloed map, row by row.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.haloed_rows() * self.haloed_row()
    }
}

/// Columns of the input that lie side by side in the haloed map: each, or every other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The first.
    pub column: usize,
    /// How many.
    pub count: usize,
    /// Columns of zeros before the first.
    pub before: usize,
    /// Columns of zeros behind the last.
    pub after: usize,
}
