//! The epilogue of a kernel: operations on its sums before they are stored.

use core::fmt::{Display, Formatter, Result};

use super::{
    construct::{Construct, Expression},
    declare::{FieldValue, shape},
};
use crate::layout::{BLOCK, Map, round_up};

/// The operand that is added before storing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Residual {
    /// Nothing is added.
    None,
    /// The previous contents of the output map.
    InPlace,
    /// A separate map of the output's C×H×W, with this many floats from pixel to pixel.
    Map {
        /// The distance between pixels in floats. It has 32 bits, because programs contain many shapes.
        stride: u32,
    },
}

impl Residual {
    /// A separate map with `stride` floats from pixel to pixel.
    ///
    /// # Panics
    /// If `stride` exceeds 32 bits.
    #[inline]
    pub const fn map(stride: usize) -> Self {
        assert!(stride <= u32::MAX as usize, "a pixel has fewer floats");
        Residual::Map { stride: stride as u32 }
    }

    /// The floats from pixel to pixel of a separate map.
    #[inline(always)]
    pub const fn stride(self) -> Option<usize> {
        match self {
            Residual::Map { stride } => Some(stride as usize),
            Residual::None | Residual::InPlace => None,
        }
    }
}

impl Construct for Residual {
    fn expression(&self) -> Expression {
        match self {
            Residual::None => Expression::Path("kernel::Residual::None"),
            Residual::InPlace => Expression::Path("kernel::Residual::InPlace"),
            Residual::Map { stride } => {
                Expression::Call("kernel::Residual::map", [(*stride as usize).expression()].into())
            }
        }
    }
}

impl FieldValue for Residual {
    fn text(&self, name: &str, f: &mut Formatter<'_>) -> Result {
        if *self == Residual::None { Ok(()) } else { write!(f, " +{name}") }
    }
}

/// A stage of an epilogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Adds a constant per channel: a bias, or the remainder of a folded batch norm. Only the first stage can
    /// be a bias, so that sums can start with it.
    Bias,
    /// Scales and shifts each channel: a batch norm that could not be folded.
    Affine,
    /// PReLU with one slope per channel.
    Prelu,
    /// ReLU.
    Relu,
    /// Limits values to the range from `low` to `high`.
    Clamp {
        /// The smallest value.
        low: Number,
        /// The largest value.
        high: Number,
    },
    /// Multiplies by an operand of shape 1×C×1×1.
    Gate,
    /// Adds a map, which is not [`Residual::None`].
    Add(Residual),
    /// The logistic function.
    Sigmoid,
}

impl Stage {
    /// Limits values to the range from `low` to `high`.
    #[inline]
    pub const fn clamp(low: f32, high: f32) -> Self {
        Stage::Clamp { low: Number::new(low), high: Number::new(high) }
    }

    /// Adds a map.
    #[inline]
    pub const fn add(residual: Residual) -> Self {
        Stage::Add(residual)
    }

    /// The number of vectors of packed constants per panel of outputs.
    #[inline]
    pub const fn vectors(self) -> usize {
        match self {
            Stage::Bias | Stage::Prelu => 1,
            Stage::Affine => 2,
            Stage::Relu | Stage::Clamp { .. } | Stage::Gate | Stage::Add(_) | Stage::Sigmoid => 0,
        }
    }
}

impl Construct for Stage {
    fn expression(&self) -> Expression {
        match *self {
            Stage::Bias => Expression::Path("kernel::Stage::Bias"),
            Stage::Affine => Expression::Path("kernel::Stage::Affine"),
            Stage::Prelu => Expression::Path("kernel::Stage::Prelu"),
            Stage::Relu => Expression::Path("kernel::Stage::Relu"),
            Stage::Clamp { low, high } => {
                let bounds = [low, high].map(|bound| Expression::Float(bound.get()));
                Expression::Call("kernel::Stage::clamp", bounds.into())
            }
            Stage::Gate => Expression::Path("kernel::Stage::Gate"),
            Stage::Add(residual) => {
                Expression::Call("kernel::Stage::add", [residual.expression()].into())
            }
            Stage::Sigmoid => Expression::Path("kernel::Stage::Sigmoid"),
        }
    }
}

impl Display for Stage {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Stage::Bias => f.write_str("bias"),
            Stage::Affine => f.write_str("affine"),
            Stage::Prelu => f.write_str("prelu"),
            Stage::Relu => f.write_str("relu"),
            Stage::Clamp { low, high } => write!(f, "clamp {}..{}", low.get(), high.get()),
            Stage::Gate => f.write_str("gate"),
            Stage::Add(_) => f.write_str("residual"),
            Stage::Sigmoid => f.write_str("sigmoid"),
        }
    }
}

/// A float as part of a shape. It can be compared because it is stored as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(u32);

impl Number {
    /// A float.
    #[inline]
    pub const fn new(number: f32) -> Self {
        Number(number.to_bits())
    }

    /// The float.
    #[inline]
    pub const fn get(self) -> f32 {
        f32::from_bits(self.0)
    }
}

