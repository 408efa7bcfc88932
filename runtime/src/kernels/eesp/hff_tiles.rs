//! The tiles of hierarchical feature fusion: each takes a few blocks through all branches.
//!
//! A tile keeps its sums in registers and never resets them. After branch i they are therefore the
//! hierarchical sum of branches 0 to i.

use core::ops::Range;

use espnet_abi::{
    Isa,
    interleaved::{GROUPS, RUN},
    kernel,
    layout::{BLOCK, Dilations, Map},
};

use super::haloed_map::{HeldRows, RowLayout};
use crate::{
    kernels::common::{
        lanes::lanes,
        unroll::{hidden, unroll},
    },
    simd::Simd,
};

/// A fusion and the order in which it stores its output.
#[derive(Clone, Copy)]
pub(super) struct Fusion {
    /// The fusion.
    pub(super) hff: kernel::Hff,
    /// Whether the channels of the branches are interleaved, in the order that an expansion with the layout
    /// [`Interleaved`](espnet_abi::interleaved::Interleaved) reads. There are then four branches, and blocks
    /// contain eight channels of two pixels.
    pub(super) interleaved: bool,
}

/// The offsets, in floats, of the three rows or columns of taps of each branch.
type Taps = [[usize; 3]; Dilations::MAX];

/// The offsets of the numbers that tiles read. They are computed once, and for a constant shape at compile
/// time, because inside a loop over rows compilers do not recognise all of them as constant.
#[derive(Clone, Copy)]
pub(super) struct Geometry {
    /// The fusion.
    hff: kernel::Hff,
    /// Whether the channels of the branches are interleaved in the output.
    interleaved: bool,
    /// The layout of a row of the haloed map.
    layout: RowLayout,
    /// The offsets of the taps of the first output column from the beginning of a strip.
    columns: Taps,
    /// The dilation of each branch.
    dilations: [usize; Dilations::MAX],
    /// The largest dilation.
    halo: usize,
}

impl Geometry {
    /// The geometry of a fusion.
    pub(super) const fn new(fusion: &Fusion) -> Self {
        let &Fusion { ref hff, interleaved } = fusion;
        assert!(!interleaved || (hff.dilations.len() == GROUPS && hff.lanes() == RUN));
        let (mut columns, mut dilations, mut branch) = ([[0; 3]; _], [0; _], 0);
        let halo = hff.dilations.largest();
        while branch < hff.dilations.len() {
            let dilation = hff.dilations.get(branch);
            dilations[branch] = dilation;
            columns[branch] =
                [hff.column(halo - dilation), hff.column(halo), hff.column(halo + dilation)];
            branch += 1;
        }
        let layout = RowLayout::new(hff);
        Geometry { hff: *hff, interleaved, layout, columns, dilations, halo }
    }

    /// The offsets of the rows of taps of each branch in the stored rows, for output row `y`.
    #[inline(always)]
    fn rows(&self, held: HeldRows, y: usize, branches: usize) -> Taps {
        let mut rows = [[0; 3]; _];
        let (center, last) = (y * self.hff.stride + 1, self.hff.haloed_rows() - 1);
        let top = center.saturating_sub(self.halo);
        let place = held.place(top);
        for (rows, &dilation) in rows.iter_mut().zip(&self.dilations).take(branches) {
            let taps = [center.saturating_sub(dilation), center, (center + dilation).min(last)];
            for (to, row) in rows.iter_mut().zip(taps) {
                *to = held.below(place, row - top) * self.layout.row;
            }
        }
        rows
    }
}

