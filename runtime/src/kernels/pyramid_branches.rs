//! The branches of the efficient pyramid pooling: a chunk of a row of each, through batch norm and
//! PReLU.
//!
//! A branch that enlarges, convolves and averages back is linear and the same for every channel but
//! for its filter, so it is computed at the size it begins and ends with ([`Band`]): the row's
//! coefficients turn the filter into one that runs down a few projected rows, once for each of the
//! filter's columns; the columns' coefficients then combine neighbours of these three rows.
//!
//! [`Band`]: espnet_abi::resample::Band

use core::ops::Range;

use espnet_abi::{
    kernel::{PyramidPool, Scale, Scales},
    layout::BLOCK,
};

use super::{
    lanes::{lanes, load, whole, whole_mut},
    unroll::unroll,
};
use crate::simd::Simd;

/// What there is to know about a shape, computed once for a call; for a constant shape, at compile
/// time.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) pool: PyramidPool,
    pub(super) reach: usize,
    pub(super) branches: [Branch; Scales::MAX],
}

/// Where the parts of a branch begin, in floats, and how long they are.
#[derive(Clone, Copy)]
pub(super) struct Branch {
    scale: Scale,
    /// Filters, in the weights.
    filter: usize,
    /// The tables of rows and of columns, in the weights.
    tables: [usize; 2],
    /// Floats of their entries.
    entries: [usize; 2],
    /// The given map, in the call's residual.
    map: usize,
    /// What the branch prepares for a row: the row of a given map, or filters.
    row: usize,
}

impl Parts {
    pub(super) const fn new(pool: PyramidPool) -> Self {
        let none = Branch {
            scale: Scale::Same,
            filter: 0,
            tables: [0; 2],
            entries: [0; 2],
            map: 0,
            row: 0,
        };
        let (mut branches, mut i) = ([none; Scales::MAX], 0);
        while i < pool.scales.len() {
            let (row, column) = pool.entries(i);
            let table = pool.table(i);
            branches[i] = Branch {
                scale: pool.scales.get(i),
                filter: pool.filter(i),
                tables: [table, table + row * pool.input.height],
                entries: [row, column],
                map: pool.given(i),
                row: pool.row_parts(i),
            };
            i += 1;
        }
        Parts { pool, reach: pool.reach(), branches }
    }

    /// Projected rows that are kept.
    #[inline(always)]
    const fn ring(&self) -> usize {
        2 * self.reach + 1
    }
}

impl Branch {
    /// The weights of its filter, the shift and the slopes of a block.
    #[inline(always)]
    fn filter(self, weights: &[f32], block: usize) -> (&[f32], &[f32], &[f32]) {
        let taps = PyramidPool::filter_len(self.scale);
        let len = (taps + 2) * BLOCK;
        let (filter, constants) =
            weights[self.filter + block * len..][..len].split_at(taps * BLOCK);
        let (shift, slope) = constants.split_at(BLOCK);
        (filter, shift, slope)
    }

