//! Computes the branches of the efficient pyramid pooling that enlarge the map, convolve it and average it
//! back.
//!
//! Such a branch is linear, and apart from its filter the same for every channel. It is therefore computed at
//! the original size, as a [`Band`] along each axis. The coefficients of the row turn the filter into a
//! vertical filter over a few projected rows, one for each of the filter's three columns. The coefficients of
//! the columns then combine neighbouring numbers of the three resulting rows.

use core::ops::Range;

use espnet_abi::{kernel::Branch, layout::BLOCK, resample::Band};

use super::inputs::{PoolLayout, ProjectedRows, RowInputs, entry, row_entry};
use crate::{
    kernels::common::{
        lanes::{whole, whole_mut},
        unroll::unroll,
    },
    simd::Simd,
};

/// The number of columns of a filter.
const COLUMNS: usize = 3;

/// Computes the vertical filter over the projected rows, `[band][column][16]`, from the coefficients `[row of
/// the filter][band]`.
#[inline(always)]
pub(super) fn row_filter<S: Simd>(simd: S, filter: &[f32], coefficients: &[f32], to: &mut [f32]) {
    let band = coefficients.len() / 3;
    for (i, to) in to.chunks_exact_mut(BLOCK).enumerate() {
        let (d, column) = (i / COLUMNS, i % COLUMNS);
        let mut sum = simd.splat(0.0);
        for row in 0..3 {
            let weight = simd.load(whole(&filter[(row * 3 + column) * BLOCK..]));
            sum = simd.mul_add(weight, simd.splat(coefficients[row * band + d]), sum);
        }
        simd.store(sum, whole_mut(to));
    }
}

/// Computes `columns` of a row of one branch and block, `M` projected pixels at a time. Up to a tile of
/// pixels after them is overwritten. `between` is scratch for three rows; `constants` are the shift and the
/// slopes.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
pub(super) fn fill<S: Simd, const M: usize>(
    simd: S,
    layout: &PoolLayout,
    branch: &Branch,
    inputs: RowInputs<'_>,
    block: usize,
    columns: Range<usize>,
    between: &mut [f32],
    constants: [S::Block; 2],
    to: &mut [f32],
) {
    let table = &inputs.weights[branch.tables[1]..];
    let [rows, band] = branch.bands();
    let first = entry(table, branch.entries[1], columns.start).0;
    let end = entry(table, branch.entries[1], columns.end - 1).0 + band;
    let len = COLUMNS * rows * BLOCK;
    let filter = &inputs.prepared[branch.row + block * len..][..len];
    let top = row_entry(branch, inputs.weights, inputs.y).0 + layout.reach;
    let projected = inputs.projected;
    down::<S, M, COLUMNS>(simd, layout, projected, filter, top, block, first..end, between);
    const { assert!(Band::MAX == 6, "as many as are listed") };
    /// Calls the function compiled for the width of the band.
    macro_rules! dispatch {
        ($($d:literal)+) => {
            $(if band == $d {
                return along::<S, $d, { run($d) }>(
                    simd, table, between, first, columns, constants, to,
                );
            })+
            unreachable!("every band is listed");
        };
    }
    dispatch!(1 2 3 4 5 6);
}