/// Computes output rows, `T` blocks of `L` lanes at a time.
#[inline(always)]
pub(super) fn tiles<S: Simd, const T: usize, const L: usize>(
    simd: S,
    geometry: &Geometry,
    weights: &[f32],
    map: &[f32],
    held: HeldRows,
    rows: Range<usize>,
    output: &mut [f32],
) {
    let hff = &geometry.hff;
    let Map { width, stride, channels, .. } = hff.output;
    let (branches, n) = (hff.dilations.len(), hff.input.channels);
    let pixels = T * (BLOCK / L);
    if rows.is_empty() {
        return;
    }
    assert!(L == hff.lanes() && pixels <= width && channels == branches * n);
    assert!(weights.len() >= hff.weights_len() && map.len() >= held.count() * geometry.layout.row);
    assert!(held.count() > (2 * hff.dilations.largest()).min(hff.input.height + 1));
    assert!((rows.end - 1) * hff.stride < hff.input.height);
    assert!((width - 1) * hff.stride < hff.input.width);
    assert!(output.len() >= (rows.len() * width - 1) * stride + channels);
    // The results of the branches of a tile, if they are stored together.
    let mut kept = [[simd.splat(0.0); T]; GROUPS];
    // The strips are in the outer loop, so that the rows that consecutive output rows share stay in cache.
    for strip in 0..geometry.layout.strips {
        let channel = strip * L;
        let block = channel / BLOCK * branches * TAPS_AND_CONSTANTS * BLOCK;
        let first = if geometry.interleaved { channel * branches } else { channel };
        for (line, y) in rows.clone().enumerate() {
            let taps = (geometry.rows(held, y, branches), geometry.columns);
            let mut next = 0;
            while next < width {
                let x = if next + pixels <= width { next } else { width - pixels };
                // SAFETY: `held` gives every row a slot below its count, and the map has room for that many
                // slots. By the assertions the centre of every output pixel is on the input. Its taps are at
                // most the halo away, so their columns are in the row. The assertions also cover weights and
                // output.
                unsafe {
                    self::branches::<S, T, L>(
                        simd,
                        hff,
                        weights.as_ptr().add(block + channel % BLOCK),
                        map.as_ptr().add(strip * geometry.layout.strip + x * L),
                        &taps,
                        if geometry.interleaved { Some(&mut kept) } else { None },
                        (
                            output.as_mut_ptr().add((line * width + x) * stride + first),
                            if L == BLOCK { lanes(n, strip) } else { L },
                        ),
                    );
                }
                next = x + pixels;
            }
        }
    }
}

/// The number of weight blocks of each branch, for each block of channels.
const TAPS_AND_CONSTANTS: usize = 9 + 3;

/// Loads `L` weights and repeats them for every pixel of a block.
///
/// # Safety
/// `L` floats must be readable from `from` on.
#[inline(always)]
unsafe fn spread<S: Simd, const L: usize>(simd: S, from: *const f32) -> S::Block {
    // SAFETY: guaranteed by the caller.
    unsafe {
        match L {
            4 => simd.repeat::<4>(&*from.cast()),
            8 => simd.repeat::<8>(&*from.cast()),
            _ => simd.load(&*from.cast()),
        }
    }
}

/// The distance between neighbouring taps of a row in blocks, if it is a whole number of blocks and there are
/// enough registers to load each block once for all taps that read it; otherwise 0.
#[inline(always)]
fn apart<S: Simd>(&[left, middle, right]: &[usize; 3]) -> usize {
    // At stride 2, an odd dilation puts neighbouring taps into different phases, and the difference may be
    // negative.
    let step = middle.wrapping_sub(left);
    if const { matches!(S::ISA, Isa::Avx512) }
        && middle.wrapping_add(step) == right
        && step.is_multiple_of(BLOCK)
    {
        step / BLOCK
    } else {
        0
    }
}

/// Computes all branches of `T` blocks.
///
/// # Safety
/// - `weights` must have the blocks of every branch.
/// - For the row and column offset of every tap, `T` blocks must be readable from `map` plus the offset on.
/// - For all pixels, `L` channels of each branch must be writable from `output` on; if `L` is a whole block,
///   only the first `lanes`. If `L` is less, the floats between the pixels must be writable too.
/// - If `interleaved` is given, the channels of all branches are stored consecutively, and there must be four
///   branches.
#[inline(always)]
unsafe fn branches<S: Simd, const T: usize, const L: usize>(
    simd: S,
    hff: &kernel::Hff,
    mut weights: *const f32,
    map: *const f32,
    (rows, columns): &(Taps, Taps),
    mut interleaved: Option<&mut [[S::Block; T]; GROUPS]>,
    (mut output, lanes): (*mut f32, usize),
) {
    let pixels = const { BLOCK / L };
    let step = hff.output.stride;
    let mut sums = [simd.splat(0.0); T];
    for branch in 0..hff.dilations.len() {
        let (rows, columns) = (&rows[branch], &columns[branch]);
        // SAFETY: guaranteed by the caller. Each branch has three rows and three columns of taps, whose
        // distance is the result of `apart`, and 12 blocks of weights.
        unsafe {
            match apart::<S>(columns) {
                1 => shared_taps::<S, T, L, 1>(simd, weights, map, rows, columns[0], &mut sums),
                2 => shared_taps::<S, T, L, 2>(simd, weights, map, rows, columns[0], &mut sums),
                3 => shared_taps::<S, T, L, 3>(simd, weights, map, rows, columns[0], &mut sums),
                4 => shared_taps::<S, T, L, 4>(simd, weights, map, rows, columns[0], &mut sums),
                _ => taps::<S, T, L>(simd, weights, map, rows, columns, &mut sums),
            }
            weights = weights.add(9 * BLOCK);
            let scale = spread::<S, L>(simd, weights);
            let shift = spread::<S, L>(simd, weights.add(BLOCK));
            let slope = spread::<S, L>(simd, weights.add(2 * BLOCK));
            weights = weights.add(3 * BLOCK);
            if const { L == RUN }
                && let Some(kept) = &mut interleaved
            {
                unroll!(I < T => {
                    kept[branch][I] = simd.prelu(simd.mul_add(sums[I], scale, shift), slope);
                });
                continue;
            }
            unroll!(I < T => {
                let to = output.add(I * pixels * step);
                let value = || simd.prelu(simd.mul_add(sums[I], scale, shift), slope);
                match L {
                    4 => {
                        let to = core::slice::from_raw_parts_mut(to, 3 * step + 4);
                        simd.store_apart::<4>(value(), to, step);
                    }
                    8 => {
                        let to = core::slice::from_raw_parts_mut(to, step + 8);
                        simd.store_apart::<8>(value(), to, step);
                    }
                    _ if lanes == BLOCK => {
                        simd.store_activated(sums[I], [scale, shift, slope], &mut *to.cast());
                    }
                    _ => simd.store_partial(value(), core::slice::from_raw_parts_mut(to, lanes)),
                }
            });
            output = output.wrapping_add(hff.input.channels);
        }
    }
    if const { L == RUN }
        && let Some(kept) = interleaved
    {
        // SAFETY: guaranteed by the caller.
        unsafe { store_in_turns(simd, kept, output, step) };
    }
}

