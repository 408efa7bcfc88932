//! The strided EESP unit in one kernel that passes over the data once: pooled shortcut, projection,
//! hierarchical feature fusion, expansion, the shortcut of the image, and PReLU.
//!
//! All stages of a band of output rows are computed before the next band. The input rows that the branches of
//! the band read are projected into a ring of haloed rows, each row once in a call. Fusion and expansion
//! write their channels after the channels that are pooled from the same input. The shortcut of the image is
//! computed where it is added. The input need not be a map in memory ([`super::stem_unit`]). As in a unit of
//! stride 1, several workers may first fill the whole haloed map together.

use core::ops::Range;

use espnet_abi::{cache::FIRST_LEVEL, kernel};

use super::{
    haloed_map::{HeldRows, reach, within},
    hff_expand::{self, HffExpand},
    projection::{self, Projection, ProjectionTask},
};
use crate::{
    kernels::{
        common::{
            call::{Call, Portion},
            kernel::{ConstShape, Fixed, Halves, Kernel, Partition, Specialised, portable},
            shape_param::{ShapeParam, derived, part_of},
        },
        resample::{AvgPool3x3S2, avg_pool_3x3_s2},
    },
    simd::{Simd, SimdTask},
};

/// The projection of a unit.
#[derive(Clone, Copy)]
struct Project<Q>(Q);

/// The fusion and expansion of a unit.
#[derive(Clone, Copy)]
struct FuseExpand<Q>(Q);

const fn projection_of(unit: &kernel::StridedEespUnit) -> Projection {
    let rows = 2 * unit.band;
    let (point, interleaved) = (unit.project(), unit.interleaved_project());
    Projection { point, interleaved, hff: unit.hff(), usual: rows, most: rows }
}

part_of!(Project: kernel::StridedEespUnit => Projection, |unit| projection_of(&unit));
part_of!(FuseExpand: kernel::StridedEespUnit => HffExpand, |unit| HffExpand {
    hff: unit.hff(),
    expand: unit.expand(),
    interleaved: unit.interleaved_expand(),
    image: unit.image,
    band: unit.band,
    fewest: unit.pixel_chunks().len,
});

/// A whole EESP unit of stride 2.
///
/// The pixels can be divided among calls, each of which projects all rows that its branches read.
/// Alternatively, several workers run the kernel in [halves](kernel::StridedEespUnit::halves): the first half
/// fills the [`kernel::Hff::halo_part`] of its rows in the haloed map, and the second half reads the whole
/// map.
impl Kernel for kernel::StridedEespUnit {
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        match call.portion {
            Portion::Whole => whole(simd, shape, call),
            Portion::First => projection::first_half(simd, Project(shape), call),
            Portion::Second => second_half(simd, shape, call),
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::StridedEespUnit {
    const PARTITION: Partition = P::SHAPE.partition();

    const HALVES: Option<Halves> = match P::SHAPE.halves() {
        true => Some(Halves {
            shared: P::SHAPE.halo_len(),
            chunks: P::SHAPE.input.height,
            part: |start, end| P::SHAPE.hff().halo_part(start, end),
        }),
        false => None,
    };

    fn specialised<S: Simd>(simd: S, call: Call<'_>) {
        Self::compute(simd, Fixed::<P>::new(), call);
    }
}

/// Computes the chunks of a call from the input, for a shape that may be known only at run time.
fn whole<S: Simd, Q: ShapeParam<kernel::StridedEespUnit>>(simd: S, shape: Q, call: Call<'_>) {
    let input = WholeMap(call.input);
    let (start, end) = derived!(Q: shape.shape(), |unit| unit.pixel_chunks())
        .pixels(call.chunks.start, call.chunks.end);
    unit_of(simd, shape, input, start..end, Call { input: &[], ..call });
}

/// A source of the rows of a unit's input: a map in memory, or a kernel that computes rows on demand.
pub(super) trait RowSource {
    /// Returns rows that contain `rows`, and the index of the first of them. The caller does not need the
    /// rows above `rows` again.
    fn rows<S: Simd>(&mut self, simd: S, rows: Range<usize>) -> (&[f32], usize);
}

/// A whole map in memory.
struct WholeMap<'a>(&'a [f32]);

impl RowSource for WholeMap<'_> {
    fn rows<S: Simd>(&mut self, _simd: S, _rows: Range<usize>) -> (&[f32], usize) {
        (self.0, 0)
    }
}

