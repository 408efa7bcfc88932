//! A segmentation network's answer: a class for every pixel, and the share of the picture of each class.

use std::{borrow::Cow, fmt};

use super::{
    Answer, ImageError, Mask, Placement,
    classification::{name, write_name},
    segment::{Classes, argmax},
};
use crate::Network;

/// The class of every pixel of one picture, with class names.
///
/// ```
/// use espnet::image::{Answer, Fit, Placement, Segmentation};
///
/// // The network has 4×2 pixels, and a frame of 8×8 is letterboxed into the two columns in the middle.
/// let mut answer = Segmentation::new(&["background", "cat"], 4, 2)?;
/// answer.place(Placement::new((8, 8), (4, 2), Fit::Letterbox([0; 3]))?);
/// answer.classes_mut().copy_from_slice(&[9, 1, 0, 9, 9, 1, 1, 9]);
/// answer.count();
/// assert_eq!(answer.to_string(), "cat (75.0 %), background (25.0 %)");
/// assert_eq!(answer.to_frame_size().classes()[..8], [1, 1, 1, 1, 0, 0, 0, 0]);
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Segmentation {
    labels: &'static [&'static str],
    mask: Mask,
    placement: Placement,
    legend: Vec<NamedShare>,
}

/// A class with its name, if it has one, and the share of the picture that it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedShare {
    /// The class's index.
    pub class: u8,
    /// The class's name, if the spec has labels.
    pub label: Option<&'static str>,
    /// The number of its pixels in the network's mask, without the border of a letterbox.
    pub pixels: usize,
    /// `pixels` divided by the number of all pixels outside the border, from 0 to 1.
    pub fraction: f64,
}

impl NamedShare {
    /// Returns the class's name, or `class 7` for class 7 without a name.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        name(self.label, self.class.into())
    }
}

/// Writes `name (12.3 %)`.
impl fmt::Display for NamedShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(f, self.label, self.class.into())?;
        write!(f, " ({:.1} %)", 100.0 * self.fraction)
    }
}

impl Segmentation {
    /// Creates a mask of class 0 everywhere, at the size of the network's mask; `labels[i]` is the name
    /// of class i. The frame counts as equal to the mask in size until [`place`](Answer::place) is
    /// called.
    ///
    /// # Errors
    ///
    /// If a side is zero, or if there are more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels.
    pub fn new(
        labels: &'static [&'static str],
        width: usize,
        height: usize,
    ) -> Result<Self, ImageError> {
        let placement = Placement::new((width, height), (width, height), super::Fit::Stretch)?;
        let mask = Mask::of_checked(width, height, vec![0; width * height]);
        Ok(Self { labels, mask, placement, legend: Vec::with_capacity(256) })
    }

    /// Returns the class of every pixel of the network's mask, H×W, to be overwritten. Call
    /// [`count`](Self::count) afterwards to update the legend.
    pub fn classes_mut(&mut self) -> &mut [u8] {
        self.mask.classes_mut()
    }

    /// Sets each pixel to the class with the highest logit, as [`class_mask`](super::class_mask) does,
    /// and updates the legend. `logits` is one picture's output, C×H×W. Allocates nothing.
    ///
    /// # Errors
    ///
    /// If the number of logits is not C·H·W for a C from 1 to 256.
    pub fn take_logits(&mut self, logits: &[f32]) -> Result<(), ImageError> {
        let (width, height) = (self.mask.width(), self.mask.height());
        let classes = Classes::of(logits, logits.len() / (width * height), height, width)?;
        argmax(classes, self.mask.classes_mut());
        self.count();
        Ok(())
    }

    /// Updates the legend after changes to [`classes_mut`](Self::classes_mut). Allocates nothing.
    pub fn count(&mut self) {
        let [columns, rows] = self.placement.shown(self.mask.width(), self.mask.height());
        let mut counts = [0_usize; 256];
        for row in
            self.mask.classes().chunks_exact(self.mask.width()).take(rows.end).skip(rows.start)
        {
            for class in &row[columns.clone()] {
                counts[usize::from(*class)] += 1;
            }
        }
        let whole = columns.len() * rows.len();
        self.legend.clear();
        let present = (0..=u8::MAX).zip(counts).filter(|(_, pixels)| *pixels > 0);
        self.legend.extend(present.map(|(class, pixels)| NamedShare {
            class,
            label: self.labels.get(usize::from(class)).copied(),
            pixels,
            fraction: pixels as f64 / whole as f64,
        }));
        // The keys are distinct, so an unstable sort, which needs no memory, gives one order.
        self.legend.sort_unstable_by_key(|share| (std::cmp::Reverse(share.pixels), share.class));
    }

    /// Returns the class of every pixel at the network's size, including the border of a letterbox.
    #[must_use]
    pub fn mask(&self) -> &Mask {
        &self.mask
    }

    /// Returns the classes that occur in the frame, the largest first; ties are ordered by index.
    #[must_use]
    pub fn legend(&self) -> &[NamedShare] {
        &self.legend
    }

    /// Returns the position of the frame in the network's input.
    #[must_use]
    pub fn placement(&self) -> Placement {
        self.placement
    }

    /// Returns the class of every pixel of the frame, with letterbox and crop undone; see
    /// [`Placement::mask_to_frame`].
    #[must_use]
    pub fn to_frame_size(&self) -> Mask {
        self.placement.mask_to_frame(&self.mask)
    }

    /// Does the same as [`to_frame_size`](Self::to_frame_size), but writes the classes, H×W of the
    /// frame, to `classes`. Allocates nothing.
    ///
    /// # Errors
    ///
    /// If `classes` has another length than the frame has pixels.
    pub fn to_frame_size_into(&self, classes: &mut [u8]) -> Result<(), ImageError> {
        self.placement.mask_to_frame_into(&self.mask, classes)
    }
}

/// Writes the legend, its classes separated by commas.
impl fmt::Display for Segmentation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, share) in self.legend.iter().enumerate() {
            write!(f, "{}{share}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl Answer for Segmentation {
    /// # Panics
    ///
    /// If the network's mask has no pixels or more than [`MAX_PIXELS`](super::MAX_PIXELS).
    fn of<N: Network>() -> Self {
        let [_, height, width] = N::MASK_SHAPE;
        match Self::new(N::LABELS, width, height) {
            Ok(answer) => answer,
            Err(error) => panic!("{error}"),
        }
    }

    fn place(&mut self, placement: Placement) {
        self.placement = placement;
    }
}

#[cfg(feature = "serde")]
mod serialization {
    use serde::ser::{Serialize, SerializeStruct, Serializer};

    use super::{NamedShare, Segmentation};

    /// Serialises `class`, `name`, `pixels` and `fraction`; the name is `class 7` for class 7 without a
    /// name.
    impl Serialize for NamedShare {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("NamedShare", 4)?;
            fields.serialize_field("class", &self.class)?;
            fields.serialize_field("name", &self.name())?;
            fields.serialize_field("pixels", &self.pixels)?;
            fields.serialize_field("fraction", &self.fraction)?;
            fields.end()
        }
    }

    /// Serialises `legend`, `mask` and `placement`.
    impl Serialize for Segmentation {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("Segmentation", 3)?;
            fields.serialize_field("legend", &self.legend)?;
            fields.serialize_field("mask", &self.mask)?;
            fields.serialize_field("placement", &self.placement)?;
            fields.end()
        }
    }
}
