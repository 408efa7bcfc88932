//! The projection of EESP units into the map that their branches read ([`super::haloed_map`]): outputs are
//! stored where they lie there as they are computed, or pass through a buffer.

use core::ops::Range;

use espnet_abi::{
    Isa,
    kernel::{self, Phase},
    layout::{BLOCK, Map},
    quads::Quads,
};

use super::haloed_map::{RowLayout, Rows, fill_row};
use crate::{
    kernels::{
        common::shape_param::{ShapeParam, derived, part_of},
        matmul::{Image, Pixels, Product, Runs, Strips, Walk, Weights, multiply},
    },
    simd::{Simd, SimdTask},
};

/// The projection of an EESP unit into the haloed map.
#[derive(Clone, Copy)]
pub(crate) struct Projection {
    /// The convolution.
    pub(crate) point: kernel::Pointwise,
    /// How its weights lie, if its input is interleaved.
    pub(crate) quads: Option<Quads>,
    /// The fusion that reads the map.
    pub(crate) hff: kernel::Hff,
    /// Rows that are usually projected together.
    pub(crate) usual: usize,
    /// The most rows that the buffer has room for.
    pub(crate) most: usize,
}

impl Projection {
    /// Whether the outputs of pixels that lie together in the haloed map are stored there as they are
    /// computed, because a pixel's are just what lies together, or are stored in such runs.
    const fn direct(&self) -> bool {
        self.quads.is_some() || self.point.output.channels == self.hff.lanes()
    }

    /// Whether outputs are stored where they lie in the haloed map as they are computed, because panels
    /// are its strips.
    const fn strips(&self, isa: Isa) -> bool {
        let product = self.product();
        let width = self.point.input.width;
        let in_rows = width.is_multiple_of(product.tile(isa).pixels)
            && width.is_multiple_of(product.half_tile(isa).pixels);
        product.whole
            && self.hff.lanes() == BLOCK
            && self.hff.stride == 1
            && (in_rows || product.folded.is_some())
    }

    const fn product(&self) -> Product {
        let (Map { width, height, .. }, stride) = (self.point.input, self.hff.stride);
        let rows = if self.usual < height { self.usual } else { height };
        let (usual, fewest) = match self.direct() {
            true => (width.div_ceil(stride), width / stride),
            false => (rows * width, width),
        };
        let product = Product::pointwise(&self.point, usual, fewest).reading(&self.point.input);
        match self.quads {
            Some(quads) => {
                let (len, step) = (self.hff.lanes(), RowLayout::new(&self.hff).strip);
                product.of_quads(quads, Runs { len, step })
            }
            None => product,
        }
    }
}

/// A projection as a product.
#[derive(Clone, Copy)]
struct AsProduct<Q>(Q);

part_of!(AsProduct: Projection => Product, |projection| projection.product());

/// Rows projected into the haloed map: [`project`] as a function of its own, which all calls for a shape
/// share.
pub(crate) struct Projected<'a, Q> {
    /// The projection.
    pub(crate) shape: Q,
    /// Its weights, which others may follow.
    pub(crate) weights: &'a [f32],
    /// The map from row `first` on, as far as it is needed.
    pub(crate) input: &'a [f32],
    /// The row of the map that `input` begins with.
    pub(crate) first: usize,
    /// The rows, counted from the first of the haloed map, which is that of zeros.
    pub(crate) rows: Range<usize>,
    /// Room for rows of outputs.
    pub(crate) buffer: &'a mut [f32],
    /// The haloed map, as far as it is held.
    pub(crate) map: &'a mut [f32],
    /// Which rows that is.
    pub(crate) held: Rows,
}

impl<Q: ShapeParam<Projection>> SimdTask for Projected<'_, Q> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Projected { shape, weights, input, first, rows, buffer, map, held } = self;
        project(simd, shape, weights, (input, first), rows, buffer, map, held);
    }
}

