//! What the blob of packed weights is made of.

use espnet_abi::pack::{Packing, Parameter, Recipe};

use super::Kernel;
use crate::ir::{Graph, NodeId, Op, Param, execution::TensorIds};

/// A [`Recipe`] that owns its names.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedRecipe {
    /// What the network needs, in order of use.
    pub parameters: Vec<Param>,
    /// What checkpoints hold beside it.
    pub unused: Vec<Param>,
    /// Offset in the blob, in floats, and packing, of each step with weights.
    pub packings: Vec<(usize, Packing)>,
    /// Floats of the blob.
    pub len: usize,
}

impl OwnedRecipe {
    /// Calls `use_recipe` with the recipe in the form that binding and packing take.
    pub fn with<R>(&self, use_recipe: impl FnOnce(&Recipe<'_>) -> R) -> R {
        fn views(params: &[Param]) -> Vec<Parameter<'_>> {
            params
                .iter()
                .map(|param| Parameter { name: &param.name, shape: &param.shape })
                .collect()
        }
        use_recipe(&Recipe {
            parameters: &views(&self.parameters),
            unused: &views(&self.unused),
            packings: &self.packings,
            len: self.len,
        })
    }
}

/// The recipe for kernels at offsets. `unused` are the parameters that checkpoints hold beside those that
/// the graph reads.
pub fn recipe(
    graph: &Graph,
    unused: &[Param],
    steps: &[(NodeId, Kernel, usize)],
    len: usize,
) -> OwnedRecipe {
    let parameters = graph.params();
    let ids = TensorIds::new(parameters.iter().map(|param| param.name.as_str()));
    let mut packings = Vec::new();
    for &(node, kernel, mut offset) in steps {
        let execute = graph.op(node).execute().expect("a step's node has a kernel");
        for packing in execute.packings(&kernel, &ids, before(graph, node)) {
            let end = offset + packing.len();
            packings.push((offset, packing));
            offset = end;
        }
    }
    OwnedRecipe { packings, unused: unused.to_vec(), len, parameters }
}

/// The operator whose value, perhaps averaged, is the first operand of a node.
fn before(graph: &Graph, node: NodeId) -> Option<&Op> {
    let mut id = *graph.inputs(node).first()?;
    while graph.op(id).averages() {
        id = *graph.inputs(id).first()?;
    }
    Some(graph.op(id))
}
