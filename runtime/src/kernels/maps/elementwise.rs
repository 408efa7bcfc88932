//! An epilogue as a kernel of its own: batch norms, activations, sums, gates and copies of maps.

use espnet_abi::{
    kernel,
    layout::{BLOCK, Layout, round_up},
};

use crate::{
    kernels::common::{
        call::Call,
        epilogue::{Constants, added},
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        lanes::{lanes, load, store},
        shape_param::{ShapeParam, part_of},
    },
    simd::Simd,
};

/// The number of pixels that are computed for a block of channels before the next block. Their lines stay in
/// the first-level cache.
const RUN: usize = 32;

/// Applies an epilogue to every pixel, in place or from one map to another.
impl Kernel for kernel::Elementwise {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let (stages, shape) = (EpilogueOf(shape), &shape.shape());
        let (from, to, epilogue) = (shape.input, shape.output, &shape.epilogue);
        let (first, count) = (call.chunks.start * to.width, call.chunks.len() * to.width);
        for start in (0..count).step_by(RUN) {
            for block in 0..round_up(to.channels) / BLOCK {
                let (channel, lanes) = (block * BLOCK, lanes(to.channels, block));
                let vectors = &call.weights[epilogue.weights_len(block)..];
                let gate = if epilogue.gate() { &call.gate[channel..][..lanes] } else { &[] };
                let constants = Constants::load(simd, epilogue, vectors, gate);
                for pixel in start..count.min(start + RUN) {
                    let output = &mut call.output[pixel * to.stride + channel..];
                    let residual = (call.residual, first + pixel);
                    let added = added(simd, epilogue, output, residual, channel, lanes);
                    let value = if shape.in_place {
                        load(simd, output, lanes)
                    } else {
                        load(simd, &call.input[(first + pixel) * from.stride + channel..], lanes)
                    };
                    let value = constants.apply(simd, stages, value, added);
                    store(simd, value, output, lanes);
                }
            }
        }
    }

    portable!();
}

/// The epilogue of a shape.
#[derive(Clone, Copy)]
struct EpilogueOf<Q>(Q);

part_of!(EpilogueOf: kernel::Elementwise => kernel::Epilogue, |shape| shape.epilogue);

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::Elementwise {
    const PARTITION: Partition = Partition::of(&P::SHAPE.output, Layout::Nhwc);
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use espnet_abi::{
        kernel::{self, Residual},
        layout::Layout,
        pack::Packing,
    };
    use proptest::prelude::*;

    use crate::{
        kernels::testing::{
            Case, Operands, Output, Tensors, channels, epilogues, per_isa, strided, values, without,
        },
        simd::AnySimd,
    };

    impl Case for kernel::Elementwise {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: Layout::Nhwc,
                in_place: self.in_place || self.epilogue.residual() == Residual::InPlace,
                scratch: 0,
            }
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::Elementwise> {
        let gaps = (0..4_usize, 0..4_usize, 0..4_usize);
        (channels(), 1..5_usize, 1..50_usize, gaps, any::<bool>()).prop_flat_map(
            |(channels, height, width, gaps, in_place)| {
                let output = strided(channels, height, width, gaps.0);
                let input = strided(channels, height, width, gaps.1);
                epilogues(channels + gaps.2).prop_map(move |epilogue| kernel::Elementwise {
                    input: if in_place { output } else { input },
                    output,
                    in_place,
                    // A bias belongs to a convolution, and there is none.
                    epilogue: without(&epilogue, |stage| stage == kernel::Stage::Bias),
                })
            },
        )
    }

    fn check(simd: AnySimd, shape: kernel::Elementwise, seed: u64) {
        let (from, to) = (shape.input, shape.output);
        let mut tensors = Tensors::new(seed);
        let names = tensors.epilogue(&shape.epilogue, to.channels);
        let weights = tensors.pack(&Packing::Elementwise(shape, names));
        let previous = values(seed ^ 1, to.span());
        let input = if shape.in_place { Vec::new() } else { values(seed ^ 2, from.span()) };
        let residual = tensors.residual(&shape.epilogue, to);
        let gate = tensors.gate(&shape.epilogue, to.channels);
        let operands = Operands {
            weights: &weights,
            input: &input,
            gate: &gate,
            residual: &residual,
            previous: &previous,
        };
        let mut expected = Vec::new();
        for i in 0..to.channels * to.pixels() {
            let (c, pixel) = (i / to.pixels(), i % to.pixels());
            let source = if shape.in_place { &previous } else { &input };
            let value = f64::from(source[pixel * from.stride + c]);
            expected.push(tensors.finish(&shape.epilogue, &names, operands, to, c, pixel, value));
        }
        shape.check(simd, operands, seed, &expected, 1e-6);
    }

    per_isa!(check, shapes());
}
