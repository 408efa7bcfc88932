//! Computes the numbers of a spec: follows names through the scopes in which they are defined, and evaluates
//! rules.
//!
//! The network is one scope, with its settings and widths. Each use of a unit is a further scope, with its
//! parameters and widths, which also sees the network's names.

mod rules;
mod show;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    MAX_CHANNELS, Number, Positions, Rule, SettingValue, Width, number::Form, position::join,
    suggest,
};
use crate::{
    diagnostic::{Diagnostic, quoted},
    shape::Shape,
};
use show::Shown;

/// Names of numbers that exist in every spec.
pub(super) const BUILT_IN: [&str; 5] =
    ["classes", "branches", "input.channels", "input.height", "input.width"];

/// Index of a scope in [`Numbers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NumberScope(usize);

/// The scope of the network.
pub(super) const NETWORK: NumberScope = NumberScope(0);

/// The names that are defined in one place.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// Names with known values.
    pub values: BTreeMap<&'a str, SettingValue>,
    /// Names with rules.
    pub rules: BTreeMap<&'a str, Definition<'a>>,
    /// The values of rules so far; `None` after a problem.
    found: BTreeMap<&'a str, Option<usize>>,
}

/// A number that has a name.
#[derive(Clone)]
pub(super) struct Definition<'a> {
    number: Form<'a>,
    range: (usize, usize),
    pointer: String,
}

impl<'a> Names<'a> {
    /// Defines a name by the number at `pointer`.
    pub fn define<const LEAST: usize, const MOST: usize>(
        &mut self,
        name: &'a str,
        number: &'a Number<LEAST, MOST>,
        pointer: String,
    ) {
        let number = number.form();
        self.rules.insert(name, Definition { number, range: (LEAST, MOST), pointer });
    }

    fn knows(&self, name: &str) -> bool {
        self.values.contains_key(name) || self.rules.contains_key(name)
    }
}

/// The numbers that rules refer to, and the values that are computed so far.
pub(super) struct Numbers<'a> {
    positions: &'a Positions,
    width_multiplier: f64,
    classes: usize,
    branches: usize,
    input: Shape,
    scopes: Vec<Names<'a>>,
    /// The number of nested rules under evaluation.
    depth: usize,
    pub uses_multiplier: Cell<bool>,
    pub uses_classes: Cell<bool>,
    pub uses_branches: Cell<bool>,
}

/// The values that an invocation can override, and to which rules refer.
#[derive(Clone, Copy)]
pub(super) struct Basics {
    pub width_multiplier: f64,
    pub classes: usize,
    pub branches: usize,
    pub input: Shape,
}

/// The reason why a rule has no value.
enum Failure {
    /// A new problem.
    Problem(Box<Diagnostic>),
    /// The rule needs a number whose problem is reported elsewhere.
    Elsewhere,
}

impl Failure {
    /// Records the problem, if it is a new one.
    fn report<T>(self, problems: &mut Vec<Diagnostic>) -> Option<T> {
        if let Failure::Problem(problem) = self {
            problems.push(*problem);
        }
        None
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Failure::Problem(Box::new(diagnostic))
    }
}

/// The place of a rule: the scope whose names it sees, and its JSON pointer.
#[derive(Clone, Copy)]
struct At<'p> {
    scope: NumberScope,
    pointer: &'p str,
}

/// The names whose evaluation needs the present one.
type Open<'a> = Vec<(NumberScope, &'a str)>;

impl<'a> Numbers<'a> {
    /// Creates the numbers of a network with the names of its own scope.
    pub fn new(positions: &'a Positions, basics: Basics, network: Names<'a>) -> Self {
        let Basics { width_multiplier, classes, branches, input } = basics;
        Numbers {
            positions,
            width_multiplier,
            classes,
            branches,
            input,
            scopes: vec![network],
            depth: 0,
            uses_multiplier: Cell::new(false),
            uses_classes: Cell::new(false),
            uses_branches: Cell::new(false),
        }
    }

    /// Adds the scope of a use of a unit.
    pub fn add(&mut self, names: Names<'a>) -> NumberScope {
        self.scopes.push(names);
        NumberScope(self.scopes.len() - 1)
    }

    /// K of the units without a K of their own.
    pub fn branches(&self) -> usize {
        self.branches
    }

    /// Returns a problem at `pointer`.
    pub fn diagnostic(&self, pointer: &str, message: impl Into<String>) -> Diagnostic {
        self.positions.diagnostic(pointer, message)
    }

    /// Evaluates every rule that has a name in the scope.
    pub fn find_all(&mut self, scope: NumberScope, problems: &mut Vec<Diagnostic>) {
        let names: Vec<&str> = self.scopes[scope.0].rules.keys().copied().collect();
        for name in names {
            let mut open = Vec::new();
            if let Err(failure) = self.named(name, scope, &mut open) {
                let _: Option<()> = failure.report(problems);
            }
            // All names that are still open depend on the problem just reported.
            for (scope, name) in open {
                self.scopes[scope.0].found.insert(name, None);
            }
        }
    }

    /// Returns the network's named widths with their values.
    pub fn network_widths(&self) -> BTreeMap<String, usize> {
        let Names { values, rules, found } = &self.scopes[NETWORK.0];
        let value = |name: &str| match values.get(name) {
            Some(SettingValue::Number(set)) => Some(*set),
            Some(SettingValue::Word(_)) => None,
            None => *found.get(name)?,
        };
        rules.keys().filter_map(|name| Some(((*name).to_owned(), value(name)?))).collect()
    }

