//! Concatenation in place: operands are written straight into the concatenation's buffer.

use std::collections::BTreeMap;

use crate::ir::{Graph, NodeId, Op, Placement, Placements, Shape};

/// The operands that can lie in the buffer of the concatenation that reads them.
///
/// Such an operand is computed (an input is the caller's), is no output of the network, is no
/// concatenation (those have a buffer of their own, and only one level of them shares), and is read
/// by one concatenation at one port. That other nodes read it too does not matter.
pub fn place_concat(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>) -> Placements {
    let mut placements = BTreeMap::new();
    let mut concatenations: Vec<(NodeId, Vec<NodeId>)> = Vec::new();
    let mut reads: BTreeMap<NodeId, usize> = BTreeMap::new();
    for concat in graph.topological_order() {
        if matches!(graph.op(concat), Op::Concat(_)) {
            let operands = graph.inputs(concat);
            operands.iter().for_each(|&operand| *reads.entry(operand).or_default() += 1);
            concatenations.push((concat, operands));
        }
    }
    for (concat, operands) in concatenations {
        let mut channel = 0;
        for operand in operands {
            if reads[&operand] == 1 && can_move(graph, operand) {
                placements.insert(operand, Placement { concat, channel });
            }
            channel += shapes[&operand].channels;
        }
    }
    placements
}

/// Whether the value may lie in some concatenation's buffer.
fn can_move(graph: &Graph, operand: NodeId) -> bool {
    !matches!(graph.op(operand), Op::Input(_) | Op::Concat(_)) && !graph.is_output(operand)
}
