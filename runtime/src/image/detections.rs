//! A detection network's answer: named objects with boxes in the pixels of the frame.

use std::{borrow::Cow, fmt};

use super::{
    Answer, Fit, ImageError, Placement,
    classification::{name, write_name},
};
use crate::{
    Network,
    detection::{Detection, DetectionError, HeapMemory, Outputs, PostProcessing, Room},
    simd::AnySimd,
};

/// The objects that were found in one picture, with class names.
///
/// They are in the order of [`PostProcessing::run`](crate::detection::PostProcessing::run): by ascending class,
/// and in a class by descending score.
///
/// ```
/// use espnet::{
///     detection::Detection,
///     image::{Answer, Detections, Fit, Placement},
/// };
///
/// // A frame of 640×480 pixels is letterboxed into 320×320: 40 rows above it are border.
/// let mut answer = Detections::new(&["background", "person", "dog"], 320, 320)?;
/// answer.place(Placement::new((640, 480), (320, 320), Fit::Letterbox([0; 3]))?);
/// let bounds = [0.25, 0.125, 0.5, 0.5]; // of the network's input
/// answer.take(&[Detection { class: 1, score: 0.973, prior: 7, bounds }]);
/// assert_eq!(answer.to_string(), "person (97.3 %) at (160, 0) to (320, 240)");
/// assert_eq!(answer.found()[0].label, Some("person"));
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Detections {
    labels: &'static [&'static str],
    placement: Placement,
    found: Vec<NamedDetection>,
    /// Settings in place of those of the network's spec.
    settings: Option<PostProcessing>,
    /// The memory of post-processing, from the first picture on.
    memory: Option<HeapMemory>,
}

/// Answers are equal if they have found the same in the same frame.
impl PartialEq for Detections {
    fn eq(&self, other: &Self) -> bool {
        self.found == other.found && self.placement == other.placement
    }
}

/// An object in a frame, with the name of its class if it has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedDetection {
    /// The class's index, from 1 on; class 0 is the background.
    pub class: usize,
    /// The class's name, if the spec has labels.
    pub label: Option<&'static str>,
    /// The score: the softmax of the prior's logits at this class, from 0 to 1.
    pub score: f32,
    /// The index of the network's prior that detected the object.
    pub prior: usize,
    /// Left, top, right and bottom in pixels of the frame, from its upper left corner. They are neither rounded
    /// nor clipped: an object at the border can reach beyond the frame.
    pub bounds: [f32; 4],
}

impl NamedDetection {
    /// Returns the class's name, or `class 7` for class 7 without a name.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        name(self.label, self.class)
    }
}

/// Writes `name (12.3 %) at (left, top) to (right, bottom)`, in whole pixels of the frame.
impl fmt::Display for NamedDetection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(f, self.label, self.class)?;
        // The sum turns −0 into 0.
        let [left, top, right, bottom] = self.bounds.map(|side| side.round() + 0.0);
        let percent = 100.0 * self.score;
        write!(f, " ({percent:.1} %) at ({left}, {top}) to ({right}, {bottom})")
    }
}

impl Detections {
    /// Creates an answer without objects for a network with an input of `width`×`height` pixels; `labels[i]` is
    /// the name of class i, and class 0 is the background. The frame counts as equal to the input in size until
    /// [`place`](Answer::place) is called.
    ///
    /// # Errors
    ///
    /// If a side is zero, or if there are more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels.
    pub fn new(
        labels: &'static [&'static str],
        width: usize,
        height: usize,
    ) -> Result<Self, ImageError> {
        let placement = Placement::new((width, height), (width, height), Fit::Stretch)?;
        Ok(Self { labels, placement, found: Vec::new(), settings: None, memory: None })
    }

    /// Allocates memory for at least `detections` objects, so that [`take`](Self::take) allocates nothing for
    /// as many.
    pub fn reserve(&mut self, detections: usize) {
        self.found.reserve(detections.saturating_sub(self.found.len()));
    }

    /// Replaces the objects, in the order given. Boxes are mapped from the network's input to the frame. Allocates
    /// only for more objects than there were in any picture before.
    pub fn take(&mut self, detections: &[Detection]) {
        self.found.clear();
        self.found.extend(detections.iter().map(|found| NamedDetection {
            class: found.class,
            label: self.labels.get(found.class).copied(),
            score: found.score,
            prior: found.prior,
            bounds: self.placement.relative_box_to_frame(found.bounds),
        }));
    }

    /// Replaces the objects by those that a network's outputs tell of. `settings` are used unless the answer
    /// has settings of its own. Allocates memory at the first call only, or if the settings change.
    pub(crate) fn find(
        &mut self,
        simd: AnySimd,
        settings: &PostProcessing,
        outputs: &Outputs<'_>,
    ) -> Result<(), DetectionError> {
        let settings = self.settings.unwrap_or(*settings);
        let room = Room::new(outputs.prior_count(), outputs.classes(), settings.top_k);
        let mut memory = match self.memory.take() {
            Some(memory) if memory.room() == room => memory,
            _ => {
                self.reserve(room.detections);
                HeapMemory::new(room)
            }
        };
        let result = settings.run(simd, outputs, memory.buffers()).map(|found| self.take(found));
        self.memory = Some(memory);
        result
    }

    /// Sets the settings of post-processing, in place of those of the network's spec.
    pub(super) fn post_process(&mut self, settings: PostProcessing) {
        self.settings = Some(settings);
    }

    /// Returns the objects.
    #[must_use]
    pub fn found(&self) -> &[NamedDetection] {
        &self.found
    }

    /// Iterates over the objects.
    pub fn iter(&self) -> std::slice::Iter<'_, NamedDetection> {
        self.found.iter()
    }

    /// Returns the object with the highest score, or `None` if there is none. Of equal scores it is the first.
    #[must_use]
    pub fn top(&self) -> Option<&NamedDetection> {
        self.iter().reduce(|top, found| if found.score > top.score { found } else { top })
    }

    /// Returns the position of the frame in the network's input.
    #[must_use]
    pub fn placement(&self) -> Placement {
        self.placement
    }
}

impl<'a> IntoIterator for &'a Detections {
    type Item = &'a NamedDetection;
    type IntoIter = std::slice::Iter<'a, NamedDetection>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Writes the objects, one per line.
impl fmt::Display for Detections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, found) in self.iter().enumerate() {
            write!(f, "{}{found}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl Answer for Detections {
    /// # Panics
    ///
    /// If the network's input has no pixels or more than [`MAX_PIXELS`](super::MAX_PIXELS).
    fn of<N: Network>() -> Self {
        let [_, _, height, width] = N::INPUT_SHAPE;
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

    use super::{Detections, NamedDetection};

    /// Serialises `class`, `name`, `score`, `prior` and `bounds`; the name is `class 7` for class 7 without a
    /// name.
    impl Serialize for NamedDetection {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("NamedDetection", 5)?;
            fields.serialize_field("class", &self.class)?;
            fields.serialize_field("name", &self.name())?;
            fields.serialize_field("score", &self.score)?;
            fields.serialize_field("prior", &self.prior)?;
            fields.serialize_field("bounds", &self.bounds)?;
            fields.end()
        }
    }

    /// Serialises the list of objects.
    impl Serialize for Detections {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.found.serialize(serializer)
        }
    }
}
