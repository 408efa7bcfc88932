//! Expands repeated blocks into copies and looks up the names by which blocks read one another. This is a
//! part of resolving a spec.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, MAX_BLOCKS, Positions, Reads, ValueRef, name, position::join, suggest};
use crate::diagnostic::{Diagnostic, quoted};

/// The copies of all blocks of a spec, and the meaning of each block's name.
pub(super) struct BlockCopies<'a> {
    blocks: &'a [Block],
    positions: &'a Positions,
    /// Index into `blocks` and name of every copy.
    pub all: Vec<(usize, String)>,
    /// The meaning of a block's name for the blocks that read it.
    names: BTreeMap<String, Meaning>,
}

#[derive(Clone, Copy)]
enum Meaning {
    Copy(usize),
    /// A block with `repeat` 0; its name stands for the value that it reads.
    Through(usize),
}

impl<'a> BlockCopies<'a> {
    /// Expands the repetitions of `blocks`.
    pub fn new(
        blocks: &'a [Block],
        positions: &'a Positions,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut copies = BlockCopies { blocks, positions, all: Vec::new(), names: BTreeMap::new() };
        let total = blocks
            .iter()
            .fold(0, |sum: usize, block| sum.saturating_add(block.repeat.unwrap_or(1)));
        if total > MAX_BLOCKS {
            let message = format!("{total} blocks with repetitions, more than {MAX_BLOCKS}");
            problems.push(
                positions.diagnostic("/blocks", message).with_help("lower the values of `repeat`"),
            );
            return copies;
        }
        for (index, block) in blocks.iter().enumerate() {
            let pointer = pointer(index);
            if let Err(fault) = name::block(&block.name) {
                problems.push(fault.at(&join(&pointer, "name"), positions));
                continue;
            }
            let Some(repeat) = block.repeat else {
                copies.add(index, block.name.clone(), problems);
                continue;
            };
            if repeat > 1 && matches!(&block.from, Some(Reads::Several(names)) if names.len() > 1) {
                problems.push(
                    positions
                        .diagnostic(&join(&pointer, "repeat"), "a block that reads several repeats")
                        .with_help("only blocks that read one value follow one another"),
                );
            }
            for copy in 0..repeat {
                copies.add(index, format!("{}.{copy}", block.name), problems);
            }
            let meaning = match repeat {
                0 => Meaning::Through(index),
                _ => Meaning::Copy(copies.all.len() - 1),
            };
            copies.name(block.name.clone(), meaning, index, problems);
        }
        copies
    }

    fn add(&mut self, index: usize, name: String, problems: &mut Vec<Diagnostic>) {
        self.all.push((index, name.clone()));
        self.name(name, Meaning::Copy(self.all.len() - 1), index, problems);
    }

    fn name(
        &mut self,
        name: String,
        meaning: Meaning,
        index: usize,
        problems: &mut Vec<Diagnostic>,
    ) {
        let Some(first) = self.names.insert(name.clone(), meaning) else { return };
        let first = match first {
            Meaning::Copy(copy) => self.all[copy].0,
            Meaning::Through(index) => index,
        };
        problems.push(
            self.positions
                .diagnostic(
                    &join(&pointer(index), "name"),
                    format!("the name {} is taken by {}", quoted(&name), pointer(first)),
                )
                .with_help("give every block a name of its own"),
        );
    }

    /// Returns the values that copy `copy` reads.
    pub fn inputs(&self, copy: usize, problems: &mut Vec<Diagnostic>) -> Vec<ValueRef> {
        match self.is_first(copy) {
            true => self.values(self.all[copy].0, problems),
            false => vec![ValueRef::Block(copy - 1)],
        }
    }

    /// Whether copy `copy` is the first of its block.
    pub fn is_first(&self, copy: usize) -> bool {
        copy == 0 || self.all[copy - 1].0 != self.all[copy].0
    }

