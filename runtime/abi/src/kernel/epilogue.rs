//! What happens to a kernel's sums before they are stored.

use crate::layout::{BLOCK, Map, round_up};

/// Where the operand that is added before storing comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Residual {
    /// Nothing is added.
    None,
    /// What the output map holds before it is overwritten.
    InPlace,
    /// Another map of the output's C×H×W, with this many floats from pixel to pixel.
    Map {
        /// Floats from one pixel to the next.
        stride: usize,
    },
}

/// The steps between a kernel's sum and the stored value, in the order of the fields.
///
/// `v = sum (+ bias)`, then `prelu`, `× gate`, `+ residual`, `× scale + shift`, `final_prelu`,
/// `sigmoid`; each only where it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epilogue {
    /// Add a constant per channel (a bias, or what is left of a folded batch norm).
    pub bias: bool,
    /// PReLU with one slope per channel.
    pub prelu: bool,
    /// Multiply by an operand of shape 1×C×1×1.
    pub gate: bool,
    /// Add a map.
    pub residual: Residual,
    /// Scale and shift per channel: a batch norm that could not be folded.
    pub affine: bool,
    /// PReLU after the sum and the scale.
    pub final_prelu: bool,
    /// The logistic function.
    pub sigmoid: bool,
}

impl Epilogue {
    /// Store the sum as it is.
    pub const NONE: Epilogue = Epilogue {
        bias: false,
        prelu: false,
        gate: false,
        residual: Residual::None,
        affine: false,
        final_prelu: false,
        sigmoid: false,
    };

    /// Constant vectors that a panel of outputs needs, in the order of the fields:
    /// bias, slope, scale, shift, final slope.
    #[inline]
    pub const fn vectors(&self) -> usize {
        self.bias as usize
            + self.prelu as usize
            + 2 * self.affine as usize
            + self.final_prelu as usize
    }

    /// Floats of packed constants for `panels` panels: `vectors()` blocks of 16 for the first
    /// panel, then for the second, ….
    #[inline]
    pub const fn weights_len(&self, panels: usize) -> usize {
        panels * self.vectors() * BLOCK
    }
}

/// An epilogue on its own: batch norm, PReLU, sum, gate, sigmoid or copy of a map.
///
/// Panels are blocks of 16 channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Elementwise {
    /// What goes in. Equal to `output` with `in_place`.
    pub input: Map,
    /// What comes out; of the input's C×H×W.
    pub output: Map,
    /// The output map is also the input.
    pub in_place: bool,
    /// What is done.
    pub epilogue: Epilogue,
}

impl Elementwise {
    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.epilogue.weights_len(round_up(self.output.channels) / BLOCK)
    }
}
