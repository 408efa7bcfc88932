//! k×k convolution whose outputs read many channels each, computed by matmul.
//!
//! The input rows that an output row reads are copied into a ring in scratch, with zeros around them, so that
//! the micro-kernel needs no code for borders. If the input is an image in planes, only the tile at the left
//! border needs this copy; the pixels to the right of it read the image directly.

use core::ops::Range;

use espnet_abi::{Isa, kernel, layout::Layout};

use crate::{
    kernels::{
        common::{
            call::Call,
            epilogue::residual_step,
            kernel::{ConstShape, Kernel, Partition, Specialised, portable},
            shape_param::{ShapeParam, derived, part_of},
            unroll::hidden,
        },
        matmul::{Matmul, MatmulWeights, Pixels, Walk, multiply},
    },
    simd::Simd,
};

/// The number of output rows that are computed from top to bottom before the rows above them. The groups of
/// rows go from the bottom of the map to its top. The map may be too large for a core's caches, and the next
/// kernel begins at the top, which has then been written last.
const PIECE: usize = 16;

/// One output row of a k×k convolution as a matmul.
#[derive(Clone, Copy)]
struct RowMatmul<Q>(Q);

const fn matmul(shape: &kernel::Conv2d) -> Matmul {
    Matmul::new(shape.panels(), shape.epilogue, shape.output.width, shape.output.width)
}

part_of!(RowMatmul: kernel::Conv2d => Matmul, |shape| matmul(&shape));

/// The number of output pixels in the tile at the left border, if all other pixels of a row read only columns
/// of the input; otherwise 0.
const fn border(conv: &kernel::Conv2d, isa: Isa) -> usize {
    let pixels = matmul(conv).tile(isa).pixels;
    let end = (conv.output.width - 1) * conv.stride + conv.kernel;
    let planes = matches!(conv.layout, Layout::Nchw) && conv.groups == 1 && conv.dilation == 1;
    let narrow = conv.padding < conv.kernel && conv.padding <= pixels * conv.stride;
    let within = narrow && end <= conv.padding + conv.input.width;
    // A call needs at least as many pixels as a tile has.
    if planes && within && conv.output.width >= 2 * pixels { pixels } else { 0 }
}

/// The number of columns of the zero-padded input that the first `pixels` windows of a row read.
#[inline(always)]
const fn columns(conv: &kernel::Conv2d, pixels: usize) -> usize {
    (pixels - 1) * conv.stride + (conv.kernel - 1) * conv.dilation + 1
}

/// The walk of sums through the input itself, an image in planes.
#[inline(always)]
fn walk_input<S: Simd>(shape: &kernel::Conv2d) -> Walk {
    let (plane, width) = (shape.input.pixels(), shape.input.width);
    Walk { outer_step: width, step: plane, channel_step: plane, ..walk::<S>(shape, width) }
}

/// The walk of sums through the ring, whose rows have `width` columns.
#[inline(always)]
fn walk<S: Simd>(shape: &kernel::Conv2d, width: usize) -> Walk {
    let channels = shape.input.channels;
    let rows = Walk {
        outer: shape.kernel,
        first: 0,
        outer_step: width * channels,
        inner: shape.kernel,
        inner_step: shape.dilation * channels,
        per_input: 1,
        step: 1,
        channel_step: 1,
    };
    match shape.layout {
        Layout::Nchw => {
            let inner = hidden::<S>(shape.kernel);
            Walk { inner, inner_step: shape.dilation, step: width, channel_step: width, ..rows }
        }
        // The inputs of neighbouring taps are consecutive.
        Layout::Nhwc if shape.groups == 1 && shape.dilation == 1 => {
            Walk { inner: 1, inner_step: 0, per_input: shape.kernel, ..rows }
        }
        Layout::Nhwc => rows,
    }
}

/// Copies row `row` of the padded input to a slot of the ring. The slot has `columns` columns: either all, or
/// the first few columns of an image in planes.
#[inline(always)]
fn gather(shape: &kernel::Conv2d, input: &[f32], row: usize, columns: usize, slot: &mut [f32]) {
    let (map, padding) = (shape.input, shape.padding);
    let Some(row) = row.checked_sub(padding).filter(|&row| row < map.height) else {
        slot.fill(0.0);
        return;
    };
    match shape.layout {
        Layout::Nchw => {
            let width = map.width.min(columns - padding);
            for (c, slot) in slot.chunks_exact_mut(columns).enumerate() {
                let from = &input[(c * map.height + row) * map.width..][..width];
                slot[..padding].fill(0.0);
                slot[padding..][..width].copy_from_slice(from);
                slot[padding + width..].fill(0.0);
            }
        }
        Layout::Nhwc => {
            let (left, right) = (padding * map.channels, (padding + map.width) * map.channels);
            slot[..left].fill(0.0);
            slot[right..].fill(0.0);
            let from = &input[row * map.width * map.stride..];
            if map.stride == map.channels {
                slot[left..right].copy_from_slice(&from[..right - left]);
            } else {
                let pixels = slot[left..right].chunks_exact_mut(map.channels);
                for (to, from) in pixels.zip(from.chunks(map.stride)) {
                    to.copy_from_slice(&from[..map.channels]);
                }
            }
        }
    }
}

