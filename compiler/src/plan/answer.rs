//! What people want to know of a network's outputs: which class a picture is of, or each of its pixels.

use super::Plan;

/// The most classes that a mask tells apart: a byte for each pixel.
const MAX_MASK_CLASSES: usize = 256;

/// An answer about one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The classes of the whole picture, by the logits of the output with that index.
    Classes(usize),
    /// The class of every pixel, by the logits of the first output.
    Mask,
}

impl Plan {
    /// The answer that the network gives about a picture, if it is known which: by the output that has the
    /// labels, or by the first if none has. Where the labels are those of another map than the first,
    /// nothing is known, since a mask has the first output's size.
    pub fn answer(&self) -> Option<Answer> {
        let asked = self.labelled_output().unwrap_or(0);
        let shape = self.outputs[asked].shape;
        match (shape.pixels(), asked) {
            (1, _) => Some(Answer::Classes(asked)),
            (_, 0) if shape.channels <= MAX_MASK_CLASSES => Some(Answer::Mask),
            _ => None,
        }
    }
}
