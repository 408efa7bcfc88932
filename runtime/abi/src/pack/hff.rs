//! Packs the weights of hierarchical feature fusion.

use alloc::vec::Vec;

use super::{Norm, Pack, TensorId, blocks::blocks, folding::scale_and_shift};
use crate::{
    kernel::{
        Hff,
        construct::{Construct, Expression},
    },
    layout::{BLOCK, Dilations, round_up},
};

/// The tensors of hierarchical feature fusion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HffTensors {
    /// The weights of each branch, n × 1 × 3 × 3. Only the first K are used.
    pub branches: [TensorId; Dilations::MAX],
    /// The batch norm after the concatenation.
    pub norm: Norm,
    /// The slopes of the PReLU after the batch norm.
    pub prelu: TensorId,
}

impl HffTensors {
    /// Creates the tensors of `K` branches.
    pub const fn new<const K: usize>(branches: [usize; K], norm: Norm, prelu: usize) -> Self {
        let mut ids = [TensorId::new(0); Dilations::MAX];
        let mut i = 0;
        while i < K {
            ids[i] = TensorId::new(branches[i]);
            i += 1;
        }
        HffTensors { branches: ids, norm, prelu: TensorId::new(prelu) }
    }
}

impl Pack for Hff {
    type Tensors = HffTensors;

    fn pack(&self, hff: &HffTensors, tensors: &[&[f32]], out: &mut [f32]) {
        let (n, branches) = (self.input.channels, self.dilations.len());
        let norm = scale_and_shift(&hff.norm, tensors);
        let slopes = tensors[hff.prelu.index()];
        let mut out = out.chunks_exact_mut(BLOCK);
        for (first, lanes) in blocks(n) {
            for branch in 0..branches {
                let weight = tensors[hff.branches[branch].index()];
                let vectors = (0..9).map(|tap| {
                    (0..lanes).map(|l| weight[(first + l) * 9 + tap]).collect::<Vec<_>>()
                });
                let channel = |l: usize| branch * n + first + l;
                let rest = [
                    (0..lanes).map(|l| norm[channel(l)].0 as f32).collect(),
                    (0..lanes).map(|l| norm[channel(l)].1 as f32).collect(),
                    (0..lanes).map(|l| slopes[channel(l)]).collect(),
                ];
                for vector in vectors.chain(rest) {
                    out.next().expect("the shape counts its blocks")[..lanes]
                        .copy_from_slice(&vector);
                }
            }
        }
        debug_assert_eq!(round_up(n) / BLOCK, self.blocks());
    }

    fn expression(&self, hff: &HffTensors) -> Expression {
        let branches = hff.branches[..self.dilations.len()].iter().map(Construct::expression);
        let branches = Expression::Array(branches.collect());
        let arguments = [branches, hff.norm.expression(), hff.prelu.expression()];
        Expression::Call("pack::HffTensors::new", arguments.into())
    }
}
