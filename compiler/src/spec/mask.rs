//! The size of a segmentation network's mask.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The size of a segmentation network's mask, the class of every pixel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaskSize {
    /// The size of the first output.
    #[default]
    Output,
    /// The input's size. Logits of another size are resized first, bilinearly with aligned corners
    /// (`torch.nn.functional.interpolate`, `align_corners=True`).
    Input,
}
