//! Average pooling over k×k windows. The zeros around the map count in the average.

use espnet_abi::{
    kernel,
    layout::{BLOCK, Layout, round_up},
};

use super::avg_pool_3x3_s2::{self, AvgPool3x3S2};
use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        lanes::{lanes, load, store},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// Averages k×k windows. In planes, the rows of a call are the rows of all planes, one plane after another.
impl Kernel for kernel::AvgPool {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let shape = &shape.shape();
        match shape.layout {
            Layout::Nhwc if (shape.kernel, shape.stride, shape.padding) == (3, 2, 1) => {
                let pool = AvgPool3x3S2::plain(shape.input, shape.output);
                let row = shape.output.width;
                let pixels = call.chunks.start * row..call.chunks.end * row;
                avg_pool_3x3_s2::pixels(
                    simd,
                    &pool,
                    &[],
                    (call.input, 0),
                    &[],
                    pixels,
                    call.output,
                );
            }
            Layout::Nhwc => channels_last(simd, shape, call),
            Layout::Nchw => planes(simd, shape, call),
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::AvgPool {
    const PARTITION: Partition = P::SHAPE.partition();
}

/// The range of window `i` that is inside an axis of length `len`: the first index, and one after the last.
#[inline(always)]
fn window(shape: &kernel::AvgPool, i: usize, len: usize) -> (usize, usize) {
    let start = i * shape.stride;
    let end = (start + shape.kernel).saturating_sub(shape.padding).min(len);
    (start.saturating_sub(shape.padding).min(end), end)
}

#[inline(always)]
fn channels_last<S: Simd>(simd: S, shape: &kernel::AvgPool, call: Call<'_>) {
    let (from, to) = (shape.input, shape.output);
    let share = simd.splat(1.0 / (shape.kernel * shape.kernel) as f32);
    for (line, y) in call.chunks.enumerate() {
        let (top, bottom) = window(shape, y, from.height);
        for x in 0..to.width {
            let (left, right) = window(shape, x, from.width);
            let output = &mut call.output[(line * to.width + x) * to.stride..][..to.channels];
            for block in 0..round_up(to.channels) / BLOCK {
                let lanes = lanes(to.channels, block);
                let mut sum = simd.splat(0.0);
                for row in top..bottom {
                    let input = &call.input[row * from.width * from.stride..];
                    if right - left == shape.kernel {
                        // The same loop as below, with a constant count.
                        for tap in 0..shape.kernel {
                            let at = (left + tap) * from.stride + block * BLOCK;
                            sum = simd.add(sum, load(simd, &input[at..], lanes));
                        }
                    } else {
                        for column in left..right {
                            let at = column * from.stride + block * BLOCK;
                            sum = simd.add(sum, load(simd, &input[at..], lanes));
                        }
                    }
                }
                store(simd, simd.mul(sum, share), &mut output[block * BLOCK..], lanes);
            }
        }
    }
}

/// Adds up the rows of each window first, then its columns.
#[inline(always)]
fn planes<S: Simd>(_simd: S, shape: &kernel::AvgPool, call: Call<'_>) {
    let (from, to) = (shape.input, shape.output);
    let share = 1.0 / (shape.kernel * shape.kernel) as f32;
    let scratch = &mut call.scratch[..shape.scratch_len()];
    scratch[..shape.padding].fill(0.0);
    scratch[shape.padding + from.width..].fill(0.0);
    for (row, output) in call.chunks.zip(call.output.chunks_exact_mut(to.width)) {
        let (plane, y) = (row / to.height, row % to.height);
        let input = &call.input[plane * from.pixels()..][..from.pixels()];
        let (top, bottom) = window(shape, y, from.height);
        let rows = &input[top * from.width..bottom * from.width];
        sum_rows(rows, &mut scratch[shape.padding..][..from.width]);
        if (shape.kernel, shape.stride) == (3, 2) {
            // The same sums from pairs of columns, which compilers can vectorise.
            let pairs = scratch.as_chunks::<2>().0;
            for (output, ([a, b], [c, _])) in output.iter_mut().zip(pairs.iter().zip(&pairs[1..])) {
                *output = (a + b + c) * share;
            }
        } else {
            for (x, output) in output.iter_mut().enumerate() {
                let columns = &scratch[x * shape.stride..][..shape.kernel];
                *output = columns.iter().sum::<f32>() * share;
            }
        }
    }
}

/// Adds up rows of the length of `sums`.
#[inline(always)]
fn sum_rows(rows: &[f32], sums: &mut [f32]) {
    let width = sums.len();
    if rows.len() == 3 * width {
        let (a, (b, c)) = (&rows[..width], rows[width..].split_at(width));
        for (sum, (a, (b, c))) in sums.iter_mut().zip(a.iter().zip(b.iter().zip(c))) {
            *sum = a + b + c;
        }
        return;
    }
    let mut rows = rows.chunks_exact(width);
    match rows.next() {
        Some(first) => sums.copy_from_slice(first),
        None => sums.fill(0.0),
    }
    for row in rows {
        sums.iter_mut().zip(row).for_each(|(sum, a)| *sum += a);
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use espnet_abi::{
        kernel,
        layout::{Layout, Map},
    };
    use proptest::prelude::*;

    use crate::{
        kernels::{
            common::kernel::Partition,
            testing::{Case, Operands, Output, channels, per_isa, strided, values},
        },
        simd::AnySimd,
    };

    impl Case for kernel::AvgPool {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: self.layout,
                in_place: false,
                scratch: self.scratch_len(),
            }
        }

        fn partition(&self) -> Partition {
            kernel::AvgPool::partition(self)
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::AvgPool> {
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
                    let (input, output, layout) = match planes {
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
                    Some(kernel::AvgPool { input, output, layout, kernel, stride, padding })
                },
            )
    }

    fn check(simd: AnySimd, shape: kernel::AvgPool, seed: u64) {
        let kernel::AvgPool { input: from, output: to, layout, kernel, stride, padding } = shape;
        let input = values(seed, from.span());
        let at = |c: usize, y: isize, x: isize| {
            let inside =
                (0..from.height as isize).contains(&y) && (0..from.width as isize).contains(&x);
            let pixel = (y * from.width as isize + x) as usize;
            match layout {
                _ if !inside => 0.0,
                Layout::Nhwc => f64::from(input[pixel * from.stride + c]),
                Layout::Nchw => f64::from(input[c * from.pixels() + pixel]),
            }
        };
        let mut expected = Vec::new();
        for i in 0..to.channels * to.pixels() {
            let (c, y, x) = (i / to.pixels(), i % to.pixels() / to.width, i % to.width);
            let mut sum = 0.0;
            for (dy, dx) in (0..kernel * kernel).map(|tap| (tap / kernel, tap % kernel)) {
                let position = |i: usize, d: usize| (i * stride + d) as isize - padding as isize;
                sum += at(c, position(y, dy), position(x, dx));
            }
            expected.push(sum / (kernel * kernel) as f64);
        }
        let operands = Operands { input: &input, ..Operands::default() };
        // Sums of at most 25 numbers; each partial sum is rounded by 2⁻²⁴ of its value.
        shape.check(simd, operands, seed, &expected, 1e-6);
    }

    per_isa!(check, shapes());
}