/// Computes pixels of the unit from an input of any source. The input of the call is empty.
pub(super) fn unit_of<S: Simd, Q: ShapeParam<kernel::StridedEespUnit>>(
    simd: S,
    shape: Q,
    mut input: impl RowSource,
    pixels: Range<usize>,
    call: Call<'_>,
) {
    let unit = shape.shape();
    let hff = unit.hff();
    let Call { weights, residual: image, output, scratch, .. } = call;
    let (map, buffer) = scratch.split_at_mut(unit.ring_len());
    let rows = hff_expand::rows_of(&unit.output, pixels.start, pixels.end);
    let mut projected = reach(&hff, &rows).start;
    let held = HeldRows::ring(projected, unit.ring_rows());
    let (mut pooled_to, mut band) = (rows.start, rows.start);
    while band < rows.end {
        let next = (band + unit.band).min(rows.end);
        let missing = projected..reach(&hff, &(band..next)).end;
        projected = missing.end;
        let reached = within(&hff, &missing);
        let needed = reached.start.min((2 * pooled_to).saturating_sub(1));
        let (input, first) = input.rows(simd, needed..reached.end);
        let part = Project(shape);
        simd.run(ProjectionTask {
            shape: part,
            weights,
            input,
            first,
            rows: missing,
            buffer,
            map,
            held,
        });

        // Rows that have just been projected are pooled immediately if they are still in the first-level
        // cache. Otherwise they are pooled just before the other channels of their band are computed, so
        // that the lines of the outputs are still in cache.
        let read = 2 * unit.band * unit.input.width * unit.input.stride;
        let ready = match read <= FIRST_LEVEL {
            true if reached.end == unit.input.height => rows.end,
            true => (reached.end / 2).min(rows.end),
            false => next,
        };
        if pooled_to < ready {
            let (pixels, output) =
                hff_expand::part(&unit.output, &pixels, pooled_to..ready, output);
            simd.run(AvgPoolTask { shape, weights, input, first, image, pixels, output });
            pooled_to = ready;
        }

        let (pixels, output) = hff_expand::part(&unit.output, &pixels, band..next, output);
        simd.run(HffExpandTask { shape, weights, map, held, image, pixels, buffer, output });
        band = next;
    }
}

/// Computes the chunks of the second half, for a shape that may be known only at run time.
fn second_half<S: Simd, Q: ShapeParam<kernel::StridedEespUnit>>(simd: S, shape: Q, call: Call<'_>) {
    let unit = shape.shape();
    let held = HeldRows::all(&unit.hff());
    let Call { weights, input, residual: image, shared: map, output, scratch: buffer, .. } = call;
    let (start, end) =
        derived!(Q: unit, |unit| unit.pixel_chunks()).pixels(call.chunks.start, call.chunks.end);
    let all = start..end;
    let rows = hff_expand::rows_of(&unit.output, start, end);
    let mut band = rows.start;
    while band < rows.end {
        let next = (band + unit.band).min(rows.end);
        let (pixels, output) = hff_expand::part(&unit.output, &all, band..next, output);
        band = next;
        let (pooled, to) = (pixels.clone(), &mut *output);
        simd.run(AvgPoolTask {
            shape,
            weights,
            input,
            first: 0,
            image,
            pixels: pooled,
            output: to,
        });
        simd.run(HffExpandTask { shape, weights, map, held, image, pixels, buffer, output });
    }
}

/// The task of pooling pixels: [`avg_pool_3x3_s2::pixels`] as a separate function, with the unit's weights.
/// `output` begins at the first of the pixels.
struct AvgPoolTask<'a, Q> {
    shape: Q,
    weights: &'a [f32],
    input: &'a [f32],
    /// The first row of the map that `input` contains.
    first: usize,
    image: &'a [f32],
    pixels: Range<usize>,
    output: &'a mut [f32],
}

