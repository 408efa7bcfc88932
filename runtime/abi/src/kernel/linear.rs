//! The shape of the linear layer's kernel, and the formats in which its weights are stored.

use core::fmt::{Formatter, Result};

use super::{
    Partition,
    construct::{Construct, Expression},
    declare::{FieldValue, shape},
};
use crate::layout::{BLOCK, Map};

/// The form in which a linear layer stores its weights, as set in a spec or an invocation. Most of the
/// layer's time is spent on reading the weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// [`Form::I16`] if its predicted error is small enough, otherwise [`Form::I24`]. The latter is as exact
    /// as sums of floats and takes 1.5 times as long to read. The prediction comes from the weights and from
    /// the batch norm before the layer (see [`pack::LINEAR_BAR`](crate::pack::LINEAR_BAR)). The packed
    /// weights state the choice.
    #[default]
    Auto,
    /// [`Form::I16`], independent of the error.
    I16,
    /// [`Form::F32`], which takes twice as long to read as [`Form::I16`].
    F32,
}

/// The storage of a linear layer's weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Two bytes: an integer, which is multiplied by a step. Each output has a step of its own.
    ///
    /// Each weight is rounded to a multiple of the step. For inputs x and weights w, this changes output o by
    /// at most
    ///
    /// |Δ_o| ≤ ½ · step_o · Σ_i |x_i|,  step_o = max_i |w_oi| / 32767
    ///
    /// in addition to the rounding of the sums. (16-bit floats have at most 11 significant bits, and would be
    /// about four times less accurate.) Nothing is rounded if all weights of the output are multiples of a
    /// power of two and less than 2¹⁵ times that power in magnitude. The step is then this power; see
    /// [`fixed::step`](crate::fixed::step).
    I16,
    /// Three bytes: an integer, which is multiplied by a step of the output and by a power of two of the
    /// input.
    ///
    /// The power of two c_i of input i follows its largest weight, so that large weights of one input do not
    /// reduce the precision of the weights of other inputs:
    ///
    /// |Δ_o| ≤ ½ · step_o · Σ_i c_i |x_i| ≤ 2⁻²² · Σ_i |x_i| · max_p |w_pi|
    ///
    /// This is less than the rounding error of adding up floats. See [`fixed::Long`](crate::fixed::Long).
    I24,
    /// Four bytes: the weights themselves.
    F32,
}

impl Form {
    /// The number of floats of the blob that sixteen weights take.
    #[inline]
    pub const fn block(self) -> usize {
        match self {
            Form::I16 => BLOCK / 2,
            Form::I24 => BLOCK / 4 * 3,
            Form::F32 => BLOCK,
        }
    }

    /// Returns the number of bits per weight.
    #[inline]
    pub const fn bits(self) -> usize {
        self.block() * 2
    }
}

impl Precision {
    /// Every precision.
    pub const ALL: [Precision; 3] = [Precision::Auto, Precision::I16, Precision::F32];

    /// The name in specs, invocations and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Precision::Auto => "auto",
            Precision::I16 => "i16",
            Precision::F32 => "f32",
        }
    }

    /// The precision with this name.
    ///
    /// ```
    /// use espnet_abi::kernel::Precision;
    ///
    /// assert_eq!(Precision::named("f32"), Some(Precision::F32));
    /// assert_eq!(Precision::named("f16"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.name() == name)
    }

    /// Returns the form with the fewest bytes.
    #[inline]
    pub const fn shortest(self) -> Form {
        match self {
            Precision::Auto | Precision::I16 => Form::I16,
            Precision::F32 => Form::F32,
        }
    }

    /// Returns the form with the most bytes.
    #[inline]
    pub const fn longest(self) -> Form {
        match self {
            Precision::Auto => Form::I24,
            Precision::I16 => Form::I16,
            Precision::F32 => Form::F32,
        }
    }
}

impl Construct for Precision {
    fn expression(&self) -> Expression {
        Expression::Path(match self {
            Precision::Auto => "kernel::Precision::Auto",
            Precision::I16 => "kernel::Precision::I16",
            Precision::F32 => "kernel::Precision::F32",
        })
    }
}