/// Applies the `C` columns of the vertical filter to the projected rows from `top` on. It writes
/// `[input][column of the filter][16]` for columns `inputs` of the map, and for up to a tile more.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
fn down<S: Simd, const M: usize, const C: usize>(
    simd: S,
    layout: &PoolLayout,
    projected: &ProjectedRows<'_>,
    filter: &[f32],
    top: usize,
    block: usize,
    inputs: Range<usize>,
    to: &mut [f32],
) {
    let mut rows: [&[f32]; Band::MAX] = [&[]; Band::MAX];
    for (d, row) in rows[..filter.len() / (C * BLOCK)].iter_mut().enumerate() {
        *row = projected.row(layout, top + d, block);
    }
    for (x, to) in inputs.step_by(M).zip(to.chunks_exact_mut(M * C * BLOCK)) {
        let mut sums = [[simd.splat(0.0); C]; M];
        for (row, weights) in rows.into_iter().zip(filter.chunks_exact(C * BLOCK)) {
            // Column x is pixel x + 1 of the padded row.
            let pixels = &row[(x + 1) * BLOCK..][..M * BLOCK];
            unroll!(I < M => {
                let pixel = simd.load(whole(&pixels[I * BLOCK..]));
                unroll!(J < C => {
                    let weight = simd.load(whole(&weights[J * BLOCK..]));
                    sums[I][J] = simd.mul_add(pixel, weight, sums[I][J]);
                }; 0 1 2);
            }; 0 1 2 3);
        }
        unroll!(I < M => unroll!(J < C => {
            simd.store(sums[I][J], whole_mut(&mut to[(I * C + J) * BLOCK..]));
        }; 0 1 2); 0 1 2 3);
    }
}

/// The number of outputs that are computed together if their inputs advance regularly: by [`run`] inputs for
/// every [`run`] outputs.
const TOGETHER: usize = 4;

/// The number of neighbouring outputs that mostly have the same inputs, by the width of their band. At factor
/// 1.5 the band has four inputs, and two outputs share them. At factor 2 it has three inputs, and each
/// output's inputs begin one after those of its predecessor.
const fn run(band: usize) -> usize {
    if band == 4 { 2 } else { 1 }
}

/// Combines columns of the rows in `between`, which begin at column `first`, in bands of `D` inputs. Every
/// `R` consecutive outputs have the same inputs.
#[inline(always)]
fn along<S: Simd, const D: usize, const R: usize>(
    simd: S,
    table: &[f32],
    between: &[f32],
    first: usize,
    columns: Range<usize>,
    constants: [S::Block; 2],
    mut to: &mut [f32],
) {
    let len = 1 + COLUMNS * D;
    let mut entries = &table[columns.start * len..columns.end * len];
    while let Some(begin) = entries.first() {
        let begin = begin.to_bits() as usize;
        let inputs = &between[(begin - first) * COLUMNS * BLOCK..];
        let mut begins = entries.iter().step_by(len).map(|begin| begin.to_bits() as usize);
        let regular = (0..TOGETHER).all(|i| begins.next() == Some(begin + i / R * R));
        let count = if regular {
            outputs::<S, D, COLUMNS, TOGETHER, R>(simd, entries, inputs, constants, to);
            TOGETHER
        } else {
            outputs::<S, D, COLUMNS, 1, R>(simd, entries, inputs, constants, to);
            1
        };
        (entries, to) = (&entries[count * len..], &mut to[count * BLOCK..]);
    }
}

/// Computes `N` outputs with bands of `D` inputs for `C` columns of the filter. `inputs` begins at the inputs
/// of the first output. Every `R` outputs share their inputs, which begin `R` after those of the `R` outputs
/// before.
#[inline(always)]
fn outputs<S: Simd, const D: usize, const C: usize, const N: usize, const R: usize>(
    simd: S,
    entries: &[f32],
    inputs: &[f32],
    [shift, slope]: [S::Block; 2],
    to: &mut [f32],
) {
    // Cut to constant lengths once, so that the indices below need no bounds checks.
    let entries = &entries[..N * (1 + C * D)];
    let inputs = &inputs[..(D + (N - 1) / R * R) * C * BLOCK];
    let to = &mut to[..N * BLOCK];
    let mut sums = [shift; N];
    for column in 0..C {
        unroll!(I < N => unroll!(E < D => {
            let share = entries[I * (1 + C * D) + 1 + column * D + E];
            let input = &inputs[((I / R * R + E) * C + column) * BLOCK..];
            sums[I] = simd.mul_add(simd.load(whole(input)), simd.splat(share), sums[I]);
        }; 0 1 2 3 4 5); 0 1 2 3);
    }
    unroll!(I < N => {
        simd.store(simd.prelu(sums[I], slope), whole_mut(&mut to[I * BLOCK..]));
    }; 0 1 2 3);
}
