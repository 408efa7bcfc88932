//! The priors of a detection network: the boxes, the same for every picture, that its locations move and
//! stretch.
//!
//! SSD (arXiv 1512.02325) calls them default boxes. Each pixel of each of the network's output maps has a few
//! of them, of different sizes and aspect ratios. They depend on the size of the input only. The compiler
//! computes them once and writes them into the program as a constant.

use core::{f64::consts::SQRT_2, iter};

use crate::root::sqrt;

/// The number of priors of each pixel of a map.
pub const ANCHORS: usize = 6;

/// One axis of a map with priors, rows or columns. Lengths are in pixels of the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriorAxis {
    /// The length of the input along this axis.
    pub input: usize,
    /// The number of the map's pixels along this axis.
    pub pixels: usize,
    /// The distance between the centres of neighbouring pixels of the map. The first centre is half of it
    /// from the border.
    pub stride: f64,
    /// The side of the smaller square prior.
    pub min_size: f64,
    /// The side of the smaller square prior of the next map. The side of the larger square prior is the
    /// geometric mean of the two.
    pub max_size: f64,
}

/// A map with priors: [`ANCHORS`] for each of its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriorMap {
    /// The rows: the centres and the heights of the priors.
    pub rows: PriorAxis,
    /// The columns: the centres and the widths of the priors.
    pub columns: PriorAxis,
}

impl PriorMap {
    /// The number of the map's priors.
    pub const fn len(&self) -> usize {
        self.rows.pixels * self.columns.pixels * ANCHORS
    }

    /// Whether the map has no pixel and so no prior.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The map's priors as (centre x, centre y, width, height), relative to the input: row after row, and
    /// [`ANCHORS`] for each pixel.
    ///
    /// They are computed in f64 and rounded once to f32. The four numbers are then limited to 0 to 1 each, as
    /// in the authors' implementation: centres stay on the picture and sides are not longer than it, but a
    /// prior may reach over the border.
    pub fn priors(self) -> impl Iterator<Item = [f32; 4]> {
        let widths =
            self.columns.sides([1.0, 1.0, SQRT_2, 1.0 / SQRT_2, sqrt(3.0), 1.0 / sqrt(3.0)]);
        let heights = self.rows.sides([1.0, 1.0, 1.0 / SQRT_2, SQRT_2, 1.0 / sqrt(3.0), sqrt(3.0)]);
        (0..self.rows.pixels).flat_map(move |y| {
            let y = self.rows.centre(y);
            (0..self.columns.pixels).flat_map(move |x| {
                let x = self.columns.centre(x);
                iter::zip(widths, heights).map(move |(width, height)| {
                    [x, y, width, height].map(|number| (number as f32).clamp(0.0, 1.0))
                })
            })
        })
    }
}

impl PriorAxis {
    /// The centre of pixel `index`, relative to the input.
    fn centre(&self, index: usize) -> f64 {
        (index as f64 + 0.5) * self.stride / self.input as f64
    }

    /// The sides of a pixel's priors, relative to the input; `shares` are the sides relative to the square
    /// prior's.
    fn sides(&self, shares: [f64; ANCHORS]) -> [f64; ANCHORS] {
        let input = self.input as f64;
        let mut sides = shares.map(|share| self.min_size / input * share);
        // The second prior is the larger square.
        sides[1] = sqrt(self.min_size * self.max_size) / input * shares[1];
        sides
    }
}

/// The number of priors of several maps.
pub fn prior_count(maps: &[PriorMap]) -> usize {
    maps.iter().map(PriorMap::len).sum()
}

/// The priors of several maps, one map after another; see [`PriorMap::priors`].
pub fn priors(maps: &[PriorMap]) -> impl Iterator<Item = [f32; 4]> {
    maps.iter().flat_map(|map| map.priors())
}

