//! Hierarchical feature fusion: dilated depth-wise 3×3 branches, summed one after another, batch
//! norm and PReLU on each partial sum.
//!
//! The input lies in a map with a halo of zeros as wide as the largest dilation, in blocks of
//! sixteen channels, so that no tap needs a test and every tap is an aligned load. A tile of pixels
//! keeps its sums in registers through all branches, and never resets them: after branch i they are
//! what the hierarchy adds up there.

use core::{hint::black_box, marker::PhantomData, ops::Range};

use espnet_abi::{
    Isa, kernel,
    layout::{BLOCK, Layout, Map},
};

use super::{
    Call, Division, Shape, Step,
    lanes::{lanes, load, whole_mut},
    source::{Fixed, Source, derived},
    unroll::unroll,
};
use crate::simd::Simd;

/// Hierarchical feature fusion of a map.
pub struct Hff<P>(PhantomData<P>);

impl<P: Shape<kernel::Hff>> Step for Hff<P> {
    const DIVISION: Division = Division::of(&P::SHAPE.output, Layout::Nhwc);

    #[inline(always)]
    fn run<S: Simd>(simd: S, call: Call<'_>) {
        body(simd, Fixed::<P>::new(), call);
    }
}

/// The kernel for a shape that need not be a constant.
#[inline(always)]
pub(super) fn body<S: Simd, Q: Source<kernel::Hff>>(simd: S, shape: Q, call: Call<'_>) {
    let hff = shape.shape();
    let halo = hff.dilations.largest();
    // In rows of the haloed map, the branches of output row y reach from y · stride to
    // y · stride + 2 · halo.
    let reach =
        call.rows.start * hff.stride..(call.rows.end * hff.stride + 2 * halo + 1 - hff.stride);
    for row in reach.start..reach.end.min(hff.padded_height()) {
        let to = &mut call.scratch[row * hff.padded_row()..][..hff.padded_row()];
        match row.checked_sub(halo).filter(|&y| y < hff.input.height) {
            Some(y) => {
                let from = &call.input[y * hff.input.width * hff.input.stride..];
                fill_row(simd, &hff, from, hff.input.stride, to);
            }
            None => to.fill(0.0),
        }
    }
    rows(simd, shape, call.weights, call.scratch, call.rows, call.output);
}

/// Writes an input row, which `from` begins with, and the zeros beside it to a row of the haloed
/// map.
#[inline(always)]
pub(super) fn fill_row<S: Simd>(
    simd: S,
    hff: &kernel::Hff,
    from: &[f32],
    stride: usize,
    to: &mut [f32],
) {
    let (halo, Map { channels, width, .. }) = (hff.dilations.largest(), hff.input);
    for (block, to) in to.chunks_exact_mut(hff.padded_width() * BLOCK).enumerate() {
        let lanes = lanes(channels, block);
        let (left, rest) = to.split_at_mut(halo * BLOCK);
        let (within, right) = rest.split_at_mut(width * BLOCK);
        left.fill(0.0);
        for (x, to) in within.chunks_exact_mut(BLOCK).enumerate() {
            let pixel = load(simd, &from[x * stride + block * BLOCK..], lanes);
            simd.store(pixel, whole_mut(to));
        }
        right.fill(0.0);
    }
}

/// Pixels of a tile: the last one of a row overlaps its predecessor where pixels are left over, so
/// the best tile covers a row with the least excess. Below eight sums, registers wait for each
/// other.
const fn tile(hff: &kernel::Hff, isa: Isa) -> usize {
    let (most, hidden) = match isa {
        Isa::Scalar => (2, 1),
        Isa::Avx2 => (7, 4),
        Isa::Avx512 => (14, 8),
    };
    let width = hff.output.width;
    let (mut best, mut least, mut tile) = (1, usize::MAX, most);
    while tile > 0 {
        let cost = width.div_ceil(tile) * if tile < hidden { hidden } else { tile };
        if tile <= width && cost < least {
            (best, least) = (tile, cost);
        }
        tile -= 1;
    }
    best
}

