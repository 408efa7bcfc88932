//! The outputs of a detection network, checked to fit together.

use espnet_abi::priors::{PriorMap, prior_count};

use super::DetectionError;

/// The priors of a network: a list, or maps from which each is computed when it is needed.
#[derive(Clone, Copy, Debug)]
pub enum Priors<'a> {
    /// Boxes as (centre x, centre y, width, height), relative to the input.
    Listed(&'a [[f32; 4]]),
    /// The maps, one after another.
    Maps(&'a [PriorMap<'a>]),
}

impl Priors<'_> {
    /// The number of priors, P.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Priors::Listed(priors) => priors.len(),
            Priors::Maps(maps) => prior_count(maps),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Prior `index` as (centre x, centre y, width, height), relative to the input.
    ///
    /// # Panics
    /// If there is no prior with this index.
    #[must_use]
    pub fn get(&self, index: usize) -> [f32; 4] {
        match self {
            Priors::Listed(priors) => priors[index],
            Priors::Maps(maps) => {
                let mut index = index;
                for map in *maps {
                    match index.checked_sub(map.len()) {
                        Some(rest) => index = rest,
                        None => return map.get(index),
                    }
                }
                panic!("prior {index} after the last");
            }
        }
    }
}

impl<'a> From<&'a [[f32; 4]]> for Priors<'a> {
    fn from(priors: &'a [[f32; 4]]) -> Self {
        Priors::Listed(priors)
    }
}

impl<'a, const P: usize> From<&'a [[f32; 4]; P]> for Priors<'a> {
    fn from(priors: &'a [[f32; 4]; P]) -> Self {
        Priors::Listed(priors)
    }
}

impl<'a> From<&'a [PriorMap<'a>]> for Priors<'a> {
    fn from(maps: &'a [PriorMap<'a>]) -> Self {
        Priors::Maps(maps)
    }
}

/// The outputs of a detection network for one picture, with its priors.
#[derive(Clone, Copy, Debug)]
pub struct Outputs<'a> {
    pub(super) classes: usize,
    pub(super) confidences: &'a [f32],
    pub(super) locations: &'a [[f32; 4]],
    pub(super) priors: Priors<'a>,
}

impl<'a> Outputs<'a> {
    /// Takes the outputs for P priors.
    ///
    /// - `classes`: the number of classes C, with the background, which is class 0.
    /// - `confidences`: P×C logits.
    /// - `locations`: P×4, as [`decode`](super::decode) reads them.
    /// - `priors`: P boxes, or the maps that have them.
    ///
    /// # Errors
    /// If there are fewer than two classes, or if the slices are not of these lengths.
    pub fn new(
        classes: usize,
        confidences: &'a [f32],
        locations: &'a [f32],
        priors: impl Into<Priors<'a>>,
    ) -> Result<Self, DetectionError> {
        let priors = priors.into();
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
