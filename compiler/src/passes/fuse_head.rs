//! Fuses a classifier's head: a depth-wise 3×3 convolution, a grouped 1×1 convolution and the global
//! average of what it makes.
//!
//! One kernel then computes the outputs a few at a time for all pixels. So none of the maps between lies in
//! memory as a whole, and several workers divide weights, of which a head has many, not pixels, of which
//! it has few.

use std::collections::BTreeMap;

use espnet_abi::kernel;

use crate::ir::{Conv2d, Graph, Head, NodeId, Op, Rewriter, Shape};

/// Floats of a group's channels above which they would not stay near: 256 KiB.
const NEAR: usize = 1 << 16;

/// Replaces each head by one node.
pub fn fuse_head(graph: &mut Graph, shapes: &BTreeMap<NodeId, Shape>) {
    for average in graph.topological_order() {
        // Those before may be gone already, fused into a head.
        if !graph.contains(average) || *graph.op(average) != Op::GlobalAvgPool {
            continue;
        }
        if let Some((head, input)) = find(graph, shapes, graph.inputs(average)[0]) {
            Rewriter::new(graph).replace(average, Op::Head(Box::new(head)), &[input]);
        }
    }
}

/// The convolutions that end in node `last`, and what they read.
fn find(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>, last: NodeId) -> Option<(Head, NodeId)> {
    let pointwise = alone(graph, last)?;
    let first = graph.inputs(last)[0];
    let head = Head { depthwise: alone(graph, first)?.clone(), pointwise: pointwise.clone() };
    let Conv2d { in_channels, out_channels, groups, .. } = *pointwise;
    let fits = head.check().is_ok()
        && kernel::Head::possible(in_channels, out_channels, groups)
        && shapes[&first].pixels() * (in_channels / groups) <= NEAR;
    fits.then(|| (head, graph.inputs(first)[0]))
}

/// The convolution at `id`, if it has one use.
fn alone(graph: &Graph, id: NodeId) -> Option<&Conv2d> {
    let Op::Conv2d(conv) = graph.op(id) else { return None };
    graph.only_use(id).map(|_| conv)
}
