//! Stand-ins for processors that the passes have no vector code for. Their types have no values, so the
//! methods are never called.

use super::{Windows, Work};
use crate::{
    image::{
        Resize,
        passes::{ByteLayout, Wide},
        planes::Pixel,
        taps::Columns,
    },
    simd::AnySimd,
};

/// Proof of an instruction set that the passes have vector code for. It has no value, because this processor
/// has none.
#[derive(Clone, Copy, Debug)]
pub(in crate::image) enum Registers {}

/// Taps for an instruction set; no value exists.
#[derive(Clone, Debug)]
pub(in crate::image) enum Pillow {}

/// Taps for an instruction set; no value exists.
#[derive(Clone, Debug)]
pub(in crate::image) enum OpenCv {}

impl Registers {
    pub(in crate::image) fn of(_simd: AnySimd) -> Option<Self> {
        None
    }

    pub(in crate::image) fn windows(
        self,
        _rule: Resize,
        _columns: &Columns,
        _layout: ByteLayout,
        _row_bytes: usize,
    ) -> Option<Windows> {
        match self {}
    }

    pub(in crate::image) fn run<W: Work>(self, _work: W) -> W::Output {
        match self {}
    }
}

impl Pillow {
    pub(super) fn stretch<const R: usize>(&self, _rows: [&[u8]; R], _to: [&mut [Wide]; R]) {
        match *self {}
    }
}

impl OpenCv {
    pub(super) fn stretch<const R: usize>(&self, _rows: [&[u8]; R], _to: [&mut [Wide]; R]) {
        match *self {}
    }

    pub(in crate::image) fn blend(&self, _rows: [&[u8]; 2], _weights: [i32; 2], _to: &mut [Pixel]) {
        match *self {}
    }
}
