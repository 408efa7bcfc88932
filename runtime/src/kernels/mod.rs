//! The kernels: one function each, generic over the shape and over the instruction set.

use core::{marker::PhantomData, ops::Range};

use crate::simd::{Kernel, Simd};

mod adaptive_avg_pool;
mod avg_pool;
mod channel_shuffle;
mod conv2d;
mod depthwise;
mod eesp;
mod elementwise;
mod epilogue;
mod folded;
mod hff;
mod lanes;
mod panels;
mod pointwise;
mod product;
#[cfg(test)]
mod reference;
mod relayout;
mod resize_bilinear;
mod source;
#[cfg(test)]
mod testing;
mod unroll;

pub use adaptive_avg_pool::AdaptiveAvgPool;
pub use avg_pool::AvgPool;
pub use channel_shuffle::ChannelShuffle;
pub use conv2d::Conv2d;
pub use depthwise::DepthwiseConv2d;
pub use eesp::{EespProject, EespPyramid, EespUnit};
pub use elementwise::Elementwise;
pub use hff::Hff;
pub use pointwise::Pointwise;
pub use relayout::Relayout;
pub use resize_bilinear::ResizeBilinear;

/// A shape of kernel `D`, as a type: generated code has one for each distinct shape.
pub trait Shape<D>: 'static {
    /// The shape.
    const SHAPE: D;
}

/// What one kernel call reads and writes. Unneeded operands are empty.
///
/// `input`, `residual` and `gate` are whole maps; `output` begins at row `rows.start` and holds at
/// least the rows of `rows`, so that several workers can each have rows of their own. An output
/// in planes is the whole map, of which `rows` are written in every plane.
pub struct Call<'a> {
    /// Packed weights, as the shape describes them.
    pub weights: &'a [f32],
    /// The map that goes in; empty if the kernel works in place.
    pub input: &'a [f32],
    /// C floats to multiply with.
    pub gate: &'a [f32],
    /// The map that is added; empty if that is the output.
    pub residual: &'a [f32],
    /// Where the result goes.
    pub output: &'a mut [f32],
    /// Room of the shape's `scratch_len` floats, whatever they hold.
    pub scratch: &'a mut [f32],
    /// The output rows to compute.
    pub rows: Range<usize>,
}

/// A kernel of a given shape.
pub trait Step {
    /// Computes the rows that the call asks for. Implementations are `#[inline(always)]`.
    fn run<S: Simd>(simd: S, call: Call<'_>);
}

/// Runs kernel `K` in a function compiled for the instruction set `S`, one per shape.
pub fn invoke<K: Step, S: Simd>(simd: S, call: Call<'_>) {
    struct Invocation<'a, K>(Call<'a>, PhantomData<K>);

    impl<K: Step> Kernel for Invocation<'_, K> {
        type Output = ();

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            K::run(simd, self.0);
        }
    }

    simd.run(Invocation::<K>(call, PhantomData));
}
