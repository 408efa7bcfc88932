//! Code that the kernels of all folders share: the traits of a kernel and its call, shape parameters, blocks
//! of channels, epilogues, rings of rows, the taps of a window, and transposition to planes.
//!
//! Every other folder may use this one; this one uses none of them.

pub(super) mod call;
pub(super) mod epilogue;
pub(super) mod kernel;
pub(super) mod lanes;
pub(super) mod ring;
pub(super) mod shape_param;
pub(super) mod taps;
pub(super) mod to_planes;
pub(super) mod unroll;