/// Stores blocks of two pixels and eight channels of four branches, with the channels of the branches
/// interleaved. The pixels are `step` floats apart.
///
/// # Safety
/// All channels of the pixels must be writable from `output` on, together with the floats between the pixels.
#[inline(always)]
unsafe fn store_in_turns<S: Simd, const T: usize>(
    simd: S,
    branches: &[[S::Block; T]; GROUPS],
    output: *mut f32,
    step: usize,
) {
    let [a, b, c, d] = branches;
    unroll!(I < T => {
        for (i, block) in simd.transpose_fours([a[I], b[I], c[I], d[I]]).into_iter().enumerate() {
            let to = output.wrapping_add(2 * I * step + i * RUN);
            // SAFETY: guaranteed by the caller for both pixels of the block.
            let to = unsafe { core::slice::from_raw_parts_mut(to, step + RUN) };
            simd.store_apart::<RUN>(block, to, step);
        }
    });
}

/// Adds the nine taps of a branch to the sums of `T` blocks, one tap after another.
///
/// # Safety
/// `weights` must have nine blocks. For every pair of row and column offsets, `T` blocks must be readable
/// from `map` plus both offsets on.
#[inline(always)]
unsafe fn taps<S: Simd, const T: usize, const L: usize>(
    simd: S,
    mut weights: *const f32,
    map: *const f32,
    rows: &[usize; 3],
    columns: &[usize; 3],
    sums: &mut [S::Block; T],
) {
    let side = hidden::<S>(3);
    let (rows, columns) = (rows.as_ptr(), columns.as_ptr());
    // SAFETY: guaranteed by the caller; there are three rows and columns.
    unsafe {
        for row in 0..side {
            let line = map.add(*rows.add(row));
            for column in 0..side {
                let tap = line.add(*columns.add(column));
                let weight = spread::<S, L>(simd, weights);
                unroll!(I < T => {
                    let x = simd.load(&*tap.add(I * BLOCK).cast());
                    sums[I] = simd.mul_add(x, weight, sums[I]);
                });
                weights = weights.add(BLOCK);
            }
        }
    }
}

/// As [`taps`], for taps that are `D` blocks apart in their row, the first one `column` floats from the
/// beginning of the row. It goes block by block, so that a block that three taps read is loaded once.
///
/// # Safety
/// As for [`taps`], with three columns `D` blocks apart.
#[inline(always)]
unsafe fn shared_taps<S: Simd, const T: usize, const L: usize, const D: usize>(
    simd: S,
    mut weights: *const f32,
    map: *const f32,
    rows: &[usize; 3],
    column: usize,
    sums: &mut [S::Block; T],
) {
    for row in rows {
        // SAFETY: guaranteed by the caller.
        unsafe {
            let left = map.add(row + column);
            let a = spread::<S, L>(simd, weights);
            let b = spread::<S, L>(simd, weights.add(BLOCK));
            let c = spread::<S, L>(simd, weights.add(2 * BLOCK));
            unroll!(I < T => {
                sums[I] = simd.mul_add(simd.load(&*left.add(I * BLOCK).cast()), a, sums[I]);
                sums[I] = simd.mul_add(simd.load(&*left.add((I + D) * BLOCK).cast()), b, sums[I]);
                sums[I] = simd.mul_add(simd.load(&*left.add((I + 2 * D) * BLOCK).cast()), c, sums[I]);
            });
            weights = weights.add(3 * BLOCK);
        }
    }
}
