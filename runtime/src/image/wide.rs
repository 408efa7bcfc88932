//! The passes over rows in 512-bit registers, for processors that pick any byte of one and sum up
//! products of bytes (AVX-512 VBMI and VNNI).

use core::arch::x86_64::*;

use super::{
    passes::Wide,
    planes::{Arithmetic, Pixel},
    resize::{HALF, PRECISION_BITS},
    windows::{DIGITS, PARTS, PIXELS as EIGHT, REGISTER, Step, Steps, Windows},
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

    /// Stretches R = 1 or 2 rows, of as many bytes as the windows were made for, into rows with room for
    /// a multiple of eight pixels.
    #[inline]
    pub(super) fn stretch<const R: usize>(
        self,
        rows: [&[u8]; R],
        windows: &Windows,
        to: [&mut [Wide]; R],
    ) {
        // SAFETY: the token proves the features that the functions enable.
        unsafe {
            match windows {
                Windows::Pillow(steps) => match steps.loads {
                    1 => stretch_pillow::<R, 1>(rows, steps, to),
                    2 => stretch_pillow::<R, 2>(rows, steps, to),
                    _ => stretch_pillow::<R, 4>(rows, steps, to),
                },
                Windows::OpenCv(steps) => match steps.loads {
                    1 => stretch_opencv::<R, 1>(rows, steps, to),
                    2 => stretch_opencv::<R, 2>(rows, steps, to),
                    4 => stretch_opencv::<R, 4>(rows, steps, to),
                    _ => stretch_opencv::<R, 8>(rows, steps, to),
                },
            }
        }
    }

    /// Stretches two rows by OpenCV's rule and sums them up at once, where no other line needs them;
    /// `to` has room for a multiple of eight pixels.
    #[inline]
    pub(super) fn blend_opencv(
        self,
        rows: [&[u8]; 2],
        steps: &Steps<1, PARTS>,
        weights: [i32; 2],
        to: &mut [Pixel],
    ) {
        // SAFETY: the token proves the features that the functions enable.
        unsafe {
            match steps.loads {
                1 => blend_opencv::<1>(rows, steps, weights, to),
                2 => blend_opencv::<2>(rows, steps, weights, to),
                4 => blend_opencv::<4>(rows, steps, weights, to),
                _ => blend_opencv::<8>(rows, steps, weights, to),
            }
        }
    }

    /// The weighted sum of rows by Pillow's rule; all have a multiple of sixteen pixels.
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

    /// The weighted sum of two rows by OpenCV's rule; both have a multiple of sixteen pixels.
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

/// The bytes of a step from one row.
///
/// # Safety
/// `row` has 64 bytes behind each of the first `LOADS` bases.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
unsafe fn pick<const LOADS: usize>(
    row: *const u8,
    bases: &[u32; EIGHT],
    index: __m512i,
) -> __m512i {
    // SAFETY: the caller's promise.
    let window = |part: usize| unsafe { _mm512_loadu_si512(row.add(bases[part] as usize).cast()) };
    let mut picked = _mm512_permutexvar_epi8(index, window(0));
    for part in 1..LOADS {
        let mask = (u64::MAX >> (REGISTER - REGISTER / LOADS)) << (REGISTER / LOADS * part);
        picked = _mm512_mask_permutexvar_epi8(picked, mask, index, window(part));
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

/// Rows of stretched pixels, eight at a time; `eights` of them.
fn eights<const R: usize>(to: [&mut [Wide]; R], eights: usize) -> [&mut [Eight]; R] {
    to.map(|to| &mut to.as_chunks_mut().0[..eights])
}

/// Eight stretched pixels.
type Eight = [Wide; EIGHT];

/// Writes eight pixels.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn store_eight(value: __m512i, to: &mut Eight) {
    // SAFETY: the reference is to eight pixels of eight bytes.
    unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast(), value) }
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn stretch_pillow<const R: usize, const LOADS: usize>(
    rows: [&[u8]; R],
    steps: &Steps<2, DIGITS>,
    to: [&mut [Wide]; R],
) {
    assert!(rows.iter().all(|row| row.len() >= steps.row_bytes));
    let most = _mm512_set1_epi16(255);
    let of_eight = steps.steps.chunks_exact(steps.of_eight);
    let to = eights(to, of_eight.len());
    for (eight, steps) in of_eight.enumerate() {
        let first = _mm512_set1_epi32(HALF);
        let zero = _mm512_setzero_si512();
        let mut sums = [[[first, zero, zero]; 2]; R];
        for step in steps {
            for half in 0..2 {
                let index = load(&step.indices[half].0);
                let weights = &step.weights[half];
                let [low, middle, high] =
                    [load(&weights[0].0), load(&weights[1].0), load(&weights[2].0)];
                for row in 0..R {
                    // SAFETY: steps have 64 bytes behind their bases in rows of that length.
                    let bytes =
                        unsafe { pick::<LOADS>(rows[row].as_ptr(), &step.bases[half], index) };
                    let sums = &mut sums[row][half];
                    sums[0] = _mm512_dpbusd_epi32(sums[0], bytes, low);
                    sums[1] = _mm512_dpbusd_epi32(sums[1], bytes, middle);
                    sums[2] = _mm512_dpbusd_epi32(sums[2], bytes, high);
                }
            }
        }
        for row in 0..R {
            let [first, second] = [whole(sums[row][0]), whole(sums[row][1])];
            store_eight(_mm512_min_epi16(pack(first, second), most), &mut to[row][eight]);
        }
    }
}

/// The integer parts of sums whose weights were digits. The digits' parts may wrap around, the whole
/// does not.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn whole([low, middle, high]: [__m512i; DIGITS]) -> __m512i {
    let upper = _mm512_add_epi32(middle, _mm512_slli_epi32::<8>(high));
    let sum = _mm512_add_epi32(low, _mm512_slli_epi32::<8>(upper));
    _mm512_srai_epi32::<{ PRECISION_BITS }>(sum)
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn stretch_opencv<const R: usize, const LOADS: usize>(
    rows: [&[u8]; R],
    steps: &Steps<1, PARTS>,
    to: [&mut [Wide]; R],
) {
    assert!(rows.iter().all(|row| row.len() >= steps.row_bytes));
    let to = eights(to, steps.steps.len());
    for (eight, step) in steps.steps.iter().enumerate() {
        // SAFETY: steps have 64 bytes behind their bases in rows of that length.
        let stretched = unsafe { stretch_eight::<R, LOADS>(&rows, step) };
        for row in 0..R {
            store_eight(stretched[row], &mut to[row][eight]);
        }
    }
}

/// Eight pixels of each row, stretched by OpenCV's rule.
///
/// # Safety
/// The rows have 64 bytes behind each of the first `LOADS` bases.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
unsafe fn stretch_eight<const R: usize, const LOADS: usize>(
    rows: &[&[u8]; R],
    step: &Step<1, PARTS>,
) -> [__m512i; R] {
    let index = load(&step.indices[0].0);
    let [sixteenths, rest] = &step.weights[0];
    let (sixteenths, rest) = (load(&sixteenths.0), load(&rest.0));
    let mut stretched = [index; R];
    for row in 0..R {
        // SAFETY: the caller's promise.
        let bytes = unsafe { pick::<LOADS>(rows[row].as_ptr(), &step.bases[0], index) };
        // Sixteenths are at most 128 for both taps, so that 16 bits hold their sum.
        let whole = _mm512_maddubs_epi16(bytes, sixteenths);
        let part = _mm512_srai_epi16::<4>(_mm512_maddubs_epi16(bytes, rest));
        stretched[row] = _mm512_add_epi16(whole, part);
    }
    stretched
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn blend_opencv<const LOADS: usize>(
    rows: [&[u8]; 2],
    steps: &Steps<1, PARTS>,
    weights: [i32; 2],
    to: &mut [Pixel],
) {
    assert!(rows.iter().all(|row| row.len() >= steps.row_bytes));
    let blend = Blend::new(weights);
    let to = &mut to.as_flattened_mut().as_chunks_mut::<SHORTS>().0[..steps.steps.len()];
    for (to, step) in to.iter_mut().zip(&steps.steps) {
        // SAFETY: steps have 64 bytes behind their bases in rows of that length.
        let [first, second] = unsafe { stretch_eight::<2, LOADS>(&rows, step) };
        let bytes = _mm512_cvtusepi16_epi8(blend.sum(first, second));
        // SAFETY: the reference is to 32 bytes.
        unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), bytes) };
    }
}

