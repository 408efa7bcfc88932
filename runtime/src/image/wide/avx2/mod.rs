//! The passes in 256-bit registers (AVX2 and FMA).

use core::arch::x86_64::*;

use super::vectors::{Vectors, Work};
use crate::{
    image::{passes::Wide, planes::Pixel},
    simd::Avx2,
};

mod stretch;

pub(super) use stretch::{OpenCv, Pillow};

/// Runs `work`, compiled for the instruction set.
#[inline]
pub(super) fn run<W: Work>(token: Avx2, work: W) -> W::Output {
    // SAFETY: the token proves the features that `compiled` enables.
    unsafe { compiled(token, work) }
}

#[target_feature(enable = "avx2,fma")]
fn compiled<W: Work>(token: Avx2, work: W) -> W::Output {
    work.run(token)
}

/// Number of pixels in a register.
const PIXELS: usize = 8;

/// Defines the operations that are a single instruction on registers of integers.
macro_rules! instructions {
    ($($name:ident($($x:ident),*) = $intrinsic:ident;)*) => {$(
        #[inline(always)]
        fn $name(self, $($x: __m256i),*) -> __m256i {
            // SAFETY: the token proves the instruction's feature.
            unsafe { $intrinsic($($x),*) }
        }
    )*};
}

impl Vectors<PIXELS> for Avx2 {
    type Integers = __m256i;
    type Floats = __m256;

    instructions! {
        sub_to_zero_8(a, b) = _mm256_subs_epu8;
        xor(a, b) = _mm256_xor_si256;
        shuffle(x, places) = _mm256_shuffle_epi8;
        add_16(a, b) = _mm256_add_epi16;
        mul_high_16(a, b) = _mm256_mulhi_epi16;
        add_32(a, b) = _mm256_add_epi32;
        dot_16(a, b) = _mm256_madd_epi16;
        zip_low_16(a, b) = _mm256_unpacklo_epi16;
        zip_high_16(a, b) = _mm256_unpackhi_epi16;
        zip_low_32(a, b) = _mm256_unpacklo_epi32;
        zip_high_32(a, b) = _mm256_unpackhi_epi32;
        pack_32(a, b) = _mm256_packs_epi32;
        pack_16(a, b) = _mm256_packus_epi16;
    }

    #[inline(always)]
    fn load_pixels(self, from: &[Pixel; PIXELS]) -> __m256i {
        // SAFETY: the token proves AVX2; the reference is to 32 bytes.
        unsafe { _mm256_loadu_si256(from.as_ptr().cast()) }
    }

    #[inline(always)]
    fn store_pixels(self, x: __m256i, to: &mut [Pixel; PIXELS]) {
        // SAFETY: the token proves AVX2; the reference is to 32 bytes.
        unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), x) }
    }

    #[inline(always)]
    fn load_wide(self, from: &[Wide; PIXELS]) -> [__m256i; 2] {
        let from = from.as_ptr();
        // SAFETY: the token proves AVX2; the reference is to 64 bytes, eight for each pixel.
        unsafe {
            [_mm256_loadu_si256(from.cast()), _mm256_loadu_si256(from.add(PIXELS / 2).cast())]
        }
    }

    #[inline(always)]
    fn load_pairs(self, from: &[[u8; 2]; PIXELS]) -> __m256i {
        // SAFETY: the token proves AVX2; the reference is to 16 bytes.
        unsafe { _mm256_broadcastsi128_si256(_mm_loadu_si128(from.as_ptr().cast())) }
    }

    #[inline(always)]
    fn store_floats(self, x: __m256, to: &mut [f32; PIXELS]) {
        // SAFETY: the token proves AVX2; the reference is to eight floats.
        unsafe { _mm256_storeu_ps(to.as_mut_ptr(), x) }
    }

    #[inline(always)]
    fn repeat(self, bytes: [u8; 16]) -> __m256i {
        // SAFETY: the token proves AVX2; the array has 16 bytes.
        unsafe { _mm256_broadcastsi128_si256(_mm_loadu_si128(bytes.as_ptr().cast())) }
    }

    #[inline(always)]
    fn splat_16(self, x: i16) -> __m256i {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_set1_epi16(x) }
    }

    #[inline(always)]
    fn splat_32(self, x: i32) -> __m256i {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_set1_epi32(x) }
    }

    #[inline(always)]
    fn splat_float(self, x: f32) -> __m256 {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_set1_ps(x) }
    }

    #[inline(always)]
    fn add_dot_16(self, sum: __m256i, a: __m256i, b: __m256i) -> __m256i {
        self.add_32(sum, self.dot_16(a, b))
    }

    #[inline(always)]
    fn even(self, pairs: __m256i) -> __m256i {
        spread(self, pairs, 0)
    }

    #[inline(always)]
    fn odd(self, pairs: __m256i) -> __m256i {
        spread(self, pairs, 1)
    }

    #[inline(always)]
    fn shift_right_16<const N: u32>(self, x: __m256i) -> __m256i {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_sra_epi16(x, _mm_cvtsi32_si128(N as i32)) }
    }

    #[inline(always)]
    fn shift_left_32<const N: u32>(self, x: __m256i) -> __m256i {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_sll_epi32(x, _mm_cvtsi32_si128(N as i32)) }
    }

    #[inline(always)]
    fn shift_right_32<const N: u32>(self, x: __m256i) -> __m256i {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_sra_epi32(x, _mm_cvtsi32_si128(N as i32)) }
    }

    #[inline(always)]
    fn in_order(self, packed: __m256i) -> __m256i {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_permute4x64_epi64::<0b11_01_10_00>(packed) }
    }

    #[inline(always)]
    fn floats(self, x: __m256i) -> __m256 {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_cvtepi32_ps(x) }
    }

    #[inline(always)]
    fn sub_floats(self, a: __m256, b: __m256) -> __m256 {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_sub_ps(a, b) }
    }

    #[inline(always)]
    fn mul_floats(self, a: __m256, b: __m256) -> __m256 {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_mul_ps(a, b) }
    }

    #[inline(always)]
    fn mul_add_floats(self, a: __m256, b: __m256, c: __m256) -> __m256 {
        // SAFETY: the token proves AVX2.
        unsafe { _mm256_fmadd_ps(a, b, c) }
    }
}

/// Spreads one byte of each pair as [`Vectors::even`] describes: the first byte if `odd` is 0, the second if
/// it is 1. Both parts of `pairs` are the same 16 bytes. Part p of the result takes the bytes 4·p, 4·p + 2,
/// 4·p + 8 and 4·p + 10, or the byte after each.
#[inline(always)]
fn spread(_token: Avx2, pairs: __m256i, odd: i32) -> __m256i {
    let twice = |byte: i32| 0x8000_0080_u32.cast_signed() | ((byte + odd) * 0x0001_0100);
    // SAFETY: the token proves AVX2.
    unsafe {
        let places = _mm256_setr_epi32(
            twice(0),
            twice(2),
            twice(8),
            twice(10),
            twice(4),
            twice(6),
            twice(12),
            twice(14),
        );
        _mm256_shuffle_epi8(pairs, places)
    }
}
