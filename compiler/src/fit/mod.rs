//! Finds the settings that a checkpoint fits: width multiplier, number of classes, input channels, branches,
//! and the spec's own settings. They are suggested if a checkpoint does not fit a network. If it is another
//! shipped spec that the checkpoint fits, that is suggested.
//!
//! | module | purpose |
//! |---|---|
//! | `candidate` | a network without a plan, which suffices to compare tensors |
//! | `settings` | the values of the spec's settings that suit the checkpoint best |
//! | `shipped` | the other shipped specs |

mod candidate;
mod settings;
mod shipped;

use std::{collections::BTreeSet, fmt};

use espnet_abi::bind::BindError;
use espnet_checkpoint::Checkpoint;

use crate::spec::{Overrides, SetValues, Spec};
use candidate::Candidate;

/// Returns the multipliers to try: `set`, those of the released networks, then steps of 0.05 up to 3.
fn multipliers(set: f64) -> impl Iterator<Item = f64> {
    let first = [set, 0.5, 1.0, 1.25, 1.5, 1.75, 2.0];
    first.into_iter().chain((2..=60).map(|i| f64::from(i) / 20.0))
}

/// The largest number of class counts that are tried; a hostile checkpoint may have vectors of many lengths.
const MAX_CLASSES_TRIED: usize = 32;

/// The part of a tensor's name that is followed by the index of a branch.
const BRANCH: &str = "spp_dw";

/// The settings with which a spec fits a checkpoint.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FittingSettings {
    /// The name of the shipped spec that fits; `None` if it is the given spec.
    pub shipped: Option<&'static str>,
    /// The width multiplier.
    pub width_multiplier: f64,
    /// The number of classes.
    pub classes: usize,
    /// The input: channels, height, width; `None` if its channels need no change.
    pub input: Option<[usize; 3]>,
    /// The number of branches; `None` if it needs no change.
    pub branches: Option<usize>,
    /// Values for settings of the spec; empty if none needs a change.
    pub set: SetValues,
    /// The tensors that do not fit even with these settings; `None` if all fit.
    pub misfit: Option<BindError>,
}

impl FittingSettings {
    /// Returns the settings as options of the command line.
    pub fn options(&self) -> String {
        let mut text =
            format!("--width-multiplier {} --classes {}", self.width_multiplier, self.classes);
        if let Some([channels, ..]) = self.input {
            text.push_str(&format!(" --channels {channels}"));
        }
        if let Some(branches) = self.branches {
            text.push_str(&format!(" --branches {branches}"));
        }
        for (name, value) in &self.set.0 {
            text.push_str(&format!(" --set {name}={value}"));
        }
        text
    }

    /// Returns a sentence: the checkpoint fits with `settings`, or these tensors do not fit even then. `spec` is
    /// the name of the given spec.
    pub fn sentence(&self, spec: &str, settings: &str) -> String {
        let spec = self.shipped.map_or(spec.to_owned(), |name| format!("the spec `{name}`"));
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

impl fmt::Display for FittingSettings {
    /// Writes the settings as fields of `espnet!`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = vec![format!("width_multiplier = {}", self.width_multiplier)];
        fields.extend(self.input.map(|input| format!("input = {input:?}")));
        fields.extend(self.branches.map(|branches| format!("branches = {branches}")));
        if !self.set.0.is_empty() {
            fields.push(format!("set = {}", self.set));
        }
        write!(f, "{} and classes = {}", fields.join(", "), self.classes)
    }
}

/// Finds settings with which the checkpoint fits `spec` or another shipped spec, or with which all but a few of
/// its tensors fit `spec`. `None` if there are none.
pub fn fit(spec: &str, overrides: &Overrides, checkpoint: &Checkpoint) -> Option<FittingSettings> {
    let own = Spec::parse(spec).ok().and_then(|spec| fit_one(&spec, overrides, checkpoint));
    match own {
        Some(fit) if fit.misfit.is_none() => Some(fit),
        own => shipped::fit_other(spec, checkpoint).or(own),
    }
}

/// Finds settings with which the checkpoint, or all but a few of its tensors, fits this spec.
fn fit_one(spec: &Spec, overrides: &Overrides, checkpoint: &Checkpoint) -> Option<FittingSettings> {
    let given = Candidate::new(spec, overrides)?;
    let mut search = Search { spec, overrides, checkpoint, given: &given, closest: None };
    let changed = settings::by_names(spec, overrides, checkpoint);
    let first = search.widths(&changed);
    if first.is_some() {
        return first;
    }
    // The settings left change shapes alone, so each value needs a search of its own.
    let others = settings::single_changes(spec, overrides, &changed);
    let whole = others.into_iter().find_map(|set| search.widths(&set));
    // A few wrong tensors are worth a suggestion. Many wrong tensors belong to another network.
    let few = |(wrong, _): &(usize, FittingSettings)| *wrong <= given.parameters() / 6;
    whole.or_else(|| search.closest.filter(few).map(|(_, fit)| fit))
}

/// A search for settings that fit a checkpoint.
struct Search<'s> {
    spec: &'s Spec,
    overrides: &'s Overrides,
    checkpoint: &'s Checkpoint,
    /// The network with the settings that were given.
    given: &'s Candidate,
    /// The settings with the fewest wrong tensors so far, and their number.
    closest: Option<(usize, FittingSettings)>,
}

