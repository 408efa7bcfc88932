//! The fusions: passes that replace several operators by one that a single kernel computes.
//!
//! | fusion | replaces |
//! |---|---|
//! | [`hff`] | dilated branches, running sums, concatenation, batch norm, PReLU |
//! | [`epilogue`] | a convolution, the channel shuffle before it, and the elementwise operators after it |
//! | [`eesp`] | projection, hierarchical feature fusion, expansion, residual, PReLU |
//! | [`strided_eesp`] | the same with stride 2, the pooled map and the shortcut from the image |
//! | [`stem`] | the convolution of the image and the strided unit that is its only reader |
//! | [`head`] | a depth-wise convolution, a 1×1 convolution, the global average |
//! | [`pyramid_pool`] | the branches of a pyramid, concatenation, merge, expansion |
//!
//! A fusion consists of three things: the pattern that it finds in a graph, the kernel, and the tensors from
//! which the kernel's weights are packed. Everything else follows from the body, which contains the nodes
//! that matched the pattern. The fusion matches its pattern against the body again whenever the compiler
//! needs the kernel's shape or packing, so that nothing besides the body has to describe the parts.
//!
//! A pattern begins at an anchor, an operator whose presence suggests that the author of the spec expects the
//! fusion. If there is an anchor but the rest of the pattern does not match, the fusion reports the reason:
//! see [`Unfused`].

pub mod eesp;
pub mod epilogue;
pub mod head;
pub mod hff;
pub mod pyramid_pool;
pub mod stem;
pub mod strided_eesp;

use std::collections::BTreeMap;

use crate::{
    ir::{Fused, FusedKernel, Graph, Input, Node, NodeId, Op, Rewriter, positions},
    shape::Shape,
};

/// The shapes of all values.
pub type Shapes = BTreeMap<NodeId, Shape>;

/// The report of an anchor whose fusion did not take place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfused {
    /// The name of the fusion's kernel.
    pub kernel: &'static str,
    /// The name of the node at which the pattern begins.
    pub node: String,
    /// The block of the spec that the node was lowered from, if there is one.
    pub block: Option<String>,
    /// The reason why the kernel cannot compute the operators.
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

/// The nodes that matched a pattern.
struct Region {
    /// The nodes that become the body.
    members: Vec<NodeId>,
    /// The nodes that the members read and that are not members, in the order of the fused operator's
    /// operands.
    operands: Vec<NodeId>,
    /// The member that computes the value.
    last: NodeId,
}

impl Region {
    /// Checks that a body consists of this region, which was found in it.
    ///
    /// # Errors
    /// If the body contains other nodes, computes another value, or has its operands in another order.
    fn check_is_whole(&self, body: &Graph) -> Result<(), String> {
        let inputs = body.input_nodes();
        let is_known = |id: &NodeId| self.members.contains(id) || inputs.contains(id);
        if let Some(id) = body.topological_order().into_iter().find(|id| !is_known(id)) {
            return Err(format!("{} is no part of the kernel", name(body, id)));
        }
        if !body.is_output(self.last) {
            return Err(format!("{} should be the value", name(body, self.last)));
        }
        // A unit whose image is its own input has two operands, of which the body reads one.
        let ports = self.operands.iter().map(|operand| inputs.iter().position(|id| id == operand));
        match ports.is_sorted() && self.operands.len() == inputs.len() {
            true => Ok(()),
            false => Err("has its operands in another order than the kernel".into()),
        }
    }
}

/// Looks for the region at a node. It returns nothing if the node is no anchor, and the reason if the kernel
/// cannot compute the region.
type FindRegion<'a> = &'a dyn Fn(&Graph, NodeId) -> Option<Result<Region, String>>;

/// Fuses the region at every anchor of a graph.
fn fuse_anchors(
    graph: &mut Graph,
    shapes: &Shapes,
    kernel: &'static dyn FusedKernel,
    find: FindRegion<'_>,
) -> Vec<Unfused> {
    let order = graph.topological_order();
    let positions = positions(&order);
    let mut reports = Vec::new();
    for id in order {
        // Earlier fusions remove nodes.
        if !graph.contains(id) {
            continue;
        }
        match find(graph, id) {
            Some(Ok(mut region)) => {
                region.members.sort_unstable_by_key(|member| positions[member]);
                fuse(graph, shapes, kernel, &region);
            }
            Some(Err(reason)) => reports.push(Unfused::new(kernel, graph, id, reason)),
            None => {}
        }
    }
    reports
}

/// Replaces a region, whose members are in topological order, by one operator. The fused node takes the place
/// of the region's last node, and has its name, index and origin.
fn fuse(graph: &mut Graph, shapes: &Shapes, kernel: &'static dyn FusedKernel, region: &Region) {
    let mut body = Graph::new(kernel.name());
    let mut ids: BTreeMap<NodeId, NodeId> = BTreeMap::new();
    for &operand in &region.operands {
        ids.insert(operand, add_input(&mut body, graph.node(operand), shapes[&operand]));
    }
    for &id in &region.members {
        let inputs: Vec<NodeId> = graph.inputs(id).iter().map(|input| ids[input]).collect();
        ids.insert(id, body.add_node(graph.node(id).clone(), &inputs));
    }
    body.add_output(VALUE, ids[&region.last]);
    let op = Op::Fused(Fused { kernel, body: Box::new(body) });
    Rewriter::new(graph).replace(region.last, op, &region.operands);
}

/// The name of a body's output.
const VALUE: &str = "value";

/// Returns a fused operator that consists of one node and has the node's operands.
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

/// Returns `fused` with `node` added after it. The node reads the value of `fused` at `port` and `others` at
/// its other ports.
fn extend(fused: &Fused, node: &Node, port: usize, others: &[(&Node, Shape)]) -> Fused {
    let last = fused.last();
    let mut body = Graph::new(fused.body.name.as_str());
    // The nodes get new indices, because the new operands come before the operators.
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

/// Adds an operand to a body, under the name of the node that computes it. If the body already has this name,
/// primes are appended.
fn add_input(body: &mut Graph, node: &Node, shape: Shape) -> NodeId {
    let mut name = node.name.clone();
    while body.find(&name).is_some() {
        name.push('\'');
    }
    body.add(name, Input(shape), &[])
}

/// Returns the fused operator at `id` if it has this kernel.
fn fused<'g>(graph: &'g Graph, id: NodeId, kernel: &dyn FusedKernel) -> Option<&'g Fused> {
    match graph.op(id) {
        Op::Fused(fused) if fused.kernel.name() == kernel.name() => Some(fused),
        _ => None,
    }
}

fn name(graph: &Graph, id: NodeId) -> &str {
    &graph.node(id).name
}

/// Returns the only reader of the node `id`.
fn only_use(graph: &Graph, id: NodeId) -> Result<NodeId, String> {
    graph.only_use(id).ok_or_else(|| format!("{} has several uses", name(graph, id)))
}
