//! Conversion of picture files and camera frames to a network's input, and of the network's output to
//! ranked classes, class masks and pictures.
//!
//! ```text
//! file ──decode──▶ Rgb8 ──to_input──▶ N×C×H×W f32 ──network──▶ logits ──top_k──────▶ Prediction
//!                   │                                              └───class_mask──▶ Mask
//!                   └───────────────────────overlay◀────────────────────────────────┘
//!                                              └──save──▶ file
//! ```
//!
//! Camera frames take a path without allocations: [`Preprocess`] writes a borrowed [`Frame`] of any
//! format into a network's input, and [`Predictor`] also runs the network and returns an answer with
//! class names.
//!
//! ```text
//! Frame ──Predictor::predict──▶ Classification or Segmentation ──to_frame_size──▶ Mask
//!   └─────Preprocess::run─────▶ N×C×H×W f32
//! ```
//!
//! The ESPNetv2 checkpoints were trained with the same arithmetic: resizing equals Pillow's
//! `Image.resize(size, Image.BILINEAR)` bit for bit, and normalisation equals torchvision's `ToTensor` and
//! `Normalize`.
//!
//! ```
//! use espnet::image::{Normalization, Rgb8, to_input, top_k};
//!
//! let picture = Rgb8::new(2, 1, vec![255, 0, 0, 0, 0, 255])?;
//! let input = to_input(&picture, 3, 64, 64, &Normalization::IMAGENET)?;
//! assert_eq!(input.len(), 3 * 64 * 64);
//!
//! let best = &top_k(&[0.5, 3.0, 1.0], 1)[0];
//! assert_eq!(best.class, 1);
//! # Ok::<(), espnet::image::ImageError>(())
//! ```

#[cfg(feature = "ndarray")]
mod arrays;
mod boxes;
mod classification;
mod classify;
mod confusion;
mod detections;
mod error;
#[cfg(feature = "image")]
mod files;
mod frame;
mod lettering;
mod lined;
mod normalise;
mod opencv;
mod palette;
mod passes;
mod placement;
mod planes;
mod predictor;
mod preprocess;
mod preprocessing;
mod resize;
mod segment;
mod segmentation;
mod taps;
mod wide;
mod yuv;

#[cfg(feature = "ndarray")]
pub use arrays::tensor_view;
pub use boxes::{BoxStyle, MarkedBox, draw_boxes, readable_on};
pub use classification::{Classification, RankedClass};
pub use classify::{Prediction, top_k};
pub use confusion::Confusion;
pub use detections::{Detections, NamedDetection};
pub use error::ImageError;
#[cfg(feature = "image")]
pub use files::{
    MAX_FILE_BYTES, decode, decode_bytes, decode_mask, decode_oriented, decode_oriented_bytes,
    save, save_mask,
};
pub use frame::{Frame, PixelFormat, Yuv, YuvMatrix, YuvRange};
pub use lettering::Lettering;
pub use normalise::{ColourOrder, Normalization, normalise, to_input};
pub use opencv::resize_bilinear_opencv;
pub use palette::{Overlay, Palette, colorize, overlay};
pub use placement::{Placement, UNSEEN};
pub use predictor::{Answer, Predict, Predictor};
pub use preprocess::Preprocess;
pub use preprocessing::{Fit, Preprocessing, Resize};
pub use resize::resize_bilinear;
pub use segment::{ClassShare, Mask, class_mask, legend};
pub use segmentation::{NamedShare, Segmentation};

/// Largest number of pixels of a picture or mask: 2²⁶, about 67 million, or 201 MB as RGB.
///
/// A file's header can claim any size. With this limit, a false claim makes the process allocate less than
/// 1 GiB, for all kinds of pixels.
pub const MAX_PIXELS: usize = 1 << 26;

/// A picture of 8-bit RGB pixels, never empty.
///
/// Rows run from top to bottom, and pixels from left to right. The bytes of a pixel are red, green and
/// blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rgb8 {
    width: usize,
    height: usize,
    bytes: Vec<u8>,
}

