//! The first steps of a bilinear resize to planes: two rows of the map become planes, and sixteen columns of
//! these at a time are stretched to the output's width.

use core::ops::Range;

use espnet_abi::{
    kernel::Stretch,
    layout::{BLOCK, Map},
    resample::{Axis, Between},
};

use super::row_pair::{RowPair, lerp};
use crate::{kernels::common::to_planes::to_planes, simd::Simd};

/// A map that is stretched as it is read. Two of its rows are stored as planes.
pub(super) struct StretchedMap<'a> {
    input: &'a [f32],
    from: Map,
    vertical: Axis,
    channels: Range<usize>,
    /// The planes of two rows. Row y is in half `y % 2`, so neighbouring rows are in different halves.
    halves: [&'a mut [f32]; 2],
    kept: [Option<usize>; 2],
    plane_len: usize,
    columns: Columns<'a>,
}

impl<'a> StretchedMap<'a> {
    /// Prepares some channels of `input` for outputs of `size`, H and W. `scratch` is that of the
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
        StretchedMap {
            input,
            from,
            vertical: Axis::new(from.height, size.0),
            channels,
            halves: [even, odd],
            kept: [None; 2],
            plane_len: stretch.plane_len(),
            columns: Columns::new(&stretch, rest),
        }
    }

    /// The first of some output rows, and the next if they are a [`RowPair`].
    #[inline(always)]
    pub(super) fn rows<S: Simd>(&mut self, simd: S, rows: Range<usize>) -> StretchedRows<'_, S> {
        let pair = RowPair::new(simd, self.vertical, rows);
        for index in pair.sources {
            if self.kept[index % 2] != Some(index) {
                self.make_planes(simd, index);
                self.kept[index % 2] = Some(index);
            }
        }
        StretchedRows {
            planes: pair.sources.map(|index| &*self.halves[index % 2]),
            pair,
            plane_len: self.plane_len,
            columns: &self.columns,
        }
    }

    /// Converts input row `y` to planes.
    #[inline(always)]
    fn make_planes<S: Simd>(&mut self, simd: S, y: usize) {
        let (Map { width, stride, .. }, plane_len) = (self.from, self.plane_len);
        let pixels = &self.input[y * width * stride + self.channels.start..];
        let (size, planes) = ((width, self.channels.len()), &mut *self.halves[y % 2]);
        to_planes(simd, pixels, stride, size, planes, plane_len);
    }
}

/// The interpolation of the columns of a stretched row, sixteen at a time. `table` contains the positions of
/// their left and right neighbours, and the coefficients of these. `begins` contains, for every eight
/// columns, the index from which their positions count.
struct Columns<'a> {
    table: &'a [[f32; Stretch::COLUMNS]],
    begins: &'a [[f32; Stretch::RUNS]],
    /// Whether both neighbours of every eight columns are always within eight consecutive floats. Otherwise,
    /// positions count from the beginning of the row.
    near: bool,
}

impl<'a> Columns<'a> {
    /// Computes all columns into the part of the scratch after the planes.
    #[inline(always)]
    fn new(stretch: &Stretch, scratch: &'a mut [f32]) -> Self {
        let axis = Axis::new(stretch.from, stretch.to);
        let last = stretch.to - 1;
        let at = |x: usize| axis.at(x.min(last));
        let mut near = true;
        for eight in (0..stretch.to).step_by(RUN) {
            near &= at(eight + RUN - 1).indices[1] - at(eight).indices[0] < RUN;
        }
        let (table, begins) = scratch.split_at_mut(stretch.sixteens() * Stretch::COLUMNS);
        let (table, begins) = (table.as_chunks_mut().0, begins.as_chunks_mut().0);
        for (i, (columns, begins)) in table.iter_mut().zip(begins.iter_mut()).enumerate() {
            for (half, run) in begins.iter_mut().enumerate() {
                let first = i * BLOCK + half * RUN;
                let begin = if near { at(first).indices[0] } else { 0 };
                *run = place(begin);
                for lane in half * RUN..(half + 1) * RUN {
                    let Between { indices, shares } = at(i * BLOCK + lane);
                    columns[lane] = place(indices[0] - begin);
                    columns[BLOCK + lane] = place(indices[1] - begin);
                    columns[2 * BLOCK + lane] = shares[0];
                    columns[3 * BLOCK + lane] = shares[1];
                }
            }
        }
        Columns { table, begins, near }
    }

