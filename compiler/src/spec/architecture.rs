//! The resolved form of a spec: every name is looked up and every rule evaluated.
//! [`Spec::resolve`](super::Spec::resolve) builds it, and lowering and the exporters read it.

use std::collections::BTreeMap;

use super::{
    ActivationFunction, DilationPolicy, MaskSize, Norm, OperatorBlock, Parts, Positions,
    Preprocessing, ResolvedDetection,
};
use crate::{diagnostic::Diagnostic, shape::Shape};

/// A network with all widths as numbers, with repetitions expanded and references resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Architecture {
    /// The network's name.
    pub name: String,
    /// A description of the network, for people.
    pub description: Option<String>,
    /// C×H×W of the input.
    pub input: Shape,
    /// Number of classes.
    pub classes: usize,
    /// The names of the classes, one per class; empty if there are none.
    pub labels: Vec<String>,
    /// The number of labels in the spec, if they were dropped because an override changed the number of
    /// classes.
    pub dropped_labels: Option<usize>,
    /// The preprocessing of the network's pictures.
    pub preprocessing: Preprocessing,
    /// The size of the network's mask.
    pub mask_size: MaskSize,
    /// The width multiplier s.
    pub width_multiplier: f64,
    /// K of the units without a K of their own.
    pub branches: usize,
    /// The rule that bounds the dilations.
    pub dilation: DilationPolicy,
    /// ε of every batch norm.
    pub norm_epsilon: f32,
    /// The named widths.
    pub widths: BTreeMap<String, usize>,
    /// The blocks. Every block comes after the blocks that it reads; otherwise they are in the spec's order.
    pub blocks: Vec<ResolvedBlock>,
    /// The values that the network returns; at least one.
    pub outputs: Vec<ResolvedOutput>,
    /// The meaning of a detection network's outputs.
    pub detection: Option<ResolvedDetection>,
    pub(super) positions: Positions,
}

impl Architecture {
    /// Returns a problem with the part of the spec at `pointer`.
    pub fn diagnostic(&self, pointer: &str, message: impl Into<String>) -> Diagnostic {
        self.positions.diagnostic(pointer, message)
    }

    /// Whether the spec's text has a value at `pointer`.
    pub(crate) fn has(&self, pointer: &str) -> bool {
        self.positions.has(pointer)
    }
}

/// A reference to a value, which a block reads or the network returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueRef {
    /// The network's input.
    Input,
    /// The block with that index in [`Architecture::blocks`].
    Block(usize),
}

/// An output, under the name that callers use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedOutput {
    /// The name.
    pub name: String,
    /// The value.
    pub from: ValueRef,
}

/// One block; each copy of a repeated block is an entry of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedBlock {
    /// The name, which is unique in the network.
    pub name: String,
    /// The path of the module in PyTorch.
    pub module: String,
    /// JSON pointer to the block in the spec.
    pub pointer: String,
    /// The block's type in the spec.
    pub type_name: &'static str,
    /// The values that it reads; at least one.
    pub inputs: Vec<ValueRef>,
    /// The kind of the block, with its fields.
    pub kind: ResolvedKind,
}

impl ResolvedBlock {
    /// Whether the block is part of a unit. All uses of the unit have the same pointer to it.
    pub(crate) fn is_in_unit(&self) -> bool {
        self.pointer.starts_with("/units/")
    }
}

/// The number of groups of a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Groups {
    /// A fixed number of groups.
    Count(usize),
    /// One group per input channel.
    Depthwise,
    /// The greatest common divisor of the channel counts of input and output.
    Gcd,
}

