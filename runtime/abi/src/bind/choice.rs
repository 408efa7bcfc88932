//! Which of a checkpoint's tensors are the network's: where their names begin, and which of several
//! sets is taken.

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

/// The most parts of a name in front of the network's own that are looked at.
const MAX_PARTS: usize = 32;

/// Candidates whose names agree with the network's after a prefix.
pub(super) struct Group {
    /// The dictionary, and what stands before the network's names in it, without wrappers.
    pub dictionary: usize,
    pub prefix: String,
    /// The candidates by the parameters that the network knows: those it needs, then the unused.
    pub members: BTreeMap<usize, usize>,
    /// Candidates that would be the same parameter without their wrappers, and differ.
    pub collisions: Vec<(usize, usize)>,
    /// How many of the needed parameters are there.
    pub matched: usize,
}

/// A checkpoint's tensors beside the parameters of a network.
pub(super) struct Matching<'c, 'a> {
    pub candidates: &'c [Candidate<'a>],
    /// The names of the candidates without wrappers, and their dictionaries by number.
    names: Vec<Cow<'a, str>>,
    dictionary_of: Vec<usize>,
    pub dictionaries: Vec<&'a str>,
    pub groups: Vec<Group>,
    needed: usize,
}

impl<'c, 'a> Matching<'c, 'a> {
    pub fn new(recipe: &Recipe<'_>, candidates: &'c [Candidate<'a>]) -> Self {
        let known: Vec<&Parameter<'_>> = recipe.parameters.iter().chain(recipe.unused).collect();
        // A network's own module may have the name of a wrapper; then names stay as they are.
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

    /// A group of nothing, for a checkpoint in which no name is the network's.
    pub fn nothing(&self) -> Group {
        Group {
            dictionary: 0,
            prefix: String::new(),
            members: BTreeMap::new(),
            collisions: Vec::new(),
            matched: 0,
        }
    }

    /// The tensors that stand among those of the group and are none of the network's: neither counters,
    /// nor parts of a loss, nor another whole set of its weights.
    pub fn unexpected(&self, group: &Group) -> Vec<usize> {
        let members: BTreeSet<usize> = group.members.values().copied().collect();
        // A member's name once more, under other wrappers: it is the same, or collides.
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

    /// Whether a group has every parameter, in its shape, and nothing besides.
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

    /// Whether two groups give the network the same numbers.
    pub fn equal(&self, one: &Group, other: &Group) -> bool {
        (0..self.needed).all(|number| {
            match (one.members.get(&number), other.members.get(&number)) {
                (Some(&a), Some(&b)) => same(&self.candidates[a], &self.candidates[b]),
                (a, b) => a == b,
            }
        })
    }

    /// The order in which groups that fit are taken: the weights under a key that is known to hold them,
    /// then those elsewhere, then copies that training keeps.
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

    /// Where a group lies, in words.
    pub fn place(&self, group: &Group) -> String {
        let dictionary = self.dictionaries.get(group.dictionary).copied().unwrap_or_default();
        place(dictionary, &group.prefix)
    }

    /// What of the file is in no group that was taken, as names: tensors of its dictionary, then other
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

/// The rest of a name that begins with a prefix.
fn under<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    match prefix.is_empty() {
        true => Some(name),
        false => name.strip_prefix(prefix)?.strip_prefix('.'),
    }
}

/// A place in a checkpoint, in words.
pub(super) fn place(dictionary: &str, prefix: &str) -> String {
    match joined(dictionary, prefix) {
        path if path.is_empty() => "the names without a prefix".to_string(),
        path => format!("`{}.`", path.escape_debug()),
    }
}

/// Whether two tensors are the same, bit for bit.
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
