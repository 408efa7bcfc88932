//! Packing of strided EESP units.

use alloc::vec::Vec;
use core::ops::Range;

use super::{
    ConvTensors, Folded, StridedEespTensors, blocks, constants, order, pack_constants, pack_hff,
    pack_output_vectors, pack_pointwise, pack_product,
};
use crate::{kernel::StridedEespUnit, layout::BLOCK, quads::Quads};

/// The slopes of the final PReLU, and what the image adds, are shared out: the first to the pooled
/// channels, the others to the expansion.
pub(super) fn pack(
    kernel: &StridedEespUnit,
    unit: &StridedEespTensors,
    tensors: &[&[f32]],
    out: &mut [f32],
) {
    let (project, rest) = out.split_at_mut(kernel.project_len());
    let point = kernel.project();
    match kernel.quad_project() {
        None => {
            pack_pointwise(&point, &unit.project, tensors, project);
            pack_merged(kernel, unit, tensors, rest);
        }
        Some(quads) => {
            let folded = Folded::new(&unit.project, point.output.channels, tensors);
            let bias = folded.bias.clone();
            let vectors = constants(&point.epilogue, bias, &unit.project.epilogue, tensors);
            pack_quads(quads, &unit.project, &folded, &vectors, tensors, project);
            let sizes = (point.output.channels, kernel.dilations.len());
            let reordered = order::branches((&unit.hff, &unit.expand), sizes, tensors);
            pack_merged(kernel, unit, &reordered.views(), rest);
        }
    }
}

/// All but the projection.
fn pack_merged(
    kernel: &StridedEespUnit,
    unit: &StridedEespTensors,
    tensors: &[&[f32]],
    out: &mut [f32],
) {
    let (hff, rest) = out.split_at_mut(kernel.hff().weights_len());
    let (expand, rest) = rest.split_at_mut(kernel.expand_len());
    let (expand_image, rest) = rest.split_at_mut(kernel.expand_image_len());
    let (last, pooled_image) = rest.split_at_mut(kernel.pooled_len());
    pack_hff(&kernel.hff(), &unit.hff, tensors, hff);

    let pooled = kernel.input.channels;
    let (first, others) = tensors[unit.act.0].split_at(pooled);
    let folded = Folded::new(&unit.expand, others.len(), tensors);
    let mut bias = folded.bias.clone();
    let mut pooled_vectors = alloc::vec![first.to_vec()];
    if let Some(conv) = &unit.shortcut {
        let image = Folded::new(conv, kernel.output.channels, tensors);
        let (beside, added) = image.bias.split_at(pooled);
        bias.iter_mut().zip(added).for_each(|(bias, added)| *bias += added);
        pooled_vectors.insert(0, beside.to_vec());
        let channels = kernel.image_channels();
        let weights = |outputs: Range<usize>| -> Vec<Vec<f32>> {
            let weight = |c: usize, output: usize| {
                image.weight(output, tensors[conv.weight.0][output * channels + c])
            };
            (0..channels)
                .map(|c| outputs.clone().map(|output| weight(c, output)).collect())
                .collect()
        };
        pack_constants(&weights(0..pooled), blocks(pooled), pooled_image);
        let weights = weights(pooled..kernel.output.channels);
        match kernel.quad_expand() {
            None => pack_output_vectors(&kernel.expand(), &weights, expand_image),
            Some(quads) => pack_quad_vectors(quads, &weights, expand_image),
        }
    }
    let vectors = [bias, others.to_vec()];
    match kernel.quad_expand() {
        None => {
            pack_product(&kernel.expand(), &unit.expand, &folded, &vectors, tensors, expand);
        }
        Some(quads) => pack_quads(quads, &unit.expand, &folded, &vectors, tensors, expand),
    }
    pack_constants(&pooled_vectors, blocks(pooled), last);
}

/// A 1×1 convolution's weights as quads, and the constants of its epilogue.
fn pack_quads(
    quads: Quads,
    conv: &ConvTensors,
    folded: &Folded,
    vectors: &[Vec<f32>],
    tensors: &[&[f32]],
    out: &mut [f32],
) {
    let (weights, rest) = out.split_at_mut(quads.blocks() * BLOCK);
    for (i, &weight) in tensors[conv.weight.0].iter().enumerate() {
        let (output, input) = (i / quads.steps(), i % quads.steps());
        weights[quads.position(output, input)] = folded.weight(output, weight);
    }
    pack_quad_vectors(quads, vectors, rest);
}

/// Vectors per output channel, block by block as the convolution computes them.
fn pack_quad_vectors(quads: Quads, vectors: &[Vec<f32>], out: &mut [f32]) {
    for (i, vector) in vectors.iter().enumerate() {
        for (output, &x) in vector.iter().enumerate() {
            let (block, lane) = quads.lane(output);
            out[(block * vectors.len() + i) * BLOCK + lane] = x;
        }
    }
}
