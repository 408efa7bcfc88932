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
    source::{Fixed, Source},
    stretched::{Rows, Stretched, TOGETHER, lerp},
};
use crate::simd::Simd;

/// Resizes a map.
///
/// Every input row is stretched to the output's width once, into scratch, where two neighbours are
/// kept; an output row is a blend of the two.
pub struct ResizeBilinear<P>(PhantomData<P>);

impl<P: Shape<kernel::ResizeBilinear>> Step for ResizeBilinear<P> {
    type Shape = kernel::ResizeBilinear;

    const SHAPE: kernel::ResizeBilinear = P::SHAPE;

    const DIVISION: Division = Division::of(&P::SHAPE.output, P::SHAPE.layout);

    #[inline(always)]
    fn run<S: Simd>(simd: S, call: Call<'_>) {
        body(simd, Fixed::<P>::new(), call);
    }
}

/// The kernel for a shape that need not be a constant.
#[inline(always)]
pub(super) fn body<S: Simd, Q: Source<kernel::ResizeBilinear>>(simd: S, shape: Q, call: Call<'_>) {
    let shape = &shape.shape();
    match shape.layout {
        Layout::Nhwc => pixels(simd, shape, call),
        Layout::Nchw => planes(simd, shape, call),
    }
}

/// Output rows, channels last.
#[inline(always)]
fn pixels<S: Simd>(simd: S, shape: &kernel::ResizeBilinear, call: Call<'_>) {
    let (from, to) = (shape.input, shape.output);
    let vertical = Axis::new(from.height, to.height);
    let (even, odd) = call.scratch[..shape.scratch_len()].split_at_mut(shape.row_len());
    let rows = [even, odd];
    // Neighbouring input rows differ in parity: row y is kept in `rows[y % 2]`.
    let mut kept = [None; 2];
    for (line, y) in call.rows.enumerate() {
        let Between { indices, shares } = vertical.at(y);
        for index in indices {
            if kept[index % 2] != Some(index) {
                let input = &call.input[index * from.width * from.stride..];
                stretch(simd, shape, input, rows[index % 2]);
                kept[index % 2] = Some(index);
            }
        }
        let sources = indices.map(|index| &*rows[index % 2]);
        let output = &mut call.output[line * to.width * to.stride..];
        blend_pixels(simd, shape, sources, shares, output);
    }
}

/// Output planes.
#[inline(always)]
fn planes<S: Simd>(simd: S, shape: &kernel::ResizeBilinear, call: Call<'_>) {
    let (from, to) = (shape.input, shape.output);
    let planes = call.rows;
    if planes.is_empty() {
        return;
    }
    let output = &mut call.output[..planes.len() * to.pixels()];
    let size = (to.height, to.width);
    let mut stretched = Stretched::new(from, size, planes, call.input, call.scratch);
    let mut y = 0;
    while y < to.height {
        let rows = stretched.rows(simd, y..to.height);
        y = rows.rows.end;
        for (plane, planes) in output.chunks_exact_mut(to.pixels()).zip(rows.channels()) {
            let lines = &mut plane[rows.rows.start * to.width..];
            if rows.alone() {
                fill::<S, 1>(simd, &rows, planes, lines, to.width);
            } else {
                fill::<S, TOGETHER>(simd, &rows, planes, lines, to.width);
            }
        }
    }
}

/// Writes the first T of some rows of a channel one after another.
#[inline(always)]
fn fill<S: Simd, const T: usize>(
    simd: S,
    rows: &Rows<'_, S>,
    planes: [&[f32]; 2],
    lines: &mut [f32],
    width: usize,
) {
    let lines = &mut lines[..T * width];
    for x in 0..round_up(width) / BLOCK {
        let (at, lanes, sixteen) = (x * BLOCK, lanes(width, x), rows.sixteen(simd, x));
        for (t, block) in rows.blocks::<T>(simd, &sixteen, planes).into_iter().enumerate() {
            store(simd, block, &mut lines[t * width + at..], lanes);
        }
    }
}

/// Stretches an input row to the output's width.
#[inline(always)]
fn stretch<S: Simd>(simd: S, shape: &kernel::ResizeBilinear, input: &[f32], row: &mut [f32]) {
    let (from, to) = (shape.input, shape.output);
    let horizontal = Axis::new(from.width, to.width);
    for x in 0..to.width {
        let Between { indices, shares } = horizontal.at(x);
        let shares = [simd.splat(shares[0]), simd.splat(shares[1])];
        for block in 0..round_up(to.channels) / BLOCK {
            let lanes = lanes(to.channels, block);
            let first = load(simd, &input[indices[0] * from.stride + block * BLOCK..], lanes);
            let second = load(simd, &input[indices[1] * from.stride + block * BLOCK..], lanes);
            // A last block of few channels reaches into the next pixel, which is written later, or
            // into the block to spare.
            let at = x * to.channels + block * BLOCK;
            simd.store(lerp(simd, [first, second], shares), whole_mut(&mut row[at..]));
        }
    }
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
    let shares = [simd.splat(shares[0]), simd.splat(shares[1])];
    if to.stride == to.channels {
        let (blocks, rest) = output[..to.width * to.channels].as_chunks_mut();
        let at = blocks.len() * BLOCK;
        let [above, below] = rows.map(|row| row.as_chunks().0);
        for ((output, above), below) in blocks.iter_mut().zip(above).zip(below) {
            simd.store(lerp(simd, [simd.load(above), simd.load(below)], shares), output);
        }
        if !rest.is_empty() {
            simd.store_partial(blend_block(simd, rows, at, shares), rest);
        }
        return;
    }
    for x in 0..to.width {
        for block in 0..round_up(to.channels) / BLOCK {
            let value = blend_block(simd, rows, x * to.channels + block * BLOCK, shares);
            let at = x * to.stride + block * BLOCK;
            store(simd, value, &mut output[at..], lanes(to.channels, block));
        }
    }
}

/// A block between two rows.
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
            source::Runtime,
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
            body(simd, Runtime(*self), call);
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
