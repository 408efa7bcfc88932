//! Folds a channel shuffle into the convolution that reads it, which then picks its channels itself.

use crate::ir::{Graph, Op, Rewriter};

/// Replaces each channel shuffle that only a convolution reads, as its map, and the convolution by
/// one convolution.
pub fn fold_shuffle(graph: &mut Graph) {
    let order = graph.topological_order();
    let mut rewriter = Rewriter::new(graph);
    for id in order {
        let graph = rewriter.graph();
        let Op::Conv2d(conv) = graph.op(id) else { continue };
        let mut inputs = graph.inputs(id);
        let Op::ChannelShuffle(shuffle) = graph.op(inputs[0]) else { continue };
        if graph.only_use(inputs[0]) != Some(id) || conv.shuffle != 1 {
            continue;
        }
        let mut conv = conv.clone();
        conv.shuffle = shuffle.groups;
        inputs[0] = graph.inputs(inputs[0])[0];
        rewriter.replace(id, Op::Conv2d(conv), &inputs);
    }
}
