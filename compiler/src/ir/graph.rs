//! The graph itself and what is known about it from lowering.

use std::collections::BTreeMap;

use petgraph::{
    Direction,
    stable_graph::{NodeIndex, StableDiGraph},
    visit::EdgeRef,
};

use super::{Op, Param, Shape, ShapeError, output_shape};

/// Names a node and the value it makes.
pub type NodeId = NodeIndex<u32>;

/// An operator and the PyTorch path of the module whose output it makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Path, such as `level3.0.proj_1x1.conv`; unique in the graph.
    pub name: String,
    /// What it computes.
    pub op: Op,
}

/// A value that the network hands back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The name that callers use.
    pub name: String,
    /// The value.
    pub node: NodeId,
}

/// What bounds the dilations of an EESP unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The largest effective receptive field that a branch may have.
    ReceptiveField(usize),
    /// The dilations themselves, whatever the policy.
    Explicit(Vec<usize>),
}

/// The dilated branches of one EESP unit, whose dilations are clamped together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branches {
    /// Path of the unit.
    pub unit: String,
    /// The unit's input map, whose size the paper's rule goes by.
    pub input: NodeId,
    /// The depth-wise convolutions, in the checkpoint's order.
    pub convs: Vec<NodeId>,
    /// What the spec says about them.
    pub limit: Limit,
}

/// A network.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The network's name.
    pub name: String,
    pub(super) nodes: StableDiGraph<Node, usize>,
    pub(super) outputs: Vec<Output>,
    /// The units whose dilations depend on policy and size.
    pub branches: Vec<Branches>,
    /// Parameters that checkpoints of this network hold and inference never reads.
    pub unused: Vec<Param>,
}

impl Graph {
    /// An empty graph.
    pub fn new(name: impl Into<String>) -> Self {
        Graph { name: name.into(), ..Graph::default() }
    }

    /// Adds a node that reads `inputs`, in the order of its ports.
    pub fn add(&mut self, name: impl Into<String>, op: Op, inputs: &[NodeId]) -> NodeId {
        let node = self.nodes.add_node(Node { name: name.into(), op });
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
        let mut ready: std::collections::BTreeSet<NodeId> =
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
            let shape = output_shape(self.op(id), &inputs)
                .map_err(|error| (self.node(id).name.clone(), error))?;
            shapes.insert(id, shape);
        }
        Ok(shapes)
    }

    /// Every parameter that inference reads, each once, in order of first use.
    pub fn params(&self) -> Vec<Param> {
        let mut seen = std::collections::BTreeSet::new();
        self.topological_order()
            .into_iter()
            .flat_map(|id| self.op(id).params())
            .filter(|param| seen.insert(param.name.clone()))
            .collect()
    }

    /// Learned numbers in a checkpoint of this network, unused ones included.
    pub fn parameter_count(&self) -> usize {
        self.params()
            .iter()
            .chain(&self.unused)
            .filter(|param| param.learned)
            .map(|param| param.shape.iter().product::<usize>())
            .sum()
    }
}
