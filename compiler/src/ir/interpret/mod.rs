//! The interpreter: runs any graph with plain loops, before or after any pass.
//!
//! It is the oracle that passes, plans and kernels are compared with, so it is written to be seen to
//! be right. Values are f32, sums are taken in f64 and rounded once, padding counts as zeros, and
//! whatever PyTorch defines (windows of adaptive pooling, coordinates of bilinear resizing, batch
//! norm) follows PyTorch. A fused operator makes the numbers that its body makes.
//!
//! ```
//! use std::collections::BTreeMap;
//! use espnet_compiler::ir::{Add, Graph, Input, Shape, interpret};
//!
//! let mut graph = Graph::new("twice");
//! let input = graph.add("input", Input(Shape::new(1, 1, 2)), &[]);
//! let sum = graph.add("sum", Add, &[input, input]);
//! graph.add_output("output", sum);
//!
//! let values = interpret::run(&graph, &BTreeMap::new(), &[("input", &[1.0, 2.0])])?;
//! assert_eq!(values[&sum], [2.0, 4.0]);
//! # Ok::<(), interpret::RunError>(())
//! ```

mod tensors;
mod view;

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Graph, Input, NodeId, Op, Placements, verify};
use crate::shape::Shape;
pub use tensors::{Parameters, Tensors};
pub use view::View;
pub(super) use view::{average, each_channel};

/// Why a graph was not run.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RunError {
    /// The graph is not sound.
    #[error(transparent)]
    Graph(#[from] verify::Problems),
    /// Parameters or inputs are missing or of the wrong shape.
    #[error("{}", .0.join("\n"))]
    Operands(Vec<String>),
}

/// Computes the value of every node, C×H×W, from the parameters and from the network's inputs by
/// the names of their nodes.
///
/// # Errors
/// If the graph does not pass the verifier, or with every parameter and input that is missing or
/// misshapen.
pub fn run(
    graph: &Graph,
    tensors: &impl Tensors,
    inputs: &[(&str, &[f32])],
) -> Result<BTreeMap<NodeId, Vec<f32>>, RunError> {
    run_placed(graph, &Placements::new(), tensors, inputs)
}

/// As [`run`], with the operands in `placements` written straight into the buffer of the
/// concatenation that reads them: what is not placed is copied there, what is placed is not.
///
/// Placements that overlap or miss their channels show as wrong numbers (gaps as NaN).
///
/// # Errors
/// As [`run`]; and if a placement reaches beyond its concatenation.
pub fn run_placed(
    graph: &Graph,
    placements: &Placements,
    tensors: &impl Tensors,
    inputs: &[(&str, &[f32])],
) -> Result<BTreeMap<NodeId, Vec<f32>>, RunError> {
    let shapes = verify::verify(graph)?;
    let parameters = Parameters::bind(graph, tensors);
    let mut problems = parameters.problems.clone();
    check_inputs(graph, inputs, &mut problems);
    let mut values = Values { placements, shapes: &shapes, buffers: BTreeMap::new() };
    values.check(graph, &mut problems);
    if !problems.is_empty() {
        return Err(RunError::Operands(problems));
    }
    for id in graph.topological_order() {
        let operands = graph.inputs(id);
        let value = match graph.op(id) {
            Op::Concat(_) => {
                values.concat(id, &operands);
                continue;
            }
            Op::Input(_) => {
                let name = graph.node(id).name.as_str();
                let input = inputs.iter().find(|&&(input, _)| input == name);
                input.map_or_else(Vec::new, |(_, data)| data.to_vec())
            }
            op => {
                let views: Vec<View<'_>> = operands.iter().map(|&id| values.get(id)).collect();
                op.interpret(&views, shapes[&id], &parameters)
            }
        };
        values.set(id, value);
    }
    Ok(shapes.keys().map(|&id| (id, values.get(id).data.to_vec())).collect())
}

