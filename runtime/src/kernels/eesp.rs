//! The EESP unit: grouped 1×1 projection, hierarchical feature fusion, grouped 1×1 expansion,
//! residual and PReLU, without a feature map in between.
//!
//! The projection goes to the haloed map that the branches read; from there, fusion and expansion
//! pass a few rows at a time through a buffer that stays in cache. The projection keeps ahead by
//! the largest dilation, so the unit can overwrite its own input: a row of the input has been
//! projected, and is read only as the residual, when its output is stored.
//!
//! Where several workers share a unit, they do it in halves: each projects its rows, all wait, and
//! each computes its outputs. Both ways call the same two functions, which are compiled once.

use core::{marker::PhantomData, ops::Range};

use espnet_abi::{
    kernel::{self, Residual},
    layout::Layout,
};

use super::{
    Call, Division, Halves, Shape, Stage, Step,
    hff::{self, fill_row},
    product::{Pixels, Product, Walk, Weights, multiply},
    source::{Fixed, Source, derived, part_of},
};
use crate::simd::{Kernel, Simd};

/// A whole EESP unit of stride 1.
///
/// In place ([`Residual::InPlace`]) one call computes all rows, or several workers the halves.
/// Otherwise rows can be divided among calls, each of which projects the rows that its own reach.
///
/// The first half fills the rows' [`kernel::EespUnit::halo_part`] of the haloed map, the second
/// reads that map: its call's input, while the unit's input is the residual.
pub struct EespUnit<P>(PhantomData<P>);

impl<P: Shape<kernel::EespUnit>> Step for EespUnit<P> {
    const DIVISION: Division = Division::of(&P::SHAPE.output, Layout::Nhwc);

    const HALVES: Option<Halves> = Some(Halves {
        shared: P::SHAPE.halo_len(),
        rows: P::SHAPE.input.height,
        part: |start, end| P::SHAPE.halo_part(start, end),
    });

    #[inline(always)]
    fn run<S: Simd>(simd: S, call: Call<'_>) {
        unit(simd, Fixed::<P>::new(), call);
    }

    fn execute<S: Simd>(simd: S, stage: Stage, call: Call<'_>) {
        let shape = Fixed::<P>::new();
        match stage {
            Stage::Whole => unit(simd, shape, call),
            Stage::First => project(simd, shape, call),
            Stage::Second => pyramid(simd, shape, call),
        }
    }
}

/// The projection of a unit as a product.
#[derive(Clone, Copy)]
struct Project<Q>(Q);

/// The expansion of a unit as a product.
#[derive(Clone, Copy)]
struct Expand<Q>(Q);

/// The fusion of a unit.
#[derive(Clone, Copy)]
struct Fuse<Q>(Q);

const fn product(unit: &kernel::EespUnit, point: &kernel::Pointwise) -> Product {
    let band = if unit.band < unit.input.height { unit.band } else { unit.input.height };
    Product::pointwise(point, band * unit.input.width, unit.input.width)
}

part_of!(Project: kernel::EespUnit => Product, |unit| product(&unit, &unit.project()));
part_of!(Expand: kernel::EespUnit => Product, |unit| product(&unit, &unit.expand()));
part_of!(Fuse: kernel::EespUnit => kernel::Hff, |unit| unit.hff());

/// The whole unit, for a shape that need not be a constant.
pub(super) fn unit<S: Simd, Q: Source<kernel::EespUnit>>(simd: S, shape: Q, call: Call<'_>) {
    let unit = shape.shape();
    let (height, halo) = (unit.input.height, unit.dilations.largest());
    let Call { weights, input, residual, output, scratch, rows, .. } = call;
    let in_place = matches!(unit.residual, Residual::InPlace);
    assert!(!in_place || rows == (0..height), "in place, a unit computes all rows at once");
    let (map, buffer) = scratch.split_at_mut(unit.halo_len());
    let (mut projected, end) = (rows.start.saturating_sub(halo), (rows.end + halo).min(height));
    let residual = if residual.is_empty() { input } else { residual };

    clear_outside(shape, &(projected..end), map, 0);
    let mut band = rows.start;
    while band < rows.end {
        let next = (band + unit.band).min(rows.end);
        let reached = (next + halo).min(height);
        if projected < reached {
            let input = if in_place { &*output } else { input };
            let rows = projected..reached;
            simd.run(Projection { shape, weights, input, rows, buffer, map, first: 0 });
            projected = reached;
        }
        let at = (band - rows.start) * unit.output.width * unit.output.stride;
        let (rows, output) = (band..next, &mut output[at..]);
        simd.run(Pyramid { shape, weights, map, rows, buffer, residual, output });
        band = next;
    }
}

