//! The passes over rows in the registers of an instruction set, where the processor has one of those that
//! it is written for; elsewhere `passes.rs` does the same in plain Rust.

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

/// The taps of a row's pixels as instructions take them, by either rule.
#[derive(Clone, Debug)]
pub(super) enum Windows {
    /// By Pillow's.
    Pillow(Pillow),
    /// By OpenCV's.
    OpenCv(OpenCv),
}

impl Windows {
    /// Stretches R = 1 or 2 rows, of as many bytes as the windows were made for, into rows with room for
    /// a multiple of sixteen pixels.
    #[inline]
    pub(super) fn stretch<const R: usize>(&self, rows: [&[u8]; R], to: [&mut [Wide]; R]) {
        match self {
            Self::Pillow(windows) => windows.stretch(rows, to),
            Self::OpenCv(windows) => windows.stretch(rows, to),
        }
    }
}
