//! The map that the branches of hierarchical feature fusion read: rows with zeros beside, above and
//! below them, all at once or a ring of those that are needed.

use core::ops::Range;

use espnet_abi::{
    Isa, kernel,
    layout::{BLOCK, Map},
};

use super::{
    lanes::{load, whole_mut},
    product::{Image, Pixels, Product, Strips, Walk, Weights, multiply},
    ring::behind,
    source::{Source, derived, part_of},
};
use crate::simd::{Kernel, Simd};

/// Which rows of a haloed map are held where. Rows count from the first of zeros above the map.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    /// The row that comes first.
    first: usize,
    /// How many there are; row `first` + `count` takes the place of row `first`.
    count: usize,
}

impl Rows {
    /// All rows of a map.
    pub(super) const fn all(hff: &kernel::Hff) -> Self {
        Rows { first: 0, count: hff.padded_height() }
    }

    /// The rows from `first` on.
    pub(super) const fn from(hff: &kernel::Hff, first: usize) -> Self {
        Rows { first, count: hff.padded_height() }
    }

    /// A ring of `count` rows.
    pub(super) const fn ring(count: usize) -> Self {
        Rows { first: 0, count }
    }

    /// How many there are.
    pub(super) const fn count(self) -> usize {
        self.count
    }

    /// In which place row `row` is.
    #[inline(always)]
    pub(super) const fn place(self, row: usize) -> usize {
        (row - self.first) % self.count
    }

    /// In which place the row is that is `below` rows, fewer than there are, below the one in a place.
    #[inline(always)]
    pub(super) const fn below(self, place: usize, below: usize) -> usize {
        behind(place, below, self.count)
    }

    /// Row `row`.
    #[inline(always)]
    pub(super) fn get<'a>(
        self,
        layout: &RowLayout,
        map: &'a mut [f32],
        row: usize,
    ) -> &'a mut [f32] {
        &mut map[self.place(row) * layout.row..][..layout.row]
    }
}

/// The columns of a map that lie together, `stride` apart, in a strip of a haloed row.
#[derive(Clone, Copy)]
struct Phase {
    /// The first column, not counting the halo.
    column: usize,
    /// How many columns.
    count: usize,
    /// Floats of zeros before the first.
    before: usize,
}

impl Phase {
    /// The columns that, with the halo, have remainder `remainder`.
    const fn new(hff: &kernel::Hff, remainder: usize) -> Self {
        let (halo, stride, width) = (hff.dilations.largest(), hff.stride, hff.input.width);
        let column = (remainder + stride - halo % stride) % stride;
        Phase {
            column,
            count: width.saturating_sub(column).div_ceil(stride),
            before: (column + halo) / stride * hff.lanes(),
        }
    }
}

/// Where the columns of a row of the haloed map lie. Computed once, at compile time where the shape is
/// known then: in a loop over rows, compilers do not see that all of it is constant.
#[derive(Clone, Copy)]
pub(super) struct RowLayout {
    /// Floats of a row.
    pub(super) row: usize,
    /// Floats of a strip.
    pub(super) strip: usize,
    /// Floats of the columns of one remainder.
    phase: usize,
    /// Channels that lie together.
    lanes: usize,
    /// Channels in all.
    channels: usize,
    /// 1 or 2: how far apart columns are that lie side by side.
    stride: usize,
    /// The columns of each remainder.
    phases: [Phase; 2],
}

impl RowLayout {
    /// Of the map of a fusion.
    pub(super) const fn new(hff: &kernel::Hff) -> Self {
        RowLayout {
            row: hff.padded_row(),
            strip: hff.stride * hff.phase_len(),
            phase: hff.phase_len(),
            lanes: hff.lanes(),
            channels: hff.input.channels,
            stride: hff.stride,
            phases: [Phase::new(hff, 0), Phase::new(hff, 1)],
        }
    }

    /// The columns of each remainder there is.
    #[inline(always)]
    fn phases(&self) -> &[Phase] {
        &self.phases[..self.stride]
    }
}

/// Writes an input row, which `from` begins with, and the zeros beside it to a row of the haloed
/// map.
#[inline(always)]
pub(super) fn fill_row<S: Simd>(
    simd: S,
    layout: &RowLayout,
    from: &[f32],
    stride: usize,
    to: &mut [f32],
) {
    match layout.lanes {
        4 => fill_lanes::<S, 4>(simd, layout, from, stride, to),
        8 => fill_lanes::<S, 8>(simd, layout, from, stride, to),
        _ => fill_lanes::<S, BLOCK>(simd, layout, from, stride, to),
    }
}

#[inline(always)]
fn fill_lanes<S: Simd, const L: usize>(
    simd: S,
    layout: &RowLayout,
    from: &[f32],
    stride: usize,
    to: &mut [f32],
) {
    clear_beside(layout, to);
    for (strip, to) in to.chunks_exact_mut(layout.strip).enumerate() {
        let lanes = L.min(layout.channels - strip * L);
        for (phase, to) in layout.phases().iter().zip(to.chunks_exact_mut(layout.phase)) {
            let within = to[phase.before..][..phase.count * L].chunks_exact_mut(L).enumerate();
            for (i, to) in within {
                let from = &from[(phase.column + i * layout.stride) * stride + strip * L..];
                if L == BLOCK {
                    simd.store(load(simd, from, lanes), whole_mut(to));
                } else {
                    to.copy_from_slice(&from[..L]);
                }
            }
        }
    }
}