/// A k×k convolution, dense or in wide groups.
impl Kernel for kernel::Conv2d {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let conv = shape.shape();
        let row = conv.output.width * conv.output.stride;
        let (ring, made) = (&mut call.scratch[..conv.scratch_len()], call.chunks.clone());
        for piece in made.clone().step_by(PIECE).rev() {
            let output = &mut call.output[(piece - made.start) * row..];
            let operands = RowOperands {
                weights: call.weights,
                input: call.input,
                gate: call.gate,
                residual: call.residual,
            };
            rows(simd, shape, operands, piece..(piece + PIECE).min(made.end), ring, &mut 0, output);
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::Conv2d {
    const PARTITION: Partition = Partition::of(&P::SHAPE.output, Layout::Nhwc);
}

/// The operands of rows: packed weights and whole maps.
#[derive(Clone, Copy)]
pub(crate) struct RowOperands<'a> {
    pub(crate) weights: &'a [f32],
    pub(crate) input: &'a [f32],
    pub(crate) gate: &'a [f32],
    pub(crate) residual: &'a [f32],
}

/// Computes output rows; `output` begins at the first of them. `ring` is the scratch of the shape. It
/// contains the padded input rows before row `gathered` that these output rows read, if there are any.
#[inline(always)]
pub(crate) fn rows<S: Simd, Q: ShapeParam<kernel::Conv2d>>(
    simd: S,
    shape: Q,
    operands: RowOperands<'_>,
    rows: Range<usize>,
    ring: &mut [f32],
    gathered: &mut usize,
    output: &mut [f32],
) {
    let conv = shape.shape();
    let to = conv.output;
    let reach = (conv.kernel - 1) * conv.dilation;
    assert!((to.width - 1) * conv.stride + reach < conv.padded_width());
    assert!(rows.end <= to.height);
    let count = rows.len() * to.width;
    if count == 0 {
        return;
    }
    assert!(output.len() >= (count - 1) * to.stride + to.channels);
    let end = rows.end * conv.output.width;
    let residual_step = residual_step(&conv.epilogue, operands.residual, end, conv.output.channels);
    let pixel_step = match conv.layout {
        Layout::Nchw => conv.stride,
        Layout::Nhwc => conv.stride * conv.input.channels,
    };
    let constants = derived!(Q: conv, |conv| conv.constants());
    let weights = MatmulWeights::new(operands.weights, constants, operands.gate);
    assert!(ring.len() == conv.scratch_len());
    let border = derived!(Q: conv, |conv| border(&conv, S::ISA));
    for (line, y) in rows.enumerate() {
        let top = y * conv.stride;
        let within = top >= conv.padding && top + reach < conv.padding + conv.input.height;
        let (count, width) = match border > 0 && within {
            true => (border, columns(&conv, border)),
            false => (to.width, conv.padded_width()),
        };
        fill_ring(&conv, operands.input, top, (width, count == to.width), ring, gathered);
        let mut walk = walk::<S>(&conv, width);
        if conv.dilation == 1 {
            walk.first = top % conv.kernel;
        }
        // SAFETY: the assertions cover the row's pixels in output and residual. In the ring, the last float
        // of the walk is the last channel of padded column (count − 1) · stride + (k − 1) · dilation. This
        // column is in the row: for a border tile by the width of its rows, otherwise by the first assertion.
        let pixels = unsafe {
            let output = output.as_mut_ptr().add(line * to.width * to.stride);
            let residual = operands.residual.as_ptr().wrapping_add(y * to.width * residual_step);
            let pixels = Pixels {
                residual,
                residual_step,
                ..Pixels::new(count, (ring.as_ptr(), pixel_step), (output, to.stride))
            };
            multiply(simd, RowMatmul(shape), &walk, weights, pixels);
            pixels
        };
        if count < to.width {
            // SAFETY: the other pixels of the row follow those of the border tile. The windows of this row
            // lie between the first and the last row of the input.
            unsafe { right_of_border(simd, shape, weights, operands.input, (top, border), pixels) };
        }
    }
}

/// Gathers the padded input rows of windows that begin at row `top`, except for rows that are already in the
/// ring. Slots have `width` columns; `whole` says whether these are all columns.
#[inline(always)]
fn fill_ring(
    conv: &kernel::Conv2d,
    input: &[f32],
    top: usize,
    (width, whole): (usize, bool),
    ring: &mut [f32],
    gathered: &mut usize,
) {
    let slot_len = width * conv.input.channels;
    if conv.dilation == 1 {
        // The ring contains rows with either all columns or those of the border, never both.
        let held = if whole { *gathered } else { 0 };
        for row in top.max(held)..top + conv.kernel {
            let slot = &mut ring[row % conv.kernel * slot_len..][..slot_len];
            gather(conv, input, row, width, slot);
        }
        *gathered = if whole { top + conv.kernel } else { 0 };
    } else {
        for (tap, slot) in ring.chunks_exact_mut(slot_len).enumerate() {
            gather(conv, input, top + tap * conv.dilation, width, slot);
        }
    }
}

/// Computes the pixels of a row to the right of the border tile `tile`, directly from the input. `top` is the
/// first padded input row of their windows, and `border` the number of pixels of the tile.
///
/// # Safety
/// The pixels of the row after the tile must be writable and, if the epilogue adds a map, readable in the
/// residual. The rows of the windows must be rows of the input.
#[inline(always)]
unsafe fn right_of_border<S: Simd, Q: ShapeParam<kernel::Conv2d>>(
    simd: S,
    shape: Q,
    weights: MatmulWeights<'_>,
    input: &[f32],
    (top, border): (usize, usize),
    tile: Pixels,
) {
    let conv = shape.shape();
    let first = (top - conv.padding) * conv.input.width + border * conv.stride - conv.padding;
    assert!(input.len() >= conv.input.span());
    // SAFETY: guaranteed by the caller. The windows of pixels from `border` on lie between the first and the
    // last column of the input.
    unsafe {
        let pixels = Pixels {
            count: conv.output.width - border,
            input: input.as_ptr().add(first),
            output: tile.output.add(border * conv.output.stride),
            residual: tile.residual.wrapping_add(border * tile.residual_step),
            ..tile
        };
        multiply(simd, RowMatmul(shape), &walk_input::<S>(&conv), weights, pixels);
    }
}

#[cfg(test)]
mod tests {
    use espnet_abi::{
        kernel,
        layout::{Layout, Map},
        pack::Packing,
    };
    use proptest::prelude::*;

