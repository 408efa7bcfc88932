//! Shares equal values: nodes without parameters that do the same to the same operands.
//!
//! The image pyramid is why: each strided unit pools the image down to its own size from the start,
//! and all but the last step of that has been done for the unit before it.

use crate::ir::{Graph, NodeId, Op, Rewriter};

/// Makes the first of equal nodes the only one.
///
/// Equal are nodes with equal operators, no parameters and the same operands at the same ports; so
/// the numbers are exactly those of before.
pub fn share_pyramid(graph: &mut Graph) {
    let order = graph.topological_order();
    let mut rewriter = Rewriter::new(graph);
    for (position, &id) in order.iter().enumerate() {
        if let Some(first) = equal_before(rewriter.graph(), &order[..position], id) {
            rewriter.replace_uses(id, first);
            rewriter.remove_unused(id);
        }
    }
}

/// A node before `id` in the order that makes the same value.
fn equal_before(graph: &Graph, before: &[NodeId], id: NodeId) -> Option<NodeId> {
    let op = graph.op(id);
    if matches!(op, Op::Input(_)) || !op.params().is_empty() {
        return None;
    }
    let inputs = graph.inputs(id);
    before.iter().copied().find(|&other| {
        graph.contains(other) && graph.op(other) == op && graph.inputs(other) == inputs
    })
}
