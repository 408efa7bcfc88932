//! The specs, as JSON texts, and the names by which `espnet!`, build scripts and the command line refer
//! to them.
//!
//! ```
//! use espnet_models::specs;
//!
//! assert_eq!(specs::named("espnetv2"), Some(specs::ESPNETV2));
//! assert_eq!(specs::named("espnetv1"), None);
//! ```

/// ESPNetv2, the classifier: 3×224×224 to 1000 classes unless overridden.
pub const ESPNETV2: &str = include_str!("../espnetv2.json");

/// ESPNetv2 for segmentation: 3×384×384 to 21 classes per pixel unless overridden.
pub const ESPNETV2_SEG: &str = include_str!("../espnetv2_seg.json");

/// The name and the text of every spec.
pub const ALL: [(&str, &str); 2] = [("espnetv2", ESPNETV2), ("espnetv2_seg", ESPNETV2_SEG)];

/// The JSON Schema of specs.
pub const SCHEMA: &str = include_str!("../espnet.schema.json");

/// Returns the text of the spec with this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specs_are_called_as_they_call_themselves() {
        for (name, text) in ALL {
            assert!(text.contains(&format!("\"name\": \"{name}\",")), "{name}");
        }
    }
}
