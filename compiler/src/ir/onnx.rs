//! What an operator needs in order to be written as nodes of ONNX. The model itself is made by
//! [`crate::emit`].

use std::collections::BTreeMap;

use super::{Conv2d, Graph, NodeId, Op, interpret::Parameters, pytorch};
use crate::shape::Shape;

/// An attribute's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Attribute {
    /// An integer.
    Int(usize),
    /// A list of integers.
    Ints(Vec<usize>),
    /// A number.
    Float(f32),
    /// A text.
    Text(&'static str),
}

/// The attributes of a node.
pub type Attributes = Vec<(&'static str, Attribute)>;

/// An operator's call in a model.
pub struct Call<'a> {
    /// The name that the value should have.
    pub name: &'a str,
    /// The names of the operands.
    pub operands: Vec<String>,
    /// The shape of the first operand.
    pub from: Shape,
    /// The shape of the value.
    pub to: Shape,
    /// Whether operands and value are N×C instead of N×C×1×1.
    pub flat: bool,
    /// The network's parameters.
    pub parameters: &'a Parameters<'a>,
}

impl Call<'_> {
    /// The first operand.
    pub fn first(&self) -> String {
        self.operands[0].clone()
    }
}

/// A model under construction. All methods take a name that the value should have, and return the
/// name that it got.
pub trait Model {
    /// Adds a node.
    fn node(
        &mut self,
        operator: &str,
        operands: Vec<String>,
        name: &str,
        attributes: Attributes,
    ) -> String;

    /// Adds a constant.
    fn floats(&mut self, name: &str, shape: &[usize], numbers: &[f32]) -> String;

    /// Adds a constant list of sizes or indices.
    fn integers(&mut self, name: &str, numbers: &[usize]) -> String;

    /// Adds a reshape to these sizes of the axes after the batch axis.
    fn reshape(&mut self, value: String, name: &str, axes: &[usize]) -> String;

    /// Adds a bilinear resize with aligned corners.
    fn resize(&mut self, value: String, name: &str, shape: Shape) -> String;
}

/// The attributes of a square window.
pub(super) fn window(kernel: usize, stride: usize, padding: usize) -> Attributes {
    vec![
        ("kernel_shape", Attribute::Ints(vec![kernel; 2])),
        ("strides", Attribute::Ints(vec![stride; 2])),
        ("pads", Attribute::Ints(vec![padding; 4])),
    ]
}

/// Adds the operators of a graph to a model, and returns the names of all values. `values` are the
/// names of the graph's inputs; `flat` says whether those are N×C.
///
/// A batch norm that alone reads a convolution is folded into it.
pub fn graph(
    model: &mut dyn Model,
    graph: &Graph,
    mut values: BTreeMap<NodeId, String>,
    flat: bool,
    parameters: &Parameters<'_>,
) -> BTreeMap<NodeId, String> {
    let flat = pytorch::flat(graph, flat);
    let shapes = graph.shapes().unwrap_or_default();
    for id in graph.topological_order() {
        if values.contains_key(&id) || folded(graph, id).is_some() {
            continue;
        }
        let inputs = graph.inputs(id);
        let before = inputs.first().and_then(|&before| Some((before, folded(graph, before)?)));
        let operands = match before {
            Some((conv, _)) => graph.inputs(conv),
            None => inputs,
        };
        let names: Vec<String> = operands
            .iter()
            .map(|operand| {
                with_rank(model, &values[operand], shapes[operand], (flat[operand], flat[&id]))
            })
            .collect();
        let call = Call {
            name: &graph.node(id).name,
            operands: names,
            from: operands.first().map_or(shapes[&id], |first| shapes[first]),
            to: shapes[&id],
            flat: flat[&id],
            parameters,
        };
        let value = match (before, graph.op(id)) {
            (Some((_, conv)), Op::BatchNorm(norm)) => conv.onnx_folded(Some(norm), model, &call),
            (_, op) => op.onnx(model, &call),
        };
        values.insert(id, value);
    }
    values
}

/// The convolution at `id`, if a batch norm alone reads it.
fn folded(graph: &Graph, id: NodeId) -> Option<&Conv2d> {
    let Op::Conv2d(conv) = graph.op(id) else { return None };
    let user = graph.only_use(id)?;
    matches!(graph.op(user), Op::BatchNorm(_)).then_some(conv)
}

/// Returns the value as N×C or as N×C×H×W, as the second of `flat` says; the first says what it is.
fn with_rank(model: &mut dyn Model, name: &str, shape: Shape, flat: (bool, bool)) -> String {
    match flat {
        (false, true) => {
            let attributes = vec![("axis", Attribute::Int(1))];
            model.node("Flatten", vec![name.into()], &format!("{name}.flat"), attributes)
        }
        (true, false) => {
            model.reshape(name.into(), &format!("{name}.map"), &[shape.channels, 1, 1])
        }
        _ => name.into(),
    }
}
