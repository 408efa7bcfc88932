//! Shape of the convolution in narrow groups.

use super::{Epilogue, declare::shape};
use crate::layout::{BLOCK, Layout, Map, round_up};

shape! {
    /// k×k convolution of stride 1 with too few outputs, in all or in a group, to fill vectors with: those
    /// of the kernel run over neighbouring pixels instead, whatever the groups.
    ///
    /// Packed weights: those of PyTorch, `[output][input of its group][tap]`, up to a whole block; then
    /// for each block of 16 outputs the epilogue's constants.
    pub struct GroupedConv2d(weights_len, scratch_len) {
        /// What goes in.
        input: Map,
        /// What comes out, channels last.
        output: Map,
        /// How it lies.
        layout: Layout = Layout::Nhwc,
        /// k.
        kernel: usize = 1,
        /// Zeros around the map.
        padding: usize = 0,
        /// Pixels from one tap to the next.
        dilation: usize = 1,
        /// Groups; they divide the channels of both maps.
        groups: usize = 1,
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

impl GroupedConv2d {
    /// The most outputs that are few in all: they would leave most lanes of a vector of channels empty.
    pub const FEW: usize = 4;

    /// Input channels of each group.
    #[inline]
    pub const fn group_inputs(&self) -> usize {
        self.input.channels / self.groups
    }

    /// Output channels of each group.
    #[inline]
    pub const fn group_outputs(&self) -> usize {
        self.output.channels / self.groups
    }

    /// Weights of each output.
    #[inline]
    pub const fn filter_len(&self) -> usize {
        self.group_inputs() * self.kernel * self.kernel
    }

    /// Where the epilogue's constants begin in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        round_up(self.output.channels * self.filter_len())
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.constants() + self.epilogue.weights_len(round_up(self.output.channels) / BLOCK)
    }

    /// Rows of the input from the first to the last tap of a window.
    #[inline]
    pub const fn window(&self) -> usize {
        (self.kernel - 1) * self.dilation + 1
    }

    /// Zeros before the pixels of a row in scratch: the padding, and so many that pixels begin with
    /// a whole block.
    #[inline]
    pub const fn margin(&self) -> usize {
        round_up(self.padding)
    }

    /// Floats of a channel's row in scratch: what the windows of whole blocks of outputs reach, and
    /// all inputs, in whole blocks.
    #[inline]
    pub const fn padded_width(&self) -> usize {
        let read = self.margin() - self.padding + round_up(self.output.width) + self.window() - 1;
        let written = self.margin() + self.input.width;
        round_up(if read > written { read } else { written })
    }

    /// Floats in scratch of a ring of input rows, `[channel][row][x]`.
    #[inline]
    pub const fn ring_len(&self) -> usize {
        self.input.channels * self.window() * self.padded_width()
    }

    /// Floats in scratch of a row of sums, `[block of outputs][block of pixels][16 outputs][16
    /// pixels]`.
    #[inline]
    pub const fn sums_len(&self) -> usize {
        round_up(self.output.channels) * round_up(self.output.width)
    }

    /// Floats of scratch: the ring and the sums.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        self.ring_len() + self.sums_len()
    }
}
