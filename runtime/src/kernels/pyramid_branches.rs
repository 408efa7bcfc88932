//! The branches of the efficient pyramid pooling: a chunk of a row of each, through batch norm and
//! PReLU.
//!
//! A branch that enlarges, convolves and averages back is linear and the same for every channel but
//! for its filter, so it is computed at the size it begins and ends with ([`Band`]): the row's
//! coefficients turn the filter into one that runs down a few projected rows, once for each of the
//! filter's columns; the columns' coefficients then combine neighbours of these three rows.

use core::ops::Range;

use espnet_abi::{
    kernel::{Branch, Branches, PyramidPool, Scale},
    layout::BLOCK,
    resample::Band,
};

use super::{
    lanes::{lanes, load, whole, whole_mut},
    source::Source,
    unroll::{hidden, unroll},
};
use crate::simd::Simd;

/// What there is to know about a shape, computed once for a call; for a constant shape, at compile
/// time.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) pool: PyramidPool,
    pub(super) reach: usize,
    pub(super) branches: Branches,
}

impl Parts {
    pub(super) const fn new(pool: PyramidPool) -> Self {
        Parts { pool, reach: pool.reach(), branches: pool.branches() }
    }

    /// Projected rows that are kept.
    #[inline(always)]
    pub(super) const fn ring(&self) -> usize {
        PyramidPool::ring(self.reach)
    }
}

/// The weights of a branch's filter, the shift and the slopes of a block.
#[inline(always)]
fn filter_of<'a>(
    branch: &Branch,
    weights: &'a [f32],
    block: usize,
) -> (&'a [f32], &'a [f32], &'a [f32]) {
    let taps = PyramidPool::filter_len(branch.scale);
    let len = (taps + 2) * BLOCK;
    let (filter, constants) = weights[branch.filter + block * len..][..len].split_at(taps * BLOCK);
    let (shift, slope) = constants.split_at(BLOCK);
    (filter, shift, slope)
}

/// A branch's entry for a row.
#[inline(always)]
fn row_entry<'a>(branch: &Branch, weights: &'a [f32], y: usize) -> (usize, &'a [f32]) {
    entry(&weights[branch.tables[0]..], branch.entries[0], y)
}

/// Entry `i` of a table: the first input, and the coefficients.
#[inline(always)]
fn entry(table: &[f32], len: usize, i: usize) -> (usize, &[f32]) {
    let entry = &table[i * len..][..len];
    (entry[0].to_bits() as usize, &entry[1..])
}

/// The zero-padded rows of the projected map that one row of the branches depends on: a ring,
/// `[block][pixel][16]` each.
///
/// Rows count from `reach` above the map.
pub(super) struct Projected<'a> {
    pub(super) rows: &'a mut [f32],
    /// The first row that is not there yet.
    pub(super) next: usize,
}

impl Projected<'_> {
    /// Takes in what is missing of the rows that row `y` of the branches depends on.
    #[inline(always)]
    pub(super) fn advance<S: Simd>(&mut self, simd: S, parts: &Parts, input: &[f32], y: usize) {
        let (pool, from) = (&parts.pool, parts.pool.input);
        let end = y + parts.ring();
        for row in self.next.max(y)..end {
            let to = &mut self.rows[row % parts.ring() * pool.padded_row()..];
            let to = &mut to[..pool.padded_row()];
            let Some(y) = row.checked_sub(parts.reach).filter(|&y| y < from.height) else {
                to.fill(0.0);
                continue;
            };
            let input = &input[y * from.width * from.stride..];
            for (block, to) in to.chunks_exact_mut(pool.padded_width() * BLOCK).enumerate() {
                let lanes = lanes(from.channels, block);
                let (left, rest) = to.split_at_mut(BLOCK);
                let (within, right) = rest.split_at_mut(from.width * BLOCK);
                left.fill(0.0);
                for (x, to) in within.chunks_exact_mut(BLOCK).enumerate() {
                    let pixel = load(simd, &input[x * from.stride + block * BLOCK..], lanes);
                    simd.store(pixel, whole_mut(to));
                }
                right.fill(0.0);
            }
        }
        self.next = end;
    }

    #[inline(always)]
    fn row(&self, parts: &Parts, row: usize, block: usize) -> &[f32] {
        let (len, padded) = (parts.pool.padded_row(), parts.pool.padded_width() * BLOCK);
        &self.rows[row % parts.ring() * len + block * padded..][..padded]
    }
}

