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

/// ESPNetv2 with SSD's heads, for object detection: 3×300×300 to boxes of Pascal VOC's classes unless
/// overridden.
pub const ESPNETV2_SSD: &str = include_str!("../espnetv2_ssd.json");

/// ESPNetv2 for segmentation as in the authors' first release: 3×512×1024 to 20 classes per pixel unless
/// overridden.
pub const ESPNETV2_SEG_FIRST: &str = include_str!("../espnetv2_seg_first.json");

/// ESPNet for segmentation: 3×512×1024 to 20 classes per pixel unless overridden.
pub const ESPNET: &str = include_str!("../espnet.json");

/// The encoder of ESPNet: 3×512×1024 to 20 classes for each 8×8 pixels unless overridden.
pub const ESPNET_C: &str = include_str!("../espnet_c.json");

/// MobileNet v1, a classifier: 3×224×224 to 1000 classes unless overridden.
pub const MOBILENET_V1: &str = include_str!("../mobilenet_v1.json");

/// MobileNet v2, a classifier: 3×224×224 to 1000 classes unless overridden.
pub const MOBILENET_V2: &str = include_str!("../mobilenet_v2.json");

/// ShuffleNet v1, a classifier: 3×224×224 to 1000 classes unless overridden.
pub const SHUFFLENET_V1: &str = include_str!("../shufflenet_v1.json");

/// ShuffleNet v2, a classifier: 3×224×224 to 1000 classes unless overridden.
pub const SHUFFLENET_V2: &str = include_str!("../shufflenet_v2.json");

/// The name and the text of every spec.
pub const ALL: [(&str, &str); 10] = [
    ("espnetv2", ESPNETV2),
    ("espnetv2_seg", ESPNETV2_SEG),
    ("espnetv2_seg_first", ESPNETV2_SEG_FIRST),
    ("espnetv2_ssd", ESPNETV2_SSD),
    ("espnet", ESPNET),
    ("espnet_c", ESPNET_C),
    ("mobilenet_v1", MOBILENET_V1),
    ("mobilenet_v2", MOBILENET_V2),
    ("shufflenet_v1", SHUFFLENET_V1),
    ("shufflenet_v2", SHUFFLENET_V2),
];

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
