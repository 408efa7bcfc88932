//! Stretching in 256-bit registers. Each half of a register contains a window of 16 bytes of a row. Bytes of
//! neighbouring taps are picked from the window, multiplied by parts of weights, and summed up.

use core::arch::x86_64::*;

use crate::{
    image::{
        passes::{ByteLayout, Wide},
        planes::Pixel,
        resize::{HALF, PRECISION_BITS},
        taps::Columns,
        wide::{
            sums::Blend,
            vectors::Vectors,
            windows::{Step, Steps, sixteenths},
        },
    },
    simd::Avx2,
};

/// Number of bytes in a window.
const WINDOW: usize = 16;

/// Steps of four taps for four pixels, one in each half of two registers. Weights are split into their
/// upper bits, negated, as bytes, and their lower [`LOW_BITS`] bits as 16-bit integers: first those of the
/// taps in even places, then those of the taps in odd places.
type PillowSteps = Steps<WINDOW, 4, 3>;

/// Number of bits in the lower part of a weight, which has 22 fractional bits. The upper parts of a pixel's
/// weights sum up to at most 128, so that the sum of their products with bytes fits 16 bits.
const LOW_BITS: u32 = 15;

/// Steps of two taps for eight pixels, two in each half of two registers. Weights are split by
/// [`sixteenths`].
type OpenCvSteps = Steps<WINDOW, 4, 2>;

/// Largest number of taps in a step for which all of these taps are at even positions.
const FEW: usize = 2;

/// Taps by Pillow's rule.
#[derive(Clone, Debug)]
pub(in crate::image) struct Pillow {
    /// Proof that the processor has the instructions.
    _token: Avx2,
    steps: PillowSteps,
}

/// Taps by OpenCV's rule.
#[derive(Clone, Debug)]
pub(in crate::image) struct OpenCv {
    token: Avx2,
    steps: OpenCvSteps,
}

impl Pillow {
    /// Returns the taps for rows of `row_bytes` bytes, or `None` if a row is shorter than a window or if a
    /// pixel has too many taps.
    pub(in crate::image) fn new(
        token: Avx2,
        columns: &Columns,
        layout: ByteLayout,
        row_bytes: usize,
    ) -> Option<Self> {
        let steps = Steps::new(columns, layout, row_bytes, upper_and_lower)?;
        Some(Self { _token: token, steps })
    }

    /// Stretches rows. Each row of `to` must have room for the resized row's pixels, rounded up to a
    /// multiple of four.
    #[inline]
    pub(in crate::image) fn stretch<const R: usize>(&self, rows: [&[u8]; R], to: [&mut [Wide]; R]) {
        let steps = &self.steps;
        // SAFETY: the token proves the features that the functions enable.
        unsafe {
            match (steps.of_pixels, steps.last_taps <= FEW) {
                (1, true) => stretch_pillow::<R, 1, true>(rows, steps, to),
                (1, false) => stretch_pillow::<R, 1, false>(rows, steps, to),
                (2, true) => stretch_pillow::<R, 2, true>(rows, steps, to),
                (2, false) => stretch_pillow::<R, 2, false>(rows, steps, to),
                (_, true) => stretch_pillow::<R, 0, true>(rows, steps, to),
                (_, false) => stretch_pillow::<R, 0, false>(rows, steps, to),
            }
        }
    }
}

impl OpenCv {
    /// Returns the taps for rows of `row_bytes` bytes, or `None` if a row is shorter than a window.
    pub(in crate::image) fn new(
        token: Avx2,
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
                _ => stretch_opencv::<R, 2>(rows, steps, to),
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
                _ => blend_opencv::<2>(*token, rows, steps, weights, to),
            }
        }
    }
}

/// Splits weights from 0 to 2²² as [`PillowSteps`] describes: upper parts, lower parts in even places, and
/// lower parts in odd places.
fn upper_and_lower(weights: [i32; 4]) -> [[u8; 4]; 3] {
    let upper = weights.map(|weight| (-(weight >> LOW_BITS)) as u8);
    let two = |first: usize| {
        let lower = |weight: i32| ((weight & ((1 << LOW_BITS) - 1)) as u16).to_le_bytes();
        let [[a, b], [c, d]] = [lower(weights[first]), lower(weights[first + 2])];
        [a, b, c, d]
    };
    [upper, two(0), two(1)]
}

/// Loads the bytes of two neighbouring groups.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn load(groups: &[[u8; WINDOW]; 4], pair: usize) -> __m256i {
    let groups: &[[u8; WINDOW]; 2] = &groups.as_chunks().0[pair];
    // SAFETY: the reference is to 32 bytes.
    unsafe { _mm256_loadu_si256(groups.as_ptr().cast()) }
}

