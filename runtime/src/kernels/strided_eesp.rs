//! The strided EESP unit: pooled shortcut, projection, hierarchical feature fusion, expansion, the
//! image's shortcut and PReLU in one pass over the data.
//!
//! A band of output rows passes all stages before the next: the input rows that its branches reach
//! are projected into a ring of haloed rows, each once in a call; fusion and expansion write their
//! channels beside those that are pooled from the same input. What the image adds lies in the output
//! before, so that everything else is stored once and finished.

use core::marker::PhantomData;

use espnet_abi::{
    kernel::{self, Epilogue},
    layout::{Layout, Panels},
};

use super::{
    Call, Division, Shape, Step,
    haloed::{self, Projection, Rows},
    halve, hff,
    product::{Pixels, Product, Walk, Weights, multiply},
    pyramid::{self, Pyramid},
    source::{Fixed, Source, derived, part_of},
};
use crate::simd::Simd;

/// A whole EESP unit of stride 2.
///
/// Rows can be divided among calls, each of which projects the rows that its own reach.
pub struct StridedEespUnit<P>(PhantomData<P>);

impl<P: Shape<kernel::StridedEespUnit>> Step for StridedEespUnit<P> {
    type Shape = kernel::StridedEespUnit;

    const SHAPE: kernel::StridedEespUnit = P::SHAPE;

    const DIVISION: Division = Division::of(&P::SHAPE.output, Layout::Nhwc);

    #[inline(always)]
    fn run<S: Simd>(simd: S, call: Call<'_>) {
        body(simd, Fixed::<P>::new(), call);
    }
}

/// The projection of a unit.
#[derive(Clone, Copy)]
struct Project<Q>(Q);

/// The fusion and expansion of a unit.
#[derive(Clone, Copy)]
struct FuseExpand<Q>(Q);

/// What the image adds, as a product; one without outputs if there is no image.
#[derive(Clone, Copy)]
struct Shortcut<Q>(Q);

const fn projection(unit: &kernel::StridedEespUnit) -> Projection {
    let rows = 2 * unit.band;
    Projection { point: unit.project(), hff: unit.hff(), usual: rows, most: rows }
}

const fn shortcut(unit: &kernel::StridedEespUnit) -> Product {
    let (width, height) = (unit.output.width, unit.output.height);
    let band = if unit.band < height { unit.band } else { height };
    match unit.shortcut() {
        Some(point) => Product::pointwise(&point, band * width, width),
        None => Product::new(Panels::new(0, 0, 1), Epilogue::NONE, band * width, width),
    }
}

part_of!(Project: kernel::StridedEespUnit => Projection, |unit| projection(&unit));
part_of!(FuseExpand: kernel::StridedEespUnit => Pyramid, |unit| Pyramid {
    hff: unit.hff(),
    expand: unit.expand(),
    band: unit.band,
});
part_of!(Shortcut: kernel::StridedEespUnit => Product, |unit| shortcut(&unit));

/// Floats that a core's first cache may hold for a while: 32 KiB.
const NEAR: usize = 1 << 13;

