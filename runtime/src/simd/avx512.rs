//! AVX-512: a block of sixteen floats is one 512-bit register.

use core::arch::x86_64::*;

use espnet_abi::{Isa, layout::BLOCK};

use super::{AnySimd, CodegenUnit, Simd, SimdTask};

/// Proof that the processor has AVX-512 F, VL, BW and DQ, AVX2 and FMA.
#[derive(Clone, Copy, Debug)]
pub struct Avx512 {
    /// Keeps construction to [`Avx512::detect`].
    _checked: (),
}

/// Whether the processor has each of these features; without `std`, whether the target has.
macro_rules! present {
    ($($feature:tt),+) => {{
        #[cfg(feature = "std")]
        let present = $(std::is_x86_feature_detected!($feature))&&+;
        #[cfg(not(feature = "std"))]
        let present = cfg!(all($(target_feature = $feature),+));
        present
    }};
}

impl Avx512 {
    /// The token, if the processor has the instructions.
    ///
    /// Without the feature `std` only the compilation target tells.
    pub fn detect() -> Option<Self> {
        present!("avx512f", "avx512vl", "avx512bw", "avx512dq", "avx2", "fma")
            .then_some(Avx512 { _checked: () })
    }
}

/// Aligns the stack frame of the function that this is inlined into to a cache line.
///
/// Tiles of 7 pixels by 4 panels need one block more than there are registers, and the compiler spills it to
/// the frame. It finds that out when it can no longer align the frame. Without this function, the start of
/// the process's stack decides whether the block crosses cache lines or even pages, and then a unit takes
/// nearly three times as long. Tiles for AVX2 do not spill a block, and need the register that the
/// alignment takes.
#[inline(always)]
fn align_frame() {
    #[repr(align(64))]
    struct Line(#[expect(dead_code, reason = "room that is aligned")] u8);
    let line = Line(0);
    core::hint::black_box(&line);
}

/// The mask of the first `lanes` ≤ 16 lanes.
#[inline(always)]
fn mask(lanes: usize) -> __mmask16 {
    assert!(lanes <= BLOCK);
    ((1_u32 << lanes) - 1) as __mmask16
}

impl<U: ?Sized> CodegenUnit<Avx512> for U {
    #[inline(never)]
    #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
    unsafe fn compiled<T: SimdTask>(simd: Avx512, task: T) -> T::Output {
        align_frame();
        task.run(simd)
    }
}

impl Simd for Avx512 {
    type Block = __m512;

    const ISA: Isa = Isa::Avx512;

    #[inline]
    fn run<T: SimdTask>(self, task: T) -> T::Output {
        // SAFETY: the token proves the features that `compiled` enables.
        unsafe { T::CodegenUnit::compiled(self, task) }
    }

    #[inline(always)]
    fn any(self) -> AnySimd {
        AnySimd::Avx512(self)
    }

    #[inline(always)]
    fn splat(self, x: f32) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_set1_ps(x) }
    }

    #[inline(always)]
    fn load(self, from: &[f32; BLOCK]) -> Self::Block {
        // SAFETY: the token proves AVX-512; the reference is to sixteen floats.
        unsafe { _mm512_loadu_ps(from.as_ptr()) }
    }

    #[inline(always)]
    fn prefetch(self, at: *const f32) {
        // SAFETY: the token proves more than SSE; a prefetch accesses no memory, so any address is valid.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(at.cast()) }
    }

    #[inline(always)]
    fn prefetch_far(self, at: *const f32) {
        // SAFETY: the token proves more than SSE; a prefetch accesses no memory, so any address is valid.
        unsafe { _mm_prefetch::<_MM_HINT_T1>(at.cast()) }
    }

    #[inline(always)]
    fn load_partial(self, from: &[f32]) -> Self::Block {
        // SAFETY: the token proves AVX-512; lanes after `from.len()` are masked out and not read.
        unsafe { _mm512_maskz_loadu_ps(mask(from.len()), from.as_ptr()) }
    }

    #[inline(always)]
    fn repeat<const N: usize>(self, from: &[f32; N]) -> Self::Block {
        const { assert!(N == 2 || N == 4 || N == 8) };
        let from = from.as_ptr();
        // SAFETY: the token proves AVX-512; each branch reads the N floats of the reference.
        unsafe {
            match N {
                2 => _mm512_castpd_ps(_mm512_set1_pd(from.cast::<f64>().read_unaligned())),
                4 => _mm512_broadcast_f32x4(_mm_loadu_ps(from)),
                _ => _mm512_broadcast_f32x8(_mm256_loadu_ps(from)),
            }
        }
    }

    #[inline(always)]
    fn pick(self, [first, second]: [&[f32; BLOCK / 2]; 2], places: &[f32; BLOCK]) -> Self::Block {
        // SAFETY: the token proves AVX-512 F and DQ; the loads read eight floats of each run, and the sixteen
        // places.
        unsafe {
            let first = _mm512_castps256_ps512(_mm256_loadu_ps(first.as_ptr()));
            let both = _mm512_insertf32x8::<1>(first, _mm256_loadu_ps(second.as_ptr()));
            let places = _mm512_loadu_si512(places.as_ptr().cast());
            let behind = _mm512_setr_epi32(0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8);
            _mm512_permutexvar_ps(_mm512_or_si512(places, behind), both)
        }
    }

    #[inline(always)]
    fn load_integers(self, from: &[f32; BLOCK / 2]) -> Self::Block {
        // SAFETY: the token proves AVX-512; the load reads the eight floats.
        unsafe {
            _mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(_mm256_loadu_si256(from.as_ptr().cast())))
        }
    }

    #[inline(always)]
    fn load_long_integers(self, from: &[f32; BLOCK / 4 * 3]) -> Self::Block {
        let from = from.as_ptr();
        // SAFETY: the token proves AVX-512; the loads read the first eight of the twelve floats, then
        // the other four.
        unsafe {
            let upper = _mm512_cvtepi16_epi32(_mm256_loadu_si256(from.cast()));
            let lower = _mm512_cvtepu8_epi32(_mm_loadu_si128(from.add(BLOCK / 2).cast()));
            _mm512_cvtepi32_ps(_mm512_or_si512(_mm512_slli_epi32::<8>(upper), lower))
        }
    }

    #[inline(always)]
    fn add_pairs(self, a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe {
            let even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            let odd = _mm512_or_si512(even, _mm512_set1_epi32(1));
            let first = _mm512_permutex2var_ps(a, even, b);
            _mm512_add_ps(first, _mm512_permutex2var_ps(a, odd, b))
        }
    }

    #[inline(always)]
    fn store(self, x: Self::Block, to: &mut [f32; BLOCK]) {
        // SAFETY: the token proves AVX-512; the reference is to sixteen floats.
        unsafe { _mm512_storeu_ps(to.as_mut_ptr(), x) }
    }

    #[inline(always)]
    fn store_partial(self, x: Self::Block, to: &mut [f32]) {
        // SAFETY: as for `load_partial`; masked lanes are not written.
        unsafe { _mm512_mask_storeu_ps(to.as_mut_ptr(), mask(to.len()), x) }
    }

    #[inline(always)]
    fn load_fours(self, from: &[f32], step: usize) -> Self::Block {
        assert!(step <= from.len() && from.len() >= 3 * step + 4);
        let from = from.as_ptr();
        // SAFETY: the token proves AVX-512; the last of the four runs ends within the asserted length.
        unsafe {
            let first = _mm512_castps128_ps512(_mm_loadu_ps(from));
            let two = _mm512_insertf32x4::<1>(first, _mm_loadu_ps(from.add(step)));
            let three = _mm512_insertf32x4::<2>(two, _mm_loadu_ps(from.add(2 * step)));
            _mm512_insertf32x4::<3>(three, _mm_loadu_ps(from.add(3 * step)))
        }
    }

    #[inline(always)]
    fn store_apart<const N: usize>(self, x: Self::Block, to: &mut [f32], step: usize) {
        const { assert!(N == 4 || N == 8) };
        assert!(step <= to.len() && to.len() >= (BLOCK / N - 1) * step + N);
        let at = to.as_mut_ptr();
        // SAFETY: the token proves AVX-512 F and DQ; each store writes N floats, and the last of them ends
        // within the asserted length.
        unsafe {
            if N == 8 {
                _mm256_storeu_ps(at, _mm512_castps512_ps256(x));
                _mm256_storeu_ps(at.add(step), _mm512_extractf32x8_ps::<1>(x));
            } else {
                _mm_storeu_ps(at, _mm512_castps512_ps128(x));
                _mm_storeu_ps(at.add(step), _mm512_extractf32x4_ps::<1>(x));
                _mm_storeu_ps(at.add(2 * step), _mm512_extractf32x4_ps::<2>(x));
                _mm_storeu_ps(at.add(3 * step), _mm512_extractf32x4_ps::<3>(x));
            }
        }
    }

    #[inline(always)]
    fn add_fours(self, a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe {
            let even = _mm512_shuffle_f32x4::<0b10_00_10_00>(a, b);
            _mm512_add_ps(even, _mm512_shuffle_f32x4::<0b11_01_11_01>(a, b))
        }
    }

    #[inline(always)]
    fn transpose_fours(self, [a, b, c, d]: [Self::Block; 4]) -> [Self::Block; 4] {
        // SAFETY: the token proves AVX-512.
        unsafe {
            let low_ab = _mm512_castps_pd(_mm512_unpacklo_ps(a, b));
            let high_ab = _mm512_castps_pd(_mm512_unpackhi_ps(a, b));
            let low_cd = _mm512_castps_pd(_mm512_unpacklo_ps(c, d));
            let high_cd = _mm512_castps_pd(_mm512_unpackhi_ps(c, d));
            [
                _mm512_castpd_ps(_mm512_unpacklo_pd(low_ab, low_cd)),
                _mm512_castpd_ps(_mm512_unpackhi_pd(low_ab, low_cd)),
                _mm512_castpd_ps(_mm512_unpacklo_pd(high_ab, high_cd)),
                _mm512_castpd_ps(_mm512_unpackhi_pd(high_ab, high_cd)),
            ]
        }
    }

    #[inline(always)]
    fn gather_groups(self, [a, b]: [Self::Block; 2]) -> [Self::Block; 2] {
        // SAFETY: the token proves AVX-512.
        unsafe {
            // Pairs of neighbouring outputs, alternately of two groups.
            let first = _mm512_castps_pd(_mm512_unpacklo_ps(a, b));
            let second = _mm512_castps_pd(_mm512_unpackhi_ps(a, b));
            let order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
            [
                _mm512_castpd_ps(_mm512_permutexvar_pd(order, first)),
                _mm512_castpd_ps(_mm512_permutexvar_pd(order, second)),
            ]
        }
    }

    #[inline(always)]
    fn add(self, a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_add_ps(a, b) }
    }

    #[inline(always)]
    fn sub(self, a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_sub_ps(a, b) }
    }

    #[inline(always)]
    fn mul(self, a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_mul_ps(a, b) }
    }

    #[inline(always)]
    fn div(self, a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_div_ps(a, b) }
    }

    #[inline(always)]
    fn mul_add(self, a: Self::Block, b: Self::Block, c: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe { _mm512_fmadd_ps(a, b, c) }
    }

    #[inline(always)]
    fn prelu(self, x: Self::Block, slope: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe {
            // An ordered comparison: NaN is not ≤ 0 and stays as it is.
            let negative = _mm512_cmp_ps_mask::<_CMP_LE_OQ>(x, _mm512_setzero_ps());
            _mm512_mask_mul_ps(x, negative, x, slope)
        }
    }

    #[inline(always)]
    fn max(self, a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX-512. The instruction for the maximum returns `b` if either is NaN.
        unsafe {
            let nan = _mm512_cmp_ps_mask::<_CMP_UNORD_Q>(a, a);
            _mm512_mask_mov_ps(_mm512_max_ps(a, b), nan, a)
        }
    }

    #[inline(always)]
    fn select_greater(
        self,
        a: Self::Block,
        b: Self::Block,
        then: Self::Block,
        otherwise: Self::Block,
    ) -> Self::Block {
        // SAFETY: the token proves AVX-512.
        unsafe {
            let greater = _mm512_cmp_ps_mask::<_CMP_GT_OQ>(a, b);
            _mm512_mask_blend_ps(greater, otherwise, then)
        }
    }
}
