//! The graph of a network: nodes with operators, edges for operands, and the network's outputs. Only the
//! [`Rewriter`](super::Rewriter) removes or replaces nodes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use petgraph::{
    Direction,
    stable_graph::{NodeIndex, StableDiGraph},
    visit::EdgeRef,
};

use super::{Op, Param, ShapeError};
use crate::shape::Shape;

/// The index of a node, and of the value that it computes.
pub type NodeId = NodeIndex<u32>;

/// An operator, with the PyTorch path of the module whose output it computes.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Path, such as `level3.0.proj_1x1.conv`; unique in the graph.
    pub name: String,
    /// The operator.
    pub op: Op,
    /// The block of the spec that the node was lowered from, if there is one.
    pub origin: Option<Arc<str>>,
}

/// A value that the network returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The name that callers use.
    pub name: String,
    /// The value.
    pub node: NodeId,
}

/// A network.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The network's name.
    pub name: String,
    pub(super) nodes: StableDiGraph<Node, usize>,
    pub(super) outputs: Vec<Output>,
}

/// Graphs are equal if they have the same nodes in the same order, whatever the indices of the nodes.
impl PartialEq for Graph {
    fn eq(&self, other: &Self) -> bool {
        self.numbered() == other.numbered()
    }
}

impl Graph {
    /// Creates an empty graph.
    pub fn new(name: impl Into<String>) -> Self {
        Graph { name: name.into(), ..Graph::default() }
    }

    /// Adds a node that reads `inputs`, in the order of its ports. The node belongs to no block of a spec.
    pub fn add(&mut self, name: impl Into<String>, op: impl Into<Op>, inputs: &[NodeId]) -> NodeId {
        self.add_node(Node { name: name.into(), op: op.into(), origin: None }, inputs)
    }

    /// Adds a node that reads `inputs`, in the order of its ports.
    pub fn add_node(&mut self, node: Node, inputs: &[NodeId]) -> NodeId {
        let node = self.nodes.add_node(node);
        for (port, &input) in inputs.iter().enumerate() {
            self.nodes.add_edge(input, node, port);
        }
        node
    }

    /// Declares a value an output of the network.
    pub fn add_output(&mut self, name: impl Into<String>, node: NodeId) {
        self.outputs.push(Output { name: name.into(), node });
    }

    /// Returns the outputs in the order of their declaration.
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// Returns a node.
    ///
    /// # Panics
    /// If it was removed.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// Returns the node's operator.
    pub fn op(&self, id: NodeId) -> &Op {
        &self.nodes[id].op
    }

    /// Whether the node exists.
    pub fn contains(&self, id: NodeId) -> bool {
        self.nodes.contains_node(id)
    }

    /// Returns the number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.node_count()
    }

    /// Whether the graph has no node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the values that `id` reads, by port.
    pub fn inputs(&self, id: NodeId) -> Vec<NodeId> {
        let mut inputs: Vec<(usize, NodeId)> = self
            .nodes
            .edges_directed(id, Direction::Incoming)
            .map(|edge| (*edge.weight(), edge.source()))
            .collect();
        inputs.sort_unstable();
        inputs.into_iter().map(|(_, source)| source).collect()
    }

    /// Returns the nodes that read `id`, with the ports at which they read it, in a fixed order.
    pub fn uses(&self, id: NodeId) -> Vec<(NodeId, usize)> {
        let mut uses: Vec<(NodeId, usize)> = self
            .nodes
            .edges_directed(id, Direction::Outgoing)
            .map(|edge| (edge.target(), *edge.weight()))
            .collect();
        uses.sort_unstable();
        uses
    }

    /// Returns the only reader of `id`; `None` if there are several uses or if `id` is an output of the
    /// network.
    pub fn only_use(&self, id: NodeId) -> Option<NodeId> {
        match self.uses(id).as_slice() {
            [(user, _)] if !self.is_output(id) => Some(*user),
            _ => None,
        }
    }

    /// Whether the value is an output of the network.
    pub fn is_output(&self, id: NodeId) -> bool {
        self.outputs.iter().any(|output| output.node == id)
    }

    /// Returns all nodes, operands before their users. Among the candidates for the next place, the one that
    /// was created first is taken. The order depends on the graph alone.
    ///
    /// Nodes on a cycle and nodes that depend on a cycle are left out; [`super::verify`] reports them.
    pub fn topological_order(&self) -> Vec<NodeId> {
        let mut missing: BTreeMap<NodeId, usize> = self
            .nodes
            .node_indices()
            .map(|id| (id, self.nodes.edges_directed(id, Direction::Incoming).count()))
            .collect();
        let mut ready: BTreeSet<NodeId> =
            missing.iter().filter(|&(_, &n)| n == 0).map(|(&id, _)| id).collect();
        let mut order = Vec::with_capacity(missing.len());
        while let Some(id) = ready.pop_first() {
            order.push(id);
            for (user, _) in self.uses(id) {
                let left = missing.get_mut(&user).expect("every user is a node");
                *left -= 1;
                if *left == 0 {
                    ready.insert(user);
                }
            }
        }
        order
    }

    /// Returns the node with this name.
    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.nodes.node_indices().find(|&id| self.nodes[id].name == name)
    }

    /// Returns the shape of every value.
    ///
    /// # Errors
    /// If operands do not suit a node: the name of the first such node, and the reason.
    pub fn shapes(&self) -> Result<BTreeMap<NodeId, Shape>, (String, ShapeError)> {
        let mut shapes = BTreeMap::new();
        for id in self.topological_order() {
            let inputs: Vec<Shape> = self.inputs(id).iter().map(|input| shapes[input]).collect();
            let shape = self
                .op(id)
                .output_shape(&inputs)
                .map_err(|error| (self.node(id).name.clone(), error))?;
            shapes.insert(id, shape);
        }
        Ok(shapes)
    }

    /// Returns every parameter that inference reads, once, in order of first use.
    pub fn params(&self) -> Vec<Param> {
        let mut seen = BTreeSet::new();
        self.topological_order()
            .into_iter()
            .flat_map(|id| self.op(id).params())
            .filter(|param| seen.insert(param.name.clone()))
            .collect()
    }

    /// Returns the inputs of the network, in the order of their nodes.
    pub fn input_nodes(&self) -> Vec<NodeId> {
        let is_input = |id: &NodeId| matches!(self.op(*id), Op::Input(_));
        self.nodes.node_indices().filter(is_input).collect()
    }

    /// Returns the form of the graph that equality compares.
    fn numbered(&self) -> Numbered<'_> {
        let order = self.topological_order();
        let numbers = positions(&order);
        let number = |id: NodeId| numbers.get(&id).copied();
        let operands = |id: NodeId| self.inputs(id).into_iter().map(number).collect();
        let outputs = self.outputs.iter().map(|output| (output.name.as_str(), number(output.node)));
        Numbered {
            nodes: order.iter().map(|&id| (self.node(id), operands(id))).collect(),
            outputs: outputs.collect(),
        }
    }
}

/// Returns the position of each node in an order.
pub fn positions(order: &[NodeId]) -> BTreeMap<NodeId, usize> {
    order.iter().enumerate().map(|(position, &id)| (id, position)).collect()
}

/// The form of a graph that equality compares: operands and outputs are positions in topological order.
#[derive(PartialEq)]
struct Numbered<'a> {
    nodes: Vec<(&'a Node, Vec<Option<usize>>)>,
    outputs: Vec<(&'a str, Option<usize>)>,
}
