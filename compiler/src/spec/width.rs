//! Widths in a spec: numbers of channels and groups, given directly or by a rule that depends on the width
//! multiplier, the number of classes or other widths.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MAX_CHANNELS, MAX_DEPTH, Positions, position::join, suggest};
use crate::diagnostic::{Diagnostic, quoted};

/// A number of channels or groups, which must be 1 to 65536.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Width {
    /// The number itself.
    Fixed(#[schemars(range(min = 1, max = MAX_CHANNELS))] usize),
    /// The name of an entry of `widths`, or `classes`, `branches` or `input.channels`; no width may refer to
    /// itself.
    Named(String),
    /// A number that is scaled with the width multiplier.
    Scaled(Scaled),
    /// A number for each range of the width multiplier.
    ByMultiplier(ByMultiplier),
    /// A product.
    Product(Product),
    /// The minimum of several widths.
    Min(Min),
    /// A quotient, rounded down.
    FloorDiv(FloorDiv),
}

/// `scaled`·s, rounded to the nearest multiple of K² (at least one), so that every unit of K
/// branches can be built. K² is 16 at the four branches of the released networks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scaled {
    /// The width at s = 1.
    #[schemars(range(min = 1, max = MAX_CHANNELS))]
    pub scaled: usize,
    /// The upper bound; it does not apply if it is less than K².
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = MAX_CHANNELS))]
    pub at_most: Option<usize>,
    /// The result must exceed this width.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
}

/// The width of the first step whose `up_to` is at least the width multiplier, rounded to the nearest
/// multiple of K.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ByMultiplier {
    /// The steps, ascending; the last has no `up_to`.
    #[schemars(length(min = 1, max = 64))]
    pub by_multiplier: Vec<MultiplierStep>,
}

/// A step of a width by multiplier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MultiplierStep {
    /// The largest width multiplier of this step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<f64>,
    /// The width.
    #[schemars(range(min = 1, max = MAX_CHANNELS))]
    pub width: usize,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// The factors.
    #[schemars(length(min = 1, max = 64))]
    pub product: Vec<Width>,
}

/// The minimum of several widths.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Min {
    /// The widths.
    #[schemars(length(min = 1, max = 64))]
    pub min: Vec<Width>,
}

/// A quotient, rounded down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FloorDiv {
    /// Dividend and divisor, two widths.
    pub floor_div: Box<[Width; 2]>,
}

/// Names of widths that exist in every spec.
pub(super) const BUILT_IN: [&str; 3] = ["classes", "branches", "input.channels"];

/// The numbers that rules refer to, and the widths that are evaluated so far.
pub(super) struct Widths<'a> {
    pub rules: &'a BTreeMap<String, Width>,
    pub positions: &'a Positions,
    pub width_multiplier: f64,
    pub classes: usize,
    pub branches: usize,
    pub channels: usize,
    /// Widths by name; `None` after a problem.
    pub found: BTreeMap<String, Option<usize>>,
    /// The number of nested rules under evaluation.
    pub depth: usize,
    pub uses_multiplier: Cell<bool>,
    pub uses_classes: Cell<bool>,
    pub uses_branches: Cell<bool>,
}

/// The reason why a rule has no value.
enum Failure {
    /// A new problem.
    Problem(Box<Diagnostic>),
    /// The rule needs a width whose problem is reported elsewhere.
    Elsewhere,
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Failure::Problem(Box::new(diagnostic))
    }
}

