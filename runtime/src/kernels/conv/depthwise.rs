//! Depth-wise convolution, and convolution in groups so narrow that outputs share hardly any inputs. The
//! lanes of a vector are different outputs.

use core::hint::black_box;

use espnet_abi::{
    Isa, kernel,
    layout::{BLOCK, Layout, round_up},
};

use crate::{
    kernels::{
        common::{
            call::Call,
            epilogue::{Constants, added},
            kernel::{ConstShape, Kernel, Partition, Specialised, compile},
            lanes::{lanes, load, store, whole_mut},
            ring::behind,
            shape_param::{Runtime, ShapeParam, part_of},
            taps::add,
            unroll::hidden,
        },
        resample::ResizedResidual,
    },
    simd::{AnySimd, Scalar, Simd, SimdTask},
};

/// The number of pixels of a tile if a block is one register of 32: enough independent sums to keep both
/// multipliers busy during the latency of a multiplication.
const WIDE: usize = kernel::DepthwiseConv2d::TILE;

/// The number of pixels of a tile if a block is two registers of sixteen, two of which contain weights.
const NARROW: usize = 7;

/// The prefetch distance in pixels. Rows are read while the ring is written, and these stores defeat the
/// processor's own prefetcher.
const PREFETCH_DISTANCE: usize = 16;

/// The number of multiplications below which a shape does not get a function of its own. Pyramids have
/// branches of many sizes, most of which take a few µs.
const WORTH_A_FUNCTION: usize = 200_000;

/// Convolves the few inputs of each output.
///
/// Each input row is gathered once into a zero-padded ring, in the order in which the outputs read it. One
/// loop without borders can therefore process plain, shuffled and grouped inputs. Blocks of outputs are
/// computed from the ring in [strips](kernel::DepthwiseConv2d::strip), one after another. If the kernel adds
/// a resized map, each row of it is resized with all channels before the first strip adds to that row.
impl Kernel for kernel::DepthwiseConv2d {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let (stages, shape) = (EpilogueOf(shape), &shape.shape());
        if const { matches!(S::ISA, Isa::Avx512) } {
            rows::<S, _, WIDE>(simd, stages, shape, call);
        } else {
            rows::<S, _, NARROW>(simd, stages, shape, call);
        }
    }

    fn portable(self, call: Call<'_>) {
        shared(Scalar.any(), self, call);
    }
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::DepthwiseConv2d {
    const PARTITION: Partition = Partition::of(&P::SHAPE.output, Layout::Nhwc);

    fn specialised<S: Simd>(simd: S, call: Call<'_>) {
        if const { P::SHAPE.multiplications() < WORTH_A_FUNCTION } {
            shared(simd.any(), P::SHAPE, call);
        } else {
            compile::<P, S>(simd, call);
        }
    }
}

/// The epilogue of a shape.
#[derive(Clone, Copy)]
struct EpilogueOf<Q>(Q);

part_of!(EpilogueOf: kernel::DepthwiseConv2d => kernel::Epilogue, |shape| shape.epilogue);

/// The function for shapes that do not get one of their own, and for processors on which no shape does.
#[inline(never)]
fn shared(simd: AnySimd, shape: kernel::DepthwiseConv2d, call: Call<'_>) {
    simd.run(SharedTask(shape, call));
}

struct SharedTask<'a>(kernel::DepthwiseConv2d, Call<'a>);

impl SimdTask for SharedTask<'_> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        kernel::DepthwiseConv2d::compute(simd, Runtime(self.0), self.1);
    }
}

