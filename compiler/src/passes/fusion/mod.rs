//! Fusions: each puts one operator in the place of several that one kernel computes together.
//!
//! | fusion | replaces |
//! |---|---|
//! | [`hff`] | dilated branches, running sums, concatenation, batch norm, PReLU |
//! | [`epilogue`] | a convolution, the shuffle before it, and what follows it number by number |
//! | [`eesp`] | projection, hierarchical feature fusion, expansion, residual, PReLU |
//! | [`strided_eesp`] | the same at stride 2, with the pooled map and the image's shortcut |
//! | [`stem`] | the convolution of the image and the strided unit that alone reads it |
//! | [`head`] | a depth-wise convolution, a 1×1 convolution, the global average |
//! | [`pyramid_pool`] | the branches of a pyramid, concatenation, merge, expansion |
//!
//! A fusion contributes three things: the pattern that it finds in a graph, the kernel, and what the
//! kernel's weights are packed from. Everything else follows from the body, which holds the nodes
//! that the pattern found. The pattern is found again in the body when the kernel is asked for, so
//! that no second description of the parts is kept.
//!
//! A pattern begins at an anchor, an operator that tells that somebody probably meant it. Behind an
//! anchor, a fusion that does not fire says why: see [`Unfused`].

pub mod eesp;
pub mod epilogue;
pub mod head;
pub mod hff;
pub mod pyramid_pool;
pub mod stem;
pub mod strided_eesp;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    ir::{Fused, FusedKernel, Graph, Input, Node, NodeId, Op, Rewriter},
    shape::Shape,
};

/// The shapes of all values.
pub type Shapes = BTreeMap<NodeId, Shape>;

/// Operators that look as if they were meant for a kernel which cannot compute them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfused {
    /// The kernel's name.
    pub kernel: &'static str,
    /// The name of the node at which the pattern begins.
    pub node: String,
    /// The block that the node comes from, if it comes from one.
    pub block: Option<String>,
    /// What stands in the way.
    pub reason: String,
}

impl Unfused {
    fn new(kernel: &dyn FusedKernel, graph: &Graph, at: NodeId, reason: String) -> Self {
        let node = graph.node(at);
        Unfused {
            kernel: kernel.name(),
            node: node.name.clone(),
            block: node.origin.as_deref().map(str::to_owned),
            reason,
        }
    }
}

/// The nodes that a pattern found.
struct Region {
    /// The nodes that become the body.
    members: Vec<NodeId>,
    /// The nodes outside that the members read, in the order of the fused operator's operands.
    operands: Vec<NodeId>,
    /// The member that makes the value.
    last: NodeId,
}

/// Puts one operator in the place of a region. The fused node is the region's last one: it keeps that
/// node's name, number and origin.
fn fuse(graph: &mut Graph, shapes: &Shapes, kernel: &'static dyn FusedKernel, region: &Region) {
    let mut body = Graph::new(kernel.name());
    let mut ids: BTreeMap<NodeId, NodeId> = BTreeMap::new();
    for &operand in &region.operands {
        ids.insert(operand, body.add(&graph.node(operand).name, Input(shapes[&operand]), &[]));
    }
    let members: BTreeSet<NodeId> = region.members.iter().copied().collect();
    for id in graph.topological_order().into_iter().filter(|id| members.contains(id)) {
        let inputs: Vec<NodeId> = graph.inputs(id).iter().map(|input| ids[input]).collect();
        ids.insert(id, body.add_node(graph.node(id).clone(), &inputs));
    }
    body.add_output(VALUE, ids[&region.last]);
    let op = Op::Fused(Fused { kernel, body: Box::new(body) });
    Rewriter::new(graph).replace(region.last, op, &region.operands);
}

/// The name of a body's output.
const VALUE: &str = "value";

/// A fused operator of one node, whose operands are that node's.
fn wrap(graph: &Graph, shapes: &Shapes, kernel: &'static dyn FusedKernel, id: NodeId) -> Fused {
    let mut body = Graph::new(kernel.name());
    let inputs: Vec<NodeId> = graph
        .inputs(id)
        .into_iter()
        .map(|operand| add_input(&mut body, graph.node(operand), shapes[&operand]))
        .collect();
    let value = body.add_node(graph.node(id).clone(), &inputs);
    body.add_output(VALUE, value);
    Fused { kernel, body: Box::new(body) }
}

/// `fused` with `node` behind it, which reads its value at `port` and `others` at the other ports.
fn extend(fused: &Fused, node: &Node, port: usize, others: &[(&Node, Shape)]) -> Fused {
    let last = fused.last();
    let mut body = Graph::new(fused.body.name.as_str());
    // Operands come first, so all nodes get new numbers.
    let mut ids: BTreeMap<NodeId, NodeId> = BTreeMap::new();
    for id in fused.body.input_nodes() {
        ids.insert(id, body.add_node(fused.body.node(id).clone(), &[]));
    }
    let mut inputs: Vec<NodeId> =
        others.iter().map(|&(other, shape)| add_input(&mut body, other, shape)).collect();
    for id in fused.body.topological_order() {
        if !ids.contains_key(&id) {
            let inputs: Vec<NodeId> = fused.body.inputs(id).iter().map(|id| ids[id]).collect();
            ids.insert(id, body.add_node(fused.body.node(id).clone(), &inputs));
        }
    }
    inputs.insert(port, ids[&last]);
    let value = body.add_node(node.clone(), &inputs);
    body.add_output(VALUE, value);
    Fused { kernel: fused.kernel, body: Box::new(body) }
}

/// Adds an operand to a body, under the name of the node that it is, or one like it.
fn add_input(body: &mut Graph, node: &Node, shape: Shape) -> NodeId {
    let mut name = node.name.clone();
    while body.find(&name).is_some() {
        name.push('\'');
    }
    body.add(name, Input(shape), &[])
}

/// The fused operator at `id`, if its kernel is this one.
fn fused<'g>(graph: &'g Graph, id: NodeId, kernel: &dyn FusedKernel) -> Option<&'g Fused> {
    match graph.op(id) {
        Op::Fused(fused) if fused.kernel.name() == kernel.name() => Some(fused),
        _ => None,
    }
}

fn name(graph: &Graph, id: NodeId) -> &str {
    &graph.node(id).name
}

/// The one node that reads `id`.
fn only_use(graph: &Graph, id: NodeId) -> Result<NodeId, String> {
    graph.only_use(id).ok_or_else(|| format!("{} has several uses", name(graph, id)))
}
