//! Makes the copies of blocks, and puts the blocks of units in the places of their uses.

use std::collections::BTreeMap;

use super::{Copy, Expansion, Meaning, Named, ROOT, Scope, ScopeId, Source, join_path};
use crate::{
    diagnostic::{Diagnostic, quoted},
    spec::{
        Block, Kind, MAX_BLOCKS, Reads, SettingValue, Spec, Unit, UnitUse,
        evaluate::{NETWORK, Names, NumberScope, Numbers},
        name,
        position::join,
        suggest,
    },
};

impl<'a> Expansion<'a> {
    /// Expands the blocks of a spec.
    pub fn new(spec: &'a Spec, numbers: &mut Numbers<'a>, problems: &mut Vec<Diagnostic>) -> Self {
        let network = Scope {
            path: String::new(),
            module: String::new(),
            blocks: &spec.blocks,
            pointer: "/blocks".into(),
            numbers: NETWORK,
            inputs: Vec::new(),
            output: "",
        };
        let expansion =
            Expansion { spec, copies: Vec::new(), scopes: vec![network], names: BTreeMap::new() };
        let known = problems.len();
        let mut expander = Expander {
            expansion,
            numbers,
            problems,
            absent: Vec::new(),
            open: Vec::new(),
            total: 0,
        };
        expander.blocks(ROOT);
        let Expander { mut expansion, absent, total, .. } = expander;
        for (name, named) in absent {
            expansion.names.entry(name).or_insert(named);
        }
        if total > MAX_BLOCKS {
            // Names that were not reached would only cause further problems.
            problems.truncate(known);
            let message = format!("more than {MAX_BLOCKS} blocks with repetitions and units");
            let problem = spec.positions.diagnostic("/blocks", message);
            problems.push(problem.with_help("lower the values of `repeat`"));
        }
        expansion
    }
}

/// An expansion under construction.
pub(super) struct Expander<'e, 'a> {
    pub(super) expansion: Expansion<'a>,
    pub(super) numbers: &'e mut Numbers<'a>,
    pub(super) problems: &'e mut Vec<Diagnostic>,
    /// Names of blocks that do not take part.
    absent: Vec<(String, Named)>,
    /// The names of the units that contain the present block.
    open: Vec<&'a str>,
    /// The number of copies and of uses of units.
    total: usize,
}

/// A block that is being expanded.
struct Place<'a> {
    block: &'a Block,
    scope: ScopeId,
    index: usize,
    pointer: String,
}

/// The use of a unit; its copies have all of this in common.
#[derive(Clone, Copy)]
struct Used<'a> {
    name: &'a str,
    unit: &'a Unit,
    numbers: NumberScope,
}

/// A copy's name and the path of its module.
#[derive(Clone)]
struct Paths {
    name: String,
    module: String,
}