/// Computes the output rows strip by strip, in tiles of `N` pixels.
#[inline(always)]
fn rows<S: Simd, E: ShapeParam<kernel::Epilogue>, const N: usize>(
    simd: S,
    stages: E,
    shape: &kernel::DepthwiseConv2d,
    call: Call<'_>,
) {
    let (to, epilogue) = (shape.output, &shape.epilogue);
    let (filters, vectors) = call.weights.split_at(shape.constants());
    let ring = &mut call.scratch[..shape.scratch_len()];
    let taps = hidden::<S>(shape.kernel);
    let filters = &filters[..hidden::<S>(filters.len())];
    let mut resized = ResizedResidual::new((shape.resized, to), call.residual, call.chunks.start);
    for strip in (0..round_up(to.channels) / BLOCK).step_by(shape.strip()) {
        // Rows count from the top of the padding.
        let mut filled = 0;
        for (line, y) in call.chunks.clone().enumerate() {
            let top = y * shape.stride;
            for row in filled.max(top)..top + shape.window() {
                let slot = row % shape.window() * shape.padded_row();
                let input = row.checked_sub(shape.padding).filter(|&row| row < shape.input.height);
                let to = &mut ring[slot..][..shape.padded_row()];
                fill(simd, shape, call.input, input, strip, to);
            }
            filled = top + shape.window();
            let output = &mut call.output[line * to.width * to.stride..];
            resized.reach(simd, y..call.chunks.end, output);
            let first = top % shape.window();
            let ring = &ring[..hidden::<S>(ring.len())];
            for within in 0..shape.strip() {
                let block = strip + within;
                let (channel, lanes) = (block * BLOCK, lanes(to.channels, block));
                let gate = if epilogue.gate() { &call.gate[channel..][..lanes] } else { &[] };
                let vectors = &vectors[epilogue.weights_len(block)..];
                let constants = Constants::load(simd, epilogue, vectors, gate);
                for x in (0..to.width).step_by(N) {
                    let start = constants.start();
                    let place = (block, within);
                    let sums =
                        tile::<S, N>(simd, shape, filters, ring, taps, start, place, first, x);
                    for (i, sum) in sums.into_iter().enumerate() {
                        if x + i < to.width {
                            let at = (line * to.width + x + i) * to.stride + channel;
                            let output = &mut call.output[at..];
                            let residual = (call.residual, y * to.width + x + i);
                            let added = added(simd, epilogue, output, residual, channel, lanes);
                            let value = constants.finish(simd, stages, sum, added);
                            store(simd, value, output, lanes);
                        }
                    }
                }
            }
        }
    }
}

/// The sums of `N` pixels from column `x` on. Their windows begin at slot `first` of the ring. The block is
/// number `block` of the output and number `within` of the strip.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
fn tile<S: Simd, const N: usize>(
    simd: S,
    shape: &kernel::DepthwiseConv2d,
    filters: &[f32],
    ring: &[f32],
    taps: usize,
    start: S::Block,
    (block, within): (usize, usize),
    first: usize,
    x: usize,
) -> [S::Block; N] {
    let (kernel, inputs) = (shape.kernel, shape.inputs_per_output());
    let mut sums = [start; N];
    for j in 0..inputs {
        for tap_row in 0..taps {
            let slot = behind(first, tap_row * shape.dilation, shape.window());
            let column = (j * shape.strip() + within) * shape.padded_width() + x * shape.stride;
            let filter = ((block * inputs + j) * kernel + tap_row) * kernel;
            let row = &ring[slot * shape.padded_row() + column * BLOCK..];
            let steps = [shape.stride, shape.dilation];
            add::<S, N>(simd, taps, &filters[filter * BLOCK..], row, steps, &mut sums);
        }
    }
    sums
}

