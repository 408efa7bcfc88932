//! Units: sequences of blocks that a spec defines once and uses by name, with numbers of its own each time.
//! The conditions under which blocks take part are here too.

use std::{borrow::Cow, collections::BTreeMap};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Block, Kind, MAX_BLOCKS, MAX_CHANNELS, Number, Width};

/// The number of a parameter or in a condition.
pub type Parameter = Number<0, MAX_CHANNELS>;

/// A sequence of blocks that other blocks use by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// A description of the unit, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The names of the parameters, for which every use gives a number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64))]
    pub parameters: Vec<String>,
    /// Further parameters with the numbers that they have where a use gives none. They may refer to other
    /// parameters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("maxProperties" = 64))]
    pub defaults: BTreeMap<String, Parameter>,
    /// Widths by name, which depend on the parameters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("maxProperties" = 64))]
    pub widths: BTreeMap<String, Width>,
    /// The names of the values that the unit reads; by default one, `input`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 64))]
    pub inputs: Option<Vec<String>>,
    /// The blocks. Their names and modules are relative to those of the use, and they see only one another
    /// and the unit's inputs. The first reads the first input unless it has a `from`.
    #[schemars(length(min = 1, max = MAX_BLOCKS))]
    pub blocks: Vec<Block>,
    /// The block whose value is that of the unit; by default the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
}

impl Unit {
    /// Returns the names of the values that the unit reads.
    pub(super) fn input_names(&self) -> impl Iterator<Item = &str> {
        let names = self.inputs.as_deref().unwrap_or_default();
        let default = names.is_empty().then_some("input");
        names.iter().map(String::as_str).chain(default)
    }

    /// Returns the name of the block whose value is that of the unit.
    pub(super) fn output_name(&self) -> &str {
        let last = || self.blocks.last().map(|block| block.name.as_str());
        self.output.as_deref().or_else(last).unwrap_or("input")
    }

    /// Returns the names of all parameters.
    pub(super) fn parameter_names(&self) -> impl Iterator<Item = &str> {
        self.parameters.iter().chain(self.defaults.keys()).map(String::as_str)
    }

    /// Whether the unit has this parameter.
    pub(super) fn has_parameter(&self, name: &str) -> bool {
        self.parameter_names().any(|parameter| parameter == name)
    }
}

/// The use of a unit: its name, and a number for each parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitUse {
    /// The name of the unit.
    #[serde(rename = "type")]
    pub unit: String,
    /// The numbers of its parameters.
    #[serde(flatten)]
    pub parameters: BTreeMap<String, Parameter>,
}

impl JsonSchema for UnitUse {
    fn schema_name() -> Cow<'static, str> {
        "UnitUse".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let parameter = generator.subschema_for::<Parameter>();
        let mut properties: Map<String, Value> =
            Block::COMMON.iter().map(|field| ((*field).to_owned(), Value::Bool(true))).collect();
        let kind = json_schema!({ "type": "string", "not": { "enum": Kind::NAMES } });
        properties.insert("type".into(), kind.into());
        json_schema!({
            "description": "A unit of the spec. Its further fields are the numbers of its parameters.",
            "type": "object",
            "properties": properties,
            "additionalProperties": parameter,
            "required": ["type"],
        })
    }
}

/// A condition on settings and numbers: each name has the value given here, or one of several.
pub type Condition = BTreeMap<String, Matches>;

/// The values that fulfil a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Matches {
    /// This value: a number, the name of a number, or a word of the setting.
    One(Parameter),
    /// One of several values.
    OneOf(#[schemars(length(min = 1, max = 64))] Vec<Parameter>),
}

impl Matches {
    /// Returns the values.
    pub(super) fn all(&self) -> &[Parameter] {
        match self {
            Matches::One(value) => std::slice::from_ref(value),
            Matches::OneOf(values) => values,
        }
    }
}
