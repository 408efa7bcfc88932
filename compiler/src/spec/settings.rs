//! Settings: named numbers and choices of a spec that are meant to be set from outside, such as the number of
//! repetitions of a unit or the wiring of a network.

use std::{collections::BTreeMap, fmt};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MAX_CHANNELS;

/// A setting and its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Setting {
    /// A number; this is the default.
    Number(#[schemars(range(max = MAX_CHANNELS))] usize),
    /// A word of this list; the first is the default.
    Choice(#[schemars(length(min = 2, max = 64))] Vec<String>),
}

impl Setting {
    /// Returns the default.
    pub fn default_value(&self) -> SettingValue {
        match self {
            Setting::Number(value) => SettingValue::Number(*value),
            Setting::Choice(words) => {
                SettingValue::Word(words.first().cloned().unwrap_or_default())
            }
        }
    }
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SettingValue {
    /// A number.
    Number(usize),
    /// A word.
    Word(String),
}

impl fmt::Display for SettingValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SettingValue::Number(value) => write!(f, "{value}"),
            SettingValue::Word(word) => f.write_str(word),
        }
    }
}

impl From<usize> for SettingValue {
    fn from(value: usize) -> Self {
        SettingValue::Number(value)
    }
}

impl From<&str> for SettingValue {
    fn from(word: &str) -> Self {
        SettingValue::Word(word.to_owned())
    }
}

/// Values for a spec's settings and named widths, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetValues(pub BTreeMap<String, SettingValue>);

/// Writes the values as a field of `espnet!` takes them: `{ q = 5, wiring = "code" }`.
impl fmt::Display for SetValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values = self.0.iter().map(|(name, set)| match set {
            SettingValue::Number(number) => format!("{name} = {number}"),
            SettingValue::Word(word) => format!("{name} = {word:?}"),
        });
        write!(f, "{{ {} }}", values.collect::<Vec<_>>().join(", "))
    }
}
