//! Weights as 16-bit integers times a step, which each output of a layer has for itself.

/// The largest integer that a weight becomes.
const MOST: f32 = i16::MAX as f32;

/// The step of an output's weights: the power of two in which they are all integers, where there is
/// one, so that weights of few digits stay what they are; else what makes the largest 32767. NaN for
/// weights that are not all finite, so that the output is not a number either.
///
/// No step is smaller than the least normal float.
pub fn step(weights: &[f32]) -> f32 {
    if !weights.iter().all(|weight| weight.is_finite()) {
        return f32::NAN;
    }
    let largest = weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    // The least power of two that leaves the largest below 2¹⁵; 0 where that is no normal float.
    let exponent = (largest.to_bits() >> 23).saturating_sub(14);
    let power = f32::from_bits(exponent << 23);
    let exact = |&weight: &f32| {
        let integer = weight / power;
        f32::from(integer as i16) == integer
    };
    if power > 0.0 && weights.iter().all(exact) {
        power
    } else {
        (largest / MOST).max(f32::MIN_POSITIVE)
    }
}

/// How many steps a weight is, rounded to the nearest integer.
pub fn steps(weight: f32, step: f32) -> i16 {
    let exact = f64::from(weight) / f64::from(step);
    (exact + 0.5_f64.copysign(exact)) as i16
}

/// An output's weights as they are once stored.
pub fn rounded(weights: &[f32]) -> impl Iterator<Item = f64> {
    let step = step(weights);
    weights.iter().map(move |&weight| f64::from(steps(weight, step)) * f64::from(step))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn few_digits_stay() {
        for weights in [
            &[0.25, -0.5, 1.0 / 256.0, 0.0][..],
            &[127.0 + 127.0 / 128.0, -128.0, 3.0 / 128.0],
            &[32767.0, -1.0],
            &[f32::MIN_POSITIVE * 16384.0, f32::MIN_POSITIVE * 3.0],
            &[0.0, -0.0],
            &[],
        ] {
            let kept: Vec<f64> = rounded(weights).collect();
            let exact: Vec<f64> = weights.iter().copied().map(f64::from).collect();
            assert_eq!(kept, exact);
        }
    }

    #[test]
    fn others_are_off_by_half_a_step() {
        for scale in [1.0, 0.37, 1e-30, 1e-37, 1e-44, 1e38] {
            let weights: Vec<f32> =
                (0..1000).map(|i| scale * ((i * 7919 % 2003) as f32 / 1001.0 - 1.0)).collect();
            let step = f64::from(step(&weights));
            let largest = weights.iter().fold(0.0_f64, |most, &w| most.max(f64::from(w).abs()));
            let finest = largest / f64::from(MOST);
            assert!(step <= (finest * 1.000_001).max(f64::from(f32::MIN_POSITIVE)), "{scale:e}");
            for (&weight, kept) in weights.iter().zip(rounded(&weights)) {
                let off = (f64::from(weight) - kept).abs();
                assert!(off <= 0.500_001 * step, "{weight:e} became {kept:e}");
            }
        }
    }

    #[test]
    fn what_is_not_finite_shows() {
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            assert!(rounded(&[1.0, odd]).all(f64::is_nan));
        }
    }
}
