//! Reorders the channels of tensors for kernels whose maps are interleaved.

use alloc::{borrow::Cow, vec::Vec};

use super::{ConvTensors, HffTensors, Norm, StageTensors, TensorId};
use crate::interleaved::{GROUPS, RUN, in_branch, in_run};

/// The tensors of a network, some of them in a different order.
pub(super) struct Reordered<'a>(Vec<Cow<'a, [f32]>>);

impl<'a> Reordered<'a> {
    fn new(tensors: &[&'a [f32]]) -> Self {
        Reordered(tensors.iter().map(|&tensor| Cow::Borrowed(tensor)).collect())
    }

    /// All tensors, indexed by [`TensorId`].
    pub(super) fn views(&self) -> Vec<&[f32]> {
        self.0.iter().map(AsRef::as_ref).collect()
    }

    /// Reorders the channels of a tensor of (any × `channels` × `inner`) floats. `order` gives the channel
    /// for each position.
    fn reorder(
        &mut self,
        id: TensorId,
        channels: usize,
        inner: usize,
        order: impl Fn(usize) -> usize,
    ) {
        let tensor = &mut self.0[id.index()];
        let reordered = tensor
            .chunks_exact(channels * inner)
            .flat_map(|outer| (0..channels).flat_map(|at| &outer[order(at) * inner..][..inner]))
            .copied()
            .collect();
        *tensor = Cow::Owned(reordered);
    }

    fn reorder_norm(&mut self, norm: &Norm, channels: usize, order: impl Fn(usize) -> usize) {
        for id in [norm.weight, norm.bias, norm.running_mean, norm.running_var] {
            self.reorder(id, channels, 1, &order);
        }
    }
}

/// The tensors with the outputs of a convolution in the order of [`in_run`].
pub(super) fn outputs<'a>(
    conv: &ConvTensors,
    channels: usize,
    tensors: &[&'a [f32]],
) -> Reordered<'a> {
    assert!(channels == GROUPS * RUN, "interleaved channels are four groups of eight");
    let mut reordered = Reordered::new(tensors);
    reordered.reorder(conv.weight, channels, tensors[conv.weight.index()].len() / channels, in_run);
    if let Some(bias) = conv.bias {
        reordered.reorder(bias, channels, 1, in_run);
    }
    if let Some(norm) = &conv.norm {
        reordered.reorder_norm(norm, channels, in_run);
    }
    for stage in conv.epilogue.stages() {
        match stage {
            StageTensors::Prelu(slopes) => reordered.reorder(slopes, channels, 1, in_run),
            StageTensors::Affine(norm) => reordered.reorder_norm(&norm, channels, in_run),
        }
    }
    reordered
}

/// The tensors with the channels of the branches, and the inputs of the expansion after them, in the order of
/// [`in_branch`].
pub(super) fn branches<'a>(
    (hff, expand): (&HffTensors, &ConvTensors),
    (channels, branches): (usize, usize),
    tensors: &[&'a [f32]],
) -> Reordered<'a> {
    let order = |place| in_branch(place, channels);
    let mut reordered = Reordered::new(tensors);
    for &weight in &hff.branches[..branches] {
        reordered.reorder(weight, channels, 9, order);
    }
    reordered.reorder_norm(&hff.norm, channels, order);
    reordered.reorder(hff.prelu, channels, 1, order);
    reordered.reorder(expand.weight, channels, 1, order);
    reordered
}
