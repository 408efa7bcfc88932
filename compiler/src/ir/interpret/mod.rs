//! The interpreter: runs any graph with simple loops, before or after any pass.
//!
//! Passes, plans and kernels are compared with the interpreter, so its code is written to be obviously
//! correct. Values are f32; sums are computed in f64 and rounded once; padding consists of zeros. The windows
//! of adaptive pooling, the coordinates of bilinear resizing and batch norm follow PyTorch. A fused operator
//! computes the same numbers as its body.
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

/// The reason why a graph was not run.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RunError {
    /// The graph is invalid.
    #[error(transparent)]
    Graph(#[from] verify::Problems),
    /// Parameters or inputs are missing or have a wrong shape.
    #[error("{}", .0.join("\n"))]
    Operands(Vec<String>),
}

/// Computes the value of every node, C×H×W. `inputs` are the network's inputs by the names of their nodes.
///
/// # Errors
/// If the graph does not pass the verifier, or if parameters or inputs are missing or have a wrong shape; the
/// error lists all of these.
pub fn run(
    graph: &Graph,
    tensors: &impl Tensors,
    inputs: &[(&str, &[f32])],
) -> Result<BTreeMap<NodeId, Vec<f32>>, RunError> {
    run_placed(graph, &Placements::new(), tensors, inputs)
}

/// Like [`run`], but the operands in `placements` are written directly to the buffer of the concatenation
/// that reads them. The other operands are copied there.
///
/// Wrong placements lead to wrong numbers: overlaps overwrite values, and gaps are NaN.
///
/// # Errors
/// The errors of [`run`]; also if a placement exceeds its concatenation.
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

/// The values computed so far, each in a buffer of its own or in the buffer of a concatenation.
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

    /// Returns the place of a value: the node that owns the buffer, and the index of the value's first
    /// number.
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

/// Computes the value of a fused operator's body from its operands; the body must be valid.
pub(super) fn body(body: &Graph, operands: &[View<'_>], parameters: &Parameters<'_>) -> Vec<f32> {
    let shapes = body.shapes().unwrap_or_default();
    let inputs = body.input_nodes();
    let mut values: BTreeMap<NodeId, Vec<f32>> = BTreeMap::new();
    let last = body.outputs()[0].node;
    for id in body.topological_order() {
        if inputs.contains(&id) {
            continue;
        }
        let view = |id: &NodeId| match inputs.iter().position(|input| input == id) {
            Some(operand) => operands[operand],
            None => View { shape: shapes[id], data: &values[id] },
        };
        let views: Vec<View<'_>> = body.inputs(id).iter().map(view).collect();
        let value = body.op(id).interpret(&views, shapes[&id], parameters);
        values.insert(id, value);
    }
    values.remove(&last).unwrap_or_default()
}