/// Loads two windows of a row into the halves of a register.
///
/// # Safety
/// `row` must have 16 bytes from `first` on and from `second` on.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn windows(row: *const u8, first: u32, second: u32) -> __m256i {
    // SAFETY: the caller guarantees the bytes from each base on.
    unsafe {
        let first = _mm_loadu_si128(row.add(first as usize).cast());
        let second = _mm_loadu_si128(row.add(second as usize).cast());
        _mm256_inserti128_si256::<1>(_mm256_castsi128_si256(first), second)
    }
}

/// Returns the first `runs` runs of P pixels of each row.
fn runs<const P: usize, const R: usize>(
    to: [&mut [Wide]; R],
    runs: usize,
) -> [&mut [[Wide; P]]; R] {
    to.map(|to| &mut to.as_chunks_mut().0[..runs])
}

/// Writes two pixels.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn store_two(value: __m128i, to: &mut [Wide; 2]) {
    // SAFETY: the reference is to two pixels of eight bytes.
    unsafe { _mm_storeu_si128(to.as_mut_ptr().cast(), value) }
}

/// Writes four pixels.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn store_four(value: __m256i, to: &mut [Wide; 4]) {
    // SAFETY: the reference is to four pixels of eight bytes.
    unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), value) }
}

/// Stretches by Pillow's rule in S steps for each four pixels, or in `steps.of_pixels` steps if S is zero.
/// If the flag `FEW` is true, the last step has at most two taps.
#[target_feature(enable = "avx2,fma")]
fn stretch_pillow<const R: usize, const S: usize, const FEW: bool>(
    rows: [&[u8]; R],
    steps: &PillowSteps,
    to: [&mut [Wide]; R],
) {
    assert!(rows.iter().all(|row| row.len() >= steps.row_bytes));
    let count = if S == 0 { steps.of_pixels } else { S };
    let of_four = steps.steps.chunks_exact(count);
    let to = runs::<4, R>(to, of_four.len());
    for (four, steps) in of_four.enumerate() {
        for row in 0..R {
            let mut stretched = [_mm256_setzero_si256(); 2];
            for (pair, stretched) in stretched.iter_mut().enumerate() {
                let mut sums = Sums::new();
                for (step, rest) in steps.iter().zip((0..count).rev()) {
                    // SAFETY: the rows have at least `row_bytes` bytes, so that 16 bytes follow each base.
                    unsafe { sums.add(rows[row].as_ptr(), step, pair, FEW && rest == 0) };
                }
                *stretched = sums.whole();
            }
            store_four(_mm256_packs_epi32(stretched[0], stretched[1]), &mut to[row][four]);
        }
    }
}

/// The sums of two pixels, one in each half.
struct Sums {
    /// Sums with the upper parts of the weights: 16-bit integers, two for each channel.
    upper: __m256i,
    /// Sums with the lower parts of the weights: 32-bit integers, one for each channel.
    lower: __m256i,
}

impl Sums {
    /// Returns the sums of no taps: one half, for rounding.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn new() -> Self {
        Self { upper: _mm256_setzero_si256(), lower: _mm256_set1_epi32(HALF) }
    }

    /// Adds a step's taps; if `few` is true, only those in even places.
    ///
    /// # Safety
    /// `row` must have 16 bytes from each of the step's first four bases on.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    unsafe fn add(&mut self, row: *const u8, step: &Step<WINDOW, 4, 3>, pair: usize, few: bool) {
        let [first, second] = step.bases.as_chunks().0[pair];
        // SAFETY: the caller guarantees the bytes from each base on.
        let windows = unsafe { windows(row, first, second) };
        let taps = _mm256_shuffle_epi8(windows, load(&step.indices, pair));
        let [upper, even, odd] = &step.weights;
        let products = _mm256_maddubs_epi16(taps, load(upper, pair));
        self.upper = _mm256_add_epi16(self.upper, products);
        if few {
            // The bytes in odd places are zero.
            self.add_lower(taps, load(even, pair));
        } else {
            self.add_lower(_mm256_and_si256(taps, _mm256_set1_epi16(255)), load(even, pair));
            self.add_lower(_mm256_srli_epi16::<8>(taps), load(odd, pair));
        }
    }

    /// Adds the products of taps and lower parts of weights.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn add_lower(&mut self, taps: __m256i, weights: __m256i) {
        self.lower = _mm256_add_epi32(self.lower, _mm256_madd_epi16(taps, weights));
    }

    /// Returns the integer parts of the sums.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn whole(self) -> __m256i {
        // Both the factor and the upper parts are negated, because −2¹⁵ fits 16 bits but 2¹⁵ does not.
        let upper = _mm256_madd_epi16(self.upper, _mm256_set1_epi16(-1 << LOW_BITS));
        _mm256_srai_epi32::<{ PRECISION_BITS as i32 }>(_mm256_add_epi32(upper, self.lower))
    }
}

