//! Checks the names that a spec defines, and gives settings and widths the values of overrides.

use std::collections::BTreeSet;

use super::{
    Kind, MAX_CHANNELS, SetValues, Setting, SettingValue, Spec, Unit, Width,
    evaluate::{BUILT_IN, Names},
    name,
    overrides::not_within,
    position::join,
    suggest,
};
use crate::diagnostic::{Diagnostic, quoted};

/// Names that fields of blocks give a meaning of their own.
const RESERVED: [&str; 2] = ["channels", "gcd"];

/// Fields of blocks, which cannot be names of parameters.
const FIELDS: &[&str] =
    &["name", "type", "from", "repeat", "first", "module", "when", "unless", "gcd"];

/// Returns the names of the network's numbers, with the values of overrides in place of the spec's own.
/// Problems of names, of units and of overrides are recorded.
pub(super) fn names<'a>(
    spec: &'a Spec,
    set: &'a Option<SetValues>,
    problems: &mut Vec<Diagnostic>,
) -> Names<'a> {
    let mut checker = Checker { spec, problems };
    checker.settings();
    checker.widths();
    for (name, unit) in &spec.units {
        checker.unit(name, unit);
    }
    let mut names = Names::default();
    for (name, setting) in &spec.settings {
        names.values.insert(name, setting.default_value());
    }
    for (name, width) in &spec.widths {
        names.define(name, width, join("/widths", name));
    }
    for (name, value) in set.iter().flat_map(|set| &set.0) {
        if checker.set(name, value) {
            names.values.insert(name, value.clone());
        }
    }
    names
}

struct Checker<'c> {
    spec: &'c Spec,
    problems: &'c mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn problem(&mut self, pointer: &str, message: impl Into<String>, help: &str) {
        self.problems.push(self.spec.positions.diagnostic(pointer, message).with_help(help));
    }

    /// Reports a name that cannot be that of a number, or that has a meaning already.
    fn number(&mut self, name: &str, pointer: &str, taken: &[&str]) {
        if let Err(fault) = name::number(name) {
            self.problems.push(fault.at(pointer, &self.spec.positions));
        } else if taken.contains(&name) {
            let message = format!("`{name}` has a meaning already");
            self.problem(pointer, message, "choose another name");
        }
    }

    fn settings(&mut self) {
        let taken = [&BUILT_IN[..], &RESERVED].concat();
        for (name, setting) in &self.spec.settings {
            let pointer = join("/settings", name);
            self.number(name, &pointer, &taken);
            if self.spec.widths.contains_key(name) {
                let message = format!("{} is also a width", quoted(name));
                self.problem(&pointer, message, "choose another name");
            }
            let words = match setting {
                Setting::Choice(words) => words.as_slice(),
                Setting::Number(_) => &[],
            };
            let mut seen = BTreeSet::new();
            for (i, word) in words.iter().enumerate() {
                let pointer = join(&pointer, &i.to_string());
                if let Err(fault) = name::network(word) {
                    self.problems.push(fault.at(&pointer, &self.spec.positions));
                } else if !seen.insert(word) {
                    let message = format!("the word {} stands twice", quoted(word));
                    self.problem(&pointer, message, "keep one of them");
                }
            }
        }
    }

    fn widths(&mut self) {
        let taken = [&BUILT_IN[..], &RESERVED].concat();
        for name in self.spec.widths.keys() {
            self.number(name, &join("/widths", name), &taken);
        }
    }

    fn unit(&mut self, name: &str, unit: &Unit) {
        let pointer = &join("/units", name);
        if let Err(fault) = name::network(name) {
            self.problems.push(fault.at(pointer, &self.spec.positions));
        } else if Kind::NAMES.contains(&name) || name == "unit" {
            let message = format!("{} is a type of blocks already", quoted(name));
            self.problem(pointer, message, "choose another name");
        }
        let mut names = Vec::new();
        for (i, parameter) in unit.parameters.iter().enumerate() {
            names.push((parameter, format!("{pointer}/parameters/{i}"), FIELDS));
        }
        for parameter in unit.defaults.keys() {
            names.push((parameter, join(&join(pointer, "defaults"), parameter), FIELDS));
        }
        for width in unit.widths.keys() {
            names.push((width, join(&join(pointer, "widths"), width), &RESERVED));
        }
        let mut seen = BTreeSet::new();
        for (name, pointer, taken) in names {
            self.number(name, &pointer, &[&BUILT_IN[..], taken].concat());
            if !seen.insert(name) {
                let message = format!("the name {} stands twice", quoted(name));
                self.problem(&pointer, message, "choose another name");
            }
        }
        let mut seen = BTreeSet::new();
        for (i, input) in unit.inputs.iter().flatten().enumerate() {
            let pointer = format!("{pointer}/inputs/{i}");
            let named = unit.blocks.iter().any(|block| block.name == *input);
            if named || !seen.insert(input) {
                let message = format!("the name {} stands twice", quoted(input));
                self.problem(&pointer, message, "choose another name");
            }
        }
        if let Some(output) = &unit.output
            && !unit.blocks.iter().any(|block| block.name == *output)
        {
            let known = unit.blocks.iter().map(|block| block.name.as_str());
            let help = suggest::help(output, "blocks", known);
            let message = format!("unknown block {}", quoted(output));
            self.problem(&join(pointer, "output"), message, &help);
        }
    }

    /// Checks an override of a setting or a width, and whether it can be used.
    fn set(&mut self, name: &str, value: &SettingValue) -> bool {
        let (message, help) = match (self.spec.settings.get(name), value) {
            (Some(Setting::Choice(words)), SettingValue::Word(word)) => {
                if words.contains(word) {
                    return true;
                }
                let words = words.iter().map(String::as_str);
                let help = suggest::help(word, "values", words);
                (format!("{} is no value of {}", quoted(word), quoted(name)), help)
            }
            (Some(Setting::Choice(words)), SettingValue::Number(number)) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let help = format!("it is one of {}", suggest::list(&words));
                (format!("{} is a word, not {number}", quoted(name)), help)
            }
            (Some(Setting::Number(_)), SettingValue::Number(number)) => {
                if *number <= MAX_CHANNELS {
                    return true;
                }
                let message = not_within("an integer", (0, MAX_CHANNELS), *number);
                (format!("{}: {message}", quoted(name)), "lower it".into())
            }
            (None, SettingValue::Number(number)) if self.spec.widths.contains_key(name) => {
                let range = Width::RANGE;
                if (range.0..=range.1).contains(number) {
                    return true;
                }
                let message = not_within("an integer", range, *number);
                (format!("{}: {message}", quoted(name)), "choose a number between them".into())
            }
            (Some(Setting::Number(_)), SettingValue::Word(word)) => (
                format!("{} is a number, not {}", quoted(name), quoted(word)),
                "give a number".into(),
            ),
            (None, SettingValue::Word(word)) if self.spec.widths.contains_key(name) => (
                format!("{} is a number, not {}", quoted(name), quoted(word)),
                "give a number".into(),
            ),
            (None, _) => {
                let known = self.spec.settings.keys().chain(self.spec.widths.keys());
                let help = suggest::help(name, "settings", known.map(String::as_str));
                (format!("the spec has no setting {}", quoted(name)), help)
            }
        };
        self.problems.push(Diagnostic::new("set", message).with_help(help));
        false
    }
}