/// The first half, for a shape that need not be a constant.
pub(super) fn project<S: Simd, Q: Source<kernel::EespUnit>>(simd: S, shape: Q, call: Call<'_>) {
    let first = match call.rows.start {
        0 => 0,
        start => start + shape.shape().dilations.largest(),
    };
    let Call { weights, input, output: map, scratch: buffer, rows, .. } = call;
    clear_outside(shape, &rows, map, first);
    simd.run(Projection { shape, weights, input, rows, buffer, map, first });
}

/// The second half, for a shape that need not be a constant.
pub(super) fn pyramid<S: Simd, Q: Source<kernel::EespUnit>>(simd: S, shape: Q, call: Call<'_>) {
    let unit = shape.shape();
    let Call { weights, input: map, residual, output, scratch: buffer, rows, .. } = call;
    let mut band = rows.start;
    while band < rows.end {
        let next = (band + unit.band).min(rows.end);
        let at = (band - rows.start) * unit.output.width * unit.output.stride;
        let (rows, output) = (band..next, &mut output[at..]);
        simd.run(Pyramid { shape, weights, map, rows, buffer, residual, output });
        band = next;
    }
}

/// Zeros the rows above the first and below the last row of the map, if `rows` holds those; `map`
/// begins at row `first` of the haloed map.
fn clear_outside<Q: Source<kernel::EespUnit>>(
    shape: Q,
    rows: &Range<usize>,
    map: &mut [f32],
    first: usize,
) {
    let unit = shape.shape();
    let (halo, len) = derived!(Q: unit, |unit| (unit.dilations.largest(), unit.hff().padded_row()));
    if rows.start == 0 {
        map[..halo * len].fill(0.0);
    }
    if rows.end == unit.input.height {
        map[(halo + rows.end - first) * len..][..halo * len].fill(0.0);
    }
}

/// Projects rows of `input`, a whole map, to their rows of `map`, which begins at row `first` of
/// the haloed map.
struct Projection<'a, Q> {
    shape: Q,
    weights: &'a [f32],
    input: &'a [f32],
    rows: Range<usize>,
    buffer: &'a mut [f32],
    map: &'a mut [f32],
    first: usize,
}

impl<Q: Source<kernel::EespUnit>> Kernel for Projection<'_, Q> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Projection { shape, weights, input, rows, buffer, map, first } = self;
        let unit = shape.shape();
        let (point, hff) = derived!(Q: unit, |unit| (unit.project(), unit.hff()));
        let (from, to) = (point.input, point.output);
        let (halo, row_len) =
            derived!(Q: unit, |unit| (unit.dilations.largest(), unit.hff().padded_row()));
        let most = unit.band * unit.dilations.len();
        assert!(rows.end <= from.height);
        let (len, constants) =
            derived!(Q: unit, |unit| (unit.project().weights_len(), unit.project().constants()));
        let weights = Weights::new(&weights[..len], constants, &[]);
        let mut start = rows.start;
        while start < rows.end {
            let next = (start + most).min(rows.end);
            let count = (next - start) * from.width;
            assert!(input.len() >= (next * from.width - 1) * from.stride + from.channels);
            assert!(buffer.len() >= count * to.stride);
            // SAFETY: the assertions cover the pixels up to the last channel of the last one; panels
            // read and write channels of the maps only. There is no residual.
            unsafe {
                let pixels = Pixels {
                    count,
                    input: input.as_ptr().add(start * from.width * from.stride),
                    input_step: from.stride,
                    output: buffer.as_mut_ptr(),
                    output_step: to.stride,
                    residual: core::ptr::null(),
                    residual_step: 0,
                };
                multiply(simd, Project(shape), &Walk::POINT, weights, pixels);
            }
            for row in start..next {
                let from = &buffer[(row - start) * to.width * to.stride..];
                let at = (row + halo - first) * row_len;
                fill_row(simd, &hff, from, to.stride, &mut map[at..][..row_len]);
            }
            start = next;
        }
    }
}

/// Fuses and expands rows, at most a band; `output` begins at the first of them.
struct Pyramid<'a, Q> {
    shape: Q,
    weights: &'a [f32],
    map: &'a [f32],
    rows: Range<usize>,
    buffer: &'a mut [f32],
    residual: &'a [f32],
    output: &'a mut [f32],
}

