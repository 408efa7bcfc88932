//! The head of a classifier in one kernel: a depth-wise convolution, a grouped 1×1 convolution and the global
//! average.
//!
//! Workers divide the outputs, not the pixels. The channels of a group are convolved before the first of its
//! outputs is computed. While they are in cache, the outputs are computed for all pixels, one slice at a
//! time, and each slice is averaged immediately.

use espnet_abi::{
    kernel,
    layout::{BLOCK, Map},
};

use crate::{
    kernels::{
        common::{
            call::{Call, Portion},
            kernel::{ConstShape, Fixed, Kernel, Partition, Specialised, portable},
            shape_param::{ShapeParam, derived, part_of},
        },
        matmul::{FarPrefetch, Matmul, MatmulWeights, Pixels, Walk, multiply},
        resample::adaptive_avg_pool,
    },
    simd::{Simd, SimdTask},
};

/// The depth-wise convolution of a group.
#[derive(Clone, Copy)]
struct Depthwise<Q>(Q);

/// The 1×1 convolution to one slice of the outputs.
#[derive(Clone, Copy)]
struct Piece<Q>(Q);

part_of!(Depthwise: kernel::Head => kernel::Hff, |head| head.group());
part_of!(Piece: kernel::Head => Matmul, |head| {
    let pixels = head.depthwise.output.pixels();
    Matmul::pointwise(&head.piece(), pixels, pixels).prefetching_weights()
});

/// The last convolutions of a classifier and the global average.
impl Kernel for kernel::Head {
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let head = shape.shape();
        let group = head.group();
        let Call { weights, input, next_weights, output, scratch, chunks, .. } = call;
        let (depthwise, pointwise) = weights.split_at(head.depthwise.weights_len());
        let (map, rest) = scratch.split_at_mut(group.scratch_len());
        let (convolved, made) = rest.split_at_mut(group.output.span());
        let mut done = None;
        let outputs = output.chunks_exact_mut(head.piece_outputs());
        for (place, (piece, output)) in chunks.clone().zip(outputs).enumerate() {
            let number = piece / head.group_pieces();
            if done != Some(number) {
                let weights = &depthwise[number * group.weights_len()..][..group.weights_len()];
                let input = &input[number * group.input.channels..];
                simd.run(DepthwiseTask { shape, weights, input, map, output: convolved });
                done = Some(number);
            }
            let next = FarPrefetch::share(next_weights, place, chunks.len());
            let (weights, input) = (pointwise, &*convolved);
            simd.run(MeansTask { shape, weights, piece, input, next, made, output });
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::Head {
    const PARTITION: Partition = P::SHAPE.partition();

    fn specialised<S: Simd>(simd: S, call: Call<'_>) {
        Self::compute(simd, Fixed::<P>::new(), call);
    }
}

/// The task of convolving the channels of a group: [`kernel::Hff`] as a separate function.
struct DepthwiseTask<'a, Q> {
    shape: Q,
    /// The packed weights of the group.
    weights: &'a [f32],
    /// The input map, from the group's first channel on.
    input: &'a [f32],
    /// Scratch for the haloed map.
    map: &'a mut [f32],
    output: &'a mut [f32],
}

impl<Q: ShapeParam<kernel::Head>> SimdTask for DepthwiseTask<'_, Q> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let DepthwiseTask { shape, weights, input, map, output } = self;
        let call = Call {
            portion: Portion::Whole,
            weights,
            input,
            gate: &[],
            residual: &[],
            next_weights: &[],
            shared: &[],
            output,
            scratch: map,
            chunks: 0..derived!(Q: shape.shape(), |head| head.depthwise.output.height),
        };
        kernel::Hff::compute(simd, Depthwise(shape), call);
    }
}

/// The task of computing the means of one slice of the outputs.
struct MeansTask<'a, Q> {
    shape: Q,
    /// The packed weights of the whole 1×1 convolution.
    weights: &'a [f32],
    /// The number of the slice.
    piece: usize,
    /// The convolved channels of the group.
    input: &'a [f32],
    /// The next call's weights that this task prefetches.
    next: &'a [f32],
    /// Scratch for the outputs of the slice at all pixels.
    made: &'a mut [f32],
    output: &'a mut [f32],
}

