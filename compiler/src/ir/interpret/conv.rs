//! Convolution and the linear layer.

use std::borrow::Cow;

use espnet_abi::{fixed, kernel::Precision};

use super::{Map, elementwise::Steps, tensors::Parameters};
use crate::ir::{Conv2d, Linear, Shape};

/// Pixels of a 1×1 convolution that are summed up together: few enough to stay in the nearest cache.
const CHUNK: usize = 1024;

/// A convolution with everything fused into it; a folded batch norm scales the weights in f64, which
/// are then rounded once, as packing does.
pub(super) fn conv2d(
    conv: &Conv2d,
    inputs: &[Map<'_>],
    output: Shape,
    parameters: &Parameters<'_>,
) -> Vec<f32> {
    let weights = parameters.get(&conv.weight);
    let norm = match &conv.norm {
        Some(norm) => parameters.scale_and_shift(norm),
        None => vec![(1.0, 0.0); conv.out_channels],
    };
    let bias = conv.bias.as_ref().map(|bias| parameters.get(bias));
    let input = shuffled(conv.shuffle, inputs[0]);
    let input = Map { data: &input, ..inputs[0] };
    let steps = Steps::new(&conv.epilogue, &inputs[1..], parameters);

    let (per_group, taps) = (conv.in_channels / conv.groups, conv.kernel * conv.kernel);
    let outputs_per_group = conv.out_channels / conv.groups;
    let mut sums = vec![0.0; output.pixels()];
    let mut result = Vec::with_capacity(output.len());
    for (channel, &(scale, shift)) in norm.iter().enumerate() {
        let weights: Vec<f64> = weights[channel * per_group * taps..][..per_group * taps]
            .iter()
            .map(|&weight| f64::from((f64::from(weight) * scale) as f32))
            .collect();
        let bias = bias.map_or(0.0, |bias| f64::from(bias[channel]));
        sums.fill(f64::from((bias * scale + shift) as f32));
        let first = channel / outputs_per_group * per_group;
        let planes: Vec<&[f32]> = (first..first + per_group).map(|c| input.plane(c)).collect();
        if conv.is_pointwise() {
            accumulate_pointwise(&planes, &weights, &mut sums);
        } else {
            accumulate(conv, &planes, &weights, input.shape, output, &mut sums);
        }
        steps.apply(channel, &sums, &mut result);
    }
    result
}

/// Adds a 1×1 convolution of the planes.
fn accumulate_pointwise(planes: &[&[f32]], weights: &[f64], sums: &mut [f64]) {
    for (chunk, sums) in sums.chunks_mut(CHUNK).enumerate() {
        for (plane, &weight) in planes.iter().zip(weights) {
            let plane = &plane[chunk * CHUNK..][..sums.len()];
            for (sum, &x) in sums.iter_mut().zip(plane) {
                *sum += weight * f64::from(x);
            }
        }
    }
}

/// Adds a k×k convolution of the planes, output row by output row.
fn accumulate(
    conv: &Conv2d,
    planes: &[&[f32]],
    weights: &[f64],
    input: Shape,
    output: Shape,
    sums: &mut [f64],
) {
    let taps = conv.kernel * conv.kernel;
    for (y, sums) in sums.chunks_exact_mut(output.width).enumerate() {
        for (plane, weights) in planes.iter().zip(weights.chunks_exact(taps)) {
            for (tap, &weight) in weights.iter().enumerate() {
                let (ky, kx) = (tap / conv.kernel, tap % conv.kernel);
                let (row, column) = (y * conv.stride + ky * conv.dilation, kx * conv.dilation);
                let Some(row) = row.checked_sub(conv.padding).filter(|&row| row < input.height)
                else {
                    continue;
                };
                // The outputs for which the tap lies on the map: 0 ≤ x·stride + column − padding < W.
                let from = conv.padding.saturating_sub(column).div_ceil(conv.stride);
                let to = (input.width + conv.padding)
                    .saturating_sub(column)
                    .div_ceil(conv.stride)
                    .min(output.width);
                if from >= to {
                    continue;
                }
                let start = row * input.width + from * conv.stride + column - conv.padding;
                let pixels = &plane[start..(row + 1) * input.width];
                let sums = &mut sums[from..to];
                if conv.stride == 1 {
                    for (sum, &x) in sums.iter_mut().zip(pixels) {
                        *sum += weight * f64::from(x);
                    }
                } else {
                    for (sum, &x) in sums.iter_mut().zip(pixels.iter().step_by(conv.stride)) {
                        *sum += weight * f64::from(x);
                    }
                }
            }
        }
    }
}

/// The numbers of the map after a channel shuffle of so many groups.
fn shuffled(groups: usize, map: Map<'_>) -> Cow<'_, [f32]> {
    match groups {
        1 => Cow::Borrowed(map.data),
        _ => Cow::Owned(super::elementwise::channel_shuffle(groups, map)),
    }
}

/// `torch.nn.Linear` on one vector, with weights rounded as they are stored. [`Precision::Auto`] is
/// computed without rounding, because its choice depends on statistics of other layers.
pub(super) fn linear(linear: &Linear, input: Map<'_>, parameters: &Parameters<'_>) -> Vec<f32> {
    let bias = linear.bias.as_ref().map(|bias| parameters.get(bias));
    parameters
        .get(&linear.weight)
        .chunks_exact(linear.in_features)
        .enumerate()
        .map(|(o, weights)| {
            let bias = bias.map_or(0.0, |bias| f64::from(bias[o]));
            let stored: Vec<f64> = match linear.precision {
                Precision::I16 => fixed::rounded(weights).collect(),
                Precision::Auto | Precision::F32 => {
                    weights.iter().copied().map(f64::from).collect()
                }
            };
            let products = stored.iter().zip(input.data);
            products.fold(bias, |sum, (w, &x)| sum + w * f64::from(x)) as f32
        })
        .collect()
}