fn check_inputs(graph: &Graph, inputs: &[(&str, &[f32])], problems: &mut Vec<String>) {
    for id in graph.topological_order() {
        let Op::Input(Input(shape)) = graph.op(id) else { continue };
        let name = &graph.node(id).name;
        match inputs.iter().find(|(input, _)| input == name) {
            None => problems.push(format!("input {name} of shape {shape} is missing")),
            Some((_, data)) if data.len() != shape.len() => problems.push(format!(
                "input {name} of shape {shape} has {} numbers, is given {}",
                shape.len(),
                data.len()
            )),
            Some(_) => {}
        }
    }
    for (name, _) in inputs {
        if !graph.find(name).is_some_and(|id| matches!(graph.op(id), Op::Input(_))) {
            problems.push(format!("{name} is no input of the network"));
        }
    }
}

/// The values computed so far, each in a buffer of its own or in that of a concatenation.
struct Values<'a> {
    placements: &'a Placements,
    shapes: &'a BTreeMap<NodeId, Shape>,
    buffers: BTreeMap<NodeId, Vec<f32>>,
}

impl Values<'_> {
    fn check(&self, graph: &Graph, problems: &mut Vec<String>) {
        for (id, placement) in self.placements {
            let fits = match (self.shapes.get(id), self.shapes.get(&placement.concat)) {
                (Some(part), Some(whole)) => {
                    (part.height, part.width) == (whole.height, whole.width)
                        && placement.channel.saturating_add(part.channels) <= whole.channels
                        && !self.placements.contains_key(&placement.concat)
                        && matches!(graph.op(placement.concat), Op::Concat(_))
                }
                _ => false,
            };
            if !fits {
                let name = if graph.contains(*id) { &graph.node(*id).name } else { "a node" };
                problems.push(format!("{name} does not fit where it is placed"));
            }
        }
    }

    /// Where a value lies: the node whose buffer it is, and the first of its numbers there.
    fn place(&self, id: NodeId) -> (NodeId, usize) {
        match self.placements.get(&id) {
            Some(placement) => (placement.concat, placement.channel * self.shapes[&id].pixels()),
            None => (id, 0),
        }
    }

    fn get(&self, id: NodeId) -> View<'_> {
        let (buffer, offset) = self.place(id);
        let shape = self.shapes[&id];
        View { shape, data: &self.buffers[&buffer][offset..][..shape.len()] }
    }

    fn buffer(&mut self, id: NodeId) -> &mut [f32] {
        let len = self.shapes[&id].len();
        self.buffers.entry(id).or_insert_with(|| vec![f32::NAN; len])
    }

    fn set(&mut self, id: NodeId, value: Vec<f32>) {
        let (buffer, offset) = self.place(id);
        self.buffer(buffer)[offset..][..value.len()].copy_from_slice(&value);
    }

    fn concat(&mut self, id: NodeId, operands: &[NodeId]) {
        let mut offset = 0;
        for &operand in operands {
            let len = self.shapes[&operand].len();
            if self.placements.get(&operand).is_none_or(|placement| placement.concat != id) {
                let value = self.get(operand).data.to_vec();
                self.buffer(id)[offset..][..len].copy_from_slice(&value);
            }
            offset += len;
        }
    }
}

/// Computes the value of a fused operator's body, which is sound, from its operands.
pub(super) fn body(body: &Graph, operands: &[View<'_>], parameters: &Parameters<'_>) -> Vec<f32> {
    let shapes = body.shapes().unwrap_or_default();
    let inputs: BTreeMap<NodeId, View<'_>> =
        body.input_nodes().into_iter().zip(operands.iter().copied()).collect();
    let mut values: BTreeMap<NodeId, Vec<f32>> = BTreeMap::new();
    let last = body.outputs()[0].node;
    for id in body.topological_order() {
        if inputs.contains_key(&id) {
            continue;
        }
        let view = |input: &NodeId| {
            let computed = values.get(input).map(|data| View { shape: shapes[input], data });
            computed.unwrap_or_else(|| inputs[input])
        };
        let views: Vec<View<'_>> = body.inputs(id).iter().map(view).collect();
        let value = body.op(id).interpret(&views, shapes[&id], parameters);
        values.insert(id, value);
    }
    values.remove(&last).unwrap_or_default()
}
