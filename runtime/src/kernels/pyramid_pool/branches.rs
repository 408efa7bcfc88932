//! Computes the branches of the efficient pyramid pooling, each with batch norm and PReLU, for a chunk of a
//! row.
//!
//! This file computes branches that convolve the projected map or interpolate a given map.
//! [`super::enlarged`] computes branches that enlarge the projected map.

use core::ops::Range;

use espnet_abi::{
    kernel::{Branch, PyramidPool, Scale},
    layout::BLOCK,
};

use super::{
    enlarged::{self},
    inputs::{PoolLayout, RowInputs, filter_of, row_entry},
};
use crate::{
    kernels::common::{
        lanes::{lanes, load, whole, whole_mut},
        taps::add,
        unroll::{hidden, unroll},
    },
    simd::Simd,
};

/// Prepares row `y` of branches that need more than a convolution. For a given map this is the row, scaled
/// and shifted; for an enlarged map these are the filters that are applied down the projected rows.
#[inline(always)]
pub(super) fn prepare<S: Simd>(
    simd: S,
    layout: &PoolLayout,
    weights: &[f32],
    maps: &[f32],
    y: usize,
    prepared: &mut [f32],
) {
    let (channels, blocks) = (layout.pool.input.channels, layout.pool.blocks());
    for branch in layout.branches.as_slice() {
        let prepared = &mut prepared[branch.row..];
        for block in 0..blocks {
            let (filter, shift, _) = filter_of(branch, weights, block);
            match branch.scale {
                Scale::Same => {}
                Scale::Up { .. } => {
                    let (_, coefficients) = row_entry(branch, weights, y);
                    let len = coefficients.len() * BLOCK;
                    enlarged::row_filter(
                        simd,
                        filter,
                        coefficients,
                        &mut prepared[block * len..][..len],
                    );
                }
                Scale::Given { height, width } => {
                    let (first, shares) = row_entry(branch, weights, y);
                    let map = &maps[branch.map..];
                    let second = (first + 1).min(height - 1);
                    let rows = [first, second].map(|y| &map[y * width * channels..]);
                    let shares = [simd.splat(shares[0]), simd.splat(shares[1])];
                    let (scale, shift) = (simd.load(whole(filter)), simd.load(whole(shift)));
                    let lanes = lanes(channels, block);
                    let len = (width + 1) * BLOCK;
                    let row = &mut prepared[block * len..][..len];
                    for (x, to) in row[..width * BLOCK].chunks_exact_mut(BLOCK).enumerate() {
                        let at = x * channels + block * BLOCK;
                        let a = load(simd, &rows[0][at..], lanes);
                        let b = load(simd, &rows[1][at..], lanes);
                        let v = simd.mul_add(b, shares[1], simd.mul(a, shares[0]));
                        simd.store(simd.mul_add(v, scale, shift), whole_mut(to));
                    }
                    // The right neighbour of the last pixel; its coefficient is zero.
                    row[width * BLOCK..].fill(0.0);
                }
            }
        }
    }
}

/// Computes `columns` of a row of one branch and block, `N` pixels at a time, or `M` if each pixel has three
/// sums, one for each column of a filter. Up to a tile of pixels after them is overwritten. `between` is
/// scratch for three rows.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
pub(super) fn fill<S: Simd, const N: usize, const M: usize>(
    simd: S,
    layout: &PoolLayout,
    branch: &Branch,
    inputs: RowInputs<'_>,
    block: usize,
    columns: Range<usize>,
    between: &mut [f32],
    to: &mut [f32],
) {
    let (filter, shift, slope) = filter_of(branch, inputs.weights, block);
    let (shift, slope) = (simd.load(whole(shift)), simd.load(whole(slope)));
    let table = &inputs.weights[branch.tables[1]..];
    match branch.scale {
        Scale::Same => {
            let top = inputs.y + layout.reach - 1;
            let row = |row| inputs.projected.row(layout, top + row, block);
            let rows = [row(0), row(1), row(2)];
            let taps = hidden::<S>(3);
            for (x, to) in columns.step_by(N).zip(to.chunks_exact_mut(N * BLOCK)) {
                let mut sums = [shift; N];
                for (row, filter) in rows.into_iter().zip(filter.chunks_exact(3 * BLOCK)) {
                    // Column x − 1 is pixel x of the padded row.
                    add::<S, N>(simd, taps, filter, &row[x * BLOCK..], [1, 1], &mut sums);
                }
                unroll!(I < N => {
                    let value = simd.prelu(sums[I], slope);
                    simd.store(value, whole_mut(&mut to[I * BLOCK..]));
                });
            }
        }
        Scale::Up { .. } => {
            let constants = [shift, slope];
            enlarged::fill::<S, M>(
                simd, layout, branch, inputs, block, columns, between, constants, to,
            );
        }
        Scale::Given { width, .. } => {
            let row = &inputs.prepared[branch.row + block * (width + 1) * BLOCK..];
            let (row, entries) =
                (row.as_chunks::<BLOCK>().0, table.as_chunks::<{ PyramidPool::GIVEN }>().0);
            for ([first, shares @ ..], to) in entries[columns].iter().zip(to.as_chunks_mut().0) {
                let first = first.to_bits() as usize;
                let (a, b) = (simd.load(&row[first]), simd.load(&row[first + 1]));
                let v = simd.mul(a, simd.splat(shares[0]));
                let v = simd.mul_add(b, simd.splat(shares[1]), v);
                simd.store(simd.prelu(v, slope), to);
            }
        }
    }
}
