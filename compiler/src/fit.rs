//! Which width multiplier and number of classes a checkpoint was made for.

use std::collections::BTreeSet;

use espnet_abi::bind::BindError;
use espnet_checkpoint::Checkpoint;

use crate::{compile::compile, spec::Overrides};

/// Multipliers that are tried: the released ones first, then steps of 0.05 up to 3.
fn multipliers() -> impl Iterator<Item = f64> {
    let released = [0.5, 1.0, 1.25, 1.5, 1.75, 2.0];
    released.into_iter().chain((2..=60).map(|i| f64::from(i) / 20.0))
}

/// The most numbers of classes that are tried: a hostile checkpoint may have vectors of any lengths.
const MAX_CLASSES_TRIED: usize = 32;

/// The width multiplier and number of classes with which `spec` takes the checkpoint, if there are
/// such: what to say to somebody whose checkpoint does not fit.
pub fn fit(spec: &str, overrides: &Overrides, checkpoint: &Checkpoint) -> Option<(f64, usize)> {
    // The classes are the length of some vector in it; few lengths differ.
    let lengths: BTreeSet<usize> = checkpoint
        .iter()
        .filter(|(name, tensor)| name.ends_with("bias") && tensor.shape().len() == 1)
        .map(|(_, tensor)| tensor.shape()[0])
        .collect();
    multipliers().find_map(|width_multiplier| {
        let with = |classes: Option<usize>| Overrides {
            width_multiplier: Some(width_multiplier),
            classes,
            // Names for one number of classes would rule out all others.
            labels: None,
            ..overrides.clone()
        };
        // Widths that do not fit are seen without trying every number of classes.
        let first = compile(spec, &with(overrides.classes)).ok()?;
        let error = match first.check(checkpoint) {
            Ok(()) => return Some((width_multiplier, first.architecture.classes)),
            Err(error) => error,
        };
        if error.misshapen.len() > first.plan.recipe.parameters.len() / 4 {
            return None;
        }
        lengths.iter().take(MAX_CLASSES_TRIED).find_map(|&classes| {
            let compiled = compile(spec, &with(Some(classes))).ok()?;
            compiled.check(checkpoint).ok().map(|()| (width_multiplier, classes))
        })
    })
}

/// The error, and which width and classes the checkpoint would fit if it does not fit these.
pub fn explain(
    spec: &str,
    overrides: &Overrides,
    checkpoint: &Checkpoint,
    error: &BindError,
) -> String {
    if error.names_and_shapes_fit() {
        return error.to_string();
    }
    match fit(spec, overrides, checkpoint) {
        Some((width, classes)) => format!(
            "{error}\nit fits this spec with width_multiplier = {width} and classes = {classes}"
        ),
        None => error.to_string(),
    }
}