/// The weights of two rows by OpenCV's rule.
struct Blend {
    weights: [__m512i; 2],
    half: __m512i,
}

impl Blend {
    #[inline]
    #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
    fn new([a, b]: [i32; 2]) -> Self {
        Self {
            weights: [_mm512_set1_epi16(a as i16), _mm512_set1_epi16(b as i16)],
            half: _mm512_set1_epi16(2),
        }
    }

    /// The sum of stretched rows, from 0 to 255.
    #[inline]
    #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
    fn sum(&self, first: __m512i, second: __m512i) -> __m512i {
        let [a, b] = self.weights;
        let (first, second) = (_mm512_mulhi_epi16(first, a), _mm512_mulhi_epi16(second, b));
        let sum = _mm512_add_epi16(_mm512_add_epi16(first, second), self.half);
        _mm512_srai_epi16::<2>(sum)
    }
}

/// Two 16-bit integers in each of a register's 32-bit ones.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn twos(first: i32, second: i32) -> __m512i {
    _mm512_set1_epi32(first & 0xFFFF | second << 16)
}

/// Registers of a row that are summed up at a time.
const RUN: usize = 2;

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn sum_pillow<'a>(row: impl Fn(usize) -> &'a [Wide], weights: &[i32], to: &mut [Pixel]) {
    let to = to.as_flattened_mut().as_chunks_mut::<REGISTER>().0;
    let values = |tap: usize, at: usize| {
        let run = &row(tap).as_flattened().as_chunks::<SHORTS>().0.as_chunks::<RUN>().0[at];
        [load_shorts(&run[0]), load_shorts(&run[1])]
    };
    let (pairs, last) = weights.as_chunks::<2>();
    for (at, to) in to.iter_mut().enumerate() {
        // Of the lower and upper lanes: sums of the weights' lower and upper parts.
        let mut sums = [[[_mm512_set1_epi32(HALF), _mm512_setzero_si512()]; 2]; RUN];
        for (pair, weights) in pairs.iter().enumerate() {
            let values = [values(2 * pair, at), values(2 * pair + 1, at)];
            add_pair(&mut sums, values, *weights);
        }
        if let [last] = last {
            let values = values(weights.len() - 1, at);
            add_pair(&mut sums, [values; 2], [*last, 0]);
        }
        let mut whole = [_mm512_setzero_si512(); RUN];
        for run in 0..RUN {
            let [first, second] = sums[run];
            whole[run] = _mm512_packs_epi32(joined(first), joined(second));
        }
        store(bytes(whole[0], whole[1]), to);
    }
}

