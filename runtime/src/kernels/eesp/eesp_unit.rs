//! The EESP unit in one kernel, without feature maps in between: grouped 1×1 projection, hierarchical feature
//! fusion, grouped 1×1 expansion, residual and PReLU.
//!
//! The projection writes the haloed map that the branches read. Fusion and expansion then process a few rows
//! at a time through a buffer that stays in cache. The projection is ahead of them by the largest dilation.
//! Therefore the unit can overwrite its own input: when a row of the output is stored, that row of the input
//! has already been projected and is read only as the residual.
//!
//! Several workers run a unit in halves: each projects its rows, all wait, then each computes its outputs.
//! One worker and several workers call the same two functions, which are compiled once.

use core::ops::Range;

use espnet_abi::kernel::{self, Residual};

use super::{
    haloed_map::{HeldRows, reach},
    hff_expand::{self, HffExpand},
    projection::{self, Projection, ProjectionTask},
};
use crate::{
    kernels::common::{
        call::{Call, Portion},
        kernel::{ConstShape, Fixed, Halves, Kernel, Partition, Specialised, portable},
        shape_param::{ShapeParam, derived, part_of},
    },
    simd::{Simd, SimdTask},
};

/// A whole EESP unit of stride 1.
///
/// In place ([`Residual::InPlace`]), either one call computes all rows, or several workers compute the
/// halves. Otherwise the rows can be divided among calls, each of which projects all rows that its branches
/// read.
///
/// The first half fills the [`kernel::Hff::halo_part`] of its rows in the haloed map. The second half reads
/// the whole map.
impl Kernel for kernel::EespUnit {
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        match call.portion {
            Portion::Whole => whole(simd, shape, call),
            Portion::First => projection::first_half(simd, Project(shape), call),
            Portion::Second => second_half(simd, shape, call),
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::EespUnit {
    const PARTITION: Partition = P::SHAPE.partition();

    const HALVES: Option<Halves> = Some(Halves {
        shared: P::SHAPE.halo_len(),
        chunks: P::SHAPE.input.height,
        part: |start, end| P::SHAPE.hff().halo_part(start, end),
    });

    fn specialised<S: Simd>(simd: S, call: Call<'_>) {
        Self::compute(simd, Fixed::<P>::new(), call);
    }
}

/// The projection of a unit.
#[derive(Clone, Copy)]
struct Project<Q>(Q);

/// The fusion and expansion of a unit.
#[derive(Clone, Copy)]
struct FuseExpand<Q>(Q);

const fn projection_of(unit: &kernel::EespUnit) -> Projection {
    let most = unit.band * unit.dilations.len();
    let (point, hff) = (unit.project(), unit.hff());
    Projection { point, interleaved: None, hff, usual: unit.band, most }
}

part_of!(Project: kernel::EespUnit => Projection, |unit| projection_of(&unit));
part_of!(FuseExpand: kernel::EespUnit => HffExpand, |unit| HffExpand {
    hff: unit.hff(),
    expand: unit.expand(),
    interleaved: None,
    image: None,
    band: unit.band,
    fewest: unit.pixel_chunks().len,
});

/// Computes the chunks of a call from the input, for a shape that may be known only at run time.
fn whole<S: Simd, Q: ShapeParam<kernel::EespUnit>>(simd: S, shape: Q, call: Call<'_>) {
    let unit = shape.shape();
    let hff = unit.hff();
    let Call { weights, input, residual, output, scratch, chunks, .. } = call;
    let in_place = matches!(unit.residual, Residual::InPlace);
    let pixel_chunks = derived!(Q: unit, |unit| unit.pixel_chunks());
    assert!(
        !in_place || chunks == (0..pixel_chunks.count),
        "in place, a unit computes all rows at once"
    );
    let (map, buffer) = scratch.split_at_mut(unit.halo_len());
    let residual = if residual.is_empty() { input } else { residual };
    let held = HeldRows::all(&hff);

    let (start, end) = pixel_chunks.pixels(chunks.start, chunks.end);
    let (pixels, rows) = (start..end, hff_expand::rows_of(&unit.output, start, end));
    let mut projected = reach(&hff, &rows).start;
    let mut band = rows.start;
    while band < rows.end {
        let next = (band + unit.band).min(rows.end);
        let reached = reach(&hff, &(band..next)).end;
        let input = if in_place { &*output } else { input };
        let missing = projected..reached;
        simd.run(ProjectionTask {
            shape: Project(shape),
            weights,
            input,
            first: 0,
            rows: missing,
            buffer,
            map,
            held,
        });
        projected = reached;
        let (pixels, output) = hff_expand::part(&unit.output, &pixels, band..next, output);
        simd.run(HffExpandTask { shape, weights, map, held, pixels, buffer, residual, output });
        band = next;
    }
}

/// Computes the chunks of the second half, for a shape that may be known only at run time.
fn second_half<S: Simd, Q: ShapeParam<kernel::EespUnit>>(simd: S, shape: Q, call: Call<'_>) {
    let unit = shape.shape();
    let held = HeldRows::all(&unit.hff());
    let Call { weights, input, residual, shared: map, output, scratch: buffer, chunks, .. } = call;
    let residual = if residual.is_empty() { input } else { residual };
    let (start, end) =
        derived!(Q: unit, |unit| unit.pixel_chunks()).pixels(chunks.start, chunks.end);
    let (pixels, rows) = (start..end, hff_expand::rows_of(&unit.output, start, end));
    let mut band = rows.start;
    while band < rows.end {
        let next = (band + unit.band).min(rows.end);
        let (pixels, output) = hff_expand::part(&unit.output, &pixels, band..next, output);
        simd.run(HffExpandTask { shape, weights, map, held, pixels, buffer, residual, output });
        band = next;
    }
}

/// The task of computing pixels of the output from the haloed map: [`hff_expand::pixels`] as a separate
/// function, with the unit's weights.
struct HffExpandTask<'a, Q> {
    shape: Q,
    weights: &'a [f32],
    map: &'a [f32],
    held: HeldRows,
    pixels: Range<usize>,
    buffer: &'a mut [f32],
    residual: &'a [f32],
    output: &'a mut [f32],
}

impl<Q: ShapeParam<kernel::EespUnit>> SimdTask for HffExpandTask<'_, Q> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let HffExpandTask { shape, weights, map, held, pixels, buffer, residual, output } = self;
        let before = derived!(Q: shape.shape(), |unit| unit.project().weights_len());
        let (shape, weights) = (FuseExpand(shape), &weights[before..]);
        hff_expand::pixels(simd, shape, weights, map, held, pixels, buffer, residual, output);
    }
}

