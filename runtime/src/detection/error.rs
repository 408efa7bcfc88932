//! The errors of post-processing.

use core::fmt;

use super::Room;

/// Settings, outputs or memory that post-processing cannot work with.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum DetectionError {
    /// The score threshold is NaN or outside 0 to 1.
    ScoreThreshold {
        /// The threshold given.
        threshold: f32,
    },
    /// The IoU threshold is NaN or outside 0 to 1.
    IouThreshold {
        /// The threshold given.
        threshold: f64,
    },
    /// `top_k` is zero.
    TopK,
    /// There is no class besides the background.
    Classes {
        /// The number of classes given, with the background.
        classes: usize,
    },
    /// There are more priors than a u32 can number.
    Priors {
        /// The number of priors given.
        priors: usize,
    },
    /// The number of confidences is not P·classes.
    Confidences {
        /// The number of priors P.
        priors: usize,
        /// The number of classes, with the background.
        classes: usize,
        /// The number of confidences given.
        actual: usize,
    },
    /// The number of locations is not P·4.
    Locations {
        /// The number of priors P.
        priors: usize,
        /// The number of locations given.
        actual: usize,
    },
    /// The memory is too small.
    Room {
        /// The room that is enough for any outputs of this size.
        needed: Room,
        /// The room given.
        actual: Room,
    },
}

impl fmt::Display for DetectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ScoreThreshold { threshold } => {
                write!(f, "the score threshold must be a number from 0 to 1, but is {threshold}")
            }
            Self::IouThreshold { threshold } => {
                write!(f, "the IoU threshold must be a number from 0 to 1, but is {threshold}")
            }
            Self::TopK => {
                f.write_str("top_k must be at least 1, but is 0: nothing could be detected")
            }
            Self::Classes { classes } => write!(
                f,
                "a detection network has at least 2 classes, the background and one more, but got {classes}"
            ),
            Self::Priors { priors } => {
                write!(f, "there can be at most {} priors, but got {priors}", u32::MAX)
            }
            Self::Confidences { priors, classes, actual } => write!(
                f,
                "the confidences of {priors} priors and {classes} classes are {} floats, but got {actual}",
                priors.saturating_mul(*classes)
            ),
            Self::Locations { priors, actual } => write!(
                f,
                "the locations of {priors} priors are {} floats, but got {actual}",
                priors.saturating_mul(4)
            ),
            Self::Room { needed, actual } => {
                write!(f, "the memory is too small: it needs room for {needed}, but has {actual}")
            }
        }
    }
}

impl core::error::Error for DetectionError {}
