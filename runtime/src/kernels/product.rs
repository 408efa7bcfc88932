//! The micro-kernel of 1×1 and k×k convolutions: a tile of pixels times panels of outputs, all of
//! its sums in registers.
//!
//! For every input that an output reads, a tile loads one block of weights per panel and one float
//! per pixel, which meets all blocks. A sum runs over the inputs in the order of the packed
//! weights, whatever the tile, so how pixels are divided into tiles and rows among workers changes
//! no bit of the result.

use espnet_abi::{
    Isa,
    folded::Folded,
    kernel::{Epilogue, Pointwise, Residual},
    layout::{BLOCK, Panel, Panels},
};

use super::{
    epilogue::Constants,
    folded,
    source::{Source, derived},
    unroll::unroll,
};
use crate::simd::Simd;

/// What the micro-kernel has to know at compile time to be built for one shape only.
#[derive(Clone, Copy)]
pub(super) struct Product {
    /// The weights' layout, if it is not panels.
    pub(super) folded: Option<Folded>,
    /// The outputs.
    panels: Panels,
    /// Number of panels.
    len: usize,
    /// Neighbouring panels that read the same inputs.
    run: usize,
    /// Whether all panels have sixteen outputs.
    whole: bool,
    /// What happens before storing.
    pub(super) epilogue: Epilogue,
    /// Pixels that a call has usually.
    pub(super) pixels: usize,
    /// The fewest pixels that a call can have.
    pub(super) fewest: usize,
}

impl Product {
    /// The product of `panels` for calls that usually have `pixels` pixels, which tiles are chosen
    /// to divide, and never fewer than `fewest`.
    pub(super) const fn new(
        panels: Panels,
        epilogue: Epilogue,
        pixels: usize,
        fewest: usize,
    ) -> Self {
        let (len, run, whole) = (panels.len(), panels.run(), panels.whole());
        Product { folded: None, panels, len, run, whole, epilogue, pixels, fewest }
    }

    /// The product of a 1×1 convolution.
    pub(super) const fn pointwise(point: &Pointwise, pixels: usize, fewest: usize) -> Self {
        let folded = point.folded();
        Product { folded, ..Self::new(point.panels(), point.epilogue, pixels, fewest) }
    }

    /// The tile for an instruction set.
    ///
    /// The last tile of a call overlaps its predecessor where pixels are left over, so the best
    /// tile covers the pixels with little excess. Weights cost a tile about as much as a pixel more.
    /// All candidates are wide enough to hide the latency of a fused multiplication, and none spills
    /// registers.
    const fn tile(&self, isa: Isa) -> Tile {
        let candidates = candidates(isa);
        let (mut pixels, mut least, mut i) = (1, usize::MAX, 0);
        while i < candidates.len() {
            let cost = self.pixels.div_ceil(candidates[i]) * (candidates[i] + 1);
            if candidates[i] <= self.pixels && cost < least {
                (pixels, least) = (candidates[i], cost);
            }
            i += 1;
        }
        let most = if self.pixels == 1 {
            // One pixel's floats are used once: the more streams of weights the better.
            STREAMS
        } else if matches!(isa, Isa::Avx512) {
            2
        } else {
            1
        };
        Tile { pixels, panels: if self.run < most { 1 } else { most } }
    }
}

/// The pixels and panels that are computed together.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Tile {
    pixels: usize,
    panels: usize,
}

/// The tiles of more than one pixel that an instruction set has the registers for.
const fn candidates(isa: Isa) -> &'static [usize] {
    match isa {
        Isa::Scalar => &[2],
        Isa::Avx2 => &[6, 5, 4],
        Isa::Avx512 => &[14, 12, 10, 8, 4],
    }
}

/// Panels that a single pixel meets at once.
const STREAMS: usize = 4;

/// Whether calls meet a tile.
#[derive(PartialEq, Eq)]
enum Use {
    Never,
    Sometimes,
    Always,
}

/// What is known at compile time about the use of a tile of `pixels` × `panels`.
const fn need(product: Option<Product>, isa: Isa, pixels: usize, panels: usize) -> Use {
    match product {
        Some(product) => {
            let tile = product.tile(isa);
            let (short, rest) =
                (product.fewest < tile.pixels, !product.run.is_multiple_of(tile.panels));
            let pixels_match = pixels == tile.pixels || (pixels == 1 && short);
            let panels_match = panels == tile.panels || (panels == 1 && rest);
            match pixels_match && panels_match {
                true if short || rest => Use::Sometimes,
                true => Use::Always,
                false => Use::Never,
            }
        }
        None if pixels == 1 && (panels <= 2 || panels == STREAMS) => Use::Sometimes,
        None => {
            let candidates = candidates(isa);
            let mut i = 0;
            while i < candidates.len() && candidates[i] != pixels {
                i += 1;
            }
            let most = if matches!(isa, Isa::Avx512) { 2 } else { 1 };
            if i < candidates.len() && panels <= most { Use::Sometimes } else { Use::Never }
        }
    }
}

