//! The second half of EESP units: fusion and expansion of rows of the haloed map. They process one band of
//! rows at a time, so that the numbers between the two stages stay in cache.

use core::ops::Range;

use espnet_abi::{
    interleaved::{Interleaved, RUN},
    kernel,
    layout::Map,
};

use super::{
    haloed_map::HeldRows,
    hff::{self},
    hff_tiles::Fusion,
};
use crate::{
    kernels::{
        common::{
            epilogue::residual_step,
            shape_param::{ShapeParam, derived, part_of},
        },
        matmul::{Image, Matmul, MatmulWeights, OutputRuns, Pixels, Walk, multiply},
    },
    simd::Simd,
};

/// Fusion and expansion of an EESP unit.
#[derive(Clone, Copy)]
pub(super) struct HffExpand {
    /// The fusion.
    pub(super) hff: kernel::Hff,
    /// The expansion, which may add a residual.
    pub(super) expand: kernel::Pointwise,
    /// The interleaved layout of the expansion's weights, if it is used. The expansion then has no residual.
    pub(super) interleaved: Option<Interleaved>,
    /// The image that the expansion reads instead of a residual.
    pub(super) image: Option<Map>,
    /// The number of rows that are usually computed together.
    pub(super) band: usize,
    /// The smallest number of pixels that are computed together.
    pub(super) fewest: usize,
}

impl HffExpand {
    /// The offset of the expansion's weights; then, relative to it, the offset of the expansion's constants
    /// and their end.
    const fn expand_weights(&self) -> [usize; 3] {
        let [constants, len] = self.expand.packed(self.interleaved);
        [self.hff.weights_len(), constants, len]
    }

    const fn matmul(&self) -> Matmul {
        let (height, width) = (self.expand.output.height, self.expand.output.width);
        let band = if self.band < height { self.band } else { height };
        let channels = match self.image {
            Some(image) => image.channels,
            None => 0,
        };
        let matmul =
            Matmul::pointwise(&self.expand, band * width, self.fewest).with_image(channels);
        match self.interleaved {
            Some(interleaved) => matmul.with_interleaved_inputs(
                interleaved,
                OutputRuns { len: RUN, step: interleaved.group_outputs() },
            ),
            None => matmul,
        }
    }
}

/// The expansion as a matmul.
#[derive(Clone, Copy)]
struct Expand<Q>(Q);

/// The fusion.
#[derive(Clone, Copy)]
struct Fuse<Q>(Q);

part_of!(Expand: HffExpand => Matmul, |both| both.matmul());
part_of!(Fuse: HffExpand => Fusion, |both| Fusion {
    hff: both.hff,
    interleaved: both.interleaved.is_some(),
});

/// The rows of a map that contain pixels `start..end`.
#[inline(always)]
pub(super) fn rows_of(map: &Map, start: usize, end: usize) -> Range<usize> {
    start / map.width..end.div_ceil(map.width)
}

/// The pixels of a call that are in the given rows, and their slice of the output. `output` begins at the
/// first pixel of the call.
pub(super) fn part<'a>(
    map: &Map,
    pixels: &Range<usize>,
    rows: Range<usize>,
    output: &'a mut [f32],
) -> (Range<usize>, &'a mut [f32]) {
    let Map { width, stride, .. } = *map;
    let (start, end) = ((rows.start * width).max(pixels.start), (rows.end * width).min(pixels.end));
    (start..end, &mut output[(start - pixels.start) * stride..])
}

/// Fuses and expands the pixels of at most one band.
///
/// `weights` contains the weights of both stages, and those of the image if there is one. `map` contains the
/// haloed rows that the branches read. `residual` is a whole map or the whole image. `output` begins at the
/// first of the pixels. Whole rows are fused, even if only some of their pixels are expanded.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "a call's operands, less what the stage lacks")]
pub(super) fn pixels<S: Simd, Q: ShapeParam<HffExpand>>(
    simd: S,
    shape: Q,
    weights: &[f32],
    map: &[f32],
    held: HeldRows,
    pixels: Range<usize>,
    buffer: &mut [f32],
    residual: &[f32],
    output: &mut [f32],
) {
    let point = shape.shape().expand;
    let [before, constants, len] = derived!(Q: shape.shape(), |shape| shape.expand_weights());
    let (from, to) = (point.input, point.output);
    let (first, count) = (pixels.start, pixels.len());
    let rows = rows_of(&to, first, pixels.end);
    let skipped = (first - rows.start * to.width) * from.stride;
    let (fusion, weights) = weights.split_at(before);
    hff::rows(simd, Fuse(shape), fusion, map, held, rows, buffer);
    assert!(buffer.len() >= skipped + count * from.stride);
    assert!(output.len() >= (count - 1) * to.stride + to.channels);
    let residual_step = residual_step(&point.epilogue, residual, pixels.end, to.channels);
    let image = match shape.shape().image {
        Some(map) => {
            assert!(residual.len() >= (first + count - 1) * map.stride + map.channels);
            Image { first: residual.as_ptr().wrapping_add(first * map.stride), step: map.stride }
        }
        None => Image::NONE,
    };
    let (weights, beside) = weights.split_at(len);
    let weights = MatmulWeights { image: beside, ..MatmulWeights::new(weights, constants, &[]) };
    // SAFETY: the assertions cover the pixels up to the last channel of the last one. Panels read and write
    // only channels of the maps.
    unsafe {
        let pixels = Pixels {
            residual: residual.as_ptr().wrapping_add(first * residual_step),
            residual_step,
            image,
            ..Pixels::new(
                count,
                (buffer.as_ptr().add(skipped), from.stride),
                (output.as_mut_ptr(), to.stride),
            )
        };
        multiply(simd, Expand(shape), &Walk::POINT, weights, pixels);
    }
}
