//! Matches the tensors of a checkpoint with the parameters of a network.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use espnet_abi::bind::{BindError, Binding, Candidate, Provenance, is_copy};
use espnet_abi::pack::Recipe;

use crate::error::quoted;
use crate::{Checkpoint, Dictionary};

impl Checkpoint {
    /// Returns every tensor of every dictionary, for [`Recipe::bind`]. Integer tensors have no data.
    pub fn candidates(&self) -> Vec<Candidate<'_>> {
        self.dictionaries.iter().flat_map(Dictionary::candidates).collect()
    }

    /// Finds a network's tensors anywhere in the file, by the rule of [`Recipe::bind`].
    ///
    /// # Errors
    /// The errors of [`Recipe::bind`], with a note on each part of the file that cannot be read. It is also
    /// an error if only an averaged copy fits and a part that cannot be read may contain the weights
    /// themselves.
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
        // A copy must not silently replace weights that may be in the part that cannot be read.
        if binding.provenance.is_copy() && self.unread.iter().any(|(path, _)| !is_copy(path)) {
            let only = format!(
                "only a copy of the weights fits, in {}, and another part of the file cannot be read",
                quoted(&binding.provenance.dictionary)
            );
            return Err(BindError::ambiguous(only, unread().collect()));
        }
        binding.provenance.beside.extend(unread());
        Ok(binding)
    }

    /// Returns a checkpoint of only the network's tensors, under the network's names, and their place in the
    /// file.
    ///
    /// # Errors
    /// The errors of [`bind`](Self::bind).
    pub fn select(&self, recipe: &Recipe<'_>) -> Result<(Checkpoint, Provenance), BindError> {
        let provenance = self.bind(recipe)?.provenance;
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
            path: provenance.dictionary.clone(),
            tensors: BTreeMap::new(),
            integers: BTreeMap::new(),
        };
        for (name, at) in &provenance.members {
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
        Ok((checkpoint, provenance))
    }

    /// Returns the dictionary whose tensors [`iter`](Self::iter) returns, as keys of the file joined by
    /// dots; empty for the outermost.
    pub fn dictionary(&self) -> &str {
        &self.dictionaries[0].path
    }

    /// Returns the other dictionaries of tensors in the file, each with its number of tensors.
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
