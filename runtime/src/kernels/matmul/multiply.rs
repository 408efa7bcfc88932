//! The entry point of all micro-kernels: it chooses one by the layout of the weights.

use super::{
    folded::{self},
    interleaved::{self},
    operands::{MatmulWeights, Pixels, Walk},
    panels::{self},
    shape::Matmul,
};
use crate::{
    kernels::common::shape_param::{Runtime, ShapeParam},
    simd::{Simd, SimdTask},
};

/// Computes all outputs of the pixels.
///
/// # Safety
/// The contract of [`Pixels`] must be met.
#[inline(always)]
pub(crate) unsafe fn multiply<S: Simd, Q: ShapeParam<Matmul>>(
    simd: S,
    matmul: Q,
    walk: &Walk,
    weights: MatmulWeights<'_>,
    pixels: Pixels,
) {
    if const { Q::KNOWN.is_some() } {
        // SAFETY: guaranteed by the caller.
        unsafe { by_layout(simd, matmul, walk, weights, pixels) }
    } else {
        let matmul = Runtime(matmul.shape());
        simd.run(SharedTask { matmul, walk, weights, pixels });
    }
}

/// The task of a matmul that is known only at run time. All such matmuls share one function with all tiles,
/// because a function for each kernel would take minutes to compile.
struct SharedTask<'a> {
    matmul: Runtime<Matmul>,
    walk: &'a Walk,
    weights: MatmulWeights<'a>,
    pixels: Pixels,
}

impl SimdTask for SharedTask<'_> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let SharedTask { matmul, walk, weights, pixels } = self;
        // SAFETY: only `multiply` creates this task, and its caller guarantees the contract.
        unsafe { by_layout(simd, matmul, walk, weights, pixels) };
    }
}

/// Computes all outputs of the pixels by the micro-kernel for the layout of the weights.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn by_layout<S: Simd, Q: ShapeParam<Matmul>>(
    simd: S,
    matmul: Q,
    walk: &Walk,
    weights: MatmulWeights<'_>,
    pixels: Pixels,
) {
    // Layouts that the weights cannot have generate no code.
    if const { !matches!(Q::KNOWN, Some(Matmul { interleaved: None, .. })) }
        && let Some((layout, runs)) = matmul.shape().interleaved
    {
        // SAFETY: guaranteed by the caller.
        unsafe { interleaved::multiply(simd, matmul, (layout, runs), weights, pixels) };
    } else if const { !matches!(Q::KNOWN, Some(Matmul { folded: None, .. })) }
        && let Some(folded) = matmul.shape().folded
    {
        // SAFETY: guaranteed by the caller.
        unsafe { folded::multiply(simd, matmul, folded, weights, pixels) };
    } else if const {
        !matches!(
            Q::KNOWN,
            Some(Matmul { folded: Some(_), .. } | Matmul { interleaved: Some(_), .. })
        )
    } {
        // SAFETY: guaranteed by the caller.
        unsafe { panels::multiply(simd, matmul, walk, weights, pixels) };
    }
}