    use crate::{
        kernels::testing::{Case, Convolution, Output, epilogues, per_isa, strided},
        simd::AnySimd,
    };

    impl Case for kernel::Conv2d {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: Layout::Nhwc,
                in_place: matches!(self.epilogue.residual(), kernel::Residual::InPlace),
                scratch: self.scratch_len(),
            }
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::Conv2d> {
        let channels = (1..=3_usize, 1..=9_usize, 1..=40_usize);
        let size = (1..=7_usize, prop_oneof![1..=5_usize, 6..=35_usize]);
        let taps = (1..=5_usize, 1..=3_usize, 0..=4_usize, 1..=3_usize);
        let kind = (any::<bool>(), 0..=3_usize, 0..=3_usize);
        (channels, size, taps, kind)
            .prop_filter("the window fits", |(_, (height, width), (k, _, padding, dilation), _)| {
                height.min(width) + 2 * padding > (k - 1) * dilation
            })
            .prop_flat_map(|(channels, (height, width), taps, (planes, input_gap, gap))| {
                let ((groups, inputs, outputs), (kernel, stride, padding, dilation)) =
                    (channels, taps);
                let (inputs, outputs) = (groups * inputs, groups * outputs);
                let reduced =
                    |size: usize| (size + 2 * padding - (kernel - 1) * dilation - 1) / stride + 1;
                let (layout, input) = match planes {
                    true => (Layout::Nchw, Map::dense(inputs, height, width)),
                    false => (Layout::Nhwc, strided(inputs, height, width, input_gap)),
                };
                let output = strided(outputs, reduced(height), reduced(width), gap);
                epilogues(outputs + input_gap).prop_map(move |epilogue| kernel::Conv2d {
                    input,
                    layout,
                    output,
                    groups,
                    kernel,
                    stride,
                    padding,
                    dilation,
                    interleaved: false,
                    epilogue,
                })
            })
    }

    /// Sums of up to 225 products of numbers below 1 usually stay below twenty. Each partial sum is rounded
    /// by 2⁻²⁴ of its value, up or down, so the error is about √225·20·2⁻²⁴ = 2e-5.
    const TOLERANCE: f64 = 4e-5;

    fn agrees(simd: AnySimd, shape: kernel::Conv2d, seed: u64) {
        let kernel::Conv2d {
            input,
            layout,
            output,
            groups,
            kernel,
            stride,
            padding,
            dilation,
            epilogue,
            interleaved: _,
        } = shape;
        let convolution = Convolution {
            input,
            layout,
            output,
            groups,
            kernel,
            stride,
            padding,
            dilation,
            epilogue,
        };
        convolution.check(shape, |conv| Packing::Conv2d(shape, conv), simd, seed, TOLERANCE);
    }

    per_isa!(agrees, shapes());
}
