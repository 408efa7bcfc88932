//! The micro-kernel for weights in panels: a tile of pixels times panels of outputs, with all sums in
//! registers.
//!
//! For every input that an output reads, a tile loads one block of weights for each panel and one float for
//! each pixel. It multiplies the float with all blocks. A sum runs over the inputs in the order of the packed
//! weights, independent of the tile. Therefore neither the division of pixels into tiles nor the division of
//! rows among workers changes any bit of the result.

use core::hint::black_box;

use espnet_abi::{
    kernel::{Epilogue, Residual},
    layout::{BLOCK, Panel},
};

use super::{
    operands::{MatmulWeights, Pixels, Walk},
    prefetch::{FarPrefetch, NearPrefetch, Prefetch},
    shape::EpilogueOf,
    shape::Matmul,
    tile::{Use, need},
};
use crate::{
    kernels::common::{
        epilogue::Constants,
        ring::behind,
        shape_param::{ShapeParam, derived},
        unroll::unroll,
    },
    simd::Simd,
};

/// Computes all outputs of the pixels. It divides the panels into groups that are computed together.
///
/// # Safety
/// The contract of [`Pixels`] must be met.
#[inline(always)]
pub(super) unsafe fn multiply<S: Simd, Q: ShapeParam<Matmul>>(
    simd: S,
    matmul: Q,
    walk: &Walk,
    weights: MatmulWeights<'_>,
    pixels: Pixels,
) {
    let shape = matmul.shape();
    let tile = derived!(Q: shape, |shape| shape.tile(S::ISA));
    let mut number = 0;
    while number < shape.len {
        let end = number + shape.run;
        while number < end {
            let count = if end - number < tile.panels { 1 } else { tile.panels };
            let group = Group { number, count, first: shape.panels.get(number) };
            // SAFETY: guaranteed by the caller. The panels of a group read the same inputs.
            unsafe { columns(simd, matmul, walk, weights, pixels, group) };
            number += count;
        }
    }
}

/// Consecutive panels that read the same inputs.
#[derive(Clone, Copy)]
struct Group {
    /// The number of the first panel.
    number: usize,
    /// The number of panels.
    count: usize,
    /// The first panel.
    first: Panel,
}

/// Computes a group of panels for all pixels, in the tiles that the shape determines.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn columns<S: Simd, Q: ShapeParam<Matmul>>(
    simd: S,
    matmul: Q,
    walk: &Walk,
    weights: MatmulWeights<'_>,
    pixels: Pixels,
    group: Group,
) {
    let (usual, half, half_tile) = derived!(Q: matmul.shape(), |shape| (
        shape.tile(S::ISA).pixels,
        shape.half(),
        shape.half_tile(S::ISA).pixels
    ));
    let tile = if pixels.count <= half { half_tile } else { usual };
    let tile = if pixels.count < tile { 1 } else { tile };
    /// Calls the function that is compiled for the tile.
    macro_rules! dispatch {
        ($($p:literal x $b:literal),+) => {
            $(if const { !matches!(need(Q::KNOWN, S::ISA, $p, $b), Use::Never) }
                && (const { matches!(need(Q::KNOWN, S::ISA, $p, $b), Use::Always) }
                    || (tile == $p && group.count == $b))
            {
                // SAFETY: guaranteed by the caller. The call has at least as many pixels as the tile, or the
                // tile is one pixel.
                return unsafe {
                    tiles::<S, Q, $p, $b>(simd, matmul, walk, weights, pixels, group)
                };
            })+
        };
    }
    dispatch!(7 x 4, 5 x 4, 14 x 2, 12 x 2, 10 x 2, 8 x 2, 4 x 2, 1 x 2);
    dispatch!(14 x 1, 12 x 1, 10 x 1, 8 x 1, 6 x 1, 5 x 1, 4 x 1, 2 x 1, 1 x 1);
    dispatch!(1 x 4);
    unreachable!("every tile of `Matmul::tile` is listed");
}

