//! Shape of the linear layer.

use super::Division;
use crate::layout::{BLOCK, Map};

/// How the weights of a linear layer may be stored.
///
/// A layer's time is that of reading its weights, and 16-bit integers are half as many bytes as floats.
/// They cost accuracy: see [`Form::I16`]. So packing predicts what they cost with a checkpoint's numbers
/// (see [`pack::LINEAR_BAR`](crate::pack::LINEAR_BAR)), and takes integers of 24 bits where it is too much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// [`Form::I16`] where that is precise enough, else [`Form::I24`]: the packed weights say which.
    #[default]
    Auto,
    /// [`Form::I16`], whatever the weights.
    I16,
    /// [`Form::F32`].
    F32,
}

/// How the weights of a linear layer are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Two bytes: integers, times a step of the output's own.
    ///
    /// Each weight is rounded to a multiple of the step, so that output o of inputs x differs from what it
    /// is with the weights w themselves by at most
    ///
    /// |Δ_o| ≤ ½ · step_o · Σ_i |x_i|,  step_o = max_i |w_oi| / 32767
    ///
    /// beside the rounding of sums. (16-bit floats, of 11 bits at most, would be off by about four times
    /// as much.) Where all of an output's weights are multiples of one power of two, the largest below
    /// 2¹⁵ times that, it is their step and nothing is rounded: see [`fixed::step`](crate::fixed::step).
    I16,
    /// Three bytes: integers, times a step of the output's own and a power of two of the input's own.
    ///
    /// The input's power of two c_i is that of its largest weight, so that large weights of one input do
    /// not make those of others coarse:
    ///
    /// |Δ_o| ≤ ½ · step_o · Σ_i c_i |x_i| ≤ 2⁻²² · Σ_i |x_i| · max_p |w_pi|
    ///
    /// which is less than rounding costs where floats are added up. See [`fixed::Long`](crate::fixed::Long).
    I24,
    /// Four bytes: the weights themselves.
    F32,
}

impl Form {
    /// Floats of the blob that sixteen weights take.
    #[inline]
    pub const fn block(self) -> usize {
        match self {
            Form::I16 => BLOCK / 2,
            Form::I24 => BLOCK / 4 * 3,
            Form::F32 => BLOCK,
        }
    }

    /// Bits of a weight.
    #[inline]
    pub const fn bits(self) -> usize {
        self.block() * 2
    }
}

impl Precision {
    /// The form of the fewest bytes.
    #[inline]
    pub const fn shortest(self) -> Form {
        match self {
            Precision::Auto | Precision::I16 => Form::I16,
            Precision::F32 => Form::F32,
        }
    }

    /// The form of the most bytes.
    #[inline]
    pub const fn longest(self) -> Form {
        match self {
            Precision::Auto => Form::I24,
            Precision::I16 => Form::I16,
            Precision::F32 => Form::F32,
        }
    }
}

/// Linear layer: every output a sum over all inputs.
///
/// Packed weights: for each panel of 16 outputs `[inputs][16]`, with room for the longest form; then for
/// each panel the steps of integers, and the biases, where there are such. Where there is a choice, a
/// block follows whose first float says which form it is (see [`Linear::form`]), and the powers of two of
/// the inputs, for [`Form::I24`].
///
/// Sixteen integers of 16 bits lie two in a float, the first in its low bits; of 24 bits first their
/// upper 16 bits so, then their lower 8 bits, four in a float.
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
    pub const fn panel(&self, form: Form) -> usize {
        self.input.channels * form.block()
    }

    /// Where the panels' constants begin in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        (self.panels() * self.panel(self.weights.longest())).next_multiple_of(BLOCK)
    }

    /// Whether sums are multiplied by a step.
    #[inline]
    pub const fn scaled(&self) -> bool {
        !matches!(self.weights, Precision::F32)
    }

    /// Blocks of 16 constants for each panel.
    #[inline]
    pub const fn vectors(&self) -> usize {
        self.scaled() as usize + self.bias as usize
    }

    /// Where the float that says the form lies, if there is a choice.
    #[inline]
    pub const fn choice(&self) -> Option<usize> {
        match self.weights {
            Precision::Auto => Some(self.constants() + self.panels() * self.vectors() * BLOCK),
            Precision::I16 | Precision::F32 => None,
        }
    }

    /// Where the inputs' powers of two begin, if there is a choice.
    #[inline]
    pub const fn scales(&self) -> Option<usize> {
        match self.choice() {
            Some(choice) => Some(choice + BLOCK),
            None => None,
        }
    }

    /// The form of these packed weights. What says [`Form::I24`] is 24; anything else is the shortest
    /// form, and every form has room.
    #[inline]
    pub const fn form(&self, packed: &[f32]) -> Form {
        match self.choice() {
            Some(choice) if packed[choice] == Form::I24.bits() as f32 => Form::I24,
            _ => self.weights.shortest(),
        }
    }

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        match self.scales() {
            Some(scales) => scales + self.input.channels,
            None => self.constants() + self.panels() * self.vectors() * BLOCK,
        }
    }
}
