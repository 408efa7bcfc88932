//! Dead-code elimination: removes nodes that no output needs.

use std::collections::BTreeSet;

use crate::ir::{Graph, Param, Rewriter};

/// Removes every node that no output depends on, except the network's inputs. Returns the parameters that
/// nothing reads any more; checkpoints still contain them.
pub fn remove_dead_code(graph: &mut Graph) -> Vec<Param> {
    let before = graph.params();
    let order = graph.topological_order();
    let mut rewriter = Rewriter::new(graph);
    for id in order.into_iter().rev() {
        rewriter.remove_unused(id);
    }
    let after: BTreeSet<String> = graph.params().into_iter().map(|param| param.name).collect();
    before.into_iter().filter(|param| !after.contains(&param.name)).collect()
}
