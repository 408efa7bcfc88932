//! The passes over rows in 512-bit registers, for processors that pick any byte of one and sum up
//! products of bytes (AVX-512 VBMI and VNNI).

use core::arch::x86_64::*;

use super::{
    passes::Wide,
    planes::{Arithmetic, Pixel},
    resize::{HALF, PRECISION_BITS},
    windows::{DIGITS, GROUP, REGISTER, Register, Windows},
    yuv::Coefficients,
};
use crate::simd::AnySimd;

/// Proof that the processor has AVX-512 F, VL, BW, DQ, VBMI and VNNI.
#[derive(Clone, Copy, Debug)]
pub(super) struct Registers {
    /// Keeps construction to [`Registers::of`].
    _checked: (),
}

/// Bits of the lower part of a weight of 22 bits.
const LOW_BITS: u32 = 11;

/// 16-bit integers of a register.
const SHORTS: usize = REGISTER / 2;

/// Pixels of a register.
const PIXELS: usize = REGISTER / 4;

impl Registers {
    /// The token where AVX-512 is used and the processor has the instructions.
    pub(super) fn of(simd: AnySimd) -> Option<Self> {
        let present = matches!(simd, AnySimd::Avx512(_))
            && std::is_x86_feature_detected!("avx512vbmi")
            && std::is_x86_feature_detected!("avx512vnni");
        present.then_some(Self { _checked: () })
    }

    /// Stretches R = 1 or 2 rows by Pillow's rule.
    #[inline]
    pub(super) fn stretch_pillow<const R: usize>(
        self,
        rows: [&[u8]; R],
        windows: &Windows,
        to: [&mut [Wide]; R],
    ) {
        // SAFETY: the token proves the features that the functions enable.
        unsafe {
            match windows.loads {
                1 => stretch_pillow::<R, 1>(rows, windows, to),
                2 => stretch_pillow::<R, 2>(rows, windows, to),
                _ => stretch_pillow::<R, 4>(rows, windows, to),
            }
        }
    }

    /// Stretches R = 1 or 2 rows by OpenCV's rule.
    #[inline]
    pub(super) fn stretch_opencv<const R: usize>(
        self,
        rows: [&[u8]; R],
        windows: &Windows,
        to: [&mut [Wide]; R],
    ) {
        // SAFETY: the token proves the features that the functions enable.
        unsafe {
            match windows.loads {
                1 => stretch_opencv::<R, 1>(rows, windows, to),
                2 => stretch_opencv::<R, 2>(rows, windows, to),
                _ => stretch_opencv::<R, 4>(rows, windows, to),
            }
        }
    }

    /// The weighted sum of rows by Pillow's rule; all have a multiple of eight pixels.
    #[inline]
    pub(super) fn sum_pillow<'a>(
        self,
        row: impl Fn(usize) -> &'a [Wide],
        weights: &[i32],
        to: &mut [Pixel],
    ) {
        // SAFETY: the token proves the features that the function enables.
        unsafe { sum_pillow(row, weights, to) }
    }

    /// The weighted sum of two rows by OpenCV's rule; both have a multiple of eight pixels.
    #[inline]
    pub(super) fn sum_opencv(self, rows: [&[Wide]; 2], weights: [i32; 2], to: &mut [Pixel]) {
        // SAFETY: the token proves the features that the function enables.
        unsafe { sum_opencv(rows, weights, to) }
    }

    /// Writes what becomes of one colour (0, 1 or 2) of each pixel.
    #[inline]
    pub(super) fn normalise(
        self,
        pixels: &[Pixel],
        colour: usize,
        arithmetic: &Arithmetic,
        to: &mut [f32],
    ) {
        // SAFETY: the token proves the features that the function enables.
        unsafe { normalise(pixels, colour, arithmetic, to) }
    }

    /// Makes pixels of luma and of pairs of U and V, as many as there are whole runs of 32, and returns
    /// how many.
    #[inline]
    pub(super) fn colours_nv12(
        self,
        coefficients: Coefficients,
        luma: &[u8],
        chroma: &[u8],
        to: &mut [Pixel],
    ) -> usize {
        // SAFETY: the token proves the features that the function enables.
        unsafe { colours_nv12(coefficients, luma, chroma, to) }
    }

    /// As [`colours_nv12`](Self::colours_nv12), with U and V apart.
    #[inline]
    pub(super) fn colours_i420(
        self,
        coefficients: Coefficients,
        luma: &[u8],
        chroma: [&[u8]; 2],
        to: &mut [Pixel],
    ) -> usize {
        // SAFETY: the token proves the features that the function enables.
        unsafe { colours_i420(coefficients, luma, chroma, to) }
    }

    /// As [`colours_nv12`](Self::colours_nv12), of Y, U, Y, V.
    #[inline]
    pub(super) fn colours_yuyv(
        self,
        coefficients: Coefficients,
        pairs: &[u8],
        to: &mut [Pixel],
    ) -> usize {
        // SAFETY: the token proves the features that the function enables.
        unsafe { colours_yuyv(coefficients, pairs, to) }
    }
}

