//! The micro-kernel for folded weights ([`Folded`]), for 1×1 convolutions whose groups have few outputs. A
//! block contains the weights of several inputs for each output.
//!
//! A *part* is the set of outputs that one block covers. A tile computes one part after another, or two parts
//! at once if they read the same inputs, and keeps their sums in memory. Then it adds the lanes of each
//! output. A sum does not depend on the size of the tile.

use espnet_abi::{
    Isa,
    folded::Folded,
    kernel::{Epilogue, Residual},
    layout::BLOCK,
};

use super::{
    operands::{MatmulWeights, Pixels, prefetch_line},
    shape::EpilogueOf,
    shape::Matmul,
};
use crate::{
    kernels::common::{
        epilogue::{Constants, image_sum},
        lanes::whole,
        shape_param::ShapeParam,
        unroll::unroll,
    },
    simd::Simd,
};

/// The number of pixels of a tile.
const fn tile(isa: Isa) -> usize {
    match isa {
        Isa::Scalar => 1,
        Isa::Avx2 => 6,
        Isa::Avx512 => 14,
    }
}

/// Whether a call can use tiles of `pixels` pixels with this folding, as far as is known at compile time.
const fn possible(matmul: Option<Matmul>, isa: Isa, pixels: usize, fold: usize) -> bool {
    match matmul {
        Some(matmul) => {
            let folds = match matmul.folded {
                Some(folded) => folded.fold() == fold,
                None => false,
            };
            folds
                && (pixels == tile(isa) && matmul.pixels >= pixels
                    || pixels == 1 && matmul.fewest < tile(isa))
        }
        None => pixels == tile(isa) || pixels == 1,
    }
}

/// Computes all outputs of the pixels.
///
/// # Safety
/// The contract of [`Pixels`] must be met.
#[inline(always)]
pub(super) unsafe fn multiply<S: Simd, Q: ShapeParam<Matmul>>(
    simd: S,
    matmul: Q,
    folded: Folded,
    weights: MatmulWeights<'_>,
    pixels: Pixels,
) {
    // A call may have more pixels than usual. The larger tile that such a call could use has not been
    // compiled.
    let count = pixels.count.min(matmul.shape().pixels);
    let tile = if count < tile(S::ISA) { 1 } else { tile(S::ISA) };
    /// Calls the function that is compiled for the tile and the folding.
    macro_rules! dispatch {
        ($($p:literal x $f:literal),+) => {
            $(if const { possible(Q::KNOWN, S::ISA, $p, $f) }
                && tile == $p
                && folded.fold() == $f
            {
                // SAFETY: guaranteed by the caller. The call has at least as many pixels as the tile, or the
                // tile is one pixel.
                return unsafe { tiles::<S, Q, $p, $f>(simd, matmul, folded, weights, pixels) };
            })+
        };
    }
    dispatch!(14 x 2, 14 x 4, 14 x 8, 6 x 2, 6 x 4, 6 x 8);
    dispatch!(1 x 2, 1 x 4, 1 x 8);
    unreachable!("every tile and folding is listed");
}

