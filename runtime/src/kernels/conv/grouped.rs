//! Convolution in narrow groups, or to few outputs. The lanes of a vector are neighbouring pixels, and each
//! input that is loaded is used for all outputs of its group.
//!
//! Input rows are copied once each into a ring of zero-padded planes; channels-last rows are transposed for
//! that. A row of sums is transposed back before its epilogue, because epilogues work on channels-last
//! blocks. Only maps of few channels pass their epilogue as planes.

use core::hint::black_box;

use espnet_abi::{
    Isa,
    kernel::{self, Residual},
    layout::{BLOCK, Layout, round_up},
};

use crate::{
    kernels::{
        common::{
            call::Call,
            epilogue::{Constants, added},
            kernel::{ConstShape, Kernel, Partition, Specialised, portable},
            lanes::{lanes, store, whole_mut},
            ring::behind,
            shape_param::{ShapeParam, part_of},
            to_planes::{FOUR, columns, to_planes},
            unroll::{hidden, unroll},
        },
        resample::ResizedResidual,
    },
    simd::Simd,
};

/// The largest number of outputs of a group that are computed together.
const MOST: usize = 6;

/// The number of outputs of a group that are computed together. It divides the group about evenly.
const fn together(shape: &kernel::GroupedConv2d) -> usize {
    let outputs = shape.group_outputs();
    outputs.div_ceil(outputs.div_ceil(MOST))
}

/// Whether `count` outputs of a group may be computed together, as far as the shape is known.
const fn possible(shape: Option<kernel::GroupedConv2d>, count: usize) -> bool {
    match shape {
        Some(shape) => {
            let together = together(&shape);
            count == together || count == shape.group_outputs() % together
        }
        None => true,
    }
}

/// The largest number of inputs for which the loop over the inputs is not unrolled: that of an image.
const FEW_INPUTS: usize = 3;

/// The number of blocks of pixels that are computed together for `outputs` outputs. Their sums keep both
/// multipliers busy, and leave registers for the weights.
const fn blocks(isa: Isa, outputs: usize) -> usize {
    match (isa, outputs) {
        (Isa::Avx2, 1) | (Isa::Avx512, ..=3) => 4,
        (Isa::Avx2, 2) | (Isa::Avx512, _) => 2,
        (Isa::Avx2 | Isa::Scalar, _) => 1,
    }
}

/// Convolves the channels of each group.
impl Kernel for kernel::GroupedConv2d {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let (source, shape) = (shape, &shape.shape());
        let to = shape.output;
        let (filters, vectors) = call.weights.split_at(shape.constants());
        let (ring, sums) = call.scratch[..shape.scratch_len()].split_at_mut(shape.ring_len());
        let mut resized =
            ResizedResidual::new((shape.resized, to), call.residual, call.chunks.start);
        // Rows count from the top of the padding.
        let mut filled = 0;
        for (line, y) in call.chunks.clone().enumerate() {
            let end = y + shape.window();
            for row in filled.max(y)..end {
                fill(simd, shape, call.input, source_row(shape, row), row % shape.window(), ring);
            }
            filled = end;
            let more = y + 1 < call.chunks.end;
            let prefetched = match (shape.layout, source_row(shape, end)) {
                (Layout::Nhwc, Some(row)) if more => pixels(shape, call.input, row),
                _ => &[],
            };
            convolve(simd, source, filters, ring, y % shape.window(), prefetched, sums);
            let output = &mut call.output[line * to.width * to.stride..];
            resized.reach(simd, y..call.chunks.end, output);
            let stages = EpilogueOf(source);
            finish(simd, (stages, shape), vectors, call.gate, call.residual, y, sums, output);
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::GroupedConv2d {
    const PARTITION: Partition = Partition::of(&P::SHAPE.output, Layout::Nhwc);
}

/// The input row that is row `row` counted from the top of the padding, or `None` in the padding.
#[inline(always)]
fn source_row(shape: &kernel::GroupedConv2d, row: usize) -> Option<usize> {
    row.checked_sub(shape.padding).filter(|&row| row < shape.input.height)
}

/// A row of a channels-last input.
#[inline(always)]
fn pixels<'a>(shape: &kernel::GroupedConv2d, input: &'a [f32], row: usize) -> &'a [f32] {
    let from = shape.input;
    &input[row * from.width * from.stride..][..(from.width - 1) * from.stride + from.channels]
}

