//! What the released ESPNetv2 models come with, as texts: their specs, the names of their classes and
//! the colours to paint them in. The networks themselves, compiled, are in `espnet-networks`.

pub mod labels;
pub mod palettes;
pub mod specs;
