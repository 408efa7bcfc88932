//! Transposing sixteen rows of sixteen floats with AVX: one function for all instruction sets that have it.

use core::arch::x86_64::*;

use espnet_abi::layout::BLOCK;

/// Half of a row: what a register holds.
const HALF: usize = BLOCK / 2;

/// [`Simd::transpose`](super::Simd::transpose), a quarter at a time.
///
/// # Safety
/// The processor has AVX.
#[inline(never)]
#[target_feature(enable = "avx")]
pub(super) unsafe fn transpose(
    rows: &[[f32; BLOCK]; BLOCK],
    to: &mut [f32],
    step: usize,
    count: usize,
) {
    assert!(count <= BLOCK && (count == 0 || to.len() >= (count - 1) * step + BLOCK));
    let (rows, to) = (rows.as_ptr().cast::<f32>(), to.as_mut_ptr());
    for lane in (0..count).step_by(HALF) {
        for row in [0, HALF] {
            // SAFETY: the caller's promise; the quarter lies within the rows. The assertion covers
            // what is written: half a row of those below `count`.
            unsafe {
                let columns = transpose_eight(rows.add(row * BLOCK + lane));
                let to = to.add(lane * step + row);
                // Stores of a whole quarter, as nearly all are, need no branches among them.
                if lane + HALF <= count {
                    for (i, column) in columns.into_iter().enumerate() {
                        _mm256_storeu_ps(to.add(i * step), column);
                    }
                } else {
                    for (i, column) in columns.into_iter().enumerate().take(count - lane) {
                        _mm256_storeu_ps(to.add(i * step), column);
                    }
                }
            }
        }
    }
}

/// Transposes eight rows of eight floats, which lie a block apart.
///
/// # Safety
/// The processor has AVX; the rows are readable.
#[inline(always)]
unsafe fn transpose_eight(rows: *const f32) -> [__m256; 8] {
    // SAFETY: the caller's promise.
    unsafe {
        // Quarters of rows i and i + 4 side by side, so that the rest stays within halves.
        macro_rules! pair {
            ($row:literal, $quarter:literal) => {
                _mm256_insertf128_ps::<1>(
                    _mm256_castps128_ps256(_mm_loadu_ps(rows.add($row * BLOCK + $quarter * 4))),
                    _mm_loadu_ps(rows.add(($row + 4) * BLOCK + $quarter * 4)),
                )
            };
        }
        macro_rules! four {
            ($quarter:literal) => {{
                let [a, b] = [pair!(0, $quarter), pair!(1, $quarter)];
                let [c, d] = [pair!(2, $quarter), pair!(3, $quarter)];
                let [ab, cd] = [_mm256_unpacklo_ps(a, b), _mm256_unpacklo_ps(c, d)];
                let [ef, gh] = [_mm256_unpackhi_ps(a, b), _mm256_unpackhi_ps(c, d)];
                [
                    _mm256_shuffle_ps::<0b01_00_01_00>(ab, cd),
                    _mm256_shuffle_ps::<0b11_10_11_10>(ab, cd),
                    _mm256_shuffle_ps::<0b01_00_01_00>(ef, gh),
                    _mm256_shuffle_ps::<0b11_10_11_10>(ef, gh),
                ]
            }};
        }
        let ([a, b, c, d], [e, f, g, h]) = (four!(0), four!(1));
        [a, b, c, d, e, f, g, h]
    }
}
