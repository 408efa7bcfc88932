//! The kernels: one function each, generic over the shape and over the instruction set.

use core::{marker::PhantomData, ops::Range};

pub use espnet_abi::kernel::Division;

use crate::simd::{Kernel, Simd};

mod adaptive_avg_pool;
mod ahead;
mod alike;
mod argmax_bilinear;
mod avg_pool;
mod channel_shuffle;
mod conv2d;
mod depthwise;
mod eesp;
mod elementwise;
mod epilogue;
mod folded;
mod grouped;
mod haloed;
mod halve;
mod head;
mod hff;
mod hff_tiles;
mod lanes;
mod linear;
mod panels;
mod pointwise;
mod portable;
mod product;
mod projection;
mod pyramid;
mod pyramid_branches;
mod pyramid_enlarged;
mod pyramid_merge;
mod pyramid_pool;
mod pyramid_sources;
mod quads;
#[cfg(test)]
mod reference;
mod relayout;
mod resize_bilinear;
mod ring;
mod source;
mod stem_unit;
mod stretched;
mod strided_eesp;
mod taps;
#[cfg(test)]
mod testing;
mod tile;
mod unfold;
mod unroll;

pub use adaptive_avg_pool::AdaptiveAvgPool;
pub use argmax_bilinear::ArgmaxBilinear;
pub use avg_pool::AvgPool;
pub use channel_shuffle::ChannelShuffle;
pub use conv2d::Conv2d;
pub use depthwise::DepthwiseConv2d;
pub use eesp::EespUnit;
pub use elementwise::Elementwise;
pub use grouped::GroupedConv2d;
pub use head::Head;
pub use hff::Hff;
pub use linear::Linear;
pub use pointwise::Pointwise;
pub use portable::Portable;
pub use pyramid_pool::PyramidPool;
pub use relayout::Relayout;
pub use resize_bilinear::ResizeBilinear;
pub use stem_unit::StemUnit;
pub use strided_eesp::StridedEespUnit;

/// A shape of kernel `D`, as a type: generated code has one for each distinct shape.
pub trait Shape<D>: 'static {
    /// The shape.
    const SHAPE: D;
}

/// What one kernel call reads and writes. Unneeded operands are empty.
///
/// `input`, `residual` and `gate` are whole maps; `output` begins at row `rows.start` of the kernel's
/// [`Division`] and holds the rows of `rows`, so that several workers can each have rows of their
/// own.
pub struct Call<'a> {
    /// Packed weights, as the shape describes them.
    pub weights: &'a [f32],
    /// The map that goes in; empty if the kernel works in place.
    pub input: &'a [f32],
    /// C floats to multiply with.
    pub gate: &'a [f32],
    /// The map that is added, as it is or resized, or the image that a strided EESP unit adds; empty if
    /// what is added is the output.
    pub residual: &'a [f32],
    /// Weights that this worker's next call will do little else than read, or none: a kernel that
    /// leaves the way to memory idle may ask for them.
    pub ahead: &'a [f32],
    /// What workers have filled in the first half; empty but in the second.
    pub shared: &'a [f32],
    /// Where the result goes.
    pub output: &'a mut [f32],
    /// Room of the shape's `scratch_len` floats, whatever they hold.
    pub scratch: &'a mut [f32],
    /// The rows to compute.
    pub rows: Range<usize>,
}

/// The part of a kernel that a call asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// All of it: what kernels without [`Halves`] are always asked for.
    Whole,
    /// The first half, which fills the map that workers share.
    First,
    /// The second half, which reads that map when all workers have filled it.
    Second,
}

/// What several workers have to know to run a kernel half by half.
///
/// In the first half, each fills a part of a map that they share, which is the beginning of the
/// kernel's scratch; in the second, each computes rows of the output from it.
#[derive(Clone, Copy, Debug)]
pub struct Halves {
    /// Floats of the shared map.
    pub shared: usize,
    /// Rows that the first half is divided by.
    pub rows: usize,
    /// Where in the shared map the part of rows `start..end` begins and ends. Parts of rows that
    /// follow one another follow one another.
    pub part: fn(usize, usize) -> (usize, usize),
}

/// A kernel of a given shape.
pub trait Step {
    /// What describes its shape.
    type Shape: Portable;

    /// Its shape.
    const SHAPE: Self::Shape;

    /// How its output is divided among workers.
    const DIVISION: Division;

    /// How several workers run it, if not by computing rows of the output alone.
    const HALVES: Option<Halves> = None;

    /// Floats of weights that each row has for itself, at the beginning of all weights, where reading
    /// them is what takes the time.
    const STREAMED: Option<usize> = None;

    /// Computes the rows that the call asks for. Implementations are `#[inline(always)]`.
    fn run<S: Simd>(simd: S, call: Call<'_>);

    /// Computes a stage for the rows that the call asks for, in functions compiled for the shape and
    /// the instruction set.
    fn specialised<S: Simd>(simd: S, _stage: Stage, call: Call<'_>)
    where
        Self: Sized,
    {
        invoke::<Self, S>(simd, call);
    }
}

/// Runs kernel `K` in a function compiled for the instruction set `S`, one per shape.
fn invoke<K: Step, S: Simd>(simd: S, call: Call<'_>) {
    struct Invocation<'a, K>(Call<'a>, PhantomData<K>);

    impl<K: Step> Kernel for Invocation<'_, K> {
        type Output = ();
        type Home = K;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            K::run(simd, self.0);
        }
    }

    simd.run(Invocation::<K>(call, PhantomData));
}
