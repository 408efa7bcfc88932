//! Pillow's antialiased bilinear resizing, bit for bit.
//!
//! A network's accuracy depends on the method that shrinks its pictures. This module therefore follows the
//! arithmetic of Pillow's `Image.resize(size, Image.BILINEAR)` for 8-bit images exactly: a triangle filter
//! whose support grows with the factor of shrinking, weights in fixed point with 22 fractional bits, and
//! one pass per axis, with values rounded to 8 bits between the passes.

use std::ops::Range;

use super::{ImageError, Rgb8, checked_pixels};

/// Number of fractional bits of the weights: of 32 bits, 8 are for the pixel's value and 2 for sign and
/// overshoot.
pub(super) const PRECISION_BITS: u32 = 32 - 8 - 2;

/// Resizes to `width`×`height` pixels as Pillow's `Image.resize((width, height), Image.BILINEAR)` does.
///
/// The result equals Pillow 13's. Earlier versions of Pillow always run the horizontal pass first. If the
/// height loses more than twice the number of pixels that the width loses, single values of their result
/// differ by 1; otherwise all values are equal.
///
/// # Errors
///
/// If `width` or `height` is zero, or if the result has more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels.
///
/// ```
/// use espnet::image::{Rgb8, resize_bilinear};
///
/// let picture = Rgb8::new(2, 1, vec![0, 0, 0, 200, 100, 50])?;
/// let pixel = resize_bilinear(&picture, 1, 1)?;
/// assert_eq!(pixel.pixel(0, 0), Some([100, 50, 25]));
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn resize_bilinear(image: &Rgb8, width: usize, height: usize) -> Result<Rgb8, ImageError> {
    checked_pixels("the resized picture", width, height)?;
    if vertical_first((image.width(), image.height()), (width, height)) {
        resize_width(&resize_height(image, height)?, width)
    } else {
        resize_height(&resize_width(image, width)?, height)
    }
}

/// Returns whether Pillow runs the vertical pass first, which it does if the height loses more than twice
/// the number of pixels that the width loses.
///
/// In either order, the picture between the passes is no larger than the larger of input and result.
pub(super) fn vertical_first(from: (usize, usize), to: (usize, usize)) -> bool {
    // Sides are at most MAX_PIXELS, so they fit.
    let lost = |from: usize, to: usize| from as i64 - to as i64;
    let (columns, rows) = (lost(from.0, to.0), lost(from.1, to.1));
    rows > 0 && rows > 2 * columns
}

/// The resizing of one axis: for each output position, the input positions of its weighted sum.
pub(super) struct ResizedAxis {
    windows: Vec<Window>,
    weights: Vec<i32>,
}

/// The inputs of one output: consecutive positions from `first` on. `weights` is a range of the axis's
/// weights.
struct Window {
    first: usize,
    weights: Range<usize>,
}

impl ResizedAxis {
    /// Computes the windows that map `from` positions to `to` positions.
    pub(super) fn new(from: usize, to: usize) -> Self {
        let scale = from as f64 / to as f64;
        // The triangle's half-width in input positions: 1 when enlarging, the factor when shrinking.
        let support = scale.max(1.0);
        let inverse = 1.0 / support;
        let mut axis = Self { windows: Vec::with_capacity(to), weights: Vec::new() };
        let mut triangle = Vec::new();
        for position in 0..to {
            let centre = (position as f64 + 0.5) * scale;
            // The casts round towards zero, and negative numbers become zero.
            let first = (centre - support + 0.5) as usize;
            let end = ((centre + support + 0.5) as usize).min(from);
            triangle.clear();
            triangle.extend((first..end).map(|input| {
                let distance = ((input as f64 - centre + 0.5) * inverse).abs();
                (1.0 - distance).max(0.0)
            }));
            let sum: f64 = triangle.iter().sum();
            let start = axis.weights.len();
            axis.weights.extend(triangle.iter().map(|weight| {
                let normalised = if sum == 0.0 { *weight } else { weight / sum };
                (0.5 + normalised * f64::from(1 << PRECISION_BITS)) as i32
            }));
            axis.windows.push(Window { first, weights: start..axis.weights.len() });
        }
        axis
    }

