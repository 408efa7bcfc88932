//! Shares equal values: nodes without parameters that do the same to the same operands.
//!
//! The image pyramid needs it: each strided unit pools the image down to its own size from the start,
//! and all but the last step of that has been done for the unit before it.

use std::collections::BTreeMap;

use crate::ir::{Graph, NodeId, Op, Rewriter};

/// Makes the first of equal nodes the only one.
///
/// Equal are nodes with equal operators, no parameters and the same operands at the same ports; so
/// the numbers are exactly those of before.
pub fn share(graph: &mut Graph) {
    let order = graph.topological_order();
    let mut rewriter = Rewriter::new(graph);
    // Those that stay, by their operands.
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
