//! What the released ESPNetv2 models come with: their specs, the names of their classes and the
//! colours to paint them in; and, behind a feature each, the networks themselves, compiled.

pub mod labels;
pub mod networks;
pub mod palettes;
pub mod specs;
