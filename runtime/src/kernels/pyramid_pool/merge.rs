//! The depth-wise 3×3 convolution that merges the branches of the efficient pyramid pooling.

use core::ops::Range;

use espnet_abi::{kernel::PyramidPool as Pool, layout::BLOCK};

use super::inputs::PoolLayout;
use crate::{
    kernels::common::{
        lanes::{whole, whole_mut},
        taps::add,
        unroll::{hidden, unroll},
    },
    simd::Simd,
};

/// Adds row `row` of the merging window to the sums of `columns` of an output row. The first row of the
/// window starts the sums, and the last completes them. `chunk` is `None` if the row of the branches is
/// outside the map.
#[inline(always)]
pub(super) fn merge<S: Simd, const N: usize>(
    simd: S,
    layout: &PoolLayout,
    weights: &[f32],
    (block, row): (usize, usize),
    chunk: Option<&[f32]>,
    columns: Range<usize>,
    sums: &mut [f32],
) {
    let PoolLayout { pool, merge: [filters, constants], .. } = layout;
    let (blocks, filter_len) = (pool.blocks(), 3 * pool.scales.len() * BLOCK);
    let filters = &weights[filters + (block * 3 + row) * filter_len..][..filter_len];
    let constants = &weights[constants + block * Pool::MERGED.vectors() * BLOCK..];
    let (bias, slope) = (simd.load(whole(constants)), simd.load(whole(&constants[BLOCK..])));
    let taps = hidden::<S>(3);
    for (tile, first) in columns.clone().step_by(N).enumerate() {
        let mut tile_sums = [bias; N];
        // Usually there is only one block. Whole tiles are then contiguous in the row.
        let at = (first * blocks + block) * BLOCK;
        let piece = blocks == 1 && first + N <= columns.end;
        if row > 0 && piece {
            let sums = &sums[at..][..N * BLOCK];
            unroll!(I < N => tile_sums[I] = simd.load(whole(&sums[I * BLOCK..])));
        } else if row > 0 {
            unroll!(I < N => if first + I < columns.end {
                tile_sums[I] = simd.load(whole(&sums[at + I * blocks * BLOCK..]));
            });
        }
        if let Some(chunk) = chunk {
            let pixels = chunk.chunks_exact(Pool::CHUNK_LEN);
            for (filter, pixels) in filters.chunks_exact(3 * BLOCK).zip(pixels) {
                // A chunk begins one column before its first output column.
                add::<S, N>(
                    simd,
                    taps,
                    filter,
                    &pixels[tile * N * BLOCK..],
                    [1, 1],
                    &mut tile_sums,
                );
            }
        }
        if row == 2 {
            unroll!(I < N => tile_sums[I] = simd.prelu(tile_sums[I], slope));
        }
        if piece {
            let sums = &mut sums[at..][..N * BLOCK];
            unroll!(I < N => simd.store(tile_sums[I], whole_mut(&mut sums[I * BLOCK..])));
        } else {
            unroll!(I < N => if first + I < columns.end {
                simd.store(tile_sums[I], whole_mut(&mut sums[at + I * blocks * BLOCK..]));
            });
        }
    }
}
