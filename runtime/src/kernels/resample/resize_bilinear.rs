//! Bilinear resizing with aligned corners, from a channels-last map to a channels-last map or to planes.

use espnet_abi::{
    kernel,
    layout::{BLOCK, Layout, round_up},
};

use super::{
    resized_rows::resize_rows,
    stretched::{StretchedMap, StretchedRows},
};
use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        lanes::{lanes, store},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// Resizes a map.
///
/// Two output rows between the same two input rows are computed together. Both are blends of these input
/// rows, which are first stretched to the output's width. Stretched rows are not stored.
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
    const PARTITION: Partition = Partition::of(&P::SHAPE.output, P::SHAPE.layout);
}

/// Computes output rows with channels last.
#[inline(always)]
fn pixels<S: Simd>(simd: S, shape: &kernel::ResizeBilinear, call: Call<'_>) {
    let to = shape.output;
    let mut y = call.chunks.start;
    while y < call.chunks.end {
        let output = &mut call.output[(y - call.chunks.start) * to.width * to.stride..];
        y = resize_rows(simd, (shape.input, to), call.input, y..call.chunks.end, output);
    }
}

/// Computes output planes.
#[inline(always)]
fn planes<S: Simd>(simd: S, shape: &kernel::ResizeBilinear, call: Call<'_>) {
    let (from, to) = (shape.input, shape.output);
    let planes = call.chunks;
    if planes.is_empty() {
        return;
    }
    let output = &mut call.output[..planes.len() * to.pixels()];
    let size = (to.height, to.width);
    let mut stretched = StretchedMap::new(from, size, planes, call.input, call.scratch);
    let mut y = 0;
    while y < to.height {
        let made = stretched.rows(simd, y..to.height);
        y = made.pair.rows.end;
        let begin = made.pair.rows.start * to.width;
        for (plane, planes) in output.chunks_exact_mut(to.pixels()).zip(made.channels()) {
            if made.pair.paired() {
                fill::<S, 2>(simd, &made, planes, &mut plane[begin..], to.width);
            } else {
                fill::<S, 1>(simd, &made, planes, &mut plane[begin..], to.width);
            }
        }
    }
}

/// Writes the first `T` rows of a channel one after another.
#[inline(always)]
fn fill<S: Simd, const T: usize>(
    simd: S,
    rows: &StretchedRows<'_, S>,
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
        kernels::testing::{
            Case, Operands, Output, channels, interpolate, per_isa, random_map, strided,
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
        let (numbers, input) = random_map(seed, &from, Layout::Nhwc);
        let expected = interpolate(&numbers, from, to);
        let operands = Operands { input: &input, ..Operands::default() };
        // Four roundings of values and three of coefficients, all below 1.
        shape.check(simd, operands, seed, &expected, 1e-6);
    }

    per_isa!(check, shapes());
}
