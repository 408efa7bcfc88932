//! The recipe for the blob of packed weights: which parameters go into it, and how and where each step's
//! weights are packed.

use espnet_abi::pack::{Packing, Parameter, Recipe};

use super::Kernel;
use crate::ir::{Graph, NodeId, Op, Param, execution::TensorIds};

/// A [`Recipe`] that owns its names.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedRecipe {
    /// The parameters of the network, in order of use.
    pub parameters: Vec<Param>,
    /// Parameters that checkpoints contain although the network does not use them.
    pub unused: Vec<Param>,
    /// For each step with weights, the offset in the blob in floats, and the packing.
    pub packings: Vec<(usize, Packing)>,
    /// Length of the blob in floats.
    pub len: usize,
}

impl OwnedRecipe {
    /// Calls `use_recipe` with the recipe in the borrowed form that binding and packing take.
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

/// Returns the recipe for kernels at offsets. `unused` are the parameters that checkpoints contain although
/// the graph does not read them.
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

/// Returns the operator before a node, that is of its first operand; averages in between are skipped.
fn before(graph: &Graph, node: NodeId) -> Option<&Op> {
    let mut id = *graph.inputs(node).first()?;
    while graph.op(id).averages() {
        id = *graph.inputs(id).first()?;
    }
    Some(graph.op(id))
}
