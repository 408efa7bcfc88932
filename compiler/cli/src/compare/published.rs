//! The networks that are compared: those with a published accuracy, and their choice by name.

use std::collections::BTreeMap;

use espnet_compiler::spec::{Overrides, SetValues, SettingValue};
use espnet_models::published;
use serde::{Deserialize, Serialize};

use crate::errors::Error;

/// The families of networks. A chart has a colour and a mark for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Family {
    #[serde(rename = "ESPNetv2")]
    EspnetV2,
    #[serde(rename = "MobileNet v1")]
    MobilenetV1,
    #[serde(rename = "MobileNet v2")]
    MobilenetV2,
    #[serde(rename = "ShuffleNet v1")]
    ShufflenetV1,
    #[serde(rename = "ShuffleNet v2")]
    ShufflenetV2,
}

impl Family {
    /// All families.
    pub const ALL: [Family; 5] = [
        Family::EspnetV2,
        Family::MobilenetV1,
        Family::MobilenetV2,
        Family::ShufflenetV1,
        Family::ShufflenetV2,
    ];

    /// The name, as in the list.
    pub fn name(self) -> &'static str {
        match self {
            Family::EspnetV2 => "ESPNetv2",
            Family::MobilenetV1 => "MobileNet v1",
            Family::MobilenetV2 => "MobileNet v2",
            Family::ShufflenetV1 => "ShuffleNet v1",
            Family::ShufflenetV2 => "ShuffleNet v2",
        }
    }
}

/// A network with its published accuracy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The first part of the name.
    pub family: Family,
    /// The second part of the name, which is short.
    pub variant: String,
    /// The name of the spec.
    pub spec: String,
    /// The override of the width multiplier.
    pub width_multiplier: f64,
    /// The overrides of settings.
    #[serde(default)]
    pub set: BTreeMap<String, SettingValue>,
    /// The published top-1 accuracy, in percent.
    pub top1: f64,
    /// The publication that has the accuracy.
    pub source: String,
}

impl Published {
    /// The name.
    pub fn name(&self) -> String {
        format!("{} {}", self.family.name(), self.variant)
    }

    /// The accuracy with the digits that were published, but at least one.
    pub fn percent(&self) -> String {
        let text = format!("{:.2}", self.top1);
        text.strip_suffix('0').unwrap_or(&text).into()
    }

    /// The overrides of the spec's values.
    pub fn overrides(&self) -> Overrides {
        let set = (!self.set.is_empty()).then(|| SetValues(self.set.clone()));
        Overrides { width_multiplier: Some(self.width_multiplier), set, ..Overrides::default() }
    }

    /// Whether the name or that of the spec contains the text, which is folded.
    fn is_called(&self, text: &str) -> bool {
        folded(&self.name()).contains(text) || self.spec.contains(text)
    }
}

/// Returns a name as it is compared: in lower case, and with a letter for the sign of multiplication,
/// which few keyboards have.
fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace('×', "x")
}

/// Returns all networks.
fn all() -> Vec<Published> {
    serde_json::from_str(published::CLASSIFIERS).expect("a test reads this part of the program")
}

/// Returns the networks whose names contain one of the texts; all if there are no texts.
///
/// # Errors
/// If no network's name contains a text. The message has all these texts, and the networks.
pub fn select(texts: &[String]) -> Result<Vec<Published>, Error> {
    let networks = all();
    let texts: Vec<String> = texts.iter().map(|text| folded(text)).collect();
    let called = |text: &String| networks.iter().any(|network| network.is_called(text));
    let unknown: Vec<String> = texts
        .iter()
        .filter(|text| text.is_empty() || !called(text))
        .map(|text| format!("`{text}`"))
        .collect();
    if !unknown.is_empty() {
        let names: Vec<String> = networks.iter().map(Published::name).collect();
        return Err(Error::Usage(format!(
            "--networks: no network is called {}; these are the networks, and a part of a name or of a \
             spec's name is enough:\n  {}",
            unknown.join(" or "),
            names.join("\n  ")
        )));
    }
    let chosen =
        |network: &Published| texts.is_empty() || texts.iter().any(|text| network.is_called(text));
    Ok(networks.into_iter().filter(chosen).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_can_be_read_and_names_are_distinct() {
        let networks = all();
        let names: BTreeSet<String> = networks.iter().map(Published::name).collect();
        assert_eq!(names.len(), networks.len());
        for family in Family::ALL {
            assert!(networks.iter().any(|network| network.family == family), "{}", family.name());
        }
        // Commas separate names on the command line.
        assert!(names.iter().all(|name| !name.contains(',')));
    }

    #[test]
    fn parts_of_names_choose_networks() {
        let names = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|&text| text.into()).collect();
            select(&texts).map(|chosen| chosen.iter().map(Published::name).collect::<Vec<_>>())
        };
        assert_eq!(names(&[]).unwrap().len(), all().len());
        assert_eq!(names(&["espnetv2 x1.2"]).unwrap(), ["ESPNetv2 ×1.25"]);
        assert_eq!(
            names(&["MobileNet v1 ×1.0", " mobilenet_v2"]).unwrap().len(),
            6,
            "the second is the name of a spec"
        );
        let message = names(&["resnet", "espnetv2", ""]).unwrap_err().to_string();
        assert!(message.contains("no network is called `resnet` or ``; these"), "{message}");
        assert!(message.contains("\n  ESPNetv2 ×0.5\n  ESPNetv2 ×1.0\n"), "{message}");
    }

    #[test]
    fn accuracies_have_their_published_digits() {
        let mut network = all().remove(0);
        for (top1, text) in [(73.0, "73.0"), (57.7, "57.7"), (76.23, "76.23")] {
            network.top1 = top1;
            assert_eq!(network.percent(), text);
        }
    }
}