    /// Returns, for each output, the index of its first input and the weights from that input on.
    pub(super) fn windows(&self) -> impl ExactSizeIterator<Item = (usize, &[i32])> {
        self.windows.iter().map(|window| (window.first, &self.weights[window.weights.clone()]))
    }
}

/// Resizes every row to `width` pixels.
fn resize_width(image: &Rgb8, width: usize) -> Result<Rgb8, ImageError> {
    if width == image.width() {
        return Ok(image.clone());
    }
    let axis = ResizedAxis::new(image.width(), width);
    let mut bytes = Vec::with_capacity(3 * width * image.height());
    for row in image.pixels().chunks_exact(image.width()) {
        for window in &axis.windows {
            let mut sums = [HALF; 3];
            let weights = &axis.weights[window.weights.clone()];
            for (pixel, weight) in row[window.first..].iter().zip(weights) {
                for (sum, value) in sums.iter_mut().zip(pixel) {
                    *sum += i32::from(*value) * weight;
                }
            }
            bytes.extend(sums.map(to_byte));
        }
    }
    Rgb8::new(width, image.height(), bytes)
}

/// Resizes every column to `height` pixels.
fn resize_height(image: &Rgb8, height: usize) -> Result<Rgb8, ImageError> {
    if height == image.height() {
        return Ok(image.clone());
    }
    let axis = ResizedAxis::new(image.height(), height);
    let stride = 3 * image.width();
    let mut bytes = Vec::with_capacity(stride * height);
    let mut sums = vec![0; stride];
    for window in &axis.windows {
        sums.fill(HALF);
        let rows = image.as_bytes()[window.first * stride..].chunks_exact(stride);
        for (row, &weight) in rows.zip(&axis.weights[window.weights.clone()]) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += i32::from(*value) * weight;
            }
        }
        bytes.extend(sums.iter().copied().map(to_byte));
    }
    Rgb8::new(image.width(), height, bytes)
}

/// One half in fixed point. Sums start with this value, so that the integer part of a sum is its rounded
/// value.
pub(super) const HALF: i32 = 1 << (PRECISION_BITS - 1);