/// Computes a group of `B` panels for at least `P` pixels, `P` at a time.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn tiles<S: Simd, Q: ShapeParam<Matmul>, const P: usize, const B: usize>(
    simd: S,
    matmul: Q,
    walk: &Walk,
    weights: MatmulWeights<'_>,
    pixels: Pixels,
    group: Group,
) {
    let shape = matmul.shape();
    let epilogue = shape.epilogue;
    let Panel { output, input: first_input, inputs, before, .. } = group.first;
    let length = walk.taps() * inputs * BLOCK;
    let stream = &weights.panels[walk.taps() * before * BLOCK..][..B * length];
    let columns = Columns {
        inputs,
        weights: stream.as_ptr(),
        length,
        output,
        // All panels but the last have sixteen outputs.
        last: match shape.whole {
            true => BLOCK,
            false => shape.panels.get(group.number + B - 1).outputs,
        },
    };
    let vectors = epilogue.vectors() * BLOCK;
    let constants = &weights.constants[group.number * vectors..][..B * vectors];
    let gate =
        if epilogue.gate() { &weights.gate[output..][..columns.outputs::<B>()] } else { &[] };
    let each = shape.image_channels * BLOCK;
    let image = &weights.image[group.number * each..][..B * each];

    let count = pixels.count.div_ceil(P);
    let steps = count * walk.taps() * inputs;
    let near = NearPrefetch::new::<B>(&shape, stream, count);
    let mut prefetch = Prefetch { near, far: far_prefetch::<B>(&shape, &weights, group, steps) };
    let mut next = 0;
    while next < pixels.count {
        // The last tile moves back to be a whole one. Its pixels that have been stored before are computed
        // again but not stored again, because the output may also be the residual.
        let first = if next + P <= pixels.count { next } else { pixels.count - P };
        // SAFETY: the pixels of the tile are among the caller's. The walk from the first input of the group
        // reads only floats that the caller guarantees to be readable.
        unsafe {
            let at = first * pixels.input_step + first_input * walk.channel_step;
            let constant = columns.constants::<S, B>(simd, &epilogue, constants, gate);
            let mut sums = sums::<S, P, B>(
                simd,
                walk,
                &columns,
                pixels.input.add(at),
                pixels.input_step,
                &constant,
                &mut prefetch,
            );
            for c in 0..black_box(shape.image_channels) {
                let from = pixels.image.first.add(first * pixels.image.step + c);
                let weights = image.as_ptr().add(c * BLOCK);
                step(simd, from, pixels.image.step, weights, each, &mut sums);
            }
            finish_tile(
                simd,
                EpilogueOf(matmul),
                &columns,
                &constant,
                &pixels,
                (first, next),
                &sums,
            );
        }
        next = first + P;
    }
}

/// The prefetches of the next call's weights during a group of `B` panels with `steps` steps.
#[inline(always)]
fn far_prefetch<const B: usize>(
    shape: &Matmul,
    weights: &MatmulWeights<'_>,
    group: Group,
    steps: usize,
) -> Option<FarPrefetch> {
    if !shape.prefetches_weights {
        return None;
    }
    let (before, groups) = (group.number / B, shape.len.div_ceil(B));
    Some(FarPrefetch::new(weights.next, before * steps, groups * steps))
}

/// Applies the epilogue to a tile that begins with pixel `first`, and stores its pixels from `next` on.
///
/// # Safety
/// All outputs of the columns must be writable for these pixels. If the epilogue adds a map, they must be
/// readable in the residual.
#[inline(always)]
unsafe fn finish_tile<S: Simd, E: ShapeParam<Epilogue>, const P: usize, const B: usize>(
    simd: S,
    epilogue: E,
    columns: &Columns,
    constants: &[Constants<S>; B],
    pixels: &Pixels,
    (first, next): (usize, usize),
    sums: &[[S::Block; B]; P],
) {
    let done = next - first;
    let (outputs, panel_step) = pixels.outputs(first, columns.output);
    unroll!(I < P => {
        if I + 1 > done {
            let pixel = first + I;
            // SAFETY: guaranteed by the caller.
            unsafe {
                let output = outputs.add(I * pixels.output_step);
                let residual = match epilogue.shape().residual() {
                    Residual::InPlace => output.cast_const(),
                    Residual::Map { .. } => {
                        pixels.residual.add(pixel * pixels.residual_step + columns.output)
                    }
                    Residual::None => output.cast_const(),
                };
                let to = (output, panel_step);
                finish(simd, epilogue, columns, &sums[I], constants, residual, to);
            }
        }
    });
}

/// The weights and outputs of a group of panels. All tiles of the group share them.
struct Columns {
    /// The number of input channels.
    inputs: usize,
    /// The weights of the first panel, `length` floats. Those of the other panels follow.
    weights: *const f32,
    length: usize,
    /// The first output channel.
    output: usize,
    /// The number of outputs of the last panel.
    last: usize,
}

impl Columns {
    /// The number of outputs of all `B` panels.
    #[inline(always)]
    fn outputs<const B: usize>(&self) -> usize {
        (B - 1) * BLOCK + self.last
    }

