//! The class of every pixel, from logits at a lower resolution. It is the index of the largest of the planes
//! that bilinear resizing of the logits would give, to the bit, but the planes are never stored.

use espnet_abi::{
    kernel::{self, Bands},
    layout::BLOCK,
};

use super::{
    contest::{Contest, bytes},
    stretched::{StretchedMap, StretchedRows},
};
use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// Finds the largest channel of a resized map at every pixel.
///
/// The values of sixteen pixels are compared as they are computed, channel by channel. The output contains
/// one byte for each pixel, in the memory of floats. A chunk of the call is a band of the shape.
impl Kernel for kernel::ArgmaxBilinear {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let shape = &shape.shape();
        let (channels, to) = (shape.input.channels, shape.output);
        let band = Bands::of(&to).rows;
        let scratch = &mut call.scratch[..shape.scratch_len()];
        let size = (to.height, to.width);
        let mut stretched = StretchedMap::new(shape.input, size, 0..channels, call.input, scratch);
        let rows = call.chunks.start * band..to.height.min(call.chunks.end * band);
        let (first, masks) = (rows.start, bytes(call.output));
        let mut y = first;
        while y < rows.end {
            let made = stretched.rows(simd, y..rows.end);
            let lines = &mut masks[(y - first) * to.width..];
            y = made.pair.rows.end;
            if made.pair.paired() {
                winners::<S, 2>(simd, &made, lines, to.width);
            } else {
                winners::<S, 1>(simd, &made, lines, to.width);
            }
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::ArgmaxBilinear {
    const PARTITION: Partition = {
        assert!(P::SHAPE.input.channels <= kernel::MAX_MASK_CHANNELS);
        assert!(P::SHAPE.output.stride == 1);
        P::SHAPE.partition()
    };
}

/// Writes the first `T` rows of the mask one after another.
#[inline(always)]
fn winners<S: Simd, const T: usize>(
    simd: S,
    rows: &StretchedRows<'_, S>,
    lines: &mut [u8],
    width: usize,
) {
    let lines = &mut lines[..T * width];
    for start in (0..width).step_by(BLOCK) {
        let mut contests = [Contest::new(simd); T];
        let sixteen = rows.sixteen(simd, start / BLOCK);
        for planes in rows.channels() {
            let values = rows.blocks::<T>(simd, &sixteen, planes);
            for (contest, values) in contests.iter_mut().zip(values) {
                contest.next(simd, values);
            }
        }
        let end = width.min(start + BLOCK);
        for (t, contest) in contests.into_iter().enumerate() {
            contest.write(simd, &mut lines[t * width..][start..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use core::{ops::Range, slice::from_ref};
    use std::{vec, vec::Vec};

    use espnet_abi::{
        kernel,
        layout::{Layout, Map},
    };
    use proptest::prelude::*;

    use crate::{
        kernels::{
            common::{call::Call, kernel::Kernel, shape_param::Runtime},
            resample::contest::bytes,
            testing::{Operands, channels, interpolate, per_isa, random_map, strided},
        },
        simd::{AnySimd, Simd, SimdTask},
    };

    /// The byte after the mask, where the kernel must not write.
    const SENTINEL: u8 = 0xa5;

    struct Argmax<'a>(kernel::ArgmaxBilinear, Call<'a>);

    impl SimdTask for Argmax<'_> {
        type Output = ();
        type CodegenUnit = Self;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            kernel::ArgmaxBilinear::compute(simd, Runtime(self.0), self.1);
        }
    }

    struct Resize<'a>(kernel::ResizeBilinear, Call<'a>);

    impl SimdTask for Resize<'_> {
        type Output = ();
        type CodegenUnit = Self;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            kernel::ResizeBilinear::compute(simd, Runtime(self.0), self.1);
        }
    }

