//! Chooses the layout of each value: planes (C×H×W) or channels last (H×W×C).
//!
//! Callers pass and get N×C×H×W; between kernels, maps are channels last. The image pyramid stays in planes,
//! because a pooled image has too few channels to fill a vector. An output is written in planes if no node
//! reads it and its kernel can write planes. A table of predictions has its rows one after another, which in
//! its shape is the order of planes.

use std::collections::BTreeMap;

use espnet_abi::layout::Layout;

use crate::ir::{Graph, NodeId, Op, execution::PlaneSupport};

/// Returns the layout of every value.
pub fn layouts(graph: &Graph, order: &[NodeId]) -> BTreeMap<NodeId, Layout> {
    let mut layouts = BTreeMap::new();
    for &id in order {
        let op = graph.op(id);
        let only_output = graph.is_output(id) && graph.uses(id).is_empty();
        let layout = match op.execute().map(|execute| execute.roles().planes) {
            None if matches!(op, Op::Input(_) | Op::Predictions(_)) => Layout::Nchw,
            Some(PlaneSupport::Keep) => layouts[&graph.inputs(id)[0]],
            Some(PlaneSupport::Write) if only_output => Layout::Nchw,
            _ => Layout::Nhwc,
        };
        layouts.insert(id, layout);
    }
    layouts
}
