//! What the released ESPNetv2 models come with: the names of their classes and the colours to paint
//! them in.

pub mod labels;
pub mod palettes;
