//! Finds the bilinear resizes that are left to the convolution that adds them.
//!
//! The enlarged map is not stored as a whole if its only reader is a depth-wise or grouped convolution that
//! adds it. The convolution's kernel then resizes a few rows at a time, into its output, just before it adds
//! to them.

use std::collections::BTreeMap;

use crate::ir::{Graph, NodeId, Op, Shape};

/// Returns the convolution for each resize of this kind. Downscales are excluded: their output is smaller
/// than the input that would have to stay alive.
pub fn resized(
    graph: &Graph,
    shapes: &BTreeMap<NodeId, Shape>,
    order: &[NodeId],
) -> BTreeMap<NodeId, NodeId> {
    let pair = |&id: &NodeId| {
        let Op::ResizeBilinear(_) = graph.op(id) else { return None };
        let user = graph.only_use(id)?;
        let roles = graph.op(user).execute()?.roles();
        let added = graph.inputs(user)[roles.residual?] == id;
        let enlarges = shapes[&graph.inputs(id)[0]].pixels() < shapes[&id].pixels();
        (roles.resizes && added && enlarges).then_some((id, user))
    };
    order.iter().filter_map(pair).collect()
}
