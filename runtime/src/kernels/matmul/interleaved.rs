//! The micro-kernel for the layout [`Interleaved`], for 1×1 convolutions of four groups whose inputs are
//! interleaved. A block of weights pairs one input of each group with four outputs of each.
//!
//! A tile keeps all sums of a few pixels in registers, and loads one input of each group at once. A sum does
//! not depend on the size of the tile.

use espnet_abi::{
    Isa,
    interleaved::{GROUPS, Interleaved, RUN},
    layout::BLOCK,
};

use super::{
    operands::{MatmulWeights, OutputRuns, Pixels},
    shape::EpilogueOf,
    shape::Matmul,
};
use crate::{
    kernels::common::{
        epilogue::{Constants, image_sum},
        shape_param::ShapeParam,
        unroll::unroll,
    },
    simd::Simd,
};

/// The largest number of blocks of sums of a pixel that are computed together.
const fn most(isa: Isa) -> usize {
    match isa {
        Isa::Scalar | Isa::Avx2 => 2,
        Isa::Avx512 => 6,
    }
}

/// The number of pixels of a tile with `vectors` blocks of sums for each pixel. It is the largest number that
/// fits the registers, or a number that hides the latency of a fused multiplication.
const fn tile(isa: Isa, vectors: usize) -> usize {
    match (isa, vectors) {
        (Isa::Scalar, _) => 1,
        (Isa::Avx2, 2) => 3,
        (Isa::Avx2, _) => 6,
        (Isa::Avx512, 6) => 4,
        (Isa::Avx512, 4) => 6,
        (Isa::Avx512, _) => 8,
    }
}

/// Whether a call can use tiles of `pixels` pixels with `vectors` blocks of sums each, as far as is known at
/// compile time.
const fn possible(matmul: Option<Matmul>, isa: Isa, pixels: usize, vectors: usize) -> bool {
    if vectors > most(isa) {
        return false;
    }
    let usual = pixels == tile(isa, vectors);
    match matmul {
        Some(Matmul { interleaved: Some((layout, _)), .. }) if layout.narrow() => false,
        Some(Matmul { interleaved: Some((layout, _)), fewest, .. }) => {
            let all = layout.vectors();
            let met = vectors == all % most(isa) || (vectors == most(isa) && vectors <= all);
            met && (usual || (pixels == 1 && fewest < tile(isa, vectors)))
        }
        Some(Matmul { interleaved: None, .. }) => false,
        None => usual || pixels == 1,
    }
}

/// Whether a matmul can have two outputs per group, as far as is known at compile time.
const fn narrow(matmul: Option<Matmul>) -> bool {
    match matmul {
        Some(Matmul { interleaved: Some((layout, _)), .. }) => layout.narrow(),
        Some(Matmul { interleaved: None, .. }) => false,
        None => true,
    }
}

/// Computes all outputs of the pixels. Outputs must not overlap inputs, because the last tile computes some
/// pixels again.
///
/// # Safety
/// The contract of [`Pixels`] must be met.
#[inline(always)]
pub(super) unsafe fn multiply<S: Simd, Q: ShapeParam<Matmul>>(
    simd: S,
    matmul: Q,
    (layout, runs): (Interleaved, OutputRuns),
    weights: MatmulWeights<'_>,
    pixels: Pixels,
) {
    if const { narrow(Q::KNOWN) } && layout.narrow() {
        let call = (layout, weights, pixels);
        // SAFETY: guaranteed by the caller. The call has at least as many pixels as the tile, or the tile is
        // one pixel.
        return unsafe {
            match S::ISA {
                Isa::Avx512 if pixels.count >= 8 => narrow_tiles::<S, Q, 8>(simd, matmul, call),
                Isa::Avx2 if pixels.count >= 6 => narrow_tiles::<S, Q, 6>(simd, matmul, call),
                _ => narrow_tiles::<S, Q, 1>(simd, matmul, call),
            }
        };
    }
    let mut first = 0;
    while first < layout.vectors() {
        let vectors = most(S::ISA).min(layout.vectors() - first);
        // SAFETY: guaranteed by the caller.
        unsafe { columns(simd, matmul, (layout, runs), weights, pixels, (first, vectors)) };
        first += vectors;
    }
}