/// Gathers the channels of input row `source` for the strip that begins with block `strip`, with zeros on
/// either side. Without a source it writes a row of zeros.
#[inline(always)]
fn fill<S: Simd>(
    simd: S,
    shape: &kernel::DepthwiseConv2d,
    input: &[f32],
    source: Option<usize>,
    strip: usize,
    row: &mut [f32],
) {
    let Some(source) = source else { return row.fill(0.0) };
    let (from, channels) = (shape.input, shape.output.channels);
    let input = &input[source * from.width * from.stride..];
    let (blocks, padded) = (shape.strip(), shape.padded_width() * BLOCK);
    let (left, right) = (shape.padding * BLOCK, (shape.padding + from.width) * BLOCK);
    for pixels in row.chunks_exact_mut(padded) {
        pixels[..left].fill(0.0);
        pixels[right..][..left].fill(0.0);
    }
    for (j, row) in row.chunks_exact_mut(blocks * padded).enumerate() {
        if contiguous(shape) {
            // The pixels are read in the order of memory.
            let input = &input[shape.source(0, j)..];
            for x in 0..from.width {
                for within in 0..blocks {
                    let block = strip + within;
                    let lanes = lanes(channels, block);
                    let prefetched = (x + PREFETCH_DISTANCE) * from.stride + block * BLOCK;
                    simd.prefetch(input.as_ptr().wrapping_add(prefetched));
                    let value = load(simd, &input[x * from.stride + block * BLOCK..], lanes);
                    simd.store(value, whole_mut(&mut row[within * padded + left + x * BLOCK..]));
                }
            }
            continue;
        }
        for (within, pixels) in row.chunks_exact_mut(padded).enumerate() {
            let block = strip + within;
            // Lanes without an output read any channel; their sums are not stored. The indices are hidden
            // from the optimiser, because it would use gather instructions, which are slower. This is a loop
            // because `array::from_fn` is not always inlined; the shape would then be spilled to memory.
            let last = channels - 1;
            let mut sources = [0; BLOCK];
            for (lane, source) in sources.iter_mut().enumerate() {
                *source = shape.source(last.min(block * BLOCK + lane), j);
            }
            let sources = black_box(sources);
            for (x, pixel) in pixels[left..right].chunks_exact_mut(BLOCK).enumerate() {
                let input = &input[x * from.stride..][..from.channels];
                for (value, source) in pixel.iter_mut().zip(sources) {
                    *value = input[source];
                }
            }
        }
    }
}

