//! The text of a rule in messages, with the values of the names in it.

use std::fmt;

use super::{Form, NumberScope, Numbers, Rule, SettingValue, Width};

/// A number with the scope whose names it sees.
pub(super) struct Shown<'n, 'a> {
    pub number: Form<'n>,
    pub scope: NumberScope,
    pub numbers: &'n Numbers<'a>,
}

impl Shown<'_, '_> {
    /// Returns the value of a name, if it is known.
    fn value(&self, name: &str) -> Option<usize> {
        if let Some(value) = self.numbers.built_in(name) {
            return Some(value);
        }
        let scope = self.numbers.scope_of(name, self.scope)?;
        let names = &self.numbers.scopes[scope.0];
        match names.values.get(name) {
            Some(SettingValue::Number(value)) => Some(*value),
            Some(SettingValue::Word(_)) => None,
            None => names.found.get(name).copied().flatten(),
        }
    }

    fn list(&self, f: &mut fmt::Formatter<'_>, name: &str, numbers: &[Width]) -> fmt::Result {
        write!(f, "{name}(")?;
        for (i, number) in numbers.iter().enumerate() {
            let separator = if i == 0 { "" } else { ", " };
            write!(f, "{separator}{}", Shown { number: number.form(), ..*self })?;
        }
        write!(f, ")")
    }
}

impl fmt::Display for Shown<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = match self.number {
            Form::Fixed(value) => return write!(f, "{value}"),
            Form::Rule(rule) => rule,
        };
        match rule {
            Rule::Named(name) => match self.value(name) {
                Some(value) => write!(f, "{name} = {value}"),
                None => write!(f, "{name}"),
            },
            Rule::Scaled(rule) => write!(f, "{}·s", rule.scaled),
            Rule::FloorScaled(rule) => {
                write!(f, "⌊{}·s⌋", Shown { number: rule.floor_scaled.form(), ..*self })
            }
            Rule::MakeDivisible(rule) => {
                let base = Shown { number: rule.make_divisible.form(), ..*self };
                write!(f, "make_divisible({base}·s, {})", rule.divisor)
            }
            Rule::ByMultiplier(_) => write!(f, "by_multiplier(s)"),
            Rule::Switch(rule) => write!(f, "switch({})", rule.switch),
            Rule::Sum(rule) => self.list(f, "sum", &rule.sum),
            Rule::Difference(rule) => self.list(f, "difference", &rule.difference),
            Rule::Product(rule) => self.list(f, "product", &rule.product),
            Rule::Min(rule) => self.list(f, "min", &rule.min),
            Rule::FloorDiv(rule) => self.list(f, "floor_div", &*rule.floor_div),
        }
    }
}