#[target_feature(enable = "avx2,fma")]
fn stretch_opencv<const R: usize, const LOADS: usize>(
    rows: [&[u8]; R],
    steps: &OpenCvSteps,
    to: [&mut [Wide]; R],
) {
    assert!(rows.iter().all(|row| row.len() >= steps.row_bytes));
    let to = runs::<8, R>(to, steps.steps.len());
    for (eight, step) in steps.steps.iter().enumerate() {
        for pair in 0..2 {
            // SAFETY: the rows have at least `row_bytes` bytes, so that 16 bytes follow each base.
            let stretched = unsafe { stretch_four::<R, LOADS>(&rows, step, pair) };
            for row in 0..R {
                let twos = to[row][eight].as_chunks_mut().0;
                store_two(_mm256_castsi256_si128(stretched[row]), &mut twos[pair]);
                store_two(_mm256_extracti128_si256::<1>(stretched[row]), &mut twos[2 + pair]);
            }
        }
    }
}

/// Returns four stretched pixels of each row, by OpenCV's rule: the pixels of the first two groups if
/// `pair` is 0, and those of the last two if it is 1.
///
/// # Safety
/// The rows must have 16 bytes from each of the first `LOADS` bases of both groups on.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn stretch_four<const R: usize, const LOADS: usize>(
    rows: &[&[u8]; R],
    step: &Step<WINDOW, 4, 2>,
    pair: usize,
) -> [__m256i; R] {
    let index = load(&step.indices, pair);
    let [sixteenths, rest] = &step.weights;
    let (sixteenths, rest) = (load(sixteenths, pair), load(rest, pair));
    let mut stretched = [index; R];
    for row in 0..R {
        let (from, bases) = (rows[row].as_ptr(), &step.bases.as_chunks::<4>().0[pair]);
        // SAFETY: the caller guarantees the bytes from each base on.
        let mut taps = _mm256_shuffle_epi8(unsafe { windows(from, bases[0], bases[2]) }, index);
        if LOADS == 2 {
            // SAFETY: the caller guarantees the bytes from each base on.
            let second = unsafe { windows(from, bases[1], bases[3]) };
            taps = _mm256_blend_epi32::<0b1100_1100>(taps, _mm256_shuffle_epi8(second, index));
        }
        // The sixteenths of both taps sum up to at most 128, so that the sum of their products fits 16 bits.
        let whole = _mm256_maddubs_epi16(taps, sixteenths);
        let part = _mm256_srai_epi16::<4>(_mm256_maddubs_epi16(taps, rest));
        stretched[row] = _mm256_add_epi16(whole, part);
    }
    stretched
}

#[target_feature(enable = "avx2,fma")]
fn blend_opencv<const LOADS: usize>(
    token: Avx2,
    rows: [&[u8]; 2],
    steps: &OpenCvSteps,
    weights: [i32; 2],
    to: &mut [Pixel],
) {
    assert!(rows.iter().all(|row| row.len() >= steps.row_bytes));
    let blend = Blend::new(token, weights);
    let to = &mut to.as_chunks_mut::<8>().0[..steps.steps.len()];
    for (to, step) in to.iter_mut().zip(&steps.steps) {
        // SAFETY: the rows have at least `row_bytes` bytes, so that 16 bytes follow each base.
        let [first, second] = unsafe {
            [stretch_four::<2, LOADS>(&rows, step, 0), stretch_four::<2, LOADS>(&rows, step, 1)]
        };
        let first = blend.sum(token, first[0], first[1]);
        let second = blend.sum(token, second[0], second[1]);
        token.store_pixels(_mm256_packus_epi16(first, second), to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_the_sums_of_their_parts() {
        for weight in (0..=1 << 22).step_by(61).chain([(1 << 22) - 1, 1 << 22]) {
            let weights = [weight, (1 << 22) - weight, weight / 2, weight / 3];
            let [upper, even, odd] = upper_and_lower(weights);
            let lower = |bytes: [u8; 4]| {
                let [a, b, c, d] = bytes;
                [i16::from_le_bytes([a, b]), i16::from_le_bytes([c, d])].map(i32::from)
            };
            let ([a, c], [b, d]) = (lower(even), lower(odd));
            for ((upper, lower), weight) in upper.into_iter().zip([a, b, c, d]).zip(weights) {
                assert!(lower >= 0);
                assert_eq!(lower - (i32::from(upper.cast_signed()) << LOW_BITS), weight);
            }
        }
    }
}
