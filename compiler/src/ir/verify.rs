//! The verifier: checks the invariants of a graph. Passes and plan rely on them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use petgraph::Direction;

use super::{Graph, NodeId, Op};
use crate::shape::Shape;

/// A problem of a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the node or the output.
    pub at: String,
    /// The description of the problem.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(at: impl Into<String>, message: impl Into<String>) -> Self {
        Problem { at: at.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.message)
    }
}

/// All problems of a graph; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            let separator = if i > 0 { "\n" } else { "" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Checks the invariants of a graph:
///
/// - there is an output, every output is a node, and no two outputs have the same name;
/// - names of nodes are not empty and are distinct;
/// - there is no cycle;
/// - operators are consistent in themselves;
/// - ports of operands count from 0 without a gap, and operands suit their operator in number and
///   shape;
/// - all nodes that read a parameter expect the same shape.
///
/// Returns the shape of every value.
///
/// # Errors
/// Reports every invariant that is violated.
pub fn verify(graph: &Graph) -> Result<BTreeMap<NodeId, Shape>, Problems> {
    let mut problems = Vec::new();
    outputs(graph, &mut problems);
    names(graph, &mut problems);
    cycles(graph, &mut problems);
    ports(graph, &mut problems);
    parameters(graph, &mut problems);
    let shapes = known_shapes(graph, &mut problems);
    if problems.is_empty() { Ok(shapes) } else { Err(Problems(problems)) }
}

fn outputs(graph: &Graph, problems: &mut Vec<Problem>) {
    if graph.outputs().is_empty() {
        problems.push(Problem::new(&graph.name, "has no output"));
    }
    let mut names = BTreeSet::new();
    for output in graph.outputs() {
        if !graph.contains(output.node) {
            problems.push(Problem::new(&output.name, "is an output without a node"));
        }
        if !names.insert(&output.name) {
            problems.push(Problem::new(&output.name, "names two outputs"));
        }
    }
}

fn names(graph: &Graph, problems: &mut Vec<Problem>) {
    let mut names = BTreeSet::new();
    for node in graph.nodes.node_weights() {
        if node.name.is_empty() {
            problems.push(Problem::new(node.op.name(), "has no name"));
        } else if !names.insert(&node.name) {
            problems.push(Problem::new(&node.name, "names two nodes"));
        }
    }
}

fn cycles(graph: &Graph, problems: &mut Vec<Problem>) {
    let ordered: BTreeSet<NodeId> = graph.topological_order().into_iter().collect();
    for id in graph.nodes.node_indices().filter(|id| !ordered.contains(id)) {
        problems.push(Problem::new(&graph.node(id).name, "lies on a cycle or behind one"));
    }
}

fn ports(graph: &Graph, problems: &mut Vec<Problem>) {
    for id in graph.nodes.node_indices() {
        let mut ports: Vec<usize> = graph
            .nodes
            .edges_directed(id, Direction::Incoming)
            .map(|edge| *edge.weight())
            .collect();
        ports.sort_unstable();
        if ports.iter().enumerate().any(|(expected, &port)| expected != port) {
            let message = format!("has operands at ports {ports:?}, which should count from 0");
            problems.push(Problem::new(&graph.node(id).name, message));
        }
    }
}

fn parameters(graph: &Graph, problems: &mut Vec<Problem>) {
    let mut shapes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for id in graph.nodes.node_indices() {
        for param in graph.op(id).params() {
            let first = shapes.entry(param.name.clone()).or_insert_with(|| param.shape.clone());
            if *first != param.shape {
                let message = format!(
                    "reads parameter {} as {:?}, another node as {first:?}",
                    param.name, param.shape
                );
                problems.push(Problem::new(&graph.node(id).name, message));
            }
        }
    }
}

/// Returns the shapes that can be derived. Each problem is reported once, at the node that causes it.
pub(super) fn known_shapes(graph: &Graph, problems: &mut Vec<Problem>) -> BTreeMap<NodeId, Shape> {
    let mut shapes = BTreeMap::new();
    for id in graph.topological_order() {
        if let Err(message) = check_operator(graph.op(id)) {
            problems.push(Problem::new(&graph.node(id).name, message));
            continue;
        }
        let inputs: Option<Vec<Shape>> =
            graph.inputs(id).iter().map(|input| shapes.get(input).copied()).collect();
        let Some(inputs) = inputs else { continue };
        match graph.op(id).output_shape(&inputs) {
            Ok(shape) => {
                shapes.insert(id, shape);
            }
            Err(error) => problems.push(Problem::new(&graph.node(id).name, error.to_string())),
        }
    }
    shapes
}

/// The largest size of an operator: channels, pixels or a stride. The products of all sizes of a value or a
/// window then fit in 64 bits.
const MAX_SIZE: usize = 1 << 20;

/// Checks the invariants of an operator that do not depend on its operands.
fn check_operator(op: &Op) -> Result<(), String> {
    if let Some(size) = op.sizes().into_iter().find(|&size| size > MAX_SIZE) {
        return Err(format!("has a size of {size}; the largest is {MAX_SIZE}"));
    }
    op.check()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Add, Concat, Input, Output};

    /// Passes cannot produce these graphs, because they edit through the rewriter alone.
    #[test]
    fn missing_ports_and_nodes_are_found() {
        let mut graph = Graph::new("broken");
        let input = graph.add("input", Input(Shape::new(1, 1, 1)), &[]);
        let gone = graph.add("gone", Concat, &[input]);
        let sum = graph.add("sum", Add, &[input]);
        graph.nodes.add_edge(input, sum, 2);
        graph.outputs.push(Output { name: "output".into(), node: gone });
        graph.nodes.remove_node(gone);
        let Err(Problems(problems)) = verify(&graph) else { panic!("the graph is broken") };
        assert_eq!(
            problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "output: is an output without a node",
                "sum: has operands at ports [0, 2], which should count from 0",
            ]
        );
    }
}
