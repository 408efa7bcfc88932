//! Quantised weights: 16-bit integers, or 24-bit integers ([`Long`]), times a step for each output. Packing
//! rounds the weights of linear layers with these functions, and kernels multiply the integers.

use alloc::{vec, vec::Vec};

/// The largest integer of 16 bits.
const MOST: f32 = i16::MAX as f32;

/// The step of an output's weights.
///
/// If all weights are integer multiples of the smallest power of two that leaves them below 2¹⁵ steps, the
/// step is this power, and weights with few digits are stored exactly. Otherwise the step is the number that
/// makes the largest weight 32767 steps. For weights that are not all finite it is NaN, and so is the output.
///
/// No step is smaller than the least normal float.
pub fn step(weights: &[f32]) -> f32 {
    if !weights.iter().all(|weight| weight.is_finite()) {
        return f32::NAN;
    }
    let largest = weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    // The smallest power of two p with `largest` below 2¹⁵ · p; 0 if that is no normal float.
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

/// A weight in steps, rounded to the nearest integer.
pub fn steps(weight: f32, step: f32) -> i16 {
    let exact = f64::from(weight) / f64::from(step);
    (exact + 0.5_f64.copysign(exact)) as i16
}

/// The values of an output's weights after rounding to integers.
pub fn rounded(weights: &[f32]) -> impl Iterator<Item = f64> {
    let step = step(weights);
    weights.iter().map(move |&weight| f64::from(steps(weight, step)) * f64::from(step))
}

/// The largest integer of 24 bits.
const MOST_LONG: f64 = 8_388_607.0;

/// Conversion of a layer's weights to 24-bit integers.
///
/// Each input has a scale: the power of two of its largest weight, divided by that of the layer's largest
/// weight. Each output has a step, also a power of two. A weight is its integer times the step times the
/// scale. Weights must be finite.
#[derive(Clone, Debug)]
pub struct Long {
    scales: Vec<f32>,
}

impl Long {
    /// Computes the scales of a layer from its weights, outputs × `inputs`.
    pub fn new(weights: &[f32], inputs: usize) -> Self {
        let mut largest = vec![0.0_f32; inputs];
        for row in weights.chunks_exact(inputs) {
            for (most, weight) in largest.iter_mut().zip(row) {
                *most = most.max(weight.abs());
            }
        }
        let of_layer = largest.iter().map(|&most| exponent(most.into())).max().unwrap_or(0);
        let scale = |&most: &f32| power(exponent(most.into()) - of_layer);
        Long { scales: largest.iter().map(scale).collect() }
    }

    /// Returns the scale of each input, a power of two.
    pub fn scales(&self) -> &[f32] {
        &self.scales
    }

    /// Divides an output's weights by the scales of their inputs, which is exact.
    fn scaled(&self, weights: &[f32]) -> impl Iterator<Item = f64> {
        weights.iter().zip(&self.scales).map(|(&w, &scale)| f64::from(w) / f64::from(scale))
    }

    /// Returns the step of an output with these weights.
    pub fn step(&self, weights: &[f32]) -> f32 {
        let largest = self.scaled(weights).fold(0.0_f64, |most, weight| most.max(weight.abs()));
        power(exponent(largest) - 22)
    }

    /// Returns the integer of each of an output's weights.
    pub fn steps(&self, weights: &[f32], step: f32) -> impl Iterator<Item = i32> {
        self.scaled(weights).map(move |weight| {
            let exact = weight / f64::from(step);
            (exact + 0.5_f64.copysign(exact)).clamp(-MOST_LONG, MOST_LONG) as i32
        })
    }

    /// Returns the values of an output's weights after rounding to integers.
    pub fn rounded(&self, weights: &[f32]) -> impl Iterator<Item = f64> {
        let step = f64::from(self.step(weights));
        let steps = self.steps(weights, step as f32);
        steps.zip(&self.scales).map(move |(n, &scale)| f64::from(n) * step * f64::from(scale))
    }
}

/// Returns the exponent of the largest power of two that is at most x; for zero, less than that of any
/// float.
fn exponent(x: f64) -> i32 {
    (x.to_bits() >> 52) as i32 - 1023
}

/// Returns 2ⁿ, or the nearest power of two that is a normal float.
fn power(n: i32) -> f32 {
    f32::from_bits((n.clamp(-126, 127) + 127).cast_unsigned() << 23)
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn long_integers_are_off_by_little_of_what_each_input_may_bring() {
        // The weights of one input in four are all much larger, or all much smaller, than the others.
        for odd in [1.0, 10.0, 1e-6, 1e6, 1e30] {
            let weight = |i: usize| ((i * 7919 % 2003) as f32 / 1001.0 - 1.0) * 0.37;
            let scale = |i: usize| if i.is_multiple_of(4) { odd } else { 1.0 };
            let weights: Vec<f32> = (0..640).map(|i| scale(i) * weight(i)).collect();
            let long = Long::new(&weights, 32);
            for row in weights.chunks(32) {
                let step = long.step(row);
                assert!(long.steps(row, step).all(|n| n.abs() <= 8_388_607));
                for (i, (&weight, kept)) in row.iter().zip(long.rounded(row)).enumerate() {
                    let most =
                        weights.iter().skip(i).step_by(32).fold(0.0_f32, |m, w| m.max(w.abs()));
                    let off = (f64::from(weight) - kept).abs();
                    assert!(
                        off <= 0.5_f64.powi(22) * f64::from(most),
                        "{weight:e} became {kept:e}"
                    );
                }
            }
        }
    }

    #[test]
    fn long_integers_keep_short_weights_and_extremes() {
        for weights in [
            &[0.25, -0.5, 1.0 / 256.0, 0.0][..],
            &[1.0, 0.999_999_9, 0.0, -1.0],
            &[f32::MAX, f32::MIN, 0.0, 1.0],
            &[f32::MIN_POSITIVE, 0.0, 0.0, 0.0],
            &[0.0, -0.0, 0.0, 0.0],
        ] {
            let long = Long::new(weights, 4);
            let kept: Vec<f64> = long.rounded(weights).collect();
            for ((&weight, kept), scale) in weights.iter().zip(kept).zip(long.scales()) {
                assert!(*scale >= f32::MIN_POSITIVE && *scale <= 1.0);
                let off = (f64::from(weight) - kept).abs();
                assert!(
                    off <= 0.5_f64.powi(22) * f64::from(weight).abs(),
                    "{weight:e} became {kept:e}"
                );
            }
        }
    }
}
