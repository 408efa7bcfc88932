//! Comparison of outputs.

/// The largest difference allowed between outputs of magnitude up to `magnitude`: the tolerance
/// between faithful f32 implementations of one network.
pub fn bar(magnitude: f32) -> f32 {
    1e-4 * magnitude.max(1.0)
}

/// The largest absolute value.
pub fn magnitude(values: &[f32]) -> f32 {
    values.iter().fold(0.0, |max, x| max.max(x.abs()))
}

/// The largest absolute difference; infinite if a number is NaN.
pub fn difference(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).fold(0.0, |max: f32, (a, b)| {
        let difference = (a - b).abs();
        if difference.is_nan() { f32::INFINITY } else { max.max(difference) }
    })
}