/// The stages between a kernel's sum and the stored value, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epilogue {
    /// The stages; elements from `len` on are [`Stage::Bias`].
    stages: [Stage; Epilogue::MAX],
    len: u8,
    // Properties that kernels read often, so that they need not search the stages.
    vectors: u8,
    gate: bool,
    residual: Residual,
}

impl Epilogue {
    /// The largest number of stages.
    pub const MAX: usize = 8;

    /// The largest number of vectors of packed constants.
    pub const MAX_VECTORS: usize = 8;

    /// No stages: sums are stored as they are.
    pub const NONE: Epilogue = Epilogue {
        stages: [Stage::Bias; Epilogue::MAX],
        len: 0,
        vectors: 0,
        gate: false,
        residual: Residual::None,
    };

    /// An epilogue of these stages.
    ///
    /// # Panics
    /// If kernels cannot compute them; see [`Epilogue::try_new`].
    #[inline]
    pub const fn new(stages: &[Stage]) -> Self {
        match Self::try_new(stages) {
            Some(epilogue) => epilogue,
            None => panic!("no kernel computes these stages"),
        }
    }

    /// An epilogue of these stages, if kernels can compute them: there are at most [`Epilogue::MAX`] stages
    /// with at most [`Epilogue::MAX_VECTORS`] vectors of constants, only the first is a bias, at most one is
    /// a gate, and at most one is a sum.
    #[inline]
    pub const fn try_new(stages: &[Stage]) -> Option<Self> {
        if stages.len() > Self::MAX {
            return None;
        }
        let mut epilogue = Self::NONE;
        let (mut len, mut vectors) = (0, 0);
        while len < stages.len() {
            let stage = stages[len];
            let possible = match stage {
                Stage::Bias => len == 0,
                Stage::Gate => !epilogue.gate,
                Stage::Add(residual) => {
                    matches!(epilogue.residual, Residual::None)
                        && !matches!(residual, Residual::None)
                }
                _ => true,
            };
            vectors += stage.vectors();
            if !possible || vectors > Self::MAX_VECTORS {
                return None;
            }
            match stage {
                Stage::Gate => epilogue.gate = true,
                Stage::Add(residual) => epilogue.residual = residual,
                _ => {}
            }
            epilogue.stages[len] = stage;
            len += 1;
        }
        (epilogue.len, epilogue.vectors) = (len as u8, vectors as u8);
        Some(epilogue)
    }

    /// The stages in order.
    pub const fn stages(&self) -> &[Stage] {
        self.stages.split_at(self.len as usize).0
    }

    /// Stage number `i`, if it exists.
    #[inline(always)]
    pub const fn stage(&self, i: usize) -> Option<Stage> {
        if i < self.len as usize { Some(self.stages[i]) } else { None }
    }

    /// Whether sums begin with a bias.
    #[inline(always)]
    pub const fn bias(&self) -> bool {
        self.len > 0 && matches!(self.stages[0], Stage::Bias)
    }

    /// Whether a stage is a gate.
    #[inline(always)]
    pub const fn gate(&self) -> bool {
        self.gate
    }

    /// The operand that is added.
    #[inline(always)]
    pub const fn residual(&self) -> Residual {
        self.residual
    }

    /// The number of constant vectors of a panel of outputs. They are in the order of the stages: a bias,
    /// scales and shifts of an affine stage, slopes of a PReLU.
    #[inline(always)]
    pub const fn vectors(&self) -> usize {
        self.vectors as usize
    }

    /// The number of floats of packed constants for `panels` panels: `vectors()` blocks of 16 for the first
    /// panel, then for the second, and so on.
    #[inline]
    pub const fn weights_len(&self, panels: usize) -> usize {
        panels * self.vectors() * BLOCK
    }
}

impl Construct for Epilogue {
    fn expression(&self) -> Expression {
        match self.stages() {
            [] => Expression::Path("kernel::Epilogue::NONE"),
            stages => {
                let stages = stages.iter().map(Construct::expression).collect();
                Expression::Call("kernel::Epilogue::new", [Expression::Slice(stages)].into())
            }
        }
    }
}

impl FieldValue for Epilogue {
    fn text(&self, _: &str, f: &mut Formatter<'_>) -> Result {
        self.stages().iter().try_for_each(|stage| write!(f, " +{stage}"))
    }
}

shape! {
    /// An epilogue without a convolution: batch norm, PReLU, sum, gate, sigmoid or copy of a map.
    ///
    /// Panels are blocks of 16 channels.
    pub struct Elementwise(weights_len) {
        /// The input map. Equal to `output` with `in_place`.
        input: Map,
        /// The output map, of the input's C×H×W.
        output: Map,
        /// Whether the output map is also the input.
        in_place: bool = false,
        /// The operations on every pixel.
        epilogue: Epilogue = Epilogue::NONE,
    }
    impl {
        fn fields_text(&self, f: &mut Formatter<'_>) -> Result {
            self.epilogue.text("epilogue", f)
        }
    }
}

impl Elementwise {
    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.epilogue.weights_len(round_up(self.output.channels) / BLOCK)
    }
}
