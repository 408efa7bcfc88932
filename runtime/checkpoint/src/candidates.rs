//! A checkpoint's tensors and the parameters of a network.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use espnet_abi::bind::{BindError, Binding, Candidate, Source, is_copy};
use espnet_abi::pack::Recipe;

use crate::error::quoted;
use crate::{Checkpoint, Dictionary};

impl Checkpoint {
    /// Every tensor of every dictionary, for [`Recipe::bind`]; integer tensors without their data.
    pub fn candidates(&self) -> Vec<Candidate<'_>> {
        self.dictionaries.iter().flat_map(Dictionary::candidates).collect()
    }

    /// The tensors that are a network's, wherever in the file they are: [`Recipe::bind`] says by which
    /// rule.
    ///
    /// # Errors
    /// As [`Recipe::bind`]; with a note on each part of the file that cannot be read. Also when only an
    /// averaged copy fits and the weights themselves may be in such a part.
    pub fn bind<'a>(&'a self, recipe: &Recipe<'_>) -> Result<Binding<'a>, BindError> {
        let unread = || {
            let line = |(path, reason): &(String, String)| {
                format!("{} cannot be read: {reason}", quoted(path))
            };
            self.unread.iter().map(line)
        };
        let mut binding = recipe.bind(&self.candidates()).map_err(|mut error| {
            error.context.notes.extend(unread());
            error
        })?;
        // The weights themselves may be in what cannot be read; their copy is no silent substitute.
        if binding.source.is_copy() && self.unread.iter().any(|(path, _)| !is_copy(path)) {
            let only = format!(
                "only a copy of the weights fits, in {}, and another part of the file cannot be read",
                quoted(&binding.source.dictionary)
            );
            return Err(BindError::ambiguous(only, unread().collect()));
        }
        binding.source.beside.extend(unread());
        Ok(binding)
    }

    /// A checkpoint of a network's tensors alone, by the network's names, and where they were found.
    ///
    /// # Errors
    /// As [`bind`](Self::bind).
    pub fn select(&self, recipe: &Recipe<'_>) -> Result<(Checkpoint, Source), BindError> {
        let source = self.bind(recipe)?.source;
        let names: Vec<(&Dictionary, &str, bool)> = self
            .dictionaries
            .iter()
            .flat_map(|dictionary| {
                let floats = dictionary.tensors.keys().map(move |name| (dictionary, &**name, true));
                let integers =
                    dictionary.integers.keys().map(move |name| (dictionary, &**name, false));
                floats.chain(integers)
            })
            .collect();
        let mut dictionary = Dictionary {
            path: source.dictionary.clone(),
            tensors: BTreeMap::new(),
            integers: BTreeMap::new(),
        };
        for (name, at) in &source.members {
            let (from, found, float) = names[*at];
            if float {
                dictionary.tensors.insert(name.clone(), from.tensors[found].clone());
            } else {
                dictionary.integers.insert(name.clone(), from.integers[found].clone());
            }
        }
        let checkpoint = Checkpoint {
            format: self.format,
            dictionaries: Vec::from([dictionary]),
            unread: Vec::new(),
        };
        Ok((checkpoint, source))
    }

    /// The dictionary of the file whose tensors [`iter`](Self::iter) gives, as keys with dots between
    /// them; empty for the outermost.
    pub fn dictionary(&self) -> &str {
        &self.dictionaries[0].path
    }

    /// The other dictionaries of tensors in the file, and their numbers of tensors.
    pub fn other_dictionaries(&self) -> impl Iterator<Item = (&str, usize)> {
        self.dictionaries[1..].iter().map(|dictionary| {
            (dictionary.path.as_str(), dictionary.tensors.len() + dictionary.integers.len())
        })
    }
}

impl Dictionary {
    fn candidates(&self) -> impl Iterator<Item = Candidate<'_>> {
        let floats = self.tensors.iter().map(|(name, tensor)| Candidate {
            dictionary: &self.path,
            name,
            shape: tensor.shape(),
            data: Some(tensor.data()),
        });
        let integers = self.integers.iter().map(|(name, tensor)| Candidate {
            dictionary: &self.path,
            name,
            shape: tensor.shape(),
            data: None,
        });
        floats.chain(integers)
    }
}
