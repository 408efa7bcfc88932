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
    let positions = |ids: Vec<NodeId>| ids.into_iter().map(|id| position[&id]).collect();
    let inputs: Vec<BTreeSet<usize>> = made.iter().map(|&id| positions(graph.inputs(id))).collect();
    // Those who have not read the value yet.
    let mut readers: Vec<BTreeSet<usize>> = made
        .iter()
        .map(|&id| positions(graph.uses(id).into_iter().map(|(user, _)| user).collect()))
        .collect();
    let growth = |i: usize, readers: &[BTreeSet<usize>]| {
        let freed = |&&input: &&usize| readers[input].len() == 1 && !keeps(graph, made[input]);
        let len = |i: usize| shapes[&made[i]].len() as i64;
        len(i) - inputs[i].iter().filter(freed).map(|&input| len(input)).sum::<i64>()
    };
    let mut missing: Vec<usize> = inputs.iter().map(BTreeSet::len).collect();
    let mut grows: Vec<i64> = (0..made.len()).map(|i| growth(i, &readers)).collect();
    let first = (0..made.len()).filter(|&i| missing[i] == 0);
    let mut ready: BTreeSet<(i64, usize)> = first.map(|i| (grows[i], i)).collect();
    let mut order = Vec::with_capacity(made.len());
    while let Some((_, next)) = ready.pop_first() {
        for &input in &inputs[next] {
            readers[input].remove(&next);
            // The only one left to read a value now frees it.
            if readers[input].len() == 1
                && let Some(&last) = readers[input].first()
                && ready.remove(&(grows[last], last))
            {
                grows[last] = growth(last, &readers);
                ready.insert((grows[last], last));
            }
        }
        for &user in &readers[next] {
            missing[user] -= 1;
            if missing[user] == 0 {
                grows[user] = growth(user, &readers);
                ready.insert((grows[user], user));
            }
        }
        order.push(made[next]);
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
