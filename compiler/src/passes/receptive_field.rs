//! Computes receptive fields: of every kernel, in pixels of the map that it reads, and of every value, in
//! pixels of the network's input. The arithmetic is in [`crate::ir::window`].

use std::collections::BTreeMap;

use crate::ir::{
    Graph, NodeId, Shape,
    window::{Axis, Window},
};

/// The window of a value in the network's input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReceptiveField {
    /// Along H.
    pub height: Window,
    /// Along W.
    pub width: Window,
}

/// Receptive fields of a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceptiveFields {
    /// Effective receptive field of the kernels of each node with kernels, per axis, in pixels of the map
    /// that they read. A fused operator has a number for each of its kernels.
    pub kernels: BTreeMap<NodeId, Vec<usize>>,
    /// Cumulative receptive field of every value.
    pub values: BTreeMap<NodeId, ReceptiveField>,
}

/// Returns the receptive fields of all kernels and values of a graph whose values have these shapes.
pub fn receptive_fields(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>) -> ReceptiveFields {
    let mut fields = ReceptiveFields::default();
    for id in graph.topological_order() {
        let op = graph.op(id);
        let kernels = op.receptive_fields();
        if !kernels.is_empty() {
            fields.kernels.insert(id, kernels);
        }
        let inputs = graph.inputs(id);
        let along = |axis: Axis| {
            let window = |input: &NodeId| {
                let field = &fields.values[input];
                let window = match axis {
                    Axis::Height => field.height,
                    Axis::Width => field.width,
                };
                (window, shapes[input].along(axis))
            };
            let operands: Vec<(Window, usize)> = inputs.iter().map(window).collect();
            let size = shapes[&id].along(axis);
            op.window(axis, &operands, size).unwrap_or_else(|| Window::union(&operands, size))
        };
        let field = ReceptiveField { height: along(Axis::Height), width: along(Axis::Width) };
        fields.values.insert(id, field);
    }
    fields
}
