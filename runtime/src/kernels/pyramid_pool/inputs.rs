//! The inputs of the branches of the efficient pyramid pooling: projected rows, packed weights and tables,
//! and numbers that have been prepared for a row.

use espnet_abi::{
    kernel::{Branch, Branches, PyramidPool},
    layout::BLOCK,
};

use crate::{
    kernels::common::{
        lanes::{lanes, load, whole_mut},
        ring::behind,
    },
    simd::Simd,
};

/// A pool and all values derived from its shape. They are computed once per call, and for a constant shape at
/// compile time.
#[derive(Clone, Copy)]
pub(super) struct PoolLayout {
    pub(super) pool: PyramidPool,
    pub(super) reach: usize,
    pub(super) branches: Branches,
    /// The offsets of the merging weights and of their constants in the packed weights.
    pub(super) merge: [usize; 2],
}

impl PoolLayout {
    pub(super) const fn new(pool: PyramidPool) -> Self {
        let merge = [pool.merge(), pool.merge_constants()];
        PoolLayout { pool, reach: pool.reach(), branches: pool.branches(), merge }
    }

    /// The number of projected rows in the ring.
    #[inline(always)]
    pub(super) const fn ring(&self) -> usize {
        PyramidPool::ring(self.reach)
    }
}

/// The filter weights, the shift and the slopes of a block of a branch.
#[inline(always)]
pub(super) fn filter_of<'a>(
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

/// The table entry of a branch for row `y`: the index of the first input, and the coefficients.
#[inline(always)]
pub(super) fn row_entry<'a>(branch: &Branch, weights: &'a [f32], y: usize) -> (usize, &'a [f32]) {
    entry(&weights[branch.tables[0]..], branch.entries[0], y)
}

/// Entry `i` of a table: the index of the first input, and the coefficients.
#[inline(always)]
pub(super) fn entry(table: &[f32], len: usize, i: usize) -> (usize, &[f32]) {
    let entry = &table[i * len..][..len];
    (entry[0].to_bits() as usize, &entry[1..])
}

/// A ring of zero-padded rows of the projected map, `[block][pixel][16]` each. It contains all rows that one
/// row of the branches depends on.
///
/// Rows count from `reach` rows above the map.
pub(super) struct ProjectedRows<'a> {
    rows: &'a mut [f32],
    /// The first row that has not been copied yet.
    next: usize,
    /// The first row that is needed, and its slot in the ring.
    first: [usize; 2],
}

impl<'a> ProjectedRows<'a> {
    /// An empty ring.
    #[inline(always)]
    pub(super) fn new(rows: &'a mut [f32]) -> Self {
        ProjectedRows { rows, next: 0, first: [0; 2] }
    }

    /// Copies the missing rows among those that row `y` of the branches depends on.
    #[inline(always)]
    pub(super) fn advance<S: Simd>(
        &mut self,
        simd: S,
        layout: &PoolLayout,
        input: &[f32],
        y: usize,
    ) {
        let (pool, from) = (&layout.pool, layout.pool.input);
        let end = y + layout.ring();
        for row in self.next.max(y)..end {
            let to = &mut self.rows[row % layout.ring() * pool.padded_row()..];
            let to = &mut to[..pool.padded_row()];
            let Some(y) = row.checked_sub(layout.reach).filter(|&y| y < from.height) else {
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
        self.first = [y, y % layout.ring()];
    }

    /// The pixels of block `block` of row `row`.
    #[inline(always)]
    pub(super) fn row(&self, layout: &PoolLayout, row: usize, block: usize) -> &[f32] {
        let (len, padded) = (layout.pool.padded_row(), layout.pool.padded_width() * BLOCK);
        let [first, place] = self.first;
        &self.rows[behind(place, row - first, layout.ring()) * len + block * padded..][..padded]
    }
}

/// The inputs of a chunk of a row of the branches.
#[derive(Clone, Copy)]
pub(super) struct RowInputs<'a> {
    pub(super) weights: &'a [f32],
    pub(super) projected: &'a ProjectedRows<'a>,
    pub(super) prepared: &'a [f32],
    /// The index of the row.
    pub(super) y: usize,
}
