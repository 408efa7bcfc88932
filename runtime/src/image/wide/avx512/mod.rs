//! The passes in 512-bit registers. They need AVX-512 VBMI, which permutes the bytes of a whole register,
//! and VNNI, which sums up products of bytes.

use core::arch::x86_64::*;

use super::vectors::{Vectors, Work};
use crate::image::{passes::Wide, planes::Pixel};

mod stretch;

pub(super) use stretch::{OpenCv, Pillow};

/// Proof that the processor has AVX-512 F, VL, BW, DQ, VBMI and VNNI.
#[derive(Clone, Copy, Debug)]
pub(in crate::image) struct Avx512Vbmi {
    /// A private field, so that only [`Avx512Vbmi::detect`] creates a token.
    _checked: (),
}

impl Avx512Vbmi {
    /// Returns the token, or `None` if the processor lacks any of the instructions.
    pub(super) fn detect() -> Option<Self> {
        let present = std::is_x86_feature_detected!("avx512f")
            && std::is_x86_feature_detected!("avx512vl")
            && std::is_x86_feature_detected!("avx512bw")
            && std::is_x86_feature_detected!("avx512dq")
            && std::is_x86_feature_detected!("avx512vbmi")
            && std::is_x86_feature_detected!("avx512vnni");
        present.then_some(Self { _checked: () })
    }
}

