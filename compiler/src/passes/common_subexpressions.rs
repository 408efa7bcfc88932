//! Common-subexpression elimination for nodes without parameters.
//!
//! The image pyramid needs this pass: each strided unit pools the image from its full size down to its own,
//! and the unit before it has computed all but the last of these steps.

use std::collections::BTreeMap;

use crate::ir::{Graph, NodeId, Op, Rewriter};

/// Replaces equal nodes by the first of them.
///
/// Nodes are equal if they have equal operators, no parameters, and the same operands at the same ports. The
/// numbers stay exactly the same.
pub fn share(graph: &mut Graph) {
    let order = graph.topological_order();
    let mut rewriter = Rewriter::new(graph);
    // The nodes that stay, by their operands.
    let mut firsts: BTreeMap<Vec<NodeId>, Vec<NodeId>> = BTreeMap::new();
    for id in order {
        let graph = rewriter.graph();
        let op = graph.op(id);
        if matches!(op, Op::Input(_)) || !op.params().is_empty() {
            continue;
        }
        let alike = firsts.entry(graph.inputs(id)).or_default();
        match alike.iter().find(|&&first| graph.op(first) == op) {
            Some(&first) => {
                rewriter.replace_uses(id, first);
                rewriter.remove_unused(id);
            }
            None => alike.push(id),
        }
    }
}
