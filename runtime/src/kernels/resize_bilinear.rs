//! Bilinear resizing with corners aligned, from channels last to channels last or to planes.

use core::marker::PhantomData;

use espnet_abi::{
    kernel,
    layout::{BLOCK, Layout, round_up},
    resample::{Axis, Between},
};

use super::{
    Call, Division, Shape, Step,
    lanes::{lanes, load, store, whole, whole_mut},
};
use crate::simd::Simd;

/// Resizes a map.
///
/// Every input row is stretched to the output's width once, into scratch, where two neighbours are
/// kept; an output row is a blend of the two.
pub struct ResizeBilinear<P>(PhantomData<P>);

impl<P: Shape<kernel::ResizeBilinear>> Step for ResizeBilinear<P> {
    const DIVISION: Division = Division::of(&P::SHAPE.output, P::SHAPE.layout);

    #[inline(always)]
    fn run<S: Simd>(simd: S, call: Call<'_>) {
        body(simd, &P::SHAPE, call);
    }
}

/// The kernel for a shape that need not be a constant.
#[inline(always)]
pub(super) fn body<S: Simd>(simd: S, shape: &kernel::ResizeBilinear, call: Call<'_>) {
    let (from, to) = (shape.input, shape.output);
    let vertical = Axis::new(from.height, to.height);
    let (even, odd) = call.scratch[..shape.scratch_len()].split_at_mut(shape.row_len());
    let rows = [even, odd];
    // Neighbouring input rows differ in parity: row y is kept in `rows[y % 2]`.
    let mut kept = [None; 2];
    let lines = match shape.layout {
        Layout::Nhwc => call.rows.clone(),
        Layout::Nchw => 0..to.height,
    };
    for (line, y) in lines.enumerate() {
        let Between { indices, shares } = vertical.at(y);
        for index in indices {
            if kept[index % 2] != Some(index) {
                let input = &call.input[index * from.width * from.stride..];
                stretch(simd, shape, input, rows[index % 2]);
                kept[index % 2] = Some(index);
            }
        }
        let sources = indices.map(|index| &*rows[index % 2]);
        match shape.layout {
            Layout::Nhwc => {
                let output = &mut call.output[line * to.width * to.stride..];
                blend_pixels(simd, shape, sources, shares, output);
            }
            Layout::Nchw => {
                let planes = call.output.chunks_exact_mut(to.pixels());
                for (c, plane) in call.rows.clone().zip(planes) {
                    let start = c * round_up(to.width);
                    let sources = sources.map(|row| &row[start..][..round_up(to.width)]);
                    blend(simd, sources, shares, &mut plane[y * to.width..][..to.width]);
                }
            }
        }
    }
}

/// Stretches an input row to the output's width.
#[inline(always)]
fn stretch<S: Simd>(simd: S, shape: &kernel::ResizeBilinear, input: &[f32], row: &mut [f32]) {
    let (from, to) = (shape.input, shape.output);
    let horizontal = Axis::new(from.width, to.width);
    let blocks = round_up(to.channels) / BLOCK;
    match shape.layout {
        Layout::Nhwc => {
            for x in 0..to.width {
                let between = horizontal.at(x);
                for block in 0..blocks {
                    let value = mix(simd, input, between, from.stride, from.channels, block);
                    // A last block of few channels reaches into the next pixel, which is written
                    // later, or into the block to spare.
                    let at = x * to.channels + block * BLOCK;
                    simd.store(value, whole_mut(&mut row[at..]));
                }
            }
        }
        Layout::Nchw => {
            for start in (0..to.width).step_by(BLOCK) {
                for block in 0..blocks {
                    let mut tile = [[0.0; BLOCK]; BLOCK];
                    for (i, pixel) in tile.iter_mut().enumerate() {
                        let between = horizontal.at((start + i).min(to.width - 1));
                        let value = mix(simd, input, between, from.stride, from.channels, block);
                        simd.store(value, pixel);
                    }
                    for lane in 0..lanes(to.channels, block) {
                        let at = (block * BLOCK + lane) * round_up(to.width) + start;
                        let plane = whole_mut(&mut row[at..]);
                        for (x, pixel) in plane.iter_mut().zip(&tile) {
                            *x = pixel[lane];
                        }
                    }
                }
            }
        }
    }
}

