//! Binding of a checkpoint's tensors to the parameters that a network needs. The compiler and the runtime call
//! it before they pack the weights.
//!
//! Names are compared after removing [`WRAPPERS`], however they are nested, and after removing a prefix
//! that all names of the network have in common, such as the `model.` of a Lightning module.
//!
//! A file may contain several sets of weights that fit the network, in several dictionaries or under several
//! prefixes. They rank in this order, and the first that exists is used:
//!
//! 1. names without a prefix in the outermost dictionary, then in each of [`STATE_DICTS`] in their
//!    order;
//! 2. other dictionaries and prefixes, if all of them contain the same numbers;
//! 3. averaged copies and teachers (`ema`, `swa`, `averaged`, …), if all of them contain the same numbers.
//!
//! If sets with different numbers rank equally, binding fails: see [`Context::ambiguous`].

mod choice;
mod names;

use alloc::{
    boxed::Box,
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use crate::pack::{Parameter, Recipe};
use choice::{Group, Matching};
pub use names::{STATE_DICTS, WRAPPERS, is_copy};

/// A tensor of a checkpoint.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The dictionary that contains the tensor, as keys of the file joined by dots; empty for the
    /// outermost.
    pub dictionary: &'a str,
    /// The tensor's name in the dictionary.
    pub name: &'a str,
    /// Its shape.
    pub shape: &'a [usize],
    /// Its numbers; `None` if they are not floats.
    pub data: Option<&'a [f32]>,
}

/// Largest number of names of each kind that a message lists; it gives only the number of the others.
const MAX_LISTED: usize = 6;

/// The problem of a tensor without floats.
const INTEGERS: &str = "holds integers, the network needs floats";

/// A checkpoint's tensors, matched with the parameters of a network.
#[derive(Clone, Debug)]
pub struct Binding<'a> {
    /// The data of [`Recipe::parameters`], in their order.
    pub tensors: Vec<&'a [f32]>,
    /// The place of the tensors in the checkpoint.
    pub provenance: Provenance,
}

/// The place of a network's weights in a checkpoint, and the other content of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The dictionary that contains the weights, as keys joined by dots; empty for the outermost.
    pub dictionary: String,
    /// The prefix before the network's names in the dictionary, without wrappers and without its last
    /// dot; mostly empty.
    pub prefix: String,
    /// The rest of the file: other tensors of the same dictionary, and other dictionaries with their
    /// number of tensors. Counters are left out.
    pub beside: Vec<String>,
    /// Other places whose tensors fit too, but have other numbers.
    pub rivals: Vec<String>,
    /// The name of each parameter, used or unused, and the index of the candidate that was matched with
    /// it.
    pub members: Vec<(String, usize)>,
}

impl Provenance {
    /// Returns whether the dictionary's or the prefix's name marks the weights as an averaged copy or a
    /// teacher.
    pub fn is_copy(&self) -> bool {
        is_copy(&self.dictionary) || is_copy(&self.prefix)
    }
}

impl fmt::Display for Provenance {
    /// Writes a line each for the place, unless it is a usual one; for other places that fit; and for
    /// the parts of the file that were not read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        let place = choice::place(&self.dictionary, &self.prefix);
        let usual = STATE_DICTS.contains(&self.dictionary.as_str()) || self.dictionary.is_empty();
        if !usual || !self.prefix.is_empty() || !self.rivals.is_empty() {
            lines.push(format!("taken: {place}"));
        }
        if !self.rivals.is_empty() {
            lines.push(format!(
                "fits too, with other numbers: {}; not taken, since {} come before other keys, and averaged \
                 copies last",
                self.rivals.join(", "),
                STATE_DICTS.map(|key| format!("`{key}`")).join(", ")
            ));
        }
        if !self.beside.is_empty() {
            let shown: Vec<String> = self
                .beside
                .iter()
                .take(MAX_LISTED)
                .map(|name| name.escape_debug().to_string())
                .collect();
            let more = match self.beside.len().saturating_sub(MAX_LISTED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            lines.push(format!("not read: {}{more}", shown.join(", ")));
        }
        f.write_str(&lines.join("\n"))
    }
}

/// The reasons why a checkpoint does not fit a network. They cover every tensor concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BindError {
    /// Parameters that the checkpoint lacks: name and shape.
    pub missing: Vec<(String, Vec<usize>)>,
    /// Parameters of another shape: name, the shape needed, the shape found.
    pub misshapen: Vec<(String, Vec<usize>, Vec<usize>)>,
    /// Tensors that the network does not know: name and shape.
    pub unexpected: Vec<(String, Vec<usize>)>,
    /// Parameters with impossible numbers: name, and a description of the number and its problem.
    pub invalid: Vec<(String, String)>,
    /// The file and the place, ambiguities, and possible reasons.
    pub context: Box<Context>,
}

