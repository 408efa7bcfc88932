//! A spec with every name and every rule resolved: what lowering reads.

use std::collections::BTreeMap;

use super::{
    ActivationFunction, DilationPolicy, Norm, OperatorBlock, Parts, Positions, Preprocessing,
};
use crate::{diagnostic::Diagnostic, shape::Shape};

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
    /// The names of the classes, one per class; empty if there are none.
    pub labels: Vec<String>,
    /// The number of labels in the spec, if they are left out because an override changes the number of
    /// classes.
    pub dropped_labels: Option<usize>,
    /// The preprocessing of the network's pictures.
    pub preprocessing: Preprocessing,
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
    /// The block's type in the spec.
    pub type_name: &'static str,
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

/// A convolution; see [`super::Conv`].
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedConv {
    /// C of the output; `None` for that of the input.
    pub channels: Option<usize>,
    /// Pixels of the kernel's side.
    pub kernel: usize,
    /// Pixels from one window to the next.
    pub stride: usize,
    /// Zeros around the map.
    pub padding: usize,
    /// Pixels from one tap to the next.
    pub dilation: usize,
    /// Groups of channels.
    pub groups: Groups,
    /// Whether it has a bias.
    pub bias: bool,
    /// What normalises the output.
    pub norm: Norm,
    /// What follows.
    pub activation: ActivationFunction,
    /// Names of the modules.
    pub parts: Parts,
}

/// What bounds the dilations of an EESP unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The largest effective receptive field that a branch may have.
    ReceptiveField(usize),
    /// The dilations themselves, whatever the policy.
    Explicit(Vec<usize>),
}

/// An EESP unit of stride 1; see [`super::Eesp`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedEesp {
    /// C of the output; `None` for that of the input.
    pub channels: Option<usize>,
    /// K.
    pub branches: usize,
    /// What bounds the dilations.
    pub limit: Limit,
}

/// A strided EESP unit; see [`super::StridedEesp`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedStridedEesp {
    /// C of the output.
    pub channels: usize,
    /// K.
    pub branches: usize,
    /// What bounds the dilations.
    pub limit: Limit,
    /// The image of the long-range shortcut.
    pub image: Option<Source>,
    /// Whether checkpoints hold the weights of an image shortcut although there is none.
    pub unused_image_shortcut: bool,
}

/// Efficient pyramid pooling; see [`super::EfficientPyramidPool`].
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedPyramidPool {
    /// C of the output.
    pub channels: usize,
    /// C of the projected input.
    pub projection: usize,
    /// Sizes of the pyramid's maps relative to the input's.
    pub scales: Vec<f64>,
    /// Whether batch norm and PReLU come last.
    pub last_layer_br: bool,
}

/// A kind of block with its fields; see [`super::Kind`].
#[derive(Clone, Debug, PartialEq)]
pub enum ResolvedKind {
    /// Convolution.
    Conv(ResolvedConv),
    /// EESP unit.
    Eesp(ResolvedEesp),
    /// Strided EESP unit.
    StridedEesp(ResolvedStridedEesp),
    /// Batch norm and PReLU, with the names of their modules.
    BnPrelu(Parts),
    /// Activation function.
    Activation(ActivationFunction),
    /// Efficient pyramid pooling.
    EfficientPyramidPool(ResolvedPyramidPool),
    /// Gated grouped convolution.
    EfficientPwConv {
        /// C of the output.
        channels: usize,
    },
    /// Bilinear resizing by a factor.
    ResizeBy {
        /// The factor.
        scale: f64,
    },
    /// Bilinear resizing to the size of another value.
    ResizeTo(Source),
    /// Sum.
    Add,
    /// One operator.
    Operator(OperatorBlock),
}

impl ResolvedKind {
    /// What it reads beside the block's inputs.
    pub(super) fn extra_source(&mut self) -> Option<&mut Source> {
        match self {
            ResolvedKind::StridedEesp(unit) => unit.image.as_mut(),
            ResolvedKind::ResizeTo(to) => Some(to),
            _ => None,
        }
    }
}
