//! Shapes of the convolutions.

use super::{Division, Epilogue, Runs, declare::shape};
use crate::{
    folded::Folded,
    layout::{BLOCK, Layout, Map, NEAR, Panels, round_up},
    quads::Quads,
};

shape! {
    /// 1×1 convolution of stride 1.
    ///
    /// Packed weights: for each panel `[inputs][16]`, or as [`Folded`] says where groups have so few
    /// outputs that it costs less; then for each panel the epilogue's constants.
    pub struct Pointwise(weights_len) {
        /// What goes in.
        input: Map,
        /// What comes out; of the input's H×W.
        output: Map,
        /// Groups; they divide the channels of both maps.
        groups: usize = 1,
        /// What happens before storing.
        epilogue: Epilogue = Epilogue::NONE,
    }
}

impl Pointwise {
    /// How the outputs are cut into panels, where they are not folded.
    #[inline]
    pub const fn panels(&self) -> Panels {
        Panels::new(self.input.channels, self.output.channels, self.groups)
    }

    /// The runs of the output's pixels that it is divided by.
    #[inline]
    pub const fn runs(&self) -> Runs {
        Runs::even(&self.output)
    }

    /// How the output is divided among workers.
    #[inline]
    pub const fn division(&self) -> Division {
        self.runs().division(&self.output)
    }

    /// How the weights are folded, if that costs less than panels.
    #[inline]
    pub const fn folded(&self) -> Option<Folded> {
        let panels = self.panels();
        let blocks = panels.blocks();
        // Where a block of outputs is all that reads a group's inputs, each multiplication needs a number of
        // its own; if those have to be asked for ahead too, what loads is busier than what multiplies.
        let alone = panels.group_outputs() == BLOCK && self.input.far();
        let blocks = if alone { blocks + blocks / 8 } else { blocks };
        Folded::new(self.input.channels, self.output.channels, self.groups, blocks)
    }

    /// Where the epilogue's constants begin in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        let blocks = match self.folded() {
            Some(folded) => folded.blocks(),
            None => self.panels().blocks(),
        };
        blocks * BLOCK
    }

    /// Blocks of up to sixteen outputs.
    #[inline]
    pub const fn output_panels(&self) -> usize {
        match self.folded() {
            Some(folded) => folded.panels(),
            None => self.panels().len(),
        }
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.packed(None)[1]
    }

    /// Where the epilogue's constants begin in the packed weights, and where those end, if the weights lie
    /// as quads say.
    #[inline]
    pub const fn packed(&self, quads: Option<Quads>) -> [usize; 2] {
        let constants = match quads {
            Some(quads) => quads.blocks() * BLOCK,
            None => self.constants(),
        };
        [constants, constants + self.epilogue.weights_len(self.panels_of(quads))]
    }

    /// Blocks of outputs, if the weights lie as quads say.
    #[inline]
    pub const fn panels_of(&self, quads: Option<Quads>) -> usize {
        match quads {
            Some(quads) => quads.vectors(),
            None => self.output_panels(),
        }
    }
}

shape! {
    /// k×k convolution whose outputs read many channels each, dense or in wide groups.
    ///
    /// Packed weights: for each panel `[tap][inputs][16]`, taps row by row, then for each panel the
    /// epilogue's constants.
    pub struct Conv2d(weights_len, scratch_len) {
        /// What goes in.
        input: Map,
        /// What comes out, channels last.
        output: Map,
        /// How the input lies: the image comes in planes.
        layout: Layout = Layout::Nhwc,
        /// k.
        kernel: usize = 1,
        /// Pixels from one window to the next.
        stride: usize = 1,
        /// Zeros around the map.
        padding: usize = 0,
        /// Pixels from one tap to the next.
        dilation: usize = 1,
        /// Groups; they divide the channels of both maps.
        groups: usize = 1,
        /// What happens before storing.
        epilogue: Epilogue = Epilogue::NONE,
        /// Whether the output's channels lie in the order of [`quads::in_run`](crate::quads::in_run); there are
        /// 32 then, and one group.
        interleaved: bool = false,
    }
}

impl Conv2d {
    /// How the outputs are cut into panels.
    #[inline]
    pub const fn panels(&self) -> Panels {
        Panels::new(self.input.channels, self.output.channels, self.groups)
    }

