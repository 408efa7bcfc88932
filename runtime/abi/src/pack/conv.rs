//! Packs the weights of the convolutions with windows.

use super::{
    ConvTensors, Pack,
    blocks::{blocks, constants, outputs_of, pack_constants, pack_panels},
    folding::FoldedNorm,
    order,
};
use crate::{
    kernel::{
        Conv2d, DepthwiseConv2d, GroupedConv2d,
        construct::{Construct, Expression},
    },
    layout::BLOCK,
};

impl Pack for Conv2d {
    type Tensors = ConvTensors;

    fn pack(&self, conv: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
        if self.interleaved {
            let tensors = order::outputs(conv, self.output.channels, tensors);
            pack_conv(self, conv, &tensors.views(), out);
        } else {
            pack_conv(self, conv, tensors, out);
        }
    }

    fn expression(&self, conv: &ConvTensors) -> Expression {
        conv.expression()
    }
}

fn pack_conv(kernel: &Conv2d, conv: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
    let folded = FoldedNorm::new(conv, kernel.output.channels, tensors);
    let vectors = constants(&kernel.epilogue, folded.bias.clone(), &conv.epilogue, tensors);
    let (weights, rest) = out.split_at_mut(kernel.constants());
    let taps = kernel.kernel * kernel.kernel;
    pack_panels(kernel.panels(), taps, &folded, tensors[conv.weight.index()], weights);
    pack_constants(&vectors, kernel.panels().iter().map(outputs_of), rest);
}

impl Pack for DepthwiseConv2d {
    type Tensors = ConvTensors;

    fn pack(&self, conv: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
        let weight = tensors[conv.weight.index()];
        let (inputs, taps) = (self.inputs_per_output(), self.kernel * self.kernel);
        let channels = self.output.channels;
        let folded = FoldedNorm::new(conv, channels, tensors);
        for (first, lanes) in blocks(channels) {
            for (j, tap, lane) in (0..inputs).flat_map(|j| {
                (0..taps).flat_map(move |tap| (0..lanes).map(move |lane| (j, tap, lane)))
            }) {
                let output = first + lane;
                out[first * inputs * taps + (j * taps + tap) * BLOCK + lane] =
                    folded.weight(output, weight[(output * inputs + j) * taps + tap]);
            }
        }
        let vectors = constants(&self.epilogue, folded.bias, &conv.epilogue, tensors);
        pack_constants(&vectors, blocks(channels), &mut out[self.constants()..]);
    }

    fn expression(&self, conv: &ConvTensors) -> Expression {
        conv.expression()
    }
}

impl Pack for GroupedConv2d {
    type Tensors = ConvTensors;

    fn pack(&self, conv: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
        let channels = self.output.channels;
        let folded = FoldedNorm::new(conv, channels, tensors);
        for (i, &weight) in tensors[conv.weight.index()].iter().enumerate() {
            out[i] = folded.weight(i / self.filter_len(), weight);
        }
        let vectors = constants(&self.epilogue, folded.bias, &conv.epilogue, tensors);
        pack_constants(&vectors, blocks(channels), &mut out[self.constants()..]);
    }

    fn expression(&self, conv: &ConvTensors) -> Expression {
        conv.expression()
    }
}
