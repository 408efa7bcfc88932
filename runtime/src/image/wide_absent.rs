//! Processors without the registers of `wide.rs`: there is no token, and so nothing to do.

use super::{
    passes::Wide,
    planes::{Arithmetic, Pixel},
    windows::{PARTS, Steps, Windows},
    yuv::Coefficients,
};
use crate::simd::AnySimd;

/// Proof of what this processor does not have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Registers {}

/// Methods that nobody can call.
macro_rules! absent {
    ($($name:ident($($argument:ty),*) $(-> $result:ty)?;)*) => {$(
        pub(super) fn $name(self, $(_: $argument),*) $(-> $result)? {
            match self {}
        }
    )*};
}

impl Registers {
    pub(super) fn of(_simd: AnySimd) -> Option<Self> {
        None
    }

    pub(super) fn stretch<const R: usize>(
        self,
        _rows: [&[u8]; R],
        _windows: &Windows,
        _to: [&mut [Wide]; R],
    ) {
        match self {}
    }

    pub(super) fn sum_pillow<'a>(
        self,
        _row: impl Fn(usize) -> &'a [Wide],
        _weights: &[i32],
        _to: &mut [Pixel],
    ) {
        match self {}
    }

    absent! {
        blend_opencv([&[u8]; 2], &Steps<1, PARTS>, [i32; 2], &mut [Pixel]);
        sum_opencv([&[Wide]; 2], [i32; 2], &mut [Pixel]);
        normalise(&[Pixel], usize, &Arithmetic, &mut [f32]);
        colours_nv12(Coefficients, &[u8], &[u8], &mut [Pixel]) -> usize;
        colours_i420(Coefficients, &[u8], [&[u8]; 2], &mut [Pixel]) -> usize;
        colours_yuyv(Coefficients, &[u8], &mut [Pixel]) -> usize;
    }
}
