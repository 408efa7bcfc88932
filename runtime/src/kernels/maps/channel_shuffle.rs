//! The kernel that shuffles the channels of a channels-last map.

use espnet_abi::{kernel, layout::Layout};

use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// Stores input channel `g·(C/groups) + c` as output channel `c·groups + g`.
impl Kernel for kernel::ChannelShuffle {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(_simd: S, shape: Q, call: Call<'_>) {
        let shape = &shape.shape();
        let (from, to) = (shape.input, shape.output);
        let per_group = from.channels / shape.groups;
        let first = call.chunks.start * from.width;
        for pixel in 0..call.chunks.len() * to.width {
            let input = &call.input[(first + pixel) * from.stride..][..from.channels];
            let output = &mut call.output[pixel * to.stride..][..to.channels];
            for c in 0..per_group {
                for g in 0..shape.groups {
                    output[c * shape.groups + g] = input[g * per_group + c];
                }
            }
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::ChannelShuffle {
    const PARTITION: Partition = Partition::of(&P::SHAPE.output, Layout::Nhwc);
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use espnet_abi::{kernel, layout::Layout};
    use proptest::prelude::*;

    use crate::{
        kernels::testing::{Case, Operands, Output, per_isa, strided, values},
        simd::AnySimd,
    };

    impl Case for kernel::ChannelShuffle {
        fn output(&self) -> Output {
            Output { map: self.output, layout: Layout::Nhwc, in_place: false, scratch: 0 }
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::ChannelShuffle> {
        (1..6_usize, 1..12_usize, 1..4_usize, 1..7_usize, 0..4_usize, 0..4_usize).prop_map(
            |(groups, per_group, height, width, gap, other)| kernel::ChannelShuffle {
                input: strided(groups * per_group, height, width, gap),
                output: strided(groups * per_group, height, width, other),
                groups,
            },
        )
    }

    fn check(simd: AnySimd, shape: kernel::ChannelShuffle, seed: u64) {
        let input = values(seed, shape.input.span());
        // As in PyTorch: the channels as a matrix of groups × C/groups, transposed.
        let (groups, per_group) = (shape.groups, shape.input.channels / shape.groups);
        let mut expected = Vec::new();
        for c in 0..per_group {
            for g in 0..groups {
                for pixel in 0..shape.input.pixels() {
                    expected.push(input[pixel * shape.input.stride + g * per_group + c].into());
                }
            }
        }
        let operands = Operands { input: &input, ..Operands::default() };
        shape.check(simd, operands, seed, &expected, 0.0);
    }

    per_isa!(check, shapes());
}
