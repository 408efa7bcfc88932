//! Operators that work number by number, alone and as epilogues, and the channel shuffle.

use super::{Map, tensors::Parameters};
use crate::ir::{BatchNorm, Epilogue, PRelu};

/// An epilogue with its operands and parameters.
pub(super) struct Steps<'a> {
    prelu: Option<&'a [f32]>,
    gate: Option<Map<'a>>,
    residual: Option<Map<'a>>,
    affine: Option<Vec<(f64, f64)>>,
    final_prelu: Option<&'a [f32]>,
    sigmoid: bool,
}

impl<'a> Steps<'a> {
    /// Of `epilogue`, whose gate and residual, where it has them, are `operands`.
    pub fn new(epilogue: &Epilogue, operands: &[Map<'a>], parameters: &Parameters<'a>) -> Self {
        let mut operands = operands.iter().copied();
        let slopes =
            |prelu: &Option<PRelu>| prelu.as_ref().map(|prelu| parameters.get(&prelu.weight));
        Steps {
            prelu: slopes(&epilogue.prelu),
            gate: if epilogue.gate { operands.next() } else { None },
            residual: if epilogue.residual { operands.next() } else { None },
            affine: epilogue.affine.as_ref().map(|norm| parameters.scale_and_shift(norm)),
            final_prelu: slopes(&epilogue.final_prelu),
            sigmoid: epilogue.sigmoid,
        }
    }

    /// Appends the results for the sums of one channel.
    pub fn apply(&self, channel: usize, sums: &[f64], results: &mut Vec<f32>) {
        let prelu = self.prelu.map(|slopes| slopes[channel]);
        let gate = self.gate.map(|gate| f64::from(gate.data[channel]));
        let residual = self.residual.map(|residual| residual.plane(channel));
        let affine = self.affine.as_ref().map(|affine| affine[channel]);
        let final_prelu = self.final_prelu.map(|slopes| slopes[channel]);
        results.extend(sums.iter().enumerate().map(|(pixel, &sum)| {
            let mut x = sum;
            if let Some(slope) = prelu {
                x = rectify(x, slope);
            }
            if let Some(gate) = gate {
                x *= gate;
            }
            if let Some(residual) = residual {
                x += f64::from(residual[pixel]);
            }
            if let Some((scale, shift)) = affine {
                x = x * scale + shift;
            }
            if let Some(slope) = final_prelu {
                x = rectify(x, slope);
            }
            if self.sigmoid {
                x = logistic(x);
            }
            x as f32
        }));
    }
}

fn rectify(x: f64, slope: f32) -> f64 {
    if x > 0.0 { x } else { x * f64::from(slope) }
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// An epilogue on its own.
pub(super) fn alone(
    epilogue: &Epilogue,
    inputs: &[Map<'_>],
    parameters: &Parameters<'_>,
) -> Vec<f32> {
    let steps = Steps::new(epilogue, &inputs[1..], parameters);
    let mut results = Vec::with_capacity(inputs[0].shape.len());
    for channel in 0..inputs[0].shape.channels {
        let numbers: Vec<f64> = inputs[0].plane(channel).iter().copied().map(f64::from).collect();
        steps.apply(channel, &numbers, &mut results);
    }
    results
}

pub(super) fn batch_norm(
    norm: &BatchNorm,
    input: Map<'_>,
    parameters: &Parameters<'_>,
) -> Vec<f32> {
    let epilogue = Epilogue { affine: Some(norm.clone()), ..Epilogue::default() };
    alone(&epilogue, &[input], parameters)
}

pub(super) fn prelu(prelu: &PRelu, input: Map<'_>, parameters: &Parameters<'_>) -> Vec<f32> {
    let epilogue = Epilogue { prelu: Some(prelu.clone()), ..Epilogue::default() };
    alone(&epilogue, &[input], parameters)
}

pub(super) fn sigmoid(input: Map<'_>) -> Vec<f32> {
    input.data.iter().map(|&x| logistic(f64::from(x)) as f32).collect()
}

pub(super) fn add(a: Map<'_>, b: Map<'_>) -> Vec<f32> {
    a.data.iter().zip(b.data).map(|(a, b)| a + b).collect()
}

/// The product; a second operand of 1×C×1×1 scales whole channels.
pub(super) fn mul(a: Map<'_>, b: Map<'_>) -> Vec<f32> {
    if a.shape == b.shape {
        return a.data.iter().zip(b.data).map(|(a, b)| a * b).collect();
    }
    (0..a.shape.channels)
        .flat_map(|channel| a.plane(channel).iter().map(move |x| x * b.data[channel]))
        .collect()
}

/// Output channel `c·groups + g` is input channel `g·(C/groups) + c`.
pub(super) fn channel_shuffle(groups: usize, input: Map<'_>) -> Vec<f32> {
    let per_group = input.shape.channels / groups;
    (0..input.shape.channels)
        .flat_map(|output| input.plane(output % groups * per_group + output / groups))
        .copied()
        .collect()
}
