//! Looks up the values that blocks read, through the names of blocks, of units and of their inputs.

use std::collections::BTreeSet;

use super::{Copy, Expansion, ROOT, Scope, ScopeId, join_path};
use crate::{
    diagnostic::{Diagnostic, quoted},
    spec::{Reads, ValueRef, position::join, suggest},
};

/// The meaning of a name for the blocks that read it.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    /// The copy with this index.
    Copy(usize),
    /// The output of the use of a unit.
    Unit(ScopeId),
    /// The same as another name, in full.
    Same(String),
    /// A block that does not take part; its name stands for the first value that it reads.
    Through(ScopeId, usize),
    /// A block whose problem is reported elsewhere.
    Unknown,
}

/// The origin of a value that a unit reads.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// The value in this place among those that a block of a scope reads.
    Read { scope: ScopeId, index: usize, place: usize },
    /// The value of this name, in full.
    Value(String),
}

/// A value that is being looked up.
enum Wanted<'a> {
    /// A name in a scope; the reference is at `pointer`.
    Name { name: &'a str, scope: ScopeId, pointer: String },
    /// A source.
    Source(Source),
}

impl<'a> Expansion<'a> {
    /// Returns the values that a copy reads; unknown names are left out.
    pub fn inputs(&self, copy: &Copy<'a>, problems: &mut Vec<Diagnostic>) -> Vec<ValueRef> {
        if let Some(before) = &copy.before {
            let before = Wanted::Source(Source::Value(before.clone()));
            return self.value(before, problems).into_iter().collect();
        }
        let reads = match &copy.block.from {
            Some(Reads::Several(names)) => names.len(),
            _ => 1,
        };
        let read = |place| Source::Read { scope: copy.scope, index: copy.index, place };
        let values = (0..reads).map(|place| self.value(Wanted::Source(read(place)), problems));
        values.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// Returns the value that `copy` calls `name`; the reference is at `pointer`.
    pub fn find(
        &self,
        name: &str,
        copy: &Copy<'a>,
        pointer: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<ValueRef> {
        let pointer = pointer.to_owned();
        self.value(Wanted::Name { name, scope: copy.scope, pointer }, problems)
    }

    /// Returns the value that the network calls `name`; the reference is at `pointer`.
    pub fn find_output(
        &self,
        name: &str,
        pointer: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<ValueRef> {
        self.value(Wanted::Name { name, scope: ROOT, pointer: pointer.to_owned() }, problems)
    }

    fn value(&self, wanted: Wanted<'_>, problems: &mut Vec<Diagnostic>) -> Option<ValueRef> {
        let mut wanted = wanted;
        let mut passed = BTreeSet::new();
        loop {
            let (name, pointer) = match wanted {
                Wanted::Name { name: "input", scope: ROOT, .. } => return Some(ValueRef::Input),
                Wanted::Name { name, scope, pointer } => {
                    let inputs = &self.scopes[scope.0].inputs;
                    if let Some((_, source)) = inputs.iter().find(|(input, _)| *input == name) {
                        wanted = Wanted::Source(source.clone());
                        continue;
                    }
                    let path = join_path(&self.scopes[scope.0].path, name);
                    if !self.names.contains_key(&path) {
                        problems.extend(self.unknown(name, scope, &pointer));
                        return None;
                    }
                    (path, pointer)
                }
                Wanted::Source(Source::Value(name)) => (name, String::new()),
                Wanted::Source(Source::Read { scope, index, place }) => {
                    wanted = self.read(scope, index, place)?;
                    continue;
                }
            };
            if !passed.insert(name.clone()) {
                let message = format!("{} passes through itself", quoted(&name));
                let problem = self.spec.positions.diagnostic(&pointer, message);
                problems.push(problem.with_help("let it read a block before it"));
                return None;
            }
            wanted = match &self.names.get(&name)?.meaning {
                Meaning::Copy(copy) => return Some(ValueRef::Block(*copy)),
                Meaning::Unknown => return None,
                Meaning::Same(name) => Wanted::Source(Source::Value(name.clone())),
                Meaning::Unit(scope) => {
                    let unit = &self.scopes[scope.0];
                    Wanted::Name { name: unit.output, scope: *scope, pointer: unit.pointer.clone() }
                }
                Meaning::Through(scope, index) => {
                    Wanted::Source(Source::Read { scope: *scope, index: *index, place: 0 })
                }
            };
        }
    }

    /// Returns what block `index` of a scope reads in one place; `None` if it reads fewer values.
    fn read(&self, scope: ScopeId, index: usize, place: usize) -> Option<Wanted<'_>> {
        let blocks = self.scopes[scope.0].blocks;
        let pointer = join(&self.scopes[scope.0].pointer, &index.to_string());
        let from = join(&pointer, "from");
        // Blocks of the same name are alternatives, only one of which takes part.
        let before = blocks[..index].iter().rposition(|block| block.name != blocks[index].name);
        let (name, pointer) = match (&blocks[index].from, before) {
            (Some(Reads::One(name)), _) => (name.as_str(), from),
            (Some(Reads::Several(names)), _) => {
                (names.get(place)?.as_str(), join(&from, &place.to_string()))
            }
            (None, Some(previous)) => (blocks[previous].name.as_str(), pointer),
            (None, None) => {
                let first = self.scopes[scope.0].inputs.first();
                (first.map_or("input", |(name, _)| name), pointer)
            }
        };
        Some(Wanted::Name { name, scope, pointer })
    }

    /// Returns the problem of an unknown name; `None` if a problem of the block with this name is reported
    /// already.
    fn unknown(&self, name: &str, scope: ScopeId, pointer: &str) -> Option<Diagnostic> {
        let Scope { blocks, path, inputs, .. } = &self.scopes[scope.0];
        if blocks.iter().any(|block| block.name == name) {
            return None;
        }
        let known = self.names.keys().filter_map(|known| match path.as_str() {
            "" => Some(known.as_str()),
            path => known.strip_prefix(path)?.strip_prefix('.'),
        });
        let inputs = inputs.iter().map(|(name, _)| *name);
        let input = (scope == ROOT).then_some("input");
        let help = suggest::help(name, "blocks", known.chain(inputs).chain(input));
        let message = format!("unknown block {}", quoted(name));
        Some(self.spec.positions.diagnostic(pointer, message).with_help(help))
    }
}
