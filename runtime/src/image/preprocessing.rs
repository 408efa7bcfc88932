//! The preprocessing of pictures that a network expects, as its spec states it.

use super::Normalization;

/// The preprocessing of a picture: how it is resized to the network's input, and how its bytes become
/// numbers.
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
    /// The conversion of bytes to numbers.
    pub normalization: Normalization,
    /// The library whose bilinear resize is reproduced.
    pub resize: Resize,
    /// The treatment of pictures whose proportions differ from the network's input.
    pub fit: Fit,
}

impl Preprocessing {
    /// The preprocessing that the released ESPNetv2 models were trained with: ImageNet's mean and
    /// standard deviation, RGB, Pillow's resize, stretched to the input's size.
    pub const IMAGENET: Self =
        Self { normalization: Normalization::IMAGENET, resize: Resize::Pillow, fit: Fit::Stretch };

    /// Sets the conversion of bytes to numbers.
    #[must_use]
    pub const fn normalization(self, normalization: Normalization) -> Self {
        Self { normalization, ..self }
    }

    /// Sets the library whose bilinear resize is reproduced.
    #[must_use]
    pub const fn resize(self, resize: Resize) -> Self {
        Self { resize, ..self }
    }

    /// Sets the treatment of pictures whose proportions differ from the input.
    #[must_use]
    pub const fn fit(self, fit: Fit) -> Self {
        Self { fit, ..self }
    }
}

impl Default for Preprocessing {
    fn default() -> Self {
        Self::IMAGENET
    }
}

/// The library whose bilinear resize is reproduced, byte for byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Resize {
    /// Pillow's `Image.BILINEAR`, which averages all input pixels when it shrinks
    /// ([`resize_bilinear`](super::resize_bilinear)).
    #[default]
    Pillow,
    /// OpenCV's `INTER_LINEAR`, which reads 2×2 input pixels for each output pixel, however much it
    /// shrinks ([`resize_bilinear_opencv`](super::resize_bilinear_opencv)).
    OpenCv,
}

/// Rule for pictures of w×h pixels whose proportions differ from the network's W×H.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Fit {
    /// The picture is resized to W×H, which changes its proportions.
    #[default]
    Stretch,
    /// The picture is resized by the smaller of W/w and H/h, which keeps its proportions, and centred on
    /// a background of this colour (red, green, blue).
    ///
    /// The side that is shorter than the network's is rounded to the nearest integer, halves to the even
    /// one, and is at least 1. If the padding along it is odd, the left or upper part is the smaller
    /// one.
    Letterbox([u8; 3]),
    /// The picture is resized by the larger of W/w and H/h, and the excess is cut off on both sides,
    /// like torchvision's `Resize(S)` and `CenterCrop(S)` for a network of S×S.
    ///
    /// The side that is cut is rounded down first. If the excess is an odd number of pixels, 2k + 1, the
    /// even one of k and k + 1 is cut off at the left or the top.
    CenterCrop,
}
