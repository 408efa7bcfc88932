//! Folding of batch norms into the convolutions before them.

use alloc::{vec, vec::Vec};

use super::{ConvTensors, Norm, TensorId};
use crate::root::sqrt;

/// The scale and the shift of each channel to which a batch norm is equivalent.
pub(super) fn scale_and_shift(norm: &Norm, tensors: &[&[f32]]) -> Vec<(f64, f64)> {
    let at = |id: TensorId, c: usize| f64::from(tensors[id.index()][c]);
    (0..tensors[norm.weight.index()].len())
        .map(|c| {
            let scale = at(norm.weight, c) / sqrt(at(norm.running_var, c) + f64::from(norm.eps));
            (scale, at(norm.bias, c) - at(norm.running_mean, c) * scale)
        })
        .collect()
}

/// A convolution's weights and biases with its batch norm folded in.
pub(super) struct FoldedNorm {
    /// The scale of each output's weights.
    scale: Vec<f64>,
    pub(super) bias: Vec<f32>,
}

impl FoldedNorm {
    pub(super) fn new(conv: &ConvTensors, outputs: usize, tensors: &[&[f32]]) -> Self {
        let norm = match &conv.norm {
            Some(norm) => scale_and_shift(norm, tensors),
            None => vec![(1.0, 0.0); outputs],
        };
        let bias = |c: usize| conv.bias.map_or(0.0, |id| f64::from(tensors[id.index()][c]));
        FoldedNorm {
            scale: norm.iter().map(|&(scale, _)| scale).collect(),
            bias: norm
                .iter()
                .enumerate()
                .map(|(c, &(scale, shift))| (bias(c) * scale + shift) as f32)
                .collect(),
        }
    }

    /// The same for `times` times as many outputs, which repeat those of the convolution.
    pub(super) fn repeat(&self, times: usize) -> Self {
        FoldedNorm { scale: self.scale.repeat(times), bias: self.bias.repeat(times) }
    }

    pub(super) fn weight(&self, output: usize, weight: f32) -> f32 {
        (f64::from(weight) * self.scale[output]) as f32
    }
}
