//! The kind of answer that a network's outputs give about a picture: a class, a class for each pixel, or
//! objects with boxes.

use super::Plan;

/// Largest number of classes in a mask, which has one byte per pixel.
pub(crate) const MAX_MASK_CLASSES: usize = espnet_abi::kernel::MAX_MASK_CHANNELS;

/// A kind of answer about one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The classes of the whole picture, from the logits of the output with this index.
    Classes(usize),
    /// The class of every pixel, by the logits of the first output.
    Mask,
    /// Objects with boxes.
    Detections,
}

impl Plan {
    /// Returns the kind of answer that the network gives about a picture. It comes from the output whose
    /// channels have labels, or from the first output if there are no labels. `None` if that output is a
    /// map other than the first, because a mask is that of the first output, or if it has too many classes
    /// for a mask.
    pub fn answer(&self) -> Option<Answer> {
        if self.detection.is_some() {
            return Some(Answer::Detections);
        }
        let asked = self.labelled_output().unwrap_or(0);
        let shape = self.outputs[asked].shape;
        match (shape.pixels(), asked) {
            (1, _) => Some(Answer::Classes(asked)),
            (_, 0) if shape.channels <= MAX_MASK_CLASSES => Some(Answer::Mask),
            _ => None,
        }
    }
}
