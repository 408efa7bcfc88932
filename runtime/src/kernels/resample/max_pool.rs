//! Max pooling over k×k windows. As in PyTorch, the largest number of a window that contains NaN is NaN.

use espnet_abi::{kernel, layout::Layout};

use super::windows::{self, Reduction, Windows};
use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// Finds the largest number of k×k windows. In planes, the rows of a call are the rows of all planes, one
/// plane after another.
impl Kernel for kernel::MaxPool {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, mut call: Call<'_>) {
        let shape = &shape.shape();
        match shape.layout {
            Layout::Nhwc => windows::channels_last(simd, &of(shape), Largest, call),
            Layout::Nchw => {
                call.scratch = &mut call.scratch[..shape.scratch_len()];
                windows::planes(&of(shape), Largest, call);
            }
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::MaxPool {
    const PARTITION: Partition = P::SHAPE.partition();
}

/// The windows of a max pooling.
#[inline(always)]
const fn of(shape: &kernel::MaxPool) -> Windows {
    let kernel::MaxPool { input: from, output: to, kernel, stride, padding, .. } = *shape;
    Windows { from, to, kernel, stride, padding }
}

/// The largest of a window's numbers.
#[derive(Clone, Copy)]
struct Largest;

impl Reduction for Largest {
    const START: f32 = f32::NEG_INFINITY;

    #[inline(always)]
    fn join(self, a: f32, b: f32) -> f32 {
        if a > b || a.is_nan() { a } else { b }
    }

    #[inline(always)]
    fn join_blocks<S: Simd>(self, simd: S, a: S::Block, b: S::Block) -> S::Block {
        simd.max(a, b)
    }

    #[inline(always)]
    fn finish(self, largest: f32) -> f32 {
        largest
    }

    #[inline(always)]
    fn finish_block<S: Simd>(self, _simd: S, largest: S::Block) -> S::Block {
        largest
    }
}

#[cfg(test)]
mod tests {
    use core::slice::from_ref;
    use std::vec::Vec;

    use espnet_abi::{kernel, layout::Layout};
    use proptest::prelude::*;

    use super::{
        super::windows::testing::{numbers, windows},
        of,
    };
    use crate::{
        kernels::{
            common::kernel::Partition,
            testing::{Case, Operands, Output, per_isa, values},
        },
        simd::AnySimd,
    };

    impl Case for kernel::MaxPool {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: self.layout,
                in_place: false,
                scratch: self.scratch_len(),
            }
        }

        fn partition(&self) -> Partition {
            kernel::MaxPool::partition(self)
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::MaxPool> {
        windows().prop_map(|(windows, layout)| {
            kernel::MaxPool::new(windows.from, windows.to)
                .layout(layout)
                .kernel(windows.kernel)
                .stride(windows.stride)
                .padding(windows.padding)
        })
    }

    fn check(simd: AnySimd, shape: kernel::MaxPool, seed: u64) {
        let mut input = values(seed, shape.input.span());
        let expected = |input: &[f32]| -> Vec<f64> {
            let windows = numbers(&of(&shape), shape.layout, input, f64::NEG_INFINITY).into_iter();
            windows
                .map(|window| match window.iter().any(|x| x.is_nan()) {
                    true => f64::NAN,
                    false => window.into_iter().fold(f64::NEG_INFINITY, f64::max),
                })
                .collect()
        };
        let operands = Operands { input: &input, ..Operands::default() };
        shape.check(simd, operands, seed, &expected(&input), 0.0);

        // One NaN makes NaN of the windows that contain it, and of no others.
        let at = seed as usize % input.len();
        input[at] = f32::NAN;
        let (operands, map) = (Operands { input: &input, ..Operands::default() }, shape.output);
        let all = shape.execute(simd, operands, from_ref(&(0..shape.partition().chunks)));
        for (i, want) in expected(&input).into_iter().enumerate() {
            let got = match shape.layout {
                Layout::Nhwc => all[i % map.pixels() * map.stride + i / map.pixels()],
                Layout::Nchw => all[i],
            };
            assert!(f64::from(got) == want || (got.is_nan() && want.is_nan()), "{got}, {want}");
        }
    }

    per_isa!(check, shapes());
}
