//! Placements: values that are written directly to the buffer of the concatenation that reads them. A pass
//! finds them, and the plan follows them.

use std::collections::BTreeMap;

use super::NodeId;

/// The place of an operand in a concatenation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placement {
    /// The concatenation.
    pub concat: NodeId,
    /// The operand's first channel in the concatenation.
    pub channel: usize,
}

/// The values that are written directly to a concatenation's buffer, so that they need not be copied there.
pub type Placements = BTreeMap<NodeId, Placement>;
