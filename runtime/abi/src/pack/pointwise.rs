//! Packs the weights of 1×1 convolutions.

use alloc::vec::Vec;

use super::{
    ConvTensors, Pack,
    blocks::{blocks, constants, outputs_of, pack_constants, pack_panels},
    folding::FoldedNorm,
};
use crate::{
    interleaved::Interleaved,
    kernel::{
        Pointwise,
        construct::{Construct, Expression},
    },
    layout::BLOCK,
};

impl Pack for Pointwise {
    type Tensors = ConvTensors;

    fn pack(&self, conv: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
        pack_pointwise(self, None, conv, tensors, out);
    }

    fn expression(&self, conv: &ConvTensors) -> Expression {
        conv.expression()
    }
}

/// Packs a 1×1 convolution. With `interleaved`, the weights have the interleaved layout.
pub(super) fn pack_pointwise(
    kernel: &Pointwise,
    interleaved: Option<Interleaved>,
    conv: &ConvTensors,
    tensors: &[&[f32]],
    out: &mut [f32],
) {
    let folded = FoldedNorm::new(conv, kernel.output.channels, tensors);
    let vectors = constants(&kernel.epilogue, folded.bias.clone(), &conv.epilogue, tensors);
    let weight = tensors[conv.weight.index()];
    pack_product((kernel, interleaved), weight, &folded, &vectors, out);
}

/// Packs the weights of a 1×1 convolution, outputs × inputs of a group, and the given constant vectors of its
/// outputs.
pub(super) fn pack_product(
    (kernel, interleaved): (&Pointwise, Option<Interleaved>),
    tensor: &[f32],
    folded: &FoldedNorm,
    vectors: &[Vec<f32>],
    out: &mut [f32],
) {
    let (weights, rest) = out.split_at_mut(kernel.packed(interleaved)[0]);
    let mut place = |position: &dyn Fn(usize, usize) -> usize| {
        let per_group = kernel.input.channels / kernel.groups;
        for (i, &weight) in tensor.iter().enumerate() {
            let (output, input) = (i / per_group, i % per_group);
            weights[position(output, input)] = folded.weight(output, weight);
        }
    };
    match (interleaved, kernel.folded()) {
        (Some(interleaved), _) => place(&|output, input| interleaved.position(output, input)),
        (None, Some(layout)) => place(&|output, input| layout.position(output, input)),
        (None, None) => pack_panels(kernel.panels(), 1, folded, tensor, weights),
    }
    pack_output_vectors((kernel, interleaved), vectors, rest);
}

/// Packs vectors with a number for each output channel, block by block as the convolution computes the
/// outputs.
pub(super) fn pack_output_vectors(
    (kernel, interleaved): (&Pointwise, Option<Interleaved>),
    vectors: &[Vec<f32>],
    out: &mut [f32],
) {
    match (interleaved, kernel.folded()) {
        (Some(interleaved), _) => {
            for (i, vector) in vectors.iter().enumerate() {
                for (output, &x) in vector.iter().enumerate() {
                    let (block, lane) = interleaved.lane(output);
                    out[(block * vectors.len() + i) * BLOCK + lane] = x;
                }
            }
        }
        (None, Some(_)) => pack_constants(vectors, blocks(kernel.output.channels), out),
        (None, None) => pack_constants(vectors, kernel.panels().iter().map(outputs_of), out),
    }
}
