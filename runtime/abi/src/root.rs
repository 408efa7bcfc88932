//! The square root of an f64, for code that must not need `std`.

/// The square root by Newton's method, because `core` has none. The error is at most one unit in the last
/// place of the f64, far less than the rounding to f32 that follows wherever it is used.
pub(crate) fn sqrt(x: f64) -> f64 {
    if !(x > 0.0 && x.is_finite()) {
        return if x == 0.0 || x == f64::INFINITY { x } else { f64::NAN };
    }
    // Halving the exponent gives an initial value within a factor of two. Each of the five steps squares the
    // error.
    let mut root = f64::from_bits((x.to_bits() >> 1) + (1023 << 51));
    for _ in 0..6 {
        root = 0.5 * (root + x / root);
    }
    root
}
