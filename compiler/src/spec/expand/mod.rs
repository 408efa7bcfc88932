//! Expands a spec's blocks: makes the copies of repeated blocks, puts the blocks of units in the places of
//! their uses, and leaves out blocks whose conditions do not hold.
//!
//! | module | purpose |
//! |---|---|
//! | `blocks` | the expansion |
//! | `condition` | whether a block takes part |
//! | `names` | the values that blocks read |

mod blocks;
mod condition;
mod names;

use std::collections::BTreeMap;

use super::{Block, Spec, evaluate::NumberScope};
use names::{Meaning, Source};

/// A block of the network after expansion.
pub(super) struct Copy<'a> {
    pub block: &'a Block,
    /// The name, which is unique in the network.
    pub name: String,
    /// PyTorch path of the module.
    pub module: String,
    /// JSON pointer to the block.
    pub pointer: String,
    /// The scope of the block's numbers.
    pub numbers: NumberScope,
    /// The network or the use of a unit that contains the block.
    scope: ScopeId,
    /// Place among the blocks of the scope.
    index: usize,
    /// The name of the copy before this one, if the block is repeated and this is not the first copy.
    before: Option<String>,
}

impl Copy<'_> {
    /// Whether the block is part of a unit.
    pub fn is_in_unit(&self) -> bool {
        self.scope != ROOT
    }
}

/// Index of a scope in [`Expansion`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ScopeId(usize);

/// The scope of the network.
const ROOT: ScopeId = ScopeId(0);

/// The network, or a use of a unit: blocks that see one another's names.
struct Scope<'a> {
    /// The name of the use; empty for the network.
    path: String,
    /// PyTorch path of the use; empty for the network.
    module: String,
    blocks: &'a [Block],
    /// JSON pointer to the blocks.
    pointer: String,
    numbers: NumberScope,
    /// The values that the blocks read from outside, by the names that the unit gives them.
    inputs: Vec<(&'a str, Source)>,
    /// The block whose value is that of the unit.
    output: &'a str,
}

/// The copies of all blocks of a spec, and the meaning of each name.
pub(super) struct Expansion<'a> {
    spec: &'a Spec,
    /// The copies, in the spec's order.
    pub copies: Vec<Copy<'a>>,
    scopes: Vec<Scope<'a>>,
    names: BTreeMap<String, Named>,
}

/// A name of a value.
struct Named {
    meaning: Meaning,
    /// JSON pointer to the block that has the name.
    pointer: String,
}

/// Joins the paths of a block and of the unit that contains it; empty paths are left out.
fn join_path(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", path) | (path, "") => path.to_owned(),
        _ => format!("{outer}.{inner}"),
    }
}
