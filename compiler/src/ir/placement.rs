//! Which values lie in the buffer of the concatenation that reads them.

use std::collections::BTreeMap;

use super::NodeId;

/// Where an operand of a concatenation lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placement {
    /// The concatenation.
    pub concat: NodeId,
    /// The operand's first channel in it.
    pub channel: usize,
}

/// The values that are written straight into a concatenation's buffer, which then has nothing left
/// to copy of them.
pub type Placements = BTreeMap<NodeId, Placement>;
