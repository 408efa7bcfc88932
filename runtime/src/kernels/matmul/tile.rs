//! The choice of a matmul's tile: how many pixels and panels are computed together. A tile fits the registers of
//! the instruction set, and divides the pixels of calls with little left over.

use espnet_abi::Isa;

use super::shape::Matmul;

impl Matmul {
    /// The tile for an instruction set.
    ///
    /// The last tile of a call overlaps its predecessor where pixels are left over, so the best
    /// tile covers the pixels with little excess. Weights cost a tile about as much as a pixel more.
    /// All candidates are wide enough to hide the latency of a fused multiplication. All that they work with
    /// fits the registers, but for one block of 7 pixels by 4 panels, which lies in the frame.
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

    /// The same for calls of no more than [`Matmul::half`] pixels.
    pub(crate) const fn half_tile(&self, isa: Isa) -> Tile {
        let tile = self.tile(isa);
        match isa {
            Isa::Avx512 => Tile { pixels: best(candidates(isa, tile.panels), self.half()), ..tile },
            Isa::Avx2 | Isa::Scalar => tile,
        }
    }

    /// The pixels of the larger half of the usual ones, which are divided by rows or shorter runs: a call has so
    /// many when two workers share the map.
    pub(crate) const fn half(&self) -> usize {
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

/// The pixels and panels that are computed together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tile {
    pub(crate) pixels: usize,
    pub(crate) panels: usize,
}

impl Tile {
    /// Pixels that are computed for a call of `count`: more where the last tile overlaps its predecessor.
    const fn covered(self, count: usize) -> usize {
        if count < self.pixels { usize::MAX } else { count.next_multiple_of(self.pixels) }
    }
}

/// The numbers of pixels, above one, of the tiles with so many panels that fit an instruction set's registers.
const fn candidates(isa: Isa, panels: usize) -> &'static [usize] {
    match (isa, panels) {
        (Isa::Scalar, _) => &[2],
        (Isa::Avx2, _) => &[6, 5, 4],
        (Isa::Avx512, FOUR) => &[7, 5],
        (Isa::Avx512, _) => &[14, 12, 10, 8, 4],
    }
}

/// Panels that are computed together for a single pixel. Weights are used once then, and the more streams of
/// them are read at a time, the better.
const STREAMS: usize = 4;

/// Panels of the tiles of AVX-512 with the fewest loads: a tile of seven pixels loads eleven numbers for 28
/// multiplications, one of fourteen pixels and two panels sixteen. On a core that also runs another program's
/// thread, which takes its share of the loads, these tiles are slowed down less.
const FOUR: usize = 4;

/// The panels that a tile usually takes.
const fn most_panels(isa: Isa, pixels: usize) -> usize {
    match (isa, pixels) {
        (Isa::Scalar, _) => 1,
        (_, 1) => STREAMS,
        (Isa::Avx2, _) => 1,
        (Isa::Avx512, _) => 2,
    }
}

/// Whether calls use a tile.
#[derive(PartialEq, Eq)]
pub(crate) enum Use {
    Never,
    Sometimes,
    Always,
}

/// What is known at compile time about the use of a tile of `pixels` × `panels`.
pub(crate) const fn need(matmul: Option<Matmul>, isa: Isa, pixels: usize, panels: usize) -> Use {
    match matmul {
        Some(matmul) => {
            let (tile, half) = (matmul.tile(isa), matmul.half_tile(isa).pixels);
            // A call may have less than a tile: the fewest pixels, or just more than the half.
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
            // A call of few pixels has the panels of a larger tile, one pixel at a time.
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
        // In runs of five pixels, two workers have 25 and 24.
        let runs = Matmul::new(Panels::new(64, 64, 1), Epilogue::NONE, 7 * 7, 5);
        assert_eq!(runs.half(), 25);
        assert!(runs.tile(Isa::Avx512) == Tile { pixels: 7, panels: 4 });
        assert!(runs.half_tile(Isa::Avx512) == Tile { pixels: 5, panels: 4 });
        assert!(need(Some(runs), Isa::Avx512, 5, 4) == Use::Sometimes);
        assert!(need(Some(runs), Isa::Avx512, 1, 4) == Use::Never);
        // Two workers have whole tiles of these as it is.
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