/// Prepares row `y` of the branches that are more than a convolution: the row of a given map, scaled
/// and shifted, or the filters that run down the projected rows.
#[inline(always)]
pub(super) fn prepare<S: Simd>(
    simd: S,
    parts: &Parts,
    weights: &[f32],
    maps: &[f32],
    y: usize,
    prepared: &mut [f32],
) {
    let (channels, blocks) = (parts.pool.input.channels, parts.pool.blocks());
    for branch in parts.branches.as_slice() {
        let prepared = &mut prepared[branch.row..];
        for block in 0..blocks {
            let (filter, shift, _) = filter_of(branch, weights, block);
            match branch.scale {
                Scale::Same => {}
                Scale::Up { .. } => {
                    let (_, coefficients) = row_entry(branch, weights, y);
                    let len = coefficients.len() * BLOCK;
                    row_filter(simd, filter, coefficients, &mut prepared[block * len..][..len]);
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
                    // The last pixel's neighbour, of which it takes nothing.
                    row[width * BLOCK..].fill(0.0);
                }
            }
        }
    }
}

/// Columns of a filter.
const COLUMNS: usize = 3;

/// The filter that runs down the projected rows, `[band][column][16]`, by coefficients
/// `[row of the filter][band]`.
#[inline(always)]
fn row_filter<S: Simd>(simd: S, filter: &[f32], coefficients: &[f32], to: &mut [f32]) {
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

/// What a chunk of a row is computed from.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) weights: &'a [f32],
    pub(super) projected: &'a Projected<'a>,
    pub(super) prepared: &'a [f32],
    /// The row.
    pub(super) y: usize,
}

