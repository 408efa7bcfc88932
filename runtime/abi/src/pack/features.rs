//! Predicts the mean and the variance of a linear layer's inputs from the statistics of a batch norm. The
//! choice of the layer's form uses them.

use alloc::{vec, vec::Vec};

use super::{ConvTensors, StageTensors, TensorId, folding::scale_and_shift};
use crate::root::sqrt;

/// The predicted distribution of one input of a linear layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Feature {
    /// The mean over pictures.
    pub(super) mean: f64,
    /// The variance over pictures.
    pub(super) variance: f64,
}

/// Points of the standard normal distribution and their weights, for Gauss–Hermite quadrature. It is exact
/// for polynomials up to degree nine.
const POINTS: [(f64, f64); 5] = [
    (0.0, 0.533_333_333_333_333_3),
    (1.355_626_179_974_266, 0.222_075_922_005_612_6),
    (-1.355_626_179_974_266, 0.222_075_922_005_612_6),
    (2.856_970_013_872_806, 0.011_257_411_327_720_69),
    (-2.856_970_013_872_806, 0.011_257_411_327_720_69),
];

/// Predicts each input from the convolution that computes it. Without a convolution, the mean is 0 and the
/// variance 1.
///
/// Bias and scale of the convolution's norm give the mean and the variance of its output. The output is
/// assumed to be normally distributed before the PReLU. A channel whose weights are all zero is constant. The
/// average over a feature map has the same mean; its variance is assumed to be that of one pixel, as if all
/// pixels were equal.
pub(super) fn of(conv: Option<&ConvTensors>, inputs: usize, tensors: &[&[f32]]) -> Vec<Feature> {
    let Some((conv, norm)) = conv.and_then(|conv| Some((conv, conv.norm.as_ref()?))) else {
        return vec![Feature { mean: 0.0, variance: 1.0 }; inputs];
    };
    let at = |id: TensorId, c: usize| f64::from(tensors[id.index()][c]);
    let weights = tensors[conv.weight.index()];
    let fan_in = weights.len() / inputs;
    scale_and_shift(norm, tensors)
        .iter()
        .enumerate()
        .map(|(c, &(scale, shift))| {
            let (mean, deviation) = if weights[c * fan_in..][..fan_in].iter().all(|&w| w == 0.0) {
                (conv.bias.map_or(0.0, |bias| at(bias, c)) * scale + shift, 0.0)
            } else {
                (at(norm.bias, c), scale * sqrt(at(norm.running_var, c)))
            };
            let slope = conv.epilogue.stages().find_map(|stage| match stage {
                StageTensors::Prelu(slopes) => Some(at(slopes, c)),
                StageTensors::Affine(_) => None,
            });
            rectified(mean, deviation, slope.unwrap_or(1.0))
        })
        .collect()
}

/// Computes the mean and the variance of the PReLU of a normally distributed number.
fn rectified(mean: f64, deviation: f64, slope: f64) -> Feature {
    let (first, second) = POINTS.iter().fold((0.0, 0.0), |(first, second), &(point, share)| {
        let x = mean + deviation * point;
        let y = if x < 0.0 { slope * x } else { x };
        (first + share * y, second + share * y * y)
    });
    Feature { mean: first, variance: (second - first * first).max(0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_a_rectified_normal_number() {
        // E[max(z, 0)] = μΦ + σφ and E[max(z, 0)²] = (μ² + σ²)Φ + μσφ, from tables of Φ and φ.
        for (mean, deviation, slope, expected, variance) in [
            (0.5, 2.0, 1.0, 0.5, 4.0),
            (0.0, 1.0, 0.0, 0.398_9, 0.340_8),
            (1.0, 1.0, 0.0, 1.083_3, 0.751_0),
            (-2.0, 1.0, 0.0, 0.008_5, 0.005_7),
            (0.0, 1.0, 0.25, 0.299_2, 0.441_8),
            (-3.0, 0.0, 0.5, -1.5, 0.0),
            (-9.0, 1.0, 0.0, 0.0, 0.0),
        ] {
            let feature = rectified(mean, deviation, slope);
            let near = |a: f64, b: f64| (a - b).abs() <= 0.1 * deviation;
            assert!(near(feature.mean, expected), "{feature:?} of {mean}, {deviation}, {slope}");
            assert!(
                near(feature.variance, variance),
                "{feature:?} of {mean}, {deviation}, {slope}"
            );
        }
        assert_eq!(rectified(0.0, 0.0, 0.3), Feature { mean: 0.0, variance: 0.0 });
    }
}