    /// The tables' entries for a row, and for all columns.
    #[inline(always)]
    fn row(self, weights: &[f32], y: usize) -> (usize, &[f32]) {
        entry(&weights[self.tables[0]..], self.entries[0], y)
    }
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
    for branch in &parts.branches[..parts.pool.scales.len()] {
        let prepared = &mut prepared[branch.row..];
        for block in 0..blocks {
            let (filter, shift, _) = branch.filter(weights, block);
            match branch.scale {
                Scale::Same => {}
                Scale::Up { .. } => {
                    let (_, coefficients) = branch.row(weights, y);
                    let len = coefficients.len() * BLOCK;
                    row_filter(simd, filter, coefficients, &mut prepared[block * len..][..len]);
                }
                Scale::Given { height, width } => {
                    let (first, shares) = branch.row(weights, y);
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

/// The filter that runs down the projected rows, `[column][band][16]`, by coefficients
/// `[row of the filter][band]`.
#[inline(always)]
fn row_filter<S: Simd>(simd: S, filter: &[f32], coefficients: &[f32], to: &mut [f32]) {
    let band = coefficients.len() / 3;
    for (i, to) in to.chunks_exact_mut(BLOCK).enumerate() {
        let (column, d) = (i / band, i % band);
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

/// Computes `columns` of one branch and block of a row, `N` pixels at a time: up to a tile of
/// pixels behind them are overwritten. `between` is room for three rows.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
pub(super) fn fill<S: Simd, const N: usize>(
    simd: S,
    parts: &Parts,
    branch: &Branch,
    sources: Sources<'_>,
    block: usize,
    columns: Range<usize>,
    between: &mut [f32],
    to: &mut [f32],
) {
    let (filter, shift, slope) = branch.filter(sources.weights, block);
    let (shift, slope) = (simd.load(whole(shift)), simd.load(whole(slope)));
    let table = &sources.weights[branch.tables[1]..];
    match branch.scale {
        Scale::Same => {
            let rows: [&[f32]; 3] = core::array::from_fn(|row| {
                sources.projected.row(parts, sources.y + parts.reach - 1 + row, block)
            });
            for (x, to) in columns.step_by(N).zip(to.chunks_exact_mut(N * BLOCK)) {
                let mut sums = [shift; N];
                for (row, filter) in rows.into_iter().zip(filter.chunks_exact(3 * BLOCK)) {
                    // Column x − 1 is pixel x of the padded row.
                    let row = &row[x * BLOCK..][..(N + 2) * BLOCK];
                    add::<S, N>(simd, filter, row, BLOCK, &mut sums);
                }
                unroll!(I < N => {
                    let value = simd.prelu(sums[I], slope);
                    simd.store(value, whole_mut(&mut to[I * BLOCK..]));
                });
            }
        }
        Scale::Up { .. } => {
            let len = branch.entries[1];
            let first = entry(table, len, columns.start).0;
            let end = entry(table, len, columns.end - 1).0 + (len - 1) / 3;
            let coefficients = (branch.entries[0] - 1) * BLOCK;
            let filters = &sources.prepared[branch.row + block * coefficients..][..coefficients];
            let top = branch.row(sources.weights, sources.y).0 + parts.reach;
            let between_len = parts.pool.between_width() * BLOCK;
            for (filter, to) in
                filters.chunks_exact(coefficients / 3).zip(between.chunks_exact_mut(between_len))
            {
                down::<S, N>(simd, parts, sources.projected, filter, top, block, first..end, to);
            }
            for (x, to) in columns.zip(to.chunks_exact_mut(BLOCK)) {
                let (from, shares) = entry(table, len, x);
                let band = shares.len() / 3;
                let mut sum = shift;
                for (column, shares) in shares.chunks_exact(band).enumerate() {
                    let at = column * between_len + (from - first) * BLOCK;
                    let row = &between[at..][..band * BLOCK];
                    for (d, &share) in shares.iter().enumerate() {
                        let pixel = simd.load(whole(&row[d * BLOCK..]));
                        sum = simd.mul_add(pixel, simd.splat(share), sum);
                    }
                }
                simd.store(simd.prelu(sum, slope), whole_mut(to));
            }
        }
        Scale::Given { width, .. } => {
            let row = &sources.prepared[branch.row + block * (width + 1) * BLOCK..];
            for (x, to) in columns.zip(to.chunks_exact_mut(BLOCK)) {
                let (first, shares) = entry(table, branch.entries[1], x);
                let pair = &row[first * BLOCK..][..2 * BLOCK];
                let (a, b) = (simd.load(whole(pair)), simd.load(whole(&pair[BLOCK..])));
                let v = simd.mul(a, simd.splat(shares[0]));
                let v = simd.mul_add(b, simd.splat(shares[1]), v);
                simd.store(simd.prelu(v, slope), whole_mut(to));
            }
        }
    }
}

/// Runs one column of a filter down the projected rows from `top` on: columns `inputs` of the map, and
/// up to a tile more.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined part of a loop body")]
fn down<S: Simd, const N: usize>(
    simd: S,
    parts: &Parts,
    projected: &Projected<'_>,
    filter: &[f32],
    top: usize,
    block: usize,
    inputs: Range<usize>,
    to: &mut [f32],
) {
    for (x, to) in inputs.step_by(N).zip(to.chunks_exact_mut(N * BLOCK)) {
        let mut sums = [simd.splat(0.0); N];
        for (d, weight) in filter.chunks_exact(BLOCK).enumerate() {
            // Column x is pixel x + 1 of the padded row.
            let row = &projected.row(parts, top + d, block)[(x + 1) * BLOCK..][..N * BLOCK];
            add::<S, N>(simd, weight, row, BLOCK, &mut sums);
        }
        unroll!(I < N => simd.store(sums[I], whole_mut(&mut to[I * BLOCK..])));
    }
}

/// Adds to the sums of `N` neighbouring pixels one product for each block of weights; from one to the
/// next, `step` floats of `row`.
#[inline(always)]
pub(super) fn add<S: Simd, const N: usize>(
    simd: S,
    weights: &[f32],
    row: &[f32],
    step: usize,
    sums: &mut [S::Block; N],
) {
    for (tap, weight) in weights.chunks_exact(BLOCK).enumerate() {
        let weight = simd.load(whole(weight));
        let pixels = &row[tap * step..][..N * BLOCK];
        unroll!(I < N => {
            let pixel = simd.load(whole(&pixels[I * BLOCK..]));
            sums[I] = simd.mul_add(pixel, weight, sums[I]);
        });
    }
}
