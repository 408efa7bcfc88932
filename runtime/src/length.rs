//! The error for an input slice of the wrong length.

use core::fmt;

/// A slice has more or fewer floats than the network's input.
///
/// ```
/// let error = espnet::LengthError { expected: [1, 3, 224, 224], actual: 12 };
/// assert_eq!(
///     error.to_string(),
///     "the network's input of shape 1×3×224×224 has 150528 floats, but got 12"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthError {
    /// The shape of the input, N×C×H×W.
    pub expected: [usize; 4],
    /// Number of floats in the slice.
    pub actual: usize,
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [n, c, h, w] = self.expected;
        write!(
            f,
            "the network's input of shape {n}×{c}×{h}×{w} has {} floats, but got {}",
            n * c * h * w,
            self.actual
        )
    }
}

impl core::error::Error for LengthError {}
