//! Between pixels and planes: rows whose channels come last are made planes, and back, by fours.

use espnet_abi::layout::BLOCK;

use super::lanes::whole_mut;
use crate::simd::Simd;

/// Channels of a pixel that become planes together.
pub(super) const FOUR: usize = 4;

/// The first four floats of sixteen rows that begin `step` floats apart, as columns: lane l of block i is
/// float i of row l.
#[inline(always)]
pub(super) fn columns<S: Simd>(simd: S, rows: &[f32], step: usize) -> [S::Block; FOUR] {
    let mut fours = [simd.splat(0.0); FOUR];
    for (i, rows_of_four) in fours.iter_mut().enumerate() {
        *rows_of_four = simd.load_fours(&rows[i * step..], FOUR * step);
    }
    simd.transpose_fours(fours)
}

/// Makes planes of a row of `width` pixels that begin `stride` floats apart, each with `channels` floats: the
/// planes begin `step` floats apart.
#[inline(always)]
pub(super) fn unfold<S: Simd>(
    simd: S,
    pixels: &[f32],
    stride: usize,
    (width, channels): (usize, usize),
    planes: &mut [f32],
    step: usize,
) {
    if width < BLOCK || channels < FOUR {
        for c in 0..channels {
            for (x, to) in planes[c * step..][..width].iter_mut().enumerate() {
                *to = pixels[x * stride + c];
            }
        }
        return;
    }
    // The last pixels and channels are those up to the end: some come twice.
    for x in (0..width).step_by(BLOCK).map(|x| x.min(width - BLOCK)) {
        for c in (0..channels).step_by(FOUR).map(|c| c.min(channels - FOUR)) {
            let columns = columns(simd, &pixels[x * stride + c..], stride);
            for (i, column) in columns.into_iter().enumerate() {
                simd.store(column, whole_mut(&mut planes[(c + i) * step + x..]));
            }
        }
    }
}
