//! Shape of the linear layer.

use super::Division;
use crate::layout::{BLOCK, Map};

/// How the weights of a linear layer are stored.
///
/// A layer's time is that of reading its weights, and 16-bit integers are half as many bytes. They
/// cost accuracy: each weight is rounded to a multiple of a step, which the output has for itself, so
/// that output o of inputs x differs from what it is with the weights w themselves by at most
///
/// |Δ_o| ≤ ½ · step_o · Σ_i |x_i|,  step_o = max_i |w_oi| / 32767
///
/// beside the rounding of sums. (16-bit floats, of 11 bits at most, would be off by about four times
/// as much.) Where all of an output's weights are multiples of one power of two, the largest below
/// 2¹⁵ times that, it is their step and nothing is rounded: see [`fixed::step`](crate::fixed::step).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Two bytes: integers, times a step of the output's own.
    #[default]
    I16,
    /// Four bytes: the weights themselves.
    F32,
}

impl Precision {
    /// Floats of the blob that sixteen weights take.
    #[inline]
    pub const fn block(self) -> usize {
        match self {
            Precision::F32 => BLOCK,
            Precision::I16 => BLOCK / 2,
        }
    }
}

/// Linear layer: every output a sum over all inputs.
///
/// Packed weights: for each panel of 16 outputs `[inputs][16]`, of integers two in a float, the first
/// in its low bits; then for each panel the steps of integers, and the biases, where there are such.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Linear {
    /// What goes in: one pixel.
    pub input: Map,
    /// What comes out: one pixel.
    pub output: Map,
    /// How the weights are stored.
    pub weights: Precision,
    /// Whether it has a bias.
    pub bias: bool,
}

impl Linear {
    /// Panels, which are rows as far as workers are concerned.
    #[inline]
    pub const fn division(&self) -> Division {
        Division::blocks(self.output.channels)
    }

    /// Panels of 16 outputs, the last of which may have fewer.
    #[inline]
    pub const fn panels(&self) -> usize {
        self.output.channels.div_ceil(BLOCK)
    }

    /// Outputs of panel `panel`.
    #[inline]
    pub const fn outputs(&self, panel: usize) -> usize {
        let rest = self.output.channels - panel * BLOCK;
        if rest < BLOCK { rest } else { BLOCK }
    }

    /// Floats of a panel's weights in the blob.
    #[inline]
    pub const fn panel(&self) -> usize {
        self.input.channels * self.weights.block()
    }

    /// Where the panels' constants begin in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        (self.panels() * self.panel()).next_multiple_of(BLOCK)
    }

    /// Whether sums are multiplied by a step.
    #[inline]
    pub const fn scaled(&self) -> bool {
        matches!(self.weights, Precision::I16)
    }

    /// Blocks of 16 constants for each panel.
    #[inline]
    pub const fn vectors(&self) -> usize {
        self.scaled() as usize + self.bias as usize
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.constants() + self.panels() * self.vectors() * BLOCK
    }
}
