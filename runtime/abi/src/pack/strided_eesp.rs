//! Packs the weights of strided EESP units.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    ConvTensors, HffTensors, Pack, TensorId,
    blocks::{blocks, pack_constants},
    folding::FoldedNorm,
    order,
    pointwise::{pack_output_vectors, pack_pointwise, pack_product},
};
use crate::kernel::{
    StridedEespUnit,
    construct::{Construct, Expression},
};

/// The tensors of a strided EESP unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StridedEespTensors {
    /// `eesp.proj_1x1`.
    pub project: ConvTensors,
    /// `eesp.spp_dw` and `eesp.br_after_cat`.
    pub hff: HffTensors,
    /// `eesp.conv_1x1_exp`.
    pub expand: ConvTensors,
    /// The 1×1 convolution of `inp_reinf`, if the unit has it.
    pub shortcut: Option<ConvTensors>,
    /// The slopes of `act`, one for each output channel.
    pub act: TensorId,
}

impl StridedEespTensors {
    /// Creates the tensors of a unit without an image; `act` is the index of the slopes.
    pub const fn new(
        project: ConvTensors,
        hff: HffTensors,
        expand: ConvTensors,
        act: usize,
    ) -> Self {
        StridedEespTensors { project, hff, expand, shortcut: None, act: TensorId::new(act) }
    }

    /// Adds the 1×1 convolution of `inp_reinf`.
    #[must_use]
    pub const fn shortcut(self, shortcut: ConvTensors) -> Self {
        StridedEespTensors { shortcut: Some(shortcut), ..self }
    }
}

impl Pack for StridedEespUnit {
    type Tensors = StridedEespTensors;

    /// The slopes of the final PReLU and the weights of the image are divided: the first go to the pooled
    /// channels, the others to the expansion.
    fn pack(&self, unit: &StridedEespTensors, tensors: &[&[f32]], out: &mut [f32]) {
        let (project, rest) = out.split_at_mut(self.project_len());
        let (point, interleaved) = (self.project(), self.interleaved_project());
        pack_pointwise(&point, interleaved, &unit.project, tensors, project);
        if interleaved.is_some() {
            let sizes = (point.output.channels, self.dilations.len());
            let reordered = order::branches((&unit.hff, &unit.expand), sizes, tensors);
            pack_merged(self, unit, &reordered.views(), rest);
        } else {
            pack_merged(self, unit, tensors, rest);
        }
    }

    fn expression(&self, unit: &StridedEespTensors) -> Expression {
        let hff = self.hff().expression(&unit.hff);
        let (project, expand) = (unit.project.expression(), unit.expand.expression());
        let arguments = [project, hff, expand, unit.act.expression()];
        Expression::Call("pack::StridedEespTensors::new", arguments.into())
            .set_some("shortcut", unit.shortcut)
    }
}

/// Packs everything but the projection.
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
    kernel.hff().pack(&unit.hff, tensors, hff);

    let (point, interleaved) = (kernel.expand(), kernel.interleaved_expand());
    let pooled = kernel.input.channels;
    let (first, others) = tensors[unit.act.index()].split_at(pooled);
    let folded = FoldedNorm::new(&unit.expand, others.len(), tensors);
    let mut bias = folded.bias.clone();
    let mut pooled_vectors = vec![first.to_vec()];
    if let Some(conv) = &unit.shortcut {
        let image = FoldedNorm::new(conv, kernel.output.channels, tensors);
        let (beside, added) = image.bias.split_at(pooled);
        bias.iter_mut().zip(added).for_each(|(bias, added)| *bias += added);
        pooled_vectors.insert(0, beside.to_vec());
        let channels = kernel.image_channels();
        let weights = |outputs: Range<usize>| -> Vec<Vec<f32>> {
            let weight = |c: usize, output: usize| {
                image.weight(output, tensors[conv.weight.index()][output * channels + c])
            };
            (0..channels)
                .map(|c| outputs.clone().map(|output| weight(c, output)).collect())
                .collect()
        };
        pack_constants(&weights(0..pooled), blocks(pooled), pooled_image);
        let weights = weights(pooled..kernel.output.channels);
        pack_output_vectors((&point, interleaved), &weights, expand_image);
    }
    let vectors = [bias, others.to_vec()];
    let weight = tensors[unit.expand.weight.index()];
    pack_product((&point, interleaved), weight, &folded, &vectors, expand);
    pack_constants(&pooled_vectors, blocks(pooled), last);
}