#[cfg(test)]
mod tests {
    use std::{vec, vec::Vec};

    use espnet_abi::{
        kernel::{self, Residual},
        layout::{BLOCK, Dilations, Layout, Map},
        pack::{EespTensors, Packing},
    };
    use proptest::prelude::*;

    use crate::{
        kernels::{
            common::{
                call::Call,
                kernel::{ConstShape, Fixed, Kernel, Partition},
            },
            testing::{
                Case, Convolution, Halved, InHalves, Operands, Output, Tensors, dilations, fuse,
                fusion_tensors, per_isa, random_map, strided, values,
            },
        },
        simd::{AnySimd, Simd, SimdTask},
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

        fn partition(&self) -> Partition {
            kernel::EespUnit::partition(self)
        }
    }

    impl Halved for kernel::EespUnit {
        fn hff(&self) -> kernel::Hff {
            kernel::EespUnit::hff(self)
        }

        fn band_len(&self) -> usize {
            kernel::EespUnit::band_len(self)
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::EespUnit> {
        let size = (1..=9_usize, prop_oneof![1..=5_usize, 6..=30_usize]);
        // Some groups have whole blocks of channels, but few of them.
        let per_group = (1..=6_usize, any::<bool>());
        (per_group, size, dilations(), 0..3_usize, 1..=10_usize, 0..=3_usize, 0..=3_usize).prop_map(
            |(per_group, (height, width), dilations, residual, band, gap, output_gap)| {
                let per_group = match per_group {
                    (_, true) if dilations.len() <= 2 => BLOCK,
                    (some, _) => some,
                };
                // The groups divide the channels of a branch too.
                let channels = per_group * dilations.len() * dilations.len();
                let output = strided(channels, height, width, output_gap);
                let (input, residual) = match residual {
                    0 => (output, Residual::InPlace),
                    1 => (strided(channels, height, width, gap), Residual::None),
                    _ => {
                        let input = strided(channels, height, width, gap);
                        (input, Residual::map(input.stride))
                    }
                };
                kernel::EespUnit { input, output, dilations, residual, band }
            },
        )
    }

    /// As large as for its stages, because each of the three amplifies earlier errors only a little.
    const TOLERANCE: f64 = 1e-4;

    fn agrees(simd: AnySimd, unit: kernel::EespUnit, seed: u64) {
        let point = Convolution::pointwise;
        let (reduce, expand) = (point(unit.project()), point(unit.expand()));
        let mut tensors = Tensors::new(seed);
        let names = EespTensors {
            project: reduce.tensors(&mut tensors, seed),
            hff: fusion_tensors(&unit.hff(), &mut tensors),
            expand: expand.tensors(&mut tensors, seed / 3),
        };
        let weights = tensors.pack(&Packing::EespUnit(unit, names));
        let (numbers, floats) = random_map(seed ^ 1, &unit.input, Layout::Nhwc);
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
            InHalves(unit).check(simd, operands, seed, &expected, TOLERANCE);
        } else {
            unit.check(simd, operands, seed, &expected, TOLERANCE);
        }
        let chunks = unit.partition().chunks;
        let whole = unit.execute(simd, operands, core::slice::from_ref(&(0..chunks)));
        let cut = seed as usize % chunks;
        let halves = InHalves(unit).execute(simd, operands, &[0..cut, cut..chunks]);
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

    /// A map with few pixels in each row. The first projection has more rows, and so more pixels, than the
    /// later ones, for which the tiles are chosen.
    struct Narrow;

    impl ConstShape for Narrow {
        type Kernel = kernel::EespUnit;

        const SHAPE: kernel::EespUnit = kernel::EespUnit {
            input: Map::dense(32, 4, 6),
            output: Map::dense(32, 4, 6),
            dilations: Dilations::new(&[1, 1, 2, 3]),
            residual: Residual::None,
            band: 1,
        };
    }

    struct Known<'a>(Call<'a>);

    impl SimdTask for Known<'_> {
        type Output = ();
        type CodegenUnit = Self;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            kernel::EespUnit::compute(simd, Fixed::<Narrow>::new(), self.0);
        }
    }

    #[test]
    fn a_shape_that_is_a_constant_gives_the_same_bits() {
        let shape = Narrow::SHAPE;
        let (weights, input) = (values(1, shape.weights_len()), values(2, shape.input.span()));
        let operands = Operands { weights: &weights, input: &input, ..Operands::default() };
        for simd in AnySimd::available() {
            let expected = shape.execute(simd, operands, core::slice::from_ref(&(0..4)));
            let mut output = vec![0.0; shape.output.span()];
            let scratch = &mut vec![f32::NAN; shape.scratch_len()];
            simd.run(Known(operands.call(&mut output, scratch, 0..4)));
            assert_eq!(output, expected, "{}", simd.isa());
        }
    }
}
