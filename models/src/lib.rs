//! Data of the released ESPNetv2 models: their specs, the names of their classes, palettes to paint the
//! classes in, and the published accuracies of classifiers. The compiled networks themselves are in
//! `espnet-networks`.

pub mod labels;
pub mod palettes;
pub mod published;
pub mod specs;
