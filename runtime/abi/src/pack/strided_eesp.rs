//! Packing of strided EESP units.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    Folded, StridedEespTensors, blocks, order, pack_constants, pack_hff, pack_output_vectors,
    pack_pointwise, pack_product,
};
use crate::kernel::StridedEespUnit;

/// The slopes of the final PReLU, and what the image adds, are shared out: the first to the pooled
/// channels, the others to the expansion.
pub(super) fn pack(
    kernel: &StridedEespUnit,
    unit: &StridedEespTensors,
    tensors: &[&[f32]],
    out: &mut [f32],
) {
    let (project, rest) = out.split_at_mut(kernel.project_len());
    let (point, quads) = (kernel.project(), kernel.quad_project());
    pack_pointwise(&point, quads, &unit.project, tensors, project);
    if quads.is_some() {
        let sizes = (point.output.channels, kernel.dilations.len());
        let reordered = order::branches((&unit.hff, &unit.expand), sizes, tensors);
        pack_merged(kernel, unit, &reordered.views(), rest);
    } else {
        pack_merged(kernel, unit, tensors, rest);
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

    let (point, quads) = (kernel.expand(), kernel.quad_expand());
    let pooled = kernel.input.channels;
    let (first, others) = tensors[unit.act.0].split_at(pooled);
    let folded = Folded::new(&unit.expand, others.len(), tensors);
    let mut bias = folded.bias.clone();
    let mut pooled_vectors = vec![first.to_vec()];
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
        pack_output_vectors((&point, quads), &weights, expand_image);
    }
    let vectors = [bias, others.to_vec()];
    pack_product((&point, quads), &unit.expand, &folded, &vectors, tensors, expand);
    pack_constants(&pooled_vectors, blocks(pooled), last);
}