impl<Q: ShapeParam<kernel::StridedEespUnit>> SimdTask for AvgPoolTask<'_, Q> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let AvgPoolTask { shape, weights, input, first, image, pixels, output } = self;
        let (before, pool) = derived!(Q: shape.shape(), |unit| (
            unit.project_len() + hff_expand_len(&unit),
            AvgPool3x3S2::new(&unit)
        ));
        avg_pool_3x3_s2::pixels(
            simd,
            &pool,
            &weights[before..],
            (input, first),
            image,
            pixels,
            output,
        );
    }
}

/// The task of computing the other channels of pixels from the haloed map: [`hff_expand::pixels`] as a
/// separate function, with the unit's weights. `output` begins at the first of the pixels.
struct HffExpandTask<'a, Q> {
    shape: Q,
    weights: &'a [f32],
    map: &'a [f32],
    held: HeldRows,
    image: &'a [f32],
    pixels: Range<usize>,
    buffer: &'a mut [f32],
    output: &'a mut [f32],
}

impl<Q: ShapeParam<kernel::StridedEespUnit>> SimdTask for HffExpandTask<'_, Q> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let HffExpandTask { shape, weights, map, held, image, pixels, buffer, output } = self;
        let [before, len, channels] = derived!(Q: shape.shape(), |unit| [
            unit.project_len(),
            hff_expand_len(&unit),
            unit.input.channels
        ]);
        let (weights, output) = (&weights[before..][..len], &mut output[channels..]);
        hff_expand::pixels(
            simd,
            FuseExpand(shape),
            weights,
            map,
            held,
            pixels,
            buffer,
            image,
            output,
        );
    }
}

/// The number of floats of the weights of fusion and expansion.
const fn hff_expand_len(unit: &kernel::StridedEespUnit) -> usize {
    unit.hff().weights_len() + unit.expand_len() + unit.expand_image_len()
}

#[cfg(test)]
mod tests {
    use std::{vec, vec::Vec};

    use espnet_abi::{
        interleaved::in_run,
        kernel::{self, Epilogue, Stage},
        layout::{Dilations, Layout, Map},
        pack::{Packing, StridedEespTensors},
    };
    use proptest::prelude::*;

    use crate::{
        kernels::{
            common::{
                call::Call,
                kernel::{ConstShape, Fixed, Kernel, Partition},
            },
            testing::{
                Case, Convolution, Halved, InHalves, Operands, Output, Tensors, dilations, four_of,
                fuse, fusion_tensors, per_isa, random_map, strided, values,
            },
        },
        simd::{AnySimd, Simd, SimdTask},
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

        fn partition(&self) -> Partition {
            kernel::StridedEespUnit::partition(self)
        }
    }

    impl Halved for kernel::StridedEespUnit {
        fn hff(&self) -> kernel::Hff {
            kernel::StridedEespUnit::hff(self)
        }

