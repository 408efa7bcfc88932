//! The shape of the strided EESP unit (ESPNetv2, section 3.2).

use super::{Epilogue, Hff, Partition, PixelChunks, Pointwise, Stage, declare::shape};
use crate::{
    interleaved::{self, Interleaved},
    layout::{BLOCK, Dilations, Map, round_up},
};

shape! {
    /// A whole strided EESP unit. The first output channels are the input's 3×3 average of stride 2. The
    /// other output channels come from a projection, HFF (hierarchical feature fusion) of stride 2 and an
    /// expansion. A 1×1 convolution of the image is added to all of them, and a PReLU follows. The input has
    /// C channels of H×W, the output C′ > C channels of ⌈H/2⌉×⌈W/2⌉, of which the first C are pooled.
    ///
    /// Packed weights:
    /// - those of [`StridedEespUnit::project`], [`StridedEespUnit::hff`] and [`StridedEespUnit::expand`], one
    ///   after another;
    /// - for each block of the expansion's outputs the weights of the image, `[channel][16]`;
    /// - for each block of 16 pooled channels the constants of [`StridedEespUnit::last`];
    /// - for each block of 16 pooled channels the weights of the image.
    ///
    /// The two 1×1 convolutions may have the layout [`Interleaved`]. The channels between them are then in the
    /// order of [`interleaved::in_branch`].
    pub struct StridedEespUnit(weights_len, scratch_len) {
        /// The input map.
        input: Map,
        /// The output map.
        output: Map,
        /// Whether the input's channels are in the order of [`interleaved::in_run`]. This requires that the
        /// unit [prefers](StridedEespUnit::prefers_interleaved) it.
        interleaved: bool = false,
        /// The dilation of each branch. The number of branches, K, is also the number of groups of the 1×1
        /// convolutions.
        dilations: Dilations = Dilations::new(&[1]),
        /// The number of output rows that pass all stages together.
        band: usize = 1,
        /// The image that a 1×1 convolution adds to the output: channels last, of the output's H×W. It is the
        /// residual of the call.
        image: Option<Map> = None,
    }
}

impl StridedEespUnit {
    /// C′ − C, the number of channels that the branches compute.
    #[inline]
    pub const fn merged_channels(&self) -> usize {
        self.output.channels - self.input.channels
    }

    #[inline]
    const fn branch_map(&self) -> Map {
        let channels = self.merged_channels() / self.dilations.len();
        Map::dense(channels, self.input.height, self.input.width)
    }

    #[inline]
    const fn merged_map(&self) -> Map {
        Map::dense(self.merged_channels(), self.output.height, self.output.width)
    }

    /// Output channels 0..C, the pooled input.
    #[inline]
    pub const fn pooled(&self) -> Map {
        Map { channels: self.input.channels, ..self.output }
    }

    /// `eesp.proj_1x1`: C → n, K groups, PReLU.
    #[inline]
    pub const fn project(&self) -> Pointwise {
        Pointwise {
            input: self.input,
            output: self.branch_map(),
            groups: self.dilations.len(),
            epilogue: Epilogue::new(&[Stage::Bias, Stage::Prelu]),
        }
    }

    /// `eesp.spp_dw`, the sums, and `eesp.br_after_cat`: n → C′ − C.
    #[inline]
    pub const fn hff(&self) -> Hff {
        Hff {
            input: self.branch_map(),
            output: self.merged_map(),
            dilations: self.dilations,
            stride: 2,
        }
    }

    /// `eesp.conv_1x1_exp`, the sum with the contribution of the image, and `act`: C′ − C → C′ − C, K groups.
    /// The bias includes the bias of the image's convolution.
    #[inline]
    pub const fn expand(&self) -> Pointwise {
        Pointwise {
            input: self.merged_map(),
            output: Map { channels: self.merged_channels(), ..self.output },
            groups: self.dilations.len(),
            epilogue: Epilogue::new(&[Stage::Bias, Stage::Prelu]),
        }
    }

    /// Whether the unit is faster if its input is interleaved. This is the case for four groups of a few
    /// channels, if the haloed map stores the projection's outputs in whole or half blocks.
    #[inline]
    pub const fn prefers_interleaved(&self) -> bool {
        let branch = self.branch_map().channels;
        self.dilations.len() == interleaved::GROUPS
            && self.input.channels == interleaved::GROUPS * interleaved::RUN
            && branch <= 2 * BLOCK
            && (branch.is_multiple_of(BLOCK) || self.hff().lanes() == BLOCK / 2)
    }

    /// The interleaved layout of the projection's weights, if the input is interleaved.
    #[inline]
    pub const fn interleaved_project(&self) -> Option<Interleaved> {
        assert!(!self.interleaved || self.prefers_interleaved());
        match self.interleaved {
            true => Some(Interleaved::projection(self.input.channels, self.branch_map().channels)),
            false => None,
        }
    }

