//! Matches a checkpoint's tensors with the network's names under each prefix, and ranks the sets that
//! fit.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{
    Candidate,
    names::{STATE_DICTS, is_copy, is_counter, is_training, joined, unwrapped},
};
use crate::pack::{Parameter, Recipe};

/// Largest number of prefixes of one name that are tried.
const MAX_PARTS: usize = 32;

/// Candidates whose names are the network's names after a common prefix.
pub(super) struct Group {
    /// The index of the dictionary, and the prefix before the network's names, without wrappers.
    pub dictionary: usize,
    pub prefix: String,
    /// Candidates by parameter: the needed parameters are numbered first, then the unused ones.
    pub members: BTreeMap<usize, usize>,
    /// Pairs of candidates that have the same name without wrappers, but different numbers.
    pub collisions: Vec<(usize, usize)>,
    /// The number of needed parameters that the group has.
    pub matched: usize,
}

/// A checkpoint's tensors, grouped by how they match the parameters of a network.
pub(super) struct Matching<'c, 'a> {
    pub candidates: &'c [Candidate<'a>],
    /// For each candidate its name without wrappers, and the index of its dictionary.
    names: Vec<Cow<'a, str>>,
    dictionary_of: Vec<usize>,
    pub dictionaries: Vec<&'a str>,
    pub groups: Vec<Group>,
    needed: usize,
}