/// Computes `vectors` blocks of sums from block `first` on for all pixels.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn columns<S: Simd, Q: ShapeParam<Matmul>>(
    simd: S,
    matmul: Q,
    layouts: (Interleaved, OutputRuns),
    weights: MatmulWeights<'_>,
    pixels: Pixels,
    (first, vectors): (usize, usize),
) {
    let usual = tile(S::ISA, vectors);
    let count = if pixels.count < usual { 1 } else { usual };
    /// Calls the function that is compiled for the tile.
    macro_rules! dispatch {
        ($($p:literal x $v:literal),+) => {
            $(if const { possible(Q::KNOWN, S::ISA, $p, $v) } && count == $p && vectors == $v {
                // SAFETY: guaranteed by the caller. The call has at least as many pixels as the tile, or the
                // tile is one pixel.
                return unsafe {
                    tiles::<S, Q, $p, $v>(simd, matmul, layouts, weights, pixels, first)
                };
            })+
        };
    }
    dispatch!(4 x 6, 6 x 4, 8 x 2, 8 x 1, 3 x 2, 6 x 1);
    dispatch!(1 x 6, 1 x 4, 1 x 2, 1 x 1);
    unreachable!("every tile is listed");
}

/// Computes `V` blocks of sums from block `first` on for at least `P` pixels, `P` at a time.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn tiles<S: Simd, Q: ShapeParam<Matmul>, const P: usize, const V: usize>(
    simd: S,
    matmul: Q,
    (layout, runs): (Interleaved, OutputRuns),
    weights: MatmulWeights<'_>,
    pixels: Pixels,
    first: usize,
) {
    let Matmul { epilogue, image_channels, .. } = matmul.shape();
    let each = epilogue.vectors() * BLOCK;
    let stream = &weights.panels[..layout.blocks() * BLOCK];
    assert!(first + V <= layout.vectors());
    let image = &weights.image[first * image_channels * BLOCK..][..V * image_channels * BLOCK];
    let vectors = &weights.constants[first * each..][..V * each];
    let mut next = 0;
    while next < pixels.count {
        let at = if next + P <= pixels.count { next } else { pixels.count - P };
        let mut sums = [[simd.splat(0.0); V]; P];
        let mut block = stream[first * BLOCK..].as_ptr();
        // SAFETY: the caller guarantees the inputs of `P` pixels. The stream has these blocks for each step,
        // by the slice and the assertion above.
        unsafe {
            let mut input = pixels.input.add(at * pixels.input_step);
            for _ in 0..layout.steps() {
                let mut weights = [simd.splat(0.0); V];
                unroll!(J < V => weights[J] = simd.load(&*block.add(J * BLOCK).cast()); 0 1 2 3 4 5);
                unroll!(I < P => {
                    let quad = simd.repeat::<GROUPS>(&*input.add(I * pixels.input_step).cast());
                    unroll!(J < V => {
                        sums[I][J] = simd.mul_add(quad, weights[J], sums[I][J]);
                    }; 0 1 2 3 4 5);
                }; 0 1 2 3 4 5 6 7);
                block = block.wrapping_add(layout.vectors() * BLOCK);
                input = input.add(GROUPS);
            }
        }
        unroll!(J < V => {
            let constants = Constants::load(simd, &epilogue, &vectors[J * each..], &[]);
            let image = &image[J * image_channels * BLOCK..][..image_channels * BLOCK];
            unroll!(I < P => {
                let from = pixels.image.first.wrapping_add((at + I) * pixels.image.step);
                // SAFETY: guaranteed by the caller for the channels of the image.
                let sum = unsafe { image_sum(simd, image, from, sums[I][J]) };
                sums[I][J] = constants.apply(simd, EpilogueOf(matmul), sum, simd.splat(0.0));
            }; 0 1 2 3 4 5 6 7);
        }; 0 1 2 3 4 5);
        unroll!(I < P => {
            let to = pixels.output.wrapping_add((at + I) * pixels.output_step);
            // SAFETY: guaranteed by the caller for the outputs of the pixel.
            unsafe { store(simd, (layout, runs), &sums[I], first, to) };
        }; 0 1 2 3 4 5 6 7);
        next = at + P;
    }
}

