//! Which values lie in planes.
//!
//! Callers hand in and get back N×C×H×W; between kernels maps lie channels last. The image pyramid
//! stays in planes, since a pooled image has too few channels to fill a vector; a value that is
//! only handed back and comes from a kernel that can write planes is written so.

use std::collections::BTreeMap;

use espnet_abi::layout::Layout;

use crate::ir::{Graph, NodeId, Op, execution::Planes};

/// The layout of every value.
pub fn layouts(graph: &Graph, order: &[NodeId]) -> BTreeMap<NodeId, Layout> {
    let mut layouts = BTreeMap::new();
    for &id in order {
        let op = graph.op(id);
        let only_output = graph.is_output(id) && graph.uses(id).is_empty();
        let layout = match op.execute().map(|execute| execute.roles().planes) {
            None if matches!(op, Op::Input(_)) => Layout::Nchw,
            Some(Planes::Keep) => layouts[&graph.inputs(id)[0]],
            Some(Planes::Write) if only_output => Layout::Nchw,
            _ => Layout::Nhwc,
        };
        layouts.insert(id, layout);
    }
    layouts
}