impl<'c, 'a> Matching<'c, 'a> {
    pub fn new(recipe: &Recipe<'_>, candidates: &'c [Candidate<'a>]) -> Self {
        let known: Vec<&Parameter<'_>> = recipe.parameters.iter().chain(recipe.unused).collect();
        // If removing wrappers makes two of the network's own names equal, all names stay as they are.
        let plain: BTreeMap<Cow<'_, str>, usize> =
            known.iter().enumerate().map(|(i, p)| (unwrapped(p.name), i)).collect();
        let strip = plain.len() == known.len();
        let by_name: BTreeMap<Cow<'_, str>, usize> = match strip {
            true => plain,
            false => known.iter().enumerate().map(|(i, p)| (Cow::Borrowed(p.name), i)).collect(),
        };
        let names: Vec<Cow<'a, str>> = candidates
            .iter()
            .map(|candidate| match strip {
                true => unwrapped(candidate.name),
                false => Cow::Borrowed(candidate.name),
            })
            .collect();
        let mut dictionaries: Vec<&str> = Vec::new();
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let dictionary_of: Vec<usize> = candidates
            .iter()
            .map(|candidate| {
                *numbers.entry(candidate.dictionary).or_insert_with(|| {
                    dictionaries.push(candidate.dictionary);
                    dictionaries.len() - 1
                })
            })
            .collect();
        let mut groups: BTreeMap<(usize, &str), Group> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            let starts = name.match_indices('.').map(|(dot, _)| dot + 1);
            for start in [0].into_iter().chain(starts).take(MAX_PARTS) {
                let Some(&parameter) = by_name.get(&name[start..]) else { continue };
                let (dictionary, prefix) = (dictionary_of[at], &name[..start.saturating_sub(1)]);
                let group = groups.entry((dictionary, prefix)).or_insert_with(|| Group {
                    dictionary,
                    prefix: prefix.to_string(),
                    members: BTreeMap::new(),
                    collisions: Vec::new(),
                    matched: 0,
                });
                match group.members.get(&parameter).copied() {
                    None => {
                        group.members.insert(parameter, at);
                        group.matched += usize::from(parameter < recipe.parameters.len());
                    }
                    Some(other) if same(&candidates[other], &candidates[at]) => {}
                    Some(other) => group.collisions.push((other, at)),
                }
            }
        }
        let groups = groups.into_values().collect();
        let needed = recipe.parameters.len();
        Matching { candidates, names, dictionary_of, dictionaries, groups, needed }
    }

    /// Returns an empty group, for a checkpoint in which no name matches.
    pub fn nothing(&self) -> Group {
        Group {
            dictionary: 0,
            prefix: String::new(),
            members: BTreeMap::new(),
            collisions: Vec::new(),
            matched: 0,
        }
    }

    /// Returns the tensors under the group's prefix that are not the network's, except counters, parts
    /// of a loss, and other complete sets of its weights.
    pub fn unexpected(&self, group: &Group) -> Vec<usize> {
        let members: BTreeSet<usize> = group.members.values().copied().collect();
        // Tensors with a member's name under other wrappers are equal to it, or are listed as
        // collisions.
        let twins: BTreeSet<&str> = members.iter().map(|&at| &*self.names[at]).collect();
        let sets: Vec<&str> = self
            .groups
            .iter()
            .filter(|other| {
                other.dictionary == group.dictionary
                    && other.matched == self.needed
                    && other.prefix.len() > group.prefix.len()
            })
            .map(|other| other.prefix.as_str())
            .collect();
        (0..self.candidates.len())
            .filter(|&at| self.dictionary_of[at] == group.dictionary)
            .filter(|&at| !twins.contains(&*self.names[at]))
            .filter(|&at| {
                let name = &self.names[at];
                under(name, &group.prefix).is_some_and(|inner| {
                    !is_counter(inner)
                        && !is_training(inner)
                        && !sets.iter().any(|set| under(name, set).is_some())
                })
            })
            .collect()
    }

    /// Returns whether the group has every parameter in its shape, and no unexpected tensor.
    pub fn fits(&self, group: &Group, recipe: &Recipe<'_>) -> bool {
        let shaped = |(number, parameter): (usize, &Parameter<'_>)| {
            let member = group.members.get(&number);
            member.is_some_and(|&at| self.candidates[at].shape == parameter.shape)
        };
        group.matched == self.needed
            && recipe.parameters.iter().enumerate().all(shaped)
            && group.collisions.is_empty()
            && self.unexpected(group).is_empty()
    }

    /// Returns whether two groups have the same numbers for the needed parameters.
    pub fn equal(&self, one: &Group, other: &Group) -> bool {
        (0..self.needed).all(|number| {
            match (one.members.get(&number), other.members.get(&number)) {
                (Some(&a), Some(&b)) => same(&self.candidates[a], &self.candidates[b]),
                (a, b) => a == b,
            }
        })
    }

    /// Returns the rank of a group that fits; the lowest is taken. The outermost dictionary and
    /// [`STATE_DICTS`] come first, then other places, then averaged copies and teachers.
    pub fn rank(&self, group: &Group) -> usize {
        let dictionary = self.dictionaries[group.dictionary];
        if is_copy(dictionary) || is_copy(&group.prefix) {
            return STATE_DICTS.len() + 2;
        }
        let known = STATE_DICTS.iter().position(|key| *key == dictionary).map(|at| at + 1);
        match known {
            _ if !group.prefix.is_empty() => STATE_DICTS.len() + 1,
            Some(known) => known,
            None if dictionary.is_empty() => 0,
            None => STATE_DICTS.len() + 1,
        }
    }

    /// Describes the place of a group for messages.
    pub fn place(&self, group: &Group) -> String {
        place(self.dictionary(group), &group.prefix)
    }

    /// Returns the name of the group's dictionary. A checkpoint without tensors has no dictionaries.
    pub fn dictionary(&self, group: &Group) -> &str {
        self.dictionaries.get(group.dictionary).copied().unwrap_or_default()
    }

    /// Lists the rest of the file beside a group: other tensors of its dictionary, then other
    /// dictionaries.
    pub fn beside(&self, group: &Group) -> Vec<String> {
        let members: BTreeSet<usize> = group.members.values().copied().collect();
        let own = (0..self.candidates.len())
            .filter(|&at| self.dictionary_of[at] == group.dictionary && !members.contains(&at))
            .filter(|&at| !is_counter(&self.names[at]))
            .map(|at| self.candidates[at].name.to_string());
        let others = (0..self.dictionaries.len()).filter(|&at| at != group.dictionary).map(|at| {
            let count = self.dictionary_of.iter().filter(|&&of| of == at).count();
            let tensors = if count == 1 { "tensor" } else { "tensors" };
            match self.dictionaries[at] {
                "" => format!("{count} {tensors} outside of all dictionaries"),
                key => format!("{key} ({count} {tensors})"),
            }
        });
        own.chain(others).collect()
    }
}

/// Returns the part of a name after the prefix and its dot, if the name begins with them.
fn under<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    match prefix.is_empty() {
        true => Some(name),
        false => name.strip_prefix(prefix)?.strip_prefix('.'),
    }
}

/// Describes a place in a checkpoint for messages.
pub(super) fn place(dictionary: &str, prefix: &str) -> String {
    match joined(dictionary, prefix) {
        path if path.is_empty() => "the names without a prefix".to_string(),
        path => format!("`{}.`", path.escape_debug()),
    }
}

/// Returns whether two tensors are equal, bit for bit.
fn same(one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let bits = |data: &[f32], other: &[f32]| {
        core::ptr::eq(data, other)
            || data.len() == other.len()
                && data.iter().zip(other).all(|(a, b)| a.to_bits() == b.to_bits())
    };
    one.shape == other.shape
        && match (one.data, other.data) {
            (Some(one), Some(other)) => bits(one, other),
            _ => false,
        }
}
