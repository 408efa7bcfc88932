//! Counts the multiply-accumulates of a graph.

use std::collections::{BTreeMap, BTreeSet};

use super::{Graph, NodeId};
use crate::shape::Shape;

/// Returns the multiply-accumulates of all convolutions of a graph with these shapes. Linear layers do not
/// count, as in the literature. Nodes that no output depends on do not count either.
pub fn conv_macs(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>) -> u64 {
    let mut needed: BTreeSet<NodeId> = graph.outputs().iter().map(|output| output.node).collect();
    let order = graph.topological_order();
    for &id in order.iter().rev() {
        if needed.contains(&id) {
            needed.extend(graph.inputs(id));
        }
    }
    order
        .into_iter()
        .filter(|id| needed.contains(id))
        .map(|id| {
            let operands: Vec<Shape> = graph.inputs(id).iter().map(|input| shapes[input]).collect();
            graph.op(id).macs(&operands, shapes[&id])
        })
        .sum()
}
