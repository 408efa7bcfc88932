//! A segmentation network's answer: a class for every pixel, and which classes cover how much.

use std::{borrow::Cow, fmt};

use super::{
    Answer, ImageError, Mask, Placement,
    classification::{name, write_name},
    segment::{Classes, argmax},
};
use crate::Network;

/// The class of every pixel of one picture, with names.
///
/// ```
/// use espnet::image::{Answer, Fit, Placement, Segmentation};
///
/// // A network of 4×2 pixels saw a frame of 8×8: its picture is the two columns in the middle.
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

/// A class, by name where it has one, and the share of the picture that it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedShare {
    /// The class's index.
    pub class: u8,
    /// Its name, if the network's spec says one.
    pub label: Option<&'static str>,
    /// The number of its pixels in the network's mask, outside of a letterbox's border.
    pub pixels: usize,
    /// Its pixels over all that are not border, 0 to 1.
    pub fraction: f64,
}

impl NamedShare {
    /// The class's name, or `class 7` where it has none.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        name(self.label, self.class.into())
    }
}

/// `name (12.3 %)`.
impl fmt::Display for NamedShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(f, self.label, self.class.into())?;
        write!(f, " ({:.1} %)", 100.0 * self.fraction)
    }
}

impl Segmentation {
    /// An answer of class 0 everywhere, for a network whose mask has this size; class i is named
    /// `labels[i]`, and the frame is as large as the mask until [`place`](Answer::place) says otherwise.
    ///
    /// # Errors
    ///
    /// A side of zero, or more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels.
    pub fn new(
        labels: &'static [&'static str],
        width: usize,
        height: usize,
    ) -> Result<Self, ImageError> {
        let placement = Placement::new((width, height), (width, height), super::Fit::Stretch)?;
        let mask = Mask::of_checked(width, height, vec![0; width * height]);
        Ok(Self { labels, mask, placement, legend: Vec::with_capacity(256) })
    }

    /// The class of every pixel of the network's output, H×W, to be written; [`count`](Self::count) then
    /// brings the legend up to date.
    pub fn classes_mut(&mut self) -> &mut [u8] {
        self.mask.classes_mut()
    }

    /// Takes the classes with the highest logits of one picture's output, C×H×W, as
    /// [`class_mask`](super::class_mask) does, and counts them. Allocates nothing.
    ///
    /// # Errors
    ///
    /// A number of logits that is no multiple of the mask's pixels, or that of no class or more than 256.
    pub fn take_logits(&mut self, logits: &[f32]) -> Result<(), ImageError> {
        let (width, height) = (self.mask.width(), self.mask.height());
        let classes = Classes::of(logits, logits.len() / (width * height), height, width)?;
        argmax(classes, self.mask.classes_mut());
        self.count();
        Ok(())
    }

    /// Counts the classes for the legend. Allocates nothing.
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
        // Sorted in place, without the memory that a stable sort takes.
        self.legend.sort_unstable_by_key(|share| (std::cmp::Reverse(share.pixels), share.class));
    }

    /// The class of every pixel at the network's size, a letterbox's border included.
    #[must_use]
    pub fn mask(&self) -> &Mask {
        &self.mask
    }

    /// The classes that occur in the frame, the largest first; of equal ones the lower index first.
    #[must_use]
    pub fn legend(&self) -> &[NamedShare] {
        &self.legend
    }

    /// Where the frame lies in the network's input.
    #[must_use]
    pub fn placement(&self) -> Placement {
        self.placement
    }

    /// The class of every pixel of the frame, letterbox and crop undone; see
    /// [`Placement::mask_to_frame`].
    #[must_use]
    pub fn to_frame_size(&self) -> Mask {
        self.placement.mask_to_frame(&self.mask)
    }

    /// As [`to_frame_size`](Self::to_frame_size), into memory for the classes of the frame's pixels,
    /// H×W. Allocates nothing.
    ///
    /// # Errors
    ///
    /// A buffer of another length.
    pub fn to_frame_size_into(&self, classes: &mut [u8]) -> Result<(), ImageError> {
        self.placement.mask_to_frame_into(&self.mask, classes)
    }
}

/// The legend with a comma between its classes.
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
    /// If the network's first output has no pixels or more than [`MAX_PIXELS`](super::MAX_PIXELS).
    fn of<N: Network>() -> Self {
        let [(_, [_, _, height, width]), ..] = N::OUTPUTS else {
            panic!("a network has an output")
        };
        match Self::new(N::LABELS, *width, *height) {
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

    /// `class`, `name`, `pixels` and `fraction`; the name is `class 7` where there is none.
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

    /// `legend`, `mask` and `placement`.
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
