//! The kernels on processors without vectors that they know: compiled once, here, for all shapes, since
//! with a function per shape every program that has a network would take a fifth longer to compile.

use espnet_abi::kernel;

use super::{
    Call, Stage, adaptive_avg_pool, argmax_bilinear, avg_pool, channel_shuffle, conv2d, depthwise,
    eesp, elementwise, grouped, head, hff, linear, pointwise, pyramid_pool, relayout,
    resize_bilinear, source::Runtime, stem_unit, strided_eesp,
};
use crate::simd::{Scalar, Simd};

/// A shape that can be run as it is.
pub trait Portable {
    /// Computes a stage for the rows that the call asks for.
    fn portable(self, stage: Stage, call: Call<'_>);
}

impl Portable for kernel::EespUnit {
    #[inline(never)]
    fn portable(self, stage: Stage, call: Call<'_>) {
        eesp::staged(Scalar, Runtime(self), stage, call);
    }
}

impl Portable for kernel::StridedEespUnit {
    #[inline(never)]
    fn portable(self, stage: Stage, call: Call<'_>) {
        strided_eesp::staged(Scalar, Runtime(self), stage, call);
    }
}

impl Portable for kernel::DepthwiseConv2d {
    fn portable(self, _stage: Stage, call: Call<'_>) {
        depthwise::shared(Scalar.any(), self, call);
    }
}

/// Kernels that are always run as a whole.
macro_rules! whole {
    ($($shape:ident: $module:ident,)*) => {$(
        impl Portable for kernel::$shape {
            #[inline(never)]
            fn portable(self, _stage: Stage, call: Call<'_>) {
                $module::body(Scalar, Runtime(self), call);
            }
        }
    )*};
}

whole! {
    AdaptiveAvgPool: adaptive_avg_pool,
    ArgmaxBilinear: argmax_bilinear,
    AvgPool: avg_pool,
    ChannelShuffle: channel_shuffle,
    Conv2d: conv2d,
    Elementwise: elementwise,
    GroupedConv2d: grouped,
    Head: head,
    Hff: hff,
    Linear: linear,
    Pointwise: pointwise,
    PyramidPool: pyramid_pool,
    Relayout: relayout,
    ResizeBilinear: resize_bilinear,
    StemUnit: stem_unit,
}
