//! The forms of operators in PyTorch code. The Python file itself is written in [`crate::emit`].

use std::collections::BTreeMap;

use super::{Graph, NodeId};

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

/// Returns which values of a graph are N×C instead of N×C×1×1; `inputs` says whether the graph's inputs are.
pub fn flat(graph: &Graph, inputs: bool) -> BTreeMap<NodeId, bool> {
    let mut flat = BTreeMap::new();
    for id in graph.topological_order() {
        let value = match graph.inputs(id).first() {
            Some(first) => graph.op(id).is_flat(flat[first]),
            None => inputs,
        };
        flat.insert(id, value);
    }
    flat
}
