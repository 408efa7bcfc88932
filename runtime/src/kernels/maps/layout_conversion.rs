//! The kernel that converts a map from channels last to planes, or back.

use espnet_abi::{
    kernel,
    layout::{BLOCK, Layout},
};

use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// Converts the layout of a map.
impl Kernel for kernel::Relayout {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(_simd: S, shape: Q, call: Call<'_>) {
        let shape = &shape.shape();
        let (from, to) = (shape.input, shape.output);
        let pixels = to.pixels();
        let (first, count) = match shape.to {
            Layout::Nchw => (0, pixels),
            Layout::Nhwc => (call.chunks.start * to.width, call.chunks.len() * to.width),
        };
        // A few pixels at a time, so that the lines of all channels stay in cache until they are full.
        for start in (0..count).step_by(BLOCK) {
            let end = count.min(start + BLOCK);
            match shape.to {
                Layout::Nchw => {
                    for (c, plane) in call.chunks.clone().zip(call.output.chunks_exact_mut(pixels))
                    {
                        for (pixel, to) in plane[start..end].iter_mut().enumerate() {
                            *to = call.input[(start + pixel) * from.stride + c];
                        }
                    }
                }
                Layout::Nhwc => {
                    for (c, plane) in call.input.chunks_exact(pixels).enumerate() {
                        for pixel in start..end {
                            call.output[pixel * to.stride + c] = plane[first + pixel];
                        }
                    }
                }
            }
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::Relayout {
    const PARTITION: Partition = Partition::of(&P::SHAPE.output, P::SHAPE.to);
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use espnet_abi::{
        kernel,
        layout::{Layout, Map},
    };
    use proptest::prelude::*;

    use crate::{
        kernels::testing::{Case, Operands, Output, per_isa, strided, values},
        simd::AnySimd,
    };

    impl Case for kernel::Relayout {
        fn output(&self) -> Output {
            Output { map: self.output, layout: self.to, in_place: false, scratch: 0 }
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::Relayout> {
        (1..20_usize, 1..5_usize, 1..20_usize, 0..4_usize, any::<bool>()).prop_map(
            |(channels, height, width, gap, planes)| {
                let (dense, strided) =
                    (Map::dense(channels, height, width), strided(channels, height, width, gap));
                match planes {
                    true => kernel::Relayout { input: strided, output: dense, to: Layout::Nchw },
                    false => kernel::Relayout { input: dense, output: strided, to: Layout::Nhwc },
                }
            },
        )
    }

    fn check(simd: AnySimd, shape: kernel::Relayout, seed: u64) {
        let input = values(seed, shape.input.span());
        let mut expected = Vec::new();
        for c in 0..shape.input.channels {
            for pixel in 0..shape.input.pixels() {
                let at = match shape.to {
                    Layout::Nchw => pixel * shape.input.stride + c,
                    Layout::Nhwc => c * shape.input.pixels() + pixel,
                };
                expected.push(input[at].into());
            }
        }
        let operands = Operands { input: &input, ..Operands::default() };
        shape.check(simd, operands, seed, &expected, 0.0);
    }

    per_isa!(check, shapes());
}
