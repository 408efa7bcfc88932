//! Packing of a linear layer.

use super::ConvTensors;
use crate::{
    fixed,
    kernel::{Linear, Precision},
    layout::BLOCK,
};

/// Weights of panels, then steps and biases.
pub(super) fn pack(kernel: &Linear, layer: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
    let inputs = kernel.input.channels;
    let bias = layer.bias.map(|id| tensors[id.0]);
    let (panels, constants) = out.split_at_mut(kernel.constants());
    for (output, weights) in tensors[layer.weight.0].chunks_exact(inputs).enumerate() {
        let (panel, lane) = (output / BLOCK, output % BLOCK);
        let first = panel * kernel.vectors() * BLOCK + lane;
        let mut constants = constants.iter_mut().skip(first).step_by(BLOCK);
        let mut constant = || constants.next().expect("the shape counts its constants");
        let blocks = panels[panel * kernel.panel()..].chunks_exact_mut(kernel.weights.block());
        match kernel.weights {
            Precision::F32 => {
                for (block, &weight) in blocks.zip(weights) {
                    block[lane] = weight;
                }
            }
            Precision::I16 => {
                let step = fixed::step(weights);
                for (block, &weight) in blocks.zip(weights) {
                    let integer = fixed::steps(weight, step).cast_unsigned();
                    let pair = &mut block[lane / 2];
                    *pair =
                        f32::from_bits(pair.to_bits() | u32::from(integer) << (16 * (lane % 2)));
                }
                *constant() = step;
            }
        }
        if let Some(bias) = bias {
            *constant() = bias[output];
        }
    }
}
