//! The options of an ONNX model.

use std::{num::NonZeroU16, str::FromStr};

/// The options of an ONNX model. By default, the batch size is 1 and the outputs are those of the spec.
///
/// ```
/// use espnet_compiler::emit::{Batch, OnnxOptions};
///
/// let options = OnnxOptions { batch: Batch::Dynamic, ..OnnxOptions::default() };
/// assert!(!options.post_process);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnnxOptions {
    /// The batch size.
    pub batch: Batch,
    /// Whether the model of a detection network ends in boxes, scores and the selected detections, instead
    /// of confidences and locations. See [`onnx`](super::onnx).
    pub post_process: bool,
}

/// The batch size: the size of the first axis of the input and of all outputs.
///
/// ```
/// use std::num::NonZeroU16;
/// use espnet_compiler::emit::Batch;
///
/// assert_eq!(Batch::default(), Batch::Fixed(NonZeroU16::MIN));
/// assert_eq!("16".parse(), Ok(Batch::Fixed(NonZeroU16::new(16).unwrap())));
/// assert_eq!("dynamic".parse(), Ok(Batch::Dynamic));
/// assert_eq!("0".parse::<Batch>().unwrap_err().to_string(), "a number from 1 to 65535, or `dynamic`");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch {
    /// This number of inputs, from 1 to 65535.
    Fixed(NonZeroU16),
    /// Any number of inputs: the axis is named [`Batch::AXIS`] and has no fixed size.
    Dynamic,
}

impl Batch {
    /// The name of the first axis in models with a dynamic batch size.
    pub const AXIS: &'static str = "batch";

    /// Returns the version of the ONNX operator set; engines have supported both since 2022. Version 18 is
    /// the first whose Resize can omit axes, as a dynamic batch needs.
    pub(super) fn operator_set(self) -> i64 {
        match self {
            Batch::Fixed(_) => 17,
            Batch::Dynamic => 18,
        }
    }
}

/// A batch size of 1.
impl Default for Batch {
    fn default() -> Self {
        Batch::Fixed(NonZeroU16::MIN)
    }
}

/// The error for a text that is not a batch size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a number from 1 to 65535, or `dynamic`")]
pub struct NoBatch;

impl FromStr for Batch {
    type Err = NoBatch;

    fn from_str(text: &str) -> Result<Self, NoBatch> {
        match text {
            "dynamic" => Ok(Batch::Dynamic),
            number => number.parse().map(Batch::Fixed).map_err(|_| NoBatch),
        }
    }
}