/// The kernel for a shape that need not be a constant.
#[inline(always)]
pub(super) fn body<S: Simd, Q: Source<kernel::StridedEespUnit>>(simd: S, shape: Q, call: Call<'_>) {
    let unit = shape.shape();
    let hff = unit.hff();
    let Call { weights, input, residual: image, output, scratch, rows, .. } = call;
    let [projection, pyramid, slopes] = derived!(Q: unit, |unit| [
        unit.project().weights_len(),
        unit.hff().weights_len() + unit.expand().weights_len(),
        unit.slopes_len(),
    ]);
    let (projection, rest) = weights.split_at(projection);
    let (pyramid, rest) = rest.split_at(pyramid);
    let (slopes, reinforce) = rest.split_at(slopes);
    let (map, buffer) = scratch.split_at_mut(unit.ring_len());
    let held = Rows::ring(unit.ring_rows());
    let (pooled, last) = derived!(Q: unit, |unit| (unit.pooled(), unit.last()));

    let halo = hff.dilations.largest();
    let row = unit.output.width * unit.output.stride;
    let mut projected = hff::reach(&hff, &rows).start;
    let (mut pooled_to, mut band) = (rows.start, rows.start);
    while band < rows.end {
        let next = (band + unit.band).min(rows.end);
        let reached = hff::reach(&hff, &(band..next)).end;
        let ahead = projected..reached;
        haloed::project(simd, Project(shape), projection, input, ahead, buffer, map, held);
        projected = reached;

        // Rows that have just been projected are pooled at once where they are still near; elsewhere
        // with the rest of their outputs, which then are.
        let read = 2 * unit.band * unit.input.width * unit.input.stride;
        let ready = if read <= NEAR { ((projected - halo) / 2).min(rows.end) } else { next };
        let ahead = pooled_to..ready;
        if !ahead.is_empty() {
            let beside = &mut output[(pooled_to - rows.start) * row..];
            reinforce_rows(simd, shape, reinforce, image, ahead.clone(), beside);
            halve::rows(simd, &last, (unit.input, pooled), slopes, input, ahead.clone(), beside);
            pooled_to = ahead.end;
        }

        let beside = &mut output[(band - rows.start) * row + unit.input.channels..];
        let shape = FuseExpand(shape);
        pyramid::rows(simd, shape, pyramid, map, held, band..next, buffer, &[], beside);
        band = next;
    }
}

/// Writes what the image adds to rows, if there is one; `output` begins at the first of them.
#[inline(always)]
fn reinforce_rows<S: Simd, Q: Source<kernel::StridedEespUnit>>(
    simd: S,
    shape: Q,
    weights: &[f32],
    image: &[f32],
    rows: core::ops::Range<usize>,
    output: &mut [f32],
) {
    let Some(point) = shape.shape().shortcut() else { return };
    let (from, to) = (point.input, point.output);
    let (first, count) = (rows.start * to.width, rows.len() * to.width);
    assert!(image.len() >= (first + count - 1) * from.stride + from.channels);
    assert!(output.len() >= (count - 1) * to.stride + to.channels);
    let weights = Weights::new(weights, point.constants(), &[]);
    // SAFETY: the assertions cover the pixels up to the last channel of the last one; panels read
    // and write channels of the maps only. There is no residual.
    unsafe {
        let pixels = Pixels {
            count,
            input: image.as_ptr().add(first * from.stride),
            input_step: from.stride,
            output: output.as_mut_ptr(),
            output_step: to.stride,
            residual: core::ptr::null(),
            residual_step: 0,
        };
        multiply(simd, Shortcut(shape), &Walk::POINT, weights, pixels);
    }
}

#[cfg(test)]
mod tests {
    use std::{vec, vec::Vec};

    use espnet_abi::{
        kernel::{self, Epilogue},
        layout::{Layout, Map},
        pack::{Packing, StridedEespTensors},
    };
    use proptest::prelude::*;

    use super::body;
    use crate::{
        kernels::{
            Call,
            reference::{Convolution, dilations, fuse, fusion_tensors, map},
            source::Runtime,
            testing::{Case, Operands, Output, Tensors, per_isa, strided},
        },
        simd::{AnySimd, Simd},
    };

