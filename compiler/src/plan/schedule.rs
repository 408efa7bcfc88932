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
    let inputs: Vec<BTreeSet<usize>> = made
        .iter()
        .map(|&id| reads(graph, id).into_iter().map(|input| position[&input]).collect())
        .collect();
    // The readers of each value that are not scheduled yet.
    let mut readers: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); made.len()];
    for (reader, inputs) in inputs.iter().enumerate() {
        for &input in inputs {
            readers[input].insert(reader);
        }
    }
    let growth = |i: usize, readers: &[BTreeSet<usize>]| {
        let freed = |&&input: &&usize| readers[input].len() == 1 && !keeps(graph, made[input]);
        let len = |i: usize| len(graph, shapes, made[i]) as i64;
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

/// Returns the values that a node needs in memory: its operands, and the maps that have the channels of those
/// operands that are channel slices.
fn reads(graph: &Graph, id: NodeId) -> BTreeSet<NodeId> {
    let mut all = BTreeSet::new();
    for mut input in graph.inputs(id) {
        all.insert(input);
        while let Op::ChannelSlice(_) = graph.op(input) {
            input = graph.inputs(input)[0];
            all.insert(input);
        }
    }
    all
}

/// Returns the number of floats of a value's own memory. A channel slice has none.
fn len(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>, id: NodeId) -> usize {
    match graph.op(id) {
        Op::ChannelSlice(_) => 0,
        _ => shapes[&id].len(),
    }
}

/// Returns the largest number of live floats; the operands and the result of a node are live together.
fn peak(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>, order: &[NodeId]) -> usize {
    let mut left: BTreeMap<NodeId, usize> = BTreeMap::new();
    for input in order.iter().flat_map(|&id| reads(graph, id)) {
        *left.entry(input).or_insert(0) += 1;
    }
    let (mut alive, mut peak) = (0, 0);
    for &id in order {
        if !matches!(graph.op(id), Op::Input(_)) {
            alive += len(graph, shapes, id);
        }
        peak = peak.max(alive);
        for input in reads(graph, id) {
            let left = left.get_mut(&input).expect("it has been counted");
            *left -= 1;
            if *left == 0 && !keeps(graph, input) {
                alive -= len(graph, shapes, input);
            }
        }
    }
    peak
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{ChannelSlice, Input, Relu};

    #[test]
    fn a_channel_slice_keeps_its_map_and_needs_no_memory() {
        let mut graph = Graph::new("graph");
        let input = graph.add("input", Input(Shape::new(8, 1, 1)), &[]);
        let whole = graph.add("whole", Relu, &[input]);
        let slice = graph.add("slice", ChannelSlice { start: 2, channels: 4 }, &[whole]);
        let value = graph.add("value", Relu, &[slice]);
        graph.add_output("value", value);
        let shapes = graph.shapes().expect("it is sound");
        let peak = peak(&graph, &shapes, &[input, whole, slice, value]);
        assert_eq!(peak, 8 + 4);
    }
}
