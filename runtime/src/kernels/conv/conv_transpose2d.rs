//! Transposed k×k convolution of stride k, computed as 1×1 convolutions by matmul.

use espnet_abi::kernel;

use crate::{
    kernels::{
        common::{
            call::Call,
            epilogue::residual_step,
            kernel::{ConstShape, Kernel, Partition, Specialised, portable},
            shape_param::{ShapeParam, derived, part_of},
        },
        matmul::{Matmul, MatmulWeights, Pixels, Walk, multiply},
    },
    simd::Simd,
};

/// A product of the convolution: the outputs of one or several phases for one input row, as a matmul.
#[derive(Clone, Copy)]
struct RowMatmul<Q>(Q);

const fn matmul(shape: &kernel::ConvTranspose2d) -> Matmul {
    let width = shape.input.width;
    Matmul::pointwise(&shape.product(), width, width).prefetching_inputs(&shape.input)
}

part_of!(RowMatmul: kernel::ConvTranspose2d => Matmul, |shape| matmul(&shape));

/// Computes the outputs of one input row after another, so that the row stays in the first-level cache for
/// all phases.
impl Kernel for kernel::ConvTranspose2d {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let conv = shape.shape();
        let (from, to, kernel) = (conv.input, conv.output, conv.kernel);
        assert!(to.height == kernel * from.height && to.width == kernel * from.width);
        assert!(call.chunks.end <= from.height);
        if call.chunks.is_empty() {
            return;
        }
        // The number of output pixels that read one input row.
        let line = kernel * to.width;
        let (first, end) = (call.chunks.start * line, call.chunks.end * line);
        let rows = call.chunks.end * from.width;
        assert!(call.input.len() >= (rows - 1) * from.stride + from.channels);
        assert!(call.output.len() >= (end - first - 1) * to.stride + to.channels);
        let residual_step = residual_step(&conv.epilogue, call.residual, end, to.channels);
        let joined = derived!(Q: conv, |conv| conv.joined());
        let len = derived!(Q: conv, |conv| conv.product().weights_len());
        let constants = derived!(Q: conv, |conv| conv.product().constants());
        for y in call.chunks {
            for (number, weights) in call.weights.chunks_exact(len).enumerate() {
                let phase = number * joined;
                let pixel = y * line + phase / kernel * to.width + phase % kernel;
                let weights = MatmulWeights::new(weights, constants, call.gate);
                // SAFETY: the assertions cover the input row, and all output pixels of the chunks, including
                // those of the residual. The pixels of a product are `kernel` pixels apart, so that the last
                // one, with its `joined` phases, is in the same row. If phases are joined, the channels of
                // the pixels are consecutive.
                unsafe {
                    let pixels = Pixels {
                        residual: call.residual.as_ptr().wrapping_add(pixel * residual_step),
                        residual_step: kernel * residual_step,
                        ..Pixels::new(
                            from.width,
                            (call.input.as_ptr().add(y * from.width * from.stride), from.stride),
                            (
                                call.output.as_mut_ptr().add((pixel - first) * to.stride),
                                kernel * to.stride,
                            ),
                        )
                    };
                    multiply(simd, RowMatmul(shape), &Walk::POINT, weights, pixels);
                }
            }
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::ConvTranspose2d {
    const PARTITION: Partition = P::SHAPE.partition();
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use espnet_abi::{
        kernel::{self, Residual},
        layout::{Layout, Map},
        pack::{ConvTensors, Packing, TensorId},
    };
    use proptest::prelude::*;

    use crate::{
        kernels::{
            common::kernel::Partition,
            testing::{
                Case, Operands, Output, Tensors, channels, epilogues, per_isa, random_map, strided,
            },
        },
        simd::AnySimd,
    };

    impl Case for kernel::ConvTranspose2d {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: Layout::Nhwc,
                in_place: matches!(self.epilogue.residual(), Residual::InPlace),
                scratch: 0,
            }
        }

        fn partition(&self) -> Partition {
            kernel::ConvTranspose2d::partition(self)
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::ConvTranspose2d> {
        let size =
            prop_oneof![Just((1, 1)), (1..=4_usize, 1..=5_usize), (1..=3_usize, 5..=30_usize)];
        // Outputs and residuals often have no gaps, because phases are only joined then.
        let gap = || prop_oneof![2 => Just(0_usize), 1 => 1..=5_usize];
        let gaps = (0..=5_usize, gap(), gap());
        (1..=40_usize, channels(), 1..=5_usize, size, gaps).prop_flat_map(
            |(inputs, outputs, kernel, (height, width), gaps)| {
                epilogues(outputs + gaps.2).prop_map(move |epilogue| {
                    kernel::ConvTranspose2d::new(
                        strided(inputs, height, width, gaps.0),
                        strided(outputs, kernel * height, kernel * width, gaps.1),
                    )
                    .kernel(kernel)
                    .epilogue(epilogue)
                })
            },
        )
    }

    /// The output by the definition, C×H×W: every input pixel is multiplied by the whole kernel, which goes to
    /// its own k×k pixels.
    fn expected(
        shape: &kernel::ConvTranspose2d,
        tensors: &Tensors,
        conv: &ConvTensors,
        input: &[f64],
        operands: Operands<'_>,
    ) -> Vec<f64> {
        let kernel::ConvTranspose2d { input: from, output: to, kernel, epilogue } = *shape;
        let at = |id: TensorId, i: usize| f64::from(tensors.get(id)[i]);
        let mut all = Vec::new();
        for (o, pixel) in (0..to.channels).flat_map(|o| (0..to.pixels()).map(move |p| (o, p))) {
            let (y, x) = (pixel / to.width, pixel % to.width);
            let tap = y % kernel * kernel + x % kernel;
            let mut v: f64 = (0..from.channels)
                .map(|c| {
                    let weight = (c * to.channels + o) * kernel * kernel + tap;
                    let pixel = (c * from.height + y / kernel) * from.width + x / kernel;
                    at(conv.weight, weight) * input[pixel]
                })
                .sum();
            v += conv.bias.map_or(0.0, |bias| at(bias, o));
            if let Some(norm) = &conv.norm {
                let deviation = (at(norm.running_var, o) + f64::from(norm.eps)).sqrt();
                v = (v - at(norm.running_mean, o)) / deviation * at(norm.weight, o)
                    + at(norm.bias, o);
            }
            all.push(tensors.finish(&epilogue, &conv.epilogue, operands, to, o, pixel, v));
        }
        all
    }

    fn agrees(simd: AnySimd, shape: kernel::ConvTranspose2d, seed: u64) {
        let kernel::ConvTranspose2d { input: from, output: to, kernel, epilogue } = shape;
        let mut tensors = Tensors::new(seed);
        // The bias comes from a tensor, from a batch norm, or from both.
        let kind = if epilogue.bias() { seed % 3 } else { 3 };
        let conv = ConvTensors {
            weight: tensors.add(from.channels * to.channels * kernel * kernel),
            bias: (kind == 0 || kind == 1).then(|| tensors.add(to.channels)),
            norm: (kind == 1 || kind == 2).then(|| tensors.norm(to.channels)),
            epilogue: tensors.epilogue(&epilogue, to.channels),
        };
        let weights = tensors.pack(&Packing::ConvTranspose2d(shape, conv));
        let (numbers, input) = random_map(seed ^ 1, &from, Layout::Nhwc);
        let residual = match epilogue.residual() {
            Residual::Map { stride } => {
                random_map(seed ^ 2, &Map { stride: stride as usize, ..to }, Layout::Nhwc).1
            }
            Residual::None | Residual::InPlace => Vec::new(),
        };
        let (_, previous) = random_map(seed ^ 3, &to, Layout::Nhwc);
        let gate = tensors.gate(&epilogue, to.channels);
        let operands = Operands {
            weights: &weights,
            input: &input,
            gate: &gate,
            residual: &residual,
            previous: &previous,
        };
        let expected = expected(&shape, &tensors, &conv, &numbers, operands);
        // As for 1×1 convolutions: sums of up to 40 products.
        shape.check(simd, operands, seed, &expected, 4e-5);
    }

    per_isa!(agrees, shapes());
}