impl FieldValue for Precision {
    fn text(&self, _: &str, f: &mut Formatter<'_>) -> Result {
        if *self == Precision::Auto { Ok(()) } else { write!(f, " {}", self.name()) }
    }
}

shape! {
    /// Linear layer: every output is a sum over all inputs.
    ///
    /// The packed weights begin with `[inputs][16]` weights for each panel of 16 outputs, with room for the
    /// longest form. Then, for each panel, follow the steps if the weights are integers, and the biases if
    /// there are any. With [`Precision::Auto`], a block follows whose first float states the form (see
    /// [`Linear::form`]), and then the inputs' powers of two, which only [`Form::I24`] uses.
    ///
    /// Sixteen 16-bit integers are packed two to a float, the first in its least significant bits. Of sixteen
    /// 24-bit integers, the upper 16 bits are packed in this way first, then the lower 8 bits, four to a
    /// float.
    pub struct Linear(weights_len) {
        /// The input map: one pixel.
        input: Map,
        /// The output map: one pixel.
        output: Map,
        /// The precision of the stored weights.
        weights: Precision = Precision::Auto,
        /// Whether the layer has a bias.
        bias: bool = false,
    }
    impl {
        fn spare_weights_len(&self) -> usize {
            let [longest, shortest] = [self.weights.longest(), self.weights.shortest()];
            self.panels() * (self.panel(longest) - self.panel(shortest))
        }

        fn fields_text(&self, f: &mut Formatter<'_>) -> Result {
            self.weights.text("weights", f)?;
            f.write_str(if self.bias { " +bias" } else { "" })
        }
    }
}

impl Linear {
    /// The partition of the output among workers: its panels.
    #[inline]
    pub const fn partition(&self) -> Partition {
        Partition::blocks(self.output.channels)
    }

    /// The number of panels of 16 outputs, the last of which may have fewer.
    #[inline]
    pub const fn panels(&self) -> usize {
        self.output.channels.div_ceil(BLOCK)
    }

    /// The number of outputs of panel `panel`.
    #[inline]
    pub const fn outputs(&self, panel: usize) -> usize {
        let rest = self.output.channels - panel * BLOCK;
        if rest < BLOCK { rest } else { BLOCK }
    }

    /// The number of floats of a panel's weights in the blob.
    #[inline]
    pub const fn panel(&self, form: Form) -> usize {
        self.input.channels * form.block()
    }

    /// The offset of the panels' constants in the packed weights.
    #[inline]
    pub const fn constants(&self) -> usize {
        (self.panels() * self.panel(self.weights.longest())).next_multiple_of(BLOCK)
    }

    /// Whether sums are multiplied by a step.
    #[inline]
    pub const fn scaled(&self) -> bool {
        !matches!(self.weights, Precision::F32)
    }

    /// The number of blocks of constants of each panel.
    #[inline]
    pub const fn vectors(&self) -> usize {
        self.scaled() as usize + self.bias as usize
    }

    /// Returns the index of the float that states the form; `None` if there is no choice.
    #[inline]
    pub const fn choice(&self) -> Option<usize> {
        match self.weights {
            Precision::Auto => Some(self.constants() + self.panels() * self.vectors() * BLOCK),
            Precision::I16 | Precision::F32 => None,
        }
    }

    /// Returns the index of the first of the inputs' powers of two; `None` if there is no choice.
    #[inline]
    pub const fn scales(&self) -> Option<usize> {
        match self.choice() {
            Some(choice) => Some(choice + BLOCK),
            None => None,
        }
    }

    /// Returns the form of these packed weights: [`Form::I24`] if the float that states it is 24, else
    /// the shortest form. No value can cause reads out of bounds, because there is room for every form.
    #[inline]
    pub const fn form(&self, packed: &[f32]) -> Form {
        match self.choice() {
            Some(choice) if packed[choice] == Form::I24.bits() as f32 => Form::I24,
            _ => self.weights.shortest(),
        }
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        match self.scales() {
            Some(scales) => scales + self.input.channels,
            None => self.constants() + self.panels() * self.vectors() * BLOCK,
        }
    }
}