impl Rgb8 {
    /// Takes `width`·`height`·3 bytes as a picture, H×W×3.
    ///
    /// # Errors
    ///
    /// If a side is zero, if there are more than [`MAX_PIXELS`] pixels, or if the number of bytes is not
    /// `width`·`height`·3.
    ///
    /// ```
    /// use espnet::image::Rgb8;
    ///
    /// let picture = Rgb8::new(2, 1, vec![255, 0, 0, 0, 0, 255])?;
    /// assert_eq!(picture.pixel(1, 0), Some([0, 0, 255]));
    /// assert!(Rgb8::new(2, 2, vec![0; 5]).is_err());
    /// # Ok::<(), espnet::image::ImageError>(())
    /// ```
    pub fn new(width: usize, height: usize, bytes: Vec<u8>) -> Result<Self, ImageError> {
        let expected = 3 * checked_pixels("a picture", width, height)?;
        if bytes.len() != expected {
            return Err(ImageError::WrongLength {
                what: "an RGB picture",
                shape: vec![height, width, 3],
                unit: "bytes",
                actual: bytes.len(),
            });
        }
        Ok(Self { width, height, bytes })
    }

    /// Returns the width in pixels.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Returns the height in pixels.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Returns all bytes, H×W×3.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns red, green and blue of the pixel in column `x` of row `y`, or `None` if it is outside the
    /// picture.
    #[must_use]
    pub fn pixel(&self, x: usize, y: usize) -> Option<[u8; 3]> {
        if x >= self.width {
            return None;
        }
        self.pixels().get(y * self.width + x).copied()
    }

    /// Returns all pixels, H×W.
    #[must_use]
    pub fn pixels(&self) -> &[[u8; 3]] {
        self.bytes.as_chunks().0
    }
}

/// Returns the number of pixels of `what`, or an error if the number is zero or above [`MAX_PIXELS`].
fn checked_pixels(what: &str, width: usize, height: usize) -> Result<usize, ImageError> {
    match width.checked_mul(height) {
        Some(0) => Err(ImageError::Empty { what: what.into(), width, height }),
        Some(pixels) if pixels <= MAX_PIXELS => Ok(pixels),
        _ => Err(ImageError::TooLarge { what: what.into(), width, height }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_knows_its_pixels() {
        let picture = Rgb8::new(2, 3, (0..18).collect()).unwrap();
        assert_eq!((picture.width(), picture.height()), (2, 3));
        assert_eq!(picture.pixel(0, 0), Some([0, 1, 2]));
        assert_eq!(picture.pixel(1, 2), Some([15, 16, 17]));
        assert_eq!(picture.pixel(2, 0), None);
        assert_eq!(picture.pixel(0, 3), None);
        assert_eq!(picture.pixel(0, usize::MAX / 4), None);
    }

    #[test]
    fn impossible_pictures_are_refused_with_the_reason() {
        let message =
            |width, height, bytes| Rgb8::new(width, height, bytes).unwrap_err().to_string();
        assert_eq!(
            message(0, 4, vec![]),
            "a picture of 0×4 pixels (width×height) is empty: both sides must be at least 1"
        );
        assert_eq!(
            message(2, 2, vec![0; 11]),
            "an RGB picture of shape 2×2×3 needs 12 bytes, but got 11"
        );
        assert_eq!(
            message(1 << 20, 1 << 20, vec![]),
            "a picture of 1048576×1048576 pixels (width×height) is too large: at most 67108864 pixels \
             are handled"
        );
        assert!(message(usize::MAX, 2, vec![]).contains("too large"));
        assert!(message(1 << 13, (1 << 13) + 1, vec![]).contains("too large"));
        // At the limit itself, the size is accepted, and the error is about the missing bytes.
        assert!(message(1 << 13, 1 << 13, vec![]).contains("needs 201326592 bytes"));
    }
}
