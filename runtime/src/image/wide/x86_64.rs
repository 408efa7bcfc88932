//! Chooses between the AVX2 and the AVX-512 code that resizes and normalises pictures.

use super::{
    Windows, Work, avx2,
    avx512::{self, Avx512Vbmi},
};
use crate::{
    image::{
        Resize,
        passes::{ByteLayout, Wide},
        planes::Pixel,
        taps::Columns,
    },
    simd::{AnySimd, Avx2},
};

/// Proof that the processor has one of the instruction sets.
#[derive(Clone, Copy, Debug)]
pub(in crate::image) enum Registers {
    /// Registers of 256 bits, of AVX2 and FMA.
    Avx2(Avx2),
    /// Registers of 512 bits, of AVX-512 with VBMI and VNNI, which not every processor with AVX-512 has.
    Avx512(Avx512Vbmi),
}

/// Taps by Pillow's rule.
#[derive(Clone, Debug)]
pub(in crate::image) enum Pillow {
    Avx2(avx2::Pillow),
    Avx512(avx512::Pillow),
}

/// Taps by OpenCV's rule.
#[derive(Clone, Debug)]
pub(in crate::image) enum OpenCv {
    Avx2(avx2::OpenCv),
    Avx512(avx512::OpenCv),
}

impl Registers {
    /// Returns the widest registers for `simd`, or `None` for plain Rust. Processors whose AVX-512 lacks VBMI
    /// or VNNI use AVX2.
    pub(in crate::image) fn of(simd: AnySimd) -> Option<Self> {
        match simd {
            AnySimd::Scalar(_) => None,
            AnySimd::Avx2(token) => Some(Self::Avx2(token)),
            _ => Avx512Vbmi::detect().map(Self::Avx512).or_else(|| Avx2::detect().map(Self::Avx2)),
        }
    }

    /// Returns the taps for rows of `row_bytes` bytes, or `None` if the instructions read more bytes at a
    /// time than a row has, or if a pixel has too many taps.
    pub(in crate::image) fn windows(
        self,
        rule: Resize,
        columns: &Columns,
        layout: ByteLayout,
        row_bytes: usize,
    ) -> Option<Windows> {
        Some(match (self, rule) {
            (Self::Avx2(token), Resize::Pillow) => {
                Windows::Pillow(Pillow::Avx2(avx2::Pillow::new(token, columns, layout, row_bytes)?))
            }
            (Self::Avx2(token), Resize::OpenCv) => {
                Windows::OpenCv(OpenCv::Avx2(avx2::OpenCv::new(token, columns, layout, row_bytes)?))
            }
            (Self::Avx512(token), Resize::Pillow) => Windows::Pillow(Pillow::Avx512(
                avx512::Pillow::new(token, columns, layout, row_bytes)?,
            )),
            (Self::Avx512(token), Resize::OpenCv) => Windows::OpenCv(OpenCv::Avx512(
                avx512::OpenCv::new(token, columns, layout, row_bytes)?,
            )),
        })
    }

    /// Runs `work`, compiled for the instruction set.
    #[inline]
    pub(in crate::image) fn run<W: Work>(self, work: W) -> W::Output {
        match self {
            Self::Avx2(token) => avx2::run(token, work),
            Self::Avx512(token) => avx512::run(token, work),
        }
    }
}

impl Pillow {
    /// Stretches rows; see [`Windows::stretch`].
    #[inline]
    pub(super) fn stretch<const R: usize>(&self, rows: [&[u8]; R], to: [&mut [Wide]; R]) {
        match self {
            Self::Avx2(windows) => windows.stretch(rows, to),
            Self::Avx512(windows) => windows.stretch(rows, to),
        }
    }
}

impl OpenCv {
    /// Stretches rows; see [`Windows::stretch`].
    #[inline]
    pub(super) fn stretch<const R: usize>(&self, rows: [&[u8]; R], to: [&mut [Wide]; R]) {
        match self {
            Self::Avx2(windows) => windows.stretch(rows, to),
            Self::Avx512(windows) => windows.stretch(rows, to),
        }
    }

    /// Stretches two rows and sums them up without storing them, for rows that no other resized row needs.
    /// `to` must have room for the resized row's pixels, rounded up to a multiple of sixteen.
    #[inline]
    pub(in crate::image) fn blend(&self, rows: [&[u8]; 2], weights: [i32; 2], to: &mut [Pixel]) {
        match self {
            Self::Avx2(windows) => windows.blend(rows, weights, to),
            Self::Avx512(windows) => windows.blend(rows, weights, to),
        }
    }
}
