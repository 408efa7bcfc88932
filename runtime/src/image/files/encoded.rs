//! A picture file in memory, and the errors that name it.

use std::fmt::Display;

use super::{ImageError, checked_pixels};

/// A picture file in memory.
pub(super) struct Encoded<'a> {
    /// The file's name in messages.
    pub(super) name: &'a str,
    /// The whole content.
    pub(super) bytes: &'a [u8],
    /// The name of the file's format.
    pub(super) format: &'static str,
}

impl Encoded<'_> {
    /// Returns the error for a file that cannot be decoded.
    pub(super) fn damaged(&self, reason: impl Display) -> ImageError {
        ImageError::Decode {
            name: self.name.into(),
            format: self.format,
            reason: reason.to_string(),
        }
    }

    /// Returns the number of pixels of the stated size, or an error if it is zero or above the limit.
    pub(super) fn checked_pixels(&self, width: usize, height: usize) -> Result<usize, ImageError> {
        checked_pixels(&format!("{}: a {} image", self.name, self.format), width, height)
    }
}
