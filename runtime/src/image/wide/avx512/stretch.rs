//! Stretching in 512-bit registers: bytes of neighbouring taps are picked from windows of a row, multiplied
//! by 8-bit parts of weights, and summed up.

use core::arch::x86_64::*;

use super::Avx512Vbmi;
use crate::image::{
    passes::{ByteLayout, Wide},
    planes::Pixel,
    resize::{HALF, PRECISION_BITS},
    taps::Columns,
    wide::{
        sums::Blend,
        vectors::Vectors,
        windows::{Step, Steps, sixteenths},
    },
};

/// Number of bytes in a register.
const REGISTER: usize = 64;

/// Number of pixels that are stretched at a time.
const EIGHT: usize = 8;

/// Eight stretched pixels.
type Eight = [Wide; EIGHT];

/// Number of digits of a weight of Pillow's rule, which has 22 fractional bits. The digits have base 256 and
/// are from −128 to 127.
const DIGITS: usize = 3;

/// Steps of four taps: each of the two groups fills a register with four pixels. Weights are split into
/// digits.
type PillowSteps = Steps<REGISTER, 2, DIGITS>;

/// Steps of two taps: the one group fills a register with eight pixels. Weights are split by
/// [`sixteenths`].
type OpenCvSteps = Steps<REGISTER, 1, 2>;

/// Taps by Pillow's rule.
#[derive(Clone, Debug)]
pub(in crate::image) struct Pillow {
    token: Avx512Vbmi,
    steps: PillowSteps,
}

/// Taps by OpenCV's rule.
#[derive(Clone, Debug)]
pub(in crate::image) struct OpenCv {
    token: Avx512Vbmi,
    steps: OpenCvSteps,
}

impl Pillow {
    /// Returns the taps for rows of `row_bytes` bytes, or `None` if a row is shorter than a register or if
    /// a pixel has too many taps.
    pub(in crate::image) fn new(
        token: Avx512Vbmi,
        columns: &Columns,
        layout: ByteLayout,
        row_bytes: usize,
    ) -> Option<Self> {
        Some(Self { token, steps: Steps::new(columns, layout, row_bytes, digits)? })
    }

    /// Stretches rows. Each row of `to` must have room for the resized row's pixels, rounded up to a
    /// multiple of eight.
    #[inline]
    pub(in crate::image) fn stretch<const R: usize>(&self, rows: [&[u8]; R], to: [&mut [Wide]; R]) {
        let Self { token, steps } = self;
        // SAFETY: the token proves the features that the functions enable.
        unsafe {
            match steps.loads {
                1 => stretch_pillow::<R, 1>(*token, rows, steps, to),
                2 => stretch_pillow::<R, 2>(*token, rows, steps, to),
                _ => stretch_pillow::<R, 4>(*token, rows, steps, to),
            }
        }
    }
}

impl OpenCv {
    /// Returns the taps for rows of `row_bytes` bytes, or `None` if a row is shorter than a register.
    pub(in crate::image) fn new(
        token: Avx512Vbmi,
        columns: &Columns,
        layout: ByteLayout,
        row_bytes: usize,
    ) -> Option<Self> {
        Some(Self { token, steps: Steps::new(columns, layout, row_bytes, sixteenths)? })
    }

    /// Stretches rows. Each row of `to` must have room for the resized row's pixels, rounded up to a
    /// multiple of eight.
    #[inline]
    pub(in crate::image) fn stretch<const R: usize>(&self, rows: [&[u8]; R], to: [&mut [Wide]; R]) {
        let steps = &self.steps;
        // SAFETY: the token proves the features that the functions enable.
        unsafe {
            match steps.loads {
                1 => stretch_opencv::<R, 1>(rows, steps, to),
                2 => stretch_opencv::<R, 2>(rows, steps, to),
                4 => stretch_opencv::<R, 4>(rows, steps, to),
                _ => stretch_opencv::<R, 8>(rows, steps, to),
            }
        }
    }

