//! Overrides: values that an invocation of the macro, the builder or the command line sets in place of the
//! spec's own.

use std::fmt;

use super::{
    BRANCHES, DilationPolicy, Labels, MAX_CHANNELS, MAX_INPUT_CHANNELS, MAX_SIZE, Precision,
    SetValues, WIDTH_MULTIPLIERS,
};
use crate::diagnostic::Diagnostic;

/// Calls the macro `$then` with the table of all overrides. A row consists of the documentation of the
/// override, its name and type, its range if it is a number, and a description of the value that the field of
/// an invocation takes. The rows that begin with `input` share the field `input`, and the row that begins
/// with `named` consists of values with names of their own.
macro_rules! override_table {
    ($then:ident) => {
        $then! {
            /// C of the input.
            input channels: usize, in (1, MAX_INPUT_CHANNELS), takes "[channels, height, width]";
            /// H of the input in pixels.
            input height: usize, in (1, MAX_SIZE), takes "[channels, height, width]";
            /// W of the input in pixels.
            input width: usize, in (1, MAX_SIZE), takes "[channels, height, width]";
            /// Number of classes.
            field classes: usize, in (1, MAX_CHANNELS), takes "a positive integer";
            /// K: branches of every EESP unit without a K of its own.
            field branches: usize, in BRANCHES, takes "an integer from 2 to 8";
            /// The factor s of every `scaled` width.
            field width_multiplier: f64, in WIDTH_MULTIPLIERS, takes "a number, such as 0.5";
            /// The rule that bounds the dilations.
            field dilation: DilationPolicy, takes "\"official\", \"paper\" or \"explicit\"";
            /// The form in which every linear layer stores its weights.
            field linear_weights: Precision, takes "\"auto\", \"i16\" or \"f32\"";
            /// Values for settings and named widths of the spec.
            named set: SetValues, takes "{ name = value, … }, such as { q = 5 }";
            /// The names of the classes.
            field labels: Labels,
                takes "the name of a set, such as \"imagenet\", or [\"cat\", \"dog\"]";
        }
    };
}

pub(crate) use override_table;

macro_rules! declare {
    ($(
        $(#[$doc:meta])*
        $group:ident $name:ident: $Type:ty $(, in $range:expr)?, takes $takes:literal;
    )*) => {
        /// Values that replace the spec's own.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Overrides {
            $($(#[$doc])* pub $name: Option<$Type>,)*
        }

        impl Overrides {
            /// The names of all overrides.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            /// Returns the name of each override that is set, and its value in the syntax of an invocation's
            /// field.
            pub fn literals(&self) -> Vec<(&'static str, String)> {
                let all = [$((stringify!($name), self.$name.as_ref().map(Literal::literal))),*];
                all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
            }

            /// Removes the override with this name.
            pub(crate) fn remove(&mut self, name: &str) {
                $(if name == stringify!($name) {
                    self.$name = None;
                })*
            }

            /// Removes the overrides that are out of range and returns their problems. The rest can still be
            /// checked with the spec's own values in their place.
            pub(crate) fn take_impossible(&mut self) -> Vec<Diagnostic> {
                let mut problems = Vec::new();
                $($(problems.extend(outside(stringify!($name), &mut self.$name, $range));)?)*
                problems
            }
        }
    };
}

override_table!(declare);

impl Overrides {
    /// The fields of an invocation that set overrides, in the order of messages.
    pub const FIELDS: [&str; 8] = [
        "width_multiplier",
        "classes",
        "input",
        "branches",
        "dilation",
        "linear_weights",
        "set",
        "labels",
    ];
}

/// Removes a number that is out of its range and returns the problem.
fn outside<T: Number>(name: &str, value: &mut Option<T>, range: (T, T)) -> Option<Diagnostic> {
    // This form of the condition also removes NaN.
    let found = value.take_if(|value| !(*value >= range.0 && *value <= range.1))?;
    Some(Diagnostic::new(name, not_within(T::KIND, range, found)))
}

/// The message for a number out of its range.
pub(super) fn not_within<T: fmt::Display>(
    kind: &str,
    (least, greatest): (T, T),
    found: T,
) -> String {
    format!("expected {kind} from {least} to {greatest}, found {found}")
}

trait Number: PartialOrd + fmt::Display {
    /// The name of the type in messages.
    const KIND: &str;
}

impl Number for usize {
    const KIND: &str = "an integer";
}

impl Number for f64 {
    const KIND: &str = "a number";
}

/// A type of values of an invocation's fields.
trait Literal {
    /// Returns the text of the value as an invocation writes it.
    fn literal(&self) -> String;
}

impl Literal for usize {
    fn literal(&self) -> String {
        self.to_string()
    }
}

impl Literal for f64 {
    fn literal(&self) -> String {
        format!("{self:?}")
    }
}

impl Literal for DilationPolicy {
    fn literal(&self) -> String {
        format!("{:?}", self.name())
    }
}

impl Literal for Precision {
    fn literal(&self) -> String {
        format!("{:?}", self.name())
    }
}

impl Literal for SetValues {
    fn literal(&self) -> String {
        self.to_string()
    }
}

impl Literal for Labels {
    fn literal(&self) -> String {
        match self {
            Labels::Set(name) => format!("{name:?}"),
            Labels::List(names) => format!("{names:?}"),
            Labels::AnyOf(sets) => format!("{:?}", sets.any_of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_override_has_a_field() {
        let sizes = ["channels", "height", "width"];
        let fields = Overrides::FIELDS.iter();
        let mut named: Vec<_> = fields.filter(|field| **field != "input").chain(&sizes).collect();
        let mut names: Vec<_> = Overrides::NAMES.iter().collect();
        named.sort();
        names.sort();
        assert_eq!(named, names);
    }
}