/// How the floats that a sum reads follow one another, in the order of the weights: `outer` times
/// `inner` times `len` floats.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    /// Rows; they form a ring.
    pub(super) outer: usize,
    /// The ring's row that comes first.
    pub(super) first: usize,
    /// Floats from row to row.
    pub(super) outer_step: usize,
    /// Runs in each row.
    pub(super) inner: usize,
    /// Floats from run to run.
    pub(super) inner_step: usize,
    /// Length of each run, for each input that a panel reads.
    pub(super) per_input: usize,
    /// Floats from one number of a run to the next.
    pub(super) step: usize,
    /// Floats from one input channel to the next.
    pub(super) channel_step: usize,
}

impl Walk {
    /// The walk of a 1×1 convolution.
    pub(super) const POINT: Walk = Walk {
        outer: 1,
        first: 0,
        outer_step: 0,
        inner: 1,
        inner_step: 0,
        per_input: 1,
        step: 1,
        channel_step: 1,
    };

    /// Blocks of weights for each input channel.
    const fn taps(&self) -> usize {
        self.outer * self.inner * self.per_input
    }
}

/// Where the pixels of a call lie.
///
/// Whoever makes one promises that for each of the `count` pixels all floats that the walk and the
/// panels reach are readable from `input` (and `residual`, where the epilogue adds a map), and
/// writable at `output`.
#[derive(Clone, Copy)]
pub(super) struct Pixels {
    pub(super) count: usize,
    pub(super) input: *const f32,
    /// Floats from pixel to pixel of the input.
    pub(super) input_step: usize,
    pub(super) output: *mut f32,
    /// Floats from pixel to pixel of the output.
    pub(super) output_step: usize,
    pub(super) residual: *const f32,
    /// Floats from pixel to pixel of the residual.
    pub(super) residual_step: usize,
}

/// The operands that panels index.
#[derive(Clone, Copy)]
pub(super) struct Weights<'a> {
    /// Panels of weights.
    pub(super) panels: &'a [f32],
    /// The epilogue's constants.
    pub(super) constants: &'a [f32],
    /// A float per output channel, or none.
    pub(super) gate: &'a [f32],
}

impl<'a> Weights<'a> {
    /// Packed weights whose constants begin at `constants`.
    #[inline(always)]
    pub(super) fn new(packed: &'a [f32], constants: usize, gate: &'a [f32]) -> Self {
        let (panels, constants) = packed.split_at(constants);
        Weights { panels, constants, gate }
    }
}

/// Computes all outputs of the pixels.
///
/// # Safety
/// `pixels` keeps the promise of its type.
#[inline(always)]
pub(super) unsafe fn multiply<S: Simd, Q: Source<Product>>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
) {
    // Shapes that only tests know share one function with all tiles: one for each kernel takes
    // minutes to compile.
    #[cfg(test)]
    if Q::KNOWN.is_none() {
        let product = super::reference::Runtime(product.shape());
        return simd.run(tests::Shared { product, walk, weights, pixels });
    }
    // SAFETY: the caller's promise.
    unsafe { folded_or_panels(simd, product, walk, weights, pixels) }
}

/// Computes all outputs by the layout of the weights.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn folded_or_panels<S: Simd, Q: Source<Product>>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
) {
    // What is known at compile time: whether weights can be folded, and whether they can be panels.
    if const { !matches!(Q::KNOWN, Some(Product { folded: None, .. })) }
        && let Some(folded) = product.shape().folded
    {
        // SAFETY: the caller's promise.
        unsafe { folded::multiply(simd, product, folded, weights, pixels) };
    } else if const { !matches!(Q::KNOWN, Some(Product { folded: Some(_), .. })) } {
        // SAFETY: the caller's promise.
        unsafe { groups(simd, product, walk, weights, pixels) };
    }
}

