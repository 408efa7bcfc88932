//! Decides whether a block takes part, by its conditions on settings and numbers.

use super::blocks::Expander;
use crate::{
    diagnostic::quoted,
    spec::{
        Block, Condition, Matches, Setting, SettingValue, evaluate::NumberScope, position::join,
        suggest,
    },
};

impl<'a> Expander<'_, 'a> {
    /// Whether the block at `pointer` takes part.
    pub(super) fn takes_part(
        &mut self,
        block: &'a Block,
        numbers: NumberScope,
        pointer: &str,
    ) -> bool {
        let when = self.holds(&block.when, numbers, &join(pointer, "when"));
        let unless = !block.unless.is_empty()
            && self.holds(&block.unless, numbers, &join(pointer, "unless"));
        when && !unless
    }

    /// Whether every name has one of its values.
    fn holds(&mut self, condition: &'a Condition, numbers: NumberScope, pointer: &str) -> bool {
        let mut holds = true;
        for (name, matches) in condition {
            holds &= self.matches(name, matches, numbers, &join(pointer, name));
        }
        holds
    }

    fn matches(
        &mut self,
        name: &'a str,
        matches: &'a Matches,
        numbers: NumberScope,
        pointer: &str,
    ) -> bool {
        let mut problems = Vec::new();
        let value = self.numbers.value_of(name, numbers, pointer, &mut problems);
        let mut found = false;
        for (i, candidate) in matches.all().iter().enumerate() {
            let pointer = &match matches {
                Matches::One(_) => pointer.to_owned(),
                Matches::OneOf(_) => join(pointer, &i.to_string()),
            };
            found |= match &value {
                Some(SettingValue::Number(value)) => {
                    self.numbers.at(candidate, numbers, pointer, &mut problems) == Some(*value)
                }
                Some(SettingValue::Word(word)) => {
                    let known: &[String] = match self.spec().settings.get(name) {
                        Some(Setting::Choice(words)) => words,
                        _ => &[],
                    };
                    let wanted = candidate.name().unwrap_or_default();
                    if !known.iter().any(|known| known == wanted) {
                        let message = match wanted {
                            "" => format!("{} is a word, not a number", quoted(name)),
                            _ => format!("{} is no value of {}", quoted(wanted), quoted(name)),
                        };
                        let known = known.iter().map(String::as_str);
                        let help = suggest::help(wanted, "values", known);
                        problems.push(
                            self.spec().positions.diagnostic(pointer, message).with_help(help),
                        );
                    }
                    wanted == word
                }
                None => false,
            };
        }
        problems.into_iter().for_each(|problem| self.report(problem));
        found
    }
}
