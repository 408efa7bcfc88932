//! An operator in PyTorch. The Python file itself is made by [`crate::emit`].

use std::collections::BTreeMap;

use super::{Graph, NodeId};

/// How PyTorch writes an operator.
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
    /// Nothing: the operator has no form of its own.
    None,
}

/// A call: `callee(arguments…, name=value…)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PyCall {
    /// What is called, such as `F.avg_pool2d`.
    pub callee: &'static str,
    /// Arguments by position.
    pub arguments: Vec<String>,
    /// Arguments by name.
    pub named: Vec<(&'static str, String)>,
}

impl PyCall {
    /// A call with arguments by position.
    pub fn new<T: ToString>(callee: &'static str, arguments: impl IntoIterator<Item = T>) -> Self {
        let arguments = arguments.into_iter().map(|argument| argument.to_string()).collect();
        PyCall { callee, arguments, named: Vec::new() }
    }

    /// With an argument by name, unless it is the usual one.
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

/// Which values of a graph are N×C instead of N×C×1×1, if the graph's inputs are so or not.
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
