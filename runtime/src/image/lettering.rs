//! Letters to be drawn into a picture, as the caller's font has made them.

use super::{ImageError, checked_pixels};

/// A line of letters: for each pixel, how much of it the letters cover.
///
/// Any font will do. Letters of the height [`BoxStyle::text`](super::BoxStyle::text) suit a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lettering {
    width: usize,
    height: usize,
    coverage: Vec<u8>,
}

impl Lettering {
    /// Takes the coverage of `width`·`height` pixels, H×W; 255 is a pixel inside a letter.
    ///
    /// # Errors
    ///
    /// If a side is zero, if there are more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels, or if the length of
    /// `coverage` is not `width`·`height`.
    pub fn new(width: usize, height: usize, coverage: Vec<u8>) -> Result<Self, ImageError> {
        if coverage.len() != checked_pixels("a line of letters", width, height)? {
            return Err(ImageError::WrongLength {
                what: "a line of letters",
                shape: vec![height, width],
                unit: "bytes",
                actual: coverage.len(),
            });
        }
        Ok(Self { width, height, coverage })
    }

    /// Returns the width in pixels.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Returns the height in pixels.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Returns the coverage of all pixels, H×W.
    #[must_use]
    pub fn coverage(&self) -> &[u8] {
        &self.coverage
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fill_their_pixels() {
        let letters = Lettering::new(2, 1, vec![0, 255]).unwrap();
        assert_eq!((letters.width(), letters.height()), (2, 1));
        assert_eq!(letters.coverage(), [0, 255]);
        assert_eq!(
            Lettering::new(2, 2, vec![0; 3]).unwrap_err().to_string(),
            "a line of letters of shape 2×2 needs 4 bytes, but got 3"
        );
        assert!(Lettering::new(0, 1, vec![]).is_err());
    }
}
