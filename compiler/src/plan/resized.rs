//! Which bilinear resizes are left to the convolution that adds them.
//!
//! An enlarged map that nothing but a depth-wise or grouped convolution reads, to add it, need not be there as
//! a whole: rows of it are made where the convolution's output will lie, just before they are added to.

use std::collections::BTreeMap;

use crate::ir::{Graph, NodeId, Op, Shape};

/// For each such resize the convolution. Downscales are excluded: their output is smaller than the input
/// that would have to stay alive.
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
