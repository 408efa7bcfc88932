//! Shape of a strided EESP unit behind the stem, which makes its input as it goes.

use super::{Conv2d, StridedEespUnit};
use crate::layout::{Map, round_up};

/// A convolution of the image and the strided EESP unit that halves what it makes: a window of rows of
/// that map, which never lies in memory as a whole.
///
/// Packed weights: those of the stem, then those of the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StemUnit {
    /// The convolution. Its pixels lie side by side, it has no gate and no residual; its output is
    /// interleaved if the unit's input is.
    pub stem: Conv2d,
    /// The unit. Its input is the stem's output; the image that it adds is the call's residual.
    pub unit: StridedEespUnit,
}

impl StemUnit {
    /// Of a convolution and a unit, with the map between them interleaved where that is faster.
    #[inline]
    pub const fn new(stem: Conv2d, unit: StridedEespUnit) -> Self {
        let interleaved = unit.prefers_interleaved();
        StemUnit {
            stem: Conv2d { interleaved, ..stem },
            unit: StridedEespUnit { interleaved, ..unit },
        }
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
