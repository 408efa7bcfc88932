//! Concatenation in place: finds the operands that can be written directly to the concatenation's buffer.

use std::collections::BTreeMap;

use crate::ir::{Graph, NodeId, Op, Placement, Placements, Shape};

/// Returns the operands that can be in the buffer of the concatenation that reads them.
///
/// An operand of this kind is computed (not an input, which the caller owns), is not an output of the
/// network, and is neither a concatenation, which has a buffer of its own, nor a range of channels, which is
/// in the memory of its operand. Exactly one concatenation reads it, at one port. Further readers of other
/// kinds do not matter.
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

/// Whether the value may be in a concatenation's buffer.
fn can_move(graph: &Graph, operand: NodeId) -> bool {
    let is_fixed = matches!(graph.op(operand), Op::Input(_) | Op::Concat(_) | Op::ChannelSlice(_));
    !is_fixed && !graph.is_output(operand)
}
