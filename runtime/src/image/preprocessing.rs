//! How a network wants its pictures: what the spec says, as constants of the network.

use super::Normalization;

/// What is done to a picture before a network sees it: how it is brought to the network's size, and how
/// its bytes become numbers.
///
/// ```
/// use espnet::image::{Fit, Preprocessing, Resize};
///
/// const LETTERBOXED: Preprocessing = Preprocessing {
///     resize: Resize::OpenCv,
///     fit: Fit::Letterbox([114; 3]),
///     ..Preprocessing::IMAGENET
/// };
/// assert_ne!(LETTERBOXED, Preprocessing::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Preprocessing {
    /// How bytes become numbers.
    pub normalization: Normalization,
    /// The library whose bilinear resize is followed.
    pub resize: Resize,
    /// What happens to a picture of other proportions than the network's.
    pub fit: Fit,
}

impl Preprocessing {
    /// What the released ESPNetv2 models were trained with: ImageNet's mean and standard deviation, red
    /// first, Pillow's resize, proportions not kept.
    pub const IMAGENET: Self =
        Self { normalization: Normalization::IMAGENET, resize: Resize::Pillow, fit: Fit::Stretch };
}

impl Default for Preprocessing {
    fn default() -> Self {
        Self::IMAGENET
    }
}

/// The library whose bilinear resize is followed, byte for byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Resize {
    /// Pillow's `Image.BILINEAR`, which averages over all pixels when it shrinks
    /// ([`resize_bilinear`](super::resize_bilinear)).
    #[default]
    Pillow,
    /// OpenCV's `INTER_LINEAR`, which takes four pixels for each, however much it shrinks
    /// ([`resize_bilinear_opencv`](super::resize_bilinear_opencv)).
    OpenCv,
}

/// How a picture of w×h pixels comes to the W×H of a network where the proportions differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Fit {
    /// It is resized to W×H; its proportions change.
    #[default]
    Stretch,
    /// It is resized by the smaller of W/w and H/h, which keeps its proportions, and stands in the
    /// middle of an area of this colour (red, green, blue).
    ///
    /// The side that does not fill the network's is rounded to the nearest whole number, halves to the
    /// even one, and is at least 1. If the room beside it is odd, the smaller part is to the left, or
    /// above.
    Letterbox([u8; 3]),
    /// It is resized by the larger of W/w and H/h, and what stands over is cut off on both sides:
    /// torchvision's `Resize(S)` and `CenterCrop(S)` for a network of S×S.
    ///
    /// The side that is cut is rounded down before. If an odd number of pixels is to be cut off, 2k + 1,
    /// the even one of k and k + 1 goes from the left, or from above.
    CenterCrop,
}
