//! The shape of every value, of a graph that passes the verifier.

use std::collections::BTreeMap;

use crate::ir::{
    Graph, NodeId, Shape,
    verify::{Problems, verify},
};

/// The shape of every value.
///
/// # Errors
/// Everything that is wrong with the graph.
pub fn shapes(graph: &Graph) -> Result<BTreeMap<NodeId, Shape>, Problems> {
    verify(graph)
}
