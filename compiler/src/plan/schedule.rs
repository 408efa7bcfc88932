//! The order of the nodes.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Graph, NodeId, Op, Shape};

/// An order in which every node follows its operands: the better of two by the peak of the values
/// alive at once. The first is the order in which nodes were made, which follows the spec and keeps
/// neighbours in the cache; the second always takes the node that frees most.
pub fn order(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>) -> Vec<NodeId> {
    let made = graph.topological_order();
    let greedy = greedy(graph, shapes);
    if peak(graph, shapes, &greedy) < peak(graph, shapes, &made) { greedy } else { made }
}

/// Repeatedly takes, of the nodes whose operands are there, the one after which the fewest floats
/// are alive; the earliest made among equals.
fn greedy(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>) -> Vec<NodeId> {
    let made = graph.topological_order();
    let position: BTreeMap<NodeId, usize> =
        made.iter().enumerate().map(|(position, &id)| (id, position)).collect();
    let mut left: BTreeMap<NodeId, usize> =
        made.iter().map(|&id| (id, graph.uses(id).len())).collect();
    let mut missing: Vec<usize> = made.iter().map(|&id| graph.inputs(id).len()).collect();
    let mut ready: BTreeSet<usize> = (0..made.len()).filter(|&i| missing[i] == 0).collect();
    let mut order = Vec::with_capacity(made.len());
    loop {
        let growth = |id: NodeId| {
            let freed: usize = distinct(graph.inputs(id))
                .into_iter()
                .filter(|&(input, uses)| left[&input] == uses && !keeps(graph, input))
                .map(|(input, _)| shapes[&input].len())
                .sum();
            shapes[&id].len() as i64 - freed as i64
        };
        let Some(&next) = ready.iter().min_by_key(|&&i| (growth(made[i]), i)) else { break };
        ready.remove(&next);
        let next = made[next];
        for input in graph.inputs(next) {
            *left.get_mut(&input).expect("operands are nodes") -= 1;
        }
        for (user, _) in graph.uses(next) {
            let user = position[&user];
            missing[user] -= 1;
            if missing[user] == 0 {
                ready.insert(user);
            }
        }
        order.push(next);
    }
    order
}

/// Whether the value lives to the end, or outside the arena.
fn keeps(graph: &Graph, id: NodeId) -> bool {
    graph.is_output(id) || matches!(graph.op(id), Op::Input(_))
}

fn distinct(inputs: Vec<NodeId>) -> BTreeMap<NodeId, usize> {
    let mut counts = BTreeMap::new();
    for input in inputs {
        *counts.entry(input).or_insert(0) += 1;
    }
    counts
}

/// Floats alive at the worst moment: a node's operands and its result are alive together.
fn peak(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>, order: &[NodeId]) -> usize {
    let mut left: BTreeMap<NodeId, usize> =
        order.iter().map(|&id| (id, graph.uses(id).len())).collect();
    let (mut alive, mut peak) = (0, 0);
    for &id in order {
        if !matches!(graph.op(id), Op::Input(_)) {
            alive += shapes[&id].len();
        }
        peak = peak.max(alive);
        for (input, uses) in distinct(graph.inputs(id)) {
            let left = left.get_mut(&input).expect("operands are nodes");
            *left -= uses;
            if *left == 0 && !keeps(graph, input) {
                alive -= shapes[&input].len();
            }
        }
    }
    peak
}
