//! Shape of the strided EESP unit (ESPNetv2, section 3.2).

use super::{Division, Epilogue, Hff, Pointwise, Runs, Stage, declare::shape};
use crate::{
    layout::{BLOCK, Dilations, Map, round_up},
    quads::{self, Quads},
};

shape! {
    /// A whole strided EESP unit: the input's 3×3 average of stride 2, beside it projection, HFF of
    /// stride 2 and expansion, a 1×1 convolution of the image added to both, PReLU. C channels of H×W
    /// in, C′ > C of ⌈H/2⌉×⌈W/2⌉ out, the first C of them pooled.
    ///
    /// Packed weights: those of [`StridedEespUnit::project`], [`StridedEespUnit::hff`] and
    /// [`StridedEespUnit::expand`], one after another, and for each block of the expansion's outputs those of
    /// the image, `[channel][16]`; for each block of 16 pooled channels the constants of
    /// [`StridedEespUnit::last`], then for each block those of the image. The two 1×1 convolutions may be
    /// [`Quads`]; the channels between them then are in the order of [`quads::in_branch`].
    pub struct StridedEespUnit(weights_len, scratch_len) {
        /// What goes in.
        input: Map,
        /// What comes out.
        output: Map,
        /// Whether the input's channels lie in the order of [`quads::in_run`]; only if the unit
        /// [prefers](StridedEespUnit::prefers_interleaved) it.
        interleaved: bool = false,
        /// Dilation of each branch; K, their number, is also the groups of the 1×1 convolutions.
        dilations: Dilations = Dilations::new(&[1]),
        /// Output rows that pass all stages together.
        band: usize = 1,
        /// The image that a 1×1 convolution adds to the output, of the output's H×W, channels last; the
        /// call has it as its residual.
        image: Option<Map> = None,
    }
}

impl StridedEespUnit {
    /// C′ − C, the channels that the branches make.
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

    /// Output channels 0..C: the pooled input.
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

    /// `eesp.conv_1x1_exp`, the sum with what the image adds, and `act`: C′ − C → C′ − C, K groups. Its
    /// bias is also the one that comes with the image.
    #[inline]
    pub const fn expand(&self) -> Pointwise {
        Pointwise {
            input: self.merged_map(),
            output: Map { channels: self.merged_channels(), ..self.output },
            groups: self.dilations.len(),
            epilogue: Epilogue::new(&[Stage::Bias, Stage::Prelu]),
        }
    }

    /// Whether the unit is faster if its input is interleaved: groups of a few channels, whose outputs the
    /// haloed map has whole blocks or halves of.
    #[inline]
    pub const fn prefers_interleaved(&self) -> bool {
        let branch = self.branch_map().channels;
        self.dilations.len() == quads::GROUPS
            && self.input.channels == quads::GROUPS * quads::RUN
            && branch <= 2 * BLOCK
            && (branch.is_multiple_of(BLOCK) || self.hff().lanes() == BLOCK / 2)
    }

    /// The projection of interleaved channels.
    #[inline]
    pub const fn quad_project(&self) -> Option<Quads> {
        assert!(!self.interleaved || self.prefers_interleaved());
        match self.interleaved {
            true => Some(Quads::projection(self.input.channels, self.branch_map().channels)),
            false => None,
        }
    }

    /// The expansion as quads, where blocks of sixteen outputs of a group would leave half of the last one
    /// empty. Fusion interleaves what it stores for it.
    #[inline]
    pub const fn quad_expand(&self) -> Option<Quads> {
        let branch = self.branch_map().channels;
        let halves = branch > BLOCK && self.hff().lanes() == BLOCK / 2;
        match halves && self.dilations.len() == quads::GROUPS {
            true => Some(Quads::expansion(self.merged_channels())),
            false => None,
        }
    }

    /// Floats of the projection's packed weights.
    #[inline]
    pub const fn project_len(&self) -> usize {
        self.project().packed(self.quad_project())[1]
    }

