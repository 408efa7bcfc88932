//! Folds a batch norm into the convolution before it.
//!
//! At inference a batch norm scales and shifts each channel, which scaled weights and a bias do as
//! well. Behind a sum it stays: the sum's other operand is no output of the convolution. So do the
//! batch norms of EESP units (`br_after_cat`), and [`super::fuse_hff`] finds them.

use crate::ir::{Graph, Op, Rewriter};

/// Replaces each convolution that only a batch norm reads, and the batch norm, by one convolution.
pub fn fold_batch_norm(graph: &mut Graph) {
    let order = graph.topological_order();
    let mut rewriter = Rewriter::new(graph);
    for id in order {
        let graph = rewriter.graph();
        let Op::BatchNorm(norm) = graph.op(id) else { continue };
        let Some(&before) = graph.inputs(id).first() else { continue };
        let Op::Conv2d(conv) = graph.op(before) else { continue };
        if graph.only_use(before) != Some(id) || conv.norm.is_some() || !conv.epilogue.is_empty() {
            continue;
        }
        let mut conv = conv.clone();
        conv.norm = Some(norm.clone());
        let inputs = graph.inputs(before);
        rewriter.replace(id, Op::Conv2d(conv), &inputs);
    }
}
