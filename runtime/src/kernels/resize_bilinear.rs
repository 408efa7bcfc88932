//! Bilinear resizing with corners aligned, from channels last to channels last or to planes.

use core::ops::Range;

use espnet_abi::{
    kernel,
    layout::{BLOCK, Layout, Map, round_up},
    resample::{Axis, Between},
};

use super::{
    Call, ConstShape, Division, Kernel, Specialised,
    alike::{Alike, lerp},
    kernel::portable,
    lanes::{lanes, load, store},
    shape_param::ShapeParam,
    stretched::{Rows, Stretched},
};
use crate::simd::Simd;

/// Resizes a map.
///
/// Two output rows that lie between the same two input rows are made together: blends of what those become
/// when they are stretched to the output's width, which is nowhere kept.
impl Kernel for kernel::ResizeBilinear {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let shape = &shape.shape();
        match shape.layout {
            Layout::Nhwc => pixels(simd, shape, call),
            Layout::Nchw => planes(simd, shape, call),
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::ResizeBilinear {
    const PARTITION: Division = Division::of(&P::SHAPE.output, P::SHAPE.layout);
}

/// Output rows, channels last.
#[inline(always)]
fn pixels<S: Simd>(simd: S, shape: &kernel::ResizeBilinear, call: Call<'_>) {
    let to = shape.output;
    let mut y = call.chunks.start;
    while y < call.chunks.end {
        let output = &mut call.output[(y - call.chunks.start) * to.width * to.stride..];
        y = first(simd, (shape.input, to), call.input, y..call.chunks.end, output);
    }
}

/// A map that another kernel adds: resized row by row where that kernel's output lies, before it is reached.
pub(super) struct Resized<'a> {
    /// The map, if there is one, and the output.
    maps: (Option<Map>, Map),
    /// What lies in the map.
    input: &'a [f32],
    /// The first row of the output that has not been made.
    next: usize,
}

impl<'a> Resized<'a> {
    /// For a call that begins with output row `row`.
    #[inline(always)]
    pub(super) fn new(maps: (Option<Map>, Map), input: &'a [f32], row: usize) -> Self {
        Resized { maps, input, next: row }
    }

    /// Makes the first of some output rows, which `output` begins with, unless it has been made with the
    /// one before.
    #[inline(always)]
    pub(super) fn reach<S: Simd>(&mut self, simd: S, rows: Range<usize>, output: &mut [f32]) {
        if let (Some(from), to) = self.maps
            && rows.start >= self.next
        {
            self.next = first(simd, (from, to), self.input, rows, output);
        }
    }
}

/// The first of some output rows, channels last, and the next where it is made with it; `output` begins with
/// the first. Returns the one behind those that are made.
#[inline(always)]
fn first<S: Simd>(
    simd: S,
    (from, to): (Map, Map),
    input: &[f32],
    rows: Range<usize>,
    output: &mut [f32],
) -> usize {
    let row = from.width * from.stride;
    let alike = Alike::new(simd, Axis::new(from.height, to.height), rows);
    let [above, below] = alike.sources;
    let sources = [&input[above * row..], &input[below * row..]];
    if alike.paired() {
        blend::<S, 2>(simd, (from, to), &alike, sources, output);
    } else {
        blend::<S, 1>(simd, (from, to), &alike, sources, output);
    }
    alike.rows.end
}

/// The first T of some rows, channels last, one after another.
#[inline(always)]
fn blend<S: Simd, const T: usize>(
    simd: S,
    (from, to): (Map, Map),
    alike: &Alike<S>,
    sources: [&[f32]; 2],
    output: &mut [f32],
) {
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
    let planes = call.chunks;
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

    use crate::{
        kernels::{
            reference::{interpolate, map},
            testing::{Case, Operands, Output, channels, per_isa, strided},
        },
        simd::AnySimd,
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