/// A register from memory.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn load(from: &[u8; REGISTER]) -> __m512i {
    // SAFETY: the reference is to 64 bytes.
    unsafe { _mm512_loadu_si512(from.as_ptr().cast()) }
}

/// A register to memory.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn store(value: __m512i, to: &mut [u8; REGISTER]) {
    // SAFETY: the reference is to 64 bytes.
    unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast(), value) }
}

/// 16-bit integers from memory.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn load_shorts(from: &[i16; SHORTS]) -> __m512i {
    // SAFETY: the reference is to 64 bytes.
    unsafe { _mm512_loadu_si512(from.as_ptr().cast()) }
}

/// The bytes of a step from one row; bytes that `kept` does not have are zero.
///
/// # Safety
/// `row` has 64 bytes behind each of the first `LOADS` bases.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
unsafe fn pick<const LOADS: usize>(
    row: *const u8,
    bases: [u32; GROUP],
    index: __m512i,
    kept: u64,
) -> __m512i {
    // SAFETY: the caller's promise.
    let window = |part: usize| unsafe { _mm512_loadu_si512(row.add(bases[part] as usize).cast()) };
    let mut picked = _mm512_maskz_permutexvar_epi8(kept, index, window(0));
    for part in 1..LOADS {
        let mask = (u64::MAX >> (REGISTER - REGISTER / LOADS)) << (REGISTER / LOADS * part);
        picked = _mm512_mask_permutexvar_epi8(picked, kept & mask, index, window(part));
    }
    picked
}

/// Two groups' sums as 16-bit integers, in the order of their pixels.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn pack(first: __m512i, second: __m512i) -> __m512i {
    let order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
    _mm512_permutexvar_epi64(order, _mm512_packs_epi32(first, second))
}

/// What a stretch relies on: rows as long as its windows were made for, and room for its pixels.
fn check<const R: usize>(rows: &[&[u8]; R], windows: &Windows, to: &[&mut [Wide]; R]) {
    assert!(rows.iter().all(|row| row.len() >= windows.row_bytes()));
    assert!(to.iter().all(|to| to.len() >= windows.pixels()));
}

