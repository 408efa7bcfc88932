//! The projection of EESP units into the haloed map ([`super::haloed_map`]). Outputs are either stored in the
//! haloed map as they are computed, or pass through a buffer.

use core::ops::Range;

use espnet_abi::{
    Isa,
    interleaved::Interleaved,
    kernel::{self, Phase},
    layout::{BLOCK, Map},
};

use super::haloed_map::{HeldRows, RowLayout, fill_row};
use crate::{
    kernels::{
        common::{
            call::Call,
            shape_param::{ShapeParam, derived, part_of},
        },
        matmul::{Matmul, MatmulWeights, OutputRuns, Pixels, Strips, Walk, multiply},
    },
    simd::{Simd, SimdTask},
};

/// The projection of an EESP unit into the haloed map.
#[derive(Clone, Copy)]
pub(super) struct Projection {
    /// The convolution.
    pub(super) point: kernel::Pointwise,
    /// The interleaved layout of the weights, if the input is interleaved.
    pub(super) interleaved: Option<Interleaved>,
    /// The fusion that reads the map.
    pub(super) hff: kernel::Hff,
    /// The number of rows that are usually projected together.
    pub(super) usual: usize,
    /// The largest number of rows that the buffer can contain.
    pub(super) most: usize,
}

impl Projection {
    /// Whether outputs are stored in the haloed map as they are computed, one phase at a time. This is the
    /// case if all outputs of a pixel are consecutive there, or if the micro-kernel can store them strip by
    /// strip.
    const fn direct(&self) -> bool {
        self.interleaved.is_some() || self.point.output.channels == self.hff.lanes()
    }

    /// Whether outputs are stored in the haloed map as they are computed because each panel is a strip of it.
    const fn strips(&self, isa: Isa) -> bool {
        let matmul = self.matmul();
        let width = self.point.input.width;
        let in_rows = width.is_multiple_of(matmul.tile(isa).pixels)
            && width.is_multiple_of(matmul.half_tile(isa).pixels);
        matmul.whole
            && self.hff.lanes() == BLOCK
            && self.hff.stride == 1
            && (in_rows || matmul.folded.is_some())
    }

    const fn matmul(&self) -> Matmul {
        let (Map { width, height, .. }, stride) = (self.point.input, self.hff.stride);
        let rows = if self.usual < height { self.usual } else { height };
        let (usual, fewest) = match self.direct() {
            true => (width.div_ceil(stride), width / stride),
            false => (rows * width, width),
        };
        let matmul =
            Matmul::pointwise(&self.point, usual, fewest).prefetching_inputs(&self.point.input);
        match self.interleaved {
            Some(interleaved) => {
                let (len, step) = (self.hff.lanes(), RowLayout::new(&self.hff).strip);
                matmul.with_interleaved_inputs(interleaved, OutputRuns { len, step })
            }
            None => matmul,
        }
    }
}

/// A projection as a matmul.
#[derive(Clone, Copy)]
struct AsMatmul<Q>(Q);

part_of!(AsMatmul: Projection => Matmul, |projection| projection.matmul());

/// The task of projecting rows into the haloed map: [`project`] as a separate function, which all calls for a
/// shape share.
pub(super) struct ProjectionTask<'a, Q> {
    /// The projection.
    pub(super) shape: Q,
    /// The packed weights of the projection; others may follow.
    pub(super) weights: &'a [f32],
    /// The input map from row `first` on, as far as it is needed.
    pub(super) input: &'a [f32],
    /// The first row that `input` contains.
    pub(super) first: usize,
    /// The rows to project. They count from row 0 of the haloed map, the row of zeros.
    pub(super) rows: Range<usize>,
    /// Scratch for rows of outputs.
    pub(super) buffer: &'a mut [f32],
    /// The stored rows of the haloed map.
    pub(super) map: &'a mut [f32],
    /// The slots of these rows.
    pub(super) held: HeldRows,
}

impl<Q: ShapeParam<Projection>> SimdTask for ProjectionTask<'_, Q> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let ProjectionTask { shape, weights, input, first, rows, buffer, map, held } = self;
        project(simd, shape, weights, (input, first), rows, buffer, map, held);
    }
}

/// The first half of a unit: projects the rows of the call's chunks into their range of the haloed map, which
/// is the output of the call.
pub(super) fn first_half<S: Simd, Q: ShapeParam<Projection>>(simd: S, shape: Q, call: Call<'_>) {
    let hff = shape.shape().hff;
    let Call { weights, input, output: map, scratch: buffer, chunks, .. } = call;
    let (first, end) = hff.halo_rows(chunks.start, chunks.end);
    let held = HeldRows::from(&hff, first);
    let rows = first..end;
    simd.run(ProjectionTask { shape, weights, input, first: 0, rows, buffer, map, held });
}