    /// The interleaved layout of the expansion's weights. It is used if panels would leave half of the last
    /// block of each group empty. The fusion then stores its output interleaved.
    #[inline]
    pub const fn interleaved_expand(&self) -> Option<Interleaved> {
        let branch = self.branch_map().channels;
        let halves = branch > BLOCK && self.hff().lanes() == BLOCK / 2;
        match halves && self.dilations.len() == interleaved::GROUPS {
            true => Some(Interleaved::expansion(self.merged_channels())),
            false => None,
        }
    }

    /// The number of floats of the projection's packed weights.
    #[inline]
    pub const fn project_len(&self) -> usize {
        self.project().packed(self.interleaved_project())[1]
    }

    /// The number of floats of the expansion's packed weights, without those of the image.
    #[inline]
    pub const fn expand_len(&self) -> usize {
        self.expand().packed(self.interleaved_expand())[1]
    }

    /// The last stages of every channel: the bias of the image's convolution, and `act`.
    #[inline]
    pub const fn last(&self) -> Epilogue {
        match self.image {
            Some(_) => Epilogue::new(&[Stage::Bias, Stage::Prelu]),
            None => Epilogue::new(&[Stage::Prelu]),
        }
    }

    /// `inp_reinf.1` as a separate convolution: the image → C′, with a bias.
    #[inline]
    pub const fn shortcut(&self) -> Option<Pointwise> {
        match self.image {
            Some(input) => Some(Pointwise {
                input,
                output: self.output,
                groups: 1,
                epilogue: Epilogue::new(&[Stage::Bias]),
            }),
            None => None,
        }
    }

    /// The number of channels of the image that `inp_reinf.1` adds to all outputs; zero without an image.
    #[inline]
    pub const fn image_channels(&self) -> usize {
        match self.image {
            Some(image) => image.channels,
            None => 0,
        }
    }

    /// The number of floats of the constants of the pooled channels.
    #[inline]
    pub const fn pooled_len(&self) -> usize {
        self.last().weights_len(self.pooled_blocks())
    }

    /// The number of floats of the image's weights for the pooled channels.
    #[inline]
    pub const fn pooled_image_len(&self) -> usize {
        self.pooled_blocks() * self.image_channels() * BLOCK
    }

    /// The number of floats of the image's weights for the expansion.
    #[inline]
    pub const fn expand_image_len(&self) -> usize {
        let panels = self.expand().panels_of(self.interleaved_expand());
        panels * self.image_channels() * BLOCK
    }

    #[inline]
    const fn pooled_blocks(&self) -> usize {
        round_up(self.input.channels) / BLOCK
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.project_len()
            + self.hff().weights_len()
            + self.expand_len()
            + self.expand_image_len()
            + self.pooled_len()
            + self.pooled_image_len()
    }

    /// The number of rows in the ring of the haloed map: those that the branches of a band read.
    #[inline]
    pub const fn ring_rows(&self) -> usize {
        let reach = 2 * self.band - 1 + 2 * self.dilations.largest();
        let all = self.hff().haloed_rows();
        if reach < all { reach } else { all }
    }

    /// Whether workers that share the unit first fill the whole haloed map together. Without that, each
    /// worker would project all rows that its branches read. The whole map is filled first if each worker
    /// would otherwise repeat at least a fifth of the rows. Such a map is small.
    #[inline]
    pub const fn halves(&self) -> bool {
        5 * 2 * self.dilations.largest() >= self.input.height
    }

    /// The chunks of the output's pixels that workers compute. They are rows if each worker projects all rows
    /// that its branches read, or if the unit processes several bands of rows.
    #[inline]
    pub const fn pixel_chunks(&self) -> PixelChunks {
        match self.halves() && self.band >= self.output.height {
            true => PixelChunks::even(&self.output),
            false => PixelChunks::rows(&self.output),
        }
    }

    /// The partition of the output among workers.
    #[inline]
    pub const fn partition(&self) -> Partition {
        self.pixel_chunks().partition(&self.output)
    }

    /// The number of floats of the whole haloed map.
    #[inline]
    pub const fn halo_len(&self) -> usize {
        self.hff().scratch_len()
    }

    /// The number of floats of the ring.
    #[inline]
    pub const fn ring_len(&self) -> usize {
        self.ring_rows() * self.hff().haloed_row()
    }

    /// The number of floats of the rows between the stages: either HFF's output for `band` rows, channels
    /// last, or twice as many projected rows.
    #[inline]
    pub const fn band_len(&self) -> usize {
        let fused = self.band * self.output.width * self.merged_channels();
        let projected = 2 * self.band * self.input.width * self.branch_map().channels;
        round_up(if fused > projected { fused } else { projected })
    }

    /// The number of floats of scratch: the ring or the whole haloed map, then the rows between the stages.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        match self.halves() {
            true => self.halo_len() + self.band_len(),
            false => self.whole_scratch_len(),
        }
    }

    /// The number of floats of scratch if the unit is not computed in halves.
    #[inline]
    pub const fn whole_scratch_len(&self) -> usize {
        self.ring_len() + self.band_len()
    }
}