/// A block of channels between two pixels of a row.
#[inline(always)]
fn mix<S: Simd>(
    simd: S,
    input: &[f32],
    between: Between,
    stride: usize,
    channels: usize,
    block: usize,
) -> S::Block {
    let Between { indices, shares } = between;
    let lanes = lanes(channels, block);
    let first = load(simd, &input[indices[0] * stride + block * BLOCK..], lanes);
    let second = load(simd, &input[indices[1] * stride + block * BLOCK..], lanes);
    lerp(simd, [first, second], [simd.splat(shares[0]), simd.splat(shares[1])])
}

/// The sum of both values by their shares.
#[inline(always)]
fn lerp<S: Simd>(simd: S, values: [S::Block; 2], shares: [S::Block; 2]) -> S::Block {
    simd.mul_add(values[1], shares[1], simd.mul(values[0], shares[0]))
}

/// Blends two stretched rows into an output row, channels last.
#[inline(always)]
fn blend_pixels<S: Simd>(
    simd: S,
    shape: &kernel::ResizeBilinear,
    rows: [&[f32]; 2],
    shares: [f32; 2],
    output: &mut [f32],
) {
    let to = shape.output;
    if to.stride == to.channels {
        blend(simd, rows, shares, &mut output[..to.width * to.channels]);
        return;
    }
    let shares = [simd.splat(shares[0]), simd.splat(shares[1])];
    for x in 0..to.width {
        for block in 0..round_up(to.channels) / BLOCK {
            let value = blend_block(simd, rows, x * to.channels + block * BLOCK, shares);
            let at = x * to.stride + block * BLOCK;
            store(simd, value, &mut output[at..], lanes(to.channels, block));
        }
    }
}

/// Blends two runs of floats, which go on for a block behind the output's end.
#[inline(always)]
fn blend<S: Simd>(simd: S, rows: [&[f32]; 2], shares: [f32; 2], output: &mut [f32]) {
    let shares = [simd.splat(shares[0]), simd.splat(shares[1])];
    for (i, output) in output.chunks_mut(BLOCK).enumerate() {
        let value = blend_block(simd, rows, i * BLOCK, shares);
        let lanes = output.len();
        store(simd, value, output, lanes);
    }
}

#[inline(always)]
fn blend_block<S: Simd>(simd: S, rows: [&[f32]; 2], at: usize, shares: [S::Block; 2]) -> S::Block {
    let (a, b) = (simd.load(whole(&rows[0][at..])), simd.load(whole(&rows[1][at..])));
    lerp(simd, [a, b], shares)
}

#[cfg(test)]
mod tests {
    use espnet_abi::{
        kernel,
        layout::{Layout, Map},
    };
    use proptest::prelude::*;

    use super::body;
    use crate::{
        kernels::{
            Call,
            reference::{interpolate, map},
            testing::{Case, Operands, Output, channels, per_isa, strided},
        },
        simd::{AnySimd, Simd},
    };

    impl Case for kernel::ResizeBilinear {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: self.layout,
                in_place: false,
                scratch: self.scratch_len(),
            }
        }

        #[inline(always)]
        fn body<S: Simd>(&self, simd: S, call: Call<'_>) {
            body(simd, self, call);
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::ResizeBilinear> {
        let size = || prop_oneof![Just(1_usize), 1..6_usize, 1..40_usize];
        let gaps = (0..4_usize, 0..4_usize);
        (channels(), (size(), size()), (size(), size()), gaps, any::<bool>()).prop_map(
            |(channels, input, output, gaps, planes)| kernel::ResizeBilinear {
                input: strided(channels, input.0, input.1, gaps.0),
                output: match planes {
                    true => Map::dense(channels, output.0, output.1),
                    false => strided(channels, output.0, output.1, gaps.1),
                },
                layout: if planes { Layout::Nchw } else { Layout::Nhwc },
            },
        )
    }

    fn check(simd: AnySimd, shape: kernel::ResizeBilinear, seed: u64) {
        let (from, to) = (shape.input, shape.output);
        let (numbers, input) = map(seed, &from, Layout::Nhwc);
        let expected = interpolate(&numbers, from, to);
        let operands = Operands { input: &input, ..Operands::default() };
        // Four roundings of values and three of shares, all below 1.
        shape.check(simd, operands, seed, &expected, 1e-6);
    }

    per_isa!(check, shapes());
}
