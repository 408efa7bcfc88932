//! The shape of a classifier's head: its last two convolutions and the global average.

use core::fmt::{Formatter, Result};

use super::{Hff, Partition, Pointwise, declare::shape};
use crate::layout::{BLOCK, Map};

shape! {
    /// A depth-wise 3×3 convolution and a grouped 1×1 convolution, each with norm and PReLU, and the average
    /// over all pixels. The input has C channels of H×W, the output C′ channels of one pixel.
    ///
    /// The outputs of a group are computed slice by slice, from the inputs of that group. Therefore each
    /// worker reads only the weights of its own outputs, and no worker waits for another between the three
    /// stages.
    ///
    /// Packed weights: those of the depth-wise convolution, then those of the 1×1 convolution.
    pub struct Head(weights_len, scratch_len) {
        /// The depth-wise convolution, as a fusion of one branch.
        depthwise: Hff,
        /// The 1×1 convolution of its output, without residual and gate.
        pointwise: Pointwise,
    }
    impl {
        fn input(&self) -> Map {
            self.depthwise.input
        }

        fn output(&self) -> Map {
            Head::output(self)
        }

        fn fields_text(&self, f: &mut Formatter<'_>) -> Result {
            self.pointwise.fields_text(f)
        }
    }
}

impl Head {
    /// Whether the groups of a 1×1 convolution can be divided into whole slices.
    #[inline]
    pub const fn possible(inputs: usize, outputs: usize, groups: usize) -> bool {
        let (inputs, outputs) = (inputs / groups, outputs / groups);
        inputs.is_multiple_of(BLOCK) && outputs.is_multiple_of(BLOCK) && outputs > BLOCK
    }

    /// The output map.
    #[inline]
    pub const fn output(&self) -> Map {
        Map::dense(self.pointwise.output.channels, 1, 1)
    }

    /// The number of outputs of a slice: as many as the panels of a tile have, or a fraction that divides the
    /// groups.
    #[inline]
    pub const fn piece_outputs(&self) -> usize {
        let (group, mut outputs) = (self.pointwise.panels().group_outputs(), 4 * BLOCK);
        while !group.is_multiple_of(outputs) {
            outputs /= 2;
        }
        outputs
    }

    /// The number of slices of each group.
    #[inline]
    pub const fn group_pieces(&self) -> usize {
        self.pointwise.panels().group_outputs() / self.piece_outputs()
    }

    /// The depth-wise convolution of the channels of one group.
    #[inline]
    pub const fn group(&self) -> Hff {
        let channels = self.pointwise.panels().group_inputs();
        let Map { height, width, .. } = self.depthwise.output;
        Hff {
            input: Map { channels, ..self.depthwise.input },
            output: Map::dense(channels, height, width),
            ..self.depthwise
        }
    }

    /// The 1×1 convolution to the outputs of one slice.
    #[inline]
    pub const fn piece(&self) -> Pointwise {
        let input = self.group().output;
        let piece = Pointwise {
            input,
            output: Map { channels: self.piece_outputs(), stride: self.piece_outputs(), ..input },
            groups: 1,
            epilogue: self.pointwise.epilogue,
        };
        let folded = self.pointwise.folded().is_some() || piece.folded().is_some();
        assert!(!folded, "panels of wide groups are not folded");
        piece
    }

    /// The partition of the output among workers: its slices.
    #[inline]
    pub const fn partition(&self) -> Partition {
        let len = self.piece_outputs();
        Partition { chunks: self.output().channels / len, len, used: len, last: len }
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.depthwise.weights_len() + self.pointwise.weights_len()
    }

    /// The number of floats of scratch: a group's haloed map, its convolved channels, and the outputs of a
    /// slice.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        let (group, piece) = (self.group(), self.piece());
        group.scratch_len() + group.output.span() + piece.output.span()
    }
}