/// Computes two outputs of each group for at least `P` pixels, `P` at a time.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn narrow_tiles<S: Simd, Q: ShapeParam<Matmul>, const P: usize>(
    simd: S,
    matmul: Q,
    (layout, weights, pixels): (Interleaved, MatmulWeights<'_>, Pixels),
) {
    let epilogue = matmul.shape().epilogue;
    let constants = Constants::load(simd, &epilogue, weights.constants, &[]).twice(simd);
    let blocks = weights.panels[..layout.blocks() * BLOCK].as_chunks::<BLOCK>().0;
    let mut next = 0;
    while next < pixels.count {
        let at = if next + P <= pixels.count { next } else { pixels.count - P };
        let mut sums = [simd.splat(0.0); P];
        for (pair, block) in blocks.iter().enumerate() {
            let block = simd.load(block);
            let input = pixels.input.wrapping_add(at * pixels.input_step + pair * RUN);
            unroll!(I < P => {
                // SAFETY: guaranteed by the caller for the inputs of `P` pixels.
                let two_quads = unsafe { &*input.add(I * pixels.input_step).cast() };
                sums[I] = simd.mul_add(simd.repeat::<RUN>(two_quads), block, sums[I]);
            }; 0 1 2 3 4 5 6 7);
        }
        let to = pixels.output.wrapping_add(at * pixels.output_step);
        // Two pixels with eight outputs each fill a block.
        for pair in 0..P.div_ceil(2) {
            let (first, second) = (sums[2 * pair], sums[(2 * pair + 1).min(P - 1)]);
            let sum = simd.add_fours(first, second);
            let value = constants.apply(simd, EpilogueOf(matmul), sum, simd.splat(0.0));
            let (to, step) = (to.wrapping_add(2 * pair * pixels.output_step), pixels.output_step);
            // SAFETY: guaranteed by the caller for the outputs of one pixel or of two.
            unsafe {
                match P {
                    1 => simd.store_partial(value, core::slice::from_raw_parts_mut(to, RUN)),
                    _ if step == RUN => simd.store(value, &mut *to.cast()),
                    _ => {
                        let to = core::slice::from_raw_parts_mut(to, step + RUN);
                        simd.store_apart::<RUN>(value, to, step);
                    }
                }
            }
        }
        next = at + P;
    }
}

