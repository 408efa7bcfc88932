//! Transposition between pixels and planes: a row whose channels come last becomes planes, and rows are read
//! column by column.

use espnet_abi::layout::BLOCK;

use super::lanes::store;
use crate::simd::Simd;

/// Columns that [`columns`] reads together.
pub(crate) const FOUR: usize = 4;

/// The first four floats of N = 4 or 16 rows that begin `step` floats apart, as columns: lane l of block i is
/// float i of row l.
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

/// Writes a row of `width` pixels, `stride` floats apart and with `channels` floats each, as planes that begin
/// `step` floats apart.
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

/// The same, N pixels by four channels at a time; there are at least N pixels and four channels.
#[inline(always)]
fn by_pixels<S: Simd, const N: usize>(
    simd: S,
    pixels: &[f32],
    stride: usize,
    (width, channels): (usize, usize),
    planes: &mut [f32],
    step: usize,
) {
    // The last group of pixels or channels ends at the end of the row: some are copied twice.
    for x in (0..width).step_by(N).map(|x| x.min(width - N)) {
        for c in (0..channels).step_by(FOUR).map(|c| c.min(channels - FOUR)) {
            let columns = columns::<S, N>(simd, &pixels[x * stride + c..], stride);
            for (i, column) in columns.into_iter().enumerate() {
                store(simd, column, &mut planes[(c + i) * step + x..], N);
            }
        }
    }
}