/// The six maps of the authors' network for an input of `height`×`width` pixels. An input without pixels
/// has maps without pixels.
///
/// The authors' implementation has tables for 300×300 and 512×512. This function computes these tables, and
/// goes on with the same rules for other sizes:
///
/// - The first five maps have as many pixels as convolutions with stride 2 leave of the input: an eighth, a
///   sixteenth and so on, rounded up. The last map is one pixel.
/// - The strides of the first four maps are 8, 16, 32 and 64. The pixels of the last two divide the input
///   evenly.
/// - Seven sizes are evenly spaced from a tenth of the input to 21/20 of it, both rounded up. The sizes between
///   them are rounded down.
///
/// If height and width differ, the heights and vertical centres of priors follow from the height, the widths and
/// horizontal centres from the width.
///
/// ```
/// use espnet_abi::priors::{prior_count, priors, ssd_maps};
///
/// let maps = ssd_maps(300, 300);
/// assert_eq!(prior_count(&maps), 11640);
/// assert_eq!(maps[0].rows.pixels, 38);
/// assert_eq!((maps[0].rows.min_size, maps[0].rows.max_size), (30.0, 77.0));
/// assert_eq!(priors(&maps).next(), Some([4.0 / 300.0, 4.0 / 300.0, 0.1, 0.1]));
/// ```
pub fn ssd_maps(height: usize, width: usize) -> [PriorMap; 6] {
    let (rows, columns) = (ssd_axes(height), ssd_axes(width));
    core::array::from_fn(|map| PriorMap { rows: rows[map], columns: columns[map] })
}

/// One axis of the six maps of an input of `input` pixels.
fn ssd_axes(input: usize) -> [PriorAxis; 6] {
    let sizes = ssd_sizes(input);
    core::array::from_fn(|map| {
        // The last map is the average of the whole fifth one.
        let pixels = if map < 5 { input.div_ceil(8 << map) } else { input.min(1) };
        let stride = if map < 4 { (8 << map) as f64 } else { input as f64 / pixels as f64 };
        let [min_size, max_size] = [sizes[map], sizes[map + 1]].map(|size| size as f64);
        PriorAxis { input, pixels, stride, min_size, max_size }
    })
}