impl Search<'_> {
    /// Tries width multipliers and numbers of classes with these values of the spec's settings. Returns the first
    /// that fit, and otherwise records those that come closest.
    fn widths(&mut self, set: &SetValues) -> Option<FittingSettings> {
        let candidates = self.checkpoint.candidates();
        // The number of classes is the length of a vector in the checkpoint. There are few different lengths.
        let lengths: BTreeSet<usize> = candidates
            .iter()
            .filter(|tensor| tensor.data.is_some() && !tensor.name.ends_with("running_mean"))
            .filter_map(|tensor| match *tensor.shape {
                [length] if tensor.name.ends_with("bias") => Some(length),
                // A layer without bias tells the number by its weights.
                [length, _] => Some(length),
                _ => None,
            })
            .collect();
        let with_set = Overrides { set: Some(set.clone()), ..self.overrides.clone() };
        let started = Candidate::new(self.spec, &with_set)?;
        let names = candidates.iter().map(|tensor| tensor.name);
        let branches = branches(names).filter(|&found| found != started.architecture.branches);
        let channels = channels(&started, self.checkpoint);
        let overrides = Overrides {
            channels: channels.or(self.overrides.channels),
            branches: branches.or(self.overrides.branches),
            ..with_set
        };
        let fit = |candidate: &Candidate, misfit: Option<BindError>| {
            let architecture = &candidate.architecture;
            let input = architecture.input;
            FittingSettings {
                shipped: None,
                width_multiplier: architecture.width_multiplier,
                classes: architecture.classes,
                input: channels.map(|_| [input.channels, input.height, input.width]),
                branches,
                set: set.clone(),
                misfit,
            }
        };
        let wrong = |error: &BindError| {
            error.misshapen.len() + error.missing.len() + error.unexpected.len()
        };
        // A suggestion must fit better than the given settings. If the checkpoint shows that channels or branches
        // differ, any suggestion is better.
        let mut least = match (channels.or(branches), &self.closest) {
            (_, Some((least, _))) => *least,
            (Some(_), None) => usize::MAX,
            (None, None) => self.given.check(self.checkpoint).err().as_ref().map_or(0, wrong),
        };
        multipliers(started.architecture.width_multiplier).find_map(|width_multiplier| {
            let with = |classes: Option<usize>| Overrides {
                width_multiplier: Some(width_multiplier),
                classes,
                // Labels are ignored, because a list of names would rule out all other numbers of classes.
                labels: None,
                ..overrides.clone()
            };
            let mut attempt = |classes: Option<usize>| {
                let candidate = Candidate::new(self.spec, &with(classes))?;
                let Err(error) = candidate.check(self.checkpoint) else {
                    return Some(Ok(fit(&candidate, None)));
                };
                let shapes = error.misshapen.len();
                if wrong(&error) < least {
                    least = wrong(&error);
                    self.closest = Some((least, fit(&candidate, Some(error))));
                }
                Some(Err(shapes > candidate.parameters() / 4))
            };
            // This attempt skips widths that do not fit, without trying every number of classes.
            match attempt(overrides.classes)? {
                Ok(fit) => return Some(fit),
                Err(true) => return None,
                Err(false) => {}
            }
            lengths.iter().take(MAX_CLASSES_TRIED).find_map(|&classes| attempt(Some(classes))?.ok())
        })
    }
}

/// Returns the number of branches: one more than the highest index of a branch in the names.
fn branches<'n>(names: impl Iterator<Item = &'n str>) -> Option<usize> {
    let numbers = names.filter_map(|name| {
        let mut parts = name.split('.').skip_while(|part| *part != BRANCH);
        parts.nth(1)?.parse::<usize>().ok()?.checked_add(1)
    });
    numbers.max()
}

/// Returns the number of the checkpoint's input channels if it differs from the network's. It is read from a
/// convolution with as many input channels as the network's input, if possible one in the first block.
fn channels(network: &Candidate, checkpoint: &Checkpoint) -> Option<usize> {
    let error = network.check(checkpoint).err()?;
    let architecture = &network.architecture;
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

/// Formats the error, followed by the settings that the checkpoint would fit, if there are any.
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
