//! The entry to all micro-kernels: it chooses one by the layout of the weights.

use super::{
    folded::{self},
    interleaved::{self},
    operands::{Pixels, Walk, Weights},
    panels::{self},
    shape::Product,
};
use crate::{
    kernels::common::shape_param::{Runtime, ShapeParam},
    simd::{Simd, SimdTask},
};

/// Computes all outputs of the pixels.
///
/// # Safety
/// `pixels` keeps the promise of its type.
#[inline(always)]
pub(crate) unsafe fn multiply<S: Simd, Q: ShapeParam<Product>>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
) {
    if const { Q::KNOWN.is_some() } {
        // SAFETY: the caller's promise.
        unsafe { by_layout(simd, product, walk, weights, pixels) }
    } else {
        let product = Runtime(product.shape());
        simd.run(Shared { product, walk, weights, pixels });
    }
}

/// A product that is known at run time only: all such share one function with all tiles, since one
/// for each kernel takes minutes to compile.
struct Shared<'a> {
    product: Runtime<Product>,
    walk: &'a Walk,
    weights: Weights<'a>,
    pixels: Pixels,
}

impl SimdTask for Shared<'_> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Shared { product, walk, weights, pixels } = self;
        // SAFETY: only `multiply` makes one, whose caller has promised it.
        unsafe { by_layout(simd, product, walk, weights, pixels) };
    }
}

/// Computes all outputs by the layout of the weights.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
unsafe fn by_layout<S: Simd, Q: ShapeParam<Product>>(
    simd: S,
    product: Q,
    walk: &Walk,
    weights: Weights<'_>,
    pixels: Pixels,
) {
    // What is known at compile time: which of the layouts weights can have.
    if const { !matches!(Q::KNOWN, Some(Product { quads: None, .. })) }
        && let Some((quads, runs)) = product.shape().quads
    {
        // SAFETY: the caller's promise.
        unsafe { interleaved::multiply(simd, product, (quads, runs), weights, pixels) };
    } else if const { !matches!(Q::KNOWN, Some(Product { folded: None, .. })) }
        && let Some(folded) = product.shape().folded
    {
        // SAFETY: the caller's promise.
        unsafe { folded::multiply(simd, product, folded, weights, pixels) };
    } else if const {
        !matches!(Q::KNOWN, Some(Product { folded: Some(_), .. } | Product { quads: Some(_), .. }))
    } {
        // SAFETY: the caller's promise.
        unsafe { panels::multiply(simd, product, walk, weights, pixels) };
    }
}
