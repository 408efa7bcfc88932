//! Rows of a resized channels-last map, for the kernel that resizes and for kernels that add a map after
//! resizing it.

use core::ops::Range;

use espnet_abi::{
    layout::{BLOCK, Map, round_up},
    resample::{Axis, Between},
};

use super::row_pair::{RowPair, lerp};
use crate::{
    kernels::common::lanes::{lanes, load, store},
    simd::Simd,
};

/// A residual that is resized row by row into the output of another kernel, before that kernel adds to it.
pub(crate) struct ResizedResidual<'a> {
    /// The map to resize, if there is one, and the output.
    maps: (Option<Map>, Map),
    /// The values of the map.
    input: &'a [f32],
    /// The first row of the output that has not been resized yet.
    next: usize,
}

impl<'a> ResizedResidual<'a> {
    /// A residual for a call that begins with output row `row`.
    #[inline(always)]
    pub(crate) fn new(maps: (Option<Map>, Map), input: &'a [f32], row: usize) -> Self {
        ResizedResidual { maps, input, next: row }
    }

    /// Resizes the first of some output rows, unless it has been resized together with the row before.
    /// `output` begins at that row.
    #[inline(always)]
    pub(crate) fn reach<S: Simd>(&mut self, simd: S, rows: Range<usize>, output: &mut [f32]) {
        if let (Some(from), to) = self.maps
            && rows.start >= self.next
        {
            self.next = resize_rows(simd, (from, to), self.input, rows, output);
        }
    }
}

/// Resizes the first of some output rows, and the next if both are computed together. `output` begins at the
/// first row. Returns the row after those that have been resized.
#[inline(always)]
pub(crate) fn resize_rows<S: Simd>(
    simd: S,
    (from, to): (Map, Map),
    input: &[f32],
    rows: Range<usize>,
    output: &mut [f32],
) -> usize {
    let row = from.width * from.stride;
    let pair = RowPair::new(simd, Axis::new(from.height, to.height), rows);
    let [above, below] = pair.sources;
    let sources = [&input[above * row..], &input[below * row..]];
    if pair.paired() {
        blend::<S, 2>(simd, (from, to), &pair, sources, output);
    } else {
        blend::<S, 1>(simd, (from, to), &pair, sources, output);
    }
    pair.rows.end
}

/// Writes the first `T` rows, channels last, one after another.
#[inline(always)]
fn blend<S: Simd, const T: usize>(
    simd: S,
    (from, to): (Map, Map),
    pair: &RowPair<S>,
    sources: [&[f32]; 2],
    output: &mut [f32],
) {
    let horizontal = Axis::new(from.width, to.width);
    for x in 0..to.width {
        let Between { indices, shares } = horizontal.at(x);
        let shares = [simd.splat(shares[0]), simd.splat(shares[1])];
        for block in 0..round_up(to.channels) / BLOCK {
            let (channel, lanes) = (block * BLOCK, lanes(to.channels, block));
            let mut stretched = [simd.splat(0.0); 2];
            for (stretched, row) in stretched.iter_mut().zip(sources) {
                let left = load(simd, &row[indices[0] * from.stride + channel..], lanes);
                let right = load(simd, &row[indices[1] * from.stride + channel..], lanes);
                *stretched = lerp(simd, [left, right], shares);
            }
            for (t, value) in pair.blend::<T>(simd, stretched).into_iter().enumerate() {
                let at = (t * to.width + x) * to.stride + channel;
                store(simd, value, &mut output[at..], lanes);
            }
        }
    }
}
