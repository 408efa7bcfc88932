//! The choice of a matmul's tile: the number of pixels and panels that are computed together. A tile fits the
//! registers of the instruction set, and covers the pixels of a call with little excess.

use espnet_abi::Isa;

use super::shape::Matmul;

impl Matmul {
    /// The tile for an instruction set.
    ///
    /// If pixels are left over, the last tile of a call overlaps its predecessor, so the best tile covers the
    /// pixels with little excess. Loading the weights costs a tile about as much as one more pixel. All
    /// candidates have enough sums to hide the latency of a fused multiplication. Their operands fit the
    /// registers, except that a tile of 7 pixels by 4 panels keeps one block on the stack.
    pub(crate) const fn tile(&self, isa: Isa) -> Tile {
        let most = most_panels(isa, self.pixels);
        let panels = if self.run < most { 1 } else { most };
        let tile = Tile { pixels: best(candidates(isa, panels), self.pixels), panels };
        let four = Tile { pixels: best(candidates(isa, FOUR), self.pixels), panels: FOUR };
        let possible =
            matches!(isa, Isa::Avx512) && four.pixels > 1 && self.run.is_multiple_of(four.panels);
        match possible && four.covered(self.pixels) <= tile.covered(self.pixels) {
            true => four,
            false => tile,
        }
    }

    /// The tile for calls of at most [`Matmul::half`] pixels.
    pub(crate) const fn half_tile(&self, isa: Isa) -> Tile {
        let tile = self.tile(isa);
        match isa {
            Isa::Avx512 => Tile { pixels: best(candidates(isa, tile.panels), self.half()), ..tile },
            Isa::Avx2 | Isa::Scalar => tile,
        }
    }

    /// The number of pixels in the larger half of the usual pixels. Two workers that share a map have calls
    /// of this size; they divide the map by chunks of `fewest` pixels.
    pub(crate) const fn half(&self) -> usize {
        match self.fewest {
            0 => self.pixels,
            run => self.pixels.div_ceil(run).div_ceil(2) * run,
        }
    }
}

/// The best of `candidates`, numbers of pixels, for a call of `count` pixels.
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

/// The number of pixels and panels that are computed together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tile {
    pub(crate) pixels: usize,
    pub(crate) panels: usize,
}

impl Tile {
    /// The number of pixels that are computed for a call of `count`. It is larger than `count` if the last
    /// tile overlaps its predecessor.
    const fn covered(self, count: usize) -> usize {
        if count < self.pixels { usize::MAX } else { count.next_multiple_of(self.pixels) }
    }
}

/// The numbers of pixels, above one, for which a tile with `panels` panels fits the registers.
const fn candidates(isa: Isa, panels: usize) -> &'static [usize] {
    match (isa, panels) {
        (Isa::Scalar, _) => &[2],
        (Isa::Avx2, _) => &[6, 5, 4],
        (Isa::Avx512, FOUR) => &[7, 5],
        (Isa::Avx512, _) => &[14, 12, 10, 8, 4],
    }
}

/// The number of panels that are computed together for a single pixel. MatmulWeights are then used only once, and
/// reading several streams of them at a time is faster.
const STREAMS: usize = 4;

/// The number of panels of the AVX-512 tiles with the fewest loads. With seven pixels such a tile loads
/// eleven values for 28 multiplications; a tile of fourteen pixels and two panels loads sixteen. On a core
/// that also runs a thread of another program, both threads compete for loads, and these tiles are slowed
/// down less.
const FOUR: usize = 4;

/// The usual number of panels of a tile.
const fn most_panels(isa: Isa, pixels: usize) -> usize {
    match (isa, pixels) {
        (Isa::Scalar, _) => 1,
        (_, 1) => STREAMS,
        (Isa::Avx2, _) => 1,
        (Isa::Avx512, _) => 2,
    }
}

/// The use of a tile by the calls of a shape.
#[derive(PartialEq, Eq)]
pub(crate) enum Use {
    Never,
    Sometimes,
    Always,
}

