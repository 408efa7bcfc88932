//! Shapes of the EESP unit and of its hierarchical feature fusion (ESPNetv2, section 3.1).

use super::{Division, Epilogue, Pointwise, Residual, Runs};
use crate::layout::{BLOCK, Dilations, Map, round_up};

/// Dilated depth-wise 3×3 branches on one map, summed hierarchically, concatenated, batch norm
/// and PReLU: C channels in, K·C out. Branch i is padded by its dilation.
///
/// Packed weights: for each block of 16 input channels, for each branch `[9 taps][16]`, then its
/// `[scale, shift, slope][16]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hff {
    /// What goes in: n channels.
    pub input: Map,
    /// What comes out: K·n channels.
    pub output: Map,
    /// Dilation of each branch.
    pub dilations: Dilations,
    /// 1 or 2.
    pub stride: usize,
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

    /// The rows of the haloed map that the projection of rows `start..end` writes, from the first to
    /// behind the last: the rows of the halo that are above the first and below the last row belong to
    /// those. Parts of ranges that follow one another follow one another.
    #[inline]
    pub const fn halo_rows(&self, start: usize, end: usize) -> (usize, usize) {
        let halo = self.dilations.largest();
        let first = if start == 0 { 0 } else { start + halo };
        let behind = if end == self.input.height { self.padded_height() } else { end + halo };
        (first, behind)
    }

    /// Where [`Hff::halo_rows`] begin and end, in floats.
    #[inline]
    pub const fn halo_part(&self, start: usize, end: usize) -> (usize, usize) {
        let (first, behind) = self.halo_rows(start, end);
        (first * self.padded_row(), behind * self.padded_row())
    }

    /// L, the channels that lie together in the haloed map: sixteen, or fewer where a block then has
    /// no empty lanes. A block holds 16 / L neighbouring output pixels of them.
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

    /// Runs of L channels in each row of the haloed map.
    #[inline]
    pub const fn strips(&self) -> usize {
        self.input.channels.div_ceil(self.lanes())
    }

    /// Width of the haloed map.
    #[inline]
    pub const fn padded_width(&self) -> usize {
        self.input.width + 2 * self.dilations.largest()
    }

    /// Height of the haloed map.
    #[inline]
    pub const fn padded_height(&self) -> usize {
        self.input.height + 2 * self.dilations.largest()
    }

    /// Floats from the columns of one remainder to those of the next: whole blocks.
    #[inline]
    pub const fn phase_len(&self) -> usize {
        round_up(self.padded_width().div_ceil(self.stride) * self.lanes())
    }

    /// Floats of one row of the haloed map: `[strip][x mod stride][x / stride][L]`, so that what
    /// neighbouring outputs read lies side by side.
    #[inline]
    pub const fn padded_row(&self) -> usize {
        self.strips() * self.stride * self.phase_len()
    }

    /// Where the L channels of column `x` of the haloed map lie in a strip, in floats.
    #[inline]
    pub const fn column(&self, x: usize) -> usize {
        x % self.stride * self.phase_len() + x / self.stride * self.lanes()
    }

    /// Floats of scratch: the zero-haloed map, row by row.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.padded_height() * self.padded_row()
    }
}

/// A whole EESP unit of stride 1: grouped 1×1 projection, HFF, grouped 1×1 expansion, residual,
/// PReLU.
///
/// Packed weights: those of [`EespUnit::project`], [`EespUnit::hff`] and [`EespUnit::expand`], one
/// after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EespUnit {
    /// What goes in. Equal to `output` with [`Residual::InPlace`].
    pub input: Map,
    /// What comes out.
    pub output: Map,
    /// Dilation of each branch; K, their number, is also the groups of the 1×1 convolutions.
    pub dilations: Dilations,
    /// How the input is added: in place, from the input where that is another map (its stride), or
    /// not at all.
    pub residual: Residual,
    /// Rows that pass HFF and expansion together.
    pub band: usize,
}

impl EespUnit {
    /// n, the channels of a branch.
    #[inline]
    pub const fn branch_channels(&self) -> usize {
        self.output.channels / self.dilations.len()
    }

    #[inline]
    const fn branch_map(&self) -> Map {
        Map::dense(self.branch_channels(), self.input.height, self.input.width)
    }

    #[inline]
    const fn merged_map(&self) -> Map {
        Map::dense(self.output.channels, self.input.height, self.input.width)
    }

    /// `proj_1x1`: C → n, K groups, PReLU.
    #[inline]
    pub const fn project(&self) -> Pointwise {
        Pointwise {
            input: self.input,
            output: self.branch_map(),
            groups: self.dilations.len(),
            epilogue: Epilogue { bias: true, prelu: true, ..Epilogue::NONE },
        }
    }

    /// `spp_dw`, the sums, and `br_after_cat`: n → C.
    #[inline]
    pub const fn hff(&self) -> Hff {
        Hff {
            input: self.branch_map(),
            output: self.merged_map(),
            dilations: self.dilations,
            stride: 1,
        }
    }

    /// `conv_1x1_exp`, the residual and `module_act`: C → C, K groups.
    #[inline]
    pub const fn expand(&self) -> Pointwise {
        Pointwise {
            input: self.merged_map(),
            output: self.output,
            groups: self.dilations.len(),
            epilogue: Epilogue {
                bias: true,
                residual: self.residual,
                final_prelu: true,
                ..Epilogue::NONE
            },
        }
    }

    /// The runs of the output's pixels that it is divided by: rows, where those pass all stages a few at a
    /// time.
    #[inline]
    pub const fn runs(&self) -> Runs {
        match self.band < self.output.height {
            true => Runs::rows(&self.output),
            false => Runs::even(&self.output),
        }
    }

    /// How the output is divided among workers.
    #[inline]
    pub const fn division(&self) -> Division {
        self.runs().division(&self.output)
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.project().weights_len() + self.hff().weights_len() + self.expand().weights_len()
    }

    /// Floats of the haloed map at the beginning of scratch.
    #[inline]
    pub const fn halo_len(&self) -> usize {
        self.hff().scratch_len()
    }

    /// Floats of the rows between the stages: HFF's output for `band` rows, channels last, or
    /// K times as many projected rows.
    #[inline]
    pub const fn band_len(&self) -> usize {
        round_up(self.band * self.input.width * self.output.channels)
    }

    /// Floats of scratch: the haloed map, then the rows between the stages.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.halo_len() + self.band_len()
    }
}
