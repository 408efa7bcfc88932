//! The haloed map, which the branches of hierarchical feature fusion read: the rows of the input with a halo
//! of zeros on all sides. Either all rows are stored, or only a ring of the rows that are currently needed.

use core::ops::Range;

use espnet_abi::{
    kernel::{self, Phase},
    layout::BLOCK,
};

use crate::{
    kernels::common::{
        lanes::{load, whole_mut},
        ring::behind,
    },
    simd::Simd,
};

/// The stored rows of a haloed map and their slots. Row 0 is the row of zeros above the map, so row y of the
/// map is row y + 1.
#[derive(Clone, Copy)]
pub(super) struct HeldRows {
    /// The first row.
    first: usize,
    /// The number of slots. Row `first` + `count` reuses the slot of row `first`.
    count: usize,
}

impl HeldRows {
    /// All rows of the haloed map, from row 0 on.
    pub(super) const fn all(hff: &kernel::Hff) -> Self {
        HeldRows { first: 0, count: hff.haloed_rows() }
    }

    /// The rows from `first` on, without reuse of slots.
    pub(super) const fn from(hff: &kernel::Hff, first: usize) -> Self {
        HeldRows { first, count: hff.haloed_rows() }
    }

    /// A ring of `count` slots whose first row is `first`.
    pub(super) const fn ring(first: usize, count: usize) -> Self {
        HeldRows { first, count }
    }

    /// The number of slots.
    pub(super) const fn count(self) -> usize {
        self.count
    }

    /// The slot of row `row`.
    #[inline(always)]
    pub(super) const fn place(self, row: usize) -> usize {
        (row - self.first) % self.count
    }

    /// The slot that is `below` rows below slot `place`; `below` is less than the number of slots.
    #[inline(always)]
    pub(super) const fn below(self, place: usize, below: usize) -> usize {
        behind(place, below, self.count)
    }

    /// Row `row`, with zeros left and right of the map. A row that reuses the slot of an earlier row has them
    /// already.
    #[inline(always)]
    pub(super) fn cleared<'a>(
        self,
        layout: &RowLayout,
        map: &'a mut [f32],
        row: usize,
    ) -> &'a mut [f32] {
        let to = self.get(layout, map, row);
        if row < self.first + self.count {
            clear_beside(layout, to);
        }
        to
    }

    /// Row `row`.
    #[inline(always)]
    pub(super) fn get<'a>(
        self,
        layout: &RowLayout,
        map: &'a mut [f32],
        row: usize,
    ) -> &'a mut [f32] {
        &mut map[self.place(row) * layout.row..][..layout.row]
    }
}

/// The rows of the haloed map that the branches read for these output rows.
#[inline(always)]
pub(super) fn reach(hff: &kernel::Hff, rows: &Range<usize>) -> Range<usize> {
    if rows.is_empty() {
        return 0..0;
    }
    let (halo, center) = (hff.dilations.largest(), |y: usize| y * hff.stride + 1);
    let end = center(rows.end - 1) + halo + 1;
    center(rows.start).saturating_sub(halo)..end.min(hff.haloed_rows())
}

/// The rows of the map that are among these rows of the haloed map.
#[inline(always)]
pub(super) fn within(hff: &kernel::Hff, rows: &Range<usize>) -> Range<usize> {
    let row = |row: usize| row.saturating_sub(1).min(hff.input.height);
    row(rows.start)..row(rows.end)
}

/// The layout of a row of the haloed map. It is computed once, and for a constant shape at compile time,
/// because inside a loop over rows compilers do not recognise all of it as constant.
#[derive(Clone, Copy)]
pub(super) struct RowLayout {
    /// The number of floats of a row.
    pub(super) row: usize,
    /// The number of strips of a row.
    pub(super) strips: usize,
    /// The distance between strips in floats.
    pub(super) strip: usize,
    /// The distance between the columns of consecutive phases in floats.
    pub(super) phase: usize,
    /// The number of channels that a strip contains of each column.
    pub(super) lanes: usize,
    /// The number of channels.
    channels: usize,
    /// The stride, 1 or 2: the distance in the map between columns that are adjacent in a phase.
    pub(super) stride: usize,
    /// The columns of each phase. If there is only one phase, both elements are equal.
    phases: [Phase; 2],
}

impl RowLayout {
    /// The layout for the map of a fusion.
    pub(super) const fn new(hff: &kernel::Hff) -> Self {
        RowLayout {
            row: hff.haloed_row(),
            strips: hff.strips(),
            strip: hff.stride * hff.phase_len(),
            phase: hff.phase_len(),
            lanes: hff.lanes(),
            channels: hff.input.channels,
            stride: hff.stride,
            phases: [hff.phase(0), hff.phase(hff.stride - 1)],
        }
    }

    /// The columns of each existing phase.
    #[inline(always)]
    pub(super) fn phases(&self) -> &[Phase] {
        &self.phases[..self.stride]
    }
}

/// Writes an input row, at the beginning of `from`, to a row of the haloed map.
#[inline(always)]
pub(super) fn fill_row<S: Simd>(
    simd: S,
    layout: &RowLayout,
    from: &[f32],
    stride: usize,
    to: &mut [f32],
) {
    match layout.lanes {
        4 => fill_lanes::<S, 4>(simd, layout, from, stride, to),
        8 => fill_lanes::<S, 8>(simd, layout, from, stride, to),
        _ => fill_lanes::<S, BLOCK>(simd, layout, from, stride, to),
    }
}

#[inline(always)]
fn fill_lanes<S: Simd, const L: usize>(
    simd: S,
    layout: &RowLayout,
    from: &[f32],
    stride: usize,
    to: &mut [f32],
) {
    for (strip, to) in to.chunks_exact_mut(layout.strip).take(layout.strips).enumerate() {
        let lanes = L.min(layout.channels - strip * L);
        for (phase, to) in layout.phases().iter().zip(to.chunks_exact_mut(layout.phase)) {
            let within = to[phase.before * L..][..phase.count * L].chunks_exact_mut(L).enumerate();
            for (i, to) in within {
                let from = &from[(phase.column + i * layout.stride) * stride + strip * L..];
                if L == BLOCK {
                    simd.store(load(simd, from, lanes), whole_mut(to));
                } else {
                    to.copy_from_slice(&from[..L]);
                }
            }
        }
    }
}

/// Writes zeros between the columns of consecutive phases in a row of the haloed map.
#[inline(always)]
fn clear_beside(layout: &RowLayout, row: &mut [f32]) {
    let (mut run, mut cleared) = (0, 0);
    for _ in 0..layout.strips {
        for phase in layout.phases() {
            let columns = run + phase.before * layout.lanes;
            row[cleared..columns].fill(0.0);
            cleared = columns + phase.count * layout.lanes;
            run += layout.phase;
        }
    }
    row[cleared..].fill(0.0);
}