/// Whether rows can have this tile, as far as is known at compile time.
const fn possible(hff: Option<kernel::Hff>, isa: Isa, pixels: usize) -> bool {
    match hff {
        Some(hff) => tile(&hff, isa) == pixels,
        None => match isa {
            Isa::Scalar => pixels <= 2,
            Isa::Avx2 => pixels <= 7,
            Isa::Avx512 => true,
        },
    }
}

/// Computes output rows from the haloed map; `output` begins at the first of them.
#[inline(always)]
pub(super) fn rows<S: Simd, Q: Source<kernel::Hff>>(
    simd: S,
    shape: Q,
    weights: &[f32],
    map: &[f32],
    rows: Range<usize>,
    output: &mut [f32],
) {
    let hff = shape.shape();
    let tile = derived!(Q: hff, |hff| tile(&hff, S::ISA));
    /// Calls the function built for the tile, one of those that are possible.
    macro_rules! dispatch {
        ($($t:literal)+) => {
            $(if const { possible(Q::KNOWN, S::ISA, $t) } && (Q::KNOWN.is_some() || tile == $t) {
                return tiles::<S, $t>(simd, &hff, weights, map, rows, output);
            })+
        };
    }
    dispatch!(14 13 12 11 10 9 8 7 6 5 4 3 2 1);
}

/// Computes output rows, `T` pixels at a time.
#[inline(always)]
fn tiles<S: Simd, const T: usize>(
    simd: S,
    hff: &kernel::Hff,
    weights: &[f32],
    map: &[f32],
    rows: Range<usize>,
    output: &mut [f32],
) {
    let Map { width, stride, channels, .. } = hff.output;
    let (branches, n) = (hff.dilations.len(), hff.input.channels);
    let halo = hff.dilations.largest();
    if rows.is_empty() {
        return;
    }
    assert!(T <= width && channels == branches * n);
    assert!(weights.len() >= hff.weights_len() && map.len() >= hff.scratch_len());
    assert!((rows.end - 1) * hff.stride < hff.input.height);
    assert!((width - 1) * hff.stride < hff.input.width);
    assert!(output.len() >= (rows.len() * width - 1) * stride + channels);
    for (line, y) in rows.enumerate() {
        for block in 0..hff.blocks() {
            let mut next = 0;
            while next < width {
                let x = if next + T <= width { next } else { width - T };
                let centre = (y * hff.stride + halo) * hff.padded_row()
                    + (block * hff.padded_width() + x * hff.stride + halo) * BLOCK;
                // SAFETY: the assertions put every output pixel's centre on the input, so that
                // taps, at most the halo away from it, are on the haloed map. Weights and output
                // have been measured.
                unsafe {
                    self::branches::<S, T>(
                        simd,
                        hff,
                        weights.as_ptr().add(block * branches * TAPS_AND_CONSTANTS * BLOCK),
                        map.as_ptr().add(centre),
                        output.as_mut_ptr().add((line * width + x) * stride + block * BLOCK),
                        lanes(n, block),
                    );
                }
                next = x + T;
            }
        }
    }
}

/// Blocks of weights that a branch has for each block of channels.
const TAPS_AND_CONSTANTS: usize = 9 + 3;

