//! The graph itself.

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

/// Names a node and the value it makes.
pub type NodeId = NodeIndex<u32>;

/// An operator and the PyTorch path of the module whose output it makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Path, such as `level3.0.proj_1x1.conv`; unique in the graph.
    pub name: String,
    /// What it computes.
    pub op: Op,
    /// The block of the spec that it was lowered from, if it comes from one.
    pub origin: Option<Arc<str>>,
}

/// A value that the network hands back.
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

/// Graphs are equal if they have the same nodes in the same order, whatever the numbers of the nodes.
impl PartialEq for Graph {
    fn eq(&self, other: &Self) -> bool {
        self.numbered() == other.numbered()
    }
}

impl Graph {
    /// An empty graph.
    pub fn new(name: impl Into<String>) -> Self {
        Graph { name: name.into(), ..Graph::default() }
    }

    /// Adds a node that reads `inputs`, in the order of its ports, and comes from no block of a spec.
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

    /// The outputs in the order of their declaration.
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// The node.
    ///
    /// # Panics
    /// If it has been removed.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The node's operator.
    pub fn op(&self, id: NodeId) -> &Op {
        &self.nodes[id].op
    }

    /// Whether the node exists.
    pub fn contains(&self, id: NodeId) -> bool {
        self.nodes.contains_node(id)
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.node_count()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The values that `id` reads, by port.
    pub fn inputs(&self, id: NodeId) -> Vec<NodeId> {
        let mut inputs: Vec<(usize, NodeId)> = self
            .nodes
            .edges_directed(id, Direction::Incoming)
            .map(|edge| (*edge.weight(), edge.source()))
            .collect();
        inputs.sort_unstable();
        inputs.into_iter().map(|(_, source)| source).collect()
    }

    /// The nodes that read `id` and the ports they read it at, in a fixed order.
    pub fn uses(&self, id: NodeId) -> Vec<(NodeId, usize)> {
        let mut uses: Vec<(NodeId, usize)> = self
            .nodes
            .edges_directed(id, Direction::Outgoing)
            .map(|edge| (edge.target(), *edge.weight()))
            .collect();
        uses.sort_unstable();
        uses
    }

    /// The only node that reads `id`, if there is just one use and it is no output of the network.
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

    /// All nodes, operands before their users; among those that could come next, the one that was
    /// made first. The order is a function of the graph alone.
    ///
    /// Nodes on a cycle and behind it are left out; [`super::verify`] reports them.
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

    /// The node of that name.
    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.nodes.node_indices().find(|&id| self.nodes[id].name == name)
    }

    /// The shape of every value.
    ///
    /// # Errors
    /// The name of the first node whose operands do not suit it, and why.
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

    /// Every parameter that inference reads, each once, in order of first use.
    pub fn params(&self) -> Vec<Param> {
        let mut seen = BTreeSet::new();
        self.topological_order()
            .into_iter()
            .flat_map(|id| self.op(id).params())
            .filter(|param| seen.insert(param.name.clone()))
            .collect()
    }

    /// The inputs of the network, in the order of their nodes.
    pub fn input_nodes(&self) -> Vec<NodeId> {
        let is_input = |id: &NodeId| matches!(self.op(*id), Op::Input(_));
        self.nodes.node_indices().filter(is_input).collect()
    }

    /// The nodes without their own numbers.
    fn numbered(&self) -> Numbered<'_> {
        let order = self.topological_order();
        let numbers: BTreeMap<NodeId, usize> =
            order.iter().enumerate().map(|(number, &id)| (id, number)).collect();
        let number = |id: NodeId| numbers.get(&id).copied();
        let operands = |id: NodeId| self.inputs(id).into_iter().map(number).collect();
        let outputs = self.outputs.iter().map(|output| (output.name.as_str(), number(output.node)));
        Numbered {
            nodes: order.iter().map(|&id| (self.node(id), operands(id))).collect(),
            outputs: outputs.collect(),
        }
    }
}

/// What makes graphs equal: nodes and outputs with the places of what they read in topological order.
#[derive(PartialEq)]
struct Numbered<'a> {
    nodes: Vec<(&'a Node, Vec<Option<usize>>)>,
    outputs: Vec<(&'a str, Option<usize>)>,
}
