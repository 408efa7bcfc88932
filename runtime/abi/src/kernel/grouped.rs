//! The shape of the convolution in narrow groups.

use super::{Epilogue, declare::shape};
use crate::layout::{BLOCK, Layout, Map, round_up};

shape! {
    /// k×k convolution of stride 1 whose groups, or whose whole output, have too few outputs to fill vectors.
    /// Therefore the lanes of a vector are neighbouring pixels.
    ///
    /// Packed weights: those of PyTorch, `[output][input of its group][tap]`, padded to a whole block. Then,
    /// for each block of 16 outputs, the epilogue's constants.
    pub struct GroupedConv2d(weights_len, scratch_len) {
        /// The input map.
        input: Map,
        /// The output map, channels last.
        output: Map,
        /// The layout of the input.
        layout: Layout = Layout::Nhwc,
        /// The height and width of the window, k.
        kernel: usize = 1,
        /// The number of zeros on each side of the map.
        padding: usize = 0,
        /// The distance between taps in pixels.
        dilation: usize = 1,
        /// The number of groups, which divides the channels of both maps.
        groups: usize = 1,
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

impl GroupedConv2d {
    /// The largest number of outputs in all that counts as few: they would leave most lanes of a vector of
    /// channels empty.
    pub const FEW: usize = 4;

    /// The number of input channels of each group.
    #[inline]
    pub const fn group_inputs(&self) -> usize {
        self.input.channels / self.groups
    }

    /// The number of output channels of each group.
    #[inline]
    pub const fn group_outputs(&self) -> usize {
        self.output.channels / self.groups
    }

    /// The number of weights of each output.
    #[inline]
    pub const fn filter_len(&self) -> usize {
        self.group_inputs() * self.kernel * self.kernel
    }

    /// The offset of the epilogue's constants in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        round_up(self.output.channels * self.filter_len())
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.constants() + self.epilogue.weights_len(round_up(self.output.channels) / BLOCK)
    }

    /// The number of input rows from the first to the last tap of a window.
    #[inline]
    pub const fn window(&self) -> usize {
        (self.kernel - 1) * self.dilation + 1
    }

    /// The number of zeros before the pixels of a row in scratch: at least the padding, rounded up to whole
    /// blocks.
    #[inline]
    pub const fn margin(&self) -> usize {
        round_up(self.padding)
    }

    /// The number of floats of a channel's row in scratch: all that the windows of whole blocks of outputs
    /// read, and all inputs, in whole blocks.
    #[inline]
    pub const fn padded_width(&self) -> usize {
        let read = self.margin() - self.padding + round_up(self.output.width) + self.window() - 1;
        let written = self.margin() + self.input.width;
        round_up(if read > written { read } else { written })
    }

    /// The number of floats in scratch of a ring of input rows, `[channel][row][x]`.
    #[inline]
    pub const fn ring_len(&self) -> usize {
        self.input.channels * self.window() * self.padded_width()
    }

    /// The number of floats in scratch of a row of sums, `[block of outputs][block of pixels][16 outputs][16
    /// pixels]`.
    #[inline]
    pub const fn sums_len(&self) -> usize {
        round_up(self.output.channels) * round_up(self.output.width)
    }

    /// The number of floats of scratch: the ring and the sums.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.ring_len() + self.sums_len()
    }
}
