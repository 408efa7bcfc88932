//! What happens to a kernel's sums before they are stored.

use core::fmt::{Formatter, Result};

use super::declare::{FieldValue, shape};
use crate::{
    construct::{Construct, Expression, setters},
    layout::{BLOCK, Map, round_up},
};

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

impl Residual {
    /// Another map, with `stride` floats from pixel to pixel.
    #[inline]
    pub const fn map(stride: usize) -> Self {
        Residual::Map { stride }
    }
}

impl Construct for Residual {
    fn expression(&self) -> Expression {
        match self {
            Residual::None => Expression::Path("kernel::Residual::None"),
            Residual::InPlace => Expression::Path("kernel::Residual::InPlace"),
            Residual::Map { stride } => {
                Expression::Call("kernel::Residual::map", [stride.expression()].into())
            }
        }
    }
}

impl FieldValue for Residual {
    fn text(&self, name: &str, f: &mut Formatter<'_>) -> Result {
        if *self == Residual::None { Ok(()) } else { write!(f, " +{name}") }
    }
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

setters! {
    Epilogue {
        bias: bool = false,
        prelu: bool = false,
        gate: bool = false,
        residual: Residual = Residual::None,
        affine: bool = false,
        final_prelu: bool = false,
        sigmoid: bool = false,
    }
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

impl Construct for Epilogue {
    fn expression(&self) -> Expression {
        let Epilogue { bias, prelu, gate, residual, affine, final_prelu, sigmoid } = *self;
        let on = |flag: bool| flag.then_some(flag);
        Expression::Path("kernel::Epilogue::NONE")
            .set_some("bias", on(bias))
            .set_some("prelu", on(prelu))
            .set_some("gate", on(gate))
            .set_some("residual", (residual != Residual::None).then_some(residual))
            .set_some("affine", on(affine))
            .set_some("final_prelu", on(final_prelu))
            .set_some("sigmoid", on(sigmoid))
    }
}

impl FieldValue for Epilogue {
    fn text(&self, _: &str, f: &mut Formatter<'_>) -> Result {
        let Epilogue { bias, prelu, gate, residual, affine, final_prelu, sigmoid } = *self;
        let steps = [
            (bias, "bias"),
            (prelu, "prelu"),
            (gate, "gate"),
            (residual != Residual::None, "residual"),
            (affine, "affine"),
            (final_prelu, "prelu"),
            (sigmoid, "sigmoid"),
        ];
        steps.into_iter().filter(|(on, _)| *on).try_for_each(|(_, name)| write!(f, " +{name}"))
    }
}

shape! {
    /// An epilogue on its own: batch norm, PReLU, sum, gate, sigmoid or copy of a map.
    ///
    /// Panels are blocks of 16 channels.
    pub struct Elementwise(weights_len) {
        /// What goes in. Equal to `output` with `in_place`.
        input: Map,
        /// What comes out; of the input's C×H×W.
        output: Map,
        /// The output map is also the input.
        in_place: bool = false,
        /// What is done.
        epilogue: Epilogue = Epilogue::NONE,
    }
    impl {
        fn fields_text(&self, f: &mut Formatter<'_>) -> Result {
            self.epilogue.text("epilogue", f)
        }
    }
}

impl Elementwise {
    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.epilogue.weights_len(round_up(self.output.channels) / BLOCK)
    }
}
