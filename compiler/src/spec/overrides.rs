//! What an invocation may set instead of the spec.

use std::fmt;

use super::{
    BRANCHES, DilationPolicy, Labels, MAX_CHANNELS, MAX_INPUT_CHANNELS, MAX_SIZE, Precision,
    WIDTH_MULTIPLIERS,
};
use crate::diagnostic::Diagnostic;

/// Values that take the place of the spec's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// The factor s of every `scaled` width.
    pub width_multiplier: Option<f64>,
    /// Number of classes.
    pub classes: Option<usize>,
    /// C of the input.
    pub channels: Option<usize>,
    /// H of the input in pixels.
    pub height: Option<usize>,
    /// W of the input in pixels.
    pub width: Option<usize>,
    /// K, branches of every EESP unit that does not say its own.
    pub branches: Option<usize>,
    /// Which rule bounds the dilations.
    pub dilation: Option<DilationPolicy>,
    /// How every linear layer stores its weights.
    pub linear_weights: Option<Precision>,
    /// The names of the classes.
    pub labels: Option<Labels>,
}

impl Overrides {
    /// Takes out the overrides that no spec allows, and says so: the spec's own values in their
    /// place, the rest can still be checked.
    pub(crate) fn take_impossible(&mut self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let mut number = |name: &str, value: &mut Option<usize>, range: (usize, usize)| {
            if let Some(found) = value.take_if(|value| !(range.0..=range.1).contains(value)) {
                problems.push(Diagnostic::new(name, not_within("an integer", range, found)));
            }
        };
        number("channels", &mut self.channels, (1, MAX_INPUT_CHANNELS));
        number("height", &mut self.height, (1, MAX_SIZE));
        number("width", &mut self.width, (1, MAX_SIZE));
        number("classes", &mut self.classes, (1, MAX_CHANNELS));
        number("branches", &mut self.branches, BRANCHES);
        // Written so that NaN is taken out.
        let (least, greatest) = WIDTH_MULTIPLIERS;
        let impossible = |value: &mut f64| !(*value >= least && *value <= greatest);
        if let Some(found) = self.width_multiplier.take_if(impossible) {
            let message = not_within("a number", WIDTH_MULTIPLIERS, found);
            problems.push(Diagnostic::new("width_multiplier", message));
        }
        problems
    }
}

/// What is wrong with a number outside its range.
pub(super) fn not_within<T: fmt::Display>(
    kind: &str,
    (least, greatest): (T, T),
    found: T,
) -> String {
    format!("expected {kind} from {least} to {greatest}, found {found}")
}
