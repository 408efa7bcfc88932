//! The fields of the blocks that consist of several operators: convolutions with batch norm and activation,
//! EESP units, pyramid pooling. They are the forms in which serde reads these blocks from a spec.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActivationFunction, BRANCHES, MAX_CHANNELS, Number, Width, block::yes};

/// A distance between neighbouring taps in pixels.
pub type Dilation = Number<1, 255>;
/// A largest receptive field of a branch in pixels.
pub type ReceptiveField = Number<3, 511>;
/// K, the number of branches of an EESP unit.
pub type Branches = Number<{ BRANCHES.0 }, { BRANCHES.1 }>;

/// Names of a block's modules, relative to the name of the block. An empty name stands for the block itself.
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

/// The normalisation of a convolution's output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Norm {
    /// Nothing.
    #[default]
    None,
    /// Batch norm.
    BatchNorm,
}

/// Fields of `conv`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conv {
    /// C of the output; by default that of the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Width>,
    /// Side of the square kernel in pixels; with its dilation it must fit into the padded map.
    pub kernel: Number<1, 31>,
    /// Distance between neighbouring windows in pixels.
    #[serde(default = "one::<31>")]
    pub stride: Number<1, 31>,
    /// Width of the border of zeros around the map; by default ⌊kernel/2⌋·dilation, which keeps the size at
    /// stride 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub padding: Option<Number<0, 4096>>,
    /// Distance between neighbouring taps in pixels.
    #[serde(default = "one::<255>")]
    pub dilation: Dilation,
    /// Groups of channels; `"channels"` means one per input channel (depth-wise), `"gcd"` the greatest common
    /// divisor of both channel counts. They divide the channels of input and output.
    #[serde(default = "one::<MAX_CHANNELS>")]
    pub groups: Width,
    /// Whether it has a bias.
    #[serde(default)]
    pub bias: bool,
    /// The normalisation of the output.
    #[serde(default)]
    pub norm: Norm,
    /// The activation after the normalisation.
    #[serde(default)]
    pub activation: ActivationFunction,
    /// Names of the modules; by default `conv`, `bn` and `act`.
    #[serde(default)]
    pub parts: Parts,
}

/// Fields of `conv_transpose`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvTranspose {
    /// C of the output; by default that of the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Width>,
    /// Factor of height and width, and side of the square kernel in pixels, because no two windows overlap.
    pub stride: Number<2, 8>,
    /// Whether it has a bias.
    #[serde(default)]
    pub bias: bool,
    /// The normalisation of the output.
    #[serde(default)]
    pub norm: Norm,
    /// The activation after the normalisation.
    #[serde(default)]
    pub activation: ActivationFunction,
    /// Names of the modules; by default `conv`, `bn` and `act`.
    #[serde(default)]
    pub parts: Parts,
}

/// Fields of `eesp`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Eesp {
    /// C of the output, a multiple of K²; by default that of the input. K divides the channels of the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Width>,
    /// K of this unit; by default that of the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branches: Option<Branches>,
    /// Largest receptive field of a branch in pixels; needed where the policy is `official`, unless the
    /// unit lists its `dilations`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<ReceptiveField>,
    /// Dilation of each branch, instead of a `limit`; needed where the policy is `explicit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 8))]
    pub dilations: Option<Vec<Dilation>>,
}

/// Fields of `strided_eesp`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StridedEesp {
    /// C of the output: more than that of the input, by a multiple of K². K divides the channels of the
    /// input.
    pub channels: Width,
    /// K of this unit; by default that of the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branches: Option<Branches>,
    /// Largest receptive field of a branch in pixels; needed where the policy is `official`, unless the
    /// unit lists its `dilations`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<ReceptiveField>,
    /// Dilation of each branch, instead of a `limit`; needed where the policy is `explicit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 8))]
    pub dilations: Option<Vec<Dilation>>,
    /// The image that the long-range shortcut reads: `input` or a block. Repeated halving must come to the
    /// size of the unit's output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Whether checkpoints contain weights of an image shortcut although the unit has none; not together with
    /// `image`.
    #[serde(default)]
    pub unused_image_shortcut: bool,
}

/// Fields of `bn_prelu`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NormActivation {
    /// Names of the modules; by default `bn` and `act`.
    #[serde(default)]
    pub parts: Parts,
}

/// Fields of `efficient_pyramid_pool`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EfficientPyramidPool {
    /// C of the output.
    pub channels: Width,
    /// C of the projected input.
    pub projection: Width,
    /// Sizes of the pyramid's maps, relative to the input's, in the order of `stages`; no map gets smaller
    /// than five pixels.
    #[serde(default = "scales")]
    #[schemars(length(min = 1, max = 16), inner(range(min = 0.001, max = 16.0)))]
    pub scales: Vec<f64>,
    /// Whether batch norm and PReLU (`br`) are the last layers; without them the last convolution has a bias.
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

/// Fields of `ssd_head`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SsdHead {
    /// Numbers of each prior: the number of classes, or four for a box.
    pub values: Width,
    /// Priors of each pixel.
    pub anchors: Number<1, 64>,
}

/// Fields of `resize`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resize {
    /// Factor of both axes; sizes are rounded down and must be 1 to 65536 pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.001, max = 64.0))]
    pub scale: Option<f64>,
    /// The block, or `input`, whose height and width the output takes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
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

fn one<const MOST: usize>() -> Number<1, MOST> {
    Number::Fixed(1)
}

fn scales() -> Vec<f64> {
    vec![2.0, 1.5, 1.0, 0.5, 0.1]
}
