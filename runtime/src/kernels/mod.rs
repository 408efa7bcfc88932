//! The kernels: one function each, generic over the shape and over the instruction set. The steps of generated
//! code call them.
//!
//! | folder | kernels |
//! |---|---|
//! | `matmul` | 1×1 convolutions, linear layers, and the matrix products inside other kernels |
//! | `conv` | k×k convolutions: dense, depth-wise, in narrow groups, and transposed |
//! | `eesp` | whole units of ESPNetv2: hierarchical feature fusion, EESP units, stem, and classifier head |
//! | `pyramid_pool` | efficient pyramid pooling |
//! | `resample` | average and max pooling, bilinear resizing, and the class of every pixel of a resized map |
//! | `maps` | epilogues without a convolution, channel shuffles, and layout conversions |
//! | `common` | no kernels: the traits of a kernel, and code that several folders share |
//!
//! Each kernel is implemented in a file of its own, for the type in [`espnet_abi::kernel`] that describes its
//! shape. The `mod.rs` of a folder says which other folders may use it.

mod common;
mod conv;
mod eesp;
mod maps;
mod matmul;
mod pyramid_pool;
mod resample;
#[cfg(test)]
mod testing;

pub use common::{
    call::{Call, Portion},
    kernel::{ConstShape, Halves, Kernel, Partition, Specialised, execute},
    shape_param::ShapeParam,
};
