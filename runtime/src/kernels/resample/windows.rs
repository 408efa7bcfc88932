//! The walk over the k×k windows of a pooling, in both layouts. The kernels differ in the operation that makes
//! one number of a window's numbers, the [`Reduction`].

use espnet_abi::layout::{BLOCK, Map, round_up};

use crate::{
    kernels::common::{
        call::Call,
        lanes::{lanes, load, store},
    },
    simd::Simd,
};

/// The windows of a pooling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Windows {
    pub(super) from: Map,
    pub(super) to: Map,
    /// The height and width of a window, k.
    pub(super) kernel: usize,
    /// The distance between windows in pixels.
    pub(super) stride: usize,
    /// The width of the padding on each side of the map, in pixels.
    pub(super) padding: usize,
}

impl Windows {
    /// The range of window `i` that is inside an axis of length `len`: the first index, and one after the
    /// last.
    #[inline(always)]
    fn inside(&self, i: usize, len: usize) -> (usize, usize) {
        let start = i * self.stride;
        let end = (start + self.kernel).saturating_sub(self.padding).min(len);
        (start.saturating_sub(self.padding).min(end), end)
    }
}

/// The operation that makes one number of a window's numbers.
pub(super) trait Reduction: Copy {
    /// The result for no numbers. The padding counts as this.
    const START: f32;

    /// The result for two numbers.
    fn join(self, a: f32, b: f32) -> f32;

    /// [`Reduction::join`] of each lane.
    fn join_blocks<S: Simd>(self, simd: S, a: S::Block, b: S::Block) -> S::Block;

    /// The value of a window of this result.
    fn finish(self, joined: f32) -> f32;

    /// [`Reduction::finish`] of each lane.
    fn finish_block<S: Simd>(self, simd: S, joined: S::Block) -> S::Block;
}

/// Pools rows of a channels-last map.
#[inline(always)]
pub(super) fn channels_last<S: Simd, R: Reduction>(
    simd: S,
    windows: &Windows,
    reduction: R,
    call: Call<'_>,
) {
    let (from, to) = (windows.from, windows.to);
    for (line, y) in call.chunks.enumerate() {
        let (top, bottom) = windows.inside(y, from.height);
        for x in 0..to.width {
            let (left, right) = windows.inside(x, from.width);
            let output = &mut call.output[(line * to.width + x) * to.stride..][..to.channels];
            for block in 0..round_up(to.channels) / BLOCK {
                let lanes = lanes(to.channels, block);
                let mut joined = simd.splat(R::START);
                for row in top..bottom {
                    let input = &call.input[row * from.width * from.stride..];
                    if right - left == windows.kernel {
                        // The same loop as below, with a constant count.
                        for tap in 0..windows.kernel {
                            let at = (left + tap) * from.stride + block * BLOCK;
                            let x = load(simd, &input[at..], lanes);
                            joined = reduction.join_blocks(simd, joined, x);
                        }
                    } else {
                        for column in left..right {
                            let at = column * from.stride + block * BLOCK;
                            let x = load(simd, &input[at..], lanes);
                            joined = reduction.join_blocks(simd, joined, x);
                        }
                    }
                }
                let value = reduction.finish_block(simd, joined);
                store(simd, value, &mut output[block * BLOCK..], lanes);
            }
        }
    }
}

/// Pools rows of planes; the rows of a call are the rows of all planes, one plane after another. The rows of
/// each window are joined first, in a row of scratch with the padding, and then its columns.
#[inline(always)]
pub(super) fn planes<R: Reduction>(windows: &Windows, reduction: R, call: Call<'_>) {
    let (from, to, padding) = (windows.from, windows.to, windows.padding);
    let scratch = call.scratch;
    scratch[..padding].fill(R::START);
    scratch[padding + from.width..].fill(R::START);
    for (row, output) in call.chunks.zip(call.output.chunks_exact_mut(to.width)) {
        let (plane, y) = (row / to.height, row % to.height);
        let input = &call.input[plane * from.pixels()..][..from.pixels()];
        let (top, bottom) = windows.inside(y, from.height);
        let rows = &input[top * from.width..bottom * from.width];
        join_rows(reduction, rows, &mut scratch[padding..][..from.width]);
        if (windows.kernel, windows.stride) == (3, 2) {
            // The same results from pairs of columns, which compilers can vectorise.
            let pairs = scratch.as_chunks::<2>().0;
            for (output, ([a, b], [c, _])) in output.iter_mut().zip(pairs.iter().zip(&pairs[1..])) {
                *output = reduction.finish(reduction.join(reduction.join(*a, *b), *c));
            }
        } else {
            for (x, output) in output.iter_mut().enumerate() {
                let columns = &scratch[x * windows.stride..][..windows.kernel];
                let joined = columns.iter().fold(R::START, |a, &b| reduction.join(a, b));
                *output = reduction.finish(joined);
            }
        }
    }
}

