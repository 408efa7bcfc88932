//! The stem and the strided EESP unit after it in one kernel, so that the unit reads the stem's rows while
//! they are in cache.
//!
//! The map between the two would not fit into a core's caches together with the other data. Therefore the
//! stem computes a few rows at a time in a window. When the window is full, the rows that are still needed
//! move to its beginning.

use core::ops::Range;

use espnet_abi::{kernel, layout::Layout};

use super::strided_eesp_unit::{self, RowSource};
use crate::{
    kernels::{
        common::{
            call::Call,
            kernel::{ConstShape, Fixed, Kernel, Partition, Specialised, portable},
            shape_param::{ShapeParam, derived, part_of},
        },
        conv::conv2d,
    },
    simd::{Simd, SimdTask},
};

/// The stem of both.
#[derive(Clone, Copy)]
struct Stem<Q>(Q);

/// The unit of both.
#[derive(Clone, Copy)]
struct Unit<Q>(Q);

part_of!(Stem: kernel::StemUnit => kernel::Conv2d, |both| both.stem);
part_of!(Unit: kernel::StemUnit => kernel::StridedEespUnit, |both| both.unit);

/// A stem and the unit after it.
impl Kernel for kernel::StemUnit {
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let both = shape.shape();
        assert!(both.stem.interleaved == both.unit.interleaved, "one writes what the other reads");
        let Call { weights, input, scratch, .. } = call;
        let (stem_weights, weights) = weights.split_at(both.stem.weights_len());
        let (scratch, rest) = scratch.split_at_mut(both.unit.whole_scratch_len());
        let (ring, rows) = rest.split_at_mut(both.stem_scratch_len());
        let ring = &mut ring[..both.stem.scratch_len()];
        let window =
            StemRows { shape, weights: stem_weights, input, ring, gathered: 0, rows, held: 0..0 };
        let row = both.unit.output.width;
        let pixels = call.chunks.start * row..call.chunks.end * row;
        let call = Call { weights, input: &[], scratch, ..call };
        strided_eesp_unit::unit_of(simd, Unit(shape), window, pixels, call);
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::StemUnit {
    const PARTITION: Partition = Partition::of(&P::SHAPE.output(), Layout::Nhwc);

    fn specialised<S: Simd>(simd: S, call: Call<'_>) {
        Self::compute(simd, Fixed::<P>::new(), call);
    }
}

/// The rows of the map between stem and unit. They are computed when the unit reads them.
struct StemRows<'a, Q> {
    shape: Q,
    /// The stem's packed weights.
    weights: &'a [f32],
    /// The input of the stem, a whole map.
    input: &'a [f32],
    /// The scratch of the stem.
    ring: &'a mut [f32],
    /// The number of rows of the padded input that have been gathered in the scratch.
    gathered: usize,
    /// The window: room for [`kernel::StemUnit::window_rows`] rows.
    rows: &'a mut [f32],
    /// The rows that the window contains.
    held: Range<usize>,
}

impl<Q: ShapeParam<kernel::StemUnit>> RowSource for StemRows<'_, Q> {
    fn rows<S: Simd>(&mut self, simd: S, rows: Range<usize>) -> (&[f32], usize) {
        let [row, most] =
            derived!(Q: self.shape.shape(), |both| [both.row_len(), both.window_rows()]);
        if self.held.is_empty() {
            self.held = rows.start..rows.start;
        }
        if rows.end > self.held.start + most {
            let again = rows.start - self.held.start..self.held.end - self.held.start;
            self.rows.copy_within(again.start * row..again.end * row, 0);
            self.held.start = rows.start;
        }
        if rows.end > self.held.end {
            let made = self.held.end..rows.end;
            let output = &mut self.rows[(made.start - self.held.start) * row..];
            self.held.end = made.end;
            simd.run(StemTask {
                shape: self.shape,
                weights: self.weights,
                input: self.input,
                rows: made,
                ring: self.ring,
                gathered: &mut self.gathered,
                output,
            });
        }
        (self.rows, self.held.start)
    }
}

/// The task of computing rows of the stem: [`conv2d::rows`] as a separate function.
struct StemTask<'a, Q> {
    shape: Q,
    weights: &'a [f32],
    input: &'a [f32],
    rows: Range<usize>,
    ring: &'a mut [f32],
    gathered: &'a mut usize,
    output: &'a mut [f32],
}