/// Writes eight pixels of a row.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn store_pixels(value: __m512i, to: &mut [Wide], first: usize) {
    let to: &mut [Wide] = &mut to[first..first + 2 * GROUP];
    // SAFETY: the slice has eight pixels of eight bytes.
    unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast(), value) }
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn stretch_pillow<const R: usize, const LOADS: usize>(
    rows: [&[u8]; R],
    windows: &Windows,
    to: [&mut [Wide]; R],
) {
    check(&rows, windows, &to);
    assert_eq!(windows.loads, LOADS);
    let most = _mm512_set1_epi16(255);
    for pair in 0..windows.pixels() / (2 * GROUP) {
        let mut sums = [[_mm512_setzero_si512(); 2]; R];
        for half in 0..2 {
            let mut digits = [[_mm512_setzero_si512(); DIGITS]; R];
            for digits in &mut digits {
                digits[0] = _mm512_set1_epi32(HALF);
            }
            for step in 0..windows.steps {
                let step = windows.step::<DIGITS>(2 * pair + half, step);
                let index = load(&step.index.0);
                for row in 0..R {
                    // SAFETY: windows have 64 bytes behind their bases in rows of that length.
                    let bytes =
                        unsafe { pick::<LOADS>(rows[row].as_ptr(), step.bases, index, u64::MAX) };
                    for digit in 0..DIGITS {
                        let Register(weights) = &step.weights[digit];
                        digits[row][digit] =
                            _mm512_dpbusd_epi32(digits[row][digit], bytes, load(weights));
                    }
                }
            }
            for row in 0..R {
                // Parts may wrap around, the sum does not.
                let [low, middle, high] = digits[row];
                let upper = _mm512_add_epi32(middle, _mm512_slli_epi32::<8>(high));
                let sum = _mm512_add_epi32(low, _mm512_slli_epi32::<8>(upper));
                sums[row][half] = _mm512_srai_epi32::<{ PRECISION_BITS }>(sum);
            }
        }
        for row in 0..R {
            let value = _mm512_min_epi16(pack(sums[row][0], sums[row][1]), most);
            store_pixels(value, to[row], pair * 2 * GROUP);
        }
    }
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn stretch_opencv<const R: usize, const LOADS: usize>(
    rows: [&[u8]; R],
    windows: &Windows,
    to: [&mut [Wide]; R],
) {
    check(&rows, windows, &to);
    assert_eq!((windows.loads, windows.steps), (LOADS, 1));
    // Every other byte: 16-bit integers.
    let kept = u64::MAX / 3;
    for pair in 0..windows.pixels() / (2 * GROUP) {
        let mut sums = [[_mm512_setzero_si512(); 2]; R];
        for half in 0..2 {
            let step = windows.step::<1>(2 * pair + half, 0);
            let (index, weights) = (load(&step.index.0), load(&step.weights[0].0));
            for row in 0..R {
                // SAFETY: windows have 64 bytes behind their bases in rows of that length.
                let values = unsafe { pick::<LOADS>(rows[row].as_ptr(), step.bases, index, kept) };
                let sum = _mm512_madd_epi16(values, weights);
                sums[row][half] = _mm512_srai_epi32::<4>(sum);
            }
        }
        for row in 0..R {
            store_pixels(pack(sums[row][0], sums[row][1]), to[row], pair * 2 * GROUP);
        }
    }
}

/// Two 16-bit integers in each of a register's 32-bit ones.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn twos(first: i32, second: i32) -> __m512i {
    _mm512_set1_epi32(first & 0xFFFF | second << 16)
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn sum_pillow<'a>(row: impl Fn(usize) -> &'a [Wide], weights: &[i32], to: &mut [Pixel]) {
    let to = to.as_flattened_mut().as_chunks_mut::<SHORTS>().0;
    for (at, to) in to.iter_mut().enumerate() {
        let values = |tap: usize| load_shorts(&row(tap).as_flattened().as_chunks().0[at]);
        // Of the lower and upper lanes: sums of the weights' lower and upper parts.
        let mut low = [_mm512_set1_epi32(HALF); 2];
        let mut high = [_mm512_setzero_si512(); 2];
        for (pair, weights) in weights.chunks(2).enumerate() {
            let [first, second] = [weights[0], if weights.len() == 2 { weights[1] } else { 0 }];
            let part = (1 << LOW_BITS) - 1;
            let lower = twos(first & part, second & part);
            let upper = twos(first >> LOW_BITS, second >> LOW_BITS);
            let a = values(2 * pair);
            let b = if weights.len() == 2 { values(2 * pair + 1) } else { a };
            let lanes = [_mm512_unpacklo_epi16(a, b), _mm512_unpackhi_epi16(a, b)];
            for half in 0..2 {
                low[half] = _mm512_dpwssd_epi32(low[half], lanes[half], lower);
                high[half] = _mm512_dpwssd_epi32(high[half], lanes[half], upper);
            }
        }
        let [first, second] = [0, 1].map(|half| {
            let sum = _mm512_add_epi32(low[half], _mm512_slli_epi32::<LOW_BITS>(high[half]));
            _mm512_srai_epi32::<{ PRECISION_BITS }>(sum)
        });
        store_bytes(_mm512_packs_epi32(first, second), to);
    }
}