/// Returns the integer part of a fixed-point sum, clamped to a byte because rounded weights may sum up to a
/// little more than one.
#[inline(always)]
pub(super) fn to_byte(sum: i32) -> u8 {
    (sum >> PRECISION_BITS).clamp(0, 255) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns a picture without symmetry, computed by a formula so that the tests store results only.
    fn formula(width: usize, height: usize) -> Rgb8 {
        let mut bytes = Vec::new();
        for y in 0..height {
            for x in 0..width {
                for c in 0..3 {
                    let value = 37 * x + 91 * y + 53 * c + 7 * x * y + ((x * x) >> 3) * (c + 1);
                    bytes.push((value % 256) as u8);
                }
            }
        }
        Rgb8::new(width, height, bytes).unwrap()
    }

    /// Returns the 64-bit FNV-1a hash.
    fn fnv1a(bytes: &[u8]) -> u64 {
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
        })
    }

    /// Width and height in pixels.
    type Size = (usize, usize);

    /// Results of Pillow 13.0 for pictures of [`formula`]: size before, size after, FNV-1a hash of
    /// `tobytes()`, and the pixel at half the width and half the height. The Python call is
    /// `Image.fromarray(formula).resize((width, height), Image.BILINEAR)`.
    #[rustfmt::skip]
    const PILLOW: &[(Size, Size, u64, [u8; 3])] = &[
        ((7, 5), (7, 5), 0x74163392c860a381, [80, 134, 188]),
        ((7, 5), (3, 2), 0xa5122ca44873b3ec, [140, 142, 137]),
        ((7, 5), (14, 10), 0x7ea5286b925127f1, [122, 160, 166]),
        ((64, 48), (17, 13), 0x2d31127d6863a142, [129, 135, 129]),
        ((17, 13), (64, 48), 0x2432ac1dd289c3eb, [158, 190, 54]),
        ((1, 1), (5, 4), 0xedeab3784e758b69, [0, 53, 106]),
        ((9, 9), (1, 1), 0xa2b370196ea75ffa, [127, 129, 131]),
        ((31, 1), (8, 3), 0xdf06afb1576fb355, [137, 148, 122]),
        ((1, 31), (3, 8), 0x9498d3f09ee1f9e9, [107, 144, 117]),
        ((640, 427), (224, 224), 0x604010f7c430b922, [140, 116, 64]),
        ((100, 50), (100, 20), 0x14796751bd054fac, [138, 155, 100]),
        ((100, 50), (33, 50), 0x6d4615081a0fda41, [147, 123, 98]),
        ((5, 300), (6, 7), 0x0038635622439ce1, [125, 128, 131]),
        ((300, 200), (299, 201), 0xd082c0f9aa0cae90, [163, 129, 96]),
        ((427, 640), (224, 224), 0x6905717253e178bd, [157, 130, 133]),
        ((32, 96), (103, 52), 0x8aa254b8b8930cbc, [103, 122, 141]),
        ((64, 98), (58, 81), 0xc4a84d843bbedcaa, [99, 132, 164]),
        ((64, 98), (58, 86), 0x7422b6fd242659db, [128, 71, 167]),
        ((2, 2), (101, 97), 0x39c11e8794b232b0, [66, 119, 172]),
    ];

    #[test]
    fn every_byte_equals_pillow() {
        for &((from_width, from_height), (width, height), hash, middle) in PILLOW {
            let case = format!("{from_width}×{from_height} to {width}×{height}");
            let resized =
                resize_bilinear(&formula(from_width, from_height), width, height).unwrap();
            assert_eq!((resized.width(), resized.height()), (width, height), "{case}");
            assert_eq!(resized.pixel(width / 2, height / 2), Some(middle), "{case}");
            assert_eq!(fnv1a(resized.as_bytes()), hash, "{case}");
        }
    }

    #[test]
    fn sizes_that_cannot_be_are_refused() {
        let picture = formula(3, 2);
        let message =
            |width, height| resize_bilinear(&picture, width, height).unwrap_err().to_string();
        assert_eq!(
            message(0, 7),
            "the resized picture of 0×7 pixels (width×height) is empty: both sides must be at least 1"
        );
        assert!(
            message(1 << 14, 1 << 14).starts_with(
                "the resized picture of 16384×16384 pixels (width×height) is too large"
            )
        );
        assert!(message(usize::MAX, usize::MAX).contains("too large"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn one_colour_stays_one_colour(
            colour: [u8; 3],
            from in (1_usize..40, 1_usize..40),
            to in (1_usize..40, 1_usize..40),
        ) {
            let picture = Rgb8::new(from.0, from.1, colour.repeat(from.0 * from.1)).unwrap();
            let resized = resize_bilinear(&picture, to.0, to.1).unwrap();
            prop_assert!(resized.pixels().iter().all(|pixel| *pixel == colour));
        }

        #[test]
        fn weights_sum_to_one_and_stay_inside(from in 1_usize..500, to in 1_usize..500) {
            let axis = ResizedAxis::new(from, to);
            prop_assert_eq!(axis.windows.len(), to);
            for window in &axis.windows {
                let weights = &axis.weights[window.weights.clone()];
                prop_assert!(!weights.is_empty() && window.first + weights.len() <= from);
                let error = (weights.iter().sum::<i32>() - (1 << PRECISION_BITS)).unsigned_abs();
                // Each weight is off by half a unit at most.
                prop_assert!(2 * error as usize <= weights.len());
            }
        }

        #[test]
        fn the_same_size_changes_nothing(width in 1_usize..20, height in 1_usize..20) {
            let picture = formula(width, height);
            prop_assert_eq!(&resize_bilinear(&picture, width, height).unwrap(), &picture);
        }
    }
}