/// The seven sizes of priors, in pixels of the input.
fn ssd_sizes(input: usize) -> [usize; 7] {
    // In integers, because 0.1 · 70 is more than 7 in floating point.
    let (first, last) = (input.div_ceil(10), (21 * input).div_ceil(20));
    core::array::from_fn(|size| first + size * (last - first) / 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One field of every map's rows.
    fn rows<T>(maps: &[PriorMap; 6], field: fn(&PriorAxis) -> T) -> [T; 6] {
        maps.each_ref().map(|map| field(&map.rows))
    }

    #[test]
    fn the_authors_tables_follow_from_the_rules() {
        let maps = ssd_maps(300, 300);
        assert_eq!(rows(&maps, |axis| axis.pixels), [38, 19, 10, 5, 3, 1]);
        assert_eq!(rows(&maps, |axis| axis.stride), [8.0, 16.0, 32.0, 64.0, 100.0, 300.0]);
        assert_eq!(rows(&maps, |axis| axis.min_size), [30.0, 77.0, 125.0, 172.0, 220.0, 267.0]);
        assert_eq!(rows(&maps, |axis| axis.max_size), [77.0, 125.0, 172.0, 220.0, 267.0, 315.0]);
        let maps = ssd_maps(512, 512);
        assert_eq!(rows(&maps, |axis| axis.pixels), [64, 32, 16, 8, 4, 1]);
        assert_eq!(rows(&maps, |axis| axis.stride), [8.0, 16.0, 32.0, 64.0, 128.0, 512.0]);
        assert_eq!(rows(&maps, |axis| axis.min_size), [52.0, 133.0, 214.0, 295.0, 376.0, 457.0]);
        assert_eq!(rows(&maps, |axis| axis.max_size), [133.0, 214.0, 295.0, 376.0, 457.0, 538.0]);
        for map in maps {
            assert_eq!(map.rows, map.columns);
        }
    }

    /// The sums were computed by the authors' implementation.
    #[test]
    fn sums_over_all_priors_are_those_of_the_authors() {
        for (input, count, centres, sides) in
            [(300, 11640, 5916.4004, 2051.3398), (512, 32742, 16371.0, 5731.873)]
        {
            let maps = ssd_maps(input, input);
            assert_eq!(prior_count(&maps), count);
            assert_eq!(priors(&maps).count(), count);
            let mut sums = [0.0; 4];
            for prior in priors(&maps) {
                for (sum, number) in iter::zip(&mut sums, prior) {
                    *sum += f64::from(number);
                }
            }
            for (sum, expected) in iter::zip(sums, [centres, centres, sides, sides]) {
                assert!((sum - expected).abs() < 1e-3, "{input}: {sums:?}");
            }
        }
    }

    #[test]
    fn priors_follow_pixels_row_by_row() {
        let maps = ssd_maps(300, 300);
        let first: [[f32; 4]; ANCHORS] = {
            let mut priors = priors(&maps);
            core::array::from_fn(|_| priors.next().unwrap())
        };
        assert_eq!(first[0], [4.0 / 300.0, 4.0 / 300.0, 0.1, 0.1]);
        let larger = (sqrt(30.0 * 77.0) / 300.0) as f32;
        assert_eq!(first[1][2..], [larger, larger]);
        assert_eq!(first[2][2..], [0.141_421_36, 0.070_710_68]);
        assert_eq!(first[3][2..], [0.070_710_68, 0.141_421_36]);
        assert_eq!(first[4][2..], [0.173_205_08, 0.057_735_026]);
        assert_eq!(first[5][2..], [0.057_735_026, 0.173_205_08]);
        // The next pixel is the next column, and the one below the first is a row of 38 pixels later.
        assert_eq!(priors(&maps).nth(ANCHORS).unwrap()[..2], [12.0 / 300.0, 4.0 / 300.0]);
        assert_eq!(priors(&maps).nth(38 * ANCHORS).unwrap()[..2], [4.0 / 300.0, 12.0 / 300.0]);
    }

    #[test]
    fn centres_and_sides_end_at_one() {
        let maps = ssd_maps(300, 300);
        // The third map covers 320 pixels: its last centre is at 304.
        let last = maps[2].priors().last().unwrap();
        assert_eq!(last[..2], [1.0, 1.0]);
        // The widest prior of the last map would be 1.54 times as wide as the picture.
        let widest = maps[5].priors().nth(4).unwrap();
        assert_eq!(widest, [0.5, 0.5, 1.0, (267.0 / 300.0 / sqrt(3.0)) as f32]);
    }

    #[test]
    fn height_and_width_may_differ() {
        let maps = ssd_maps(96, 160);
        let pixels = maps.map(|map| (map.rows.pixels, map.columns.pixels));
        assert_eq!(pixels, [(12, 20), (6, 10), (3, 5), (2, 3), (1, 2), (1, 1)]);
        assert_eq!(prior_count(&maps), 1944);
        assert_eq!(
            priors(&maps).next(),
            Some([4.0 / 160.0, 4.0 / 96.0, 16.0 / 160.0, 10.0 / 96.0])
        );
        assert_eq!((maps[4].rows.stride, maps[4].columns.stride), (96.0, 80.0));
    }

    #[test]
    fn inputs_of_any_size_have_priors_within_the_picture() {
        for input in 0..200 {
            let maps = ssd_maps(input, 7);
            assert_eq!(priors(&maps).count(), prior_count(&maps));
            for prior in priors(&maps) {
                assert!(prior.iter().all(|number| (0.0..=1.0).contains(number)), "{input}");
            }
        }
        assert_eq!(prior_count(&ssd_maps(0, 7)), 0);
    }
}