impl<'a> Expander<'_, 'a> {
    /// Records a problem. Several uses of a unit have the same problems.
    pub(super) fn report(&mut self, problem: Diagnostic) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn problem(&mut self, pointer: &str, message: impl Into<String>, help: &str) {
        let problem = self.expansion.spec.positions.diagnostic(pointer, message);
        self.report(problem.with_help(help));
    }

    /// Expands the blocks of a scope.
    fn blocks(&mut self, scope: ScopeId) {
        let Scope { blocks, pointer, .. } = &self.expansion.scopes[scope.0];
        let (blocks, pointer) = (*blocks, pointer.clone());
        for (index, block) in blocks.iter().enumerate() {
            let pointer = join(&pointer, &index.to_string());
            self.block(&Place { block, scope, index, pointer });
            if self.total > MAX_BLOCKS {
                return;
            }
        }
    }

    fn block(&mut self, place: &Place<'a>) {
        let block = place.block;
        if let Err(fault) = name::block(&block.name) {
            let problem = fault.at(&join(&place.pointer, "name"), &self.expansion.spec.positions);
            return self.report(problem);
        }
        let scope = &self.expansion.scopes[place.scope.0];
        let numbers = scope.numbers;
        let paths = Paths {
            name: join_path(&scope.path, &block.name),
            module: join_path(&scope.module, block.module.as_ref().unwrap_or(&block.name)),
        };
        if !self.takes_part(block, numbers, &place.pointer) {
            let meaning = Meaning::Through(place.scope, place.index);
            self.absent.push((paths.name, Named { meaning, pointer: place.pointer.clone() }));
            return;
        }
        if let Some(module) = &block.module
            && let Err(fault) = name::module(module, place.scope != ROOT)
        {
            let problem = fault.at(&join(&place.pointer, "module"), &self.expansion.spec.positions);
            self.report(problem);
        }
        let used = match &block.kind {
            Kind::Unit(used) => match self.used(used, place) {
                Some(used) => Some(used),
                None => return self.name(paths.name, Meaning::Unknown, place),
            },
            _ => None,
        };
        match &block.repeat {
            Some(_) => self.repeated(place, used, paths, numbers),
            None => {
                if block.first.is_some() {
                    let message = "`first` is the number of the first of several copies";
                    let pointer = join(&place.pointer, "first");
                    self.problem(&pointer, message, "add `repeat`, or leave it out");
                }
                self.copy(place, used, paths, None);
            }
        }
    }

    /// Makes the copies of a repeated block.
    fn repeated(
        &mut self,
        place: &Place<'a>,
        used: Option<Used<'a>>,
        paths: Paths,
        numbers: NumberScope,
    ) {
        let mut number = |field: &str, number| {
            let pointer = join(&place.pointer, field);
            self.numbers.at(number, numbers, &pointer, self.problems)
        };
        let repeat = place.block.repeat.as_ref().and_then(|repeat| number("repeat", repeat));
        let first = place.block.first.as_ref().map_or(Some(0), |first| number("first", first));
        let (Some(repeat), Some(first)) = (repeat, first) else {
            return self.name(paths.name, Meaning::Unknown, place);
        };
        let several = matches!(&place.block.from, Some(Reads::Several(names)) if names.len() > 1);
        if repeat > 1 && several {
            let message = "a block that reads several repeats";
            let help = "only blocks that read one value follow one another";
            self.problem(&join(&place.pointer, "repeat"), message, help);
        }
        let mut before = None;
        for copy in first..first + repeat {
            let paths = Paths {
                name: format!("{}.{copy}", paths.name),
                module: format!("{}.{copy}", paths.module),
            };
            self.copy(place, used, paths.clone(), before);
            before = Some(paths.name);
            if self.total > MAX_BLOCKS {
                return;
            }
        }
        let meaning = match before {
            Some(last) => Meaning::Same(last),
            None => Meaning::Through(place.scope, place.index),
        };
        self.name(paths.name, meaning, place);
    }

    /// Adds a copy: a block, or the blocks of a unit. It reads the copy called `before`, if there is one.
    fn copy(
        &mut self,
        place: &Place<'a>,
        used: Option<Used<'a>>,
        paths: Paths,
        before: Option<String>,
    ) {
        self.total += 1;
        let expansion = &mut self.expansion;
        let Some(Used { name, unit, numbers }) = used else {
            let copy = expansion.copies.len();
            expansion.copies.push(Copy {
                block: place.block,
                name: paths.name.clone(),
                module: paths.module,
                pointer: place.pointer.clone(),
                numbers: expansion.scopes[place.scope.0].numbers,
                scope: place.scope,
                index: place.index,
                before,
            });
            return self.name(paths.name, Meaning::Copy(copy), place);
        };
        let inputs = unit.input_names().enumerate().map(|(i, name)| {
            let source = match &before {
                Some(before) => Source::Value(before.clone()),
                None => Source::Read { scope: place.scope, index: place.index, place: i },
            };
            (name, source)
        });
        expansion.scopes.push(Scope {
            path: paths.name.clone(),
            module: paths.module,
            blocks: &unit.blocks,
            pointer: join(&join("/units", name), "blocks"),
            numbers,
            inputs: inputs.collect(),
            output: unit.output_name(),
        });
        let scope = ScopeId(expansion.scopes.len() - 1);
        self.name(paths.name, Meaning::Unit(scope), place);
        self.open.push(name);
        self.blocks(scope);
        self.open.pop();
    }

    /// Finds the unit of a use and evaluates its parameters; `None` after a problem.
    fn used(&mut self, used: &'a UnitUse, place: &Place<'a>) -> Option<Used<'a>> {
        let spec: &'a Spec = self.expansion.spec;
        let name = used.unit.as_str();
        let pointer = &place.pointer;
        let Some((name, unit)) = spec.units.get_key_value(name) else {
            let known = Kind::NAMES.iter().copied().chain(spec.units.keys().map(String::as_str));
            let help = suggest::help(name, "types", known);
            let message = format!("unknown block type {}", quoted(name));
            self.problem(&join(pointer, "type"), message, &help);
            return None;
        };
        if let Some(start) = self.open.iter().position(|open| open == name) {
            let names = self.open[start..].iter().copied().chain([name.as_str()]);
            let cycle = names.map(quoted).collect::<Vec<_>>().join(" uses ");
            let message = format!("a unit is part of itself: {cycle}");
            self.problem(&join(pointer, "type"), message, "let one of them use another unit");
            return None;
        }
        let known = self.problems.len();
        self.check_reads(unit, name, place);
        let mut names = Names::default();
        let outer = self.expansion.scopes[place.scope.0].numbers;
        for (parameter, number) in &used.parameters {
            let pointer = join(pointer, parameter);
            if !unit.has_parameter(parameter) {
                let help = suggest::help(parameter, "parameters", unit.parameter_names());
                let position = spec.positions.of_key(&pointer);
                let message = format!("{} has no parameter {}", quoted(name), quoted(parameter));
                let problem = Diagnostic::new(&pointer, message).with_help(help);
                self.report(Diagnostic { position, ..problem });
            } else if let Some(value) = self.numbers.at(number, outer, &pointer, self.problems) {
                names.values.insert(parameter, SettingValue::Number(value));
            }
        }
        for parameter in &unit.parameters {
            if !used.parameters.contains_key(parameter) {
                let message = format!("{} needs the parameter {}", quoted(name), quoted(parameter));
                let help = format!("add it, such as \"{parameter}\": 1");
                self.problem(pointer, message, &help);
            }
        }
        let at = join("/units", name);
        for (parameter, number) in &unit.defaults {
            if !used.parameters.contains_key(parameter) {
                names.define(parameter, number, join(&join(&at, "defaults"), parameter));
            }
        }
        for (width, number) in &unit.widths {
            names.define(width, number, join(&join(&at, "widths"), width));
        }
        if self.problems.len() > known {
            return None;
        }
        let numbers = self.numbers.add(names);
        let mut problems = Vec::new();
        self.numbers.find_all(numbers, &mut problems);
        problems.into_iter().for_each(|problem| self.report(problem));
        Some(Used { name, unit, numbers })
    }

    pub(super) fn spec(&self) -> &'a Spec {
        self.expansion.spec
    }

    /// Checks that a use reads as many values as the unit.
    fn check_reads(&mut self, unit: &Unit, name: &str, place: &Place<'a>) {
        let given = match &place.block.from {
            Some(Reads::Several(names)) => names.len(),
            _ => 1,
        };
        let takes = unit.input_names().count();
        if given != takes {
            let field = if place.block.from.is_some() { "/from" } else { "" };
            let values = if takes == 1 { "value" } else { "values" };
            let message = format!("{} reads {takes} {values}, not {given}", quoted(name));
            let pointer = format!("{}{field}", place.pointer);
            self.problem(&pointer, message, "name the blocks that it reads in `from`");
        }
    }

    /// Gives a name its meaning.
    fn name(&mut self, name: String, meaning: Meaning, place: &Place<'a>) {
        let pointer = place.pointer.clone();
        let Some(first) = self.expansion.names.insert(name.clone(), Named { meaning, pointer })
        else {
            return;
        };
        let message = format!("the name {} is taken by {}", quoted(&name), first.pointer);
        let pointer = join(&place.pointer, "name");
        self.problem(&pointer, message, "give every block a name of its own");
    }
}