/// The part of a [`BindError`] that is not about single tensors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The checkpoint's file, if it is known.
    pub file: Option<String>,
    /// The place in the file whose names match best; empty if it is the usual place.
    pub place: String,
    /// Tensors or sets of tensors whose numbers differ and between which no rule decides.
    pub ambiguous: Vec<String>,
    /// Possible reasons, one sentence each.
    pub notes: Vec<String>,
}

impl BindError {
    /// Creates an error about sets of tensors between which no rule decides.
    pub fn ambiguous(problem: String, notes: Vec<String>) -> Self {
        let context = Context { ambiguous: Vec::from([problem]), notes, ..Context::default() };
        BindError { context: Box::new(context), ..BindError::default() }
    }

    /// Adds the name of the checkpoint's file.
    #[must_use]
    pub fn in_file(mut self, file: String) -> Self {
        self.context.file = Some(file);
        self
    }

    fn is_empty(&self) -> bool {
        self.names_and_shapes_fit() && self.invalid.is_empty()
    }

    /// Whether only numbers are wrong, so that the checkpoint would not fit another network better.
    pub fn names_and_shapes_fit(&self) -> bool {
        self.missing.is_empty()
            && self.misshapen.is_empty()
            && self.unexpected.is_empty()
            && self.context.ambiguous.is_empty()
    }

    /// Whether a tensor that the network needs is of integers.
    pub fn holds_integers(&self) -> bool {
        self.invalid.iter().any(|(_, problem)| problem == INTEGERS)
    }
}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.context.file {
            write!(f, "{file}: ")?;
        }
        f.write_str("the checkpoint does not fit the network")?;
        if !self.context.place.is_empty() {
            write!(f, "; closest: {}", self.context.place)?;
        }
        list(f, "missing", &self.missing, |(name, shape)| format!("{name} {shape:?}"))?;
        list(f, "wrong shape", &self.misshapen, |(name, expected, found)| {
            format!("{name} is {found:?}, the network needs {expected:?}")
        })?;
        // These names come from the file. They may contain control characters of the terminal.
        list(f, "unexpected", &self.unexpected, |(name, shape)| {
            format!("{} {shape:?}", name.escape_debug())
        })?;
        list(f, "invalid", &self.invalid, |(name, problem)| format!("{name} {problem}"))?;
        list(f, "ambiguous", &self.context.ambiguous, String::clone)?;
        list(f, "note", &self.context.notes, String::clone)
    }
}

/// Writes a line for each of the first [`MAX_LISTED`] items, and one with the number of the others.
fn list<T>(
    f: &mut fmt::Formatter<'_>,
    kind: &str,
    items: &[T],
    line: impl Fn(&T) -> String,
) -> fmt::Result {
    for item in items.iter().take(MAX_LISTED) {
        write!(f, "\n  {kind}: {}", line(item))?;
    }
    match items.len().saturating_sub(MAX_LISTED) {
        0 => Ok(()),
        more => write!(f, "\n  {kind}: {more} more"),
    }
}

impl core::error::Error for BindError {}

