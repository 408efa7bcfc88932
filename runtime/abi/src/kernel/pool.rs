//! The shapes of the kernels that change a map's size without weights.

use super::{Partition, declare::shape};
use crate::layout::{BLOCK, Layout, Map, round_up};

shape! {
    /// Average pooling that counts the padding: every window is divided by k².
    pub struct AvgPool(scratch_len) {
        /// The input map.
        input: Map,
        /// The output map, in the same layout.
        output: Map,
        /// The layout of both maps.
        layout: Layout = Layout::Nhwc,
        /// The height and width of the window, k.
        kernel: usize = 1,
        /// The distance between windows in pixels.
        stride: usize = 1,
        /// The number of zeros on each side of the map.
        padding: usize = 0,
    }
}

impl AvgPool {
    /// The partition of the output among workers: its rows. In planes, these are the rows of one plane after
    /// another.
    #[inline]
    pub const fn partition(&self) -> Partition {
        rows(&self.output, self.layout)
    }

    /// The number of floats of scratch. For planes it contains the sums of one window's rows with zeros on
    /// either side; its length is even.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        padded_row(&self.input, self.layout, self.padding)
    }
}

shape! {
    /// The largest number of k×k windows. The padding counts as −∞, and at most half of a window is padding,
    /// so that every window contains numbers of the map.
    pub struct MaxPool(scratch_len) {
        /// The input map.
        input: Map,
        /// The output map, in the same layout.
        output: Map,
        /// The layout of both maps.
        layout: Layout = Layout::Nhwc,
        /// The height and width of the window, k.
        kernel: usize = 1,
        /// The distance between windows in pixels.
        stride: usize = 1,
        /// The width of the padding on each side of the map, in pixels.
        padding: usize = 0,
    }
}

impl MaxPool {
    /// The partition of the output among workers: its rows. In planes, these are the rows of one plane after
    /// another.
    #[inline]
    pub const fn partition(&self) -> Partition {
        rows(&self.output, self.layout)
    }

    /// The number of floats of scratch. For planes it contains the largest numbers of one window's rows with
    /// −∞ on either side; its length is even.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        padded_row(&self.input, self.layout, self.padding)
    }
}

/// The partition of a pooled map into its rows, or into the rows of one plane after another.
const fn rows(map: &Map, layout: Layout) -> Partition {
    match layout {
        Layout::Nhwc => Partition::of(map, Layout::Nhwc),
        Layout::Nchw => {
            Partition::of(&Map::dense(1, map.channels * map.height, map.width), Layout::Nhwc)
        }
    }
}

/// The number of floats of a row with its padding, rounded up to an even number; 0 if the map is channels
/// last, because such a map is pooled without scratch.
const fn padded_row(map: &Map, layout: Layout, padding: usize) -> usize {
    match layout {
        Layout::Nhwc => 0,
        Layout::Nchw => (map.width + 2 * padding).next_multiple_of(2),
    }
}

shape! {
    /// PyTorch's adaptive average pooling, channels last. Output row i averages the input rows ⌊i·in/out⌋ to
    /// ⌈(i+1)·in/out⌉ − 1, and columns likewise. An output of 1×1 is the global average.
    pub struct AdaptiveAvgPool {
        /// The input map.
        input: Map,
        /// The output map.
        output: Map,
    }
}

impl AdaptiveAvgPool {
    /// The partition of the output among workers: its rows, or blocks of sixteen channels if there is only one
    /// pixel.
    #[inline]
    pub const fn partition(&self) -> Partition {
        match self.output.pixels() {
            1 => Partition::blocks(self.output.channels),
            _ => Partition::of(&self.output, Layout::Nhwc),
        }
    }
}

shape! {
    /// Bilinear resizing with `align_corners = true`.
    pub struct ResizeBilinear(scratch_len) {
        /// The input map, channels last.
        input: Map,
        /// The output map.
        output: Map,
        /// The layout of the output. The last resize of a network writes planes.
        layout: Layout = Layout::Nhwc,
    }
}

impl ResizeBilinear {
    /// The number of floats of scratch: for planes, those of [`Stretch`].
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

/// The scratch of a resize to planes, which stretches rows of the map to the output's width.
///
/// First come two rows before they are stretched, with a plane for each channel. Then follow the positions
/// and coefficients of every sixteen columns, and then the indices from which these positions count.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// The number of columns before stretching.
    pub from: usize,
    /// The number of columns after stretching.
    pub to: usize,
    /// The number of channels.
    pub channels: usize,
}

impl Stretch {
    /// The number of floats for every sixteen columns: positions and coefficients of the left and right
    /// neighbours.
    pub const COLUMNS: usize = 4 * BLOCK;

    /// The number of indices for every sixteen columns, one for each half.
    pub const RUNS: usize = 2;

    /// The number of floats of a plane. Eight floats can be read from every column on.
    #[inline]
    pub const fn plane_len(&self) -> usize {
        round_up(self.from) + BLOCK
    }

    /// The number of floats of a row.
    #[inline]
    pub const fn row_len(&self) -> usize {
        self.channels * self.plane_len()
    }

    /// The number of blocks of sixteen columns.
    #[inline]
    pub const fn sixteens(&self) -> usize {
        self.to.div_ceil(BLOCK)
    }

    /// The number of floats of scratch.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        2 * self.row_len() + self.sixteens() * (Self::COLUMNS + Self::RUNS)
    }
}
