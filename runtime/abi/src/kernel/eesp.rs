//! The shape of the EESP unit (ESPNetv2, section 3.1).

use super::{Epilogue, Hff, Partition, PixelChunks, Pointwise, Residual, Stage, declare::shape};
use crate::layout::{Dilations, Map, round_up};

shape! {
    /// A whole EESP unit of stride 1: grouped 1×1 projection, HFF (hierarchical feature fusion), grouped 1×1
    /// expansion, residual, PReLU.
    ///
    /// Packed weights: those of [`EespUnit::project`], [`EespUnit::hff`] and [`EespUnit::expand`], one after
    /// another.
    pub struct EespUnit(weights_len, scratch_len) {
        /// The input map. Equal to `output` with [`Residual::InPlace`].
        input: Map,
        /// The output map.
        output: Map,
        /// The dilation of each branch. The number of branches, K, is also the number of groups of the 1×1
        /// convolutions.
        dilations: Dilations = Dilations::new(&[1]),
        /// The number of rows that pass HFF and expansion together.
        band: usize = 1,
        /// The map that is added: the input in place, the input as a separate map with its stride, or none.
        residual: Residual = Residual::None,
    }
}

impl EespUnit {
    /// n, the number of channels of a branch.
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
            epilogue: Epilogue::new(&[Stage::Bias, Stage::Prelu]),
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
            epilogue: match self.residual {
                Residual::None => Epilogue::new(&[Stage::Bias, Stage::Prelu]),
                residual => Epilogue::new(&[Stage::Bias, Stage::Add(residual), Stage::Prelu]),
            },
        }
    }

    /// The chunks of the output's pixels that workers compute. They are rows if the unit processes several
    /// bands of rows.
    #[inline]
    pub const fn pixel_chunks(&self) -> PixelChunks {
        match self.band < self.output.height {
            true => PixelChunks::rows(&self.output),
            false => PixelChunks::even(&self.output),
        }
    }

    /// The partition of the output among workers.
    #[inline]
    pub const fn partition(&self) -> Partition {
        self.pixel_chunks().partition(&self.output)
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.project().weights_len() + self.hff().weights_len() + self.expand().weights_len()
    }

    /// The number of floats of the haloed map at the beginning of scratch.
    #[inline]
    pub const fn halo_len(&self) -> usize {
        self.hff().scratch_len()
    }

    /// The number of floats of the rows between the stages: either HFF's output for `band` rows, channels
    /// last, or K times as many projected rows.
    #[inline]
    pub const fn band_len(&self) -> usize {
        round_up(self.band * self.input.width * self.output.channels)
    }

    /// The number of floats of scratch: the haloed map, then the rows between the stages.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.halo_len() + self.band_len()
    }
}
