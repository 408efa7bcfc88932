//! The passes over rows in vector registers, for AVX2 and AVX-512. On other processors `passes.rs` does the
//! same in plain Rust.

#![cfg_attr(
    not(target_arch = "x86_64"),
    allow(dead_code, reason = "no instruction set does the work")
)]

mod colours;
mod normalise;
mod sums;
mod vectors;

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod windows;
#[cfg(target_arch = "x86_64")]
mod x86_64;
#[cfg(target_arch = "x86_64")]
use x86_64 as present;

#[cfg(not(target_arch = "x86_64"))]
mod absent;
#[cfg(not(target_arch = "x86_64"))]
use absent as present;

pub(super) use colours::{I420, Nv12, Yuyv};
pub(super) use normalise::Normalise;
pub(super) use present::{OpenCv, Pillow, Registers};
pub(super) use sums::{Pair, Ring, SumOpenCv, SumPillow, pairs};
pub(super) use vectors::Work;

use super::passes::Wide;

/// The taps of a row's pixels, laid out for the instruction set.
#[derive(Clone, Debug)]
pub(super) enum Windows {
    /// Taps by Pillow's rule.
    Pillow(Pillow),
    /// Taps by OpenCV's rule.
    OpenCv(OpenCv),
}

impl Windows {
    /// Stretches R = 1 or 2 rows, which must have the number of bytes that the windows were made for. Each
    /// row of `to` must have room for the resized row's pixels, rounded up to a multiple of sixteen.
    #[inline]
    pub(super) fn stretch<const R: usize>(&self, rows: [&[u8]; R], to: [&mut [Wide]; R]) {
        match self {
            Self::Pillow(windows) => windows.stretch(rows, to),
            Self::OpenCv(windows) => windows.stretch(rows, to),
        }
    }
}
