//! Average pooling over k×k windows. The zeros around the map count in the average.

use espnet_abi::{kernel, layout::Layout};

use super::{
    avg_pool_3x3_s2::{self, AvgPool3x3S2},
    windows::{self, Reduction, Windows},
};
use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// Averages k×k windows. In planes, the rows of a call are the rows of all planes, one plane after another.
impl Kernel for kernel::AvgPool {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, mut call: Call<'_>) {
        let shape = &shape.shape();
        match shape.layout {
            Layout::Nhwc if (shape.kernel, shape.stride, shape.padding) == (3, 2, 1) => {
                let pool = AvgPool3x3S2::plain(shape.input, shape.output);
                let row = shape.output.width;
                let pixels = call.chunks.start * row..call.chunks.end * row;
                avg_pool_3x3_s2::pixels(
                    simd,
                    &pool,
                    &[],
                    (call.input, 0),
                    &[],
                    pixels,
                    call.output,
                );
            }
            Layout::Nhwc => {
                windows::channels_last(simd, &of(shape), Average::new(shape.kernel), call);
            }
            Layout::Nchw => {
                call.scratch = &mut call.scratch[..shape.scratch_len()];
                windows::planes(&of(shape), Average::new(shape.kernel), call);
            }
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::AvgPool {
    const PARTITION: Partition = P::SHAPE.partition();
}

/// The windows of an average pooling.
#[inline(always)]
const fn of(shape: &kernel::AvgPool) -> Windows {
    let kernel::AvgPool { input: from, output: to, kernel, stride, padding, .. } = *shape;
    Windows { from, to, kernel, stride, padding }
}

/// The average of a window's numbers.
#[derive(Clone, Copy)]
struct Average {
    /// The share of each number, 1/k².
    share: f32,
}

impl Average {
    /// The average of k×k numbers.
    #[inline(always)]
    fn new(kernel: usize) -> Self {
        Average { share: 1.0 / (kernel * kernel) as f32 }
    }
}

impl Reduction for Average {
    const START: f32 = 0.0;

    #[inline(always)]
    fn join(self, a: f32, b: f32) -> f32 {
        a + b
    }

    #[inline(always)]
    fn join_blocks<S: Simd>(self, simd: S, a: S::Block, b: S::Block) -> S::Block {
        simd.add(a, b)
    }

    #[inline(always)]
    fn finish(self, sum: f32) -> f32 {
        sum * self.share
    }

    #[inline(always)]
    fn finish_block<S: Simd>(self, simd: S, sum: S::Block) -> S::Block {
        simd.mul(sum, simd.splat(self.share))
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use espnet_abi::kernel;
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

    impl Case for kernel::AvgPool {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: self.layout,
                in_place: false,
                scratch: self.scratch_len(),
            }
        }

        fn partition(&self) -> Partition {
            kernel::AvgPool::partition(self)
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::AvgPool> {
        windows().prop_map(|(windows, layout)| {
            kernel::AvgPool::new(windows.from, windows.to)
                .layout(layout)
                .kernel(windows.kernel)
                .stride(windows.stride)
                .padding(windows.padding)
        })
    }

    fn check(simd: AnySimd, shape: kernel::AvgPool, seed: u64) {
        let input = values(seed, shape.input.span());
        let numbers = numbers(&of(&shape), shape.layout, &input, 0.0).into_iter();
        let expected: Vec<f64> = numbers
            .map(|window| window.iter().sum::<f64>() / (shape.kernel * shape.kernel) as f64)
            .collect();
        let operands = Operands { input: &input, ..Operands::default() };
        // Sums of at most 25 numbers; each partial sum is rounded by 2⁻²⁴ of its value.
        shape.check(simd, operands, seed, &expected, 1e-6);
    }

    per_isa!(check, shapes());
}