/// Converts input row `source` to planes in slot `slot` of the ring. Without a source it writes zeros.
#[inline(always)]
fn fill<S: Simd>(
    simd: S,
    shape: &kernel::GroupedConv2d,
    input: &[f32],
    source: Option<usize>,
    slot: usize,
    ring: &mut [f32],
) {
    let (from, margin) = (shape.input, shape.margin());
    let planes = ring.chunks_exact_mut(shape.padded_width()).skip(slot).step_by(shape.window());
    let Some(source) = source else { return planes.for_each(|plane| plane.fill(0.0)) };
    for (channel, plane) in planes.enumerate() {
        plane[..margin].fill(0.0);
        plane[margin + from.width..].fill(0.0);
        if shape.layout == Layout::Nchw {
            let row = &input[(channel * from.height + source) * from.width..][..from.width];
            plane[margin..][..from.width].copy_from_slice(row);
        }
    }
    if shape.layout == Layout::Nchw {
        return;
    }
    let pixels = pixels(shape, input, source);
    let (size, window) = ((from.width, from.channels), shape.window());
    let planes = &mut ring[slot * shape.padded_width() + margin..];
    to_planes(simd, pixels, from.stride, size, planes, window * shape.padded_width());
}

/// Computes a row of sums for windows that begin at slot `first` of the ring. `prefetched` is the next row
/// that is converted to planes, and each group prefetches an equal slice of it. Nothing is computed during
/// the conversion, and memory could not keep up without the prefetches.
#[inline(always)]
fn convolve<S: Simd, Q: ShapeParam<kernel::GroupedConv2d>>(
    simd: S,
    shape: Q,
    filters: &[f32],
    ring: &[f32],
    first: usize,
    prefetched: &[f32],
    sums: &mut [f32],
) {
    let shape = &shape.shape();
    let mut prefetched =
        prefetched.chunks(round_up(prefetched.len().div_ceil(shape.groups).max(1)));
    let (outputs, together) = (shape.group_outputs(), together(shape));
    /// Calls the function compiled for this number of outputs.
    macro_rules! dispatch {
        ($count:ident, $output:ident, $inputs:ident: $($outputs:literal)+) => {
            $(if const { possible(Q::KNOWN, $outputs) } && $count == $outputs {
                row::<S, $outputs>(simd, shape, $inputs, $output, sums);
            })+
        };
    }
    for group in 0..shape.groups {
        let planes = group * shape.group_inputs() * shape.window() * shape.padded_width();
        let inputs = GroupInputs { filters, planes: &ring[planes..], first };
        for line in prefetched.next().unwrap_or(&[]).chunks(BLOCK) {
            simd.prefetch_far(line.as_ptr());
        }
        let mut output = group * outputs;
        while output < (group + 1) * outputs {
            let count = together.min((group + 1) * outputs - output);
            dispatch!(count, output, inputs: 1 2 3 4 5 6);
            output += count;
        }
    }
}

/// The inputs of one group for a row of sums.
#[derive(Clone, Copy)]
struct GroupInputs<'a> {
    /// The weights of all outputs.
    filters: &'a [f32],
    /// The ring, from the group's first plane on.
    planes: &'a [f32],
    /// The slot at which the windows begin.
    first: usize,
}

/// Computes a row of sums for `B` outputs of a group, from output `output` on.
#[inline(always)]
fn row<S: Simd, const B: usize>(
    simd: S,
    shape: &kernel::GroupedConv2d,
    inputs: GroupInputs<'_>,
    output: usize,
    sums: &mut [f32],
) {
    let all = round_up(shape.output.width) / BLOCK;
    let mut block = 0;
    while block < all {
        let rest = all - block;
        block += if const { blocks(S::ISA, B) >= 4 } && rest >= 4 {
            tile::<S, B, 4>(simd, shape, inputs, output, block, sums)
        } else if const { blocks(S::ISA, B) >= 2 } && rest >= 2 {
            tile::<S, B, 2>(simd, shape, inputs, output, block, sums)
        } else {
            tile::<S, B, 1>(simd, shape, inputs, output, block, sums)
        };
    }
}

