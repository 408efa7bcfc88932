//! The forms of operators in PyTorch code. The Python file itself is written in [`crate::emit`].

use std::collections::BTreeMap;

use super::{Graph, NodeId};
use crate::shape::Shape;

/// The form of an operator in PyTorch code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PyTorch {
    /// A module that is constructed by this call and called with the operand.
    Module(PyCall),
    /// A function that takes the operands before the arguments of this call.
    Function(PyCall),
    /// A function that takes a list of the operands before the arguments of this call.
    FunctionOfList(PyCall),
    /// An operator between the operands, such as ` + `.
    Infix(&'static str),
    /// The operator has no form of its own.
    None,
}

/// A call: `callee(arguments…, name=value…)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PyCall {
    /// The function or class that is called, such as `F.avg_pool2d`.
    pub callee: &'static str,
    /// Arguments by position.
    pub arguments: Vec<String>,
    /// Arguments by name.
    pub named: Vec<(&'static str, String)>,
}

impl PyCall {
    /// Creates a call with arguments by position.
    pub fn new<T: ToString>(callee: &'static str, arguments: impl IntoIterator<Item = T>) -> Self {
        let arguments = arguments.into_iter().map(|argument| argument.to_string()).collect();
        PyCall { callee, arguments, named: Vec::new() }
    }

    /// Adds an argument by name, unless it has the default value.
    pub fn unless<T: ToString + PartialEq>(
        mut self,
        name: &'static str,
        value: T,
        usual: T,
    ) -> Self {
        if value != usual {
            self.named.push((name, value.to_string()));
        }
        self
    }
}

/// The axes of a value after the batch axis, in PyTorch and ONNX.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axes {
    /// C×H×W.
    #[default]
    Map,
    /// C×H, where W is 1: a table.
    Rows,
    /// C, where H and W are 1: the result of a linear layer.
    Flat,
}

impl Axes {
    /// Returns the sizes of the axes of a value with this shape.
    pub fn sizes(self, shape: Shape) -> Vec<usize> {
        let Shape { channels, height, width } = shape;
        match self {
            Axes::Map => vec![channels, height, width],
            Axes::Rows => vec![channels, height],
            Axes::Flat => vec![channels],
        }
    }
}

/// Returns the axes of all values of a graph; `inputs` are those of the graph's inputs.
pub fn axes(graph: &Graph, inputs: Axes) -> BTreeMap<NodeId, Axes> {
    let mut axes = BTreeMap::new();
    for id in graph.topological_order() {
        let value = match graph.inputs(id).first() {
            Some(first) => graph.op(id).axes(axes[first]),
            None => inputs,
        };
        axes.insert(id, value);
    }
    axes
}