/// Whether the j-th inputs of all outputs are consecutive channels, for every j.
#[inline(always)]
const fn contiguous(shape: &kernel::DepthwiseConv2d) -> bool {
    let inputs = shape.inputs_per_output();
    shape.output.channels == shape.groups
        && (inputs == shape.shuffle || inputs == 1 && shape.shuffle == shape.input.channels)
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use espnet_abi::{
        kernel::{self, Residual},
        layout::{Layout, Map},
        pack::Packing,
    };
    use proptest::prelude::*;

    use super::contiguous;
    use crate::{
        kernels::testing::{
            Case, Convolution, Operands, Output, Tensors, adding_in_place, epilogues, per_isa,
            random_map, resizable, strided,
        },
        simd::AnySimd,
    };

    impl Case for kernel::DepthwiseConv2d {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: Layout::Nhwc,
                in_place: self.epilogue.residual() == Residual::InPlace && self.resized.is_none(),
                scratch: self.scratch_len(),
            }
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::DepthwiseConv2d> {
        // The number of groups, and the inputs and outputs of each: depth-wise, merging, and other
        // convolutions.
        let groups = prop_oneof![
            (prop::sample::select(&[1_usize, 3, 10, 16, 21, 50, 64][..]), Just(1), Just(1)),
            (1..22_usize, 1..6_usize, Just(1)),
            (1..7_usize, 1..4_usize, 1..5_usize),
        ];
        let window =
            (prop::sample::select(&[1_usize, 3, 5][..]), 1..4_usize, 0..4_usize, 1..4_usize);
        let size = (1..8_usize, prop_oneof![1..6_usize, 1..30_usize]);
        let gaps = (0..4_usize, 0..4_usize, 0..4_usize);
        (groups, window, size, gaps, any::<prop::sample::Index>())
            .prop_filter_map("the window fits", |(groups, window, size, gaps, shuffle)| {
                let (groups, inputs, outputs) = groups;
                let (kernel, stride, padding, dilation) = window;
                let span = (kernel - 1) * dilation + 1;
                let windows =
                    |len: usize| Some((len + 2 * padding).checked_sub(span)? / stride + 1);
                let channels = groups * inputs;
                let divisors =
                    (1..=channels).filter(|d| channels.is_multiple_of(*d)).collect::<Vec<_>>();
                let output = strided(groups * outputs, windows(size.0)?, windows(size.1)?, gaps.1);
                Some(kernel::DepthwiseConv2d {
                    input: strided(channels, size.0, size.1, gaps.0),
                    output,
                    groups,
                    shuffle: *shuffle.get(&divisors),
                    kernel,
                    stride,
                    padding,
                    dilation,
                    epilogue: kernel::Epilogue::NONE,
                    resized: None,
                })
                .map(|shape| (shape, gaps.2))
            })
            .prop_flat_map(|(shape, gap)| {
                epilogues(shape.output.channels + gap)
                    .prop_map(move |epilogue| kernel::DepthwiseConv2d { epilogue, ..shape })
            })
    }

    fn convolution(shape: &kernel::DepthwiseConv2d) -> Convolution {
        Convolution {
            input: shape.input,
            layout: Layout::Nhwc,
            output: shape.output,
            groups: shape.groups,
            kernel: shape.kernel,
            stride: shape.stride,
            padding: shape.padding,
            dilation: shape.dilation,
            epilogue: shape.epilogue,
        }
    }

    fn check(simd: AnySimd, shape: kernel::DepthwiseConv2d, seed: u64) {
        let (from, to, epilogue) = (shape.input, shape.output, shape.epilogue);
        let convolution = convolution(&shape);
        let mut tensors = Tensors::new(seed);
        let conv = convolution.tensors(&mut tensors, seed);
        let weights = tensors.pack(&Packing::DepthwiseConv2d(shape, conv));
        let (numbers, input) = random_map(seed ^ 1, &from, Layout::Nhwc);
        let (_, previous) = random_map(seed ^ 2, &to, Layout::Nhwc);
        let residual = tensors.residual(&epilogue, to);
        let gate = tensors.gate(&epilogue, to.channels);
        let operands = Operands {
            weights: &weights,
            input: &input,
            gate: &gate,
            residual: &residual,
            previous: &previous,
        };
        // The shuffle as in PyTorch: the planes as a matrix of groups × C/groups, transposed.
        let planes = numbers.chunks(from.pixels()).collect::<Vec<_>>();
        let per_group = from.channels / shape.shuffle;
        let shuffled = (0..from.channels)
            .flat_map(|c| planes[c % shape.shuffle * per_group + c / shape.shuffle])
            .copied()
            .collect::<Vec<_>>();
        let expected = convolution.output(&tensors, &conv, &shuffled, operands);
        // Sums of up to 125 products below 1; each partial sum stays small and is rounded by 2⁻²⁴ of its
        // value.
        shape.check(simd, operands, seed, &expected, 1e-5);
    }

    per_isa!(check, shapes());

    mod resized {
        use super::*;

        fn same(simd: AnySimd, (shape, from): (kernel::DepthwiseConv2d, Map), seed: u64) {
            let with = |resized| kernel::DepthwiseConv2d {
                epilogue: adding_in_place(&shape.epilogue),
                resized,
                ..shape
            };
            let packing = |conv| Packing::DepthwiseConv2d(with(None), conv);
            convolution(&with(None)).check_resized(with, from, packing, simd, seed);
        }

        per_isa!(
            same,
            shapes().prop_flat_map(|shape| (Just(shape), resizable(shape.output.channels)))
        );
    }

    proptest! {
        #[test]
        fn contiguous_sources_are_neighbours(shape in shapes()) {
            let all = (0..shape.inputs_per_output()).all(|j| {
                (0..shape.output.channels).all(|o| shape.source(o, j) == shape.source(0, j) + o)
            });
            prop_assert!(all || !contiguous(&shape));
        }
    }

    #[test]
    fn inputs_of_merging_layers_are_contiguous() {
        let shape = kernel::DepthwiseConv2d {
            input: strided(50, 4, 4, 0),
            output: strided(10, 4, 4, 0),
            groups: 10,
            shuffle: 5,
            kernel: 3,
            stride: 1,
            padding: 1,
            dilation: 1,
            epilogue: kernel::Epilogue::NONE,
            resized: None,
        };
        assert!(contiguous(&shape));
        assert!(contiguous(&kernel::DepthwiseConv2d {
            groups: 50,
            output: shape.input,
            shuffle: 1,
            ..shape
        }));
    }
}
