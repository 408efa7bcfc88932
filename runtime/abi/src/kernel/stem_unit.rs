//! The shape of the stem and the strided EESP unit after it as one kernel.

use core::fmt::{Formatter, Result};

use super::{Conv2d, StridedEespUnit, declare::shape};
use crate::layout::{Map, round_up};

shape! {
    /// A convolution of the image, and the strided EESP unit that halves the size of its output. Only a
    /// window of rows of the map between the two is stored.
    ///
    /// Packed weights: those of the stem, then those of the unit.
    pub struct StemUnit(weights_len, scratch_len) {
        /// The convolution. The pixels of its output are adjacent, and it has no gate and no residual. Its
        /// output is interleaved if the unit's input is.
        stem: Conv2d,
        /// The unit. Its input is the output of the stem. The image that it adds is the residual of the call.
        unit: StridedEespUnit,
    }
    impl {
        fn input(&self) -> Map {
            self.stem.input
        }

        fn output(&self) -> Map {
            self.unit.output
        }

        fn text(&self, f: &mut Formatter<'_>) -> Result {
            self.stem.text(f)?;
            f.write_str(" then ")?;
            self.unit.text(f)
        }
    }
}

impl StemUnit {
    /// Interleaves the channels of the map between the two if the unit is then faster.
    #[must_use]
    #[inline]
    pub const fn interleaved_where_faster(self) -> Self {
        let interleaved = self.unit.prefers_interleaved();
        StemUnit::new(self.stem.interleaved(interleaved), self.unit.interleaved(interleaved))
    }

    /// The output map.
    #[inline]
    pub const fn output(&self) -> Map {
        self.unit.output
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.stem.weights_len() + self.unit.weights_len()
    }

    /// The number of rows of the window: those that a band needs for the first time, and some more, so that
    /// rows that are needed again are not moved in every band.
    #[inline]
    pub const fn window_rows(&self) -> usize {
        let rows = 2 * self.unit.band + 2 * self.unit.dilations.largest() + 16;
        if rows < self.stem.output.height { rows } else { self.stem.output.height }
    }

    /// The number of floats of a row of the window.
    #[inline]
    pub const fn row_len(&self) -> usize {
        self.stem.output.width * self.stem.output.channels
    }

    /// The number of floats of the stem's scratch, in whole blocks.
    #[inline]
    pub const fn stem_scratch_len(&self) -> usize {
        round_up(self.stem.scratch_len())
    }

    /// The number of floats of scratch: for the stem, for the window, and for the unit without halves.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        let window = round_up(self.window_rows() * self.row_len());
        self.stem_scratch_len() + window + self.unit.whole_scratch_len()
    }
}
