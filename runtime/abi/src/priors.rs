//! The priors of a detection network: the boxes, the same for every picture, that its locations move and
//! stretch.
//!
//! SSD (arXiv 1512.02325) calls them default boxes. Each pixel of each of the network's output maps has a few
//! of them, of different sizes and aspect ratios. They depend on the size of the input only. The compiler
//! applies an [`SsdRule`] once and writes the [`PriorMap`]s into the program as constants.

use crate::root::sqrt;

/// What locations are multiplied with: those of the centre, and those of width and height. The authors call
/// them variances; training divides by them so that all locations are of similar size.
pub const VARIANCES: [f32; 2] = [0.1, 0.2];

/// The priors of a map: the same few boxes around the centre of each of its pixels.
///
/// Numbers in pairs are those of the vertical and of the horizontal axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriorMap<'a> {
    input: [usize; 2],
    pixels: [usize; 2],
    stride: [f64; 2],
    sides: &'a [[f32; 2]],
}

impl<'a> PriorMap<'a> {
    /// Describes the priors of a map.
    ///
    /// - `input`: height and width of the network's input in pixels.
    /// - `pixels`: height and width of the map in its own pixels.
    /// - `stride`: the distance between the centres of neighbouring pixels of the map, in pixels of the input.
    ///   The first centre is half of it from the border.
    /// - `sides`: width and height of each of a pixel's priors, relative to the input.
    #[must_use]
    pub const fn new(
        input: [usize; 2],
        pixels: [usize; 2],
        stride: [f64; 2],
        sides: &'a [[f32; 2]],
    ) -> Self {
        PriorMap { input, pixels, stride, sides }
    }

    /// The number of the map's priors.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.pixels[0] * self.pixels[1] * self.sides.len()
    }

    /// Whether the map has no priors.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Prior `index` as (centre x, centre y, width, height), relative to the input. The priors are row after
    /// row, and in a row pixel after pixel.
    ///
    /// The centre is computed in f64, rounded once to f32, and limited to 0 to 1, as in the authors'
    /// implementation: it stays on the picture, but the prior may reach over the border.
    ///
    /// # Panics
    /// If the map has no prior with this index.
    #[must_use]
    pub fn get(&self, index: usize) -> [f32; 4] {
        assert!(index < self.len(), "prior {index} of {}", self.len());
        let (pixel, anchor) = (index / self.sides.len(), index % self.sides.len());
        let centre = |axis: usize, place: usize| {
            let centre = (place as f64 + 0.5) * self.stride[axis] / self.input[axis] as f64;
            (centre as f32).clamp(0.0, 1.0)
        };
        let [width, height] = self.sides[anchor];
        [centre(1, pixel % self.pixels[1]), centre(0, pixel / self.pixels[1]), width, height]
    }
}

/// The number of priors of several maps.
#[must_use]
pub const fn prior_count(maps: &[PriorMap<'_>]) -> usize {
    let (mut count, mut map) = (0, 0);
    while map < maps.len() {
        count += maps[map].len();
        map += 1;
    }
    count
}

/// The priors of several maps, one map after another; see [`PriorMap::get`].
pub fn priors<'m>(maps: &'m [PriorMap<'_>]) -> impl Iterator<Item = [f32; 4]> + 'm {
    maps.iter().flat_map(|map| (0..map.len()).map(|index| map.get(index)))
}

/// The rule by which strides and sides of priors follow from the sizes of the input and of the maps.
///
/// The authors' implementation has tables for 300×300 and 512×512. The rule gives the same tables, and goes on
/// in the same way for other sizes. If height and width differ, the vertical numbers follow from the height and
/// the horizontal ones from the width.
///
/// ```
/// use espnet_abi::priors::SsdRule;
///
/// let rule = SsdRule::ESPNETV2;
/// assert_eq!(rule.anchors(), 6);
/// assert_eq!([0, 4].map(|map| rule.stride(map, 300, [38, 19, 10, 5, 3][map])), [8.0, 100.0]);
/// assert_eq!(rule.sides([300, 300], 0, 6).next(), Some([0.1, 0.1]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SsdRule<'r> {
    /// The strides of the first maps, in pixels of the input. The pixels of further maps divide the input
    /// evenly.
    pub strides: &'r [usize],
    /// Sizes in hundredths of the input: the least side of the first map's priors, and that which a map behind
    /// the last one would have. Those of the maps between them are evenly spaced.
    pub sizes: [usize; 2],
    /// The aspect ratios of the priors that are not square; each is used upright and lying.
    pub ratios: &'r [f64],
}

impl SsdRule<'static> {
    /// The rule of ESPNetv2's detection networks.
    pub const ESPNETV2: SsdRule<'static> =
        SsdRule { strides: &[8, 16, 32, 64], sizes: [10, 105], ratios: &[2.0, 3.0] };
}