impl Widths<'_> {
    /// Evaluates every named width.
    pub fn find_all(&mut self, problems: &mut Vec<Diagnostic>) {
        for name in self.rules.keys() {
            let mut open = Vec::new();
            if let Err(Failure::Problem(problem)) = self.named(name, &mut open) {
                problems.push(*problem);
            }
            // All names that are still open depend on the problem just reported.
            self.found.extend(open.into_iter().map(|name| (name, None)));
        }
    }

    /// Evaluates the width at `pointer`; `None` if its problem was reported.
    pub fn at(
        &mut self,
        width: &Width,
        pointer: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        match self.bounded(width, pointer, &mut Vec::new()) {
            Ok(value) => Some(value),
            Err(Failure::Elsewhere) => None,
            Err(Failure::Problem(problem)) => {
                problems.push(*problem);
                None
            }
        }
    }

    /// Evaluates a width by name; `open` contains the names whose evaluation needs it.
    fn named(&mut self, name: &str, open: &mut Vec<String>) -> Result<usize, Failure> {
        if let Some(found) = self.found.get(name) {
            return found.ok_or(Failure::Elsewhere);
        }
        let pointer = join("/widths", name);
        if let Some(start) = open.iter().position(|waiting| waiting == name) {
            let cycle = [&open[start..], &[name.to_owned()]].concat().join(" → ");
            return Err(self
                .positions
                .diagnostic(&pointer, format!("the width refers to itself: {cycle}"))
                .with_help("give one of them as a number")
                .into());
        }
        let Some(rule) = self.rules.get(name) else { return Err(Failure::Elsewhere) };
        open.push(name.to_owned());
        let value = self.bounded(rule, &pointer, open)?;
        open.pop();
        self.found.insert(name.to_owned(), Some(value));
        Ok(value)
    }

    fn bounded(
        &mut self,
        width: &Width,
        pointer: &str,
        open: &mut Vec<String>,
    ) -> Result<usize, Failure> {
        let value = self.value(width, pointer, open)?;
        match usize::try_from(value) {
            Ok(value @ 1..=MAX_CHANNELS) => Ok(value),
            _ => {
                let message = format!("the width comes to {value}, not 1 to {MAX_CHANNELS}");
                let help = match width {
                    Width::Scaled(scaled) => format!(
                        "the largest width multiplier that it allows is {}",
                        MAX_CHANNELS as f64 / scaled.scaled as f64
                    ),
                    _ => {
                        let shown = Shown { width, widths: self };
                        let change = if value == 0 { "raise" } else { "lower" };
                        format!("{change} what it is made of: {shown}")
                    }
                };
                Err(self.positions.diagnostic(pointer, message).with_help(help).into())
            }
        }
    }

    /// Evaluates a rule without checking the bounds of its value.
    fn value(
        &mut self,
        width: &Width,
        pointer: &str,
        open: &mut Vec<String>,
    ) -> Result<u64, Failure> {
        if self.depth == MAX_DEPTH {
            let message = format!("widths refer to one another more than {MAX_DEPTH} deep");
            let problem = self.positions.diagnostic(pointer, message);
            return Err(problem.with_help("give some of them as numbers").into());
        }
        self.depth += 1;
        let value = self.rule(width, pointer, open);
        self.depth -= 1;
        value
    }

    fn rule(
        &mut self,
        width: &Width,
        pointer: &str,
        open: &mut Vec<String>,
    ) -> Result<u64, Failure> {
        let mut list = |field: &str, widths: &[Width]| -> Result<Vec<u64>, Failure> {
            let pointer = join(pointer, field);
            let items = widths.iter().enumerate();
            items
                .map(|(i, width)| self.value(width, &join(&pointer, &i.to_string()), open))
                .collect()
        };
        match width {
            Width::Fixed(value) => Ok(*value as u64),
            Width::Named(name) => self.reference(name, pointer, open),
            Width::Scaled(rule) => {
                let above = match &rule.above {
                    Some(name) => Some(self.reference(name, &join(pointer, "above"), open)?),
                    None => None,
                };
                Ok(self.scaled(rule, above))
            }
            Width::ByMultiplier(rule) => self.by_multiplier(rule, pointer),
            Width::Product(rule) => list("product", &rule.product)?
                .into_iter()
                .try_fold(1, u64::checked_mul)
                .ok_or_else(|| {
                    let problem = self.positions.diagnostic(pointer, "the product exceeds 64 bits");
                    problem.with_help("lower its factors").into()
                }),
            Width::Min(rule) => Ok(list("min", &rule.min)?.into_iter().min().unwrap_or(0)),
            Width::FloorDiv(rule) => {
                let values = list("floor_div", &*rule.floor_div)?;
                values[0].checked_div(values[1]).ok_or_else(|| {
                    let problem = self.positions.diagnostic(pointer, "a division by zero");
                    problem.with_help("the divisor is at least 1").into()
                })
            }
        }
    }

    fn reference(
        &mut self,
        name: &str,
        pointer: &str,
        open: &mut Vec<String>,
    ) -> Result<u64, Failure> {
        let value = match self.built_in(name) {
            Some(value) => value,
            None if self.rules.contains_key(name) => self.named(name, open)?,
            None => {
                let known = self.rules.keys().map(String::as_str).chain(BUILT_IN);
                let help = suggest::help(name, "widths", known);
                let message = format!("unknown width {}", quoted(name));
                return Err(self.positions.diagnostic(pointer, message).with_help(help).into());
            }
        };
        Ok(value as u64)
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
            "input.channels" => Some(self.channels),
            _ => None,
        }
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

    fn by_multiplier(&self, rule: &ByMultiplier, pointer: &str) -> Result<u64, Failure> {
        self.uses_multiplier.set(true);
        self.uses_branches.set(true);
        let steps = &rule.by_multiplier;
        let bounds: Vec<f64> = steps.iter().map_while(|step| step.up_to).collect();
        if bounds.len() + 1 != steps.len() || !bounds.is_sorted_by(|a, b| a < b) {
            return Err(self
                .positions
                .diagnostic(
                    &join(pointer, "by_multiplier"),
                    "the steps do not ascend to one without `up_to`",
                )
                .with_help("order them by `up_to` and leave it out in the last one alone")
                .into());
        }
        let step = bounds.iter().filter(|up_to| self.width_multiplier > **up_to).count();
        let multiple = (steps[step].width + self.branches / 2) / self.branches;
        Ok((multiple.max(1) * self.branches) as u64)
    }

    /// Reports names in `widths` that already have a meaning.
    pub fn check_names(&self, problems: &mut Vec<Diagnostic>) {
        let taken: BTreeSet<&str> = BUILT_IN.into_iter().chain(["channels", "gcd"]).collect();
        for name in self.rules.keys().filter(|name| taken.contains(name.as_str())) {
            problems.push(
                self.positions
                    .diagnostic(&join("/widths", name), format!("`{name}` has a meaning already"))
                    .with_help("choose another name"),
            );
        }
    }
}

/// The text of a rule, with the values of the names in it.
struct Shown<'a, 'b> {
    width: &'a Width,
    widths: &'a Widths<'b>,
}

impl fmt::Display for Shown<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, name: &str, widths: &[Width]| {
            write!(f, "{name}(")?;
            for (i, width) in widths.iter().enumerate() {
                let separator = if i == 0 { "" } else { ", " };
                write!(f, "{separator}{}", Shown { width, widths: self.widths })?;
            }
            write!(f, ")")
        };
        match self.width {
            Width::Fixed(value) => write!(f, "{value}"),
            Width::Named(name) => {
                let found = self.widths.found.get(name).copied().flatten();
                match self.widths.built_in(name).or(found) {
                    Some(value) => write!(f, "{name} = {value}"),
                    None => write!(f, "{name}"),
                }
            }
            Width::Scaled(rule) => write!(f, "{}·s", rule.scaled),
            Width::ByMultiplier(_) => write!(f, "by_multiplier(s)"),
            Width::Product(rule) => list(f, "product", &rule.product),
            Width::Min(rule) => list(f, "min", &rule.min),
            Width::FloorDiv(rule) => list(f, "floor_div", &*rule.floor_div),
        }
    }
}
