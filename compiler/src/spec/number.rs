//! Numbers in a spec: widths, strides, repetitions. Each is given directly or by a rule that depends on the
//! width multiplier, the number of classes, settings or other numbers. [`evaluate`](super::evaluate) computes
//! their values.

use std::{borrow::Cow, collections::BTreeMap};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::MAX_CHANNELS;

/// A whole number from `LEAST` to `MOST`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Number<const LEAST: usize, const MOST: usize> {
    /// The number itself.
    Fixed(usize),
    /// A rule.
    Rule(Rule),
}

/// A number of channels or groups, which must be 1 to 65536.
pub type Width = Number<1, MAX_CHANNELS>;

impl<const LEAST: usize, const MOST: usize> Number<LEAST, MOST> {
    /// The range of the number.
    pub const RANGE: (usize, usize) = (LEAST, MOST);

    /// Returns the number or its rule, whatever the range.
    pub(super) fn form(&self) -> Form<'_> {
        match self {
            Number::Fixed(value) => Form::Fixed(*value),
            Number::Rule(rule) => Form::Rule(rule),
        }
    }

    /// Returns the name, if the number is given by a name alone.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Number::Rule(Rule::Named(name)) => Some(name),
            _ => None,
        }
    }
}

impl<const LEAST: usize, const MOST: usize> JsonSchema for Number<LEAST, MOST> {
    fn schema_name() -> Cow<'static, str> {
        match (LEAST, MOST) {
            (1, MAX_CHANNELS) => "Width".into(),
            _ => format!("Number{LEAST}To{MOST}").into(),
        }
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let rule = generator.subschema_for::<Rule>();
        let description = match (LEAST, MOST) {
            (1, MAX_CHANNELS) => {
                "A number of channels or groups, which must be 1 to 65536.".to_owned()
            }
            _ => format!("A whole number from {LEAST} to {MOST}."),
        };
        json_schema!({
            "description": description,
            "anyOf": [
                {
                    "description": "The number itself.",
                    "type": "integer",
                    "format": "uint",
                    "minimum": LEAST,
                    "maximum": MOST,
                },
                rule,
            ],
        })
    }
}

/// A number without its range.
#[derive(Clone, Copy)]
pub(super) enum Form<'a> {
    Fixed(usize),
    Rule(&'a Rule),
}

/// A rule for a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Rule {
    /// The name of an entry of `widths` or `settings`, of a parameter of the unit, or `classes`, `branches`,
    /// `input.channels`, `input.height` or `input.width`; no number may refer to itself.
    Named(String),
    /// A number that is scaled with the width multiplier and suits EESP units.
    Scaled(Scaled),
    /// A number that is scaled with the width multiplier and rounded down.
    FloorScaled(FloorScaled),
    /// A number that is scaled with the width multiplier and rounded as MobileNets do.
    MakeDivisible(MakeDivisible),
    /// A number for each range of the width multiplier.
    ByMultiplier(ByMultiplier),
    /// A number for each value of a setting or of another number.
    Switch(Switch),
    /// A sum.
    Sum(Sum),
    /// A difference.
    Difference(Difference),
    /// A product.
    Product(Product),
    /// The minimum of several numbers.
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

/// ⌊`floor_scaled`·s⌋, the rule of MobileNet v1 (arXiv 1704.04861, section 3.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FloorScaled {
    /// The number at s = 1.
    pub floor_scaled: Box<Width>,
}

/// `make_divisible`·s, rounded to the nearest multiple of `divisor` (at least one), and to the next multiple
/// if that is less than nine tenths: the rule of MobileNet v2's implementations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeDivisible {
    /// The number at s = 1.
    pub make_divisible: Box<Width>,
    /// The number of which the result is a multiple.
    #[serde(default = "eight")]
    #[schemars(range(min = 1, max = MAX_CHANNELS))]
    pub divisor: usize,
    /// The lower bound of the product before it is rounded.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = MAX_CHANNELS))]
    pub at_least: usize,
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
    pub width: Width,
}

/// A number for each value of a setting or of another number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// The name of the setting, or of the number.
    pub switch: String,
    /// The number for each value.
    #[schemars(extend("minProperties" = 1, "maxProperties" = 64))]
    pub cases: BTreeMap<String, Width>,
}

/// A sum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// The terms.
    #[schemars(length(min = 1, max = 64))]
    pub sum: Vec<Width>,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The number and what is subtracted from it; the result must not be negative.
    #[schemars(length(min = 2, max = 64))]
    pub difference: Vec<Width>,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// The factors.
    #[schemars(length(min = 1, max = 64))]
    pub product: Vec<Width>,
}

/// The minimum of several numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Min {
    /// The numbers.
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

fn one() -> usize {
    1
}

fn eight() -> usize {
    8
}