/// Projects rows `rows` of a map, which `input` has from row `first` on, to their rows of `map`, or zeros
/// them where they lie above or below the input; rows count from the first of the haloed map.
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
    held: Rows,
) {
    let Projection { point, most, .. } = shape.shape();
    let layout = derived!(Q: shape.shape(), |shape| RowLayout::new(&shape.hff));
    let height = derived!(Q: shape.shape(), |shape| shape.hff.input.height);
    let (from, to) = (point.input, point.output);
    let [constants, len] = derived!(Q: shape.shape(), |shape| shape.point.packed(shape.quads));
    let weights = Weights::new(&weights[..len], constants, &[]);
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
            assert!(input.len() >= ((y + 1) * from.width - 1) * from.stride + from.channels);
            let to_row = held.cleared(&layout, map, row);
            for (phase, &Phase { column, count, before, .. }) in layout.phases().iter().enumerate()
            {
                let before = phase * layout.phase + before * layout.lanes;
                let within = before + count * layout.lanes;
                assert!(within <= layout.strip && to.channels % layout.lanes == 0);
                assert!(to.channels / layout.lanes * layout.strip <= to_row.len());
                if count > 0 {
                    // SAFETY: the assertions cover the pixels, `stride` apart, up to the last
                    // channel of the last one, and as many runs of the output's channels in each strip
                    // of the row, of which there is one for each run; panels read and write channels of
                    // the maps only. There is no residual.
                    unsafe {
                        let first = y * from.width + column;
                        let pixels = Pixels {
                            count,
                            input: input.as_ptr().add(first * from.stride),
                            input_step: layout.stride * from.stride,
                            output: to_row.as_mut_ptr().add(before),
                            output_step: layout.lanes,
                            residual: core::ptr::null(),
                            residual_step: 0,
                            image: Image::NONE,
                            strips: None,
                        };
                        multiply(simd, AsProduct(shape), &Walk::POINT, weights, pixels);
                    }
                }
            }
            row += 1;
            continue;
        }
        let next = (row + most).min(rows.end).min(height + 1);
        let next = next.min(row + held.count() - held.place(row));
        let count = (next - row) * from.width;
        assert!(input.len() >= (y * from.width + count - 1) * from.stride + from.channels);
        if derived!(Q: shape.shape(), |shape| shape.strips(S::ISA)) {
            for row in row..next {
                held.cleared(&layout, map, row);
            }
            let to_rows = &mut map[held.place(row) * layout.row..][..(next - row) * layout.row];
            let before = layout.phases()[0].before * BLOCK;
            assert!(before + from.width * BLOCK <= layout.strip);
            assert!(to.channels / BLOCK * layout.strip <= layout.row);
            // SAFETY: the assertions cover the pixels up to the last channel of the last one, and a
            // strip for each panel in as many rows; panels read channels of the input only. There is
            // no residual.
            unsafe {
                let pixels = Pixels {
                    count,
                    input: input.as_ptr().add(y * from.width * from.stride),
                    input_step: from.stride,
                    output: to_rows.as_mut_ptr().add(before),
                    output_step: BLOCK,
                    residual: core::ptr::null(),
                    residual_step: 0,
                    image: Image::NONE,
                    strips: Some(Strips {
                        width: from.width,
                        row: layout.row,
                        strip: layout.strip,
                    }),
                };
                multiply(simd, AsProduct(shape), &Walk::POINT, weights, pixels);
            }
            row = next;
            continue;
        }
        assert!(buffer.len() >= count * to.stride);
        // SAFETY: the assertions cover the pixels up to the last channel of the last one; panels
        // read and write channels of the maps only. There is no residual.
        unsafe {
            let pixels = Pixels {
                count,
                input: input.as_ptr().add(y * from.width * from.stride),
                input_step: from.stride,
                output: buffer.as_mut_ptr(),
                output_step: to.stride,
                residual: core::ptr::null(),
                residual_step: 0,
                image: Image::NONE,
                strips: None,
            };
            multiply(simd, AsProduct(shape), &Walk::POINT, weights, pixels);
        }
        for (row, from) in (row..next).zip(buffer.chunks_exact(to.width * to.stride)) {
            let to_row = held.cleared(&layout, map, row);
            fill_row(simd, &layout, from, to.stride, to_row);
        }
        row = next;
    }
}