/// Computes at least `P` pixels, `P` at a time; blocks contain `F` inputs for each output.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn tiles<S: Simd, Q: ShapeParam<Matmul>, const P: usize, const F: usize>(
    simd: S,
    matmul: Q,
    folded: Folded,
    weights: MatmulWeights<'_>,
    pixels: Pixels,
) {
    let Matmul { epilogue, prefetched_inputs, image_channels, .. } = matmul.shape();
    for number in 0..folded.panels() {
        let (parts, steps) = (folded.parts(number), folded.steps());
        let stream = &weights.panels[number * F * steps * BLOCK..][..parts * steps * BLOCK];

        // If there are few multiplications for each pixel, it is fastest to compute one pixel after another;
        // its parts then stay in registers. Otherwise the pixels of a tile share the weights that are loaded.
        // For a tile of one pixel, both are the same.
        let shared = steps > STEPS || P == 1;
        let pairs = !shared && P.is_multiple_of(2) && 2 * parts == F && fits_pairs(&matmul.shape());
        let mut panel = FoldedPanel::new(simd, &epilogue, folded, &weights, image_channels, number);
        if pairs {
            panel.constants = panel.constants.twice(simd);
        }
        // Pixel by pixel, the first panel prefetches all inputs; part by part, each part prefetches its own.
        let prefetched = if number == 0 { prefetched_inputs } else { 0 };
        // Loaded once here: inside the loop, the compiler would load them for every pixel, because stores
        // might change them.
        let mut blocks = [[simd.splat(0.0); STEPS]; F];
        if !shared {
            load_blocks(simd, stream, parts, steps, &mut blocks);
        }
        // Parts that the last panel does not have stay zero.
        let mut sums = [[simd.splat(0.0); F]; P];
        let mut next = 0;
        while next < pixels.count {
            // As in `panels`: the last tile moves back, and stores only new pixels.
            let first = if next + P <= pixels.count { next } else { pixels.count - P };
            // SAFETY: the pixels of the tile are among the caller's, and the inputs of the parts among their
            // channels. The slice above has checked the length of the stream. If pixels come in pairs, P is a
            // multiple of two, and pixels that are stored again get the same values, because there is no
            // residual.
            unsafe {
                if shared {
                    let far = prefetched_inputs > 0;
                    tile_sums(simd, folded, number, stream, &pixels, first, far, &mut sums);
                }
                if pairs {
                    for pair in 0..P / 2 {
                        let pixel = first + 2 * pair;
                        pixels.prefetch(simd, pixel + 2 * P, prefetched);
                        pixels.prefetch(simd, pixel + 2 * P + 1, prefetched);
                        two_pixels(
                            simd,
                            EpilogueOf(matmul),
                            folded,
                            &panel,
                            &blocks,
                            &pixels,
                            pixel,
                        );
                    }
                } else {
                    for pixel in next..first + P {
                        let sum = if shared {
                            simd.fold(&sums[pixel - first], parts)
                        } else {
                            pixels.prefetch(simd, pixel + 2 * P, prefetched);
                            let input = pixels.input.add(pixel * pixels.input_step);
                            let mut sums = [simd.splat(0.0); F];
                            pixel_parts(simd, folded, number, &blocks, input, &mut sums, 0);
                            simd.fold(&sums, parts)
                        };
                        finish(simd, EpilogueOf(matmul), &panel, &pixels, pixel, sum);
                    }
                }
            }
            next = first + P;
        }
    }
}

/// Whether two pixels with eight outputs each can share a block, from the sum to the store.
#[inline(always)]
fn fits_pairs(matmul: &Matmul) -> bool {
    matches!(matmul.epilogue.residual(), Residual::None) && matmul.image_channels == 0
}

/// Loads the blocks of a panel, `steps` for each of its `parts`.
#[inline(always)]
fn load_blocks<S: Simd, const F: usize>(
    simd: S,
    stream: &[f32],
    parts: usize,
    steps: usize,
    blocks: &mut [[S::Block; STEPS]; F],
) {
    for (part, blocks) in blocks.iter_mut().enumerate().take(parts) {
        for (step, block) in blocks.iter_mut().enumerate().take(steps) {
            *block = simd.load(whole(&stream[(part * steps + step) * BLOCK..]));
        }
    }
}

/// One panel of outputs, without its blocks of weights.
struct FoldedPanel<'a, S: Simd> {
    number: usize,
    /// The first output channel, and the number of outputs.
    output: usize,
    outputs: usize,
    constants: Constants<S>,
    /// The weights of the image's channels for this panel.
    image: &'a [f32],
}

