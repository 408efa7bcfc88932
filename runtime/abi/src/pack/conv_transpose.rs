//! Packs the weights of transposed convolutions.

use alloc::vec::Vec;

use super::{ConvTensors, Pack, blocks::constants, folding::FoldedNorm, pointwise::pack_product};
use crate::kernel::{
    ConvTranspose2d,
    construct::{Construct, Expression},
};

impl Pack for ConvTranspose2d {
    type Tensors = ConvTensors;

    /// The weights are inputs × outputs × k × k in PyTorch. For each product they are reordered to those of a
    /// 1×1 convolution, outputs × inputs.
    fn pack(&self, conv: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
        let (inputs, outputs) = (self.input.channels, self.output.channels);
        let (kernel, joined, product) = (self.kernel, self.joined(), self.product());
        let weight = tensors[conv.weight.index()];
        let folded = FoldedNorm::new(conv, outputs, tensors);
        let vectors = constants(&self.epilogue, folded.bias.clone(), &conv.epilogue, tensors);
        // Each of the joined phases has the same constants.
        let vectors: Vec<Vec<f32>> = vectors.iter().map(|vector| vector.repeat(joined)).collect();
        let folded = folded.repeat(joined);
        for (number, out) in out.chunks_exact_mut(product.weights_len()).enumerate() {
            // The phases are in the order of the weights, row by row.
            let first = number * joined;
            let of_phase = |phase: usize| {
                (0..outputs).flat_map(move |output| {
                    let at = output * kernel * kernel + phase;
                    (0..inputs).map(move |input| weight[input * outputs * kernel * kernel + at])
                })
            };
            let weights: Vec<f32> = (first..first + joined).flat_map(of_phase).collect();
            pack_product((&product, None), &weights, &folded, &vectors, out);
        }
    }

    fn expression(&self, conv: &ConvTensors) -> Expression {
        conv.expression()
    }
}
