//! The inner loop of all depth-wise kernels: the taps of one row of a window, for a few pixels at a time.

use espnet_abi::layout::BLOCK;

use super::unroll::unroll;
use crate::simd::Simd;

/// Adds the products of `taps` taps to the sums of `N` neighbouring pixels. The weights of each tap are one
/// block. `row` begins at the first tap of the first pixel. Pixels are `stride` blocks apart, and taps
/// `dilation` blocks.
#[inline(always)]
pub(crate) fn add<S: Simd, const N: usize>(
    simd: S,
    taps: usize,
    weights: &[f32],
    row: &[f32],
    [stride, dilation]: [usize; 2],
    sums: &mut [S::Block; N],
) {
    let last = taps.saturating_sub(1) * dilation + (N - 1) * stride;
    assert!(weights.len() >= taps * BLOCK && row.len() >= (last + 1) * BLOCK);
    let (weights, row) = (weights.as_ptr(), row.as_ptr());
    for tap in 0..taps {
        // SAFETY: by the assertion there are `taps` blocks of weights, and the last block that is read, at
        // the last tap of the last pixel, is in the row.
        unsafe {
            let weight = simd.load(&*weights.add(tap * BLOCK).cast());
            unroll!(I < N => {
                let pixel = simd.load(&*row.add((tap * dilation + I * stride) * BLOCK).cast());
                sums[I] = simd.mul_add(pixel, weight, sums[I]);
            });
        }
    }
}