/// Divides the panels into groups that are computed together.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn groups<S: Simd, Q: Source<Product>>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
) {
    let shape = product.shape();
    let tile = derived!(Q: shape, |shape| shape.tile(S::ISA));
    let (mut panel, mut before) = (0, 0);
    while panel < shape.len {
        let Panel { input, inputs, .. } = shape.panels.after(panel, before);
        let end = panel + shape.run;
        while panel < end {
            let count = if end - panel < tile.panels { 1 } else { tile.panels };
            let group = Group { panel, count, before, input, inputs };
            // SAFETY: the caller's promise; panels of a run read the same inputs.
            unsafe { columns(simd, product, walk, weights, pixels, group) };
            panel += count;
            before += count * inputs;
        }
    }
}

/// Neighbouring panels that read the same inputs.
#[derive(Clone, Copy)]
struct Group {
    /// The first.
    panel: usize,
    /// How many.
    count: usize,
    /// First input channel.
    input: usize,
    /// Input channels.
    inputs: usize,
    /// [`espnet_abi::layout::Panel::before`] of the first.
    before: usize,
}

/// Computes a group of panels for all pixels, in the tiles that the shape asks for.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn columns<S: Simd, Q: Source<Product>>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
    group: Group,
) {
    let tile = derived!(Q: product.shape(), |shape| shape.tile(S::ISA).pixels);
    let tile = if pixels.count < tile { 1 } else { tile };
    /// Calls the function built for the tile, one of those that are possible.
    macro_rules! dispatch {
        ($($p:literal x $b:literal),+) => {
            $(if const { !matches!(need(Q::KNOWN, S::ISA, $p, $b), Use::Never) }
                && (const { matches!(need(Q::KNOWN, S::ISA, $p, $b), Use::Always) }
                    || (tile == $p && group.count == $b))
            {
                // SAFETY: the caller's promise; the call has at least a tile's pixels, or the tile
                // is one pixel.
                return unsafe {
                    tiles::<S, Q, $p, $b>(simd, product, walk, weights, pixels, group)
                };
            })+
        };
    }
    dispatch!(14 x 2, 12 x 2, 10 x 2, 8 x 2, 4 x 2, 1 x 2);
    dispatch!(14 x 1, 12 x 1, 10 x 1, 8 x 1, 6 x 1, 5 x 1, 4 x 1, 2 x 1, 1 x 1);
    dispatch!(1 x 4);
    unreachable!("every tile of `Product::tile` is listed");
}

/// Computes a group of `B` panels for at least `P` pixels, `P` at a time.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn tiles<S: Simd, Q: Source<Product>, const P: usize, const B: usize>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
    group: Group,
) {
    let shape = product.shape();
    let epilogue = shape.epilogue;
    let length = walk.taps() * group.inputs * BLOCK;
    let stream = &weights.panels[walk.taps() * group.before * BLOCK..][..B * length];
    let output = shape.panels.after(group.panel, group.before).output;
    let columns = Columns {
        inputs: group.inputs,
        weights: stream.as_ptr(),
        length,
        output,
        // All panels but the last are whole.
        last: match shape.whole {
            true => BLOCK,
            false => shape.panels.after(group.panel + B - 1, group.before).outputs,
        },
    };
    let vectors = epilogue.vectors() * BLOCK;
    let constants = &weights.constants[group.panel * vectors..][..B * vectors];
    let gate = if epilogue.gate { &weights.gate[output..][..columns.outputs::<B>()] } else { &[] };

    let mut next = 0;
    while next < pixels.count {
        // The last tile moves back to be a whole one; pixels that are done already are computed
        // again, but not stored again, as the output may also be the residual.
        let first = if next + P <= pixels.count { next } else { pixels.count - P };
        // SAFETY: the tile's pixels are among the caller's; the walk from the group's first input
        // reaches the floats that the caller promised.
        unsafe {
            let input =
                pixels.input.add(first * pixels.input_step + group.input * walk.channel_step);
            let constant = columns.constants::<S, B>(simd, &epilogue, constants, gate);
            let sums = sums::<S, P, B>(simd, walk, &columns, input, pixels.input_step, &constant);
            let done = next - first;
            unroll!(I < P => {
                if I + 1 > done {
                    let pixel = first + I;
                    let output = pixels.output.add(pixel * pixels.output_step + columns.output);
                    let residual = match epilogue.residual {
                        Residual::InPlace => output.cast_const(),
                        Residual::Map { .. } => pixels
                            .residual
                            .add(pixel * pixels.residual_step + columns.output),
                        Residual::None => output.cast_const(),
                    };
                    finish(simd, &epilogue, &columns, &sums[I], &constant, residual, output);
                }
            });
        }
        next = first + P;
    }
}

