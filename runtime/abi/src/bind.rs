//! Binding of a checkpoint's tensors to the parameters that a network needs.
//!
//! Names are compared without what wraps them ([`WRAPPERS`]), in whatever nesting, and after any prefix
//! that all of the network's names have in common, such as the `model.` of a Lightning module. Of
//! several sets of weights that fit, in several dictionaries or under several prefixes, one is taken by
//! this rule:
//!
//! 1. what has no prefix and lies in no dictionary, then the dictionaries [`STATE_DICTS`] in their order;
//! 2. other dictionaries and prefixes, if all of them hold the same numbers;
//! 3. averaged copies and teachers (`ema`, `swa`, `averaged`, …) in the same way, if nothing else fits.
//!
//! Where numbers differ and the rule prefers none, nothing is taken: see [`Context::ambiguous`].

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
    /// The dictionary of the file in which it lies, as keys with dots between them; empty for the
    /// outermost.
    pub dictionary: &'a str,
    /// Its name in the dictionary.
    pub name: &'a str,
    /// Its shape.
    pub shape: &'a [usize],
    /// Its numbers; none if they are not floats.
    pub data: Option<&'a [f32]>,
}

/// The most names of a kind that a message lists; the others are counted.
const MAX_LISTED: usize = 6;

/// A checkpoint's tensors by the parameters of a network.
#[derive(Clone, Debug)]
pub struct Binding<'a> {
    /// The data of [`Recipe::parameters`], in their order.
    pub tensors: Vec<&'a [f32]>,
    /// Where they were found.
    pub source: Source,
}

/// Where in a checkpoint the weights of a network were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The dictionary, as keys with dots between them; empty for the outermost.
    pub dictionary: String,
    /// What stands before the network's names in it, without wrappers and the last dot; mostly empty.
    pub prefix: String,
    /// What else the file holds: tensors of the same dictionary, and dictionaries with their number of
    /// tensors. Counters are left out.
    pub beside: Vec<String>,
    /// Other places whose tensors fit and differ from those that were taken.
    pub rivals: Vec<String>,
    /// The name of each parameter, used or not, and the number of the candidate that it was given.
    pub members: Vec<(String, usize)>,
}

impl Source {
    /// Whether the names say that these are averaged weights, or a teacher's, and not those that were
    /// trained.
    pub fn is_copy(&self) -> bool {
        is_copy(&self.dictionary) || is_copy(&self.prefix)
    }
}

impl fmt::Display for Source {
    /// A line for each thing worth knowing: the place, unless it is the usual one, other places that
    /// fit, and what was not read.
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

/// Why a checkpoint does not fit a network: every tensor concerned, at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BindError {
    /// Parameters that the checkpoint lacks: name and shape.
    pub missing: Vec<(String, Vec<usize>)>,
    /// Parameters of another shape: name, the shape needed, the shape found.
    pub misshapen: Vec<(String, Vec<usize>, Vec<usize>)>,
    /// Tensors that the network does not know: name and shape.
    pub unexpected: Vec<(String, Vec<usize>)>,
    /// Parameters with impossible numbers: name, and what is wrong with which number.
    pub invalid: Vec<(String, String)>,
    /// Where it was found, what is ambiguous, and what may be the reason.
    pub context: Box<Context>,
}

/// What a [`BindError`] tells beside single tensors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The checkpoint's file, where it is known.
    pub file: Option<String>,
    /// Where in the file the names lie that come closest; empty if they are where they should be.
    pub place: String,
    /// Tensors, or whole sets of them, that could each be meant and differ.
    pub ambiguous: Vec<String>,
    /// What may be the reason.
    pub notes: Vec<String>,
}

impl BindError {
    /// An error about sets of tensors between which nothing decides.
    pub fn ambiguous(problem: String, notes: Vec<String>) -> Self {
        let context = Context { ambiguous: Vec::from([problem]), notes, ..Context::default() };
        BindError { context: Box::new(context), ..BindError::default() }
    }

    /// The same error, of a checkpoint in that file.
    #[must_use]
    pub fn in_file(mut self, file: String) -> Self {
        self.context.file = Some(file);
        self
    }

    fn is_empty(&self) -> bool {
        self.names_and_shapes_fit() && self.invalid.is_empty()
    }

    /// Whether only numbers are wrong: another network would not do better.
    pub fn names_and_shapes_fit(&self) -> bool {
        self.missing.is_empty()
            && self.misshapen.is_empty()
            && self.unexpected.is_empty()
            && self.context.ambiguous.is_empty()
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
        // These names are the file's: they may be many, and hold what moves a terminal's cursor.
        list(f, "unexpected", &self.unexpected, |(name, shape)| {
            format!("{} {shape:?}", name.escape_debug())
        })?;
        list(f, "invalid", &self.invalid, |(name, problem)| format!("{name} {problem}"))?;
        list(f, "ambiguous", &self.context.ambiguous, String::clone)?;
        list(f, "note", &self.context.notes, String::clone)
    }
}

/// Writes a line for each of the first few items, and one for the number of the others.
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
    /// The tensors of a checkpoint that are this network's, by the rule of [this module](self).
    ///
    /// Counters, parts of a loss and parameters in [`Recipe::unused`] may be present or not.
    ///
    /// # Errors
    /// Every missing, misshapen and unexpected tensor, every number that is not finite or is a
    /// negative variance, and sets of weights between which the rule cannot decide.
    pub fn bind<'a>(&self, candidates: &[Candidate<'a>]) -> Result<Binding<'a>, BindError> {
        let matching = Matching::new(self, candidates);
        let mut fitting: Vec<&Group> =
            matching.groups.iter().filter(|group| matching.fits(group, self)).collect();
        fitting.sort_by_key(|group| matching.rank(group));
        let Some(&taken) = fitting.first() else {
            return Err(self.misfit(&matching));
        };
        let rivals: Vec<&&Group> =
            fitting[1..].iter().filter(|group| !matching.equal(taken, group)).collect();
        if rivals.iter().any(|group| matching.rank(group) == matching.rank(taken)) {
            let places: Vec<String> =
                [&taken].into_iter().chain(rivals).map(|group| matching.place(group)).collect();
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
            source: Source {
                dictionary: matching.dictionaries[taken.dictionary].to_string(),
                prefix: taken.prefix.clone(),
                beside: matching.beside(taken),
                rivals: rivals.iter().map(|group| matching.place(group)).collect(),
                members: taken.members.iter().map(|(number, &at)| (known(number), at)).collect(),
            },
        })
    }

    /// The data of each parameter, or an empty slice and an entry in `error`.
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

    /// Why none of the groups fits: what is wrong with the one that comes closest.
    fn misfit(&self, matching: &Matching<'_, '_>) -> BindError {
        let nothing = matching.nothing();
        let closeness = |group: &&Group| {
            let shaped = self.parameters.iter().enumerate().filter(|(number, parameter)| {
                let member = group.members.get(number);
                member.is_some_and(|&at| matching.candidates[at].shape == parameter.shape)
            });
            (group.matched, shaped.count(), core::cmp::Reverse(matching.rank(group)))
        };
        // The first of those that come equally close.
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
        error.invalid.push((name(), "holds integers, the network needs floats".to_string()));
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