    /// Stretches two rows and sums them up without storing them. `to` must have room for the resized row's
    /// pixels, rounded up to a multiple of eight.
    #[inline]
    pub(in crate::image) fn blend(&self, rows: [&[u8]; 2], weights: [i32; 2], to: &mut [Pixel]) {
        let Self { token, steps } = self;
        // SAFETY: the token proves the features that the functions enable.
        unsafe {
            match steps.loads {
                1 => blend_opencv::<1>(*token, rows, steps, weights, to),
                2 => blend_opencv::<2>(*token, rows, steps, weights, to),
                4 => blend_opencv::<4>(*token, rows, steps, weights, to),
                _ => blend_opencv::<8>(*token, rows, steps, weights, to),
            }
        }
    }
}

/// Returns the digits of weights from 0 to 2²² in base 256, the lowest digits first.
fn digits(weights: [i32; 4]) -> [[u8; 4]; DIGITS] {
    let mut rest = weights;
    let mut digits = [[0; 4]; DIGITS];
    for digit in &mut digits {
        for (digit, rest) in digit.iter_mut().zip(&mut rest) {
            let low = *rest as i8;
            *digit = low.cast_unsigned();
            *rest = (*rest - i32::from(low)) >> 8;
        }
    }
    digits
}

/// Loads a register.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn load(from: &[u8; REGISTER]) -> __m512i {
    // SAFETY: the reference is to 64 bytes.
    unsafe { _mm512_loadu_si512(from.as_ptr().cast()) }
}

/// Picks the bytes of one group of a step from a row; the group's windows begin at the `LOADS` bases from
/// `bases[first]` on.
///
/// # Safety
/// `row` must have 64 bytes from each of these bases on.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
unsafe fn pick<const LOADS: usize>(
    row: *const u8,
    bases: &[u32; EIGHT],
    first: usize,
    index: __m512i,
) -> __m512i {
    let mut picked = index;
    for part in 0..LOADS {
        // SAFETY: the caller guarantees the bytes from each base on.
        let window = unsafe { _mm512_loadu_si512(row.add(bases[first + part] as usize).cast()) };
        let mask = (u64::MAX >> (REGISTER - REGISTER / LOADS)) << (REGISTER / LOADS * part);
        picked = match part {
            0 => _mm512_permutexvar_epi8(index, window),
            _ => _mm512_mask_permutexvar_epi8(picked, mask, index, window),
        };
    }
    picked
}

/// Returns the first `eights` runs of eight pixels of each row.
fn eights<const R: usize>(to: [&mut [Wide]; R], eights: usize) -> [&mut [Eight]; R] {
    to.map(|to| &mut to.as_chunks_mut().0[..eights])
}

/// Writes eight pixels.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn store_eight(value: __m512i, to: &mut Eight) {
    // SAFETY: the reference is to eight pixels of eight bytes.
    unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast(), value) }
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn stretch_pillow<const R: usize, const LOADS: usize>(
    token: Avx512Vbmi,
    rows: [&[u8]; R],
    steps: &PillowSteps,
    to: [&mut [Wide]; R],
) {
    assert!(rows.iter().all(|row| row.len() >= steps.row_bytes));
    let of_eight = steps.steps.chunks_exact(steps.of_pixels);
    let to = eights(to, of_eight.len());
    for (eight, steps) in of_eight.enumerate() {
        let first = _mm512_set1_epi32(HALF);
        let zero = _mm512_setzero_si512();
        let mut sums = [[[first, zero, zero]; 2]; R];
        for step in steps {
            for half in 0..2 {
                let index = load(&step.indices[half]);
                let [low, middle, high] = &step.weights;
                let [low, middle, high] =
                    [load(&low[half]), load(&middle[half]), load(&high[half])];
                for row in 0..R {
                    let row_bytes = rows[row].as_ptr();
                    // SAFETY: the rows have at least `row_bytes` bytes, so that 64 bytes follow each base.
                    let bytes = unsafe { pick::<LOADS>(row_bytes, &step.bases, 4 * half, index) };
                    let sums = &mut sums[row][half];
                    sums[0] = _mm512_dpbusd_epi32(sums[0], bytes, low);
                    sums[1] = _mm512_dpbusd_epi32(sums[1], bytes, middle);
                    sums[2] = _mm512_dpbusd_epi32(sums[2], bytes, high);
                }
            }
        }
        for row in 0..R {
            let [first, second] = [whole(sums[row][0]), whole(sums[row][1])];
            let packed = token.in_order(_mm512_packs_epi32(first, second));
            store_eight(packed, &mut to[row][eight]);
        }
    }
}

