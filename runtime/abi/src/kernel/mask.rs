//! The shapes of the kernels that write masks: the class of every pixel, a byte each.

use super::{Partition, Stretch, declare::shape};
use crate::layout::Map;

/// The largest number of channels that a mask's bytes can represent.
pub const MAX_MASK_CHANNELS: usize = 1 << u8::BITS;

/// The division of a mask of H×W bytes into bands of rows.
///
/// A band has the fewest rows that fill whole floats, because the arena that contains the mask consists of
/// floats. The last band may have fewer rows.
#[derive(Clone, Copy, Debug)]
pub struct Bands {
    /// The number of rows of a band.
    pub rows: usize,
    /// The bands as chunks.
    pub partition: Partition,
}

impl Bands {
    /// The bands of a mask, which is a dense map of one channel.
    #[inline]
    pub const fn of(mask: &Map) -> Self {
        let rows = match mask.width % 4 {
            0 => 1,
            2 => 2,
            _ => 4,
        };
        let len = rows * mask.width / size_of::<f32>();
        let chunks = mask.height.div_ceil(rows);
        Bands { rows, partition: Partition { chunks, len, used: len, last: len } }
    }

    /// The number of floats of all bands.
    #[inline]
    pub const fn floats(&self) -> usize {
        self.partition.chunks * self.partition.len
    }
}

shape! {
    /// The largest channel of every pixel. The output is a mask of H×W bytes, row by row. The first of equal
    /// channels wins; NaN never wins.
    pub struct Argmax {
        /// The input map, channels last; at most [`MAX_MASK_CHANNELS`] channels.
        input: Map,
        /// The output: the mask as a dense map of one channel, whose elements are bytes.
        output: Map,
    }
}

impl Argmax {
    /// The partition of the mask into bands of rows.
    #[inline]
    pub const fn partition(&self) -> Partition {
        Bands::of(&self.output).partition
    }

    /// The number of floats of the mask's bands.
    #[inline]
    pub const fn output_len(&self) -> usize {
        Bands::of(&self.output).floats()
    }
}

shape! {
    /// The largest channel of every pixel of a map that is resized to planes in the same way as by
    /// [`ResizeBilinear`](super::ResizeBilinear). The output is a mask of H×W bytes, row by row. The first of
    /// equal channels wins; NaN never wins.
    pub struct ArgmaxBilinear(scratch_len) {
        /// The input map, channels last; at most [`MAX_MASK_CHANNELS`] channels.
        input: Map,
        /// The output: the mask as a dense map of one channel, whose elements are bytes.
        output: Map,
    }
}

impl ArgmaxBilinear {
    /// The partition of the mask into bands of rows.
    #[inline]
    pub const fn partition(&self) -> Partition {
        Bands::of(&self.output).partition
    }

    /// The number of floats of the mask's bands.
    #[inline]
    pub const fn output_len(&self) -> usize {
        Bands::of(&self.output).floats()
    }

    /// The number of floats of scratch: those of [`Stretch`].
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        let (from, to) = (self.input.width, self.output.width);
        Stretch { from, to, channels: self.input.channels }.scratch_len()
    }
}
