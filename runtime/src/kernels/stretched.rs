//! Rows of a map on their way through a bilinear resize to planes: made planes and then stretched to the
//! output's width, for sixteen columns the blocks of all channels one after another.

use core::ops::Range;

use espnet_abi::{
    kernel::Stretch,
    layout::{BLOCK, Map},
    resample::{Axis, Between},
};

use crate::simd::Simd;

/// The two stretched rows that an output row lies between.
pub(super) struct Stretched<'a> {
    input: &'a [f32],
    from: Map,
    vertical: Axis,
    channels: Range<usize>,
    /// Input row y is in half `y % 2`: neighbours differ in parity.
    halves: [&'a mut [f32]; 2],
    kept: [Option<usize>; 2],
    /// A row before it is stretched.
    planes: &'a mut [f32],
    plane_len: usize,
    columns: Columns<'a>,
}

impl<'a> Stretched<'a> {
    /// Of some channels of `input`, for outputs of `size`, H and W. The scratch is that of the
    /// [`Stretch`].
    #[inline(always)]
    pub(super) fn new(
        from: Map,
        size: (usize, usize),
        channels: Range<usize>,
        input: &'a [f32],
        scratch: &'a mut [f32],
    ) -> Self {
        let stretch = Stretch { from: from.width, to: size.1, channels: channels.len() };
        let (even, rest) = scratch[..stretch.scratch_len()].split_at_mut(stretch.row_len());
        let (odd, rest) = rest.split_at_mut(stretch.row_len());
        let (planes, rest) = rest.split_at_mut(channels.len() * stretch.plane_len());
        Stretched {
            input,
            from,
            vertical: Axis::new(from.height, size.0),
            channels,
            halves: [even, odd],
            kept: [None; 2],
            planes,
            plane_len: stretch.plane_len(),
            columns: Columns::new(from.width, size.1, rest),
        }
    }

    /// Output row `y`, of which blocks can then be had.
    #[inline(always)]
    pub(super) fn row<S: Simd>(&mut self, simd: S, y: usize) -> Row<'_, S> {
        let Between { indices, shares } = self.vertical.at(y);
        for index in indices {
            if self.kept[index % 2] != Some(index) {
                self.unfold(simd, index);
                self.columns.stretch(simd, self.planes, self.plane_len, self.halves[index % 2]);
                self.kept[index % 2] = Some(index);
            }
        }
        let [above, below] = indices.map(|index| self.halves[index % 2].as_chunks().0);
        // Of one length, so that a place within one row is within both.
        let len = above.len();
        Row {
            between: [above, &below[..len]],
            shares: [simd.splat(shares[0]), simd.splat(shares[1])],
            channels: self.channels.len(),
        }
    }

    /// Makes planes of input row `y`.
    #[inline(always)]
    fn unfold<S: Simd>(&mut self, simd: S, y: usize) {
        let (from, plane_len) = (self.from, self.plane_len);
        let input = &self.input[y * from.width * from.stride..];
        let mut tile = [[0.0; BLOCK]; BLOCK];
        for start in (0..from.width).step_by(BLOCK) {
            for first in self.channels.clone().step_by(BLOCK) {
                let lanes = BLOCK.min(self.channels.end - first);
                for (x, pixel) in (start..from.width).zip(&mut tile) {
                    let value = block(simd, &input[x * from.stride + first..], lanes);
                    simd.store(value, pixel);
                }
                let at = (first - self.channels.start) * plane_len + start;
                simd.transpose(&tile, &mut self.planes[at..], plane_len, lanes);
            }
        }
    }
}

/// What the columns of a stretched row lie between, sixteen at a time: their left and right
/// neighbours' places, their shares, and where the runs begin that the places of each eight count
/// from.
struct Columns<'a> {
    table: &'a [f32],
    /// Whether both neighbours of all eight are always within a run of eight; elsewhere, places
    /// count from the beginning of the row.
    near: bool,
}