impl Recipe<'_> {
    /// Finds the network's tensors in a checkpoint, by the rule of [this module](self).
    ///
    /// Counters, parts of a loss, and parameters in [`Recipe::unused`] may be present or absent.
    ///
    /// # Errors
    /// Lists every tensor that is missing, misshapen or unexpected, every number that is not finite,
    /// every negative variance, and sets of weights between which the rule cannot decide.
    pub fn bind<'a>(&self, candidates: &[Candidate<'a>]) -> Result<Binding<'a>, BindError> {
        let matching = Matching::new(self, candidates);
        let mut fitting: Vec<&Group> =
            matching.groups.iter().filter(|group| matching.fits(group, self)).collect();
        fitting.sort_by_key(|group| matching.rank(group));
        let nothing = matching.nothing();
        let taken = match fitting.first() {
            Some(&taken) => taken,
            None if self.parameters.is_empty() && matching.unexpected(&nothing).is_empty() => {
                &nothing
            }
            None => return Err(self.misfit(&matching)),
        };
        let rivals: Vec<&Group> =
            fitting.iter().skip(1).copied().filter(|group| !matching.equal(taken, group)).collect();
        let mut undecided =
            rivals.iter().filter(|group| matching.rank(group) == matching.rank(taken));
        if let Some(first) = undecided.next() {
            let undecided = [&taken, first].into_iter().chain(undecided);
            let places: Vec<String> = undecided.map(|group| matching.place(group)).collect();
            let problem = format!(
                "{} fit and hold other numbers; save the one that is meant alone, as \
                 `torch.save(model.state_dict(), \"weights.pth\")`",
                places.join(", ")
            );
            return Err(BindError::ambiguous(problem, Vec::new()));
        }
        let mut error = BindError::default();
        let tensors = self.data(&matching, taken, &mut error);
        if !error.is_empty() {
            return Err(error);
        }
        let known = |&number: &usize| {
            let parameter = self.parameters.iter().chain(self.unused).nth(number);
            parameter.map_or("", |parameter| parameter.name).to_string()
        };
        Ok(Binding {
            tensors,
            provenance: Provenance {
                dictionary: matching.dictionary(taken).into(),
                prefix: taken.prefix.clone(),
                beside: matching.beside(taken),
                rivals: rivals.iter().map(|group| matching.place(group)).collect(),
                members: taken.members.iter().map(|(number, &at)| (known(number), at)).collect(),
            },
        })
    }

    /// Returns the data of each parameter; for a parameter with a problem, an empty slice and an entry
    /// in `error`.
    fn data<'a>(
        &self,
        matching: &Matching<'_, 'a>,
        group: &Group,
        error: &mut BindError,
    ) -> Vec<&'a [f32]> {
        let find = |number: usize| group.members.get(&number).map(|&at| &matching.candidates[at]);
        let parameters = self.parameters.iter().enumerate();
        parameters.map(|(number, parameter)| bind_one(parameter, find(number), error)).collect()
    }

    /// Describes why no group fits, by the problems of the group that matches best.
    fn misfit(&self, matching: &Matching<'_, '_>) -> BindError {
        let nothing = matching.nothing();
        let closeness = |group: &&Group| {
            let shaped = self.parameters.iter().enumerate().filter(|(number, parameter)| {
                let member = group.members.get(number);
                member.is_some_and(|&at| matching.candidates[at].shape == parameter.shape)
            });
            (group.matched, shaped.count(), core::cmp::Reverse(matching.rank(group)))
        };
        // `max_by_key` returns the last of equal groups, so the order is reversed.
        let closest = matching.groups.iter().rev().max_by_key(closeness).unwrap_or(&nothing);
        let mut error = BindError::default();
        if matching.dictionaries.len() > 1 || !closest.prefix.is_empty() {
            error.context.place = matching.place(closest);
        }
        self.data(matching, closest, &mut error);
        for at in matching.unexpected(closest) {
            let candidate = &matching.candidates[at];
            error.unexpected.push((candidate.name.to_string(), candidate.shape.to_vec()));
        }
        for &(one, other) in &closest.collisions {
            error.context.ambiguous.push(format!(
                "`{}` and `{}` are the same parameter and hold other numbers",
                matching.candidates[one].name.escape_debug(),
                matching.candidates[other].name.escape_debug()
            ));
        }
        let named = |end: fn(&str) -> bool| {
            let last =
                |candidate: &&Candidate<'_>| candidate.name.rsplit('.').next().is_some_and(end);
            matching.candidates.iter().find(last).map(|candidate| candidate.name.escape_debug())
        };
        if let Some(name) = named(|last| matches!(last, "flat_param" | "_flat_param")) {
            error.context.notes.push(format!(
                "`{name}` holds many parameters in one, as FSDP keeps them; save a full state dict \
                 (`StateDictType.FULL_STATE_DICT`)"
            ));
        }
        if let Some(name) = named(|last| {
            matches!(last, "weight_g" | "weight_v" | "weight_orig" | "original" | "original0")
        }) {
            error.context.notes.push(format!(
                "`{name}` belongs to a parametrised weight (weight or spectral norm, pruning); fold it \
                 before saving: `torch.nn.utils.parametrize.remove_parametrizations`, \
                 `remove_weight_norm` or `prune.remove`"
            ));
        }
        error
    }
}

/// The parameter's data, or an empty slice and an entry in `error`.
fn bind_one<'a>(
    parameter: &Parameter<'_>,
    candidate: Option<&Candidate<'a>>,
    error: &mut BindError,
) -> &'a [f32] {
    let name = || parameter.name.to_string();
    let Some(candidate) = candidate else {
        error.missing.push((name(), parameter.shape.to_vec()));
        return &[];
    };
    if candidate.shape != parameter.shape {
        error.misshapen.push((name(), parameter.shape.to_vec(), candidate.shape.to_vec()));
        return &[];
    }
    let Some(data) = candidate.data else {
        error.invalid.push((name(), INTEGERS.to_string()));
        return &[];
    };
    let variance = parameter.name.ends_with("running_var");
    let wrong = |x: f32| !x.is_finite() || (variance && x < 0.0);
    if let Some(i) = data.iter().position(|&x| wrong(x)) {
        let what = if data[i].is_finite() { "a negative variance" } else { "not finite" };
        error.invalid.push((name(), alloc::format!("holds {} at index {i}: {what}", data[i])));
    }
    data
}

#[cfg(test)]
mod tests;