    /// Evaluates the number at `pointer`; `None` if its problem was reported.
    pub fn at<const LEAST: usize, const MOST: usize>(
        &mut self,
        number: &'a Number<LEAST, MOST>,
        scope: NumberScope,
        pointer: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let at = At { scope, pointer };
        let value = self.bounded(number.form(), (LEAST, MOST), at, &mut Vec::new());
        value.map_or_else(|failure| failure.report(problems), Some)
    }

    /// Returns the value of a name at `pointer`, a number or a word; `None` if its problem was reported.
    pub fn value_of(
        &mut self,
        name: &'a str,
        scope: NumberScope,
        pointer: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<SettingValue> {
        let value = self.reference(name, At { scope, pointer }, &mut Vec::new());
        value.map_or_else(|failure| failure.report(problems), Some)
    }

    /// Returns the value of a name.
    fn reference(
        &mut self,
        name: &'a str,
        at: At<'_>,
        open: &mut Open<'a>,
    ) -> Result<SettingValue, Failure> {
        if let Some(value) = self.built_in(name) {
            return Ok(SettingValue::Number(value));
        }
        if let Some(scope) = self.scope_of(name, at.scope) {
            return self.named(name, scope, open);
        }
        let scopes = [at.scope, NETWORK].into_iter().map(|scope| &self.scopes[scope.0]);
        let known = scopes.flat_map(|names| names.values.keys().chain(names.rules.keys()));
        // In the network's own scope, both are the same.
        let known: BTreeSet<&str> = known.copied().collect();
        let known = known.into_iter().chain(BUILT_IN);
        let help = suggest::help(name, "widths", known);
        Err(self.problem(at, format!("unknown width {}", quoted(name)), &help))
    }

    /// Returns the number that a name stands for.
    fn number(&mut self, name: &'a str, at: At<'_>, open: &mut Open<'a>) -> Result<u64, Failure> {
        match self.reference(name, at, open)? {
            SettingValue::Number(value) => Ok(value as u64),
            SettingValue::Word(word) => {
                let message = format!("{} is {}, not a number", quoted(name), quoted(&word));
                Err(self.problem(at, message, "choose a number by it with a `switch`"))
            }
        }
    }

    /// Returns the scope that defines a name, seen from `scope`.
    fn scope_of(&self, name: &str, scope: NumberScope) -> Option<NumberScope> {
        [scope, NETWORK].into_iter().find(|scope| self.scopes[scope.0].knows(name))
    }

    /// Evaluates a name of `scope`; `open` contains the names whose evaluation needs it.
    fn named(
        &mut self,
        name: &'a str,
        scope: NumberScope,
        open: &mut Open<'a>,
    ) -> Result<SettingValue, Failure> {
        let names = &self.scopes[scope.0];
        if let Some(value) = names.values.get(name) {
            return Ok(value.clone());
        }
        if let Some(found) = names.found.get(name) {
            return found.map(SettingValue::Number).ok_or(Failure::Elsewhere);
        }
        let Some(definition) = names.rules.get(name).cloned() else {
            return Err(Failure::Elsewhere);
        };
        let at = At { scope, pointer: &definition.pointer };
        if let Some(start) = open.iter().position(|waiting| *waiting == (scope, name)) {
            let names = open[start..].iter().map(|(_, name)| *name).chain([name]);
            let cycle = names.collect::<Vec<_>>().join(" → ");
            let message = format!("the width refers to itself: {cycle}");
            return Err(self.problem(at, message, "give one of them as a number"));
        }
        open.push((scope, name));
        let value = self.bounded(definition.number, definition.range, at, open)?;
        open.pop();
        self.scopes[scope.0].found.insert(name, Some(value));
        Ok(SettingValue::Number(value))
    }

    fn bounded(
        &mut self,
        number: Form<'a>,
        range: (usize, usize),
        at: At<'_>,
        open: &mut Open<'a>,
    ) -> Result<usize, Failure> {
        let value = self.value(number, at, open)?;
        let inside = |value: &usize| (range.0..=range.1).contains(value);
        if let Some(value) = usize::try_from(value).ok().filter(inside) {
            return Ok(value);
        }
        let what = if range == Width::RANGE { "width" } else { "number" };
        let message = format!("the {what} comes to {value}, not {} to {}", range.0, range.1);
        let help = match number {
            Form::Rule(Rule::Scaled(scaled)) => format!(
                "the largest width multiplier that it allows is {}",
                MAX_CHANNELS as f64 / scaled.scaled as f64
            ),
            _ => {
                let change = if value < range.0 as u64 { "raise" } else { "lower" };
                let shown = Shown { number, scope: at.scope, numbers: self };
                format!("{change} what it is made of: {shown}")
            }
        };
        Err(self.problem(at, message, &help))
    }

    fn built_in(&self, name: &str) -> Option<usize> {
        match name {
            "classes" => {
                self.uses_classes.set(true);
                Some(self.classes)
            }
            "branches" => {
                self.uses_branches.set(true);
                Some(self.branches)
            }
            "input.channels" => Some(self.input.channels),
            "input.height" => Some(self.input.height),
            "input.width" => Some(self.input.width),
            _ => None,
        }
    }

    fn problem(&self, at: At<'_>, message: impl Into<String>, help: &str) -> Failure {
        self.diagnostic(at.pointer, message).with_help(help).into()
    }
}
