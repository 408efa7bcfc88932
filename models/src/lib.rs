//! Data of the released ESPNetv2 models: their specs, the names of their classes, and palettes to paint
//! the classes in. The compiled networks themselves are in `espnet-networks`.

pub mod labels;
pub mod palettes;
pub mod specs;
