//! The shapes of the convolutions: 1×1, dense k×k, and depth-wise.

use super::{Epilogue, Partition, PixelChunks, declare::shape};
use crate::{
    cache::SECOND_LEVEL_MAPS,
    folded::Folded,
    interleaved::Interleaved,
    layout::{BLOCK, Layout, Map, Panels, round_up},
};

shape! {
    /// 1×1 convolution of stride 1.
    ///
    /// Packed weights: for each panel `[inputs][16]`, or the layout of [`Folded`] if groups have few outputs
    /// and that layout is cheaper. Then, for each panel, the epilogue's constants.
    pub struct Pointwise(weights_len) {
        /// The input map.
        input: Map,
        /// The output map, of the input's H×W.
        output: Map,
        /// The number of groups, which divides the channels of both maps.
        groups: usize = 1,
        /// The epilogue of the sums.
        epilogue: Epilogue = Epilogue::NONE,
    }
}

impl Pointwise {
    /// The division of the outputs into panels, if the weights are not folded.
    #[inline]
    pub const fn panels(&self) -> Panels {
        Panels::new(self.input.channels, self.output.channels, self.groups)
    }

    /// The chunks of the output's pixels that workers compute.
    #[inline]
    pub const fn pixel_chunks(&self) -> PixelChunks {
        PixelChunks::even(&self.output)
    }

    /// The partition of the output among workers.
    #[inline]
    pub const fn partition(&self) -> Partition {
        self.pixel_chunks().partition(&self.output)
    }

    /// The folded layout of the weights, if it is cheaper than panels.
    #[inline]
    pub const fn folded(&self) -> Option<Folded> {
        let panels = self.panels();
        let blocks = panels.blocks();
        // If a single block of outputs reads a group's inputs, each multiplication needs another input. If
        // these inputs must be prefetched too, the load units become the bottleneck.
        let alone = panels.group_outputs() == BLOCK && self.input.far();
        let blocks = if alone { blocks + blocks / 8 } else { blocks };
        Folded::new(self.input.channels, self.output.channels, self.groups, blocks)
    }

    /// The offset of the epilogue's constants in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        let blocks = match self.folded() {
            Some(folded) => folded.blocks(),
            None => self.panels().blocks(),
        };
        blocks * BLOCK
    }

    /// The number of blocks of up to sixteen outputs.
    #[inline]
    pub const fn output_panels(&self) -> usize {
        match self.folded() {
            Some(folded) => folded.panels(),
            None => self.panels().len(),
        }
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.packed(None)[1]
    }

    /// The offset of the epilogue's constants in the packed weights, and their end. With `interleaved`, the
    /// weights are in the interleaved layout.
    #[inline]
    pub const fn packed(&self, interleaved: Option<Interleaved>) -> [usize; 2] {
        let constants = match interleaved {
            Some(interleaved) => interleaved.blocks() * BLOCK,
            None => self.constants(),
        };
        [constants, constants + self.epilogue.weights_len(self.panels_of(interleaved))]
    }

    /// The number of blocks of outputs. With `interleaved`, the weights are in the interleaved layout.
    #[inline]
    pub const fn panels_of(&self, interleaved: Option<Interleaved>) -> usize {
        match interleaved {
            Some(interleaved) => interleaved.vectors(),
            None => self.output_panels(),
        }
    }
}

shape! {
    /// k×k convolution whose outputs read many channels each, dense or in wide groups.
    ///
    /// Packed weights: for each panel `[tap][inputs][16]`, with taps row by row. Then, for each panel, the
    /// epilogue's constants.
    pub struct Conv2d(weights_len, scratch_len) {
        /// The input map.
        input: Map,
        /// The output map, channels last.
        output: Map,
        /// The layout of the input: an image is in planes.
        layout: Layout = Layout::Nhwc,
        /// The height and width of the window, k.
        kernel: usize = 1,
        /// The distance between windows in pixels.
        stride: usize = 1,
        /// The number of zeros on each side of the map.
        padding: usize = 0,
        /// The distance between taps in pixels.
        dilation: usize = 1,
        /// The number of groups, which divides the channels of both maps.
        groups: usize = 1,
        /// The epilogue of the sums.
        epilogue: Epilogue = Epilogue::NONE,
        /// Whether the output's channels are in the order of [`in_run`](crate::interleaved::in_run). There are
        /// then 32 channels and one group.
        interleaved: bool = false,
    }
}

impl Conv2d {
    /// The division of the outputs into panels.
    #[inline]
    pub const fn panels(&self) -> Panels {
        Panels::new(self.input.channels, self.output.channels, self.groups)
    }