    /// Sixteen columns from `16 * x` on, for planes of `plane_len` floats.
    #[inline(always)]
    fn at<S: Simd>(&self, simd: S, x: usize, plane_len: usize) -> Sixteen<'_, S> {
        let parts = self.table[x].as_chunks::<BLOCK>().0;
        let begins = [self.begins[x][0].to_bits() as usize, self.begins[x][1].to_bits() as usize];
        // One check for all channels, whose planes have the same length.
        assert!(begins[0] + RUN <= plane_len && begins[1] + RUN <= plane_len, "a block to spare");
        let shares = [simd.load(&parts[2]), simd.load(&parts[3])];
        Sixteen { places: [&parts[0], &parts[1]], begins, shares, near: self.near }
    }
}

/// Sixteen columns of a stretched row.
pub(super) struct Sixteen<'a, S: Simd> {
    places: [&'a [f32; BLOCK]; 2],
    begins: [usize; Stretch::RUNS],
    shares: [S::Block; 2],
    near: bool,
}

impl<S: Simd> Sixteen<'_, S> {
    /// The sixteen stretched values of a plane.
    #[inline(always)]
    fn of(&self, simd: S, plane: &[f32]) -> S::Block {
        let neighbours = if self.near {
            let runs = [run(plane, self.begins[0]), run(plane, self.begins[1])];
            [simd.pick(runs, self.places[0]), simd.pick(runs, self.places[1])]
        } else {
            [gather(simd, plane, self.places[0]), gather(simd, plane, self.places[1])]
        };
        lerp(simd, neighbours, self.shares)
    }
}

/// The number of consecutive floats from which neighbours are picked.
const RUN: usize = BLOCK / 2;

/// A position as the bits of a float.
const fn place(index: usize) -> f32 {
    f32::from_bits(index as u32)
}

/// Eight floats of a plane from `begin` on.
#[inline(always)]
fn run(plane: &[f32], begin: usize) -> &[f32; RUN] {
    plane[begin..].first_chunk().expect("planes have a block to spare")
}

/// The floats of a plane at sixteen positions.
#[inline(always)]
fn gather<S: Simd>(simd: S, plane: &[f32], places: &[f32; BLOCK]) -> S::Block {
    let mut block = [0.0; BLOCK];
    for (to, place) in block.iter_mut().zip(places) {
        *to = plane[place.to_bits() as usize];
    }
    simd.load(&block)
}

/// One or two output rows before they are stretched and blended.
pub(super) struct StretchedRows<'a, S: Simd> {
    /// The output rows, and the coefficients of the input rows.
    pub(super) pair: RowPair<S>,
    /// The planes of both input rows.
    planes: [&'a [f32]; 2],
    plane_len: usize,
    columns: &'a Columns<'a>,
}

impl<S: Simd> StretchedRows<'_, S> {
    /// The sixteen columns from `16 * x` on.
    #[inline(always)]
    pub(super) fn sixteen(&self, simd: S, x: usize) -> Sixteen<'_, S> {
        self.columns.at(simd, x, self.plane_len)
    }

    /// The planes of both input rows, channel by channel.
    #[inline(always)]
    pub(super) fn channels(&self) -> impl Iterator<Item = [&[f32]; 2]> {
        let [above, below] = self.planes.map(|planes| planes.chunks_exact(self.plane_len));
        above.zip(below).map(|(above, below)| [above, below])
    }

    /// Sixteen pixels of a channel, blended from two planes, for the first `T` rows.
    #[inline(always)]
    pub(super) fn blocks<const T: usize>(
        &self,
        simd: S,
        sixteen: &Sixteen<'_, S>,
        planes: [&[f32]; 2],
    ) -> [S::Block; T] {
        self.pair.blend(simd, [sixteen.of(simd, planes[0]), sixteen.of(simd, planes[1])])
    }
}
