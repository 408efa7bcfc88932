//! Hierarchical feature fusion (HFF), the core of EESP units: dilated depth-wise 3×3 branches are added up
//! one after another, and each partial sum passes batch norm and PReLU.
//!
//! The input is copied into a map with the zeros that the branches read beyond its borders
//! ([`super::haloed_map`]), so that only rows of taps need a test, not single taps. A block contains sixteen
//! channels of one pixel. If that leaves lanes empty, it contains eight channels of two neighbouring pixels
//! or four channels of four.
//!
//! This file fills the map and chooses the tile; [`super::hff_tiles`] computes it.

use core::ops::Range;

use espnet_abi::{
    Isa, kernel,
    layout::{BLOCK, Layout},
};

use super::{
    haloed_map::{HeldRows, RowLayout, fill_row, reach},
    hff_tiles::{Fusion, Geometry, tiles},
};
use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        shape_param::{Runtime, ShapeParam, derived, part_of},
    },
    simd::{Simd, SimdTask},
};

/// A fusion that stores the outputs of its branches one branch after another.
#[derive(Clone, Copy)]
struct Concatenated<Q>(Q);

part_of!(Concatenated: kernel::Hff => Fusion, |hff| Fusion { hff, interleaved: false });

/// Hierarchical feature fusion of a map.
impl Kernel for kernel::Hff {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let hff = shape.shape();
        let held = HeldRows::all(&hff);
        let layout = derived!(Q: hff, |hff| RowLayout::new(&hff));
        for row in reach(&hff, &call.chunks) {
            match row.checked_sub(1).filter(|&y| y < hff.input.height) {
                Some(y) => {
                    let from = &call.input[y * hff.input.width * hff.input.stride..];
                    let to = held.cleared(&layout, call.scratch, row);
                    fill_row(simd, &layout, from, hff.input.stride, to);
                }
                None => held.get(&layout, call.scratch, row).fill(0.0),
            }
        }
        rows(simd, Concatenated(shape), call.weights, call.scratch, held, call.chunks, call.output);
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::Hff {
    const PARTITION: Partition = Partition::of(&P::SHAPE.output, Layout::Nhwc);
}

/// The number of blocks of a tile. The last tile of a row overlaps its predecessor if pixels are left over,
/// so the best tile covers a row with the least excess. With fewer than eight sums, additions wait for each
/// other's results. On AVX2, the sums of larger tiles leave hardly a register for the epilogue: the times of
/// tiles of four, five, six and seven blocks are in the ratio 6.2 : 8.0 : 9.6 : 11.6, and seven blocks that
/// share lanes among pixels take even longer.
const fn tile(hff: &kernel::Hff, isa: Isa) -> usize {
    let (most, hidden, spared) = match isa {
        Isa::Scalar => (2, 1, 0),
        Isa::Avx2 => (if hff.lanes() < BLOCK { 6 } else { 7 }, 4, 1),
        Isa::Avx512 => (14, 8, 0),
    };
    let (width, pixels) = (hff.output.width, BLOCK / hff.lanes());
    let (mut best, mut least, mut tile) = (1, usize::MAX, most);
    while tile > 0 {
        let each = if tile < hidden { hidden } else { tile } - spared;
        let cost = width.div_ceil(tile * pixels) * each;
        if tile * pixels <= width && cost < least {
            (best, least) = (tile, cost);
        }
        tile -= 1;
    }
    best
}

/// Whether rows can have tiles of this many blocks with this many lanes, as far as is known at compile time.
const fn possible(fusion: Option<Fusion>, isa: Isa, blocks: usize, lanes: usize) -> bool {
    match fusion {
        Some(Fusion { hff, .. }) => tile(&hff, isa) == blocks && hff.lanes() == lanes,
        None => match isa {
            Isa::Scalar => blocks <= 2,
            Isa::Avx2 => blocks <= 7,
            Isa::Avx512 => true,
        },
    }
}

/// Computes output rows from the haloed map. `map` contains the rows that the branches read; `output` begins
/// at the first output row.
#[inline(always)]
pub(super) fn rows<S: Simd, Q: ShapeParam<Fusion>>(
    simd: S,
    shape: Q,
    weights: &[f32],
    map: &[f32],
    held: HeldRows,
    rows: Range<usize>,
    output: &mut [f32],
) {
    if const { Q::KNOWN.is_some() } {
        tiled_rows(simd, shape, weights, map, held, rows, output);
    } else {
        let fusion = Runtime(shape.shape());
        simd.run(SharedTask { fusion, weights, map, held, rows, output });
    }
}

/// The task of a fusion that is known only at run time. All such fusions share one function, as matmuls do.
struct SharedTask<'a> {
    fusion: Runtime<Fusion>,
    weights: &'a [f32],
    map: &'a [f32],
    held: HeldRows,
    rows: Range<usize>,
    output: &'a mut [f32],
}

impl SimdTask for SharedTask<'_> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let SharedTask { fusion, weights, map, held, rows, output } = self;
        tiled_rows(simd, fusion, weights, map, held, rows, output);
    }
}

/// As [`rows`], compiled into the caller.
#[inline(always)]
fn tiled_rows<S: Simd, Q: ShapeParam<Fusion>>(
    simd: S,
    shape: Q,
    weights: &[f32],
    map: &[f32],
    held: HeldRows,
    rows: Range<usize>,
    output: &mut [f32],
) {
    let (tile, lanes, geometry) = derived!(Q: shape.shape(), |fusion| (
        tile(&fusion.hff, S::ISA),
        fusion.hff.lanes(),
        Geometry::new(&fusion)
    ));
    /// Calls the function that is compiled for the tile.
    macro_rules! dispatch {
        ($lanes:literal: $($t:literal)+) => {
            $(if const { possible(Q::KNOWN, S::ISA, $t, $lanes) }
                && (Q::KNOWN.is_some() || (tile == $t && lanes == $lanes))
            {
                return tiles::<S, $t, $lanes>(
                    simd, &geometry, weights, map, held, rows, output,
                );
            })+
        };
    }
    dispatch!(16: 14 13 12 11 10 9 8 7 6 5 4 3 2 1);
    dispatch!(8: 14 13 12 11 10 9 8 7 6 5 4 3 2 1);
    dispatch!(4: 14 13 12 11 10 9 8 7 6 5 4 3 2 1);
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
        kernels::testing::{
            Case, Operands, Output, Tensors, dilations, fuse, fusion_tensors, per_isa, random_map,
            strided,
        },
        simd::AnySimd,
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
    }

    fn shapes() -> impl Strategy<Value = kernel::Hff> {
        let size = (1..=6_usize, prop_oneof![1..=5_usize, 6..=34_usize]);
        let n = prop_oneof![1..=40_usize, (1..=6_usize).prop_map(|quarters| 4 * quarters)];
        (n, size, dilations(), 1..=2_usize, 0..=3_usize, 0..=3_usize).prop_map(
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

    /// Sums of up to 72 products of numbers below 1 usually stay below ten. Each partial sum is rounded by
    /// 2⁻²⁴ of its value, so the error is at most 72·10·2⁻²⁴ = 4e-5.
    const TOLERANCE: f64 = 4e-5;

    fn agrees(simd: AnySimd, hff: kernel::Hff, seed: u64) {
        let mut tensors = Tensors::new(seed);
        let names = fusion_tensors(&hff, &mut tensors);
        let (numbers, floats) = random_map(seed ^ 1, &hff.input, Layout::Nhwc);
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
        assert_eq!(avx2, [4, 4, 7, 4, 5, 7, 3]);
    }
}
