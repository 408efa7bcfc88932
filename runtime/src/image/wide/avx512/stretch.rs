//! Stretching in 512-bit registers: bytes of neighbouring taps are picked from windows of a row, and their
//! products with weights of 8 bits summed up.

use core::arch::x86_64::*;

use super::Avx512Vbmi;
use crate::image::{
    passes::{Layout, Wide},
    planes::Pixel,
    resize::{HALF, PRECISION_BITS},
    taps::Columns,
    wide::{
        sums::Blend,
        vectors::Vectors,
        windows::{Step, Steps, sixteenths},
    },
};

/// Bytes of a register.
const REGISTER: usize = 64;

/// Pixels that are stretched at a time.
const EIGHT: usize = 8;

/// Eight stretched pixels.
type Eight = [Wide; EIGHT];

/// Digits of a weight of Pillow's rule in base 256, each from −128 to 127: enough for 22 bits.
const DIGITS: usize = 3;

/// Four taps a step for four pixels in a register, weights as digits.
type PillowSteps = Steps<REGISTER, 2, DIGITS>;

/// Two taps a step for eight pixels in a register, weights as sixteenths and what is left.
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
    /// The taps for rows of `row_bytes` bytes, unless that is less than a register or taps are too many.
    pub(in crate::image) fn new(
        token: Avx512Vbmi,
        columns: &Columns,
        layout: Layout,
        row_bytes: usize,
    ) -> Option<Self> {
        Some(Self { token, steps: Steps::new(columns, layout, row_bytes, digits)? })
    }

    /// Stretches rows into rows with room for a multiple of eight pixels.
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
    /// The taps for rows of `row_bytes` bytes, unless that is less than a register.
    pub(in crate::image) fn new(
        token: Avx512Vbmi,
        columns: &Columns,
        layout: Layout,
        row_bytes: usize,
    ) -> Option<Self> {
        Some(Self { token, steps: Steps::new(columns, layout, row_bytes, sixteenths)? })
    }

    /// Stretches rows into rows with room for a multiple of eight pixels.
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

    /// Stretches two rows and sums them up at once; `to` has room for a multiple of eight pixels.
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

/// The digits of weights from 0 to 2²² in base 256, the lowest first.
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

/// A register from memory.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi,avx512vnni")]
fn load(from: &[u8; REGISTER]) -> __m512i {
    // SAFETY: the reference is to 64 bytes.
    unsafe { _mm512_loadu_si512(from.as_ptr().cast()) }
}

/// The bytes of a step's group from one row, whose windows are those from `first` on.
///
/// # Safety
/// `row` has 64 bytes behind each of the `LOADS` bases.
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
        // SAFETY: the caller's promise.
        let window = unsafe { _mm512_loadu_si512(row.add(bases[first + part] as usize).cast()) };
        let mask = (u64::MAX >> (REGISTER - REGISTER / LOADS)) << (REGISTER / LOADS * part);
        picked = match part {
            0 => _mm512_permutexvar_epi8(index, window),
            _ => _mm512_mask_permutexvar_epi8(picked, mask, index, window),
        };
    }
    picked
}

/// Rows of stretched pixels, eight at a time; `eights` of them.
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
                    // SAFETY: steps have 64 bytes behind their bases in rows of that length.
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
    steps: &OpenCvSteps,
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
    step: &Step<REGISTER, 1, 2>,
) -> [__m512i; R] {
    let index = load(&step.indices[0]);
    let [[sixteenths], [rest]] = &step.weights;
    let (sixteenths, rest) = (load(sixteenths), load(rest));
    let mut stretched = [index; R];
    for row in 0..R {
        // SAFETY: the caller's promise.
        let bytes = unsafe { pick::<LOADS>(rows[row].as_ptr(), &step.bases, 0, index) };
        // Sixteenths are at most 128 for both taps, so that 16 bits hold their sum.
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
        // SAFETY: steps have 64 bytes behind their bases in rows of that length.
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
