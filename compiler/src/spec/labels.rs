//! The names of the classes in a spec or an override. They are resolved to one name for each class, and
//! checked against the number of classes.

use std::collections::BTreeMap;

use espnet_models::labels;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MAX_CHANNELS, MAX_NAME, Positions, position::join, suggest};
use crate::diagnostic::{Diagnostic, quoted};

/// The names of the classes, in the order of the output's channels; as many as there are classes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Labels {
    /// The name of a shipped set: `imagenet`, `pascal_voc`, `cityscapes` or `cityscapes_19`.
    Set(String),
    /// The names themselves: distinct, each of 1 to 256 characters.
    List(#[schemars(length(min = 1, max = MAX_CHANNELS))] Vec<String>),
    /// Several sets, from which the number of classes chooses.
    AnyOf(AnyOf),
}

/// Several sets of names. The first set with one name for each class is used; if none fits, there are no
/// names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnyOf {
    /// Names of shipped sets.
    #[schemars(length(min = 1, max = 64))]
    pub any_of: Vec<String>,
}

/// The names for a network, or the number of those that were dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ResolvedLabels {
    pub names: Vec<String>,
    /// The number of names in the spec, if they were dropped because it differs from the number of classes.
    pub dropped: Option<usize>,
}

/// The network for which names are resolved.
pub(super) struct Wanted<'a> {
    /// Number of classes.
    pub classes: usize,
    /// Whether a list of the wrong length is dropped without an error, because an override set the number of
    /// classes.
    pub drop: bool,
    /// JSON pointer to the labels, or the name of the override.
    pub pointer: &'a str,
    pub positions: &'a Positions,
}

impl Labels {
    /// Returns the names for a network; errors are added to `problems`.
    pub(super) fn resolve(
        &self,
        wanted: &Wanted<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> ResolvedLabels {
        let names: Vec<String> = match self {
            Labels::AnyOf(sets) => return sets.resolve(wanted, problems),
            Labels::Set(name) => match set(name, wanted.pointer, wanted.positions) {
                Ok(names) => owned(names),
                Err(problem) => {
                    problems.push(problem);
                    return ResolvedLabels::default();
                }
            },
            Labels::List(names) => {
                let known = problems.len();
                check(names, wanted, problems);
                if problems.len() > known {
                    return ResolvedLabels::default();
                }
                names.clone()
            }
        };
        if names.len() == wanted.classes {
            return ResolvedLabels { names, dropped: None };
        }
        if wanted.drop {
            return ResolvedLabels { names: Vec::new(), dropped: Some(names.len()) };
        }
        let message = format!("{} labels for {} classes", names.len(), wanted.classes);
        let problem = wanted.positions.diagnostic(wanted.pointer, message);
        problems.push(problem.with_help(format!("give one for each, {}", wanted.classes)));
        ResolvedLabels::default()
    }
}

impl AnyOf {
    fn resolve(&self, wanted: &Wanted<'_>, problems: &mut Vec<Diagnostic>) -> ResolvedLabels {
        let mut names = None;
        let pointer = join(wanted.pointer, "any_of");
        for (i, name) in self.any_of.iter().enumerate() {
            match set(name, &join(&pointer, &i.to_string()), wanted.positions) {
                Ok(set) if set.len() == wanted.classes => names = names.or(Some(set)),
                Ok(_) => {}
                Err(problem) => problems.push(problem),
            }
        }
        ResolvedLabels { names: names.map(owned).unwrap_or_default(), dropped: None }
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// Returns the set with this name.
fn set(
    name: &str,
    pointer: &str,
    positions: &Positions,
) -> Result<&'static [&'static str], Diagnostic> {
    labels::set(name).ok_or_else(|| {
        let help = suggest::help(name, "sets", labels::SETS.map(|(known, _)| known));
        let message = format!("unknown set of labels {}", quoted(name));
        positions.diagnostic(pointer, message).with_help(help)
    })
}

/// Reports every empty, invalid or duplicate name of a list.
fn check(names: &[String], wanted: &Wanted<'_>, problems: &mut Vec<Diagnostic>) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, name) in names.iter().enumerate() {
        let length = name.chars().count();
        let (message, help) = if name.trim().is_empty() {
            (format!("label {i} is empty"), "name the class".to_owned())
        } else if name.contains(char::is_control) {
            (
                format!("label {i} has a control character"),
                "write it on one line, without tabs".to_owned(),
            )
        } else if length > MAX_NAME {
            (
                format!("label {i} has {length} characters, more than {MAX_NAME}"),
                "choose a shorter one".to_owned(),
            )
        } else if let Some(first) = places.insert(name, i) {
            (
                format!("label {i}, {}, is label {first} already", quoted(name)),
                "give every class a name of its own".to_owned(),
            )
        } else {
            continue;
        };
        // In the spec, each name has a position of its own; an override is a single value.
        let pointer = match wanted.pointer.starts_with('/') {
            true => join(wanted.pointer, &i.to_string()),
            false => wanted.pointer.to_owned(),
        };
        problems.push(wanted.positions.diagnostic(&pointer, message).with_help(help));
    }
}