    /// The offset of the epilogue's constants in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        self.kernel * self.kernel * self.panels().blocks() * BLOCK
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.constants() + self.epilogue.weights_len(self.panels().len())
    }

    /// The width of the zero-padded rows in scratch.
    #[inline]
    pub const fn padded_width(&self) -> usize {
        self.input.width + 2 * self.padding
    }

    /// The number of floats of scratch: a ring of the zero-padded input rows that one output row reads. Each
    /// row has the input's layout, `[pixel][channel]` or `[channel][pixel]`.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.kernel * self.padded_width() * self.input.channels
    }
}

shape! {
    /// k×k convolution whose outputs read few channels each: depth-wise, or in groups of one or a few
    /// outputs.
    ///
    /// Output `o` of group `g` reads `inputs_per_output()` channels. The `j`-th is channel
    /// [`DepthwiseConv2d::source`]`(o, j)` of the input. The lanes of a vector are different outputs.
    ///
    /// Packed weights: for each block of 16 outputs `[j][tap][16]`. Then, for each block, the epilogue's
    /// constants.
    pub struct DepthwiseConv2d(weights_len, scratch_len) {
        /// The input map, channels last.
        input: Map,
        /// The output map, channels last.
        output: Map,
        /// The height and width of the window, k.
        kernel: usize = 1,
        /// The distance between windows in pixels.
        stride: usize = 1,
        /// The number of zeros on each side of the map.
        padding: usize = 0,
        /// The distance between taps in pixels.
        dilation: usize = 1,
        /// The number of groups, which divides the channels of both maps.
        groups: usize = 1,
        /// The groups of a channel shuffle that is applied to the input first; 1 without one.
        shuffle: usize = 1,
        /// The epilogue of the sums.
        epilogue: Epilogue = Epilogue::NONE,
        /// A channels-last map that is resized bilinearly to the output's size and added. The epilogue's
        /// residual is then [`Residual::InPlace`](super::Residual::InPlace), because rows of the map are
        /// resized into the output before the kernel adds to them.
        resized: Option<Map> = None,
    }
    impl {
        fn resized(&self) -> Option<Map> {
            self.resized
        }
    }
}

impl DepthwiseConv2d {
    /// The largest number of pixels of a row that are computed together. The last tile of a row may extend
    /// beyond the output; the excess results are dropped.
    pub const TILE: usize = 8;

    /// The number of input channels that each output reads.
    #[inline]
    pub const fn inputs_per_output(&self) -> usize {
        self.input.channels / self.groups
    }

    /// The channel of the unshuffled input that is the `j`-th input of output `output`.
    #[inline]
    pub const fn source(&self, output: usize, j: usize) -> usize {
        let group = output / (self.output.channels / self.groups);
        let shuffled = group * self.inputs_per_output() + j;
        (shuffled % self.shuffle) * (self.input.channels / self.shuffle) + shuffled / self.shuffle
    }

    /// The number of multiplications of weights with inputs.
    #[inline]
    pub const fn multiplications(&self) -> usize {
        let products = self.inputs_per_output() * self.kernel * self.kernel;
        self.output.pixels() * self.output.channels * products
    }

    /// The offset of the epilogue's constants in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        round_up(self.output.channels) * self.inputs_per_output() * self.kernel * self.kernel
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.constants() + self.epilogue.weights_len(round_up(self.output.channels) / BLOCK)
    }

    /// The width of the zero-padded rows in scratch, including the excess pixels that the last tile reads.
    #[inline]
    pub const fn padded_width(&self) -> usize {
        let computed = self.output.width + Self::TILE - 1;
        let read = computed.saturating_sub(1) * self.stride + self.window();
        let padded = self.input.width + 2 * self.padding;
        if read > padded { read } else { padded }
    }

    /// The number of input rows from the first to the last tap of a window.
    #[inline]
    pub const fn window(&self) -> usize {
        (self.kernel - 1) * self.dilation + 1
    }

    /// The number of blocks of outputs that pass through scratch together, row by row. It is one block if the
    /// maps fit the second-level cache; scratch then stays in the first-level cache. Otherwise it is all
    /// blocks, so that the map is read once, in the order of memory.
    #[inline]
    pub const fn strip(&self) -> usize {
        match self.input.span() + self.output.span() <= SECOND_LEVEL_MAPS {
            true => 1,
            false => round_up(self.output.channels) / BLOCK,
        }
    }

    /// The number of floats of one row in scratch: `[j][block of the strip][pixel][16]`, gathered by
    /// [`DepthwiseConv2d::source`].
    #[inline]
    pub const fn padded_row(&self) -> usize {
        self.inputs_per_output() * self.strip() * BLOCK * self.padded_width()
    }

    /// The number of floats of scratch: a ring of as many zero-padded rows as the window is high.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.window() * self.padded_row()
    }
}