    fn call<'a>(
        input: &'a [f32],
        output: &'a mut [f32],
        scratch: &'a mut [f32],
        chunks: Range<usize>,
    ) -> Call<'a> {
        Operands { input, ..Operands::default() }.call(output, scratch, chunks)
    }

    fn shapes() -> impl Strategy<Value = kernel::ArgmaxBilinear> {
        let size = || prop_oneof![Just(1_usize), 1..6_usize, 1..40_usize];
        let channels = prop_oneof![9 => channels(), 1 => 250..257_usize];
        (channels, (size(), size()), (size(), size()), 0..4_usize).prop_map(
            |(channels, input, (height, width), gap)| kernel::ArgmaxBilinear {
                input: strided(channels, input.0, input.1, gap),
                output: Map::dense(1, height, width),
            },
        )
    }

    /// The mask from calls for the given chunks.
    fn mask(
        simd: AnySimd,
        shape: kernel::ArgmaxBilinear,
        input: &[f32],
        pieces: &[Range<usize>],
    ) -> Vec<u8> {
        let len = shape.partition().len;
        let mut output = vec![0.0; shape.output_len()];
        bytes(&mut output).fill(SENTINEL);
        for chunks in pieces {
            let output = &mut output[chunks.start * len..chunks.end * len];
            let scratch = &mut vec![f32::NAN; shape.scratch_len()];
            simd.run(Argmax(shape, call(input, output, scratch, chunks.clone())));
        }
        let (mask, behind) = bytes(&mut output).split_at(shape.output.pixels());
        assert!(
            behind.iter().all(|&byte| byte == SENTINEL),
            "bytes behind the mask are overwritten"
        );
        mask.to_vec()
    }

    /// The definition: resized planes, and the first largest of them at every pixel.
    fn defined(simd: AnySimd, shape: kernel::ArgmaxBilinear, input: &[f32]) -> Vec<u8> {
        let output = Map::dense(shape.input.channels, shape.output.height, shape.output.width);
        let resize = kernel::ResizeBilinear { input: shape.input, output, layout: Layout::Nchw };
        let mut planes = vec![0.0; output.span()];
        let scratch = &mut vec![0.0; resize.scratch_len()];
        simd.run(Resize(resize, call(input, &mut planes, scratch, 0..output.channels)));
        (0..output.pixels())
            .map(|pixel| {
                let (mut best, mut winner) = (f32::NEG_INFINITY, 0);
                for (channel, plane) in planes.chunks_exact(output.pixels()).enumerate() {
                    if plane[pixel] > best {
                        (best, winner) = (plane[pixel], channel as u8);
                    }
                }
                winner
            })
            .collect()
    }

    fn check(simd: AnySimd, shape: kernel::ArgmaxBilinear, seed: u64) {
        let output = Map::dense(shape.input.channels, shape.output.height, shape.output.width);
        let (numbers, mut input) = random_map(seed, &shape.input, Layout::Nhwc);
        let chunks = shape.partition().chunks;
        let whole = |input: &[f32]| mask(simd, shape, input, from_ref(&(0..chunks)));
        let all = whole(&input);

        // The winner is as large as every other channel, up to the rounding of the planes.
        let planes = interpolate(&numbers, shape.input, output);
        for (pixel, &winner) in all.iter().enumerate() {
            let value = |channel: usize| planes[channel * output.pixels() + pixel];
            let most = (0..output.channels).map(value).fold(f64::NEG_INFINITY, f64::max);
            assert!(value(winner.into()) >= most - 2e-6, "pixel {pixel} is {winner}");
        }
        assert_eq!(all, defined(simd, shape, &input));

        // Many ties, NaN and infinite numbers.
        for (i, value) in input.iter_mut().enumerate() {
            *value = match (seed as usize).wrapping_add(i * 7) % 61 {
                0 => f32::NAN,
                1 => f32::NEG_INFINITY,
                2 => f32::INFINITY,
                _ => (*value * 2.0).round(),
            };
        }
        let expected = defined(simd, shape, &input);
        assert_eq!(whole(&input), expected);
        let cut = seed as usize % (chunks + 1);
        let each = (0..chunks).map(|chunk| chunk..chunk + 1).collect();
        for pieces in [vec![0..cut, cut..chunks], vec![cut..chunks, 0..cut], each] {
            assert_eq!(mask(simd, shape, &input, &pieces), expected, "in {pieces:?}");
        }
    }

    per_isa!(check, shapes());

    #[test]
    fn where_nothing_is_a_number_the_first_class_wins() {
        let shape =
            kernel::ArgmaxBilinear { input: Map::dense(3, 2, 2), output: Map::dense(1, 3, 5) };
        for value in [f32::NAN, f32::NEG_INFINITY, 0.0] {
            for simd in AnySimd::tested() {
                let input = vec![value; shape.input.span()];
                assert_eq!(mask(simd, shape, &input, from_ref(&(0..1))), [0; 15]);
            }
        }
    }
}