    impl Case for kernel::StridedEespUnit {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: Layout::Nhwc,
                in_place: false,
                scratch: self.scratch_len(),
            }
        }

        #[inline(always)]
        fn body<S: Simd>(&self, simd: S, call: Call<'_>) {
            body(simd, Runtime(*self), call);
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::StridedEespUnit> {
        let size = (1..=12_usize, prop_oneof![1..=6_usize, 7..=40_usize]);
        // Channels of the input and of a branch, both for each group.
        let groups = (1..=8_usize, 1..=5_usize);
        let image = prop::option::of((1..=4_usize, 0..=2_usize));
        let gaps = (0..=3_usize, 0..=3_usize);
        (groups, size, dilations(), image, 1..=8_usize, gaps).prop_map(
            |((inputs, outputs), (height, width), dilations, image, band, gaps)| {
                let k = dilations.len();
                let (channels, half) = (inputs * k, |size: usize| size.div_ceil(2));
                let merged = outputs * k * k;
                let (height_out, width_out) = (half(height), half(width));
                kernel::StridedEespUnit {
                    input: strided(channels, height, width, gaps.0),
                    output: strided(channels + merged, height_out, width_out, gaps.1),
                    dilations,
                    image: image
                        .map(|(channels, gap)| strided(channels, height_out, width_out, gap)),
                    band,
                }
            },
        )
    }

    /// As for an EESP unit of stride 1.
    const TOLERANCE: f64 = 1e-4;

    fn agrees(simd: AnySimd, unit: kernel::StridedEespUnit, seed: u64) {
        let point = |point: kernel::Pointwise| Convolution {
            input: point.input,
            layout: Layout::Nhwc,
            output: point.output,
            groups: point.groups,
            kernel: 1,
            stride: 1,
            padding: 0,
            dilation: 1,
            epilogue: point.epilogue,
        };
        // Sums and activation come behind the concatenation in the definition.
        let bias = Epilogue { bias: true, ..Epilogue::NONE };
        let project = point(unit.project());
        let expand = Convolution { epilogue: bias, ..point(unit.expand()) };
        let mut tensors = Tensors::new(seed);
        let names = StridedEespTensors {
            project: project.tensors(&mut tensors, seed),
            hff: fusion_tensors(&unit.hff(), &mut tensors),
            expand: expand.tensors(&mut tensors, seed / 3),
            shortcut: unit.shortcut().map(|shape| point(shape).tensors(&mut tensors, seed / 9)),
            act: tensors.add(unit.output.channels),
        };
        let weights = tensors.pack(&Packing::StridedEespUnit(unit, names));
        let (numbers, floats) = map(seed ^ 1, &unit.input, Layout::Nhwc);
        let (image, image_floats) = match unit.image {
            Some(image) => map(seed ^ 2, &image, Layout::Nhwc),
            None => (vec![], vec![]),
        };
        let operands = Operands {
            weights: &weights,
            input: &floats,
            residual: &image_floats,
            ..Operands::default()
        };

        let mut expected = pooled(unit.input, unit.output, &numbers);
        let projected = project.output(&tensors, &names.project, &numbers, operands);
        let fused = fuse(&unit.hff(), &tensors, &names.hff, &projected);
        expected.extend(expand.output(&tensors, &names.expand, &fused, operands));
        if let (Some(shape), Some(names)) = (unit.shortcut(), &names.shortcut) {
            let added = point(shape).output(&tensors, names, &image, operands);
            expected.iter_mut().zip(added).for_each(|(sum, x)| *sum += x);
        }
        for (i, x) in expected.iter_mut().enumerate() {
            let slope = tensors.get(names.act)[i / unit.output.pixels()];
            *x = if *x > 0.0 { *x } else { *x * f64::from(slope) };
        }
        unit.check(simd, operands, seed, &expected, TOLERANCE);
    }

    /// 3×3 averages two pixels apart, by their definition.
    fn pooled(from: Map, to: Map, input: &[f64]) -> Vec<f64> {
        let mut all = vec![];
        for plane in input.chunks_exact(from.pixels()) {
            for (y, x) in (0..to.pixels()).map(|pixel| (pixel / to.width, pixel % to.width)) {
                let mut sum = 0.0;
                for (dy, dx) in (0..9).map(|tap| (tap / 3, tap % 3)) {
                    let (row, column) = (2 * y + dy, 2 * x + dx);
                    if (1..=from.height).contains(&row) && (1..=from.width).contains(&column) {
                        sum += plane[(row - 1) * from.width + column - 1];
                    }
                }
                all.push(sum / 9.0);
            }
        }
        all
    }

    per_isa!(agrees, shapes());
}