/// Runs `work`, compiled for the instruction set.
#[inline]
pub(super) fn run<W: Work>(token: Avx512Vbmi, work: W) -> W::Output {
    // SAFETY: the token proves the features that `compiled` enables.
    unsafe { compiled(token, work) }
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn compiled<W: Work>(token: Avx512Vbmi, work: W) -> W::Output {
    work.run(token)
}

/// Number of pixels in a register.
const PIXELS: usize = 16;

/// Defines the operations that are a single instruction on registers of integers.
macro_rules! instructions {
    ($($name:ident($($x:ident),*) = $intrinsic:ident;)*) => {$(
        #[inline(always)]
        fn $name(self, $($x: __m512i),*) -> __m512i {
            // SAFETY: the token proves the instruction's feature.
            unsafe { $intrinsic($($x),*) }
        }
    )*};
}

impl Vectors<PIXELS> for Avx512Vbmi {
    type Integers = __m512i;
    type Floats = __m512;

    instructions! {
        sub_to_zero_8(a, b) = _mm512_subs_epu8;
        xor(a, b) = _mm512_xor_si512;
        shuffle(x, places) = _mm512_shuffle_epi8;
        add_16(a, b) = _mm512_add_epi16;
        mul_high_16(a, b) = _mm512_mulhi_epi16;
        add_32(a, b) = _mm512_add_epi32;
        dot_16(a, b) = _mm512_madd_epi16;
        add_dot_16(sum, a, b) = _mm512_dpwssd_epi32;
        zip_low_16(a, b) = _mm512_unpacklo_epi16;
        zip_high_16(a, b) = _mm512_unpackhi_epi16;
        zip_low_32(a, b) = _mm512_unpacklo_epi32;
        zip_high_32(a, b) = _mm512_unpackhi_epi32;
        pack_32(a, b) = _mm512_packs_epi32;
        pack_16(a, b) = _mm512_packus_epi16;
    }

    #[inline(always)]
    fn load_pixels(self, from: &[Pixel; PIXELS]) -> __m512i {
        // SAFETY: the token proves AVX-512; the reference is to 64 bytes.
        unsafe { _mm512_loadu_si512(from.as_ptr().cast()) }
    }

    #[inline(always)]
    fn store_pixels(self, x: __m512i, to: &mut [Pixel; PIXELS]) {
        // SAFETY: the token proves AVX-512; the reference is to 64 bytes.
        unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast(), x) }
    }

    #[inline(always)]
    fn load_wide(self, from: &[Wide; PIXELS]) -> [__m512i; 2] {
        let from = from.as_ptr();
        // SAFETY: the token proves AVX-512; the reference is to 128 bytes, eight for each pixel.
        unsafe {
            [_mm512_loadu_si512(from.cast()), _mm512_loadu_si512(from.add(PIXELS / 2).cast())]
        }
    }

    #[inline(always)]
    fn load_pairs(self, from: &[[u8; 2]; PIXELS]) -> __m512i {
        // SAFETY: the token proves AVX-512; the reference is to 32 bytes.
        unsafe { _mm512_castsi256_si512(_mm256_loadu_si256(from.as_ptr().cast())) }
    }

    #[inline(always)]
    fn store_floats(self, x: __m512, to: &mut [f32; PIXELS]) {
        // SAFETY: the token proves AVX-512; the reference is to sixteen floats.
        unsafe { _mm512_storeu_ps(to.as_mut_ptr(), x) }
    }

    #[inline(always)]
    fn repeat(self, bytes: [u8; 16]) -> __m512i {
        // SAFETY: the token proves AVX-512; the array has 16 bytes.
        unsafe { _mm512_broadcast_i32x4(_mm_loadu_si128(bytes.as_ptr().cast())) }
    }

    #[inline(always)]
    fn splat_16(self, x: i16) -> __m512i {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_set1_epi16(x) }
    }

    #[inline(always)]
    fn splat_32(self, x: i32) -> __m512i {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_set1_epi32(x) }
    }

    #[inline(always)]
    fn splat_float(self, x: f32) -> __m512 {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_set1_ps(x) }
    }

    #[inline(always)]
    fn even(self, pairs: __m512i) -> __m512i {
        spread(self, pairs, 0)
    }

    #[inline(always)]
    fn odd(self, pairs: __m512i) -> __m512i {
        spread(self, pairs, 1)
    }

    #[inline(always)]
    fn shift_right_16<const N: u32>(self, x: __m512i) -> __m512i {
        // SAFETY: the token proves AVX-512 BW.
        unsafe { _mm512_srai_epi16::<N>(x) }
    }

    #[inline(always)]
    fn shift_left_32<const N: u32>(self, x: __m512i) -> __m512i {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_slli_epi32::<N>(x) }
    }

    #[inline(always)]
    fn shift_right_32<const N: u32>(self, x: __m512i) -> __m512i {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_srai_epi32::<N>(x) }
    }

    #[inline(always)]
    fn in_order(self, packed: __m512i) -> __m512i {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7), packed) }
    }

    #[inline(always)]
    fn floats(self, x: __m512i) -> __m512 {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_cvtepi32_ps(x) }
    }

    #[inline(always)]
    fn sub_floats(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_sub_ps(a, b) }
    }

    #[inline(always)]
    fn mul_floats(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_mul_ps(a, b) }
    }

    #[inline(always)]
    fn mul_add_floats(self, a: __m512, b: __m512, c: __m512) -> __m512 {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_fmadd_ps(a, b, c) }
    }
}

/// Spreads one byte of each pair as [`Vectors::even`] describes: the first byte if `odd` is 0, the second
/// if it is 1. Part p takes the bytes 4·p, 4·p + 2, 4·p + 16 and 4·p + 18 of the 32 bytes, or the byte
/// after each.
#[inline(always)]
fn spread(_token: Avx512Vbmi, pairs: __m512i, odd: i32) -> __m512i {
    let twice = |byte: i32| (byte + odd) * 0x0001_0100;
    // SAFETY: the token proves AVX-512 VBMI.
    unsafe {
        let places = _mm512_setr_epi32(
            twice(0),
            twice(2),
            twice(16),
            twice(18),
            twice(4),
            twice(6),
            twice(20),
            twice(22),
            twice(8),
            twice(10),
            twice(24),
            twice(26),
            twice(12),
            twice(14),
            twice(28),
            twice(30),
        );
        _mm512_maskz_permutexvar_epi8(0x6666_6666_6666_6666, places, pairs)
    }
}
