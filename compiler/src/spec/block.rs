//! The blocks that a spec can name, with their fields.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BRANCHES, MAX_BLOCKS, MAX_SIZE, Precision, Width, precision::PrecisionInJson};

/// A block: a module of the network under its PyTorch path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("unevaluatedProperties" = false))]
pub struct Block {
    /// PyTorch path of the module, such as `level3_0`: letters, digits and `_`, joined by dots into
    /// at most 32 parts and 256 characters. Every block has one of its own, none is called `input`, and
    /// no two parameters may come to the same name, since parameters' names begin with it.
    pub name: String,
    /// The blocks whose values it reads, or `input`; left out, the block before it. `add`, `mul` and
    /// `concat` read two or more, all others one. Blocks must not read one another in a circle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Reads>,
    /// Puts this many copies in a row, named `name.0`, `name.1`, …; with 0 the value passes through.
    /// Other blocks name the last copy `name`. Only a block that reads one value repeats, and a network
    /// has at most 1024 blocks, copies counted singly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MAX_BLOCKS))]
    pub repeat: Option<usize>,
    /// What it is.
    #[serde(flatten)]
    pub kind: Kind,
}

/// What a block reads: one block or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Reads {
    /// One block.
    One(String),
    /// Several, in order.
    Several(#[schemars(length(min = 1, max = 64))] Vec<String>),
}

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// Convolution, then batch norm and activation if asked for.
    Conv(Conv),
    /// EESP unit of stride 1; where input and output have one shape, the input is added.
    Eesp(Eesp),
    /// Strided EESP unit with the long-range shortcut: concatenates the average-pooled input with
    /// an EESP unit of stride 2, adds the image if it is given, then PReLU.
    StridedEesp(StridedEesp),
    /// Batch norm and PReLU.
    BnPrelu(NormActivation),
    /// An activation function.
    Activation(Activate),
    /// Efficient pyramid pooling: depth-wise convolutions of the projected input at several scales,
    /// concatenated, shuffled and merged.
    EfficientPyramidPool(EfficientPyramidPool),
    /// Grouped 3×3 convolution gated by the sigmoid of a 1×1 convolution of the input's average.
    EfficientPwConv(EfficientPwConv),
    /// Bilinear resizing, corners aligned; it takes either `scale` or `to`, not both.
    Resize(Resize),
    /// Sum of two or more values of one shape.
    Add(NoFields),
    /// Product of a value with one of its shape, or with one of a single pixel.
    Mul(NoFields),
    /// Concatenation along the channels of two or more values of one height and width.
    Concat(NoFields),
    /// Average over the whole map.
    GlobalAvgPool(NoFields),
    /// Average pooling; padding counts.
    AvgPool(AvgPool),
    /// Average pooling to a given size.
    AdaptiveAvgPool(AdaptiveAvgPool),
    /// Channel shuffle.
    ChannelShuffle(ChannelShuffle),
    /// Linear layer on a value of a single pixel, such as that of a `global_avg_pool`.
    Linear(Linear),
}

/// Nothing to say beside the type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoFields {}

/// Names of a block's modules behind the block's own name. An empty one is the block itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// The convolution.
    #[serde(default = "conv_part")]
    pub conv: String,
    /// The batch norm.
    #[serde(default = "norm_part")]
    pub norm: String,
    /// The activation.
    #[serde(default = "activation_part")]
    pub activation: String,
}

impl Default for Parts {
    fn default() -> Self {
        Parts { conv: conv_part(), norm: norm_part(), activation: activation_part() }
    }
}

/// What normalises a convolution's output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Norm {
    /// Nothing.
    #[default]
    None,
    /// Batch norm.
    BatchNorm,
}

/// An activation function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActivationFunction {
    /// None.
    #[default]
    None,
    /// PReLU with one slope per channel.
    Prelu,
    /// The logistic function.
    Sigmoid,
}

/// Fields of `conv`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conv {
    /// C of the output; left out, that of the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Width>,
    /// Pixels of the square kernel's side; with its dilation it must fit into the padded map.
    #[schemars(range(min = 1, max = 31))]
    pub kernel: usize,
    /// Pixels from one window to the next.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 31))]
    pub stride: usize,
    /// Zeros around the map; left out, ⌊kernel/2⌋·dilation, which keeps the size at stride 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 4096))]
    pub padding: Option<usize>,
    /// Pixels from one tap to the next.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 255))]
    pub dilation: usize,
    /// Groups of channels; `"channels"` is one per input channel (depth-wise), `"gcd"` the greatest
    /// common divisor of both channel counts. They divide the channels of input and output.
    #[serde(default = "one_group")]
    pub groups: Width,
    /// Whether it has a bias.
    #[serde(default)]
    pub bias: bool,
    /// What normalises the output.
    #[serde(default)]
    pub norm: Norm,
    /// What follows.
    #[serde(default)]
    pub activation: ActivationFunction,
    /// Names of the modules: `conv`, `bn` and `act` unless said otherwise.
    #[serde(default)]
    pub parts: Parts,
}

