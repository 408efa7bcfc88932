//! Concatenation in place: operands are written straight into the concatenation's buffer.

use std::collections::BTreeMap;

use crate::ir::{Graph, NodeId, Op, Placement, Placements};

/// The operands that can lie in the buffer of the concatenation that reads them.
///
/// Such an operand is computed (an input is the caller's), is no output of the network, is no
/// concatenation (those have a buffer of their own, and only one level of them shares), and is read
/// by one concatenation at one port. That other nodes read it too does not matter.
pub fn place_concat(graph: &Graph) -> Placements {
    let mut placements = BTreeMap::new();
    let Ok(shapes) = graph.shapes() else { return placements };
    for concat in graph.topological_order() {
        if *graph.op(concat) != Op::Concat {
            continue;
        }
        let mut channel = 0;
        for operand in graph.inputs(concat) {
            if can_move(graph, operand) {
                placements.insert(operand, Placement { concat, channel });
            }
            channel += shapes[&operand].channels;
        }
    }
    placements
}

fn can_move(graph: &Graph, operand: NodeId) -> bool {
    let concatenations = graph
        .uses(operand)
        .into_iter()
        .filter(|&(user, _)| matches!(graph.op(user), Op::Concat))
        .count();
    concatenations == 1
        && !matches!(graph.op(operand), Op::Input(_) | Op::Concat)
        && !graph.is_output(operand)
}