impl<Q: ShapeParam<kernel::StemUnit>> SimdTask for StemTask<'_, Q> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let StemTask { shape, weights, input, rows, ring, gathered, output } = self;
        let operands = conv2d::RowOperands { weights, input, gate: &[], residual: &[] };
        conv2d::rows(simd, Stem(shape), operands, rows, ring, gathered, output);
    }
}

#[cfg(test)]
mod tests {
    use core::slice::from_ref;
    use std::vec::Vec;

    use espnet_abi::{
        kernel::{self, Epilogue, Stage},
        layout::{Layout, Map},
    };
    use proptest::prelude::*;

    use crate::{
        kernels::testing::{Case, Operands, Output, dilations, four_of, per_isa, strided, values},
        simd::AnySimd,
    };

    impl Case for kernel::StemUnit {
        fn output(&self) -> Output {
            Output {
                map: kernel::StemUnit::output(self),
                layout: Layout::Nhwc,
                in_place: false,
                scratch: self.scratch_len(),
            }
        }
    }

    /// Maps of up to twice the height of their windows.
    fn shapes() -> impl Strategy<Value = kernel::StemUnit> {
        let size = (1..=60_usize, prop_oneof![1..=6_usize, 7..=30_usize]);
        // The channels of the stem's output and of a branch, both for each group.
        let four = (Just(8_usize), prop::sample::select(&[2_usize, 4, 6, 8, 10][..]), Just(true));
        let groups = prop_oneof![(1..=5_usize, 1..=3_usize, Just(false)), four];
        // The channels and the stride of the stem's input, and whether it is in planes.
        let stem = (1..=4_usize, 1..=2_usize, any::<bool>());
        (groups, size, dilations(), stem, any::<bool>(), 1..=4_usize).prop_map(
            |((inputs, outputs, four), (height, width), dilations, stem, image, band)| {
                let dilations = if four { four_of(dilations) } else { dilations };
                let k = dilations.len();
                let (read, stride, planes) = stem;
                let made = Map::dense(inputs * k, height, width);
                let half = |channels| Map::dense(channels, height.div_ceil(2), width.div_ceil(2));
                kernel::StemUnit::new(
                    kernel::Conv2d {
                        input: Map::dense(read, stride * height, stride * width),
                        layout: if planes { Layout::Nchw } else { Layout::Nhwc },
                        output: made,
                        groups: 1,
                        kernel: 3,
                        stride,
                        padding: 1,
                        dilation: 1,
                        interleaved: false,
                        epilogue: Epilogue::new(&[Stage::Bias, Stage::Prelu]),
                    },
                    kernel::StridedEespUnit {
                        input: made,
                        output: {
                            let Map { channels, height, width, .. } =
                                half(inputs * k + outputs * k * k);
                            strided(channels, height, width, band - 1)
                        },
                        dilations,
                        image: image.then(|| half(read)),
                        interleaved: false,
                        band,
                    },
                )
                .interleaved_where_faster()
            },
        )
    }

    /// The kernel gives the same bits as stem and unit one after the other, which have tests of their own.
    fn agrees(simd: AnySimd, both: kernel::StemUnit, seed: u64) {
        let kernel::StemUnit { stem, unit } = both;
        let weights = values(seed, both.weights_len());
        let (input, image) = (
            values(seed ^ 1, stem.input.span()),
            values(seed ^ 2, unit.image.map_or(0, |map| map.span())),
        );
        let (stem_weights, unit_weights) = weights.split_at(stem.weights_len());
        let first = |count| 0..count;
        let operands = Operands { weights: stem_weights, input: &input, ..Operands::default() };
        let made = stem.execute(simd, operands, from_ref(&first(stem.output.height)));
        let operands = Operands {
            weights: unit_weights,
            input: &made,
            residual: &image,
            ..Operands::default()
        };
        let to = unit.output;
        let whole = unit.execute(simd, operands, from_ref(&first(unit.partition().chunks)));
        let expected: Vec<f64> = (0..to.channels * to.pixels())
            .map(|i| whole[i % to.pixels() * to.stride + i / to.pixels()].into())
            .collect();
        let operands =
            Operands { weights: &weights, input: &input, residual: &image, ..Operands::default() };
        both.check(simd, operands, seed, &expected, 0.0);
    }

    per_isa!(agrees, shapes());
}
