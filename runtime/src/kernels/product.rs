//! What 1×1 and k×k convolutions have in common: pixels times outputs, in tiles that fit the
//! registers.
//!
//! This file says what a product is; [`super::tile`] chooses its tile, [`super::panels`],
//! [`super::folded`] and [`super::quads`] compute it.

use espnet_abi::{
    folded::Folded,
    kernel::{Epilogue, Pointwise},
    layout::{BLOCK, Map, Panels},
    quads::Quads,
};

use super::{
    folded, panels, quads,
    shape_param::{Runtime, ShapeParam},
};
use crate::simd::{Simd, SimdTask};

/// What the micro-kernel has to know at compile time to be built for one shape only.
#[derive(Clone, Copy)]
pub(super) struct Product {
    /// The weights' layout, if it is neither of the others.
    pub(super) folded: Option<Folded>,
    /// The weights' layout, if inputs are interleaved, and where outputs go.
    pub(super) quads: Option<(Quads, Runs)>,
    /// The outputs.
    pub(super) panels: Panels,
    /// Number of panels.
    pub(super) len: usize,
    /// Neighbouring panels that read the same inputs.
    pub(super) run: usize,
    /// Whether all panels have sixteen outputs.
    pub(super) whole: bool,
    /// What happens before storing.
    pub(super) epilogue: Epilogue,
    /// Pixels that a call has usually.
    pub(super) pixels: usize,
    /// The fewest pixels that a call can have.
    pub(super) fewest: usize,
    /// Inputs of each pixel that come from far away: all or none.
    pub(super) far_inputs: usize,
    /// Channels of another map that all outputs read too.
    pub(super) image_channels: usize,
    /// Whether there may be weights to ask for that come later.
    pub(super) looks_ahead: bool,
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
        let (folded, far_inputs, image_channels) = (None, 0, 0);
        Product {
            folded,
            quads: None,
            panels,
            len,
            run,
            whole,
            epilogue,
            pixels,
            fewest,
            far_inputs,
            image_channels,
            looks_ahead: false,
        }
    }

    /// The product of a 1×1 convolution.
    pub(super) const fn pointwise(point: &Pointwise, pixels: usize, fewest: usize) -> Self {
        let folded = point.folded();
        Product { folded, ..Self::new(point.panels(), point.epilogue, pixels, fewest) }
    }

    /// The same, of a map that has been computed as a whole before. What is far away is asked for a tile
    /// ahead: processors do not see by themselves what comes next where each pixel is some other way off.
    pub(super) const fn reading(self, map: &Map) -> Self {
        Product { far_inputs: if map.far() { map.channels } else { 0 }, ..self }
    }

    /// The same of interleaved inputs; without residual and gate.
    pub(super) const fn of_quads(self, quads: Quads, runs: Runs) -> Self {
        Product { quads: Some((quads, runs)), folded: None, ..self }
    }

    /// The same with weights to ask for that come later.
    pub(super) const fn looking_ahead(self) -> Self {
        Product { looks_ahead: true, ..self }
    }

    /// The same with channels of another map for all outputs.
    pub(super) const fn beside(self, image_channels: usize) -> Self {
        Product { image_channels, ..self }
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
    pub(super) const fn taps(&self) -> usize {
        self.outer * self.inner * self.per_input
    }
}

/// Where the pixels of a call lie.
///
/// Whoever makes one promises that for each of the `count` pixels all floats that the walk and the
/// panels reach are readable from `input` (and `residual`, where the epilogue adds a map, and the
/// product's channels of `image`), and writable at `output`, from the first pixel's to the last one's
/// with what lies between them; or, with strips or runs, in those, runs with what lies between them.
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
    /// The channels of another map that all outputs read too.
    pub(super) image: Image,
    /// How outputs lie that do not follow one another.
    pub(super) strips: Option<Strips>,
}

/// Outputs in rows of strips, one for each panel: `output` is where the first row's first strip begins.
///
/// All panels have sixteen outputs, and calls have whole rows, which tiles divide unless weights are
/// folded.
#[derive(Clone, Copy)]
pub(super) struct Strips {
    /// Pixels of a row.
    pub(super) width: usize,
    /// Floats from row to row.
    pub(super) row: usize,
    /// Floats from strip to strip.
    pub(super) strip: usize,
}

/// Outputs of a pixel that lie together, where those of a pixel do not all follow one another.
#[derive(Clone, Copy)]
pub(super) struct Runs {
    /// How many: eight or sixteen; of one group, where outputs come group by group.
    pub(super) len: usize,
    /// Floats from one run to the next.
    pub(super) step: usize,
}