/// 16-bit integers as bytes; those above 255 are 255.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn store_bytes(value: __m512i, to: &mut [u8; SHORTS]) {
    let bytes = _mm512_cvtusepi16_epi8(value);
    // SAFETY: the reference is to 32 bytes.
    unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), bytes) }
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn sum_opencv(rows: [&[Wide]; 2], weights: [i32; 2], to: &mut [Pixel]) {
    let to = to.as_flattened_mut().as_chunks_mut::<SHORTS>().0;
    let rows = rows.map(|row| row.as_flattened().as_chunks::<SHORTS>().0);
    let [a, b] = weights.map(|weight| _mm512_set1_epi16(weight as i16));
    let two = _mm512_set1_epi16(2);
    for ((to, first), second) in to.iter_mut().zip(rows[0]).zip(rows[1]) {
        let first = _mm512_mulhi_epi16(load_shorts(first), a);
        let second = _mm512_mulhi_epi16(load_shorts(second), b);
        let sum = _mm512_add_epi16(_mm512_add_epi16(first, second), two);
        store_bytes(_mm512_srai_epi16::<2>(sum), to);
    }
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn normalise(pixels: &[Pixel], colour: usize, arithmetic: &Arithmetic, to: &mut [f32]) {
    let splat = |x: f32| _mm512_set1_ps(x);
    let (scale, std) = (arithmetic.scale.map(splat), arithmetic.std.map(splat));
    let mean = splat(arithmetic.mean);
    let divide =
        |x: __m512, [high, low]: [__m512; 2]| _mm512_fmadd_ps(x, high, _mm512_mul_ps(x, low));
    let shift = _mm512_set1_epi32(8 * colour as i32);
    let byte = _mm512_set1_epi32(255);
    let value = |pixels: __m512i| {
        let value = _mm512_and_si512(_mm512_srlv_epi32(pixels, shift), byte);
        let scaled = divide(_mm512_cvtepi32_ps(value), scale);
        divide(_mm512_sub_ps(scaled, mean), std)
    };
    let (from, left) = pixels.as_flattened().as_chunks::<REGISTER>();
    let (blocks, rest) = to.as_chunks_mut::<PIXELS>();
    for (to, from) in blocks.iter_mut().zip(from) {
        // SAFETY: the reference is to sixteen floats.
        unsafe { _mm512_storeu_ps(to.as_mut_ptr(), value(load(from))) };
    }
    if !rest.is_empty() {
        // All but the first of these pixels may be missing.
        let mask = ((1_u32 << rest.len()) - 1) as __mmask16;
        let from = from.get(blocks.len()).map_or(left, |from| &from[..]);
        assert!(from.len() >= 4 * rest.len());
        // SAFETY: the mask leaves as many pixels and floats as there are.
        unsafe {
            let pixels = _mm512_maskz_loadu_epi32(mask, from.as_ptr().cast());
            _mm512_mask_storeu_ps(rest.as_mut_ptr(), mask, value(pixels));
        }
    }
}

/// The factors of colours in registers.
struct Factors {
    black: __m512i,
    half: __m512i,
    y: __m512i,
    rv: __m512i,
    gu: __m512i,
    gv: __m512i,
    bu: __m512i,
}

impl Factors {
    #[inline]
    #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
    fn new(of: Coefficients) -> Self {
        Self {
            black: _mm512_set1_epi32(of.black),
            half: _mm512_set1_epi32(1 << (Coefficients::SHIFT - 1)),
            y: _mm512_set1_epi32(of.y),
            rv: _mm512_set1_epi32(of.rv),
            gu: _mm512_set1_epi32(of.gu),
            gv: _mm512_set1_epi32(of.gv),
            bu: _mm512_set1_epi32(of.bu),
        }
    }

    /// Writes 32 pixels: luma of the even and odd ones, and their U and V, as 32-bit integers.
    #[inline]
    #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
    fn write(&self, luma: [__m512i; 2], [u, v]: [__m512i; 2], to: &mut [[u8; REGISTER]; 2]) {
        let middle = _mm512_set1_epi32(128);
        let (u, v) = (_mm512_sub_epi32(u, middle), _mm512_sub_epi32(v, middle));
        let chroma = [
            _mm512_mullo_epi32(v, self.rv),
            _mm512_add_epi32(_mm512_mullo_epi32(u, self.gu), _mm512_mullo_epi32(v, self.gv)),
            _mm512_mullo_epi32(u, self.bu),
        ];
        let zero = _mm512_setzero_si512();
        let [even, odd] = luma.map(|luma| {
            let light = _mm512_max_epi32(_mm512_sub_epi32(luma, self.black), zero);
            let light = _mm512_add_epi32(_mm512_mullo_epi32(light, self.y), self.half);
            let [red, green, blue] = chroma.map(|chroma| {
                let sum =
                    _mm512_srai_epi32::<{ Coefficients::SHIFT }>(_mm512_add_epi32(light, chroma));
                _mm512_min_epi32(_mm512_max_epi32(sum, zero), _mm512_set1_epi32(255))
            });
            let green = _mm512_slli_epi32::<8>(green);
            _mm512_or_si512(_mm512_or_si512(red, green), _mm512_slli_epi32::<16>(blue))
        });
        let first = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        let second = _mm512_add_epi32(first, _mm512_set1_epi32(8));
        store(_mm512_permutex2var_epi32(even, first, odd), &mut to[0]);
        store(_mm512_permutex2var_epi32(even, second, odd), &mut to[1]);
    }
}

/// Runs of 32 pixels, as registers.
fn runs(to: &mut [Pixel]) -> &mut [[[u8; REGISTER]; 2]] {
    to.as_flattened_mut().as_chunks_mut::<REGISTER>().0.as_chunks_mut::<2>().0
}

/// The lower and the upper byte of sixteen 16-bit integers.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn bytes_of_shorts(from: &[u8; SHORTS]) -> [__m512i; 2] {
    // SAFETY: the reference is to 32 bytes.
    let shorts = unsafe { _mm256_loadu_si256(from.as_ptr().cast()) };
    let wide = _mm512_cvtepu16_epi32(shorts);
    [_mm512_and_si512(wide, _mm512_set1_epi32(255)), _mm512_srli_epi32::<8>(wide)]
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn colours_nv12(of: Coefficients, luma: &[u8], chroma: &[u8], to: &mut [Pixel]) -> usize {
    let factors = Factors::new(of);
    let (luma, chroma) = (luma.as_chunks::<SHORTS>().0, chroma.as_chunks::<SHORTS>().0);
    let mut done = 0;
    for ((to, luma), chroma) in runs(to).iter_mut().zip(luma).zip(chroma) {
        factors.write(bytes_of_shorts(luma), bytes_of_shorts(chroma), to);
        done += 2 * PIXELS;
    }
    done
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn colours_i420(of: Coefficients, luma: &[u8], chroma: [&[u8]; 2], to: &mut [Pixel]) -> usize {
    let factors = Factors::new(of);
    let luma = luma.as_chunks::<SHORTS>().0;
    let [u, v] = chroma.map(|plane| plane.as_chunks::<PIXELS>().0);
    let mut done = 0;
    for (((to, luma), u), v) in runs(to).iter_mut().zip(luma).zip(u).zip(v) {
        let chroma = [u, v].map(|plane: &[u8; PIXELS]| {
            // SAFETY: the reference is to 16 bytes.
            _mm512_cvtepu8_epi32(unsafe { _mm_loadu_si128(plane.as_ptr().cast()) })
        });
        factors.write(bytes_of_shorts(luma), chroma, to);
        done += 2 * PIXELS;
    }
    done
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn colours_yuyv(of: Coefficients, pairs: &[u8], to: &mut [Pixel]) -> usize {
    let factors = Factors::new(of);
    let byte = _mm512_set1_epi32(255);
    let mut done = 0;
    for (to, pairs) in runs(to).iter_mut().zip(pairs.as_chunks::<REGISTER>().0) {
        let pairs = load(pairs);
        let even = _mm512_and_si512(pairs, byte);
        let u = _mm512_and_si512(_mm512_srli_epi32::<8>(pairs), byte);
        let odd = _mm512_and_si512(_mm512_srli_epi32::<16>(pairs), byte);
        let v = _mm512_srli_epi32::<24>(pairs);
        factors.write([even, odd], [u, v], to);
        done += 2 * PIXELS;
    }
    done
}
