//! AVX2: a block of sixteen floats is two 256-bit registers.

use core::arch::x86_64::*;

use espnet_abi::{Isa, layout::BLOCK};

use super::{AnySimd, CodegenUnit, Simd, SimdTask};

/// Proof that the processor has AVX2 and FMA.
#[derive(Clone, Copy, Debug)]
pub struct Avx2 {
    /// Keeps construction to [`Avx2::detect`].
    _checked: (),
}

impl Avx2 {
    /// The token, if the processor has the instructions.
    ///
    /// Without the feature `std` only the compilation target tells.
    pub fn detect() -> Option<Self> {
        #[cfg(feature = "std")]
        let present = std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma");
        #[cfg(not(feature = "std"))]
        let present = cfg!(all(target_feature = "avx2", target_feature = "fma"));
        present.then_some(Avx2 { _checked: () })
    }
}

/// The lanes of half a block.
const HALF: usize = BLOCK / 2;

/// All bits are set in the first sixteen lanes. Sixteen lanes read from lane 16 − n on are a mask of n lanes.
static MASK: [i32; 2 * BLOCK] = {
    let mut mask = [0; 2 * BLOCK];
    let mut lane = 0;
    while lane < BLOCK {
        mask[lane] = -1;
        lane += 1;
    }
    mask
};

impl Avx2 {
    /// The masks of the two halves of a block for its first `lanes` ≤ 16 lanes.
    #[inline(always)]
    fn masks(self, lanes: usize) -> [__m256i; 2] {
        assert!(lanes <= BLOCK);
        // SAFETY: the token proves AVX2. The sixteen lanes from 16 − lanes on are within MASK, as lanes ≥ 0.
        unsafe {
            let mask = MASK.as_ptr().add(BLOCK - lanes);
            [_mm256_loadu_si256(mask.cast()), _mm256_loadu_si256(mask.add(HALF).cast())]
        }
    }
}

/// Applies an intrinsic to both halves of its operands.
macro_rules! halves {
    ($intrinsic:ident($($operand:expr),+)) => {
        // SAFETY: the token proves AVX2 and FMA, all that these intrinsics need.
        unsafe { [$intrinsic($($operand[0]),+), $intrinsic($($operand[1]),+)] }
    };
}

/// x where x > 0, slope · x elsewhere.
///
/// # Safety
/// The processor has AVX.
#[inline(always)]
unsafe fn prelu(x: __m256, slope: __m256) -> __m256 {
    // The blend selects by the sign bit. Zeros and NaN may take either side, since both sides are equal for
    // them.
    // SAFETY: the caller's promise.
    unsafe { _mm256_blendv_ps(x, _mm256_mul_ps(x, slope), x) }
}

impl<U: ?Sized> CodegenUnit<Avx2> for U {
    #[inline(never)]
    #[target_feature(enable = "avx2,fma")]
    unsafe fn compiled<T: SimdTask>(simd: Avx2, task: T) -> T::Output {
        task.run(simd)
    }
}

impl Simd for Avx2 {
    type Block = [__m256; 2];

    const ISA: Isa = Isa::Avx2;

    #[inline]
    fn run<T: SimdTask>(self, task: T) -> T::Output {
        // SAFETY: the token proves the features that `compiled` enables.
        unsafe { T::CodegenUnit::compiled(self, task) }
    }

    #[inline(always)]
    fn any(self) -> AnySimd {
        AnySimd::Avx2(self)
    }

    #[inline(always)]
    fn splat(self, x: f32) -> Self::Block {
        // SAFETY: the token proves AVX.
        let half = unsafe { _mm256_set1_ps(x) };
        [half, half]
    }

    #[inline(always)]
    fn load(self, from: &[f32; BLOCK]) -> Self::Block {
        // SAFETY: the token proves AVX; both halves are within the sixteen floats.
        unsafe { [_mm256_loadu_ps(from.as_ptr()), _mm256_loadu_ps(from.as_ptr().add(HALF))] }
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
        let [low, high] = self.masks(from.len());
        // SAFETY: the token proves AVX; lanes after `from.len()` are masked out and not read, and the address
        // of the high half is computed without the claim that it is in bounds.
        unsafe {
            [
                _mm256_maskload_ps(from.as_ptr(), low),
                _mm256_maskload_ps(from.as_ptr().wrapping_add(HALF), high),
            ]
        }
    }

    #[inline(always)]
    fn repeat<const N: usize>(self, from: &[f32; N]) -> Self::Block {
        const { assert!(N == 2 || N == 4 || N == 8) };
        let from = from.as_ptr();
        // SAFETY: the token proves AVX; each branch reads the N floats of the reference.
        let half = unsafe {
            match N {
                2 => _mm256_castpd_ps(_mm256_set1_pd(from.cast::<f64>().read_unaligned())),
                4 => _mm256_set_m128(_mm_loadu_ps(from), _mm_loadu_ps(from)),
                _ => _mm256_loadu_ps(from),
            }
        };
        [half, half]
    }

