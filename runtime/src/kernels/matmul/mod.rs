//! Matrix products of pixels and weights: those of 1×1 and k×k convolutions, and linear layers.
//!
//! [`Matmul`] is the shape of a matmul. [`multiply`] computes it by the micro-kernel for the layout of its
//! weights: panels, folded, or four interleaved groups. `pointwise` and `linear` are kernels of their own.
//! `conv`, `eesp` and `pyramid_pool` use this folder; it uses `common` only.

mod folded;
mod interleaved;
mod linear;
mod multiply;
mod operands;
mod panels;
mod pointwise;
mod prefetch;
mod shape;
mod tile;

pub(super) use multiply::multiply;
pub(super) use operands::{Image, MatmulWeights, OutputRuns, Pixels, Strips, Walk};
pub(super) use prefetch::FarPrefetch;
pub(super) use shape::Matmul;