impl<'a, S: Simd> FoldedPanel<'a, S> {
    /// The panel with this number.
    #[inline(always)]
    fn new(
        simd: S,
        epilogue: &Epilogue,
        folded: Folded,
        weights: &MatmulWeights<'a>,
        image_channels: usize,
        number: usize,
    ) -> Self {
        let (output, outputs) = (number * BLOCK, folded.outputs(number));
        let gate = if epilogue.gate() { &weights.gate[output..][..outputs] } else { &[] };
        let each = epilogue.vectors() * BLOCK;
        let vectors = &weights.constants[number * each..][..each];
        let constants = Constants::load(simd, epilogue, vectors, gate);
        let each = image_channels * BLOCK;
        let image = &weights.image[number * each..][..each];
        FoldedPanel { number, output, outputs, constants, image }
    }
}

/// Computes the sums of a tile for panel `panel`, part by part. The tile begins with pixel `first`.
///
/// # Safety
/// The inputs of the parts must be readable for these `P` pixels. `stream` must have the blocks of all parts.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
unsafe fn tile_sums<S: Simd, const P: usize, const F: usize>(
    simd: S,
    folded: Folded,
    panel: usize,
    stream: &[f32],
    pixels: &Pixels,
    first: usize,
    far: bool,
    sums: &mut [[S::Block; F]; P],
) {
    let (parts, step) = (folded.parts(panel), pixels.input_step);
    let mut part = 0;
    while part < parts {
        // SAFETY: guaranteed by the caller.
        unsafe {
            let input = pixels.input.add(first * step + folded.input(panel * F + part));
            let weights = stream.as_ptr().add(part * folded.steps() * BLOCK);
            if const { F == 2 && matches!(S::ISA, Isa::Avx512) } && folded.shares() {
                let some = part_sums::<S, P, F, 2>(simd, folded, weights, input, step, far);
                unroll!(I < P => [sums[I][0], sums[I][F - 1]] = some[I]);
                part += 2;
            } else {
                let some = part_sums::<S, P, F, 1>(simd, folded, weights, input, step, far);
                unroll!(I < P => sums[I][part] = some[I][0]);
                part += 1;
            }
        }
    }
}

/// Computes eight outputs for each of two neighbouring pixels; together they fill a block.
///
/// # Safety
/// The inputs of both pixels must be readable. Eight outputs of each, and the floats between them, must be
/// writable.
#[inline(always)]
unsafe fn two_pixels<S: Simd, E: ShapeParam<Epilogue>, const F: usize>(
    simd: S,
    epilogue: E,
    folded: Folded,
    panel: &FoldedPanel<'_, S>,
    blocks: &[[S::Block; STEPS]; F],
    pixels: &Pixels,
    pixel: usize,
) {
    // SAFETY: guaranteed by the caller. Half of the parts are eight outputs, at the end of the slice.
    unsafe {
        let input = pixels.input.add(pixel * pixels.input_step);
        let second = input.add(pixels.input_step);
        let mut sums = [simd.splat(0.0); F];
        pixel_parts(simd, folded, panel.number, blocks, input, &mut sums, 0);
        let parts = folded.parts(panel.number);
        pixel_parts(simd, folded, panel.number, blocks, second, &mut sums, parts);
        let sums = simd.fold(&sums, F);
        let value = panel.constants.apply(simd, epilogue, sums, simd.splat(0.0));
        let to = pixels.output.add(pixel * pixels.output_step + panel.output);
        let to = core::slice::from_raw_parts_mut(to, pixels.output_step + panel.outputs);
        simd.store_apart::<{ BLOCK / 2 }>(value, to, pixels.output_step);
    }
}