/// Stores the outputs of a pixel from block `first` on. The outputs are stored `len` consecutive ones at a
/// time, the first at `to`, with a distance of `step`.
///
/// # Safety
/// All outputs of the pixel must be writable, together with the floats between them.
#[inline(always)]
unsafe fn store<S: Simd, const V: usize>(
    simd: S,
    (layout, OutputRuns { len, step }): (Interleaved, OutputRuns),
    sums: &[S::Block; V],
    first: usize,
    to: *mut f32,
) {
    /// Stores the halves of a block `step` floats apart.
    macro_rules! halves {
        ($block:expr, $to:expr) => {
            // SAFETY: guaranteed by the caller for two times eight outputs.
            let to = unsafe { core::slice::from_raw_parts_mut($to, step + RUN) };
            simd.store_apart::<RUN>($block, to, step);
        };
    }
    if layout.in_groups() {
        for pair in 0..V / 2 {
            let to = to.wrapping_add((first / 2 + pair) * RUN);
            let [front, back] = simd.gather_groups([sums[2 * pair], sums[2 * pair + 1]]);
            halves!(front, to);
            halves!(back, to.wrapping_add(2 * step));
        }
        return;
    }
    let outputs = layout.group_outputs() * GROUPS;
    for (block, &sums) in (first..).zip(sums) {
        let to = to.wrapping_add(block * (BLOCK / len) * step);
        if len == BLOCK {
            // SAFETY: guaranteed by the caller for sixteen consecutive outputs.
            simd.store(sums, unsafe { &mut *to.cast() });
        } else if (block + 1) * BLOCK <= outputs {
            halves!(sums, to);
        } else {
            // SAFETY: guaranteed by the caller for the last eight outputs.
            simd.store_partial(sums, unsafe { core::slice::from_raw_parts_mut(to, RUN) });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{vec, vec::Vec};

    use espnet_abi::{
        kernel::{Epilogue, Stage},
        layout::Panels,
    };
    use proptest::prelude::*;

    use super::*;
    use crate::{
        kernels::{
            common::shape_param::Runtime,
            matmul::{
                multiply::multiply,
                operands::{Image, Walk},
            },
            testing::{per_isa, values},
        },
        simd::{AnySimd, SimdTask},
    };

    #[derive(Clone, Copy, Debug)]
    struct InterleavedCase {
        layout: Interleaved,
        pixels: usize,
        image_channels: usize,
        gap: usize,
    }

    fn shapes() -> impl Strategy<Value = InterleavedCase> {
        let layout = prop_oneof![
            (1..=4_usize).prop_map(|eighths| Interleaved::projection(32, 8 * eighths)),
            (1..=8_usize).prop_map(|eighths| Interleaved::expansion(32 * eighths)),
        ];
        (layout, 1..=20_usize, 0..=4_usize, 0..=3_usize).prop_map(
            |(layout, pixels, image_channels, gap)| {
                // Projections have no image.
                let image_channels = if layout.in_groups() { image_channels } else { 0 };
                InterleavedCase { layout, pixels, image_channels, gap }
            },
        )
    }

    /// Compares the kernel with the convolution on packed numbers, one output after another.
    fn agrees(simd: AnySimd, shape: InterleavedCase, seed: u64) {
        let InterleavedCase { layout, pixels, image_channels, gap } = shape;
        let epilogue = Epilogue::new(&[Stage::Bias, Stage::Prelu]);
        let (steps, outputs) = (layout.steps(), layout.group_outputs() * GROUPS);
        let weights = values(seed, layout.blocks() * BLOCK);
        let constants = values(seed ^ 1, epilogue.weights_len(layout.vectors()));
        let image = values(seed ^ 2, layout.vectors() * image_channels * BLOCK);
        let input_step = steps * GROUPS + gap;
        let input = values(seed ^ 3, pixels * input_step);
        let beside = values(seed ^ 4, pixels * image_channels);
        let runs = match layout.in_groups() {
            true => OutputRuns { len: RUN, step: layout.group_outputs() + gap },
            false if outputs % BLOCK == 0 => OutputRuns { len: BLOCK, step: BLOCK + gap },
            false => OutputRuns { len: RUN, step: RUN + gap },
        };
        // The position of output `output` of a pixel.
        let place = |output: usize| {
            let (group, within) =
                (output / layout.group_outputs(), output % layout.group_outputs());
            match layout.in_groups() {
                true => group * runs.step + within,
                false => {
                    let channel = within * GROUPS + group;
                    channel / runs.len * runs.step + channel % runs.len
                }
            }
        };
        let output_step = (0..outputs).map(place).max().unwrap_or(0) + 1 + gap;
        let mut expected = vec![f64::NAN; pixels * output_step];
        let orders = input_order(layout);
        for pixel in 0..pixels {
            for output in 0..outputs {
                let (group, (block, lane)) = (output / layout.group_outputs(), layout.lane(output));
                let vector = |i: usize| f64::from(constants[(block * 2 + i) * BLOCK + lane]);
                let mut sum = vector(0);
                for (t, &channel) in orders.iter().enumerate() {
                    let x = input[pixel * input_step + t * GROUPS + group];
                    sum += f64::from(x) * f64::from(weights[layout.position(output, channel)]);
                }
                for c in 0..image_channels {
                    let weight = image[(block * image_channels + c) * BLOCK + lane];
                    sum += f64::from(beside[pixel * image_channels + c]) * f64::from(weight);
                }
                let activated = if sum > 0.0 { sum } else { sum * vector(1) };
                expected[pixel * output_step + place(output)] = activated;
            }
        }
        let panels = Panels::new(steps * GROUPS, outputs, GROUPS);
        let matmul = Matmul::new(panels, epilogue, pixels, 1)
            .with_image(image_channels)
            .with_interleaved_inputs(layout, runs);
        let mut output = vec![-7.0; expected.len()];
        simd.run(Run {
            matmul,
            weights: MatmulWeights {
                panels: &weights,
                constants: &constants,
                gate: &[],
                image: &image,
                next: &[],
            },
            pixels: Pixels {
                count: pixels,
                input: input.as_ptr(),
                input_step,
                output: output.as_mut_ptr(),
                output_step,
                residual: core::ptr::null(),
                residual_step: 0,
                image: Image { first: beside.as_ptr(), step: image_channels },
                strips: None,
            },
        });
        for (at, (&x, &expected)) in output.iter().zip(&expected).enumerate() {
            match expected.is_nan() {
                true => assert_eq!(x, -7.0, "float {at} is not an output and must stay"),
                // Sums of up to 70 products of numbers below 1; each sum stays below ten and is rounded by
                // 2⁻²⁴ of its value.
                false => assert!((f64::from(x) - expected).abs() < 4e-5, "{at}: {x} {expected}"),
            }
        }
    }

    /// The input channels of each group in the order in which they are interleaved.
    fn input_order(layout: Interleaved) -> Vec<usize> {
        let mut order: Vec<usize> = (0..layout.steps()).collect();
        order.sort_by_key(|&input| layout.position(0, input));
        order
    }

    struct Run<'a> {
        matmul: Matmul,
        weights: MatmulWeights<'a>,
        pixels: Pixels,
    }

    impl SimdTask for Run<'_> {
        type Output = ();
        type CodegenUnit = Self;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            // SAFETY: the operands have been created for the shape.
            unsafe {
                let matmul = Runtime(self.matmul);
                multiply(simd, matmul, &Walk::POINT, self.weights, self.pixels);
            }
        }
    }

    per_isa!(agrees, shapes());
}
