//! Conversion of luma and chroma to colours, in the fixed point of OpenCV's `cvtColor`.

use super::{Yuv, YuvMatrix, YuvRange};

/// The factors of [`Yuv`]'s formula.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coefficients {
    /// The luma that stands for black.
    pub(super) black: i32,
    pub(super) y: i32,
    pub(super) rv: i32,
    pub(super) gu: i32,
    pub(super) gv: i32,
    pub(super) bu: i32,
}

impl Coefficients {
    /// Number of fractional bits of the factors.
    pub(super) const SHIFT: u32 = 20;

    /// Returns the factors of a matrix and range.
    pub(super) const fn of(yuv: Yuv) -> Self {
        let (black, [y, rv, gu, gv, bu]) = match (yuv.matrix, yuv.range) {
            (YuvMatrix::Bt601, YuvRange::Limited) => {
                (16, [1_220_542, 1_673_527, -409_993, -852_492, 2_116_026])
            }
            (YuvMatrix::Bt601, YuvRange::Full) => {
                (0, [1 << Self::SHIFT, 1_470_104, -360_853, -748_826, 1_858_077])
            }
            (YuvMatrix::Bt709, YuvRange::Limited) => {
                (16, [1_220_945, 1_879_825, -223_607, -558_796, 2_215_014])
            }
            (YuvMatrix::Bt709, YuvRange::Full) => {
                (0, [1 << Self::SHIFT, 1_651_297, -196_424, -490_864, 1_945_738])
            }
        };
        Self { black, y, rv, gu, gv, bu }
    }

    /// Returns red, green and blue of a pixel. Each sum fits 32 bits, because it has at most three products
    /// and each product is below 2²⁹.
    #[inline(always)]
    pub(super) fn rgb(&self, y: u8, u: u8, v: u8) -> [u8; 3] {
        let luma = (i32::from(y) - self.black).max(0) * self.y + (1 << (Self::SHIFT - 1));
        let (u, v) = (i32::from(u) - 128, i32::from(v) - 128);
        [luma + self.rv * v, luma + self.gu * u + self.gv * v, luma + self.bu * u]
            .map(|sum| (sum >> Self::SHIFT).clamp(0, 255) as u8)
    }
}
