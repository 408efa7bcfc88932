//! OpenCV's bilinear resize, bit for bit: a weighted sum of 2×2 pixels, in fixed point with 11 bits.

use super::{ImageError, Rgb8, checked_pixels};

/// Number of fractional bits of the weights.
pub(super) const WEIGHT_BITS: u32 = 11;

/// Resizes to `width`×`height` pixels as OpenCV's `resize` with `INTER_LINEAR` does.
///
/// Each output pixel is a weighted sum of 2×2 input pixels, however much the picture shrinks, so that
/// fine detail is lost or aliased. Use it for networks that were trained on pictures resized by OpenCV,
/// and [`resize_bilinear`](super::resize_bilinear) for others.
///
/// # Errors
///
/// If a side is zero, or if the result has more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels.
///
/// ```
/// use espnet::image::{Rgb8, resize_bilinear_opencv};
///
/// let picture = Rgb8::new(2, 1, vec![0, 0, 0, 200, 100, 50])?;
/// let resized = resize_bilinear_opencv(&picture, 4, 1)?;
/// assert_eq!(resized.pixels(), [[0, 0, 0], [50, 25, 13], [150, 75, 38], [200, 100, 50]]);
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn resize_bilinear_opencv(
    image: &Rgb8,
    width: usize,
    height: usize,
) -> Result<Rgb8, ImageError> {
    checked_pixels("the resized picture", width, height)?;
    let (columns, lines) = (columns(image.width(), width), lines(image.height(), height));
    let stretched = |row: usize| {
        let row = &image.pixels()[row * image.width()..][..image.width()];
        columns.iter().map(move |tap| {
            let [first, second] = tap.at.map(|x| row[x].map(i32::from));
            let [a, b] = tap.weights;
            [0, 1, 2].map(|channel| (a * first[channel] + b * second[channel]) >> 4)
        })
    };
    let mut bytes = Vec::with_capacity(3 * width * height);
    for tap in &lines {
        let [first, second] = tap.at.map(stretched);
        for (first, second) in first.zip(second) {
            bytes.extend(
                [0, 1, 2].map(|channel| blend(first[channel], second[channel], tap.weights)),
            );
        }
    }
    Rgb8::new(width, height, bytes)
}

/// Returns the byte of two horizontal sums whose lowest four bits have been cut off, weighted by `a` and
/// `b`.
#[inline(always)]
pub(super) fn blend(first: i32, second: i32, [a, b]: [i32; 2]) -> u8 {
    ((((a * first) >> 16) + ((b * second) >> 16) + 2) >> 2) as u8
}

/// The two input positions that one output position reads along an axis, and their weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tap {
    pub(super) at: [usize; 2],
    pub(super) weights: [i32; 2],
}

/// Returns the taps of a row's pixels. A place before the first or after the last column takes the value of
/// the nearest column.
pub(super) fn columns(from: usize, to: usize) -> Vec<Tap> {
    let tap = |position| {
        let (floor, t) = place(position, from, to);
        match usize::try_from(floor) {
            Err(_) => Tap { at: [0, 0], weights: weights(0.0) },
            Ok(first) if first + 1 >= from => Tap { at: [from - 1; 2], weights: weights(0.0) },
            Ok(first) => Tap { at: [first, first + 1], weights: weights(t) },
        }
    };
    (0..to).map(tap).collect()
}

/// Returns the taps of rows. Rows outside the picture are clamped to the first or last; the weights
/// stay.
pub(super) fn lines(from: usize, to: usize) -> Vec<Tap> {
    let tap = |position| {
        let (floor, t) = place(position, from, to);
        let at = [floor, floor + 1].map(|row| row.clamp(0, from as i64 - 1) as usize);
        Tap { at, weights: weights(t) }
    };
    (0..to).map(tap).collect()
}

/// Maps the centre of an output to the inputs. Returns the index of the input before the centre, and the
/// distance t from this input, from 0 to 1.
fn place(position: usize, from: usize, to: usize) -> (i64, f32) {
    let scale = from as f64 / to as f64;
    let at = ((position as f64 + 0.5) * scale - 0.5) as f32;
    let floor = at.floor();
    (floor as i64, at - floor)
}

/// Returns the weights of two neighbouring inputs for a place at the distance t from the first one.
fn weights(t: f32) -> [i32; 2] {
    [1.0 - t, t].map(|part| (part * (1 << WEIGHT_BITS) as f32).round_ties_even() as i32)
}
