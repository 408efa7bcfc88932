//! The settings of post-processing.

use super::DetectionError;

/// The settings that turn a network's outputs into detections.
///
/// [`PostProcessing::PICTURES`] is the default.
///
/// ```
/// use espnet::detection::PostProcessing;
///
/// let settings = PostProcessing { score_threshold: 0.5, ..PostProcessing::default() };
/// assert!(settings.check().is_ok());
/// assert_eq!((settings.iou_threshold, settings.top_k), (0.45, 200));
///
/// let settings = PostProcessing { score_threshold: 30.0, ..PostProcessing::default() };
/// assert_eq!(
///     settings.check().unwrap_err().to_string(),
///     "the score threshold must be a number from 0 to 1, but is 30"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PostProcessing {
    /// A score, from 0 to 1. A class of a prior is a candidate if its score is greater than this.
    pub score_threshold: f32,
    /// An intersection over union, from 0 to 1. A box is dropped if its IoU with a kept box of its class is
    /// greater than this. The IoU is an f32; the threshold is an f64 as in PyTorch, because 0.45 is not an f32.
    pub iou_threshold: f64,
    /// The largest number of detections of each class, at least 1. There is no limit for all classes
    /// together.
    pub top_k: usize,
}

impl PostProcessing {
    /// The settings of the authors' demo, for pictures that people look at: detections with a score above
    /// 0.3.
    pub const PICTURES: Self =
        PostProcessing { score_threshold: 0.3, iou_threshold: 0.45, top_k: 200 };

    /// The settings of the authors' evaluation: scores above 0.01. Mean average precision counts detections
    /// of any score, but most of these are no objects.
    pub const EVALUATION: Self = PostProcessing { score_threshold: 0.01, ..Self::PICTURES };

    /// Creates settings from the score threshold, the threshold of the intersection over union, and the largest
    /// number of detections of each class.
    #[must_use]
    pub const fn new(score_threshold: f32, iou_threshold: f64, top_k: usize) -> Self {
        PostProcessing { score_threshold, iou_threshold, top_k }
    }

    /// Checks that the settings make sense.
    ///
    /// # Errors
    /// If a threshold is NaN, less than 0 or greater than 1, or if `top_k` is 0.
    pub fn check(&self) -> Result<(), DetectionError> {
        // NaN is in no range.
        if !(0.0..=1.0).contains(&self.score_threshold) {
            return Err(DetectionError::ScoreThreshold { threshold: self.score_threshold });
        }
        if !(0.0..=1.0).contains(&self.iou_threshold) {
            return Err(DetectionError::IouThreshold { threshold: self.iou_threshold });
        }
        if self.top_k == 0 {
            return Err(DetectionError::TopK);
        }
        Ok(())
    }
}

impl Default for PostProcessing {
    fn default() -> Self {
        Self::PICTURES
    }
}