/// The use of a tile of `pixels` × `panels`, as far as is known at compile time.
pub(crate) const fn need(matmul: Option<Matmul>, isa: Isa, pixels: usize, panels: usize) -> Use {
    match matmul {
        Some(matmul) => {
            let (tile, half) = (matmul.tile(isa), matmul.half_tile(isa).pixels);
            // A call may be shorter than a tile: it may have the fewest pixels, or just more than the half.
            let short = matmul.fewest < half || matmul.half() + 1 < tile.pixels;
            let rest = !matmul.run.is_multiple_of(tile.panels);
            let pixels_match = pixels == tile.pixels || pixels == half || (pixels == 1 && short);
            let panels_match = panels == tile.panels || (panels == 1 && rest);
            match pixels_match && panels_match {
                true if short || rest || tile.pixels != half => Use::Sometimes,
                true => Use::Always,
                false => Use::Never,
            }
        }
        None => {
            let candidates = candidates(isa, panels);
            let mut i = 0;
            while i < candidates.len() && candidates[i] != pixels {
                i += 1;
            }
            // A call of few pixels computes the panels of a larger tile, one pixel at a time.
            let one = pixels == 1 && panels == most_panels(isa, 1);
            let usual = panels == 1 || panels == most_panels(isa, 2);
            let four = matches!(isa, Isa::Avx512) && panels == FOUR;
            let several = (pixels == 1 || i < candidates.len()) && (usual || four);
            if one || several { Use::Sometimes } else { Use::Never }
        }
    }
}

#[cfg(test)]
mod tests {
    use espnet_abi::{kernel::Epilogue, layout::Panels};

    use super::*;

    fn matmul(outputs: usize, pixels: usize) -> Matmul {
        let panels = Panels::new(64, outputs, 1);
        Matmul::new(panels, Epilogue::NONE, pixels, pixels)
    }

    #[test]
    fn tiles_divide_the_pixels_of_released_networks() {
        let tiles = |isa| {
            [28 * 28, 7 * 14, 7 * 7, 112, 12 * 12, 10 * 10].map(|pixels| {
                let tile = matmul(32, pixels).tile(isa);
                (tile.pixels, tile.panels)
            })
        };
        let avx512 = [(14, 2), (14, 2), (10, 2), (14, 2), (12, 2), (10, 2)];
        assert_eq!(tiles(Isa::Avx512), avx512);
        assert_eq!(tiles(Isa::Avx2), [(6, 1), (6, 1), (5, 1), (6, 1), (6, 1), (6, 1)]);
        let four = [14 * 14, 7 * 7, 4 * 7, 16 * 16, 8 * 8, 3].map(|pixels| {
            let tile = matmul(64, pixels).tile(Isa::Avx512);
            (tile.pixels, tile.panels)
        });
        assert_eq!(four, [(7, 4), (7, 4), (7, 4), (7, 4), (8, 2), (1, 2)]);
    }

    #[test]
    fn halves_of_small_maps_have_tiles_of_their_own() {
        let seven_rows = Matmul::new(Panels::new(64, 32, 1), Epilogue::NONE, 7 * 7, 7);
        assert_eq!(seven_rows.half(), 4 * 7);
        assert_eq!(seven_rows.tile(Isa::Avx512).pixels, 10);
        assert_eq!(seven_rows.half_tile(Isa::Avx512).pixels, 14);
        assert!(need(Some(seven_rows), Isa::Avx512, 14, 2) == Use::Sometimes);
        // In chunks of five pixels, two workers have 25 and 24 pixels.
        let chunked = Matmul::new(Panels::new(64, 64, 1), Epilogue::NONE, 7 * 7, 5);
        assert_eq!(chunked.half(), 25);
        assert!(chunked.tile(Isa::Avx512) == Tile { pixels: 7, panels: 4 });
        assert!(chunked.half_tile(Isa::Avx512) == Tile { pixels: 5, panels: 4 });
        assert!(need(Some(chunked), Isa::Avx512, 5, 4) == Use::Sometimes);
        assert!(need(Some(chunked), Isa::Avx512, 1, 4) == Use::Never);
        // With whole rows, both workers already have whole tiles.
        let rows = Matmul::new(Panels::new(64, 32, 1), Epilogue::NONE, 14 * 14, 14);
        assert!(rows.half_tile(Isa::Avx512) == rows.tile(Isa::Avx512));
        assert!(need(Some(rows), Isa::Avx512, 14, 2) == Use::Always);
    }

    #[test]
    fn one_pixel_meets_streams_of_panels() {
        for isa in Isa::ALL {
            let panels = if isa == Isa::Scalar { 1 } else { STREAMS };
            assert!(matmul(1000, 1).tile(isa) == Tile { pixels: 1, panels });
            assert!(matmul(16, 1).tile(isa) == Tile { pixels: 1, panels: 1 });
        }
    }
}
