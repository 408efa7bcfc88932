//! Evaluates the rules of numbers.

use super::{At, Failure, Form, Numbers, Open, Rule, SettingValue, Width, join};
use crate::{
    diagnostic::quoted,
    spec::{ByMultiplier, MAX_DEPTH, Scaled, Switch, suggest},
};

impl<'a> Numbers<'a> {
    /// Evaluates a number without checking the bounds of its value.
    pub(super) fn value(
        &mut self,
        number: Form<'a>,
        at: At<'_>,
        open: &mut Open<'a>,
    ) -> Result<u64, Failure> {
        let rule = match number {
            Form::Fixed(value) => return Ok(value as u64),
            Form::Rule(rule) => rule,
        };
        if self.depth == MAX_DEPTH {
            let message = format!("widths refer to one another more than {MAX_DEPTH} deep");
            return Err(self.problem(at, message, "give some of them as numbers"));
        }
        self.depth += 1;
        let value = self.rule(rule, at, open);
        self.depth -= 1;
        value
    }

    fn rule(&mut self, rule: &'a Rule, at: At<'_>, open: &mut Open<'a>) -> Result<u64, Failure> {
        match rule {
            Rule::Named(name) => self.number(name, at, open),
            Rule::Scaled(rule) => {
                let above = match &rule.above {
                    Some(name) => {
                        let pointer = &join(at.pointer, "above");
                        Some(self.number(name, At { pointer, ..at }, open)?)
                    }
                    None => None,
                };
                Ok(self.scaled(rule, above))
            }
            Rule::FloorScaled(rule) => {
                self.uses_multiplier.set(true);
                let base = self.operand("floor_scaled", &rule.floor_scaled, at, open)?;
                Ok((base as f64 * self.width_multiplier).floor() as u64)
            }
            Rule::MakeDivisible(rule) => {
                self.uses_multiplier.set(true);
                let base = self.operand("make_divisible", &rule.make_divisible, at, open)?;
                let exact = (base as f64 * self.width_multiplier).max(rule.at_least as f64);
                Ok(make_divisible(exact, rule.divisor as u64))
            }
            Rule::ByMultiplier(rule) => self.by_multiplier(rule, at, open),
            Rule::Switch(rule) => self.switch(rule, at, open),
            Rule::Sum(rule) => {
                let terms = self.list("sum", &rule.sum, at, open)?;
                let sum = terms.into_iter().try_fold(0, u64::checked_add);
                sum.ok_or_else(|| self.problem(at, "the sum exceeds 64 bits", "lower its terms"))
            }
            Rule::Difference(rule) => {
                let terms = self.list("difference", &rule.difference, at, open)?;
                let rest = terms.iter().copied().reduce(u64::saturating_sub).unwrap_or(0);
                if terms[1..]
                    .iter()
                    .try_fold(terms[0], |rest, &term| rest.checked_sub(term))
                    .is_some()
                {
                    return Ok(rest);
                }
                let terms: Vec<String> = terms.iter().map(u64::to_string).collect();
                let message = format!("the difference {} is negative", terms.join(" − "));
                Err(self.problem(at, message, "raise the first number or lower the others"))
            }
            Rule::Product(rule) => {
                let factors = self.list("product", &rule.product, at, open)?;
                let product = factors.into_iter().try_fold(1, u64::checked_mul);
                product.ok_or_else(|| {
                    self.problem(at, "the product exceeds 64 bits", "lower its factors")
                })
            }
            Rule::Min(rule) => {
                Ok(self.list("min", &rule.min, at, open)?.into_iter().min().unwrap_or(0))
            }
            Rule::FloorDiv(rule) => {
                let values = self.list("floor_div", &*rule.floor_div, at, open)?;
                values[0].checked_div(values[1]).ok_or_else(|| {
                    self.problem(at, "a division by zero", "the divisor is at least 1")
                })
            }
        }
    }

    /// Evaluates the operand `field` of a rule.
    fn operand(
        &mut self,
        field: &str,
        operand: &'a Width,
        at: At<'_>,
        open: &mut Open<'a>,
    ) -> Result<u64, Failure> {
        self.value(operand.form(), At { pointer: &join(at.pointer, field), ..at }, open)
    }

    /// Evaluates the operands in the list `field` of a rule.
    fn list(
        &mut self,
        field: &str,
        operands: &'a [Width],
        at: At<'_>,
        open: &mut Open<'a>,
    ) -> Result<Vec<u64>, Failure> {
        let pointer = &join(at.pointer, field);
        let at = At { pointer, ..at };
        let operands = operands.iter().enumerate();
        operands.map(|(i, operand)| self.operand(&i.to_string(), operand, at, open)).collect()
    }