    /// Returns the values that block `index`, or the first of its copies, reads; unknown names are left out.
    fn values(&self, index: usize, problems: &mut Vec<Diagnostic>) -> Vec<ValueRef> {
        let pointer = join(&pointer(index), "from");
        match &self.blocks[index].from {
            None => self.previous(index, problems).into_iter().collect(),
            Some(Reads::One(name)) => self.find(name, &pointer, problems).into_iter().collect(),
            Some(Reads::Several(names)) => {
                let item = |(i, name): (usize, &String)| {
                    self.find(name, &join(&pointer, &i.to_string()), problems)
                };
                names.iter().enumerate().filter_map(item).collect()
            }
        }
    }

    /// Returns the value of the block before `index`.
    fn previous(&self, index: usize, problems: &mut Vec<Diagnostic>) -> Option<ValueRef> {
        match index.checked_sub(1) {
            None => Some(ValueRef::Input),
            Some(index) => self.find(&self.blocks[index].name, &pointer(index), problems),
        }
    }

    /// Returns the value called `name`; the reference is at `pointer`.
    pub fn find(
        &self,
        name: &str,
        pointer: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<ValueRef> {
        let mut name = name;
        let mut passed = BTreeSet::new();
        loop {
            if name == "input" {
                return Some(ValueRef::Input);
            }
            let index = match self.names.get(name) {
                Some(Meaning::Copy(copy)) => return Some(ValueRef::Block(*copy)),
                Some(Meaning::Through(index)) => *index,
                None => {
                    // An invalid name of the block itself is already reported.
                    if !self.blocks.iter().any(|block| block.name == name) {
                        let known = self.names.keys().map(String::as_str).chain(["input"]);
                        let help = suggest::help(name, "blocks", known);
                        let message = format!("unknown block {}", quoted(name));
                        problems.push(self.positions.diagnostic(pointer, message).with_help(help));
                    }
                    return None;
                }
            };
            if !passed.insert(index) {
                let message = format!("{} passes through itself", quoted(name));
                let help = "let it read a block before it";
                problems.push(self.positions.diagnostic(pointer, message).with_help(help));
                return None;
            }
            name = match (&self.blocks[index].from, index.checked_sub(1)) {
                (Some(Reads::One(name)), _) => name,
                (Some(Reads::Several(names)), _) if names.len() == 1 => &names[0],
                (Some(Reads::Several(_)), _) => {
                    let message =
                        format!("{} reads several values and cannot pass them on", quoted(name));
                    problems.push(
                        self.positions
                            .diagnostic(&join(&self::pointer(index), "repeat"), message)
                            .with_help("repeat it at least once"),
                    );
                    return None;
                }
                (None, Some(previous)) => &self.blocks[previous].name,
                (None, None) => "input",
            };
        }
    }
}

/// Returns the JSON pointer to block `index`.
pub(super) fn pointer(index: usize) -> String {
    format!("/blocks/{index}")
}

/// Sorts blocks topologically: every block comes after the blocks that it reads, and among the candidates for
/// the next place the first one is taken. If there is a cycle, the error contains its blocks.
pub(super) fn order(reads: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    let mut missing: Vec<usize> = reads.iter().map(Vec::len).collect();
    let mut users = vec![Vec::new(); reads.len()];
    for (block, values) in reads.iter().enumerate() {
        for &value in values {
            users[value].push(block);
        }
    }
    let mut ready: BTreeSet<usize> = (0..reads.len()).filter(|&i| missing[i] == 0).collect();
    let mut order = Vec::with_capacity(reads.len());
    while let Some(block) = ready.pop_first() {
        order.push(block);
        for &user in &users[block] {
            missing[user] -= 1;
            if missing[user] == 0 {
                ready.insert(user);
            }
        }
    }
    let Some(stuck) = missing.iter().position(|&n| n > 0) else { return Ok(order) };
    // Every remaining block reads a remaining block, so a walk backwards from any of them must reach a cycle.
    let mut walk = vec![stuck];
    loop {
        let last = walk[walk.len() - 1];
        let Some(&next) = reads[last].iter().find(|&&value| missing[value] > 0) else {
            return Err(walk);
        };
        if let Some(start) = walk.iter().position(|&block| block == next) {
            return Err(walk.split_off(start));
        }
        walk.push(next);
    }
}
