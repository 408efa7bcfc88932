//! 1×1 convolution, grouped or dense, as a kernel of its own.

use espnet_abi::{
    cache::{FIRST_LEVEL_INPUTS, SECOND_LEVEL_REPEATED_WEIGHTS},
    kernel,
};

use super::{
    multiply::multiply,
    operands::{MatmulWeights, Pixels, Walk},
    shape::Matmul,
};
use crate::{
    kernels::common::{
        call::Call,
        epilogue::residual_step,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        shape_param::{ShapeParam, derived, part_of},
    },
    simd::Simd,
};

/// A 1×1 convolution as a matmul.
#[derive(Clone, Copy)]
struct AsMatmul<Q>(Q);

const fn matmul(shape: &kernel::Pointwise) -> Matmul {
    Matmul::pointwise(shape, shape.input.pixels(), shape.pixel_chunks().len)
        .prefetching_inputs(&shape.input)
        .prefetching_weights()
}

part_of!(AsMatmul: kernel::Pointwise => Matmul, |shape| matmul(&shape));

/// The number of pixels whose inputs fit the first-level cache, so that every panel finds them there.
const fn cached_pixels(shape: &kernel::Pointwise) -> usize {
    let pixels = FIRST_LEVEL_INPUTS / shape.input.channels;
    // Few weights can be read again for every group of pixels. Many weights are better read once for many
    // pixels.
    let most =
        if shape.weights_len() > SECOND_LEVEL_REPEATED_WEIGHTS { shape.input.pixels() } else { 1 };
    let pixels = if pixels > most { pixels } else { most };
    // Most tiles divide this number, and none of them is larger than half of it.
    pixels.next_multiple_of(LEAST)
}

/// A multiple of the pixels of every tile except those of five and twelve pixels.
const LEAST: usize = 56;

/// A 1×1 convolution of stride 1.
impl Kernel for kernel::Pointwise {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let point = shape.shape();
        let (from, to) = (point.input, point.output);
        let pixel_chunks = derived!(Q: point, |point| point.pixel_chunks());
        assert!(call.chunks.end <= pixel_chunks.count && from.pixels() == to.pixels());
        if call.chunks.is_empty() {
            return;
        }
        let (first, end) = pixel_chunks.pixels(call.chunks.start, call.chunks.end);
        let count = end - first;
        assert!(call.input.len() >= (first + count - 1) * from.stride + from.channels);
        assert!(call.output.len() >= (count - 1) * to.stride + to.channels);
        let residual_step = residual_step(&point.epilogue, call.residual, end, to.channels);
        let constants = derived!(Q: point, |point| point.constants());
        let weights = MatmulWeights {
            next: call.next_weights,
            ..MatmulWeights::new(call.weights, constants, call.gate)
        };
        let most = derived!(Q: point, |point| cached_pixels(&point));
        let mut next = 0;
        while next < count {
            // If fewer pixels than `most` would be left over, they stay with the pixels before them.
            let end = if next + 2 * most <= count { next + most } else { count };
            // SAFETY: the assertions cover the pixels up to the last channel of the last one. Panels read and
            // write only channels of the maps.
            unsafe {
                let pixels = Pixels {
                    residual: call.residual.as_ptr().wrapping_add((first + next) * residual_step),
                    residual_step,
                    ..Pixels::new(
                        end - next,
                        (call.input.as_ptr().add((first + next) * from.stride), from.stride),
                        (call.output.as_mut_ptr().add(next * to.stride), to.stride),
                    )
                };
                multiply(simd, AsMatmul(shape), &Walk::POINT, weights, pixels);
            }
            next = end;
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::Pointwise {
    const PARTITION: Partition = P::SHAPE.partition();
}

#[cfg(test)]
mod tests {
    use espnet_abi::{kernel, layout::Layout, pack::Packing};
    use proptest::prelude::*;

    use crate::{
        kernels::{
            common::kernel::Partition,
            testing::{Case, Convolution, Output, epilogues, per_isa, strided},
        },
        simd::AnySimd,
    };

    impl Case for kernel::Pointwise {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: Layout::Nhwc,
                in_place: matches!(self.epilogue.residual(), kernel::Residual::InPlace),
                scratch: 0,
            }
        }

        fn partition(&self) -> Partition {
            kernel::Pointwise::partition(self)
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::Pointwise> {
        let channels = (1..=8_usize, 1..=20_usize, 1..=40_usize);
        let size =
            prop_oneof![Just((1, 1)), (1..=5_usize, 1..=5_usize), (1..=9_usize, 5..=30_usize)];
        // Few outputs that read several inputs each, for which weights are folded.
        let narrow =
            (1..=9_usize, 1..=4_usize, 1..=3_usize, prop::sample::select(&[2_usize, 4, 8][..]))
                .prop_map(|(groups, inputs, outputs, unit)| (groups, 8 * inputs, outputs * unit));
        // Groups of one output, with as many inputs as a block of folded weights has for each output.
        let single = (1..=20_usize, prop::sample::select(&[2_usize, 4, 8][..]))
            .prop_map(|(groups, inputs)| (groups, inputs, 1));
        let wide = prop_oneof![
            4 => channels,
            1 => single,
            3 => narrow,
            1 => (1..=4_usize, 30..=70_usize, prop_oneof![Just(16_usize), Just(64), 90..=130_usize]),
        ];
        // Now and then pixels have large gaps between them, so that the map exceeds a core's caches.
        let gaps = (0..=5_usize, 0..=5_usize, prop::bool::weighted(0.2));
        (wide, size, gaps).prop_flat_map(
            |((groups, inputs, outputs), (height, width), (input_gap, output_gap, far))| {
                let input_gap = if far { (1 << 18) / (height * width) } else { input_gap };
                let (inputs, outputs) = (groups * inputs, groups * outputs);
                epilogues(outputs + (input_gap + output_gap) % 3).prop_map(move |epilogue| {
                    kernel::Pointwise {
                        input: strided(inputs, height, width, input_gap),
                        output: strided(outputs, height, width, output_gap),
                        groups,
                        epilogue,
                    }
                })
            },
        )
    }

    /// Sums of up to 70 products of numbers below 1 usually stay below ten. Each partial sum is rounded by
    /// 2⁻²⁴ of its value, so the error is at most 70·10·2⁻²⁴ = 4e-5.
    const TOLERANCE: f64 = 4e-5;

    fn agrees(simd: AnySimd, shape: kernel::Pointwise, seed: u64) {
        let convolution = Convolution::pointwise(shape);
        convolution.check(shape, |conv| Packing::Pointwise(shape, conv), simd, seed, TOLERANCE);
    }

    per_isa!(agrees, shapes());
}