        fn band_len(&self) -> usize {
            kernel::StridedEespUnit::band_len(self)
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::StridedEespUnit> {
        let size = (1..=12_usize, prop_oneof![1..=6_usize, 7..=40_usize]);
        // The channels of the input and of a branch, both for each group; and, if there are four groups with
        // as many channels as the interleaved order has, whether they are interleaved.
        let any_groups = (1..=8_usize, 1..=10_usize, Just(None));
        let outputs = prop::sample::select(&[2_usize, 4, 6, 8, 10, 14][..]);
        let four = (Just(8_usize), outputs, any::<bool>().prop_map(Some));
        let groups = prop_oneof![any_groups, four];
        let image = prop::option::of((1..=4_usize, 0..=2_usize));
        let gaps = (0..=3_usize, 0..=3_usize);
        (groups, size, dilations(), image, 1..=8_usize, gaps).prop_map(
            |((inputs, outputs, interleaved), (height, width), dilations, image, band, gaps)| {
                let dilations = if interleaved.is_some() { four_of(dilations) } else { dilations };
                let k = dilations.len();
                let (channels, half) = (inputs * k, |size: usize| size.div_ceil(2));
                let merged = outputs * k * k;
                let (height_out, width_out) = (half(height), half(width));
                let unit = kernel::StridedEespUnit {
                    input: strided(channels, height, width, gaps.0),
                    output: strided(channels + merged, height_out, width_out, gaps.1),
                    dilations,
                    image: image
                        .map(|(channels, gap)| strided(channels, height_out, width_out, gap)),
                    interleaved: false,
                    band,
                };
                let interleaved = interleaved == Some(true) && unit.prefers_interleaved();
                kernel::StridedEespUnit { interleaved, ..unit }
            },
        )
    }

    /// The tolerance of an EESP unit of stride 1.
    const TOLERANCE: f64 = 1e-4;

    fn agrees(simd: AnySimd, unit: kernel::StridedEespUnit, seed: u64) {
        let point = Convolution::pointwise;
        // In the definition, sum and activation come after the concatenation.
        let bias = Epilogue::new(&[Stage::Bias]);
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
        let (numbers, mut floats) = random_map(seed ^ 1, &unit.input, Layout::Nhwc);
        if unit.interleaved {
            for pixel in floats.chunks_mut(unit.input.stride) {
                let natural = pixel.to_vec();
                for (place, x) in pixel.iter_mut().take(unit.input.channels).enumerate() {
                    *x = natural[in_run(place)];
                }
            }
        }
        let (image, image_floats) = match unit.image {
            Some(image) => random_map(seed ^ 2, &image, Layout::Nhwc),
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
        InHalves(unit).check(simd, operands, seed, &expected, TOLERANCE);
    }

    /// Averages of 3×3 pixels, two pixels apart, by their definition.
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

    /// A shape with seven rows of output, of which `BAND` pass all stages together.
    struct Seven<const BAND: usize>;

    impl<const BAND: usize> ConstShape for Seven<BAND> {
        type Kernel = kernel::StridedEespUnit;

        const SHAPE: kernel::StridedEespUnit = kernel::StridedEespUnit {
            input: Map::dense(64, 14, 14),
            output: Map::dense(128, 7, 7),
            dilations: Dilations::new(&[1, 1, 2, 3]),
            image: None,
            interleaved: false,
            band: BAND,
        };
    }

    struct Known<'a, const BAND: usize>(Call<'a>);

    impl<const BAND: usize> SimdTask for Known<'_, BAND> {
        type Output = ();
        type CodegenUnit = Self;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            kernel::StridedEespUnit::compute(simd, Fixed::<Seven<BAND>>::new(), self.0);
        }
    }

    fn any_cut_gives_the_same_bits<const BAND: usize>(chunks: usize) {
        let shape = Seven::<BAND>::SHAPE;
        let partition = shape.partition();
        assert_eq!(partition.chunks, chunks);
        let (weights, input) = (values(1, shape.weights_len()), values(2, shape.input.span()));
        let operands = Operands { weights: &weights, input: &input, ..Operands::default() };
        for (simd, cut) in
            AnySimd::available().flat_map(|simd| (0..=chunks).map(move |cut| (simd, cut)))
        {
            let expected = shape.execute(simd, operands, core::slice::from_ref(&(0..chunks)));
            let mut output = vec![0.0; shape.output.span()];
            for part in [0..cut, cut..chunks].into_iter().filter(|part| !part.is_empty()) {
                let (start, end) = partition.part(part.start, part.end);
                let scratch = &mut vec![f32::NAN; shape.scratch_len()];
                simd.run(Known::<BAND>(operands.call(&mut output[start..end], scratch, part)));
            }
            assert_eq!(output, expected, "{} cut at {cut}", simd.isa());
        }
    }

    /// Here no call has fewer pixels than the tiles are chosen for.
    #[test]
    fn constant_shapes_of_few_rows_give_the_same_bits_wherever_they_are_cut() {
        any_cut_gives_the_same_bits::<1>(7);
        any_cut_gives_the_same_bits::<2>(7);
        any_cut_gives_the_same_bits::<7>(9);
    }
}
