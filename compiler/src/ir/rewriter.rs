//! The rewriter: the only way in which passes edit a graph.

use petgraph::{Direction, visit::EdgeRef};

use super::{Graph, NodeId, Op};

/// Edits a graph and keeps it valid: every edge has two ends, and every output has a node.
#[derive(Debug)]
pub struct Rewriter<'a> {
    graph: &'a mut Graph,
}

impl<'a> Rewriter<'a> {
    /// Creates a rewriter of `graph`.
    pub fn new(graph: &'a mut Graph) -> Self {
        Rewriter { graph }
    }

    /// Returns the graph in its present state.
    pub fn graph(&self) -> &Graph {
        self.graph
    }

    /// Replaces the node's operator; its operands stay.
    pub fn set_op(&mut self, id: NodeId, op: Op) {
        self.graph.nodes[id].op = op;
    }

    /// Makes all readers of `old`, including outputs of the network, read `new`.
    pub fn replace_uses(&mut self, old: NodeId, new: NodeId) {
        let uses: Vec<_> = self
            .graph
            .nodes
            .edges_directed(old, Direction::Outgoing)
            .map(|edge| (edge.id(), edge.target(), *edge.weight()))
            .collect();
        for (edge, user, port) in uses {
            self.graph.nodes.remove_edge(edge);
            self.graph.nodes.add_edge(new, user, port);
        }
        for output in &mut self.graph.outputs {
            if output.node == old {
                output.node = new;
            }
        }
    }

    /// Makes node `id` compute `op` of `inputs`. The node keeps its name, its id and its readers. Former
    /// operands that nothing else needs are removed.
    ///
    /// A fused node is thus the last one of the nodes it replaces, and known properties of its value (shape,
    /// receptive field) remain valid.
    pub fn replace(&mut self, id: NodeId, op: Op, inputs: &[NodeId]) {
        let before = self.graph.inputs(id);
        let edges: Vec<_> = self
            .graph
            .nodes
            .edges_directed(id, Direction::Incoming)
            .map(|edge| edge.id())
            .collect();
        for edge in edges {
            self.graph.nodes.remove_edge(edge);
        }
        for (port, &input) in inputs.iter().enumerate() {
            self.graph.nodes.add_edge(input, id, port);
        }
        self.set_op(id, op);
        for input in before {
            self.remove_unused(input);
        }
    }

    /// Removes `id` if nothing reads it, then its operands that nothing reads any more, and so on. The
    /// network's inputs stay.
    pub fn remove_unused(&mut self, id: NodeId) {
        let mut candidates = vec![id];
        while let Some(id) = candidates.pop() {
            if !self.graph.contains(id)
                || !self.graph.uses(id).is_empty()
                || self.graph.is_output(id)
                || matches!(self.graph.op(id), Op::Input(_))
            {
                continue;
            }
            candidates.extend(self.graph.inputs(id));
            self.graph.nodes.remove_node(id);
        }
    }
}
