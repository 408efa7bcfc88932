//! The kernels: one function each, generic over the shape and over the instruction set.
//!
//! | folder | kernels |
//! |---|---|
//! | `matmul` | [`Pointwise`], [`Linear`], and the matmuls inside other kernels |
//! | `conv` | [`Conv2d`], [`DepthwiseConv2d`], [`GroupedConv2d`] |
//! | `eesp` | [`Hff`], [`EespUnit`], [`StridedEespUnit`], [`StemUnit`], [`Head`] |
//! | `pyramid_pool` | [`PyramidPool`] |
//! | `resample` | [`AvgPool`], [`AdaptiveAvgPool`], [`ResizeBilinear`], [`ArgmaxBilinear`] |
//! | `maps` | [`Elementwise`], [`ChannelShuffle`], [`Relayout`] |
//! | `common` | none: the traits of a kernel, and parts that several folders share |
//!
//! Each kernel is implemented, in its own file, for the type in [`espnet_abi::kernel`] that describes its
//! shape. A folder's `mod.rs` says which folders may use it.
//!
//! [`Pointwise`]: espnet_abi::kernel::Pointwise
//! [`Linear`]: espnet_abi::kernel::Linear
//! [`Conv2d`]: espnet_abi::kernel::Conv2d
//! [`DepthwiseConv2d`]: espnet_abi::kernel::DepthwiseConv2d
//! [`GroupedConv2d`]: espnet_abi::kernel::GroupedConv2d
//! [`Hff`]: espnet_abi::kernel::Hff
//! [`EespUnit`]: espnet_abi::kernel::EespUnit
//! [`StridedEespUnit`]: espnet_abi::kernel::StridedEespUnit
//! [`StemUnit`]: espnet_abi::kernel::StemUnit
//! [`Head`]: espnet_abi::kernel::Head
//! [`PyramidPool`]: espnet_abi::kernel::PyramidPool
//! [`AvgPool`]: espnet_abi::kernel::AvgPool
//! [`AdaptiveAvgPool`]: espnet_abi::kernel::AdaptiveAvgPool
//! [`ResizeBilinear`]: espnet_abi::kernel::ResizeBilinear
//! [`ArgmaxBilinear`]: espnet_abi::kernel::ArgmaxBilinear
//! [`Elementwise`]: espnet_abi::kernel::Elementwise
//! [`ChannelShuffle`]: espnet_abi::kernel::ChannelShuffle
//! [`Relayout`]: espnet_abi::kernel::Relayout

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
    kernel::{ConstShape, Division, Halves, Kernel, Specialised, execute},
    shape_param::ShapeParam,
};