impl<Q: Source<kernel::EespUnit>> Kernel for Pyramid<'_, Q> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Pyramid { shape, weights, map, rows, buffer, residual, output } = self;
        let unit = shape.shape();
        let point = derived!(Q: unit, |unit| unit.expand());
        let [before, fusion, len, constants] = derived!(Q: unit, |unit| [
            unit.project().weights_len(),
            unit.hff().weights_len(),
            unit.expand().weights_len(),
            unit.expand().constants(),
        ]);
        let (from, to) = (point.input, point.output);
        let (first, count) = (rows.start * to.width, rows.len() * to.width);
        let (fusion, weights) = weights[before..].split_at(fusion);
        hff::rows(simd, Fuse(shape), fusion, map, rows, buffer);
        assert!(buffer.len() >= count * from.stride);
        assert!(output.len() >= (count - 1) * to.stride + to.channels);
        let residual_step = match unit.residual {
            Residual::Map { stride } => {
                assert!(residual.len() >= (first + count - 1) * stride + to.channels);
                stride
            }
            Residual::InPlace | Residual::None => 0,
        };
        let weights = Weights::new(&weights[..len], constants, &[]);
        // SAFETY: the assertions cover the pixels up to the last channel of the last one; panels read
        // and write channels of the maps only.
        unsafe {
            let pixels = Pixels {
                count,
                input: buffer.as_ptr(),
                input_step: from.stride,
                output: output.as_mut_ptr(),
                output_step: to.stride,
                residual: residual.as_ptr().wrapping_add(first * residual_step),
                residual_step,
            };
            multiply(simd, Expand(shape), &Walk::POINT, weights, pixels);
        }
    }
}

#[cfg(test)]
mod tests {
    use core::ops::Range;
    use std::{vec, vec::Vec};

    use espnet_abi::{
        kernel::{self, Residual},
        layout::{Dilations, Layout, Map},
        pack::{EespTensors, Packing},
    };
    use proptest::prelude::*;

    use super::{project, pyramid, unit};
    use crate::{
        kernels::{
            Call, Shape,
            reference::{Convolution, Runtime, dilations, fuse, fusion_tensors, map},
            source::Fixed,
            testing::{Case, Operands, Output, Tensors, per_isa, strided, values},
        },
        simd::{AnySimd, Kernel, Simd},
    };