/// Returns the integer parts of sums, given as one sum for each digit of the weights. Intermediate results
/// may wrap around; the final sum fits 32 bits.
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
    steps: &OpenCvSteps,
    to: [&mut [Wide]; R],
) {
    assert!(rows.iter().all(|row| row.len() >= steps.row_bytes));
    let to = eights(to, steps.steps.len());
    for (eight, step) in steps.steps.iter().enumerate() {
        // SAFETY: the rows have at least `row_bytes` bytes, so that 64 bytes follow each base.
        let stretched = unsafe { stretch_eight::<R, LOADS>(&rows, step) };
        for row in 0..R {
            store_eight(stretched[row], &mut to[row][eight]);
        }
    }
}

/// Returns eight stretched pixels of each row, by OpenCV's rule.
///
/// # Safety
/// The rows must have 64 bytes from each of the first `LOADS` bases on.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
unsafe fn stretch_eight<const R: usize, const LOADS: usize>(
    rows: &[&[u8]; R],
    step: &Step<REGISTER, 1, 2>,
) -> [__m512i; R] {
    let index = load(&step.indices[0]);
    let [[sixteenths], [rest]] = &step.weights;
    let (sixteenths, rest) = (load(sixteenths), load(rest));
    let mut stretched = [index; R];
    for row in 0..R {
        // SAFETY: the caller guarantees the bytes from each base on.
        let bytes = unsafe { pick::<LOADS>(rows[row].as_ptr(), &step.bases, 0, index) };
        // The sixteenths of both taps sum up to at most 128, so that the sum of their products fits 16 bits.
        let whole = _mm512_maddubs_epi16(bytes, sixteenths);
        let part = _mm512_srai_epi16::<4>(_mm512_maddubs_epi16(bytes, rest));
        stretched[row] = _mm512_add_epi16(whole, part);
    }
    stretched
}

#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn blend_opencv<const LOADS: usize>(
    token: Avx512Vbmi,
    rows: [&[u8]; 2],
    steps: &OpenCvSteps,
    weights: [i32; 2],
    to: &mut [Pixel],
) {
    assert!(rows.iter().all(|row| row.len() >= steps.row_bytes));
    let blend = Blend::new(token, weights);
    let to = &mut to.as_chunks_mut::<EIGHT>().0[..steps.steps.len()];
    for (to, step) in to.iter_mut().zip(&steps.steps) {
        // SAFETY: the rows have at least `row_bytes` bytes, so that 64 bytes follow each base.
        let [first, second] = unsafe { stretch_eight::<2, LOADS>(&rows, step) };
        let bytes = _mm512_cvtusepi16_epi8(blend.sum(token, first, second));
        // SAFETY: the reference is to eight pixels of four bytes.
        unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), bytes) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_the_sums_of_their_digits() {
        for weight in (0..=1 << 22).step_by(61).chain([(1 << 22) - 1, 1 << 22]) {
            let [low, middle, high] = digits([weight; 4]).map(|digit| {
                assert_eq!(digit, [digit[0]; 4]);
                i32::from(digit[0].cast_signed())
            });
            assert_eq!(low + (middle << 8) + (high << 16), weight);
        }
    }
}