/// Computes `columns` of one branch and block of a row, `N` pixels at a time, or `M` for three columns of
/// a filter: up to a tile of pixels behind them are overwritten. `between` is room for three rows.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
pub(super) fn fill<S: Simd, P: Source<Parts>, const N: usize, const M: usize>(
    simd: S,
    shape: P,
    branch: &Branch,
    sources: Sources<'_>,
    block: usize,
    columns: Range<usize>,
    between: &mut [f32],
    to: &mut [f32],
) {
    let parts = &shape.shape();
    let (filter, shift, slope) = filter_of(branch, sources.weights, block);
    let (shift, slope) = (simd.load(whole(shift)), simd.load(whole(slope)));
    let table = &sources.weights[branch.tables[1]..];
    match branch.scale {
        Scale::Same => {
            let top = sources.y + parts.reach - 1;
            let row = |row| sources.projected.row(parts, top + row, block);
            let rows = [row(0), row(1), row(2)];
            let taps = hidden::<S>(3);
            for (x, to) in columns.step_by(N).zip(to.chunks_exact_mut(N * BLOCK)) {
                let mut sums = [shift; N];
                for (row, filter) in rows.into_iter().zip(filter.chunks_exact(3 * BLOCK)) {
                    // Column x − 1 is pixel x of the padded row.
                    add::<S, N>(simd, taps, filter, &row[x * BLOCK..], &mut sums);
                }
                unroll!(I < N => {
                    let value = simd.prelu(sums[I], slope);
                    simd.store(value, whole_mut(&mut to[I * BLOCK..]));
                });
            }
        }
        Scale::Up { .. } => {
            let [rows, band] = branch.bands();
            let first = entry(table, branch.entries[1], columns.start).0;
            let end = entry(table, branch.entries[1], columns.end - 1).0 + band;
            let len = COLUMNS * rows * BLOCK;
            let filter = &sources.prepared[branch.row + block * len..][..len];
            let top = row_entry(branch, sources.weights, sources.y).0 + parts.reach;
            let projected = sources.projected;
            down::<S, M, COLUMNS>(simd, parts, projected, filter, top, block, first..end, between);
            const { assert!(Band::MAX == 6, "as many as are listed") };
            /// Calls the function built for the band, one of those that are possible.
            macro_rules! dispatch {
                ($($d:literal)+) => {
                    $(if const { possible(P::KNOWN, $d) } && band == $d {
                        return along::<S, $d, { run($d) }>(
                            simd, table, between, first, columns, shift, slope, to,
                        );
                    })+
                    unreachable!("every band is listed");
                };
            }
            dispatch!(1 2 3 4 5 6);
        }
        Scale::Given { width, .. } => {
            let row = &sources.prepared[branch.row + block * (width + 1) * BLOCK..];
            let (row, entries) = (row.as_chunks::<BLOCK>().0, table.as_chunks::<GIVEN>().0);
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

/// Floats of an entry in the tables of a given map: the first input, and the shares of two.
const GIVEN: usize = 3;

/// Whether a branch has bands of `width` inputs in its rows, as far as is known at compile time.
const fn possible(parts: Option<Parts>, width: usize) -> bool {
    let Some(parts) = parts else { return true };
    let mut i = 0;
    while i < parts.pool.scales.len() {
        if parts.branches.get(i).bands()[1] == width {
            return true;
        }
        i += 1;
    }
    false
}

/// Runs the `C` columns of a filter down the projected rows from `top` on: columns `inputs` of the map, and
/// up to a tile more, `[input][column of the filter][16]`.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
fn down<S: Simd, const M: usize, const C: usize>(
    simd: S,
    parts: &Parts,
    projected: &Projected<'_>,
    filter: &[f32],
    top: usize,
    block: usize,
    inputs: Range<usize>,
    to: &mut [f32],
) {
    let mut rows: [&[f32]; Band::MAX] = [&[]; Band::MAX];
    for (d, row) in rows[..filter.len() / (C * BLOCK)].iter_mut().enumerate() {
        *row = projected.row(parts, top + d, block);
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

/// Outputs that a row is gone along by together, where the inputs of each `run` of them begin as far
/// behind those of the run before.
const TOGETHER: usize = 4;

/// Neighbouring outputs that have the same inputs, mostly, where bands are of some width: two at factor
/// 1.5, with four inputs; at factor 2, with three, the inputs of each begin one behind.
const fn run(band: usize) -> usize {
    if band == 4 { 2 } else { 1 }
}

/// Goes along the rows in between, which begin at column `first`, with bands of `D` inputs, the same for
/// runs of `R` outputs.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
fn along<S: Simd, const D: usize, const R: usize>(
    simd: S,
    table: &[f32],
    between: &[f32],
    first: usize,
    columns: Range<usize>,
    shift: S::Block,
    slope: S::Block,
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
            outputs::<S, D, COLUMNS, TOGETHER, R>(simd, entries, inputs, shift, slope, to);
            TOGETHER
        } else {
            outputs::<S, D, COLUMNS, 1, R>(simd, entries, inputs, shift, slope, to);
            1
        };
        (entries, to) = (&entries[count * len..], &mut to[count * BLOCK..]);
    }
}

/// `N` outputs with bands of `D` inputs for `C` columns of the filter: `inputs` begins at the first of
/// them, and each run of `R` outputs has its own `R` behind.
#[inline(always)]
fn outputs<S: Simd, const D: usize, const C: usize, const N: usize, const R: usize>(
    simd: S,
    entries: &[f32],
    inputs: &[f32],
    shift: S::Block,
    slope: S::Block,
    to: &mut [f32],
) {
    // Cut to constant lengths once, so that the indices below need no checks.
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

/// Adds to the sums of `N` neighbouring pixels `taps` products each: with blocks of weights that follow
/// one another, of pixels from the first of `row` on, and one further each time.
#[inline(always)]
pub(super) fn add<S: Simd, const N: usize>(
    simd: S,
    taps: usize,
    weights: &[f32],
    row: &[f32],
    sums: &mut [S::Block; N],
) {
    assert!(weights.len() >= taps * BLOCK && row.len() >= (taps + N - 1) * BLOCK);
    let (weights, row) = (weights.as_ptr(), row.as_ptr());
    for tap in 0..taps {
        // SAFETY: there are `taps` blocks of weights, and N pixels from each of `taps` on.
        unsafe {
            let weight = simd.load(&*weights.add(tap * BLOCK).cast());
            unroll!(I < N => {
                let pixel = simd.load(&*row.add((tap + I) * BLOCK).cast());
                sums[I] = simd.mul_add(pixel, weight, sums[I]);
            });
        }
    }
}
