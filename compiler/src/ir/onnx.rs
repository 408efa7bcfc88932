//! The interface between operators and ONNX: an operator writes itself as nodes of a [`Model`]. The model
//! itself is implemented in [`crate::emit`].

use std::collections::BTreeMap;

use super::{
    BatchNorm, Graph, NodeId, Op,
    interpret::Parameters,
    pytorch::{self, Axes},
};
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

/// The context in which an operator is written to a model.
pub struct OperatorContext<'a> {
    /// The requested name of the value.
    pub name: &'a str,
    /// The names of the operands.
    pub operands: Vec<String>,
    /// The shape of the first operand.
    pub from: Shape,
    /// The shape of the value.
    pub to: Shape,
    /// The shapes of all operands.
    pub shapes: Vec<Shape>,
    /// The axes of operands and value.
    pub axes: Axes,
    /// The network's parameters.
    pub parameters: &'a Parameters<'a>,
}

impl OperatorContext<'_> {
    /// Returns the first operand.
    pub fn first(&self) -> String {
        self.operands[0].clone()
    }
}

/// A model under construction. The methods take the requested name of a value and return its actual name.
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

/// The parameters of a convolution.
pub(super) struct Constants<'a> {
    /// The name of the weights.
    pub weight: &'a str,
    /// The axes of the weights.
    pub axes: [usize; 4],
    /// The name of the bias, if there is one.
    pub bias: Option<&'a str>,
}

impl Constants<'_> {
    /// Adds weights and bias to a model and returns their names. The batch norm `norm` is folded into them,
    /// and they are rounded once. `channel` is the output channel of the weight with an index.
    pub fn add(
        &self,
        norm: Option<&BatchNorm>,
        channel: impl Fn(usize) -> usize,
        model: &mut dyn Model,
        call: &OperatorContext<'_>,
    ) -> Vec<String> {
        let weights = call.parameters.get(self.weight);
        let bias = self.bias.map(|bias| call.parameters.get(bias));
        let (weights, bias) = match norm {
            None => (weights.to_vec(), bias.map(<[f32]>::to_vec)),
            Some(norm) => {
                let norm = call.parameters.scale_and_shift(norm);
                let product = |(index, &weight): (usize, &f32)| {
                    (f64::from(weight) * norm[channel(index)].0) as f32
                };
                let shift = |(channel, &(scale, shift)): (usize, &(f64, f64))| {
                    let bias = bias.map_or(0.0, |bias| f64::from(bias[channel]));
                    (bias * scale + shift) as f32
                };
                let weights = weights.iter().enumerate().map(product).collect();
                (weights, Some(norm.iter().enumerate().map(shift).collect()))
            }
        };
        let mut names = vec![model.floats(self.weight, &self.axes, &weights)];
        names.extend(bias.map(|bias| {
            let module = self.weight.strip_suffix(".weight").unwrap_or(self.weight);
            model.floats(&format!("{module}.bias"), &[bias.len()], &bias)
        }));
        names
    }
}

/// Returns the attributes of a square window.
pub(super) fn window(kernel: usize, stride: usize, padding: usize) -> Attributes {
    vec![
        ("kernel_shape", Attribute::Ints(vec![kernel; 2])),
        ("strides", Attribute::Ints(vec![stride; 2])),
        ("pads", Attribute::Ints(vec![padding; 4])),
    ]
}

/// Adds the operators of a graph to a model, and returns the names of all values. `values` are the names of
/// the graph's inputs; `axes` are their axes.
///
/// A batch norm is folded into a convolution, transposed or not, if it is the convolution's only reader.
pub fn graph(
    model: &mut dyn Model,
    graph: &Graph,
    mut values: BTreeMap<NodeId, String>,
    axes: Axes,
    parameters: &Parameters<'_>,
) -> BTreeMap<NodeId, String> {
    let axes = pytorch::axes(graph, axes);
    let shapes = graph.shapes().unwrap_or_default();
    for id in graph.topological_order() {
        if values.contains_key(&id) || conv_before_norm(graph, id).is_some() {
            continue;
        }
        let inputs = graph.inputs(id);
        let before =
            inputs.first().and_then(|&before| Some((before, conv_before_norm(graph, before)?)));
        let operands = match before {
            Some((conv, _)) => graph.inputs(conv),
            None => inputs,
        };
        let names: Vec<String> = operands
            .iter()
            .map(|operand| {
                // The rows of a table are read from maps.
                let to = match axes[&id] {
                    Axes::Rows if axes[operand] == Axes::Map => Axes::Map,
                    to => to,
                };
                with_axes(model, &values[operand], shapes[operand], axes[operand], to)
            })
            .collect();
        let call = OperatorContext {
            name: &graph.node(id).name,
            operands: names,
            from: operands.first().map_or(shapes[&id], |first| shapes[first]),
            to: shapes[&id],
            shapes: operands.iter().map(|operand| shapes[operand]).collect(),
            axes: axes[&id],
            parameters,
        };
        let value = match (before, graph.op(id)) {
            (Some((_, Op::Conv2d(conv))), Op::BatchNorm(norm)) => {
                conv.onnx_folded(Some(norm), model, &call)
            }
            (Some((_, Op::ConvTranspose2d(conv))), Op::BatchNorm(norm)) => {
                conv.onnx_folded(Some(norm), model, &call)
            }
            (_, op) => op.onnx(model, &call),
        };
        values.insert(id, value);
    }
    values
}

/// Returns the convolution at `id`, transposed or not, if its only reader is a batch norm.
fn conv_before_norm(graph: &Graph, id: NodeId) -> Option<&Op> {
    let conv = graph.op(id);
    let user = graph.only_use(id)?;
    let folds = matches!(conv, Op::Conv2d(_) | Op::ConvTranspose2d(_))
        && matches!(graph.op(user), Op::BatchNorm(_));
    folds.then_some(conv)
}

/// Returns the value with these axes; `from` are its present ones.
fn with_axes(model: &mut dyn Model, name: &str, shape: Shape, from: Axes, to: Axes) -> String {
    match (from, to) {
        _ if from == to => name.into(),
        (_, Axes::Flat) => {
            let attributes = vec![("axis", Attribute::Int(1))];
            model.node("Flatten", vec![name.into()], &format!("{name}.flat"), attributes)
        }
        (_, Axes::Rows) => model.reshape(name.into(), &format!("{name}.rows"), &to.sizes(shape)),
        (_, Axes::Map) => model.reshape(name.into(), &format!("{name}.map"), &to.sizes(shape)),
    }
}
