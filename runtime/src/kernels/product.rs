//! What 1×1 and k×k convolutions have in common: pixels times outputs, in tiles that fit the
//! registers.
//!
//! This file says what a product is and chooses its tile; [`super::panels`] and [`super::folded`]
//! compute it.

use espnet_abi::{
    Isa,
    folded::Folded,
    kernel::{Epilogue, Pointwise},
    layout::{BLOCK, Map, Panels},
};

use super::{
    folded, panels,
    source::{Runtime, Source},
};
use crate::simd::{Kernel, Simd};

/// What the micro-kernel has to know at compile time to be built for one shape only.
#[derive(Clone, Copy)]
pub(super) struct Product {
    /// The weights' layout, if it is not panels.
    pub(super) folded: Option<Folded>,
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

    /// The same, of a map that has been computed as a whole before.
    pub(super) const fn reading(self, map: &Map) -> Self {
        Product { far_inputs: if map.span() > NEAR { map.channels } else { 0 }, ..self }
    }

    /// The same with weights to ask for that come later.
    pub(super) const fn looking_ahead(self) -> Self {
        Product { looks_ahead: true, ..self }
    }

    /// The same with channels of another map for all outputs.
    pub(super) const fn beside(self, image_channels: usize) -> Self {
        Product { image_channels, ..self }
    }

    /// The tile for an instruction set.
    ///
    /// The last tile of a call overlaps its predecessor where pixels are left over, so the best
    /// tile covers the pixels with little excess. Weights cost a tile about as much as a pixel more.
    /// All candidates are wide enough to hide the latency of a fused multiplication, and none spills
    /// registers.
    pub(super) const fn tile(&self, isa: Isa) -> Tile {
        let most = most_panels(isa, self.pixels);
        let panels = if self.run < most { 1 } else { most };
        let tile = Tile { pixels: best(candidates(isa), self.pixels), panels };
        let four = Tile { pixels: best(FOUR_PANELS, self.pixels), panels: 4 };
        let possible =
            matches!(isa, Isa::Avx512) && four.pixels > 1 && self.run.is_multiple_of(four.panels);
        match possible && four.covered(self.pixels) <= tile.covered(self.pixels) {
            true => four,
            false => tile,
        }
    }

    /// The same for calls of no more than [`Product::half`] pixels.
    pub(super) const fn half_tile(&self, isa: Isa) -> Tile {
        let tile = self.tile(isa);
        match (isa, tile.panels) {
            (Isa::Avx512, 4) => Tile { pixels: best(FOUR_PANELS, self.half()), ..tile },
            (Isa::Avx512, _) => Tile { pixels: best(candidates(isa), self.half()), ..tile },
            (Isa::Avx2 | Isa::Scalar, _) => tile,
        }
    }

    /// Pixels of the larger half of the usual ones, in rows or shorter runs, which calls have where two
    /// workers share the map.
    pub(super) const fn half(&self) -> usize {
        match self.fewest {
            0 => self.pixels,
            run => self.pixels.div_ceil(run).div_ceil(2) * run,
        }
    }
}

/// The best number of pixels among `candidates` for a call of `count`.
const fn best(candidates: &[usize], count: usize) -> usize {
    let (mut pixels, mut least, mut i) = (1, usize::MAX, 0);
    while i < candidates.len() {
        let cost = count.div_ceil(candidates[i]) * (candidates[i] + 1);
        if candidates[i] <= count && cost < least {
            (pixels, least) = (candidates[i], cost);
        }
        i += 1;
    }
    pixels
}

/// Floats of a map that a core's own caches may hold: 512 KiB. What is farther away is asked for a tile
/// ahead: processors do not see by themselves what comes next where each pixel is some other way off.
const NEAR: usize = 1 << 17;

/// The pixels and panels that are computed together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Tile {
    pub(super) pixels: usize,
    pub(super) panels: usize,
}

impl Tile {
    /// Pixels that are computed for a call of `count`: more where the last tile overlaps its predecessor.
    const fn covered(self, count: usize) -> usize {
        if count < self.pixels { usize::MAX } else { count.next_multiple_of(self.pixels) }
    }
}

/// The tiles of more than one pixel that an instruction set has the registers for with as many panels as it
/// usually takes.
const fn candidates(isa: Isa) -> &'static [usize] {
    match isa {
        Isa::Scalar => &[2],
        Isa::Avx2 => &[6, 5, 4],
        Isa::Avx512 => &[14, 12, 10, 8, 4],
    }
}

/// Panels that a single pixel meets at once: its floats are used once, so the more streams of weights
/// the better.
const STREAMS: usize = 4;

/// Pixels of the tiles of AVX-512 that have four panels. They load least, eleven numbers for 28
/// multiplications where one of fourteen pixels loads sixteen: a core that runs another program's thread
/// too, which takes its share of the loads, is less slow with them.
const FOUR_PANELS: &[usize] = &[7, 5];

/// The panels that a tile usually takes.
const fn most_panels(isa: Isa, pixels: usize) -> usize {
    match (isa, pixels) {
        (Isa::Scalar, _) => 1,
        (_, 1) => STREAMS,
        (Isa::Avx2, _) => 1,
        (Isa::Avx512, _) => 2,
    }
}

