//! Shapes of values: C×H×W.

use std::fmt;

/// C×H×W of a value; N is always 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape {
    /// C.
    pub channels: usize,
    /// H.
    pub height: usize,
    /// W.
    pub width: usize,
}

impl Shape {
    /// C×H×W.
    pub const fn new(channels: usize, height: usize, width: usize) -> Self {
        Shape { channels, height, width }
    }

    /// H·W.
    pub const fn pixels(self) -> usize {
        self.height * self.width
    }

    /// C·H·W.
    pub const fn len(self) -> usize {
        self.channels * self.pixels()
    }

    /// Whether it holds no number.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The same size with another number of channels.
    pub const fn with_channels(self, channels: usize) -> Self {
        Shape { channels, ..self }
    }

    /// The same channels at another size.
    pub const fn with_size(self, height: usize, width: usize) -> Self {
        Shape { height, width, ..self }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}×{}×{}", self.channels, self.height, self.width)
    }
}
