//! Writes a graph in the language of Graphviz, for drawings.

use std::fmt::Write;

use super::{Family, Graph, Op, positions, verify::known_shapes};

/// Returns the graph in Graphviz's DOT language, for `dot -Tsvg`. A node is a box with name, operator and
/// shape, coloured by kind; an operand is an arrow; an output is an oval.
///
/// ```
/// use espnet_compiler::ir::{Add, Graph, Input, Shape, dot};
///
/// let mut graph = Graph::new("sum");
/// let input = graph.add("input", Input(Shape::new(1, 2, 2)), &[]);
/// let sum = graph.add("sum", Add, &[input, input]);
/// graph.add_output("output", sum);
/// assert!(dot::dot(&graph).contains("n0 -> n1;"));
/// ```
pub fn dot(graph: &Graph) -> String {
    let shapes = known_shapes(graph, &mut Vec::new());
    let order = graph.topological_order();
    let numbers = positions(&order);
    let mut lines = vec![
        format!("digraph {} {{", quoted(&graph.name)),
        "  rankdir = TB;".into(),
        "  node [shape = box, style = filled, fontname = \"sans-serif\"];".into(),
    ];
    for (number, &id) in order.iter().enumerate() {
        let (node, op) = (graph.node(id), graph.op(id));
        let mut label = format!("{}\n{}", node.name, op.name());
        for attribute in op.attributes(&node.name) {
            write!(label, "\n{attribute}").expect("a string takes any text");
        }
        if let Some(shape) = shapes.get(&id) {
            write!(label, "\n{shape}").expect("a string takes any text");
        }
        let (label, colour) = (quoted(&label), colour(op));
        lines.push(format!("  n{number} [label = {label}, fillcolor = \"{colour}\"];"));
        for input in graph.inputs(id) {
            if let Some(input) = numbers.get(&input) {
                lines.push(format!("  n{input} -> n{number};"));
            }
        }
    }
    for (i, output) in graph.outputs().iter().enumerate() {
        let name = quoted(&output.name);
        lines.push(format!("  output{i} [label = {name}, shape = oval, fillcolor = \"white\"];"));
        if let Some(node) = numbers.get(&output.node) {
            lines.push(format!("  n{node} -> output{i};"));
        }
    }
    lines.push("}\n".into());
    lines.join("\n")
}

/// Returns a DOT string; `\n` centres the line before it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn colour(op: &Op) -> &'static str {
    match op.family() {
        Family::Input => "white",
        Family::Convolution => "lightblue",
        Family::Fused => "lightskyblue",
        Family::Pooling => "palegreen",
        Family::Movement => "lightgoldenrod",
        Family::Elementwise => "lightgrey",
    }
}