/// Fields of `eesp`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Eesp {
    /// C of the output, a multiple of K²; left out, that of the input. K divides the channels of the
    /// input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Width>,
    /// K of this unit; left out, that of the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = BRANCHES.0, max = BRANCHES.1))]
    pub branches: Option<usize>,
    /// Largest receptive field of a branch in pixels; needed where the policy is `official`, unless the
    /// unit lists its `dilations`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 3, max = 511))]
    pub limit: Option<usize>,
    /// Dilation of each branch, instead of a `limit`; needed where the policy is `explicit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 8), inner(range(min = 1, max = 255)))]
    pub dilations: Option<Vec<usize>>,
}

/// Fields of `strided_eesp`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StridedEesp {
    /// C of the output: more than that of the input, by a multiple of K². K divides the channels of the
    /// input.
    pub channels: Width,
    /// K of this unit; left out, that of the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = BRANCHES.0, max = BRANCHES.1))]
    pub branches: Option<usize>,
    /// Largest receptive field of a branch in pixels; needed where the policy is `official`, unless the
    /// unit lists its `dilations`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 3, max = 511))]
    pub limit: Option<usize>,
    /// Dilation of each branch, instead of a `limit`; needed where the policy is `explicit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 8), inner(range(min = 1, max = 255)))]
    pub dilations: Option<Vec<usize>>,
    /// The image of the long-range shortcut: `input` or a block. Halved again and again it must come to
    /// the size of the unit's output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Whether checkpoints hold the weights of an image shortcut although the unit has none; not
    /// together with `image`.
    #[serde(default)]
    pub unused_image_shortcut: bool,
}

/// Fields of `bn_prelu`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NormActivation {
    /// Names of the modules: `bn` and `act` unless said otherwise.
    #[serde(default)]
    pub parts: Parts,
}

/// Fields of `activation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activate {
    /// Which; slopes of a PReLU are called `name.weight`.
    pub function: ActivationFunction,
}

/// Fields of `efficient_pyramid_pool`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EfficientPyramidPool {
    /// C of the output.
    pub channels: Width,
    /// C of the projected input.
    pub projection: Width,
    /// Sizes of the pyramid's maps relative to the input's, in the order of `stages`; none gets
    /// below five pixels.
    #[serde(default = "scales")]
    #[schemars(length(min = 1, max = 16), inner(range(min = 0.001, max = 16.0)))]
    pub scales: Vec<f64>,
    /// Whether batch norm and PReLU (`br`) come last; without them the last convolution has a bias.
    #[serde(default = "yes")]
    pub last_layer_br: bool,
}

/// Fields of `efficient_pw_conv`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EfficientPwConv {
    /// C of the output.
    pub channels: Width,
}

/// Fields of `resize`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resize {
    /// Factor of both axes; sizes are rounded down, to 1 to 65536 pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.001, max = 64.0))]
    pub scale: Option<f64>,
    /// The block, or `input`, whose height and width it takes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// Fields of `avg_pool`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AvgPool {
    /// Pixels of the square window's side; it must fit into the padded map.
    #[schemars(range(min = 1, max = 31))]
    pub kernel: usize,
    /// Pixels from one window to the next; left out, the window's side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 31))]
    pub stride: Option<usize>,
    /// Zeros around the map, at most half the window's side.
    #[serde(default)]
    #[schemars(range(max = 15))]
    pub padding: usize,
}

/// Fields of `adaptive_avg_pool`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdaptiveAvgPool {
    /// H of the output.
    #[schemars(range(min = 1, max = MAX_SIZE))]
    pub height: usize,
    /// W of the output.
    #[schemars(range(min = 1, max = MAX_SIZE))]
    pub width: usize,
}

/// Fields of `channel_shuffle`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChannelShuffle {
    /// Groups; they divide C.
    pub groups: Width,
}

/// Fields of `linear`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Linear {
    /// C of the output.
    pub features: Width,
    /// Whether it has a bias.
    #[serde(default = "yes")]
    pub bias: bool,
    /// How its weights are stored.
    #[serde(default, with = "PrecisionInJson")]
    #[schemars(with = "PrecisionInJson")]
    pub weights: Precision,
}

fn conv_part() -> String {
    "conv".into()
}

fn norm_part() -> String {
    "bn".into()
}

fn activation_part() -> String {
    "act".into()
}

fn one() -> usize {
    1
}

fn one_group() -> Width {
    Width::Fixed(1)
}

fn yes() -> bool {
    true
}

fn scales() -> Vec<f64> {
    vec![2.0, 1.5, 1.0, 0.5, 0.1]
}