/// All branches of `T` pixels.
///
/// # Safety
/// `weights` has the blocks of every branch; around `centre`, and the `T` − 1 pixels `stride` blocks
/// apart behind it, blocks of the haloed map are readable as far as the largest dilation; the first
/// `lanes` channels of each branch are writable for `T` pixels from `output` on.
#[inline(always)]
unsafe fn branches<S: Simd, const T: usize>(
    simd: S,
    hff: &kernel::Hff,
    mut weights: *const f32,
    centre: *const f32,
    mut output: *mut f32,
    lanes: usize,
) {
    // With sixteen registers, the nine taps have to stay loops: laid out one after another they are
    // reordered so that most of the weights spill.
    let side = if matches!(S::ISA, Isa::Avx512) { 3 } else { black_box(3) };
    let mut sums = [simd.splat(0.0); T];
    for branch in 0..hff.dilations.len() {
        let dilation = hff.dilations.get(branch);
        // SAFETY: the caller's promise: taps are `dilation` pixels away at most, and 12 blocks of
        // weights belong to each branch.
        unsafe {
            let row = dilation * hff.padded_row();
            let column = dilation * BLOCK;
            let mut line = centre.sub(row + column);
            for _ in 0..side {
                let mut tap = line;
                for _ in 0..side {
                    let weight = simd.load(&*weights.cast());
                    unroll!(I < T => {
                        let x = simd.load(&*tap.add(I * hff.stride * BLOCK).cast());
                        sums[I] = simd.mul_add(x, weight, sums[I]);
                    });
                    weights = weights.add(BLOCK);
                    tap = tap.add(column);
                }
                line = line.add(row);
            }
            let scale = simd.load(&*weights.cast());
            let shift = simd.load(&*weights.add(BLOCK).cast());
            let slope = simd.load(&*weights.add(2 * BLOCK).cast());
            weights = weights.add(3 * BLOCK);
            unroll!(I < T => {
                let value = simd.prelu(simd.mul_add(sums[I], scale, shift), slope);
                let to = output.add(I * hff.output.stride);
                if lanes == BLOCK {
                    simd.store(value, &mut *to.cast());
                } else {
                    simd.store_partial(value, core::slice::from_raw_parts_mut(to, lanes));
                }
            });
            output = output.wrapping_add(hff.input.channels);
        }
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

    use super::body;
    use crate::{
        kernels::{
            Call,
            reference::{Runtime, dilations, fuse, fusion_tensors, map},
            testing::{Case, Operands, Output, Tensors, per_isa, strided},
        },
        simd::{AnySimd, Simd},
    };

    impl Case for kernel::Hff {
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

    fn shapes() -> impl Strategy<Value = kernel::Hff> {
        let size = (1..=6_usize, prop_oneof![1..=5_usize, 6..=34_usize]);
        (1..=40_usize, size, dilations(), 1..=2_usize, 0..=3_usize, 0..=3_usize).prop_map(
            |(n, (height, width), dilations, stride, input_gap, output_gap)| {
                let reduced = |size: usize| (size - 1) / stride + 1;
                let channels = n * dilations.len();
                kernel::Hff {
                    input: strided(n, height, width, input_gap),
                    output: strided(channels, reduced(height), reduced(width), output_gap),
                    dilations,
                    stride,
                }
            },
        )
    }

    /// Sums of up to 72 products of numbers below 1, which stay below ten or so; each partial sum
    /// is rounded by 2⁻²⁴ of itself: 72·10·2⁻²⁴ = 4e-5 at the very worst.
    const TOLERANCE: f64 = 4e-5;

    fn agrees(simd: AnySimd, hff: kernel::Hff, seed: u64) {
        let mut tensors = Tensors::new(seed);
        let names = fusion_tensors(&hff, &mut tensors);
        let (numbers, floats) = map(seed ^ 1, &hff.input, Layout::Nhwc);
        let weights = tensors.pack(&Packing::Hff(hff, names));
        let operands = Operands { weights: &weights, input: &floats, ..Operands::default() };
        let expected = fuse(&hff, &tensors, &names, &numbers);
        hff.check(simd, operands, seed, &expected, TOLERANCE);
    }

    per_isa!(agrees, shapes());

    #[test]
    fn tiles_divide_the_rows_of_released_networks() {
        let tile = |width: usize, isa| {
            let map = Map::dense(32, width, width);
            let dilations = espnet_abi::layout::Dilations::new(&[1]);
            super::tile(&kernel::Hff { input: map, output: map, dilations, stride: 1 }, isa)
        };
        let widths = [56, 28, 14, 12, 10, 7, 3];
        let avx512 = widths.map(|width| tile(width, espnet_abi::Isa::Avx512));
        assert_eq!(avx512, [14, 14, 14, 12, 10, 7, 3]);
        let avx2 = widths.map(|width| tile(width, espnet_abi::Isa::Avx2));
        assert_eq!(avx2, [7, 7, 7, 6, 5, 7, 3]);
    }
}