impl<'a> Columns<'a> {
    /// Columns of rows of `from` that are stretched to `to`.
    #[inline(always)]
    fn new(from: usize, to: usize, table: &'a mut [f32]) -> Self {
        let axis = Axis::new(from, to);
        let at = |x: usize| axis.at(x.min(to - 1)).indices;
        let mut near = true;
        for eight in (0..to).step_by(RUN) {
            near &= at(eight + RUN - 1)[1] - at(eight)[0] < RUN;
        }
        let (sixteens, _) = table.as_chunks_mut::<{ Stretch::COLUMNS }>();
        for (i, columns) in sixteens.iter_mut().enumerate() {
            for half in 0..BLOCK / RUN {
                let begin = if near { at(i * BLOCK + half * RUN)[0] } else { 0 };
                columns[4 * BLOCK + half] = place(begin);
                for lane in half * RUN..(half + 1) * RUN {
                    let Between { indices, shares } = axis.at((i * BLOCK + lane).min(to - 1));
                    columns[lane] = place(indices[0] - begin);
                    columns[BLOCK + lane] = place(indices[1] - begin);
                    columns[2 * BLOCK + lane] = shares[0];
                    columns[3 * BLOCK + lane] = shares[1];
                }
            }
        }
        Columns { table, near }
    }

    /// Stretches a row, planes `plane_len` apart.
    #[inline(always)]
    fn stretch<S: Simd>(&self, simd: S, planes: &[f32], plane_len: usize, row: &mut [f32]) {
        let (sixteens, _) = self.table.as_chunks::<{ Stretch::COLUMNS }>();
        let channels = planes.len() / plane_len;
        for (columns, row) in sixteens.iter().zip(row.chunks_exact_mut(channels * BLOCK)) {
            let (parts, begins) = columns.as_chunks::<BLOCK>();
            let shares = [simd.load(&parts[2]), simd.load(&parts[3])];
            let begins = [begins[0].to_bits() as usize, begins[1].to_bits() as usize];
            let blocks = row.as_chunks_mut().0.iter_mut();
            for (plane, to) in planes.chunks_exact(plane_len).zip(blocks) {
                let neighbours = if self.near {
                    let runs = [run(plane, begins[0]), run(plane, begins[1])];
                    [simd.pick(runs, &parts[0]), simd.pick(runs, &parts[1])]
                } else {
                    [gather(simd, plane, &parts[0]), gather(simd, plane, &parts[1])]
                };
                simd.store(lerp(simd, neighbours, shares), to);
            }
        }
    }
}

/// Floats of a run that neighbours are picked from.
const RUN: usize = BLOCK / 2;

/// A place as a float that has its bits.
const fn place(index: usize) -> f32 {
    f32::from_bits(index as u32)
}

/// Eight floats of a plane.
#[inline(always)]
fn run(plane: &[f32], begin: usize) -> &[f32; RUN] {
    plane[begin..].first_chunk().expect("planes have a block to spare")
}

/// The floats of a plane at some places.
#[inline(always)]
fn gather<S: Simd>(simd: S, plane: &[f32], places: &[f32; BLOCK]) -> S::Block {
    let mut block = [0.0; BLOCK];
    for (to, place) in block.iter_mut().zip(places) {
        *to = plane[place.to_bits() as usize];
    }
    simd.load(&block)
}

/// An output row on its way: a blend of two input rows that are as wide.
pub(super) struct Row<'a, S: Simd> {
    between: [&'a [[f32; BLOCK]]; 2],
    shares: [S::Block; 2],
    channels: usize,
}

impl<S: Simd> Row<'_, S> {
    /// The sixteen pixels from `16 * x` on of the `i`-th channel.
    #[inline(always)]
    pub(super) fn block(&self, simd: S, x: usize, i: usize) -> S::Block {
        let [above, below] = self.between;
        let at = x * self.channels + i;
        lerp(simd, [simd.load(&above[at]), simd.load(&below[at])], self.shares)
    }
}

/// A block of which the first `lanes` count: whole wherever there are so many floats, which is faster
/// than a part.
#[inline(always)]
fn block<S: Simd>(simd: S, from: &[f32], lanes: usize) -> S::Block {
    match from.first_chunk() {
        Some(whole) => simd.load(whole),
        None => simd.load_partial(&from[..lanes]),
    }
}

/// The sum of both values by their shares.
#[inline(always)]
pub(super) fn lerp<S: Simd>(simd: S, values: [S::Block; 2], shares: [S::Block; 2]) -> S::Block {
    simd.mul_add(values[1], shares[1], simd.mul(values[0], shares[0]))
}