impl<Q: ShapeParam<kernel::Head>> SimdTask for MeansTask<'_, Q> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let MeansTask { shape, weights, piece, input, next, made, output } = self;
        let [constants, len, each] = derived!(Q: shape.shape(), |head| {
            let point = head.piece();
            let epilogue = point.epilogue.weights_len(point.output_panels());
            [head.pointwise.constants(), point.constants(), epilogue]
        });
        let [from, to]: [Map; 2] = derived!(Q: shape.shape(), |head| {
            let point = head.piece();
            [point.input, point.output]
        });
        let (panels, constants) = weights.split_at(constants);
        let weights = MatmulWeights {
            panels: &panels[piece * len..][..len],
            constants: &constants[piece * each..][..each],
            gate: &[],
            image: &[],
            next,
        };
        assert!(input.len() >= from.span() && made.len() >= to.span());
        // SAFETY: the assertion covers the pixels of both maps, which have the same number of pixels. Panels
        // read and write only channels of the maps. There is no residual.
        unsafe {
            let pixels = Pixels::new(
                from.pixels(),
                (input.as_ptr(), from.stride),
                (made.as_mut_ptr(), to.stride),
            );
            multiply(simd, Piece(shape), &Walk::POINT, weights, pixels);
        }
        adaptive_avg_pool::global(simd, to, made, 0..to.channels / BLOCK, output);
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use espnet_abi::{
        kernel::{self, Stage},
        layout::{Dilations, Layout, Map},
        pack::Packing,
    };
    use proptest::prelude::*;

    use crate::{
        kernels::{
            common::kernel::Partition,
            testing::{
                Case, Convolution, Operands, Output, Tensors, epilogues, fuse, fusion_tensors,
                per_isa, random_map, strided, without,
            },
        },
        simd::AnySimd,
    };

    impl Case for kernel::Head {
        fn output(&self) -> Output {
            Output {
                map: kernel::Head::output(self),
                layout: Layout::Nhwc,
                in_place: false,
                scratch: self.scratch_len(),
            }
        }

        fn partition(&self) -> Partition {
            kernel::Head::partition(self)
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::Head> {
        let group = (1..=3_usize, 2..=10_usize);
        let size = prop_oneof![Just((7, 7)), (1..=9_usize, 1..=16_usize)];
        let epilogue = epilogues(0).prop_map(|epilogue| {
            without(&epilogue, |stage| matches!(stage, Stage::Gate | Stage::Add(_)))
        });
        (1..=4_usize, group, size, 0..=3_usize, epilogue).prop_map(
            |(groups, (inputs, outputs), (height, width), gap, epilogue)| {
                let channels = 16 * inputs * groups;
                let made = Map::dense(channels, height, width);
                kernel::Head {
                    depthwise: kernel::Hff {
                        input: strided(channels, height, width, gap),
                        output: made,
                        dilations: Dilations::new(&[1]),
                        stride: 1,
                    },
                    pointwise: kernel::Pointwise {
                        input: made,
                        output: Map::dense(16 * outputs * groups, height, width),
                        groups,
                        epilogue,
                    },
                }
            },
        )
    }

    /// The tolerance of a 1×1 convolution with sums of up to 48 products; averaging adds nothing to the
    /// error.
    const TOLERANCE: f64 = 4e-5;

    fn agrees(simd: AnySimd, head: kernel::Head, seed: u64) {
        let kernel::Head { depthwise, pointwise } = head;
        let convolution = Convolution::pointwise(pointwise);
        let mut tensors = Tensors::new(seed);
        let first = fusion_tensors(&depthwise, &mut tensors);
        let second = convolution.tensors(&mut tensors, seed);
        let (numbers, floats) = random_map(seed ^ 1, &depthwise.input, Layout::Nhwc);
        let weights = [
            tensors.pack(&Packing::Hff(depthwise, first)),
            tensors.pack(&Packing::Pointwise(pointwise, second)),
        ]
        .concat();
        let operands = Operands { weights: &weights, input: &floats, ..Operands::default() };
        let convolved = fuse(&depthwise, &tensors, &first, &numbers);
        let made = convolution.output(&tensors, &second, &convolved, operands);
        let pixels = pointwise.output.pixels();
        let mean = |plane: &[f64]| plane.iter().sum::<f64>() / pixels as f64;
        let expected: Vec<f64> = made.chunks_exact(pixels).map(mean).collect();
        head.check(simd, operands, seed, &expected, TOLERANCE);
    }

    per_isa!(agrees, shapes());
}
