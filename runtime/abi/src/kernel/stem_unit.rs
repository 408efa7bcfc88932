//! Shape of a strided EESP unit behind the stem, which makes its input as it goes.

use core::fmt::{Formatter, Result};

use super::{Conv2d, StridedEespUnit, declare::shape};
use crate::layout::{Map, round_up};

shape! {
    /// A convolution of the image and the strided EESP unit that halves what it makes: a window of rows of
    /// that map, which never lies in memory as a whole.
    ///
    /// Packed weights: those of the stem, then those of the unit.
    pub struct StemUnit(weights_len, scratch_len) {
        /// The convolution. Its pixels lie side by side, it has no gate and no residual; its output is
        /// interleaved if the unit's input is.
        stem: Conv2d,
        /// The unit. Its input is the stem's output; the image that it adds is the call's residual.
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
    /// Interleaves the map between the convolution and the unit if the unit is faster then.
    #[must_use]
    #[inline]
    pub const fn interleaved_where_faster(self) -> Self {
        let interleaved = self.unit.prefers_interleaved();
        StemUnit::new(self.stem.interleaved(interleaved), self.unit.interleaved(interleaved))
    }

    /// What comes out.
    #[inline]
    pub const fn output(&self) -> Map {
        self.unit.output
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.stem.weights_len() + self.unit.weights_len()
    }

    /// Rows of the stem's output that are held at once: those that a band reaches for the first time, and
    /// more, so that rows which are needed again are not moved with every band.
    #[inline]
    pub const fn window_rows(&self) -> usize {
        let rows = 2 * self.unit.band + 2 * self.unit.dilations.largest() + 16;
        if rows < self.stem.output.height { rows } else { self.stem.output.height }
    }

    /// Floats of one of them.
    #[inline]
    pub const fn row_len(&self) -> usize {
        self.stem.output.width * self.stem.output.channels
    }

    /// Floats of the stem's scratch: whole blocks.
    #[inline]
    pub const fn stem_scratch_len(&self) -> usize {
        round_up(self.stem.scratch_len())
    }

    /// Floats of scratch: the stem's, the window, the unit's without halves.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        let window = round_up(self.window_rows() * self.row_len());
        self.stem_scratch_len() + window + self.unit.whole_scratch_len()
    }
}
