//! The outputs of a detection network, checked to fit together.

use super::DetectionError;

/// The outputs of a detection network for one picture, with its priors.
#[derive(Clone, Copy, Debug)]
pub struct Outputs<'a> {
    pub(super) classes: usize,
    pub(super) confidences: &'a [f32],
    pub(super) locations: &'a [[f32; 4]],
    pub(super) priors: &'a [[f32; 4]],
}

impl<'a> Outputs<'a> {
    /// Takes the outputs for P priors.
    ///
    /// - `classes`: the number of classes C, with the background, which is class 0.
    /// - `confidences`: P×C logits.
    /// - `locations`: P×4, as [`decode`](super::decode) reads them.
    /// - `priors`: P boxes as (centre x, centre y, width, height), relative to the input.
    ///
    /// # Errors
    /// If there are fewer than two classes, or if the slices are not of these lengths.
    pub fn new(
        classes: usize,
        confidences: &'a [f32],
        locations: &'a [f32],
        priors: &'a [[f32; 4]],
    ) -> Result<Self, DetectionError> {
        if classes < 2 {
            return Err(DetectionError::Classes { classes });
        }
        // Candidates are sorted by a key that has 32 bits for the prior.
        if u32::try_from(priors.len()).is_err() {
            return Err(DetectionError::Priors { priors: priors.len() });
        }
        if priors.len().checked_mul(classes) != Some(confidences.len()) {
            let actual = confidences.len();
            return Err(DetectionError::Confidences { priors: priors.len(), classes, actual });
        }
        let (fours, rest) = locations.as_chunks();
        if fours.len() != priors.len() || !rest.is_empty() {
            let actual = locations.len();
            return Err(DetectionError::Locations { priors: priors.len(), actual });
        }
        Ok(Outputs { classes, confidences, locations: fours, priors })
    }

    /// The number of priors.
    #[must_use]
    pub fn prior_count(&self) -> usize {
        self.priors.len()
    }

    /// The number of classes, with the background.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }
}
