//! The passes over rows that resize a frame, in plain Rust that the compiler vectorises. One pass stretches
//! a row to the resized width, another one sums up rows with weights.
//!
//! A stretched row has four 16-bit integers for each pixel: red, green, blue and zero. By Pillow's rule the
//! integers are from 0 to 255; by OpenCV's rule they are weighted sums without their lowest four bits.

use super::{
    opencv,
    planes::Pixel,
    resize::{HALF, to_byte},
    taps::Columns,
    yuv::Coefficients,
};

/// A stretched pixel.
pub(super) type Wide = [i16; 4];

/// The layout of pixels in a row of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ByteLayout {
    /// Number of bytes of a pixel: 1, 3 or 4.
    pub(super) bytes: usize,
    /// The indices of red, green and blue in a pixel's bytes.
    pub(super) colours: [usize; 3],
}

/// Stretches a row by Pillow's rule.
#[inline(always)]
pub(super) fn stretch_pillow(row: &[u8], layout: ByteLayout, columns: &Columns, to: &mut [Wide]) {
    by_bytes(row, layout, columns, to, HALF, |sum| i16::from(to_byte(sum)));
}

/// Stretches a row by OpenCV's rule.
#[inline(always)]
pub(super) fn stretch_opencv(row: &[u8], layout: ByteLayout, columns: &Columns, to: &mut [Wide]) {
    by_bytes(row, layout, columns, to, 0, |sum| (sum >> 4) as i16);
}

/// Stretches a row of pixels with 1, 3 or 4 bytes. Each sum begins with `half`, and `finish` converts it to
/// the result.
#[inline(always)]
fn by_bytes(
    row: &[u8],
    layout: ByteLayout,
    columns: &Columns,
    to: &mut [Wide],
    half: i32,
    finish: impl Fn(i32) -> i16 + Copy,
) {
    match layout.bytes {
        1 => stretch::<1>(row, layout, columns, to, half, finish),
        3 => stretch::<3>(row, layout, columns, to, half, finish),
        _ => stretch::<4>(row, layout, columns, to, half, finish),
    }
}

#[inline(always)]
fn stretch<const BYTES: usize>(
    row: &[u8],
    layout: ByteLayout,
    columns: &Columns,
    to: &mut [Wide],
    half: i32,
    finish: impl Fn(i32) -> i16 + Copy,
) {
    let pixels = row.as_chunks::<BYTES>().0;
    let weights = columns.weights.chunks_exact(columns.taps);
    for ((to, &first), weights) in to.iter_mut().zip(&columns.firsts).zip(weights) {
        let mut sums = [half; BYTES];
        for (pixel, &weight) in pixels[first as usize..].iter().zip(weights) {
            for (sum, &value) in sums.iter_mut().zip(pixel) {
                *sum += i32::from(value) * weight;
            }
        }
        let [red, green, blue] = layout.colours;
        *to = [finish(sums[red]), finish(sums[green]), finish(sums[blue]), 0];
    }
}

/// Number of integers that are summed up at a time, few enough for registers.
const RUN: usize = 64;

/// Sums up rows with weights, by Pillow's rule.
#[inline(always)]
pub(super) fn sum_pillow<'a>(
    rows: impl Iterator<Item = (&'a [Wide], i32)> + Clone,
    to: &mut [Pixel],
) {
    let to = to.as_flattened_mut();
    for (run, to) in to.chunks_mut(RUN).enumerate() {
        let mut sums = [HALF; RUN];
        for (row, weight) in rows.clone() {
            let row = &row.as_flattened()[run * RUN..];
            for (sum, &value) in sums.iter_mut().zip(row) {
                *sum += i32::from(value) * weight;
            }
        }
        for (to, &sum) in to.iter_mut().zip(&sums) {
            *to = to_byte(sum);
        }
    }
}

/// Sums up two rows with weights, by OpenCV's rule.
#[inline(always)]
pub(super) fn sum_opencv(rows: [&[Wide]; 2], weights: [i32; 2], to: &mut [Pixel]) {
    let [first, second] = rows.map(<[Wide]>::as_flattened);
    for ((to, &first), &second) in to.as_flattened_mut().iter_mut().zip(first).zip(second) {
        *to = opencv::blend(first.into(), second.into(), weights);
    }
}

/// Adds a row of bytes, multiplied by a weight, to the sums.
#[inline(always)]
pub(super) fn add_row(row: &[u8], weight: i32, sums: &mut [i32]) {
    for (sum, &value) in sums.iter_mut().zip(row) {
        *sum += i32::from(value) * weight;
    }
}

/// Writes the bytes of sums, by Pillow's rule.
#[inline(always)]
pub(super) fn finish_row(sums: &[i32], to: &mut [u8]) {
    for (to, &sum) in to.iter_mut().zip(sums) {
        *to = to_byte(sum);
    }
}

/// Converts pixels that were stretched by Pillow's rule to bytes.
#[inline(always)]
pub(super) fn narrow(row: &[Wide], to: &mut [Pixel]) {
    for (to, &value) in to.as_flattened_mut().iter_mut().zip(row.as_flattened()) {
        *to = value as u8;
    }
}

/// Converts luma and chroma to pixels. Each item of `luma` belongs to two neighbouring pixels, which share
/// an item of `chroma`, U and V. If the number of pixels is odd, only the first luma of the last item is
/// used.
#[inline(always)]
pub(super) fn colours(
    coefficients: Coefficients,
    luma: impl Iterator<Item = [u8; 2]>,
    chroma: impl Iterator<Item = [u8; 2]>,
    to: &mut [Pixel],
) {
    let pixel = |y: u8, [u, v]: [u8; 2]| {
        let [red, green, blue] = coefficients.rgb(y, u, v);
        [red, green, blue, 0]
    };
    let (pairs, last) = to.as_chunks_mut::<2>();
    let mut luma = luma;
    let mut chroma = chroma;
    for (to, (y, uv)) in pairs.iter_mut().zip(luma.by_ref().zip(chroma.by_ref())) {
        *to = [pixel(y[0], uv), pixel(y[1], uv)];
    }
    if let ([to], Some(y), Some(uv)) = (last, luma.next(), chroma.next()) {
        *to = pixel(y[0], uv);
    }
}