/// Zeros the columns left and right of the map in a row of the haloed map.
#[inline(always)]
fn clear_beside(layout: &RowLayout, row: &mut [f32]) {
    for strip in row.chunks_exact_mut(layout.strip) {
        for (phase, to) in layout.phases().iter().zip(strip.chunks_exact_mut(layout.phase)) {
            to[..phase.before].fill(0.0);
            to[phase.before + phase.count * layout.lanes..].fill(0.0);
        }
    }
}

/// The projection of an EESP unit into the haloed map.
#[derive(Clone, Copy)]
pub(super) struct Projection {
    /// The convolution.
    pub(super) point: kernel::Pointwise,
    /// The fusion that reads the map.
    pub(super) hff: kernel::Hff,
    /// Rows that are usually projected together.
    pub(super) usual: usize,
    /// The most rows that the buffer has room for.
    pub(super) most: usize,
}

impl Projection {
    /// Whether a pixel's outputs are just what lies together in the haloed map, so that they can be
    /// stored there as they are computed.
    const fn direct(&self) -> bool {
        self.point.output.channels == self.hff.lanes()
    }

    /// Whether outputs are stored where they lie in the haloed map as they are computed, because panels
    /// are its strips.
    const fn strips(&self, isa: Isa) -> bool {
        let product = self.product();
        product.folded.is_none()
            && product.whole
            && self.hff.lanes() == BLOCK
            && self.hff.stride == 1
            && self.point.input.width.is_multiple_of(product.tile(isa).pixels)
            && self.point.input.width.is_multiple_of(product.half_tile(isa).pixels)
    }

    const fn product(&self) -> Product {
        let (Map { width, height, .. }, stride) = (self.point.input, self.hff.stride);
        let rows = if self.usual < height { self.usual } else { height };
        let (usual, fewest) = match self.direct() {
            true => (width.div_ceil(stride), width / stride),
            false => (rows * width, width),
        };
        Product::pointwise(&self.point, usual, fewest).reading(&self.point.input)
    }
}

/// A projection as a product.
#[derive(Clone, Copy)]
struct AsProduct<Q>(Q);

part_of!(AsProduct: Projection => Product, |projection| projection.product());

/// Rows projected into the haloed map: [`project`] as a function of its own, which all calls for a shape
/// share.
pub(super) struct Projected<'a, Q> {
    /// The projection.
    pub(super) shape: Q,
    /// Its weights, which others may follow.
    pub(super) weights: &'a [f32],
    /// The map from row `first` on, as far as it is needed.
    pub(super) input: &'a [f32],
    /// The row of the map that `input` begins with.
    pub(super) first: usize,
    /// The rows, counted from the first of the haloed map.
    pub(super) rows: Range<usize>,
    /// Room for rows of outputs.
    pub(super) buffer: &'a mut [f32],
    /// The haloed map, as far as it is held.
    pub(super) map: &'a mut [f32],
    /// Which rows that is.
    pub(super) held: Rows,
}

impl<Q: Source<Projection>> Kernel for Projected<'_, Q> {
    type Output = ();
    type Home = Self;

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
fn project<S: Simd, Q: Source<Projection>>(
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
    let (halo, height) =
        derived!(Q: shape.shape(), |shape| (shape.hff.dilations.largest(), shape.hff.input.height));
    let (from, to) = (point.input, point.output);
    let (len, constants) = derived!(Q: shape.shape(), |shape| (
        shape.point.weights_len(),
        shape.point.constants()
    ));
    let weights = Weights::new(&weights[..len], constants, &[]);
    let mut row = rows.start;
    while row < rows.end {
        if row < halo || row >= halo + height {
            held.get(&layout, map, row).fill(0.0);
            row += 1;
            continue;
        }
        assert!(first + halo <= row, "the input begins below the row");
        let y = row - halo - first;
        if derived!(Q: shape.shape(), |shape| shape.direct()) {
            assert!(input.len() >= ((y + 1) * from.width - 1) * from.stride + from.channels);
            let to_row = held.get(&layout, map, row);
            clear_beside(&layout, to_row);
            for (phase, to_row) in layout.phases().iter().zip(to_row.chunks_exact_mut(layout.phase))
            {
                let &Phase { column, count, before } = phase;
                let within = &mut to_row[before..];
                assert!(within.len() >= count * to.channels);
                if count > 0 {
                    // SAFETY: the assertions cover the pixels, `stride` apart, up to the last
                    // channel of the last one, and as many runs of the output's channels in the row;
                    // panels read and write channels of the maps only. There is no residual.
                    unsafe {
                        let first = y * from.width + column;
                        let pixels = Pixels {
                            count,
                            input: input.as_ptr().add(first * from.stride),
                            input_step: layout.stride * from.stride,
                            output: within.as_mut_ptr(),
                            output_step: to.channels,
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
        let next = (row + most).min(rows.end).min(halo + height);
        let next = next.min(row + held.count() - held.place(row));
        let count = (next - row) * from.width;
        assert!(input.len() >= (y * from.width + count - 1) * from.stride + from.channels);
        if derived!(Q: shape.shape(), |shape| shape.strips(S::ISA)) {
            let to_rows = &mut map[held.place(row) * layout.row..][..(next - row) * layout.row];
            to_rows.chunks_exact_mut(layout.row).for_each(|row| clear_beside(&layout, row));
            let before = layout.phases[0].before;
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
            fill_row(simd, &layout, from, to.stride, held.get(&layout, map, row));
        }
        row = next;
    }
}