/// Adds the image to the sum of a pixel, applies the epilogue and stores the result.
///
/// # Safety
/// The panel's outputs of the pixel must be writable. If there is an image or a residual, it must be
/// readable.
#[inline(always)]
unsafe fn finish<S: Simd, E: ShapeParam<Epilogue>>(
    simd: S,
    epilogue: E,
    panel: &FoldedPanel<'_, S>,
    pixels: &Pixels,
    pixel: usize,
    sum: S::Block,
) {
    let (output, outputs) = (panel.output, panel.outputs);
    // SAFETY: guaranteed by the caller.
    unsafe {
        let from = pixels.image.first.wrapping_add(pixel * pixels.image.step);
        let sum = image_sum(simd, panel.image, from, sum);
        let (to, _) = pixels.outputs(pixel, output);
        let residual = match epilogue.shape().residual() {
            Residual::InPlace | Residual::None => to.cast_const(),
            Residual::Map { .. } => pixels.residual.add(pixel * pixels.residual_step + output),
        };
        let added = if matches!(epilogue.shape().residual(), Residual::None) {
            simd.splat(0.0)
        } else if outputs == BLOCK {
            simd.load(&*residual.cast())
        } else {
            simd.load_partial(core::slice::from_raw_parts(residual, outputs))
        };
        let value = panel.constants.apply(simd, epilogue, sum, added);
        if outputs == BLOCK {
            simd.store(value, &mut *to.cast());
        } else {
            simd.store_partial(value, core::slice::from_raw_parts_mut(to, outputs));
        }
    }
}

/// The largest number of steps of a part for which pixels are computed one after another.
const STEPS: usize = 4;

/// Computes the sums of one pixel for a panel, into `sums` from index `first` on.
///
/// # Safety
/// The inputs of the panel's parts must be readable from `input` on.
#[inline(always)]
unsafe fn pixel_parts<S: Simd, const F: usize>(
    simd: S,
    folded: Folded,
    panel: usize,
    blocks: &[[S::Block; STEPS]; F],
    input: *const f32,
    sums: &mut [S::Block; F],
    first: usize,
) {
    let (parts, steps) = (folded.parts(panel), folded.steps());
    unroll!(I < F => if I < parts {
        // SAFETY: guaranteed by the caller.
        unsafe {
            let input = input.add(folded.input(panel * F + I));
            let mut sum = simd.splat(0.0);
            for (step, &block) in blocks[I].iter().enumerate().take(steps) {
                sum = simd.mul_add(repeated::<S, F>(simd, folded, input.add(step * F)), block, sum);
            }
            sums[first + I] = sum;
        }
    });
}

/// `F` inputs of a part, repeated for each output; or, for groups of one output, `F` separate inputs for each
/// output.
///
/// # Safety
/// The inputs must be readable from `from` on.
#[inline(always)]
unsafe fn repeated<S: Simd, const F: usize>(simd: S, folded: Folded, from: *const f32) -> S::Block {
    // SAFETY: guaranteed by the caller.
    unsafe {
        match folded.single() {
            true => simd.load(&*from.cast()),
            false => simd.repeat::<F>(&*from.cast()),
        }
    }
}

/// Computes the sums of `N` parts that read the same inputs, for `P` pixels. Each output of a part has `F`
/// lanes. With `far`, the inputs of the next tile are prefetched.
///
/// # Safety
/// The inputs of the parts must be readable for `P` pixels, the first of which is at `input`. The blocks of
/// the parts must be readable from `weights` on.
#[inline(always)]
unsafe fn part_sums<S: Simd, const P: usize, const F: usize, const N: usize>(
    simd: S,
    folded: Folded,
    weights: *const f32,
    input: *const f32,
    pixel_step: usize,
    far: bool,
) -> [[S::Block; N]; P] {
    let mut sums = [[simd.splat(0.0); N]; P];
    for step in 0..folded.steps() {
        // SAFETY: guaranteed by the caller.
        unsafe {
            let mut blocks = [simd.splat(0.0); N];
            unroll!(J < N => {
                let block = weights.add((J * folded.steps() + step) * BLOCK);
                blocks[J] = simd.load(&*block.cast());
            }; 0 1);
            unroll!(I < P => {
                let x = repeated::<S, F>(simd, folded, input.add(step * F + I * pixel_step));
                unroll!(J < N => sums[I][J] = simd.mul_add(x, blocks[J], sums[I][J]); 0 1);
            });
            if far {
                let next = input.wrapping_add(P * pixel_step);
                for line in step * F..(step + 1) * F {
                    prefetch_line(simd, next, pixel_step, line);
                }
            }
        }
    }
    sums
}