/// Where the pixels of the other map lie.
#[derive(Clone, Copy)]
pub(super) struct Image {
    /// The first pixel.
    pub(super) first: *const f32,
    /// Floats from pixel to pixel.
    pub(super) step: usize,
}

impl Image {
    /// For products that have none.
    pub(super) const NONE: Image = Image { first: core::ptr::null(), step: 0 };
}

impl Pixels {
    /// Where output channel `channel`, the first of a panel, of pixel `pixel`, the first of a tile, is
    /// written; and how many floats behind it the next panel's.
    #[inline(always)]
    pub(super) fn outputs(&self, pixel: usize, channel: usize) -> (*mut f32, usize) {
        let (at, panel) = match self.strips {
            None => (pixel * self.output_step + channel, BLOCK),
            Some(Strips { width, row, strip }) => {
                let within = pixel % width * self.output_step + channel / BLOCK * strip;
                (pixel / width * row + within, strip)
            }
        };
        (self.output.wrapping_add(at), panel)
    }

    /// Says that the first `channels` inputs of pixel `pixel` will be read soon.
    #[inline(always)]
    pub(super) fn expect<S: Simd>(&self, simd: S, pixel: usize, channels: usize) {
        for channel in (0..channels).step_by(BLOCK) {
            simd.prefetch(self.input.wrapping_add(pixel * self.input_step + channel));
        }
    }
}

/// Says that line `number` of a tile's inputs will be read soon, counted pixel by pixel for sixteen pixels,
/// which no tile has more of; `input` is the first input of its first pixel.
#[inline(always)]
pub(super) fn expect_line<S: Simd>(simd: S, input: *const f32, pixel_step: usize, number: usize) {
    // A test for pixels that the tile does not have would part the loads around it from their use.
    let (pixel, line) = (number % BLOCK, number / BLOCK);
    simd.prefetch(input.wrapping_add(pixel * pixel_step + line * BLOCK));
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
    /// What channels of another map are multiplied with: `[channel][16]` for each panel.
    pub(super) image: &'a [f32],
    /// Weights that come later.
    pub(super) ahead: &'a [f32],
}

impl<'a> Weights<'a> {
    /// Packed weights whose constants begin at `constants`.
    #[inline(always)]
    pub(super) fn new(packed: &'a [f32], constants: usize, gate: &'a [f32]) -> Self {
        let (panels, constants) = packed.split_at(constants);
        Weights { panels, constants, gate, image: &[], ahead: &[] }
    }
}

/// Computes all outputs of the pixels.
///
/// # Safety
/// `pixels` keeps the promise of its type.
#[inline(always)]
pub(super) unsafe fn multiply<S: Simd, Q: ShapeParam<Product>>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
) {
    if const { Q::KNOWN.is_some() } {
        // SAFETY: the caller's promise.
        unsafe { by_layout(simd, product, walk, weights, pixels) }
    } else {
        let product = Runtime(product.shape());
        simd.run(Shared { product, walk, weights, pixels });
    }
}

/// A product that is known at run time only: all such share one function with all tiles, since one
/// for each kernel takes minutes to compile.
struct Shared<'a> {
    product: Runtime<Product>,
    walk: &'a Walk,
    weights: Weights<'a>,
    pixels: Pixels,
}

impl SimdTask for Shared<'_> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Shared { product, walk, weights, pixels } = self;
        // SAFETY: only `multiply` makes one, whose caller has promised it.
        unsafe { by_layout(simd, product, walk, weights, pixels) };
    }
}

/// Computes all outputs by the layout of the weights.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn by_layout<S: Simd, Q: ShapeParam<Product>>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
) {
    // What is known at compile time: which of the layouts weights can have.
    if const { !matches!(Q::KNOWN, Some(Product { quads: None, .. })) }
        && let Some((quads, runs)) = product.shape().quads
    {
        // SAFETY: the caller's promise.
        unsafe { quads::multiply(simd, product, (quads, runs), weights, pixels) };
    } else if const { !matches!(Q::KNOWN, Some(Product { folded: None, .. })) }
        && let Some(folded) = product.shape().folded
    {
        // SAFETY: the caller's promise.
        unsafe { folded::multiply(simd, product, folded, weights, pixels) };
    } else if const {
        !matches!(Q::KNOWN, Some(Product { folded: Some(_), .. } | Product { quads: Some(_), .. }))
    } {
        // SAFETY: the caller's promise.
        unsafe { panels::multiply(simd, product, walk, weights, pixels) };
    }
}
