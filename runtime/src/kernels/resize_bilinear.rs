//! Bilinear resizing with corners aligned, from channels last to channels last or to planes.

use core::marker::PhantomData;

use espnet_abi::{
    kernel,
    layout::{BLOCK, Layout, round_up},
    resample::{Axis, Between},
};

use super::{
    Call, Division, Shape, Step,
    alike::{Alike, lerp},
    lanes::{lanes, load, store},
    source::{Fixed, Source},
    stretched::{Rows, Stretched},
};
use crate::simd::Simd;

/// Resizes a map.
///
/// Two output rows that lie between the same two input rows are made together: blends of what those become
/// when they are stretched to the output's width, which is nowhere kept.
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
    let (vertical, row) = (Axis::new(from.height, to.height), from.width * from.stride);
    let mut y = call.rows.start;
    while y < call.rows.end {
        let alike = Alike::new(simd, vertical, y..call.rows.end);
        let output = &mut call.output[(y - call.rows.start) * to.width * to.stride..];
        y = alike.rows.end;
        let [above, below] = alike.sources;
        let sources = [&call.input[above * row..], &call.input[below * row..]];
        if alike.paired() {
            blend::<S, 2>(simd, shape, &alike, sources, output);
        } else {
            blend::<S, 1>(simd, shape, &alike, sources, output);
        }
    }
}

/// The first T of some rows, channels last, one after another.
#[inline(always)]
fn blend<S: Simd, const T: usize>(
    simd: S,
    shape: &kernel::ResizeBilinear,
    alike: &Alike<S>,
    sources: [&[f32]; 2],
    output: &mut [f32],
) {
    let (from, to) = (shape.input, shape.output);
    let horizontal = Axis::new(from.width, to.width);
    for x in 0..to.width {
        let Between { indices, shares } = horizontal.at(x);
        let shares = [simd.splat(shares[0]), simd.splat(shares[1])];
        for block in 0..round_up(to.channels) / BLOCK {
            let (channel, lanes) = (block * BLOCK, lanes(to.channels, block));
            let mut stretched = [simd.splat(0.0); 2];
            for (stretched, row) in stretched.iter_mut().zip(sources) {
                let left = load(simd, &row[indices[0] * from.stride + channel..], lanes);
                let right = load(simd, &row[indices[1] * from.stride + channel..], lanes);
                *stretched = lerp(simd, [left, right], shares);
            }
            for (t, value) in alike.blend::<T>(simd, stretched).into_iter().enumerate() {
                let at = (t * to.width + x) * to.stride + channel;
                store(simd, value, &mut output[at..], lanes);
            }
        }
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
        let made = stretched.rows(simd, y..to.height);
        y = made.alike.rows.end;
        let begin = made.alike.rows.start * to.width;
        for (plane, planes) in output.chunks_exact_mut(to.pixels()).zip(made.channels()) {
            if made.alike.paired() {
                fill::<S, 2>(simd, &made, planes, &mut plane[begin..], to.width);
            } else {
                fill::<S, 1>(simd, &made, planes, &mut plane[begin..], to.width);
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