/// Adds two rows' values with their weights to the sums.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn add_pair(sums: &mut [[[__m512i; 2]; 2]; RUN], [a, b]: [[__m512i; RUN]; 2], weights: [i32; 2]) {
    let part = (1 << LOW_BITS) - 1;
    let low = twos(weights[0] & part, weights[1] & part);
    let high = twos(weights[0] >> LOW_BITS, weights[1] >> LOW_BITS);
    for run in 0..RUN {
        let lanes = [_mm512_unpacklo_epi16(a[run], b[run]), _mm512_unpackhi_epi16(a[run], b[run])];
        for half in 0..2 {
            let sums = &mut sums[run][half];
            sums[0] = _mm512_dpwssd_epi32(sums[0], lanes[half], low);
            sums[1] = _mm512_dpwssd_epi32(sums[1], lanes[half], high);
        }
    }
}

/// The integer parts of sums whose weights were in two parts.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn joined([low, high]: [__m512i; 2]) -> __m512i {
    let sum = _mm512_add_epi32(low, _mm512_slli_epi32::<LOW_BITS>(high));
    _mm512_srai_epi32::<{ PRECISION_BITS }>(sum)
}

/// Registers of 16-bit integers, in order, as one of bytes; those above 255 are 255.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn bytes(first: __m512i, second: __m512i) -> __m512i {
    let order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
    _mm512_permutexvar_epi64(order, _mm512_packus_epi16(first, second))
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn sum_opencv(rows: [&[Wide]; 2], weights: [i32; 2], to: &mut [Pixel]) {
    let [first, second] = [rows[0], rows[1]]
        .map(|row| row.as_flattened().as_chunks::<SHORTS>().0.as_chunks::<RUN>().0);
    let blend = Blend::new(weights);
    let to = to.as_flattened_mut().as_chunks_mut::<REGISTER>().0;
    for ((to, first), second) in to.iter_mut().zip(first).zip(second) {
        let mut sums = [_mm512_setzero_si512(); RUN];
        for run in 0..RUN {
            sums[run] = blend.sum(load_shorts(&first[run]), load_shorts(&second[run]));
        }
        store(bytes(sums[0], sums[1]), to);
    }
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn normalise(pixels: &[Pixel], colour: usize, arithmetic: &Arithmetic, to: &mut [f32]) {
    let splat = |x: f32| _mm512_set1_ps(x);
    let (scale, std) = (arithmetic.scale.map(splat), arithmetic.std.map(splat));
    let mean = splat(arithmetic.mean);
    let divide =
        |x: __m512, [high, low]: [__m512; 2]| _mm512_fmadd_ps(x, high, _mm512_mul_ps(x, low));
    // The byte of each of four pixels, and three zeros.
    let place = |pixel: u8| i32::from_le_bytes([4 * pixel + colour as u8, 128, 128, 128]);
    let byte = _mm512_set4_epi32(place(3), place(2), place(1), place(0));
    let value = |pixels: __m512i| {
        let value = _mm512_shuffle_epi8(pixels, byte);
        let scaled = divide(_mm512_cvtepi32_ps(value), scale);
        divide(_mm512_sub_ps(scaled, mean), std)
    };
    let part = |pixels: &[Pixel], to: &mut [f32]| {
        assert!(to.len() < PIXELS && pixels.len() >= to.len());
        let mask = ((1_u32 << to.len()) - 1) as __mmask16;
        // SAFETY: the mask leaves as many pixels and floats as there are.
        unsafe {
            let pixels = _mm512_maskz_loadu_epi32(mask, pixels.as_ptr().cast());
            _mm512_mask_storeu_ps(to.as_mut_ptr(), mask, value(pixels));
        }
    };
    // Stores that cross cache lines take twice as long.
    let head = to.as_ptr().align_offset(REGISTER).min(to.len());
    let (first, to) = to.split_at_mut(head);
    if !first.is_empty() {
        part(pixels, first);
    }
    let pixels = &pixels[head..];
    let (blocks, rest) = to.as_chunks_mut::<PIXELS>();
    for (to, from) in blocks.iter_mut().zip(pixels.as_flattened().as_chunks().0) {
        // SAFETY: the reference is to sixteen floats.
        unsafe { _mm512_storeu_ps(to.as_mut_ptr(), value(load(from))) };
    }
    if !rest.is_empty() {
        part(&pixels[blocks.len() * PIXELS..], rest);
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

    /// Sixteen pixels of luma and of what chroma adds to red, green and blue.
    // Written out: `array::map` would call its closure, because it is compiled without the features.
    #[inline]
    #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
    fn pixels(&self, luma: __m512i, [red, green, blue]: [__m512i; 3]) -> __m512i {
        let zero = _mm512_setzero_si512();
        let light = _mm512_max_epi32(_mm512_sub_epi32(luma, self.black), zero);
        let light = _mm512_add_epi32(_mm512_mullo_epi32(light, self.y), self.half);
        let colour = |chroma: __m512i| {
            let sum = _mm512_srai_epi32::<{ Coefficients::SHIFT }>(_mm512_add_epi32(light, chroma));
            _mm512_min_epi32(_mm512_max_epi32(sum, zero), _mm512_set1_epi32(255))
        };
        let green = _mm512_slli_epi32::<8>(colour(green));
        let blue = _mm512_slli_epi32::<16>(colour(blue));
        _mm512_or_si512(_mm512_or_si512(colour(red), green), blue)
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
        let (even, odd) = (self.pixels(luma[0], chroma), self.pixels(luma[1], chroma));
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
        let wide = |plane: &[u8; PIXELS]| {
            // SAFETY: the reference is to 16 bytes.
            _mm512_cvtepu8_epi32(unsafe { _mm_loadu_si128(plane.as_ptr().cast()) })
        };
        factors.write(bytes_of_shorts(luma), [wide(u), wide(v)], to);
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
