//! The traits of a kernel. Each kernel implements them in its own file, for its shape.

use core::marker::PhantomData;

pub use espnet_abi::kernel::Division;

use super::{call::Call, shape_param::ShapeParam};
use crate::simd::{Simd, SimdTask, Specialisable};

/// A kernel, implemented for the type that describes its shape.
pub trait Kernel: Copy + 'static {
    /// Computes the chunks that the call asks for, for a shape that need not be a constant. In kernels
    /// that run as a single [`SimdTask`], implementations are `#[inline(always)]`.
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>);

    /// The same on processors without vectors that kernels know. It is compiled once, in this crate, for
    /// all shapes: with a function for each shape, every program that has a network would take a fifth
    /// longer to compile. Implementations are `portable!()`.
    fn portable(self, call: Call<'_>);
}

/// Implements [`Kernel::portable`] by [`Kernel::compute`].
macro_rules! portable {
    () => {
        #[inline(never)]
        fn portable(self, call: $crate::kernels::common::call::Call<'_>) {
            let shape = $crate::kernels::common::shape_param::Runtime(self);
            Self::compute($crate::simd::Scalar, shape, call);
        }
    };
}
pub(crate) use portable;

/// The properties of a kernel whose shape is the constant of `P`.
pub trait Specialised<P: ConstShape<Kernel = Self>>: Kernel {
    /// How its output is divided into chunks, which workers share.
    const PARTITION: Division;

    /// How several workers run it, if not by computing chunks of the output alone.
    const HALVES: Option<Halves> = None;

    /// Weights of each chunk, in floats, for kernels whose time goes into streaming them: the step before
    /// prefetches them. They are at the beginning of all weights.
    const STREAMED: Option<usize> = None;

    /// Computes the chunks that the call asks for, in functions compiled for the shape and the
    /// instruction set.
    fn specialised<S: Simd>(simd: S, call: Call<'_>) {
        compile::<P, S>(simd, call);
    }
}

/// Runs the kernel of shape `P` in a single function compiled for the shape and the instruction set.
pub(crate) fn compile<P: ConstShape, S: Simd>(simd: S, call: Call<'_>) {
    simd.run(Invocation::<P>(call, PhantomData));
}

/// How several workers run a kernel half by half.
///
/// In the first half, each fills a part of a map that they share, which is the beginning of the
/// kernel's scratch; in the second, each computes chunks of the output from it.
#[derive(Clone, Copy, Debug)]
pub struct Halves {
    /// Floats of the shared map.
    pub shared: usize,
    /// Chunks that the first half is divided into.
    pub chunks: usize,
    /// Where in the shared map the part of chunks `start..end` begins and ends. Parts of chunks that
    /// follow one another follow one another.
    pub part: fn(usize, usize) -> (usize, usize),
}

/// A constant shape of a kernel, as a type: generated code has one for each distinct shape.
pub trait ConstShape: Sized + 'static {
    /// The kernel, which is the type that describes its shapes.
    type Kernel: Specialised<Self>;

    /// The shape.
    const SHAPE: Self::Kernel;
}

/// The constant shape of the type `P`, as a parameter.
pub(crate) struct Fixed<P>(PhantomData<P>);

impl<P> Fixed<P> {
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        Fixed(PhantomData)
    }
}

impl<P> Clone for Fixed<P> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Fixed<P> {}

impl<P: ConstShape> ShapeParam<P::Kernel> for Fixed<P> {
    const KNOWN: Option<P::Kernel> = Some(P::SHAPE);

    #[inline(always)]
    fn shape(self) -> P::Kernel {
        const { P::SHAPE }
    }
}

/// Runs the kernel of shape `P`.
pub fn execute<P: ConstShape, S: Simd>(simd: S, call: Call<'_>) {
    simd.execute(Invocation::<P>(call, PhantomData));
}

/// A call of the kernel of shape `P`.
struct Invocation<'a, P>(Call<'a>, PhantomData<P>);

impl<P: ConstShape> Specialisable for Invocation<'_, P> {
    fn specialised<S: Simd>(self, simd: S) {
        P::Kernel::specialised(simd, self.0);
    }

    fn portable(self) {
        P::SHAPE.portable(self.0);
    }
}

/// A function compiled for the shape and the instruction set, in the codegen unit of the kernel.
impl<P: ConstShape> SimdTask for Invocation<'_, P> {
    type Output = ();
    type CodegenUnit = P::Kernel;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        P::Kernel::compute(simd, Fixed::<P>::new(), self.0);
    }
}
