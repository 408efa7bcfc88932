//! Between pixels and planes: a row whose channels come last is made planes, and rows are read column by
//! column.

use espnet_abi::layout::BLOCK;

use super::lanes::whole_mut;
use crate::simd::Simd;

/// Columns that are read together.
pub(super) const FOUR: usize = 4;

/// The first four floats of sixteen rows that begin `step` floats apart, as columns: lane l of block i is
/// float i of row l.
#[inline(always)]
pub(super) fn columns<S: Simd>(simd: S, rows: &[f32], step: usize) -> [S::Block; FOUR] {
    let mut fours = [simd.splat(0.0); FOUR];
    for (i, four) in fours.iter_mut().enumerate() {
        *four = simd.load_fours(&rows[i * step..], FOUR * step);
    }
    simd.transpose_fours(fours)
}

/// The same of four rows: sixteen lanes of which four count.
#[inline(always)]
fn columns_of_four<S: Simd>(simd: S, rows: &[f32], step: usize) -> [S::Block; FOUR] {
    let mut fours = [simd.splat(0.0); FOUR];
    for (i, four) in fours.iter_mut().enumerate() {
        *four = simd.load_partial(&rows[i * step..][..FOUR]);
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
    if width < FOUR || channels < FOUR {
        for x in 0..width {
            for (c, value) in pixels[x * stride..][..channels].iter().enumerate() {
                planes[c * step + x] = *value;
            }
        }
        return;
    }
    // The last pixels and channels are those up to the end: some come twice.
    let together = if width < BLOCK { FOUR } else { BLOCK };
    for x in (0..width).step_by(together).map(|x| x.min(width - together)) {
        for c in (0..channels).step_by(FOUR).map(|c| c.min(channels - FOUR)) {
            let (from, to) = (&pixels[x * stride + c..], &mut planes[c * step + x..]);
            if width < BLOCK {
                for (i, column) in columns_of_four(simd, from, stride).into_iter().enumerate() {
                    simd.store_partial(column, &mut to[i * step..][..FOUR]);
                }
            } else {
                for (i, column) in columns(simd, from, stride).into_iter().enumerate() {
                    simd.store(column, whole_mut(&mut to[i * step..]));
                }
            }
        }
    }
}
