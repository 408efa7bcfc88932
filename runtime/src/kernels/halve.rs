//! Average pooling to half the size, 3×3 windows two pixels apart, channels last: the pooled shortcut
//! of strided EESP units, with what follows it.
//!
//! Pixel by pixel, as they lie in memory: to sum up the column that neighbouring windows share twice
//! costs less than to pass over the rows once for each block of channels.

use core::ops::Range;

use espnet_abi::{
    kernel::{Epilogue, Residual},
    layout::{BLOCK, Map, round_up},
};

use super::{
    epilogue::Constants,
    lanes::{lanes, load, store},
};
use crate::simd::Simd;

/// Pools rows of `output`, which begins at the first of them and is of half the size of the whole map
/// `input`; zeros around the map count. `weights` are the epilogue's constants for each block of
/// channels; a residual lies in the output.
#[inline(always)]
pub(super) fn rows<S: Simd>(
    simd: S,
    epilogue: &Epilogue,
    (from, to): (Map, Map),
    weights: &[f32],
    input: &[f32],
    rows: Range<usize>,
    output: &mut [f32],
) {
    for (line, y) in rows.enumerate() {
        let output = &mut output[line * to.width * to.stride..];
        let (top, bottom) = ((2 * y).saturating_sub(1), (2 * y + 2).min(from.height));
        let input = &input[top * from.width * from.stride..];
        match bottom - top {
            1 => row::<S, 1>(simd, epilogue, (from, to), weights, input, output),
            2 => row::<S, 2>(simd, epilogue, (from, to), weights, input, output),
            _ => row::<S, 3>(simd, epilogue, (from, to), weights, input, output),
        }
    }
}

/// Pools one row from `R` rows, which `input` begins with.
#[inline(always)]
fn row<S: Simd, const R: usize>(
    simd: S,
    epilogue: &Epilogue,
    (from, to): (Map, Map),
    weights: &[f32],
    input: &[f32],
    output: &mut [f32],
) {
    let share = simd.splat(1.0 / 9.0);
    for x in 0..to.width {
        for block in 0..round_up(to.channels) / BLOCK {
            let (channel, lanes) = (block * BLOCK, lanes(to.channels, block));
            let constants =
                Constants::load(simd, epilogue, &weights[epilogue.weights_len(block)..], &[]);
            let column =
                |x: usize| column::<S, R>(simd, from, input, x * from.stride + channel, lanes);
            let mut sum = column(2 * x);
            if x > 0 {
                sum = simd.add(column(2 * x - 1), sum);
            }
            if 2 * x + 1 < from.width {
                sum = simd.add(sum, column(2 * x + 1));
            }
            let output = &mut output[x * to.stride + channel..];
            let added = match epilogue.residual {
                Residual::InPlace => load(simd, output, lanes),
                Residual::Map { .. } | Residual::None => simd.splat(0.0),
            };
            let value = constants.apply(simd, epilogue, simd.mul(sum, share), added);
            store(simd, value, output, lanes);
        }
    }
}

/// The sum of one column of `R` rows.
#[inline(always)]
fn column<S: Simd, const R: usize>(
    simd: S,
    from: Map,
    input: &[f32],
    at: usize,
    lanes: usize,
) -> S::Block {
    let mut sum = load(simd, &input[at..], lanes);
    let mut row = 1;
    while row < R {
        sum = simd.add(sum, load(simd, &input[row * from.width * from.stride + at..], lanes));
        row += 1;
    }
    sum
}
