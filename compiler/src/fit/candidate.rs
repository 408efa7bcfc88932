//! A network that a checkpoint is compared with. It has no plan, because a comparison of tensors needs none, and
//! hundreds of networks are compared.

use espnet_abi::bind::BindError;
use espnet_checkpoint::Checkpoint;

use crate::{
    lower::lower,
    plan::OwnedRecipe,
    spec::{Architecture, Overrides, Spec},
};

/// A network with these settings, without a plan.
pub(super) struct Candidate {
    pub architecture: Architecture,
    recipe: OwnedRecipe,
}

impl Candidate {
    /// Creates the network of a spec; `None` if there is none with these settings.
    pub fn new(spec: &Spec, overrides: &Overrides) -> Option<Self> {
        let architecture = spec.resolve(overrides).ok()?;
        let lowered = lower(&architecture).ok()?;
        let parameters = lowered.graph.params();
        let recipe =
            OwnedRecipe { parameters, unused: lowered.unused, packings: Vec::new(), len: 0 };
        Some(Candidate { architecture, recipe })
    }

    /// Compares names and shapes with those of a checkpoint.
    ///
    /// # Errors
    /// Lists every tensor that does not fit.
    pub fn check(&self, checkpoint: &Checkpoint) -> Result<(), BindError> {
        self.recipe.with(|recipe| checkpoint.bind(recipe).map(drop))
    }

    /// Returns the number of tensors that the network reads.
    pub fn parameters(&self) -> usize {
        self.recipe.parameters.len()
    }
}
