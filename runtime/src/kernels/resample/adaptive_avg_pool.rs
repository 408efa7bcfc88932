//! Adaptive average pooling of channels-last maps to any size, including the global average.

use core::{hint::black_box, ops::Range};

use espnet_abi::{
    kernel,
    layout::{BLOCK, Map, round_up},
    resample::adaptive_window,
};

use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        lanes::{lanes, load, store},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// The number of neighbouring pixels that are added up in [`CHAINS`] plain sums before compensation.
const RUN: usize = 32;

/// The number of independent sums of these pixels, which the processor computes in parallel.
const CHAINS: usize = 4;

/// The number of blocks of channels that are added up together, so that neighbouring channels of a pixel are
/// read together.
const TOGETHER: usize = 8;

/// Averages windows that divide the input into as many ranges as the output has pixels.
///
/// Windows wider than 32 pixels are added up 32 pixels at a time. These partial sums are added with
/// compensation for rounding (Kahan summation), so the mean of any number of pixels is precise to a few 10⁻⁷.
impl Kernel for kernel::AdaptiveAvgPool {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let shape = &shape.shape();
        if shape.output.pixels() == 1 {
            return global(simd, shape.input, call.input, call.chunks, call.output);
        }
        let (from, to) = (shape.input, shape.output);
        for (line, y) in call.chunks.enumerate() {
            let Range { start: top, end: bottom } = adaptive_window(y, from.height, to.height);
            for x in 0..to.width {
                let Range { start: left, end: right } = adaptive_window(x, from.width, to.width);
                let share = simd.splat(1.0 / ((bottom - top) * (right - left)) as f32);
                let output = &mut call.output[(line * to.width + x) * to.stride..][..to.channels];
                for block in 0..round_up(to.channels) / BLOCK {
                    let lanes = lanes(to.channels, block);
                    let row =
                        |y: usize| &call.input[y * from.width * from.stride + block * BLOCK..];
                    let mut sum = Sum::new(simd);
                    for y in top..bottom {
                        if from.width <= 4 * to.width {
                            // Windows of a few pixels, as in the pyramid, are too narrow for chains.
                            let few = few(simd, row(y), left, right, from.stride, lanes);
                            sum.total = simd.add(sum.total, few);
                        } else {
                            for start in (left..right).step_by(RUN) {
                                let end = right.min(start + RUN);
                                sum.add(simd, run(simd, row(y), start, end, from.stride, lanes));
                            }
                        }
                    }
                    store(simd, simd.mul(sum.total, share), &mut output[block * BLOCK..], lanes);
                }
            }
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::AdaptiveAvgPool {
    const PARTITION: Partition = P::SHAPE.partition();
}

/// Computes the mean of a whole map for some blocks of its channels. `output` begins at the first of these
/// blocks.
#[inline(always)]
pub(crate) fn global<S: Simd>(
    simd: S,
    from: Map,
    input: &[f32],
    blocks: Range<usize>,
    output: &mut [f32],
) {
    let share = simd.splat(1.0 / from.pixels() as f32);
    let (all, output) = (blocks, output.chunks_mut(TOGETHER * BLOCK));
    for (first, output) in all.clone().step_by(TOGETHER).zip(output) {
        let blocks = first..all.end.min(first + TOGETHER);
        let mut sums = [Sum::new(simd); TOGETHER];
        for y in 0..from.height {
            let row = &input[y * from.width * from.stride..];
            for start in (0..from.width).step_by(RUN) {
                // Hidden from the optimiser, which would unroll the loop: more code to compile, and not
                // faster.
                let end = black_box(from.width.min(start + RUN));
                for (block, sum) in blocks.clone().zip(&mut sums) {
                    let lanes = lanes(from.channels, block);
                    sum.add(simd, run(simd, &row[block * BLOCK..], start, end, from.stride, lanes));
                }
            }
        }
        for ((block, sum), output) in blocks.zip(&sums).zip(output.chunks_mut(BLOCK)) {
            store(simd, simd.mul(sum.total, share), output, lanes(from.channels, block));
        }
    }
}

/// A compensated sum of many numbers: the sum, and the rounding error of its additions.
#[derive(Clone, Copy)]
struct Sum<S: Simd> {
    total: S::Block,
    lost: S::Block,
}

impl<S: Simd> Sum<S> {
    #[inline(always)]
    fn new(simd: S) -> Self {
        Sum { total: simd.splat(0.0), lost: simd.splat(0.0) }
    }

    #[inline(always)]
    fn add(&mut self, simd: S, x: S::Block) {
        let term = simd.sub(x, self.lost);
        let total = simd.add(self.total, term);
        self.lost = simd.sub(simd.sub(total, self.total), term);
        self.total = total;
    }
}

/// The sum of pixels `left..right` of a row, added one after another.
#[inline(always)]
fn few<S: Simd>(
    simd: S,
    row: &[f32],
    left: usize,
    right: usize,
    stride: usize,
    lanes: usize,
) -> S::Block {
    let mut sum = load(simd, &row[left * stride..], lanes);
    for x in left + 1..right {
        sum = simd.add(sum, load(simd, &row[x * stride..], lanes));
    }
    sum
}

/// The sum of pixels `left..right` of a row, added in four independent chains.
#[inline(always)]
fn run<S: Simd>(
    simd: S,
    row: &[f32],
    left: usize,
    right: usize,
    stride: usize,
    lanes: usize,
) -> S::Block {
    let mut chains = [simd.splat(0.0); CHAINS];
    let mut x = left;
    while x + CHAINS <= right {
        // Cut to a constant length once, so that the pixels need no bounds checks.
        let pixels = &row[x * stride..][..(CHAINS - 1) * stride + lanes];
        for (i, chain) in chains.iter_mut().enumerate() {
            *chain = simd.add(*chain, load(simd, &pixels[i * stride..], lanes));
        }
        x += CHAINS;
    }
    for x in x..right {
        chains[0] = simd.add(chains[0], load(simd, &row[x * stride..], lanes));
    }
    simd.add(simd.add(chains[0], chains[1]), simd.add(chains[2], chains[3]))
}

#[cfg(test)]
mod tests {
    use std::{vec, vec::Vec};

    use espnet_abi::{
        kernel,
        layout::{Layout, Map},
    };
    use proptest::prelude::*;

    use crate::{
        kernels::{
            common::kernel::Partition,
            testing::{Case, Operands, Output, channels, per_isa, strided, values},
        },
        simd::AnySimd,
    };

    impl Case for kernel::AdaptiveAvgPool {
        fn output(&self) -> Output {
            Output { map: self.output, layout: Layout::Nhwc, in_place: false, scratch: 0 }
        }

        fn partition(&self) -> Partition {
            self.partition()
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::AdaptiveAvgPool> {
        let size = || prop_oneof![Just(1_usize), 1..6_usize, 1..30_usize];
        let output = prop_oneof![Just((1_usize, 1_usize)), (size(), size())];
        // Sometimes there are more blocks than are added up together.
        let channels = prop_oneof![4 => channels(), 1 => 120..300_usize];
        (channels, (size(), size()), output, (0..4_usize, 0..4_usize)).prop_map(
            |(channels, input, output, gaps)| kernel::AdaptiveAvgPool {
                input: strided(channels, input.0, input.1, gaps.0),
                output: strided(channels, output.0, output.1, gaps.1),
            },
        )
    }

    fn check(simd: AnySimd, shape: kernel::AdaptiveAvgPool, seed: u64) {
        let input = values(seed, shape.input.span());
        let operands = Operands { input: &input, ..Operands::default() };
        shape.check(simd, operands, seed, &expected(&shape, &input), 1e-6);
    }

    /// The definition with windows as in PyTorch, from floor and ceiling of quotients.
    fn expected(shape: &kernel::AdaptiveAvgPool, input: &[f32]) -> Vec<f64> {
        let (from, to) = (shape.input, shape.output);
        let window = |i: usize, len: usize, parts: usize| {
            let bound = |i: usize| i as f64 * len as f64 / parts as f64;
            bound(i).floor() as usize..bound(i + 1).ceil() as usize
        };
        let mut means = Vec::new();
        for i in 0..to.channels * to.pixels() {
            let (c, y, x) = (i / to.pixels(), i % to.pixels() / to.width, i % to.width);
            let rows = window(y, from.height, to.height);
            let columns = window(x, from.width, to.width);
            let count = rows.len() * columns.len();
            let sum = rows
                .flat_map(|y| columns.clone().map(move |x| y * from.width + x))
                .map(|pixel| f64::from(input[pixel * from.stride + c]))
                .sum::<f64>();
            means.push(sum / count as f64);
        }
        means
    }

    per_isa!(check, shapes());

    #[test]
    fn large_means_are_accurate() {
        for (height, width) in [(128, 64), (256, 512)] {
            let shape = kernel::AdaptiveAvgPool {
                input: Map::dense(3, height, width),
                output: Map::dense(3, 1, 1),
            };
            let noise = values(7, shape.input.span());
            let positive = noise.iter().map(|x| 1.0 + x).collect();
            let constant = vec![0.1; shape.input.span()];
            for input in [constant, positive] {
                for simd in AnySimd::tested() {
                    let operands = Operands { input: &input, ..Operands::default() };
                    let got = shape.execute(simd, operands, core::slice::from_ref(&(0..1)));
                    for (got, want) in got.iter().zip(expected(&shape, &input)) {
                        let error = (f64::from(*got) - want).abs() / want;
                        assert!(error < 1e-6, "{got} instead of {want}");
                    }
                }
            }
        }
    }
}