/// Computes the sums of `P` blocks of pixels from block `block` on. Returns `P`.
#[inline(always)]
fn tile<S: Simd, const B: usize, const P: usize>(
    simd: S,
    shape: &kernel::GroupedConv2d,
    from: GroupInputs<'_>,
    output: usize,
    block: usize,
    to: &mut [f32],
) -> usize {
    let (kernel, window, padded) = (shape.kernel, shape.window(), shape.padded_width());
    let (inputs, filter) = (shape.group_inputs(), shape.filter_len());
    let column = shape.margin() - shape.padding + block * BLOCK;
    // The sums of three outputs or fewer leave registers for pixels that several taps share.
    let taps = if const { B > 3 } { hidden::<S>(kernel) } else { kernel };
    assert!(from.planes.len() >= inputs * window * padded);
    assert!(from.filters.len() >= (output + B) * filter);
    assert!(column + P * BLOCK + window - 1 <= padded && from.first < window);
    let mut sums = [[simd.splat(0.0); P]; B];
    let mut weights = from.filters[output * filter..].as_ptr();
    // The optimiser would unroll a loop over few inputs, which takes long to compile and is not faster.
    let loops = if inputs <= FEW_INPUTS { black_box(inputs) } else { inputs };
    for j in 0..loops {
        for tap_row in 0..kernel {
            let slot = behind(from.first, tap_row * shape.dilation, window);
            // SAFETY: the assertions cover the planes of all inputs of the group, and in each plane all
            // columns that `P` blocks and their taps read. They also cover the weights of `B` outputs, which
            // are `filter` floats apart; `weights` is the next weight of the first output.
            unsafe {
                let pixels = from.planes.as_ptr().add((j * window + slot) * padded + column);
                for tap in 0..taps {
                    let pixels = pixels.add(tap * shape.dilation);
                    let mut weight = [simd.splat(0.0); B];
                    unroll!(O < B => weight[O] = simd.splat(*weights.add(O * filter)));
                    unroll!(I < P => {
                        let pixels = simd.load(&*pixels.add(I * BLOCK).cast());
                        unroll!(O < B => {
                            sums[O][I] = simd.mul_add(pixels, weight[O], sums[O][I]);
                        }; 0 1 2 3 4 5);
                    }; 0 1 2 3);
                    weights = weights.add(1);
                }
            }
        }
    }
    let blocks = round_up(shape.output.width) / BLOCK;
    unroll!(O < B => {
        let (strip, lane) = ((output + O) / BLOCK, (output + O) % BLOCK);
        let at = ((strip * blocks + block) * BLOCK + lane) * BLOCK;
        unroll!(I < P => {
            simd.store(sums[O][I], whole_mut(&mut to[at + I * BLOCK * BLOCK..]));
        }; 0 1 2 3);
    }; 0 1 2 3 4 5);
    P
}

/// The epilogue of a shape.
#[derive(Clone, Copy)]
struct EpilogueOf<Q>(Q);

part_of!(EpilogueOf: kernel::GroupedConv2d => kernel::Epilogue, |shape| shape.epilogue);

/// Applies the epilogue to row `y`; `output` begins at that row.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
fn finish<S: Simd, E: ShapeParam<kernel::Epilogue>>(
    simd: S,
    (stages, shape): (E, &kernel::GroupedConv2d),
    vectors: &[f32],
    gate: &[f32],
    residual: &[f32],
    y: usize,
    sums: &[f32],
    output: &mut [f32],
) {
    let (to, epilogue) = (shape.output, &shape.epilogue);
    if to.channels <= kernel::GroupedConv2d::FEW
        && !epilogue.gate()
        && epilogue.residual() == Residual::None
    {
        return finish_few(simd, (stages, shape), vectors, sums, output);
    }
    let tiles = sums.as_chunks::<{ BLOCK * BLOCK }>().0;
    let strips = tiles.chunks_exact(round_up(to.width) / BLOCK);
    for (block, tiles) in strips.enumerate() {
        let (channel, lanes) = (block * BLOCK, lanes(to.channels, block));
        let gate = if epilogue.gate() { &gate[channel..][..lanes] } else { &[] };
        let vectors = &vectors[epilogue.weights_len(block)..];
        let constants = Constants::load(simd, epilogue, vectors, gate);
        for x in (0..to.width).step_by(FOUR) {
            let sums = columns::<S, BLOCK>(simd, &tiles[x / BLOCK][x % BLOCK..], BLOCK);
            for (sum, x) in sums.into_iter().zip(x..to.width) {
                let output = &mut output[x * to.stride + channel..];
                let residual = (residual, y * to.width + x);
                let added = added(simd, epilogue, output, residual, channel, lanes);
                store(simd, constants.apply(simd, stages, sum, added), output, lanes);
            }
        }
    }
}

