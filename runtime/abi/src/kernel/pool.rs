//! Shapes of the kernels that change a map's size without weights.

use super::{Division, declare::shape};
use crate::layout::{BLOCK, Layout, Map, round_up};

shape! {
    /// Average pooling that counts the padding: every window is divided by k².
    pub struct AvgPool(scratch_len) {
        /// What goes in.
        input: Map,
        /// What comes out, in the same layout.
        output: Map,
        /// Of both maps.
        layout: Layout = Layout::Nhwc,
        /// k.
        kernel: usize = 1,
        /// Pixels from one window to the next.
        stride: usize = 1,
        /// Zeros around the map.
        padding: usize = 0,
    }
}

impl AvgPool {
    /// Rows; where the map lies in planes, those of one plane after another.
    #[inline]
    pub const fn division(&self) -> Division {
        let Map { channels, height, width, .. } = self.output;
        match self.layout {
            Layout::Nhwc => Division::of(&self.output, Layout::Nhwc),
            Layout::Nchw => Division::of(&Map::dense(1, channels * height, width), Layout::Nhwc),
        }
    }

    /// Floats of scratch: for planes, the sums of one window's rows, zeros on either side, in pairs.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        match self.layout {
            Layout::Nhwc => 0,
            Layout::Nchw => (self.input.width + 2 * self.padding).next_multiple_of(2),
        }
    }
}

shape! {
    /// PyTorch's adaptive average pooling, channels last: output row i averages the input rows
    /// ⌊i·in/out⌋ … ⌈(i+1)·in/out⌉ − 1, columns alike. To 1×1 it is the global average.
    pub struct AdaptiveAvgPool {
        /// What goes in.
        input: Map,
        /// What comes out.
        output: Map,
    }
}

impl AdaptiveAvgPool {
    /// How the output is divided among workers: by its rows, or by blocks of sixteen channels
    /// where there is one pixel only.
    #[inline]
    pub const fn division(&self) -> Division {
        match self.output.pixels() {
            1 => Division::blocks(self.output.channels),
            _ => Division::of(&self.output, Layout::Nhwc),
        }
    }

    /// The range of input indices that output index `i` averages along an axis.
    #[inline]
    pub const fn window(i: usize, input: usize, output: usize) -> (usize, usize) {
        (i * input / output, ((i + 1) * input).div_ceil(output))
    }
}

shape! {
    /// Bilinear resizing with `align_corners = true`.
    pub struct ResizeBilinear(scratch_len) {
        /// What goes in, channels last.
        input: Map,
        /// What comes out.
        output: Map,
        /// How the output lies: a network's last resize writes planes.
        layout: Layout = Layout::Nhwc,
    }
}

impl ResizeBilinear {
    /// Floats of scratch: for planes what [`Stretch`] needs.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        match self.layout {
            Layout::Nhwc => 0,
            Layout::Nchw => {
                let (from, to) = (self.input.width, self.output.width);
                Stretch { from, to, channels: self.output.channels }.scratch_len()
            }
        }
    }
}

/// A map that is stretched on its way to planes: what lies where in the scratch of a resize.
///
/// First come two rows before they are stretched, a plane for each channel, then what is known of each
/// sixteen columns, and then where the runs begin that it counts from.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// Columns before.
    pub from: usize,
    /// Columns after.
    pub to: usize,
    /// Channels.
    pub channels: usize,
}

impl Stretch {
    /// Floats for each sixteen columns: sixteen each of both neighbours' places and shares.
    pub const COLUMNS: usize = 4 * BLOCK;

    /// Runs that sixteen columns lie in: one for each half.
    pub const RUNS: usize = 2;

    /// Floats of a plane: eight can be read from every column on.
    #[inline]
    pub const fn plane_len(&self) -> usize {
        round_up(self.from) + BLOCK
    }

    /// Floats of a row.
    #[inline]
    pub const fn row_len(&self) -> usize {
        self.channels * self.plane_len()
    }

    /// Sixteens of columns.
    #[inline]
    pub const fn sixteens(&self) -> usize {
        self.to.div_ceil(BLOCK)
    }

    /// Floats of scratch.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        2 * self.row_len() + self.sixteens() * (Self::COLUMNS + Self::RUNS)
    }
}

shape! {
    /// Which channel is largest at every pixel of a map that is resized as [`ResizeBilinear`] does it to
    /// planes: a mask of H×W bytes, row by row. Of equal channels it is the first; NaN is never the largest.
    pub struct ArgmaxBilinear(scratch_len) {
        /// What goes in, channels last; at most [`ArgmaxBilinear::MAX_CHANNELS`] channels.
        input: Map,
        /// What comes out: the mask as a dense map of one channel, whose elements are bytes.
        output: Map,
    }
}

impl ArgmaxBilinear {
    /// The most channels that a byte tells apart.
    pub const MAX_CHANNELS: usize = 1 << u8::BITS;

    /// Rows of the mask that one row of the [`Division`] stands for: as few as fill whole floats,
    /// since the arena that the mask lies in is floats.
    #[inline]
    pub const fn band(&self) -> usize {
        match self.output.width % 4 {
            0 => 1,
            2 => 2,
            _ => 4,
        }
    }

    /// The mask by its bands, of which the last may be cut short.
    #[inline]
    pub const fn division(&self) -> Division {
        let len = self.band() * self.output.width / size_of::<f32>();
        Division { rows: self.output.height.div_ceil(self.band()), len, used: len, last: len }
    }

    /// Floats that the mask's bands fill: never more than its planes would.
    #[inline]
    pub const fn output_len(&self) -> usize {
        let Division { rows, len, .. } = self.division();
        rows * len
    }

    /// Floats of scratch: what [`Stretch`] needs.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        let (from, to) = (self.input.width, self.output.width);
        Stretch { from, to, channels: self.input.channels }.scratch_len()
    }
}