/// Projects `rows` to `map`, or fills them with zeros if they are above or below the input. Rows count from
/// row 0 of the haloed map; `input` begins at row `first` of the input map.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "a call's operands, less what the stage lacks")]
fn project<S: Simd, Q: ShapeParam<Projection>>(
    simd: S,
    shape: Q,
    weights: &[f32],
    (input, first): (&[f32], usize),
    rows: Range<usize>,
    buffer: &mut [f32],
    map: &mut [f32],
    held: HeldRows,
) {
    let Projection { point, most, .. } = shape.shape();
    let layout = derived!(Q: shape.shape(), |shape| RowLayout::new(&shape.hff));
    let height = derived!(Q: shape.shape(), |shape| shape.hff.input.height);
    let [constants, len] =
        derived!(Q: shape.shape(), |shape| shape.point.packed(shape.interleaved));
    let weights = MatmulWeights::new(&weights[..len], constants, &[]);
    let mut row = rows.start;
    while row < rows.end {
        if row == 0 || row > height {
            held.get(&layout, map, row).fill(0.0);
            row += 1;
            continue;
        }
        assert!(first < row, "the input begins below the row");
        let y = row - 1 - first;
        if derived!(Q: shape.shape(), |shape| shape.direct()) {
            to_phases(simd, shape, weights, (input, y), held.cleared(&layout, map, row));
            row += 1;
            continue;
        }
        let next = (row + most).min(rows.end).min(height + 1);
        let next = next.min(row + held.count() - held.place(row));
        if derived!(Q: shape.shape(), |shape| shape.strips(S::ISA)) {
            for row in row..next {
                held.cleared(&layout, map, row);
            }
            let to_rows = &mut map[held.place(row) * layout.row..][..(next - row) * layout.row];
            to_strips(simd, shape, weights, (input, y), next - row, to_rows);
        } else {
            to_buffer(simd, shape, weights, (input, y), next - row, buffer);
            let to = point.output;
            for (row, from) in (row..next).zip(buffer.chunks_exact(to.width * to.stride)) {
                let to_row = held.cleared(&layout, map, row);
                fill_row(simd, &layout, from, to.stride, to_row);
            }
        }
        row = next;
    }
}

/// Projects row `y` of the input to a row of the haloed map, one phase at a time. The lanes of a strip are
/// consecutive in the outputs of a pixel as well as in the haloed map.
#[inline(always)]
fn to_phases<S: Simd, Q: ShapeParam<Projection>>(
    simd: S,
    shape: Q,
    weights: MatmulWeights<'_>,
    (input, y): (&[f32], usize),
    to_row: &mut [f32],
) {
    let layout = derived!(Q: shape.shape(), |shape| RowLayout::new(&shape.hff));
    let kernel::Pointwise { input: from, output: to, .. } = shape.shape().point;
    assert!(input.len() >= ((y + 1) * from.width - 1) * from.stride + from.channels);
    for (phase, &Phase { column, count, before, .. }) in layout.phases().iter().enumerate() {
        let before = phase * layout.phase + before * layout.lanes;
        let within = before + count * layout.lanes;
        assert!(within <= layout.strip && to.channels % layout.lanes == 0);
        assert!(to.channels / layout.lanes * layout.strip <= to_row.len());
        if count > 0 {
            // SAFETY: the assertions cover the input pixels, `stride` apart, up to the last channel of the
            // last one. They also cover the same pixels in each strip of the output row, and there is a strip
            // for every `lanes` channels of the output. Panels read and write only channels of the maps.
            // There is no residual.
            unsafe {
                let first = y * from.width + column;
                let input = input.as_ptr().add(first * from.stride);
                let output = to_row.as_mut_ptr().add(before);
                let pixels = Pixels::new(
                    count,
                    (input, layout.stride * from.stride),
                    (output, layout.lanes),
                );
                multiply(simd, AsMatmul(shape), &Walk::POINT, weights, pixels);
            }
        }
    }
}

/// Projects `rows` rows of the input, from row `y` on, to rows of the haloed map, whose strips are panels.
#[inline(always)]
fn to_strips<S: Simd, Q: ShapeParam<Projection>>(
    simd: S,
    shape: Q,
    weights: MatmulWeights<'_>,
    (input, y): (&[f32], usize),
    rows: usize,
    to_rows: &mut [f32],
) {
    let layout = derived!(Q: shape.shape(), |shape| RowLayout::new(&shape.hff));
    let kernel::Pointwise { input: from, output: to, .. } = shape.shape().point;
    let count = rows * from.width;
    assert!(input.len() >= (y * from.width + count - 1) * from.stride + from.channels);
    let before = layout.phases()[0].before * BLOCK;
    assert!(before + from.width * BLOCK <= layout.strip);
    assert!(to.channels / BLOCK * layout.strip <= layout.row);
    assert!(to_rows.len() == rows * layout.row);
    // SAFETY: the assertions cover the input pixels up to the last channel of the last one, and a strip for
    // each panel in every output row. Panels read only channels of the input. There is no residual.
    unsafe {
        let input = input.as_ptr().add(y * from.width * from.stride);
        let output = to_rows.as_mut_ptr().add(before);
        let strips = Strips { width: from.width, row: layout.row, strip: layout.strip };
        let pixels = Pixels {
            strips: Some(strips),
            ..Pixels::new(count, (input, from.stride), (output, BLOCK))
        };
        multiply(simd, AsMatmul(shape), &Walk::POINT, weights, pixels);
    }
}

/// Projects `rows` rows of the input, from row `y` on, to the beginning of the buffer.
#[inline(always)]
fn to_buffer<S: Simd, Q: ShapeParam<Projection>>(
    simd: S,
    shape: Q,
    weights: MatmulWeights<'_>,
    (input, y): (&[f32], usize),
    rows: usize,
    buffer: &mut [f32],
) {
    let kernel::Pointwise { input: from, output: to, .. } = shape.shape().point;
    let count = rows * from.width;
    assert!(input.len() >= (y * from.width + count - 1) * from.stride + from.channels);
    assert!(buffer.len() >= count * to.stride);
    // SAFETY: the assertions cover the pixels up to the last channel of the last one. Panels read and write
    // only channels of the maps. There is no residual.
    unsafe {
        let input = input.as_ptr().add(y * from.width * from.stride);
        let pixels = Pixels::new(count, (input, from.stride), (buffer.as_mut_ptr(), to.stride));
        multiply(simd, AsMatmul(shape), &Walk::POINT, weights, pixels);
    }
}