/// What the tiles of a group share.
struct Columns {
    /// Input channels.
    inputs: usize,
    /// The first panel's weights, `length` floats; the others follow.
    weights: *const f32,
    length: usize,
    /// First output channel.
    output: usize,
    /// Outputs of the last panel.
    last: usize,
}

impl Columns {
    /// Outputs of all `B` panels.
    #[inline(always)]
    fn outputs<const B: usize>(&self) -> usize {
        (B - 1) * BLOCK + self.last
    }

    /// The epilogue's constants for each panel; `gate` has a float for each output, or none.
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
            let gate = if epilogue.gate { &gate[b * BLOCK..][..lanes] } else { gate };
            all[b] = Constants::load(simd, epilogue, &vectors[b * each..][..each], gate);
            b += 1;
        }
        all
    }
}

/// The sums of a tile, beginning with the biases.
///
/// # Safety
/// The walk from `input`, and from the `P` − 1 pixels after it, reaches readable floats; the
/// weights of the columns are readable.
#[inline(always)]
unsafe fn sums<S: Simd, const P: usize, const B: usize>(
    simd: S,
    walk: &Walk,
    columns: &Columns,
    input: *const f32,
    pixel_step: usize,
    constants: &[Constants<S>; B],
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
        let slot = walk.first + outer;
        let slot = if slot >= walk.outer { slot - walk.outer } else { slot };
        for inner in 0..walk.inner {
            for i in 0..walk.per_input * columns.inputs {
                // SAFETY: the caller's promise about inputs; this is step number
                // (outer · inner + …) of the walk, and the weights have a block for each.
                unsafe {
                    let x =
                        input.add(slot * walk.outer_step + inner * walk.inner_step + i * walk.step);
                    let mut block = [simd.splat(0.0); B];
                    let mut b = 0;
                    while b < B {
                        block[b] = simd.load(&*weights.add(b * columns.length).cast());
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
                    weights = weights.add(BLOCK);
                }
            }
        }
    }
    sums
}

/// The epilogue of one pixel.
///
/// # Safety
/// All outputs of the columns are writable at `output` and, where the epilogue adds a map, readable
/// at `residual`.
#[inline(always)]
unsafe fn finish<S: Simd, const B: usize>(
    simd: S,
    epilogue: &Epilogue,
    columns: &Columns,
    sums: &[S::Block; B],
    constants: &[Constants<S>; B],
    residual: *const f32,
    output: *mut f32,
) {
    let mut b = 0;
    while b < B {
        let lanes = if b + 1 < B { BLOCK } else { columns.last };
        // SAFETY: the caller's promise; panel `b` begins 16·b channels behind the first one.
        unsafe {
            let (residual, output) = (residual.add(b * BLOCK), output.add(b * BLOCK));
            let added = if matches!(epilogue.residual, Residual::None) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kernels::reference::Runtime, simd::Kernel};

    /// A product that is known at run time only.
    pub(super) struct Shared<'a> {
        pub(super) product: Runtime<Product>,
        pub(super) walk: &'a Walk,
        pub(super) weights: Weights<'a>,
        pub(super) pixels: Pixels,
    }

    impl Kernel for Shared<'_> {
        type Output = ();

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            let Shared { product, walk, weights, pixels } = self;
            // SAFETY: only `multiply` makes one, whose caller has promised it.
            unsafe { folded_or_panels(simd, product, walk, weights, pixels) };
        }
    }

    fn product(outputs: usize, pixels: usize) -> Product {
        let panels = Panels::new(64, outputs, 1);
        Product::new(panels, Epilogue::NONE, pixels, pixels)
    }

    #[test]
    fn tiles_divide_the_pixels_of_released_networks() {
        let tiles = |isa| {
            [28 * 28, 7 * 14, 7 * 7, 112, 12 * 12, 10 * 10].map(|pixels| {
                let tile = product(32, pixels).tile(isa);
                (tile.pixels, tile.panels)
            })
        };
        let avx512 = [(14, 2), (14, 2), (10, 2), (14, 2), (12, 2), (10, 2)];
        assert_eq!(tiles(Isa::Avx512), avx512);
        assert_eq!(tiles(Isa::Avx2), [(6, 1), (6, 1), (5, 1), (6, 1), (6, 1), (6, 1)]);
    }

    #[test]
    fn one_pixel_meets_streams_of_panels() {
        for isa in Isa::ALL {
            assert!(product(1000, 1).tile(isa) == Tile { pixels: 1, panels: STREAMS });
            assert!(product(16, 1).tile(isa) == Tile { pixels: 1, panels: 1 });
        }
    }
}
