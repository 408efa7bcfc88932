//! The traits of a kernel. Each kernel implements them in its own file, for the type that describes its
//! shape.

use core::marker::PhantomData;

pub use espnet_abi::kernel::Partition;

use super::{call::Call, shape_param::ShapeParam};
use crate::simd::{Simd, SimdTask, Specialisable};

/// A kernel. It is implemented for the type that describes its shape.
pub trait Kernel: Copy + 'static {
    /// Computes the chunks of a call for a shape that may be known only at run time. Implementations that
    /// consist of a single [`SimdTask`] are `#[inline(always)]`.
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>);

    /// Computes the chunks of a call on processors without a supported vector instruction set. This function
    /// is compiled once, in this crate, for all shapes: a function for each shape would make every program
    /// with a network take a fifth longer to compile. Implementations are `portable!()`.
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

/// The properties of a kernel whose shape is the constant of the type `P`.
pub trait Specialised<P: ConstShape<Kernel = Self>>: Kernel {
    /// The division of the output into chunks, which the workers share.
    const PARTITION: Partition;

    /// The division of the kernel into two halves, for kernels whose workers share intermediate results.
    const HALVES: Option<Halves> = None;

    /// The number of floats of weights per chunk, for kernels that are limited by reading their weights. The
    /// weights of the chunks are at the beginning of the packed weights. The previous step prefetches them.
    const STREAMED: Option<usize> = None;

    /// Computes the chunks of a call in functions compiled for the shape and the instruction set.
    fn specialised<S: Simd>(simd: S, call: Call<'_>) {
        compile::<P, S>(simd, call);
    }
}

/// Runs the kernel of shape `P` in a single function that is compiled for the shape and the instruction set.
pub(crate) fn compile<P: ConstShape, S: Simd>(simd: S, call: Call<'_>) {
    simd.run(Invocation::<P>(call, PhantomData));
}

/// The halves of a kernel that several workers run together.
///
/// In the first half, each worker fills a range of a map that all of them share. The map is at the beginning
/// of the kernel's scratch. In the second half, each worker computes chunks of the output from the whole map.
#[derive(Clone, Copy, Debug)]
pub struct Halves {
    /// The number of floats of the shared map.
    pub shared: usize,
    /// The number of chunks of the first half.
    pub chunks: usize,
    /// The range of the shared map, in floats, that chunks `start..end` of the first half fill. Ranges of
    /// consecutive chunks are consecutive.
    pub part: fn(usize, usize) -> (usize, usize),
}

/// A constant shape of a kernel, as a type. Generated code declares one type for each distinct shape.
pub trait ConstShape: Sized + 'static {
    /// The kernel: the type that describes its shapes.
    type Kernel: Specialised<Self>;

    /// The shape.
    const SHAPE: Self::Kernel;
}

/// The constant shape of the type `P` as a shape parameter.
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

/// A call of the kernel with shape `P`.
struct Invocation<'a, P>(Call<'a>, PhantomData<P>);

impl<P: ConstShape> Specialisable for Invocation<'_, P> {
    fn specialised<S: Simd>(self, simd: S) {
        P::Kernel::specialised(simd, self.0);
    }

    fn portable(self) {
        P::SHAPE.portable(self.0);
    }
}

/// The kernel as a function compiled for the shape and the instruction set, in the codegen unit of the
/// kernel.
impl<P: ConstShape> SimdTask for Invocation<'_, P> {
    type Output = ();
    type CodegenUnit = P::Kernel;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        P::Kernel::compute(simd, Fixed::<P>::new(), self.0);
    }
}