/// Applies the epilogue to a row of few channels; `output` begins at that row. It goes channel by channel,
/// because the sums are in planes.
#[inline(always)]
fn finish_few<S: Simd, E: ShapeParam<kernel::Epilogue>>(
    simd: S,
    (stages, shape): (E, &kernel::GroupedConv2d),
    vectors: &[f32],
    sums: &[f32],
    output: &mut [f32],
) {
    let (to, epilogue) = (shape.output, &shape.epilogue);
    let constants = Constants::load(simd, epilogue, vectors, &[]);
    let tiles = sums.as_chunks().0.as_chunks::<BLOCK>().0;
    let mut planes = [[0.0; BLOCK]; kernel::GroupedConv2d::FEW];
    for (tile, start) in tiles.iter().zip((0..to.width).step_by(BLOCK)) {
        for (channel, plane) in planes.iter_mut().enumerate().take(to.channels) {
            let constants = constants.of_lane(simd, channel);
            let sum = simd.load(&tile[channel]);
            simd.store(constants.apply(simd, stages, sum, simd.splat(0.0)), plane);
        }
        let pixels = BLOCK.min(to.width - start);
        let output = &mut output[start * to.stride..][..(pixels - 1) * to.stride + to.channels];
        for (i, pixel) in output.chunks_mut(to.stride).enumerate() {
            for (x, plane) in pixel.iter_mut().zip(&planes).take(to.channels) {
                *x = plane[i];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use espnet_abi::{
        kernel::{self, Residual},
        layout::{Layout, Map},
        pack::Packing,
    };
    use proptest::prelude::*;

    use crate::{
        kernels::testing::{
            Case, Convolution, Output, adding_in_place, epilogues, per_isa, resizable, strided,
        },
        simd::AnySimd,
    };

    impl Case for kernel::GroupedConv2d {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: Layout::Nhwc,
                in_place: self.epilogue.residual() == Residual::InPlace && self.resized.is_none(),
                scratch: self.scratch_len(),
            }
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::GroupedConv2d> {
        let groups = (1..=20_usize, 1..=6_usize, 1..=8_usize);
        let taps = (1..=5_usize, 0..=4_usize, 1..=3_usize);
        let size = (1..=6_usize, prop_oneof![1..=20_usize, 21..=130_usize]);
        let gaps = (0..=3_usize, 0..=3_usize, 0..=3_usize, any::<bool>());
        (groups, taps, size, gaps)
            .prop_filter("the window fits", |(_, (kernel, padding, dilation), size, _)| {
                size.0.min(size.1) + 2 * padding > (kernel - 1) * dilation
            })
            .prop_flat_map(|((groups, inputs, outputs), taps, (height, width), gaps)| {
                let (kernel, padding, dilation) = taps;
                let reduced = |size: usize| size + 2 * padding - (kernel - 1) * dilation;
                let channels = groups * outputs;
                let (layout, input) = match gaps.3 {
                    true => (Layout::Nchw, Map::dense(groups * inputs, height, width)),
                    false => (Layout::Nhwc, strided(groups * inputs, height, width, gaps.0)),
                };
                let output = strided(channels, reduced(height), reduced(width), gaps.1);
                epilogues(channels + gaps.2).prop_map(move |epilogue| kernel::GroupedConv2d {
                    input,
                    layout,
                    output,
                    groups,
                    kernel,
                    padding,
                    dilation,
                    epilogue,
                    resized: None,
                })
            })
    }

    fn convolution(shape: &kernel::GroupedConv2d) -> Convolution {
        Convolution {
            input: shape.input,
            layout: shape.layout,
            output: shape.output,
            groups: shape.groups,
            kernel: shape.kernel,
            stride: 1,
            padding: shape.padding,
            dilation: shape.dilation,
            epilogue: shape.epilogue,
        }
    }

    fn agrees(simd: AnySimd, shape: kernel::GroupedConv2d, seed: u64) {
        let packing = |conv| Packing::GroupedConv2d(shape, conv);
        // Sums of up to 150 products below 1; each partial sum stays small and is rounded by 2⁻²⁴ of its
        // value.
        convolution(&shape).check(shape, packing, simd, seed, 1e-5);
    }

    per_isa!(agrees, shapes());

    mod resized {
        use super::*;

        fn same(simd: AnySimd, (shape, from): (kernel::GroupedConv2d, Map), seed: u64) {
            let with = |resized| kernel::GroupedConv2d {
                epilogue: adding_in_place(&shape.epilogue),
                resized,
                ..shape
            };
            let packing = |conv| Packing::GroupedConv2d(with(None), conv);
            convolution(&with(None)).check_resized(with, from, packing, simd, seed);
        }

        per_isa!(
            same,
            shapes().prop_flat_map(|shape| (Just(shape), resizable(shape.output.channels)))
        );
    }
}
