//! Drops nodes that no output needs.

use std::collections::BTreeSet;

use crate::ir::{Graph, Rewriter};

/// Removes every node from which no output can be reached, except the network's inputs.
///
/// Checkpoints go on holding the parameters of what is removed: they join [`Graph::unused`].
pub fn remove_dead(graph: &mut Graph) {
    let before = graph.params();
    let order = graph.topological_order();
    let mut rewriter = Rewriter::new(graph);
    for id in order.into_iter().rev() {
        rewriter.remove_unused(id);
    }
    let after: BTreeSet<String> = graph.params().into_iter().map(|param| param.name).collect();
    graph.unused.extend(before.into_iter().filter(|param| !after.contains(&param.name)));
}