    /// Floats of the expansion's packed weights, without the image's.
    #[inline]
    pub const fn expand_len(&self) -> usize {
        self.expand().packed(self.quad_expand())[1]
    }

    /// What comes last for every channel: the bias that comes with the image, and `act`.
    #[inline]
    pub const fn last(&self) -> Epilogue {
        match self.image {
            Some(_) => Epilogue::new(&[Stage::Bias, Stage::Prelu]),
            None => Epilogue::new(&[Stage::Prelu]),
        }
    }

    /// `inp_reinf.1` as a convolution of its own: the image → C′, with a bias.
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

    /// Channels of the image that `inp_reinf.1` adds to all outputs; none without one.
    #[inline]
    pub const fn image_channels(&self) -> usize {
        match self.image {
            Some(image) => image.channels,
            None => 0,
        }
    }

    /// Floats of the constants of the pooled channels.
    #[inline]
    pub const fn pooled_len(&self) -> usize {
        self.last().weights_len(self.pooled_blocks())
    }

    /// Floats of the image's weights for the pooled channels.
    #[inline]
    pub const fn pooled_image_len(&self) -> usize {
        self.pooled_blocks() * self.image_channels() * BLOCK
    }

    /// Floats of the image's weights for the expansion.
    #[inline]
    pub const fn expand_image_len(&self) -> usize {
        let panels = self.expand().panels_of(self.quad_expand());
        panels * self.image_channels() * BLOCK
    }

    #[inline]
    const fn pooled_blocks(&self) -> usize {
        round_up(self.input.channels) / BLOCK
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.project_len()
            + self.hff().weights_len()
            + self.expand_len()
            + self.expand_image_len()
            + self.pooled_len()
            + self.pooled_image_len()
    }

    /// Rows of the ring that holds the haloed map: those that the branches of a band reach.
    #[inline]
    pub const fn ring_rows(&self) -> usize {
        let reach = 2 * self.band - 1 + 2 * self.dilations.largest();
        let all = self.hff().haloed_rows();
        if reach < all { reach } else { all }
    }

    /// Whether workers that share the unit fill the whole haloed map together before they read it: where
    /// each would have to project at least a fifth of the rows once more, which its own reach. Such a
    /// map is small.
    #[inline]
    pub const fn halves(&self) -> bool {
        5 * 2 * self.dilations.largest() >= self.input.height
    }

    /// The runs of the output's pixels that it is divided by: rows, where each worker projects those that
    /// its own reach, or those pass all stages a few at a time.
    #[inline]
    pub const fn runs(&self) -> Runs {
        match self.halves() && self.band >= self.output.height {
            true => Runs::even(&self.output),
            false => Runs::rows(&self.output),
        }
    }

    /// How the output is divided among workers.
    #[inline]
    pub const fn division(&self) -> Division {
        self.runs().division(&self.output)
    }

    /// Floats of the whole haloed map.
    #[inline]
    pub const fn halo_len(&self) -> usize {
        self.hff().scratch_len()
    }

    /// Floats of the ring.
    #[inline]
    pub const fn ring_len(&self) -> usize {
        self.ring_rows() * self.hff().haloed_row()
    }

    /// Floats of the rows between the stages: HFF's output for `band` rows, channels last, or twice
    /// as many projected rows.
    #[inline]
    pub const fn band_len(&self) -> usize {
        let fused = self.band * self.output.width * self.merged_channels();
        let projected = 2 * self.band * self.input.width * self.branch_map().channels;
        round_up(if fused > projected { fused } else { projected })
    }

    /// Floats of scratch: the ring, or the whole haloed map, then the rows between the stages.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        match self.halves() {
            true => self.halo_len() + self.band_len(),
            false => self.whole_scratch_len(),
        }
    }

    /// Floats of scratch where the unit is not computed by halves.
    #[inline]
    pub const fn whole_scratch_len(&self) -> usize {
        self.ring_len() + self.band_len()
    }
}