impl SsdRule<'_> {
    /// The number of priors of a pixel: two squares, and two for each ratio.
    #[must_use]
    pub const fn anchors(&self) -> usize {
        2 + 2 * self.ratios.len()
    }

    /// The stride of a map along an axis, where the input has `input` pixels and the map has `pixels`.
    #[must_use]
    pub fn stride(&self, map: usize, input: usize, pixels: usize) -> f64 {
        match self.strides.get(map) {
            Some(stride) => *stride as f64,
            None => input as f64 / pixels as f64,
        }
    }

    /// Width and height of each prior of a pixel of map `map` of `maps`, relative to the input, whose height and
    /// width are `input`: the smaller square; the larger one, whose side is the geometric mean of the sizes of
    /// this map and the next; then for each ratio a lying and an upright box with the area of the smaller square.
    ///
    /// Computed in f64, rounded once to f32, and limited to 1.
    pub fn sides(
        &self,
        input: [usize; 2],
        map: usize,
        maps: usize,
    ) -> impl Iterator<Item = [f32; 2]> {
        let [rows, columns] = input.map(|input| {
            let size = |map| self.size(input, map, maps) as f64;
            let input = input as f64;
            (size(map) / input, sqrt(size(map) * size(map + 1)) / input)
        });
        let side = |side: f64| (side as f32).clamp(0.0, 1.0);
        let squares = [[columns.0, rows.0], [columns.1, rows.1]];
        let stretched = self.ratios.iter().flat_map(move |&ratio| {
            let root = sqrt(ratio);
            [[columns.0 * root, rows.0 / root], [columns.0 / root, rows.0 * root]]
        });
        squares.into_iter().chain(stretched).map(move |sides| sides.map(side))
    }

    /// The least side of map `map` of `maps`, in pixels of an input of `input` pixels. In integers, because
    /// 0.1 · 70 is more than 7 in floating point.
    fn size(&self, input: usize, map: usize, maps: usize) -> usize {
        let [first, last] = self.sizes.map(|share| (share * input).div_ceil(100));
        first + map * last.saturating_sub(first) / maps.max(1)
    }
}

#[cfg(test)]
mod tests {
    use core::iter;

    use super::*;

    /// The sides of the maps of the authors' network.
    fn sides(input: [usize; 2]) -> [[[f32; 2]; 6]; 6] {
        core::array::from_fn(|map| {
            let mut sides = SsdRule::ESPNETV2.sides(input, map, 6);
            core::array::from_fn(|_| sides.next().unwrap())
        })
    }

    /// The maps of the authors' network.
    fn maps(input: [usize; 2], sides: &[[[f32; 2]; 6]; 6]) -> [PriorMap<'_>; 6] {
        core::array::from_fn(|map| {
            let pixels = input.map(|input| if map < 5 { input.div_ceil(8 << map) } else { 1 });
            let stride = core::array::from_fn(|axis| {
                SsdRule::ESPNETV2.stride(map, input[axis], pixels[axis])
            });
            PriorMap::new(input, pixels, stride, &sides[map])
        })
    }

