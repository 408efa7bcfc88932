//! The shape of a value: C×H×W.

use std::fmt;

/// The shape C×H×W of a value; N is always 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape {
    /// C, the number of channels.
    pub channels: usize,
    /// H, the height in pixels.
    pub height: usize,
    /// W, the width in pixels.
    pub width: usize,
}

impl Shape {
    /// Creates a shape C×H×W.
    pub const fn new(channels: usize, height: usize, width: usize) -> Self {
        Shape { channels, height, width }
    }

    /// Returns H·W.
    pub const fn pixels(self) -> usize {
        self.height * self.width
    }

    /// Returns C·H·W.
    pub const fn len(self) -> usize {
        self.channels * self.pixels()
    }

    /// Whether the value has no numbers.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns the shape with another number of channels.
    pub const fn with_channels(self, channels: usize) -> Self {
        Shape { channels, ..self }
    }

    /// Returns the shape with another height and width.
    pub const fn with_size(self, height: usize, width: usize) -> Self {
        Shape { height, width, ..self }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}×{}×{}", self.channels, self.height, self.width)
    }
}
