//! The class of every pixel, from logits of the same size. It is the index of the pixel's largest channel.

use espnet_abi::{
    kernel::{self, Bands},
    layout::{BLOCK, Map},
};

use super::contest::{Contest, bytes};
use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// The number of channels that are loaded at once.
const FOUR: usize = 4;

/// Finds the largest channel at every pixel.
///
/// Four channels of sixteen pixels are loaded and transposed at a time, so that a block has one channel of all
/// sixteen. The last sixteen pixels and the last four channels may overlap those before them. The output
/// contains one byte for each pixel, in the memory of floats. A chunk of the call is a band of the shape.
impl Kernel for kernel::Argmax {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let shape = &shape.shape();
        let (from, to) = (shape.input, shape.output);
        let band = Bands::of(&to).rows;
        let rows = call.chunks.start * band..to.height.min(call.chunks.end * band);
        let pixels = rows.len() * to.width;
        let masks = &mut bytes(call.output)[..pixels];
        // A chunk past the last has no logits.
        let logits = call.input.get(rows.start * to.width * from.stride..).unwrap_or_default();
        if pixels < BLOCK || from.channels < FOUR {
            for (pixel, class) in masks.iter_mut().enumerate() {
                *class = largest(&logits[pixel * from.stride..][..from.channels]);
            }
            return;
        }
        for start in (0..pixels).step_by(BLOCK) {
            let start = start.min(pixels - BLOCK);
            let sixteen = &logits[start * from.stride..];
            contest(simd, &from, sixteen).write(simd, &mut masks[start..start + BLOCK]);
        }
    }

    portable!();
}

/// Compares all channels of sixteen pixels.
#[inline(always)]
fn contest<S: Simd>(simd: S, map: &Map, sixteen: &[f32]) -> Contest<S> {
    let mut contest = Contest::new(simd);
    for channel in (0..map.channels).step_by(FOUR) {
        let channel = channel.min(map.channels - FOUR);
        // Row i has the channels of pixels i, i + 4, i + 8 and i + 12.
        let row =
            |i: usize| simd.load_fours(&sixteen[i * map.stride + channel..], FOUR * map.stride);
        contest.continue_with(simd, channel);
        for values in simd.transpose_fours([row(0), row(1), row(2), row(3)]) {
            contest.next(simd, values);
        }
    }
    contest
}

/// The index of the first of the largest numbers.
fn largest(numbers: &[f32]) -> u8 {
    let (mut best, mut winner) = (f32::NEG_INFINITY, 0);
    for (channel, &number) in (0..=u8::MAX).zip(numbers) {
        if number > best {
            (best, winner) = (number, channel);
        }
    }
    winner
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::Argmax {
    const PARTITION: Partition = {
        assert!(P::SHAPE.input.channels <= kernel::MAX_MASK_CHANNELS);
        assert!(P::SHAPE.input.pixels() == P::SHAPE.output.pixels());
        assert!(P::SHAPE.output.stride == 1);
        P::SHAPE.partition()
    };
}

#[cfg(test)]
mod tests {
    use core::{ops::Range, slice::from_ref};
    use std::{vec, vec::Vec};

    use espnet_abi::{
        kernel::{self, Bands},
        layout::{Layout, Map},
    };
    use proptest::prelude::*;

    use super::{bytes, largest};
    use crate::{
        kernels::{
            common::{call::Call, kernel::Kernel, shape_param::Runtime},
            testing::{Operands, channels, per_isa, random_map, strided},
        },
        simd::{AnySimd, Simd, SimdTask},
    };

    /// The byte after the mask, where the kernel must not write.
    const SENTINEL: u8 = 0xa5;

    struct Task<'a>(kernel::Argmax, Call<'a>);

    impl SimdTask for Task<'_> {
        type Output = ();
        type CodegenUnit = Self;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            kernel::Argmax::compute(simd, Runtime(self.0), self.1);
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::Argmax> {
        let size = || prop_oneof![Just(1_usize), 1..6_usize, 1..40_usize];
        let channels = prop_oneof![9 => channels(), 1 => 250..257_usize];
        (channels, size(), size(), 0..4_usize).prop_map(|(channels, height, width, gap)| {
            kernel::Argmax {
                input: strided(channels, height, width, gap),
                output: Map::dense(1, height, width),
            }
        })
    }

    /// The mask from calls for the given chunks.
    fn mask(
        simd: AnySimd,
        shape: kernel::Argmax,
        input: &[f32],
        pieces: &[Range<usize>],
    ) -> Vec<u8> {
        let len = shape.partition().len;
        let mut output = vec![0.0; shape.output_len()];
        bytes(&mut output).fill(SENTINEL);
        for chunks in pieces {
            let output = &mut output[chunks.start * len..chunks.end * len];
            let operands = Operands { input, ..Operands::default() };
            simd.run(Task(shape, operands.call(output, &mut [], chunks.clone())));
        }
        let (mask, behind) = bytes(&mut output).split_at(shape.output.pixels());
        assert!(
            behind.iter().all(|&byte| byte == SENTINEL),
            "bytes behind the mask are overwritten"
        );
        mask.to_vec()
    }

    fn check(simd: AnySimd, shape: kernel::Argmax, seed: u64) {
        let (_, mut input) = random_map(seed, &shape.input, Layout::Nhwc);
        // Many ties, NaN and infinite numbers.
        for (i, value) in input.iter_mut().enumerate() {
            *value = match (seed as usize).wrapping_add(i * 7) % 61 {
                0 => f32::NAN,
                1 => f32::NEG_INFINITY,
                2 => f32::INFINITY,
                _ => (*value * 4.0).round(),
            };
        }
        let pixels = input.chunks(shape.input.stride);
        let expected: Vec<u8> =
            pixels.map(|pixel| largest(&pixel[..shape.input.channels])).collect();
        let chunks = shape.partition().chunks;
        let cut = seed as usize % (chunks + 1);
        let each = (0..chunks).map(|chunk| chunk..chunk + 1).collect();
        let (upper, lower) = (0..cut, cut..chunks);
        for pieces in [vec![upper.clone(), lower.clone()], vec![lower, upper], each] {
            assert_eq!(mask(simd, shape, &input, &pieces), expected, "in {pieces:?}");
        }
    }

    per_isa!(check, shapes());

    #[test]
    fn the_first_of_the_largest_channels_wins() {
        let cases: [(&[f32], u8); 6] = [
            (&[1.0, 3.0, 2.0], 1),
            (&[2.0, 3.0, 3.0], 1),
            (&[f32::NAN, -1.0, f32::NAN], 1),
            (&[f32::NEG_INFINITY, f32::NAN], 0),
            (&[0.0, f32::INFINITY, f32::INFINITY], 1),
            (&[f32::MIN, -0.0, 0.0], 1),
        ];
        for (logits, winner) in cases {
            assert_eq!(largest(logits), winner, "{logits:?}");
        }
    }

    #[test]
    fn where_nothing_is_a_number_the_first_class_wins() {
        let shape = kernel::Argmax { input: Map::dense(5, 3, 7), output: Map::dense(1, 3, 7) };
        for value in [f32::NAN, f32::NEG_INFINITY, 0.0] {
            for simd in AnySimd::tested() {
                let input = vec![value; shape.input.span()];
                assert_eq!(Bands::of(&shape.output).partition.chunks, 1);
                assert_eq!(mask(simd, shape, &input, from_ref(&(0..1))), [0; 21]);
            }
        }
    }
}