    fn scaled(&self, rule: &Scaled, above: Option<u64>) -> u64 {
        self.uses_multiplier.set(true);
        self.uses_branches.set(true);
        let quantum = (self.branches * self.branches) as u64;
        let exact = rule.scaled as f64 * self.width_multiplier;
        let mut quanta = (exact / quantum as f64 + 0.5).floor() as u64;
        if let Some(at_most) = rule.at_most {
            quanta = quanta.min(at_most as u64 / quantum);
        }
        if let Some(above) = above {
            quanta = quanta.max(above / quantum + 1);
        }
        quanta.max(1) * quantum
    }

    fn by_multiplier(
        &mut self,
        rule: &'a ByMultiplier,
        at: At<'_>,
        open: &mut Open<'a>,
    ) -> Result<u64, Failure> {
        self.uses_multiplier.set(true);
        self.uses_branches.set(true);
        let steps = &rule.by_multiplier;
        let pointer = &join(at.pointer, "by_multiplier");
        let at = At { pointer, ..at };
        let bounds: Vec<f64> = steps.iter().map_while(|step| step.up_to).collect();
        if bounds.len() + 1 != steps.len() || !bounds.is_sorted_by(|a, b| a < b) {
            let message = "the steps do not ascend to one without `up_to`";
            let help = "order them by `up_to` and leave it out in the last one alone";
            return Err(self.problem(at, message, help));
        }
        let step = bounds.iter().filter(|up_to| self.width_multiplier > **up_to).count();
        let pointer = &join(at.pointer, &step.to_string());
        let width = self.operand("width", &steps[step].width, At { pointer, ..at }, open)?;
        let branches = self.branches as u64;
        let multiple = (width + branches / 2) / branches;
        Ok(multiple.max(1) * branches)
    }

    fn switch(
        &mut self,
        rule: &'a Switch,
        at: At<'_>,
        open: &mut Open<'a>,
    ) -> Result<u64, Failure> {
        let pointer = &join(at.pointer, "switch");
        let value = self.reference(&rule.switch, At { pointer, ..at }, open)?;
        let key = match &value {
            SettingValue::Number(number) => number.to_string(),
            SettingValue::Word(word) => word.clone(),
        };
        let pointer = &join(at.pointer, "cases");
        let at = At { pointer, ..at };
        if let Some(case) = rule.cases.get(&key) {
            return self.operand(&key, case, at, open);
        }
        let message = format!("no case for {} = {key}", quoted(&rule.switch));
        let known: Vec<&str> = rule.cases.keys().map(String::as_str).collect();
        let help = match value {
            SettingValue::Number(number) => nearest(number, &known),
            SettingValue::Word(_) => None,
        };
        let help = help.unwrap_or_else(|| format!("there are {}", suggest::list(&known)));
        Err(self.problem(at, message, &help))
    }
}

/// Returns the cases next to a number, in words.
fn nearest(number: usize, cases: &[&str]) -> Option<String> {
    let cases: Vec<usize> = cases.iter().filter_map(|case| case.parse().ok()).collect();
    let below = cases.iter().copied().filter(|&case| case < number).max();
    let above = cases.iter().copied().filter(|&case| case > number).min();
    let cases: Vec<String> = below.into_iter().chain(above).map(|case| case.to_string()).collect();
    match cases.as_slice() {
        [] => None,
        [only] => Some(format!("the nearest is {only}")),
        _ => Some(format!("the nearest are {}", cases.join(" and "))),
    }
}

/// Returns the multiple of `divisor` nearest to a number, at least one, and not below nine tenths of the number
/// (`_make_divisible` of MobileNet v2's implementations).
fn make_divisible(exact: f64, divisor: u64) -> u64 {
    let nearest = (exact + divisor as f64 / 2.0) as u64 / divisor * divisor;
    let nearest = nearest.max(divisor);
    match (nearest as f64) < 0.9 * exact {
        true => nearest + divisor,
        false => nearest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The widths of MobileNet v2 at 0.35 and 0.75, and a number that rounds down too far.
    #[test]
    fn mobilenet_widths_are_multiples_of_eight() {
        let widths = |multiplier: f64| {
            [32, 16, 24, 64, 96, 160, 320]
                .map(|width| make_divisible(f64::from(width) * multiplier, 8))
        };
        assert_eq!(widths(0.35), [16, 8, 8, 24, 32, 56, 112]);
        assert_eq!(widths(0.75), [24, 16, 24, 48, 72, 120, 240]);
        assert_eq!(make_divisible(11.0, 8), 16);
    }

    #[test]
    fn the_nearest_cases_are_on_both_sides() {
        let cases = ["1", "2", "3", "4", "8"];
        assert_eq!(nearest(5, &cases).unwrap(), "the nearest are 4 and 8");
        assert_eq!(nearest(9, &cases).unwrap(), "the nearest is 8");
        assert_eq!(nearest(9, &["paper"]), None);
    }
}