    /// The epilogue's constants for each panel. `gate` has a float for each output, or is empty.
    #[inline(always)]
    fn constants<S: Simd, const B: usize>(
        &self,
        simd: S,
        epilogue: &Epilogue,
        vectors: &[f32],
        gate: &[f32],
    ) -> [Constants<S>; B] {
        let each = epilogue.vectors() * BLOCK;
        let mut all = [Constants::none(simd); B];
        let mut b = 0;
        while b < B {
            let lanes = if b + 1 < B { BLOCK } else { self.last };
            let gate = if epilogue.gate() { &gate[b * BLOCK..][..lanes] } else { gate };
            all[b] = Constants::load(simd, epilogue, &vectors[b * each..][..each], gate);
            b += 1;
        }
        all
    }
}

/// Computes the sums of a tile, starting with the biases.
///
/// # Safety
/// The walk must reach only readable floats, from `input` and from the `P` − 1 pixels after it. The weights
/// of the columns must be readable.
#[inline(always)]
unsafe fn sums<S: Simd, const P: usize, const B: usize>(
    simd: S,
    walk: &Walk,
    columns: &Columns,
    input: *const f32,
    pixel_step: usize,
    constants: &[Constants<S>; B],
    prefetch: &mut Prefetch,
) -> [[S::Block; B]; P] {
    let mut start = [constants[0].start(); B];
    let mut b = 1;
    while b < B {
        start[b] = constants[b].start();
        b += 1;
    }
    let mut sums = [start; P];
    let mut weights = columns.weights;
    for outer in 0..walk.outer {
        let slot = behind(walk.first, outer, walk.outer);
        for inner in 0..walk.inner {
            // Hidden from the optimiser even if it is short. Otherwise the optimiser unrolls the sums and
            // moves each of them behind the test whether its pixel is stored, which computes the sums one
            // after another.
            for i in 0..black_box(walk.per_input * columns.inputs) {
                // SAFETY: guaranteed by the caller for the inputs. This is step number (outer · inner + …) of
                // the walk, and the weights have a block for each step.
                unsafe {
                    let x =
                        input.add(slot * walk.outer_step + inner * walk.inner_step + i * walk.step);
                    step(simd, x, pixel_step, weights, columns.length, &mut sums);
                    weights = weights.add(BLOCK);
                    if P > 1 {
                        prefetch.issue::<S, P>(simd, x, pixel_step, i);
                    }
                }
            }
        }
    }
    sums
}

/// Adds the products of one input to all sums; `x` is that input of the first pixel.
///
/// # Safety
/// The input must be readable for `P` pixels, and a block of weights for each of `B` panels.
#[inline(always)]
unsafe fn step<S: Simd, const P: usize, const B: usize>(
    simd: S,
    x: *const f32,
    pixel_step: usize,
    weights: *const f32,
    panel_step: usize,
    sums: &mut [[S::Block; B]; P],
) {
    // SAFETY: guaranteed by the caller.
    unsafe {
        let mut block = [simd.splat(0.0); B];
        let mut b = 0;
        while b < B {
            block[b] = simd.load(&*weights.add(b * panel_step).cast());
            b += 1;
        }
        unroll!(I < P => {
            let x = simd.splat(*x.add(I * pixel_step));
            let mut b = 0;
            while b < B {
                sums[I][b] = simd.mul_add(x, block[b], sums[I][b]);
                b += 1;
            }
        });
    }
}

/// Applies the epilogue to one pixel and stores it.
///
/// # Safety
/// All outputs of the columns must be writable at `output`; those of consecutive panels are `panel_step`
/// floats apart. If the epilogue adds a map, the outputs must be readable at `residual`.
#[inline(always)]
unsafe fn finish<S: Simd, E: ShapeParam<Epilogue>, const B: usize>(
    simd: S,
    epilogue: E,
    columns: &Columns,
    sums: &[S::Block; B],
    constants: &[Constants<S>; B],
    residual: *const f32,
    (output, panel_step): (*mut f32, usize),
) {
    let mut b = 0;
    while b < B {
        let lanes = if b + 1 < B { BLOCK } else { columns.last };
        // SAFETY: guaranteed by the caller. Panel `b` begins 16·b channels after the first one.
        unsafe {
            let (residual, output) = (residual.add(b * BLOCK), output.add(b * panel_step));
            let added = if matches!(epilogue.shape().residual(), Residual::None) {
                simd.splat(0.0)
            } else if lanes == BLOCK {
                simd.load(&*residual.cast())
            } else {
                simd.load_partial(core::slice::from_raw_parts(residual, lanes))
            };
            let value = constants[b].finish(simd, epilogue, sums[b], added);
            if lanes == BLOCK {
                simd.store(value, &mut *output.cast());
            } else {
                simd.store_partial(value, core::slice::from_raw_parts_mut(output, lanes));
            }
        }
        b += 1;
    }
}
