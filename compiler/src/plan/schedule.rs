//! Chooses the order in which the nodes are computed; it decides how much memory is alive at once.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Graph, NodeId, Op, Shape, positions};

/// Returns an order in which every node follows its operands: the better of two by the peak of live memory.
/// The first is the order in which the nodes were created; it follows the spec and keeps neighbours in the
/// cache. The second is greedy and always takes the node that frees the most memory.
pub fn order(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>) -> Vec<NodeId> {
    let made = graph.topological_order();
    let greedy = greedy(graph, shapes);
    if peak(graph, shapes, &greedy) < peak(graph, shapes, &made) { greedy } else { made }
}

/// The greedy order. Among the nodes whose operands are computed, it takes the one with the fewest live
/// floats after it; the earliest created node wins ties.
fn greedy(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>) -> Vec<NodeId> {
    let made = graph.topological_order();
    let position = positions(&made);
    let positions_of = |ids: Vec<NodeId>| ids.into_iter().map(|id| position[&id]).collect();
    let inputs: Vec<BTreeSet<usize>> =
        made.iter().map(|&id| positions_of(graph.inputs(id))).collect();
    // The readers of each value that are not scheduled yet.
    let mut readers: Vec<BTreeSet<usize>> = made
        .iter()
        .map(|&id| positions_of(graph.uses(id).into_iter().map(|(user, _)| user).collect()))
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
            // The only remaining reader of a value now frees it.
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

/// Returns the largest number of live floats; the operands and the result of a node are live together.
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