    #[test]
    fn the_authors_tables_follow_from_the_rule() {
        let size = |input| {
            core::array::from_fn::<usize, 7, _>(|map| SsdRule::ESPNETV2.size(input, map, 6))
        };
        assert_eq!(size(300), [30, 77, 125, 172, 220, 267, 315]);
        assert_eq!(size(512), [52, 133, 214, 295, 376, 457, 538]);
    }

    /// The sums were computed by the authors' implementation.
    #[test]
    fn sums_over_all_priors_are_those_of_the_authors() {
        for (input, count, centres, lengths) in
            [(300, 11640, 5916.4004, 2051.3398), (512, 32742, 16371.0, 5731.873)]
        {
            let sides = sides([input; 2]);
            let maps = maps([input; 2], &sides);
            assert_eq!(prior_count(&maps), count);
            assert_eq!(priors(&maps).count(), count);
            let mut sums = [0.0; 4];
            for prior in priors(&maps) {
                for (sum, number) in iter::zip(&mut sums, prior) {
                    *sum += f64::from(number);
                }
            }
            for (sum, expected) in iter::zip(sums, [centres, centres, lengths, lengths]) {
                assert!((sum - expected).abs() < 1e-3, "{input}: {sums:?}");
            }
        }
    }

    #[test]
    fn priors_follow_pixels_row_by_row() {
        let sides = sides([300; 2]);
        let map = maps([300; 2], &sides)[0];
        let first: [[f32; 4]; 6] = core::array::from_fn(|index| map.get(index));
        assert_eq!(first[0], [4.0 / 300.0, 4.0 / 300.0, 0.1, 0.1]);
        let larger = (sqrt(30.0 * 77.0) / 300.0) as f32;
        assert_eq!(first[1][2..], [larger, larger]);
        assert_eq!(first[2][2..], [0.141_421_36, 0.070_710_68]);
        assert_eq!(first[3][2..], [0.070_710_68, 0.141_421_36]);
        assert_eq!(first[4][2..], [0.173_205_08, 0.057_735_026]);
        assert_eq!(first[5][2..], [0.057_735_026, 0.173_205_08]);
        // The next pixel is the next column, and the one below the first is a row of 38 pixels later.
        assert_eq!(map.get(6)[..2], [12.0 / 300.0, 4.0 / 300.0]);
        assert_eq!(map.get(38 * 6)[..2], [4.0 / 300.0, 12.0 / 300.0]);
    }

    #[test]
    fn centres_and_sides_end_at_one() {
        let sides = sides([300; 2]);
        let maps = maps([300; 2], &sides);
        // The third map covers 320 pixels: its last centre is at 304.
        assert_eq!(maps[2].get(maps[2].len() - 1)[..2], [1.0, 1.0]);
        // The widest prior of the last map would be 1.54 times as wide as the picture.
        let widest = maps[5].get(4);
        assert_eq!(widest, [0.5, 0.5, 1.0, (267.0 / 300.0 / sqrt(3.0)) as f32]);
    }

    #[test]
    fn height_and_width_may_differ() {
        let sides = sides([96, 160]);
        let maps = maps([96, 160], &sides);
        assert_eq!(prior_count(&maps), 1944);
        assert_eq!(maps[0].get(0), [4.0 / 160.0, 4.0 / 96.0, 16.0 / 160.0, 10.0 / 96.0]);
        assert_eq!(maps[4].stride, [96.0, 80.0]);
    }

    #[test]
    fn inputs_of_any_size_have_priors_within_the_picture() {
        for input in 1..200 {
            let sides = sides([input, 7]);
            for prior in priors(&maps([input, 7], &sides)) {
                assert!(prior.iter().all(|number| (0.0..=1.0).contains(number)), "{input}");
            }
        }
    }
}
