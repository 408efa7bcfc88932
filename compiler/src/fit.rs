//! Which width multiplier, number of classes, input channels and branches a checkpoint was made for.

use std::{collections::BTreeSet, fmt};

use espnet_abi::bind::BindError;
use espnet_checkpoint::Checkpoint;

use crate::{
    compile::{Compiled, compile},
    spec::Overrides,
};

/// Multipliers that are tried: what is set, the released ones, then steps of 0.05 up to 3.
fn multipliers(set: f64) -> impl Iterator<Item = f64> {
    let first = [set, 0.5, 1.0, 1.25, 1.5, 1.75, 2.0];
    first.into_iter().chain((2..=60).map(|i| f64::from(i) / 20.0))
}

/// The most numbers of classes that are tried: a hostile checkpoint may have vectors of any lengths.
const MAX_CLASSES_TRIED: usize = 32;

/// The part of a name behind which the number of a branch stands.
const BRANCH: &str = "spp_dw";

/// What must be set for a spec to take a checkpoint.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fit {
    /// The width multiplier.
    pub width_multiplier: f64,
    /// The number of classes.
    pub classes: usize,
    /// The input: channels, height, width; only where its channels are others than the spec's or the
    /// overrides'.
    pub input: Option<[usize; 3]>,
    /// The number of branches, only where it is another.
    pub branches: Option<usize>,
    /// What does not fit even then; nothing if all does.
    pub misfit: Option<BindError>,
}

impl Fit {
    /// The options of the command line.
    pub fn options(&self) -> String {
        let mut text =
            format!("--width-multiplier {} --classes {}", self.width_multiplier, self.classes);
        if let Some([channels, ..]) = self.input {
            text.push_str(&format!(" --channels {channels}"));
        }
        if let Some(branches) = self.branches {
            text.push_str(&format!(" --branches {branches}"));
        }
        text
    }

    /// Says that the checkpoint fits with `settings`, or what does not even then.
    pub fn sentence(&self, spec: &str, settings: &str) -> String {
        match &self.misfit {
            None => format!("it fits {spec} with {settings}"),
            Some(error) => {
                let text = error.to_string();
                let lines = text.split_once('\n').map_or("", |(_, lines)| lines);
                format!("it comes closest to {spec} with {settings}, but for these:\n{lines}")
            }
        }
    }
}

impl fmt::Display for Fit {
    /// The fields of `espnet!`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = vec![format!("width_multiplier = {}", self.width_multiplier)];
        fields.extend(self.input.map(|input| format!("input = {input:?}")));
        fields.extend(self.branches.map(|branches| format!("branches = {branches}")));
        write!(f, "{} and classes = {}", fields.join(", "), self.classes)
    }
}

/// What must be set for `spec` to take the checkpoint, or all but a few of its tensors, if anything does:
/// what to say to somebody whose checkpoint does not fit.
pub fn fit(spec: &str, overrides: &Overrides, checkpoint: &Checkpoint) -> Option<Fit> {
    let given = compile(spec, overrides).ok()?;
    let candidates = checkpoint.candidates();
    // The classes are the length of some vector in it; few lengths differ.
    let lengths: BTreeSet<usize> = candidates
        .iter()
        .filter(|tensor| tensor.name.ends_with("bias") && tensor.data.is_some())
        .filter_map(|tensor| match *tensor.shape {
            [length] => Some(length),
            _ => None,
        })
        .collect();
    let names = candidates.iter().map(|tensor| tensor.name);
    let branches = branches(names).filter(|&found| found != given.architecture.branches);
    let channels = channels(&given, checkpoint);
    let overrides = Overrides {
        channels: channels.or(overrides.channels),
        branches: branches.or(overrides.branches),
        ..overrides.clone()
    };
    let fit = |compiled: &Compiled, misfit: Option<BindError>| {
        let architecture = &compiled.architecture;
        let input = architecture.input;
        Fit {
            width_multiplier: architecture.width_multiplier,
            classes: architecture.classes,
            input: channels.map(|_| [input.channels, input.height, input.width]),
            branches,
            misfit,
        }
    };
    let wrong =
        |error: &BindError| error.misshapen.len() + error.missing.len() + error.unexpected.len();
    // Closer than what is set, unless the checkpoint says itself that something else must be.
    let mut least = match channels.or(branches) {
        Some(_) => usize::MAX,
        None => given.check(checkpoint).as_ref().err().map_or(0, wrong),
    };
    let mut closest: Option<(usize, Fit)> = None;
    let whole = multipliers(given.architecture.width_multiplier).find_map(|width_multiplier| {
        let with = |classes: Option<usize>| Overrides {
            width_multiplier: Some(width_multiplier),
            classes,
            // Names for one number of classes would rule out all others.
            labels: None,
            ..overrides.clone()
        };
        let mut attempt = |classes: Option<usize>| {
            let compiled = compile(spec, &with(classes)).ok()?;
            let Err(error) = compiled.check(checkpoint) else {
                return Some(Ok(fit(&compiled, None)));
            };
            let shapes = error.misshapen.len();
            if wrong(&error) < least {
                least = wrong(&error);
                closest = Some((least, fit(&compiled, Some(error))));
            }
            Some(Err(shapes > compiled.plan.recipe.parameters.len() / 4))
        };
        // Widths that do not fit are seen without trying every number of classes.
        match attempt(overrides.classes)? {
            Ok(fit) => return Some(fit),
            Err(true) => return None,
            Err(false) => {}
        }
        lengths.iter().take(MAX_CLASSES_TRIED).find_map(|&classes| attempt(Some(classes))?.ok())
    });
    // Few tensors that do not fit are worth a word; many are another network's.
    let few = |(wrong, _): &(usize, Fit)| *wrong <= given.plan.recipe.parameters.len() / 6;
    whole.or_else(|| closest.filter(few).map(|(_, fit)| fit))
}

/// The number of branches: one more than the greatest number of one.
fn branches<'n>(names: impl Iterator<Item = &'n str>) -> Option<usize> {
    let numbers = names.filter_map(|name| {
        let mut parts = name.split('.').skip_while(|part| *part != BRANCH);
        parts.nth(1)?.parse::<usize>().ok()?.checked_add(1)
    });
    numbers.max()
}

/// The input's channels where they are others than the network's: those of a convolution that reads as
/// many as the input has, in the first block if there is one.
fn channels(compiled: &Compiled, checkpoint: &Checkpoint) -> Option<usize> {
    let error = compiled.check(checkpoint).err()?;
    let architecture = &compiled.architecture;
    let others = error.misshapen.iter().filter_map(|(name, needed, found)| {
        match (&needed[..], &found[..]) {
            (&[_, needed, _, _], &[_, found, _, _])
                if needed == architecture.input.channels && found != needed =>
            {
                Some((name, found))
            }
            _ => None,
        }
    });
    let first = architecture.blocks.first().map(|block| format!("{}.", block.name))?;
    others.min_by_key(|(name, _)| !name.starts_with(&first)).map(|(_, channels)| channels)
}

/// The error, and what the checkpoint would fit if it does not fit this.
pub fn explain(
    spec: &str,
    overrides: &Overrides,
    checkpoint: &Checkpoint,
    error: &BindError,
) -> String {
    if error.names_and_shapes_fit() || !error.context.ambiguous.is_empty() {
        return error.to_string();
    }
    match fit(spec, overrides, checkpoint) {
        Some(fit) => format!("{error}\n{}", fit.sentence("this spec", &fit.to_string())),
        None => error.to_string(),
    }
}
