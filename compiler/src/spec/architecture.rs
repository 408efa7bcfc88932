//! A spec with every name and every rule resolved: what lowering reads.

use std::collections::BTreeMap;

use super::{ActivationFunction, DilationPolicy, Norm, Parts, Positions};
use crate::{
    diagnostic::Diagnostic,
    ir::{Limit, Shape},
};

/// A network with all widths as numbers, repetitions written out and references resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Architecture {
    /// The network's name.
    pub name: String,
    /// What it is, for people.
    pub description: Option<String>,
    /// C×H×W of the input.
    pub input: Shape,
    /// Number of classes.
    pub classes: usize,
    /// The factor s.
    pub width_multiplier: f64,
    /// K of the units that do not say their own.
    pub branches: usize,
    /// Which rule bounds the dilations.
    pub dilation: DilationPolicy,
    /// ε of every batch norm.
    pub norm_epsilon: f32,
    /// The named widths.
    pub widths: BTreeMap<String, usize>,
    /// The blocks, operands before their users, else in the spec's order.
    pub blocks: Vec<ResolvedBlock>,
    /// What the network hands back; at least one.
    pub outputs: Vec<ResolvedOutput>,
    pub(super) positions: Positions,
}

impl Architecture {
    /// A problem with the part of the spec at `pointer`.
    pub fn diagnostic(&self, pointer: &str, message: impl Into<String>) -> Diagnostic {
        self.positions.diagnostic(pointer, message)
    }

    /// Whether the spec's text has a value at `pointer`.
    pub(crate) fn has(&self, pointer: &str) -> bool {
        self.positions.has(pointer)
    }
}

/// What a block reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The network's input.
    Input,
    /// The block with that index in [`Architecture::blocks`].
    Block(usize),
}

/// An output under the name that callers use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedOutput {
    /// The name.
    pub name: String,
    /// The value.
    pub from: Source,
}

/// One block, repetitions counted singly.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedBlock {
    /// PyTorch path.
    pub name: String,
    /// JSON pointer to the block in the spec.
    pub pointer: String,
    /// What it reads, at least one value.
    pub inputs: Vec<Source>,
    /// What it is.
    pub kind: ResolvedKind,
}

/// Groups of a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Groups {
    /// So many.
    Count(usize),
    /// One per input channel.
    Depthwise,
    /// As many as the greatest common divisor of both channel counts.
    Gcd,
}

/// A kind of block with its fields; see [`super::Kind`] for what each means.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the spec's types, documented there")]
pub enum ResolvedKind {
    /// Convolution.
    Conv {
        channels: Option<usize>,
        kernel: usize,
        stride: usize,
        padding: usize,
        dilation: usize,
        groups: Groups,
        bias: bool,
        norm: Norm,
        activation: ActivationFunction,
        parts: Parts,
    },
    /// EESP unit.
    Eesp { channels: Option<usize>, branches: usize, limit: Limit },
    /// Strided EESP unit.
    StridedEesp {
        channels: usize,
        branches: usize,
        limit: Limit,
        image: Option<Source>,
        unused_image_shortcut: bool,
    },
    /// Batch norm and PReLU.
    BnPrelu { parts: Parts },
    /// Activation function.
    Activation { function: ActivationFunction },
    /// Efficient pyramid pooling.
    EfficientPyramidPool {
        channels: usize,
        projection: usize,
        scales: Vec<f64>,
        last_layer_br: bool,
    },
    /// Gated grouped convolution.
    EfficientPwConv { channels: usize },
    /// Bilinear resizing by a factor.
    ResizeBy { scale: f64 },
    /// Bilinear resizing to another value's size.
    ResizeTo { to: Source },
    /// Sum.
    Add,
    /// Product.
    Mul,
    /// Concatenation.
    Concat,
    /// Average over the map.
    GlobalAvgPool,
    /// Average pooling.
    AvgPool { kernel: usize, stride: usize, padding: usize },
    /// Average pooling to a size.
    AdaptiveAvgPool { height: usize, width: usize },
    /// Channel shuffle.
    ChannelShuffle { groups: usize },
    /// Linear layer.
    Linear { features: usize, bias: bool },
}

impl ResolvedKind {
    /// What it reads beside the block's inputs.
    pub(super) fn extra_source(&mut self) -> Option<&mut Source> {
        match self {
            ResolvedKind::StridedEesp { image, .. } => image.as_mut(),
            ResolvedKind::ResizeTo { to } => Some(to),
            _ => None,
        }
    }
}