    #[inline(always)]
    fn pick(self, runs: [&[f32; HALF]; 2], places: &[f32; BLOCK]) -> Self::Block {
        let places = places.as_ptr().cast::<__m256i>();
        // SAFETY: the token proves AVX2; the loads read eight floats each: both runs, and both halves of
        // `places`.
        let (runs, places) = unsafe {
            (
                [_mm256_loadu_ps(runs[0].as_ptr()), _mm256_loadu_ps(runs[1].as_ptr())],
                [_mm256_loadu_si256(places), _mm256_loadu_si256(places.add(1))],
            )
        };
        halves!(_mm256_permutevar8x32_ps(runs, places))
    }

    #[inline(always)]
    fn load_integers(self, from: &[f32; HALF]) -> Self::Block {
        let from = from.as_ptr();
        // SAFETY: the token proves AVX2; each load reads four of the eight floats.
        unsafe {
            [
                _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(_mm_loadu_si128(from.cast()))),
                _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(_mm_loadu_si128(
                    from.add(HALF / 2).cast(),
                ))),
            ]
        }
    }

    #[inline(always)]
    fn load_long_integers(self, from: &[f32; BLOCK / 4 * 3]) -> Self::Block {
        let from = from.as_ptr();
        /// Loads eight integers, whose upper parts begin at the float `$upper` and whose lower parts begin at
        /// `$lower`.
        macro_rules! half {
            ($upper:expr, $lower:expr) => {{
                let upper = _mm256_cvtepi16_epi32(_mm_loadu_si128($upper.cast()));
                let lower = _mm256_cvtepu8_epi32(_mm_loadl_epi64($lower.cast()));
                _mm256_cvtepi32_ps(_mm256_or_si256(_mm256_slli_epi32::<8>(upper), lower))
            }};
        }
        // SAFETY: the token proves AVX2; the loads read four floats each of the first eight floats, and
        // two each of the last four.
        unsafe { [half!(from, from.add(8)), half!(from.add(4), from.add(10))] }
    }

    #[inline(always)]
    fn add_pairs(self, a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: the token proves AVX2.
        unsafe {
            // The sums come in pairs of lanes, alternating between the two halves of each operand.
            let a = _mm256_castps_pd(_mm256_hadd_ps(a[0], a[1]));
            let b = _mm256_castps_pd(_mm256_hadd_ps(b[0], b[1]));
            [
                _mm256_castpd_ps(_mm256_permute4x64_pd::<0b11_01_10_00>(a)),
                _mm256_castpd_ps(_mm256_permute4x64_pd::<0b11_01_10_00>(b)),
            ]
        }
    }

    #[inline(always)]
    fn fold<const F: usize>(self, parts: &[Self::Block; F], used: usize) -> Self::Block {
        // Blends are cheaper than shuffles, and shuffles cheaper than `hadd`. When two registers are reduced
        // to one, half of the lanes can stay in place. The last step puts the sums in order. These are
        // macros, since closures would not be compiled for AVX2.
        /// Adds neighbouring lanes: sums of `a` in even lanes, of `b` in odd lanes.
        macro_rules! neighbours {
            ($a:expr, $b:expr) => {{
                let (a, b) = ($a, $b);
                let moved = _mm256_permute_ps::<0b10_11_00_01>(_mm256_blend_ps::<0x55>(a, b));
                _mm256_add_ps(_mm256_blend_ps::<0xaa>(a, b), moved)
            }};
        }
        /// Adds lanes two apart within each 128-bit half: sums of `a` first, then of `b`.
        macro_rules! alternate {
            ($a:expr, $b:expr) => {{
                let (a, b) = ($a, $b);
                let moved = _mm256_shuffle_ps::<0b01_00_11_10>(a, b);
                _mm256_add_ps(_mm256_blend_ps::<0xcc>(a, b), moved)
            }};
        }
        /// Sums of four lanes of two parts: of the first and third runs, then of the second and fourth.
        macro_rules! fours {
            ($first:expr) => {{
                let (a, b) = (parts[$first], parts[$first + 1]);
                neighbours!(alternate!(a[0], b[0]), alternate!(a[1], b[1]))
            }};
        }
        /// Sums of eight lanes of four parts.
        macro_rules! eights {
            ($first:expr) => {{
                let (a, b) = (fours!($first), fours!($first + 2));
                let moved = _mm256_permute2f128_ps::<0x21>(a, b);
                _mm256_add_ps(_mm256_blend_ps::<0xf0>(a, b), moved)
            }};
        }
        // SAFETY: the token proves AVX2.
        unsafe {
            match F {
                2 => {
                    let order = _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7);
                    let (a, b) = (parts[0], parts[1]);
                    [
                        _mm256_permutevar8x32_ps(neighbours!(a[0], a[1]), order),
                        _mm256_permutevar8x32_ps(neighbours!(b[0], b[1]), order),
                    ]
                }
                4 => {
                    let order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
                    [
                        _mm256_permutevar8x32_ps(fours!(0), order),
                        _mm256_permutevar8x32_ps(fours!(2), order),
                    ]
                }
                _ if used <= 4 => [eights!(0), _mm256_setzero_ps()],
                _ => [eights!(0), eights!(4)],
            }
        }
    }

    #[inline(always)]
    fn store(self, x: Self::Block, to: &mut [f32; BLOCK]) {
        // SAFETY: the token proves AVX; both halves are within the sixteen floats.
        unsafe {
            _mm256_storeu_ps(to.as_mut_ptr(), x[0]);
            _mm256_storeu_ps(to.as_mut_ptr().add(HALF), x[1]);
        }
    }

    #[inline(always)]
    fn store_activated(
        self,
        x: Self::Block,
        [scale, shift, slope]: [Self::Block; 3],
        to: &mut [f32; BLOCK],
    ) {
        for (half, to) in to.as_chunks_mut::<HALF>().0.iter_mut().enumerate() {
            // SAFETY: the token proves AVX and FMA; `to` is a half.
            unsafe {
                let sum = _mm256_fmadd_ps(x[half], scale[half], shift[half]);
                _mm256_storeu_ps(to.as_mut_ptr(), prelu(sum, slope[half]));
            }
        }
    }

    #[inline(always)]
    fn store_partial(self, x: Self::Block, to: &mut [f32]) {
        // Stores eight, four, two and one lanes: masked stores take dozens of cycles on many processors.
        let len = to.len();
        assert!(len <= BLOCK);
        // SAFETY: the token proves AVX. There is a store for each set bit of `len`, from the highest to the
        // lowest. It writes as many floats as the bit's value, after those of the previous stores: together
        // `len` floats.
        unsafe {
            let mut at = to.as_mut_ptr();
            if len == BLOCK {
                _mm256_storeu_ps(at, x[0]);
                _mm256_storeu_ps(at.add(HALF), x[1]);
                return;
            }
            let mut half = x[0];
            if len & 8 != 0 {
                _mm256_storeu_ps(at, half);
                (at, half) = (at.add(8), x[1]);
            }
            let mut quarter = _mm256_castps256_ps128(half);
            if len & 4 != 0 {
                _mm_storeu_ps(at, quarter);
                (at, quarter) = (at.add(4), _mm256_extractf128_ps::<1>(half));
            }
            if len & 2 != 0 {
                _mm_storel_pd(at.cast(), _mm_castps_pd(quarter));
                (at, quarter) = (at.add(2), _mm_movehl_ps(quarter, quarter));
            }
            if len & 1 != 0 {
                _mm_store_ss(at, quarter);
            }
        }
    }

    #[inline(always)]
    fn load_fours(self, from: &[f32], step: usize) -> Self::Block {
        assert!(step <= from.len() && from.len() >= 3 * step + 4);
        let from = from.as_ptr();
        // SAFETY: the token proves AVX; the last of the four runs ends within the asserted length.
        unsafe {
            let first = _mm256_castps128_ps256(_mm_loadu_ps(from));
            let second = _mm256_castps128_ps256(_mm_loadu_ps(from.add(2 * step)));
            [
                _mm256_insertf128_ps::<1>(first, _mm_loadu_ps(from.add(step))),
                _mm256_insertf128_ps::<1>(second, _mm_loadu_ps(from.add(3 * step))),
            ]
        }
    }

    #[inline(always)]
    fn store_apart<const N: usize>(self, x: Self::Block, to: &mut [f32], step: usize) {
        const { assert!(N == 4 || N == 8) };
        assert!(step <= to.len() && to.len() >= (BLOCK / N - 1) * step + N);
        let at = to.as_mut_ptr();
        // SAFETY: the token proves AVX; each store writes N floats, and the last of them ends within the
        // asserted length.
        unsafe {
            if N == HALF {
                _mm256_storeu_ps(at, x[0]);
                _mm256_storeu_ps(at.add(step), x[1]);
            } else {
                _mm_storeu_ps(at, _mm256_castps256_ps128(x[0]));
                _mm_storeu_ps(at.add(step), _mm256_extractf128_ps::<1>(x[0]));
                _mm_storeu_ps(at.add(2 * step), _mm256_castps256_ps128(x[1]));
                _mm_storeu_ps(at.add(3 * step), _mm256_extractf128_ps::<1>(x[1]));
            }
        }
    }

    #[inline(always)]
    fn add_fours(self, a: Self::Block, b: Self::Block) -> Self::Block {
        /// The four sums of a block.
        macro_rules! sums {
            ($x:ident) => {
                _mm256_add_ps(
                    _mm256_permute2f128_ps::<0x20>($x[0], $x[1]),
                    _mm256_permute2f128_ps::<0x31>($x[0], $x[1]),
                )
            };
        }
        // SAFETY: the token proves AVX.
        unsafe { [sums!(a), sums!(b)] }
    }

    #[inline(always)]
    fn transpose_fours(self, [a, b, c, d]: [Self::Block; 4]) -> [Self::Block; 4] {
        /// The transposed rows of half of the lanes.
        macro_rules! half {
            ($h:literal) => {{
                let low_ab = _mm256_castps_pd(_mm256_unpacklo_ps(a[$h], b[$h]));
                let high_ab = _mm256_castps_pd(_mm256_unpackhi_ps(a[$h], b[$h]));
                let low_cd = _mm256_castps_pd(_mm256_unpacklo_ps(c[$h], d[$h]));
                let high_cd = _mm256_castps_pd(_mm256_unpackhi_ps(c[$h], d[$h]));
                [
                    _mm256_castpd_ps(_mm256_unpacklo_pd(low_ab, low_cd)),
                    _mm256_castpd_ps(_mm256_unpackhi_pd(low_ab, low_cd)),
                    _mm256_castpd_ps(_mm256_unpacklo_pd(high_ab, high_cd)),
                    _mm256_castpd_ps(_mm256_unpackhi_pd(high_ab, high_cd)),
                ]
            }};
        }
        // SAFETY: the token proves AVX.
        let [first, second] = unsafe { [half!(0), half!(1)] };
        [[first[0], second[0]], [first[1], second[1]], [first[2], second[2]], [first[3], second[3]]]
    }

    #[inline(always)]
    fn gather_groups(self, [a, b]: [Self::Block; 2]) -> [Self::Block; 2] {
        /// Two of the groups; an unpack interleaves pairs of their neighbouring outputs.
        macro_rules! groups {
            ($unpack:ident) => {{
                let first = _mm256_castps_pd($unpack(a[0], b[0]));
                let second = _mm256_castps_pd($unpack(a[1], b[1]));
                let even = _mm256_unpacklo_pd(first, second);
                let odd = _mm256_unpackhi_pd(first, second);
                [
                    _mm256_castpd_ps(_mm256_permute4x64_pd::<0b11_01_10_00>(even)),
                    _mm256_castpd_ps(_mm256_permute4x64_pd::<0b11_01_10_00>(odd)),
                ]
            }};
        }
        // SAFETY: the token proves AVX2.
        unsafe { [groups!(_mm256_unpacklo_ps), groups!(_mm256_unpackhi_ps)] }
    }

    #[inline(always)]
    fn add(self, a: Self::Block, b: Self::Block) -> Self::Block {
        halves!(_mm256_add_ps(a, b))
    }

    #[inline(always)]
    fn sub(self, a: Self::Block, b: Self::Block) -> Self::Block {
        halves!(_mm256_sub_ps(a, b))
    }

    #[inline(always)]
    fn mul(self, a: Self::Block, b: Self::Block) -> Self::Block {
        halves!(_mm256_mul_ps(a, b))
    }

    #[inline(always)]
    fn div(self, a: Self::Block, b: Self::Block) -> Self::Block {
        halves!(_mm256_div_ps(a, b))
    }

    #[inline(always)]
    fn mul_add(self, a: Self::Block, b: Self::Block, c: Self::Block) -> Self::Block {
        halves!(_mm256_fmadd_ps(a, b, c))
    }

    #[inline(always)]
    fn prelu(self, x: Self::Block, slope: Self::Block) -> Self::Block {
        halves!(prelu(x, slope))
    }

    #[inline(always)]
    fn max(self, a: Self::Block, b: Self::Block) -> Self::Block {
        // The instruction returns `b` if either is NaN.
        let larger = halves!(_mm256_max_ps(a, b));
        // SAFETY: the token proves AVX.
        let nan = unsafe {
            [_mm256_cmp_ps::<_CMP_UNORD_Q>(a[0], a[0]), _mm256_cmp_ps::<_CMP_UNORD_Q>(a[1], a[1])]
        };
        halves!(_mm256_blendv_ps(larger, a, nan))
    }

    #[inline(always)]
    fn select_greater(
        self,
        a: Self::Block,
        b: Self::Block,
        then: Self::Block,
        otherwise: Self::Block,
    ) -> Self::Block {
        // SAFETY: the token proves AVX.
        let greater = unsafe {
            [_mm256_cmp_ps::<_CMP_GT_OQ>(a[0], b[0]), _mm256_cmp_ps::<_CMP_GT_OQ>(a[1], b[1])]
        };
        halves!(_mm256_blendv_ps(otherwise, then, greater))
    }
}
