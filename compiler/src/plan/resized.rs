//! Which bilinear resizes are left to the convolution that adds them.
//!
//! An enlarged map that nothing but a depth-wise or grouped convolution reads, to add it, need not be there as
//! a whole: rows of it are made where the convolution's output will lie, just before they are added to.

use std::collections::BTreeMap;

use super::kernel::ConvKind;
use crate::ir::{Graph, NodeId, Op, Shape};

/// For each such resize the convolution. What a resize makes smaller is better kept than what it is made of.
pub fn resized(
    graph: &Graph,
    shapes: &BTreeMap<NodeId, Shape>,
    order: &[NodeId],
) -> BTreeMap<NodeId, NodeId> {
    let pair = |&id: &NodeId| {
        let Op::ResizeBilinear(_) = graph.op(id) else { return None };
        let user = graph.only_use(id)?;
        let Op::Conv2d(conv) = graph.op(user) else { return None };
        let added = conv.epilogue.residual && graph.inputs(user).last() == Some(&id);
        let enlarges = shapes[&graph.inputs(id)[0]].pixels() < shapes[&id].pixels();
        (added && enlarges && ConvKind::of(conv).adds_resized()).then_some((id, user))
    };
    order.iter().filter_map(pair).collect()
}