/// Joins rows of the length of `joined`.
#[inline(always)]
fn join_rows<R: Reduction>(reduction: R, rows: &[f32], joined: &mut [f32]) {
    let width = joined.len();
    if rows.len() == 3 * width {
        let (a, (b, c)) = (&rows[..width], rows[width..].split_at(width));
        for (joined, (a, (b, c))) in joined.iter_mut().zip(a.iter().zip(b.iter().zip(c))) {
            *joined = reduction.join(reduction.join(*a, *b), *c);
        }
        return;
    }
    let mut rows = rows.chunks_exact(width);
    match rows.next() {
        Some(first) => joined.copy_from_slice(first),
        None => joined.fill(R::START),
    }
    for row in rows {
        joined.iter_mut().zip(row).for_each(|(joined, x)| *joined = reduction.join(*joined, *x));
    }
}

/// Windows for the tests of the kernels that use this file.
#[cfg(test)]
pub(super) mod testing {
    use std::vec::Vec;

    use espnet_abi::layout::{Layout, Map};
    use proptest::prelude::*;

    use super::Windows;
    use crate::kernels::testing::{channels, strided};

    /// Windows over maps of either layout, with padding up to half a window. Windows of 3×3 pixels that are
    /// two pixels apart are frequent, because they have code of their own.
    pub(in crate::kernels::resample) fn windows() -> impl Strategy<Value = (Windows, Layout)> {
        let windows =
            (1..6_usize).prop_flat_map(|kernel| (Just(kernel), 1..4_usize, 0..=kernel / 2));
        let window = prop_oneof![3 => windows, 1 => Just((3, 2, 1))];
        (window, channels(), (1..9_usize, 1..20_usize), (0..4_usize, 0..4_usize), any::<bool>())
            .prop_filter_map(
                "the window fits",
                |((kernel, stride, padding), channels, (height, width), gaps, planes)| {
                    let outputs =
                        |len: usize| Some((len + 2 * padding).checked_sub(kernel)? / stride + 1);
                    let (rows, columns) = (outputs(height)?, outputs(width)?);
                    let (from, to, layout) = match planes {
                        true => (
                            Map::dense(channels, height, width),
                            Map::dense(channels, rows, columns),
                            Layout::Nchw,
                        ),
                        false => (
                            strided(channels, height, width, gaps.0),
                            strided(channels, rows, columns, gaps.1),
                            Layout::Nhwc,
                        ),
                    };
                    Some((Windows { from, to, kernel, stride, padding }, layout))
                },
            )
    }

    /// The numbers of each window, in f64 and C×H×W of the windows. The padding has the value `outside`.
    pub(in crate::kernels::resample) fn numbers(
        windows: &Windows,
        layout: Layout,
        input: &[f32],
        outside: f64,
    ) -> Vec<Vec<f64>> {
        let Windows { from, to, kernel, stride, padding } = *windows;
        let at = |c: usize, y: isize, x: isize| {
            let inside =
                (0..from.height as isize).contains(&y) && (0..from.width as isize).contains(&x);
            let pixel = (y * from.width as isize + x) as usize;
            match layout {
                _ if !inside => outside,
                Layout::Nhwc => f64::from(input[pixel * from.stride + c]),
                Layout::Nchw => f64::from(input[c * from.pixels() + pixel]),
            }
        };
        let window = |i: usize| {
            let (c, y, x) = (i / to.pixels(), i % to.pixels() / to.width, i % to.width);
            let position = |i: usize, d: usize| (i * stride + d) as isize - padding as isize;
            (0..kernel * kernel)
                .map(|tap| at(c, position(y, tap / kernel), position(x, tap % kernel)))
                .collect()
        };
        (0..to.channels * to.pixels()).map(window).collect()
    }
}
