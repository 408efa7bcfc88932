//! The released networks, lowered from their specs.

use espnet_compiler::{
    lower::{Lowered, lower},
    spec::{Overrides, Spec},
};

pub const CLASSIFIER: &str = include_str!("../../../models/espnetv2.json");
pub const SEGMENTATION: &str = include_str!("../../../models/espnetv2_seg.json");

/// The network of a spec before any pass.
pub fn lowered(spec: &str, overrides: &Overrides) -> Lowered {
    let spec = Spec::parse(spec).unwrap_or_else(|problems| panic!("{problems}"));
    let architecture = spec.resolve(overrides).unwrap_or_else(|problems| panic!("{problems}"));
    lower(&architecture).unwrap_or_else(|problems| panic!("{problems}"))
}
