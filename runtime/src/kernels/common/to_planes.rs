//! Transposition between pixels and planes: converts a row of channels-last pixels to planes, and reads rows
//! column by column.

use espnet_abi::layout::BLOCK;

use super::lanes::store;
use crate::simd::Simd;

/// The number of columns that [`columns`] reads together.
pub(crate) const FOUR: usize = 4;

/// The first four floats of N rows as columns, with N = 4 or 16: lane l of block i is float i of row l. The
/// rows are `step` floats apart.
#[inline(always)]
pub(crate) fn columns<S: Simd, const N: usize>(
    simd: S,
    rows: &[f32],
    step: usize,
) -> [S::Block; FOUR] {
    const { assert!(N == FOUR || N == BLOCK) };
    let mut fours = [simd.splat(0.0); FOUR];
    for (i, four) in fours.iter_mut().enumerate() {
        let rows = &rows[i * step..];
        *four = if N == BLOCK {
            simd.load_fours(rows, FOUR * step)
        } else {
            simd.load_partial(&rows[..FOUR])
        };
    }
    simd.transpose_fours(fours)
}

/// Converts a row of `width` pixels with `channels` channels to planes. The pixels are `stride` floats apart,
/// the planes `step` floats.
#[inline(always)]
pub(crate) fn to_planes<S: Simd>(
    simd: S,
    pixels: &[f32],
    stride: usize,
    (width, channels): (usize, usize),
    planes: &mut [f32],
    step: usize,
) {
    if width < FOUR || channels < FOUR {
        for x in 0..width {
            for (c, value) in pixels[x * stride..][..channels].iter().enumerate() {
                planes[c * step + x] = *value;
            }
        }
    } else if width < BLOCK {
        by_pixels::<S, FOUR>(simd, pixels, stride, (width, channels), planes, step);
    } else {
        by_pixels::<S, BLOCK>(simd, pixels, stride, (width, channels), planes, step);
    }
}

/// The same for at least N pixels and at least four channels, N pixels by four channels at a time.
#[inline(always)]
fn by_pixels<S: Simd, const N: usize>(
    simd: S,
    pixels: &[f32],
    stride: usize,
    (width, channels): (usize, usize),
    planes: &mut [f32],
    step: usize,
) {
    // The last groups of pixels and channels end at the end of the row, so some numbers are copied twice.
    for x in (0..width).step_by(N).map(|x| x.min(width - N)) {
        for c in (0..channels).step_by(FOUR).map(|c| c.min(channels - FOUR)) {
            let columns = columns::<S, N>(simd, &pixels[x * stride + c..], stride);
            for (i, column) in columns.into_iter().enumerate() {
                store(simd, column, &mut planes[(c + i) * step + x..], N);
            }
        }
    }
}