/// Whether calls meet a tile.
#[derive(PartialEq, Eq)]
pub(super) enum Use {
    Never,
    Sometimes,
    Always,
}

/// What is known at compile time about the use of a tile of `pixels` × `panels`.
pub(super) const fn need(product: Option<Product>, isa: Isa, pixels: usize, panels: usize) -> Use {
    match product {
        Some(product) => {
            let (tile, half) = (product.tile(isa), product.half_tile(isa).pixels);
            // A call may have less than a tile: the fewest pixels, or just more than the half.
            let short = product.fewest < half || product.half() + 1 < tile.pixels;
            let rest = !product.run.is_multiple_of(tile.panels);
            let pixels_match = pixels == tile.pixels || pixels == half || (pixels == 1 && short);
            let panels_match = panels == tile.panels || (panels == 1 && rest);
            match pixels_match && panels_match {
                true if short || rest || tile.pixels != half => Use::Sometimes,
                true => Use::Always,
                false => Use::Never,
            }
        }
        None => {
            let candidates = candidates(isa);
            let mut i = 0;
            while i < candidates.len() && candidates[i] != pixels {
                i += 1;
            }
            // A call of few pixels meets the panels of a tile of more one pixel at a time.
            let one = pixels == 1 && panels == most_panels(isa, 1);
            let several = (pixels == 1 || i < candidates.len())
                && (panels == 1 || panels == most_panels(isa, 2));
            let four = matches!(isa, Isa::Avx512) && panels == 4 && (pixels == 7 || pixels == 5);
            if one || several || four { Use::Sometimes } else { Use::Never }
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
    pub(super) const fn taps(&self) -> usize {
        self.outer * self.inner * self.per_input
    }
}

/// Where the pixels of a call lie.
///
/// Whoever makes one promises that for each of the `count` pixels all floats that the walk and the
/// panels reach are readable from `input` (and `residual`, where the epilogue adds a map, and the
/// product's channels of `image`), and writable at `output`, from the first pixel's to the last one's
/// with what lies between them; or, with strips, in those.
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
/// All panels have sixteen outputs, weights are not folded, and tiles divide rows, of which calls have
/// whole ones.
#[derive(Clone, Copy)]
pub(super) struct Strips {
    /// Pixels of a row.
    pub(super) width: usize,
    /// Floats from row to row.
    pub(super) row: usize,
    /// Floats from strip to strip.
    pub(super) strip: usize,
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
pub(super) unsafe fn multiply<S: Simd, Q: Source<Product>>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
) {
    if const { Q::KNOWN.is_some() } {
        // SAFETY: the caller's promise.
        unsafe { folded_or_panels(simd, product, walk, weights, pixels) }
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

impl Kernel for Shared<'_> {
    type Output = ();
    type Home = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Shared { product, walk, weights, pixels } = self;
        // SAFETY: only `multiply` makes one, whose caller has promised it.
        unsafe { folded_or_panels(simd, product, walk, weights, pixels) };
    }
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
        unsafe { panels::multiply(simd, product, walk, weights, pixels) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let four = [14 * 14, 7 * 7, 4 * 7, 16 * 16, 8 * 8, 3].map(|pixels| {
            let tile = product(64, pixels).tile(Isa::Avx512);
            (tile.pixels, tile.panels)
        });
        assert_eq!(four, [(7, 4), (7, 4), (7, 4), (7, 4), (8, 2), (1, 2)]);
    }

    #[test]
    fn halves_of_small_maps_have_tiles_of_their_own() {
        let seven_rows = Product::new(Panels::new(64, 32, 1), Epilogue::NONE, 7 * 7, 7);
        assert_eq!(seven_rows.half(), 4 * 7);
        assert_eq!(seven_rows.tile(Isa::Avx512).pixels, 10);
        assert_eq!(seven_rows.half_tile(Isa::Avx512).pixels, 14);
        assert!(need(Some(seven_rows), Isa::Avx512, 14, 2) == Use::Sometimes);
        // In runs of five pixels, two workers have 25 and 24.
        let runs = Product::new(Panels::new(64, 64, 1), Epilogue::NONE, 7 * 7, 5);
        assert_eq!(runs.half(), 25);
        assert!(runs.tile(Isa::Avx512) == Tile { pixels: 7, panels: 4 });
        assert!(runs.half_tile(Isa::Avx512) == Tile { pixels: 5, panels: 4 });
        assert!(need(Some(runs), Isa::Avx512, 5, 4) == Use::Sometimes);
        assert!(need(Some(runs), Isa::Avx512, 1, 4) == Use::Never);
        // Two workers have whole tiles of these as it is.
        let rows = Product::new(Panels::new(64, 32, 1), Epilogue::NONE, 14 * 14, 14);
        assert!(rows.half_tile(Isa::Avx512) == rows.tile(Isa::Avx512));
        assert!(need(Some(rows), Isa::Avx512, 14, 2) == Use::Always);
    }

    #[test]
    fn one_pixel_meets_streams_of_panels() {
        for isa in Isa::ALL {
            let panels = if isa == Isa::Scalar { 1 } else { STREAMS };
            assert!(product(1000, 1).tile(isa) == Tile { pixels: 1, panels });
            assert!(product(16, 1).tile(isa) == Tile { pixels: 1, panels: 1 });
        }
    }
}