/// A convolution; see [`super::Conv`].
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedConv {
    /// C of the output; `None` if it is that of the input.
    pub channels: Option<usize>,
    /// Side of the square kernel in pixels.
    pub kernel: usize,
    /// Distance between neighbouring windows in pixels.
    pub stride: usize,
    /// Width of the border of zeros around the map, in pixels.
    pub padding: usize,
    /// Distance between neighbouring taps in pixels.
    pub dilation: usize,
    /// Groups of channels.
    pub groups: Groups,
    /// Whether it has a bias.
    pub bias: bool,
    /// The normalisation of the output.
    pub norm: Norm,
    /// The activation after the normalisation.
    pub activation: ActivationFunction,
    /// Names of the modules.
    pub parts: Parts,
}

/// A transposed convolution; see [`super::ConvTranspose`].
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedConvTranspose {
    /// C of the output; `None` if it is that of the input.
    pub channels: Option<usize>,
    /// Factor of height and width, and side of the square kernel in pixels.
    pub stride: usize,
    /// Whether it has a bias.
    pub bias: bool,
    /// The normalisation of the output.
    pub norm: Norm,
    /// The activation after the normalisation.
    pub activation: ActivationFunction,
    /// Names of the modules.
    pub parts: Parts,
}

/// The bound of an EESP unit's dilations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The largest effective receptive field that a branch may have.
    ReceptiveField(usize),
    /// The dilations themselves, under every policy.
    Explicit(Vec<usize>),
}

/// An EESP unit of stride 1; see [`super::Eesp`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedEesp {
    /// C of the output; `None` if it is that of the input.
    pub channels: Option<usize>,
    /// K.
    pub branches: usize,
    /// The bound of the dilations.
    pub limit: Limit,
}

/// A strided EESP unit; see [`super::StridedEesp`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedStridedEesp {
    /// C of the output.
    pub channels: usize,
    /// K.
    pub branches: usize,
    /// The bound of the dilations.
    pub limit: Limit,
    /// The image that the long-range shortcut reads.
    pub image: Option<ValueRef>,
    /// Whether checkpoints contain weights of an image shortcut although the unit has none.
    pub unused_image_shortcut: bool,
}

/// Efficient pyramid pooling; see [`super::EfficientPyramidPool`].
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedPyramidPool {
    /// C of the output.
    pub channels: usize,
    /// C of the projected input.
    pub projection: usize,
    /// Sizes of the pyramid's maps, relative to the input's.
    pub scales: Vec<f64>,
    /// Whether batch norm and PReLU are the last layers.
    pub last_layer_br: bool,
}

/// A kind of block with its fields; see [`super::Kind`].
#[derive(Clone, Debug, PartialEq)]
pub enum ResolvedKind {
    /// Convolution.
    Conv(ResolvedConv),
    /// Transposed convolution.
    ConvTranspose(ResolvedConvTranspose),
    /// EESP unit.
    Eesp(ResolvedEesp),
    /// Strided EESP unit.
    StridedEesp(ResolvedStridedEesp),
    /// Batch norm and PReLU, with the names of their modules.
    BnPrelu(Parts),
    /// Batch norm, which has the name of the block.
    BatchNorm,
    /// Activation function.
    Activation(ActivationFunction),
    /// Efficient pyramid pooling.
    EfficientPyramidPool(ResolvedPyramidPool),
    /// Gated grouped convolution.
    EfficientPwConv {
        /// C of the output.
        channels: usize,
    },
    /// Heads of a detection network.
    SsdHead {
        /// Numbers of each prior.
        values: usize,
        /// Priors of each pixel.
        anchors: usize,
    },
    /// Bilinear resizing by a factor.
    ResizeBy {
        /// The factor.
        scale: f64,
    },
    /// Bilinear resizing to the height and width of another value.
    ResizeTo(ValueRef),
    /// Sum.
    Add,
    /// A single operator.
    Operator(OperatorBlock),
}

impl ResolvedKind {
    /// Returns the value that the block reads in addition to its inputs.
    pub(super) fn extra_value(&mut self) -> Option<&mut ValueRef> {
        match self {
            ResolvedKind::StridedEesp(unit) => unit.image.as_mut(),
            ResolvedKind::ResizeTo(to) => Some(to),
            _ => None,
        }
    }
}