    /// Where the epilogue's constants begin in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        self.kernel * self.kernel * self.panels().blocks() * BLOCK
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.constants() + self.epilogue.weights_len(self.panels().len())
    }

    /// Width of the zero-padded rows in scratch.
    #[inline]
    pub const fn padded_width(&self) -> usize {
        self.input.width + 2 * self.padding
    }

    /// Floats of scratch: a ring of the zero-padded input rows that one output row reads, each in
    /// the input's layout: `[pixel][channel]` or `[channel][pixel]`.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.kernel * self.padded_width() * self.input.channels
    }
}

shape! {
    /// k×k convolution whose outputs read few channels each: depth-wise, or in groups of one or a few
    /// outputs.
    ///
    /// Output `o` of group `g` reads `inputs_per_output()` channels; the `j`-th is channel
    /// [`DepthwiseConv2d::source`]`(o, j)` of the input. The kernel vectorises over outputs.
    ///
    /// Packed weights: for each block of 16 outputs `[j][tap][16]`, then for each block the
    /// epilogue's constants.
    pub struct DepthwiseConv2d(weights_len, scratch_len) {
        /// What goes in, channels last.
        input: Map,
        /// What comes out, channels last.
        output: Map,
        /// k.
        kernel: usize = 1,
        /// Pixels from one window to the next.
        stride: usize = 1,
        /// Zeros around the map.
        padding: usize = 0,
        /// Pixels from one tap to the next.
        dilation: usize = 1,
        /// Groups; they divide the channels of both maps.
        groups: usize = 1,
        /// Groups of a channel shuffle that the input passes first; 1 if it does not.
        shuffle: usize = 1,
        /// What happens before storing.
        epilogue: Epilogue = Epilogue::NONE,
        /// A map, channels last, that is resized bilinearly to the output's size and added. The epilogue's
        /// residual then is [`Residual::InPlace`](super::Residual::InPlace): rows of the output hold it when they
        /// are reached.
        resized: Option<Map> = None,
    }
    impl {
        fn resized(&self) -> Option<Map> {
            self.resized
        }
    }
}

impl DepthwiseConv2d {
    /// The most pixels of a row that are computed together. The last tile of a row may reach past
    /// the output's end; what it computes there is dropped.
    pub const TILE: usize = 8;

    /// Input channels that each output reads.
    #[inline]
    pub const fn inputs_per_output(&self) -> usize {
        self.input.channels / self.groups
    }

    /// The channel of the unshuffled input that output `output` reads as its `j`-th.
    #[inline]
    pub const fn source(&self, output: usize, j: usize) -> usize {
        let group = output / (self.output.channels / self.groups);
        let shuffled = group * self.inputs_per_output() + j;
        (shuffled % self.shuffle) * (self.input.channels / self.shuffle) + shuffled / self.shuffle
    }

    /// Multiplications of weights with inputs.
    #[inline]
    pub const fn multiplications(&self) -> usize {
        let products = self.inputs_per_output() * self.kernel * self.kernel;
        self.output.pixels() * self.output.channels * products
    }

    /// Where the epilogue's constants begin in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        round_up(self.output.channels) * self.inputs_per_output() * self.kernel * self.kernel
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.constants() + self.epilogue.weights_len(round_up(self.output.channels) / BLOCK)
    }

    /// Width of the zero-padded rows in scratch, with what the last tile reads in excess.
    #[inline]
    pub const fn padded_width(&self) -> usize {
        let computed = self.output.width + Self::TILE - 1;
        let read = computed.saturating_sub(1) * self.stride + self.window();
        let padded = self.input.width + 2 * self.padding;
        if read > padded { read } else { padded }
    }

    /// Rows of the input from the first to the last tap of a window.
    #[inline]
    pub const fn window(&self) -> usize {
        (self.kernel - 1) * self.dilation + 1
    }

    /// Blocks of outputs that pass through scratch together, row by row: one where the maps stay near
    /// anyway, so that scratch stays nearer still, else all, which then are read as they lie.
    #[inline]
    pub const fn strip(&self) -> usize {
        match self.input.span() + self.output.span() <= NEAR {
            true => 1,
            false => round_up(self.output.channels) / BLOCK,
        }
    }

    /// Floats of one row in scratch: `[j][block of the strip][pixel][16]`, gathered by
    /// [`DepthwiseConv2d::source`].
    #[inline]
    pub const fn padded_row(&self) -> usize {
        self.inputs_per_output() * self.strip() * BLOCK * self.padded_width()
    }

    /// Floats of scratch: a ring of zero-padded rows as high as the window.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.window() * self.padded_row()
    }
}