    impl Case for kernel::EespUnit {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: Layout::Nhwc,
                in_place: matches!(self.residual, Residual::InPlace),
                scratch: self.scratch_len(),
            }
        }

        #[inline(always)]
        fn body<S: Simd>(&self, simd: S, call: Call<'_>) {
            unit(simd, Runtime(*self), call);
        }
    }

    /// A unit computed by its halves: every piece projected, then every piece computed.
    #[derive(Clone, Copy, Debug)]
    struct Halves(kernel::EespUnit);

    struct First<'a>(kernel::EespUnit, Call<'a>);

    impl Kernel for First<'_> {
        type Output = ();

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            project(simd, Runtime(self.0), self.1);
        }
    }

    struct Second<'a>(kernel::EespUnit, Call<'a>);

    impl Kernel for Second<'_> {
        type Output = ();

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            pyramid(simd, Runtime(self.0), self.1);
        }
    }

    impl Case for Halves {
        fn output(&self) -> Output {
            self.0.output()
        }

        fn body<S: Simd>(&self, simd: S, call: Call<'_>) {
            self.0.body(simd, call);
        }

        fn execute(
            &self,
            simd: AnySimd,
            operands: Operands<'_>,
            pieces: &[Range<usize>],
        ) -> Vec<f32> {
            let unit = self.0;
            let in_place = matches!(unit.residual, Residual::InPlace);
            let mut output = operands.previous.to_vec();
            let mut halo = vec![f32::NAN; unit.halo_len()];
            let pieces = pieces.iter().filter(|rows| !rows.is_empty());
            for rows in pieces.clone() {
                let (start, end) = unit.halo_part(rows.start, rows.end);
                let call = Call {
                    weights: operands.weights,
                    input: if in_place { operands.previous } else { operands.input },
                    gate: &[],
                    residual: &[],
                    output: &mut halo[start..end],
                    scratch: &mut vec![f32::NAN; unit.band_len()],
                    rows: rows.clone(),
                };
                simd.run(First(unit, call));
            }
            for rows in pieces {
                let row = unit.output.width * unit.output.stride;
                let end = output.len().min(rows.end * row);
                let call = Call {
                    weights: operands.weights,
                    input: &halo,
                    gate: &[],
                    residual: operands.input,
                    output: &mut output[rows.start * row..end],
                    scratch: &mut vec![f32::NAN; unit.band_len()],
                    rows: rows.clone(),
                };
                simd.run(Second(unit, call));
            }
            output
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::EespUnit> {
        let size = (1..=9_usize, prop_oneof![1..=5_usize, 6..=30_usize]);
        (1..=6_usize, size, dilations(), 0..3_usize, 1..=10_usize, 0..=3_usize, 0..=3_usize)
            .prop_map(|(per_group, (height, width), dilations, residual, band, gap, output_gap)| {
                // Groups divide the channels of a branch, too.
                let channels = per_group * dilations.len() * dilations.len();
                let output = strided(channels, height, width, output_gap);
                let (input, residual) = match residual {
                    0 => (output, Residual::InPlace),
                    1 => (strided(channels, height, width, gap), Residual::None),
                    _ => {
                        let input = strided(channels, height, width, gap);
                        (input, Residual::Map { stride: input.stride })
                    }
                };
                kernel::EespUnit { input, output, dilations, residual, band }
            })
    }

    /// As for its stages, and each of the three amplifies the errors before it little.
    const TOLERANCE: f64 = 1e-4;

    fn agrees(simd: AnySimd, unit: kernel::EespUnit, seed: u64) {
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
        let (reduce, expand) = (point(unit.project()), point(unit.expand()));
        let mut tensors = Tensors::new(seed);
        let names = EespTensors {
            project: reduce.tensors(&mut tensors, seed),
            hff: fusion_tensors(&unit.hff(), &mut tensors),
            expand: expand.tensors(&mut tensors, seed / 3),
        };
        let weights = tensors.pack(&Packing::EespUnit(unit, names));
        let (numbers, floats) = map(seed ^ 1, &unit.input, Layout::Nhwc);
        let mut previous = vec![-7.0; unit.output.span()];
        let mut operands = Operands { weights: &weights, residual: &floats, ..Operands::default() };
        match unit.residual {
            Residual::InPlace => previous.copy_from_slice(&floats),
            Residual::None | Residual::Map { .. } => operands.input = &floats,
        }
        operands.previous = &previous;

        let projected = reduce.output(&tensors, &names.project, &numbers, operands);
        let fused = fuse(&unit.hff(), &tensors, &names.hff, &projected);
        let expected = expand.output(&tensors, &names.expand, &fused, operands);
        if unit.residual == Residual::InPlace {
            Halves(unit).check(simd, operands, seed, &expected, TOLERANCE);
        } else {
            unit.check(simd, operands, seed, &expected, TOLERANCE);
        }
        let whole = unit.execute(simd, operands, core::slice::from_ref(&(0..unit.input.height)));
        let cut = seed as usize % unit.input.height;
        let halves = Halves(unit).execute(simd, operands, &[0..cut, cut..unit.input.height]);
        for (pixel, (whole, halves)) in
            whole.chunks(unit.output.stride).zip(halves.chunks(unit.output.stride)).enumerate()
        {
            let bits = |pixel: &[f32]| {
                pixel[..unit.output.channels].iter().map(|x| x.to_bits()).collect::<Vec<_>>()
            };
            assert_eq!(bits(whole), bits(halves), "pixel {pixel} of the unit and of its halves");
        }
    }

    per_isa!(agrees, shapes());

    /// A map of few pixels a row: the first projection is of more rows, and so of more pixels, than
    /// the later ones, which tiles are chosen for.
    struct Narrow;

    impl Shape<kernel::EespUnit> for Narrow {
        const SHAPE: kernel::EespUnit = kernel::EespUnit {
            input: Map::dense(32, 4, 6),
            output: Map::dense(32, 4, 6),
            dilations: Dilations::new(&[1, 1, 2, 3]),
            residual: Residual::None,
            band: 1,
        };
    }

    struct Known<'a>(Call<'a>);

    impl Kernel for Known<'_> {
        type Output = ();

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            unit(simd, Fixed::<Narrow>::new(), self.0);
        }
    }

    #[test]
    fn a_shape_that_is_a_constant_gives_the_same_bits() {
        let shape = Narrow::SHAPE;
        let (weights, input) = (values(1, shape.weights_len()), values(2, shape.input.span()));
        let operands = Operands { weights: &weights, input: &input, ..Operands::default() };
        for simd in AnySimd::tested() {
            let expected = shape.execute(simd, operands, core::slice::from_ref(&(0..4)));
            let mut output = vec![0.0; shape.output.span()];
            simd.run(Known(Call {
                weights: &weights,
                input: &input,
                gate: &[],
                residual: &[],
                output: &mut output,
                scratch: &mut vec![f32::NAN; shape.scratch_len()],
                rows: 0..4,
            }));
            assert_eq!(output, expected, "{}", simd.isa());
        }
    }
}
