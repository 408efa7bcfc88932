//! Finds another shipped spec that a checkpoint fits as a whole.

use espnet_checkpoint::Checkpoint;
use espnet_models::specs;

use super::{Candidate, FittingSettings, fit_one, settings};
use crate::spec::{Overrides, Spec};

/// Returns the first shipped spec other than `given` that the checkpoint fits, with its settings.
pub(super) fn fit_other(given: &str, checkpoint: &Checkpoint) -> Option<FittingSettings> {
    let others = specs::ALL.into_iter().filter(|(_, text)| *text != given);
    others.into_iter().find_map(|(name, text)| {
        let spec = Spec::parse(text).ok()?;
        if !has_the_names(&spec, checkpoint) {
            return None;
        }
        let fit = fit_one(&spec, &Overrides::default(), checkpoint)?;
        fit.misfit.is_none().then_some(FittingSettings { shipped: Some(name), ..fit })
    })
}

/// Whether the checkpoint has all names of the spec's tensors with some settings. Widths are tried for such
/// specs only, because that takes longer.
fn has_the_names(spec: &Spec, checkpoint: &Checkpoint) -> bool {
    let overrides = Overrides::default();
    let set = settings::by_names(spec, &overrides, checkpoint);
    let overrides = Overrides { set: Some(set), ..overrides };
    Candidate::new(spec, &overrides).is_some_and(|candidate| {
        let error = candidate.check(checkpoint).err();
        error.is_none_or(|error| error.missing.is_empty() && error.unexpected.is_empty())
    })
}
