//! The kinds of blocks in a spec, and the fields of the blocks that consist of one operator. The fields of
//! the others are in [`composite`](super::composite).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Condition, Conv, ConvTranspose, Eesp, EfficientPwConv, EfficientPyramidPool, MAX_BLOCKS,
    MAX_SIZE, NormActivation, Number, Parameter, Precision, Resize, ResolvedKind, SsdHead,
    StridedEesp, UnitUse, Width, fields::Fields, precision::PrecisionInJson,
};

/// A block: a module of the network under its PyTorch path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("unevaluatedProperties" = false))]
pub struct Block {
    /// PyTorch path of the module, such as `level3_0`. It consists of letters, digits and `_` in at most 32
    /// parts, joined by dots, and has at most 256 characters. Every block needs a name of its own, and none
    /// may be called `input`. The names of a block's parameters begin with its name, and no two parameters
    /// may have the same name.
    pub name: String,
    /// The blocks whose values it reads, or `input`; by default the block before it that has another name. `add` and `concat` read
    /// two or more values, `mul` reads two, all others read one. Blocks must not form a cycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Reads>,
    /// Number of copies of the block in a row. Their names are `name.0`, `name.1`, …, and other blocks refer
    /// to the last one as `name`. With 0 copies the value passes through unchanged. Only a block that reads
    /// one value can be repeated. A network has at most 1024 blocks, where every copy counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Number<0, MAX_BLOCKS>>,
    /// Number in the name of the first copy; by default 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Number<0, MAX_BLOCKS>>,
    /// PyTorch path of the module, if it differs from the block's name. Inside a unit it is relative to the
    /// module of the use, which an empty text stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// The block only takes part if all of these settings and numbers have the given values. Otherwise its
    /// name stands for another block of the same name that does take part, or else for the first value that
    /// it reads.
    #[serde(default, skip_serializing_if = "Condition::is_empty")]
    pub when: Condition,
    /// The block does not take part if all of these settings and numbers have the given values.
    #[serde(default, skip_serializing_if = "Condition::is_empty")]
    pub unless: Condition,
    /// The kind of the block, with its fields.
    #[serde(flatten)]
    pub kind: Kind,
}

impl Block {
    /// The names of the fields that blocks of all kinds have, besides `type`.
    pub(super) const COMMON: [&str; 7] =
        ["name", "from", "repeat", "first", "module", "when", "unless"];
}

/// The blocks that a block reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Reads {
    /// One block.
    One(String),
    /// Several blocks, in order.
    Several(#[schemars(length(min = 1, max = 64))] Vec<String>),
}

/// Declares [`Kind`] from a list of the kinds, with their fields and their names in specs.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $Kind:ident($Fields:ty) = $name:literal,)*) => {
        /// The kind of a block, with its fields.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "type", deny_unknown_fields)]
        pub enum Kind {
            $($(#[doc = $doc])* #[serde(rename = $name)] $Kind($Fields),)*
            /// A unit of the spec.
            #[serde(untagged)]
            Unit(UnitUse),
        }

        impl Kind {
            /// The names of all kinds in specs, units apart.
            pub(super) const NAMES: &[&str] = &[$($name),*];

            /// Returns the name of the kind in specs; `unit` for all units.
            pub fn type_name(&self) -> &'static str {
                match self {
                    $(Kind::$Kind(_) => $name,)*
                    Kind::Unit(_) => "unit",
                }
            }
        }
    };
}

kinds! {
    /// Convolution, with an optional batch norm and activation.
    Conv(Conv) = "conv",
    /// Transposed convolution whose windows do not overlap, with an optional batch norm and activation. It
    /// multiplies height and width by its stride.
    ConvTranspose(ConvTranspose) = "conv_transpose",
    /// EESP unit of stride 1. If input and output have the same shape, the input is added.
    Eesp(Eesp) = "eesp",
    /// Strided EESP unit. It concatenates the average-pooled input with an EESP unit of stride 2, adds a
    /// long-range shortcut from the image if `image` is set, and ends in a PReLU.
    StridedEesp(StridedEesp) = "strided_eesp",
    /// Batch norm and PReLU.
    BnPrelu(NormActivation) = "bn_prelu",
    /// Batch norm.
    BatchNorm(NoFields) = "batch_norm",
    /// An activation function.
    Activation(Activate) = "activation",
    /// Efficient pyramid pooling: depth-wise convolutions of the projected input at several scales, which are
    /// concatenated, shuffled and merged.
    EfficientPyramidPool(EfficientPyramidPool) = "efficient_pyramid_pool",
    /// Grouped 3×3 convolution, multiplied by the sigmoid of a 1×1 convolution of the input's average.
    EfficientPwConv(EfficientPwConv) = "efficient_pw_conv",
    /// Heads of a detection network: a 1×1 convolution with bias of each map that it reads, and all of their
    /// outputs as one table, N×P×`values`.
    SsdHead(SsdHead) = "ssd_head",
    /// Bilinear resizing with aligned corners. It has either `scale` or `to`, not both.
    Resize(Resize) = "resize",
    /// Sum of two or more values of the same shape.
    Add(NoFields) = "add",
    /// Product of two values. The second has the shape of the first, or a single pixel and as many channels.
    Mul(NoFields) = "mul",
    /// Concatenation of two or more values of the same height and width along the channels.
    Concat(NoFields) = "concat",
    /// Average over the whole map.
    GlobalAvgPool(NoFields) = "global_avg_pool",
    /// Average pooling. The zeros of the padding count in averages.
    AvgPool(AvgPool) = "avg_pool",
    /// Max pooling. The padding counts as −∞.
    MaxPool(MaxPool) = "max_pool",
    /// Average pooling to a given size.
    AdaptiveAvgPool(AdaptiveAvgPool) = "adaptive_avg_pool",
    /// Channel shuffle.
    ChannelShuffle(ChannelShuffle) = "channel_shuffle",
    /// A range of the channels. It is read where it is, so that it costs no time.
    ChannelSlice(ChannelSlice) = "channel_slice",
    /// Linear layer on a value of a single pixel, such as the output of a `global_avg_pool`.
    Linear(Linear) = "linear",
}

/// The number of values that a block reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InputCount {
    /// One.
    One,
    /// Two.
    Two,
    /// Two or more.
    TwoOrMore,
    /// One or more.
    OneOrMore,
}

impl Kind {
    /// Returns the number of values that a block of this kind reads.
    pub(super) fn input_count(&self) -> InputCount {
        match self {
            Kind::Add(_) | Kind::Concat(_) => InputCount::TwoOrMore,
            Kind::Mul(_) => InputCount::Two,
            Kind::SsdHead(_) => InputCount::OneOrMore,
            _ => InputCount::One,
        }
    }

    /// Resolves the fields, or reports their problems.
    pub(super) fn resolve<'a>(&'a self, fields: &mut Fields<'_, 'a>) -> Option<ResolvedKind> {
        let operator = match self {
            Kind::Conv(conv) => return fields.conv(conv),
            Kind::ConvTranspose(conv) => return fields.conv_transpose(conv),
            Kind::Eesp(unit) => return fields.eesp(unit),
            Kind::StridedEesp(unit) => return fields.strided_eesp(unit),
            Kind::BnPrelu(norm) => return Some(ResolvedKind::BnPrelu(norm.parts.clone())),
            Kind::BatchNorm(_) => return Some(ResolvedKind::BatchNorm),
            Kind::Activation(activate) => return Some(ResolvedKind::Activation(activate.function)),
            Kind::EfficientPyramidPool(pool) => return fields.pyramid_pool(pool),
            Kind::EfficientPwConv(conv) => return fields.pw_conv(conv),
            Kind::SsdHead(head) => return fields.ssd_head(head),
            Kind::Resize(resize) => return fields.resize(resize),
            Kind::Add(_) => return Some(ResolvedKind::Add),
            Kind::Mul(_) => OperatorBlock::Mul,
            Kind::Concat(_) => OperatorBlock::Concat,
            Kind::GlobalAvgPool(_) => OperatorBlock::GlobalAvgPool,
            Kind::AvgPool(pool) => {
                let (kernel, stride, padding) =
                    fields.window(&pool.kernel, &pool.stride, &pool.padding)?;
                OperatorBlock::AvgPool { kernel, stride, padding }
            }
            Kind::MaxPool(pool) => {
                let (kernel, stride, padding) =
                    fields.window(&pool.kernel, &pool.stride, &pool.padding)?;
                OperatorBlock::MaxPool { kernel, stride, padding }
            }
            Kind::AdaptiveAvgPool(pool) => OperatorBlock::AdaptiveAvgPool {
                height: fields.number("height", &pool.height)?,
                width: fields.number("width", &pool.width)?,
            },
            Kind::ChannelShuffle(shuffle) => {
                OperatorBlock::ChannelShuffle { groups: fields.number("groups", &shuffle.groups)? }
            }
            // Expansion has put the unit's blocks in its place.
            Kind::Unit(_) => return None,
            Kind::ChannelSlice(slice) => OperatorBlock::ChannelSlice {
                start: fields.optional("start", &slice.start)?.unwrap_or(0),
                channels: fields.optional("channels", &slice.channels)?,
            },
            Kind::Linear(linear) => OperatorBlock::Linear {
                features: fields.number("features", &linear.features)?,
                bias: linear.bias,
                weights: fields.linear_weights.unwrap_or(linear.weights),
            },
        };
        Some(ResolvedKind::Operator(operator))
    }
}

/// A block that is one operator, with its fields resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperatorBlock {
    /// Product.
    Mul,
    /// Concatenation.
    Concat,
    /// Average over the map.
    GlobalAvgPool,
    /// Average pooling.
    AvgPool {
        /// Side of the square window in pixels.
        kernel: usize,
        /// Distance between neighbouring windows in pixels.
        stride: usize,
        /// Width of the border of zeros around the map.
        padding: usize,
    },
    /// Max pooling.
    MaxPool {
        /// Side of the square window in pixels.
        kernel: usize,
        /// Distance between neighbouring windows in pixels.
        stride: usize,
        /// Width of the border around the map that counts as −∞, in pixels.
        padding: usize,
    },
    /// Average pooling to a given size.
    AdaptiveAvgPool {
        /// H of the output.
        height: usize,
        /// W of the output.
        width: usize,
    },
    /// Channel shuffle.
    ChannelShuffle {
        /// Number of groups.
        groups: usize,
    },
    /// A range of channels.
    ChannelSlice {
        /// Number of channels before the first one.
        start: usize,
        /// Number of channels; `None` if it is all from the first one on.
        channels: Option<usize>,
    },
    /// Linear layer.
    Linear {
        /// C of the output.
        features: usize,
        /// Whether it has a bias.
        bias: bool,
        /// The form in which its weights are stored.
        weights: Precision,
    },
}

/// Fields of the blocks that have no fields of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoFields {}

/// An activation function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActivationFunction {
    /// None.
    #[default]
    None,
    /// PReLU with one slope per channel.
    Prelu,
    /// ReLU.
    Relu,
    /// ReLU limited to 6, the activation function of MobileNet v2.
    Relu6,
    /// The logistic function.
    Sigmoid,
}

/// Fields of `activation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activate {
    /// The activation function. The slopes of a PReLU are called `name.weight`.
    pub function: ActivationFunction,
}

/// Fields of `avg_pool`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AvgPool {
    /// Side of the square window in pixels; it must fit into the padded map.
    pub kernel: Number<1, 31>,
    /// Distance between neighbouring windows in pixels; by default the side of the window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stride: Option<Number<1, 31>>,
    /// Width of the border of zeros around the map; at most half the side of the window.
    #[serde(default = "no_padding")]
    pub padding: Number<0, 15>,
}

/// Fields of `max_pool`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MaxPool {
    /// Side of the square window in pixels; it must fit into the padded map.
    pub kernel: Number<1, 31>,
    /// Distance between neighbouring windows in pixels; by default the side of the window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stride: Option<Number<1, 31>>,
    /// Width of the border around the map that counts as −∞; at most half the side of the window.
    #[serde(default = "no_padding")]
    pub padding: Number<0, 15>,
}

/// Fields of `adaptive_avg_pool`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdaptiveAvgPool {
    /// H of the output.
    pub height: Number<1, MAX_SIZE>,
    /// W of the output.
    pub width: Number<1, MAX_SIZE>,
}

/// Fields of `channel_shuffle`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChannelShuffle {
    /// Number of groups, which divides C.
    pub groups: Width,
}

/// Fields of `channel_slice`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChannelSlice {
    /// Number of channels before the first one; by default the range begins with the first channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Parameter>,
    /// Number of channels, which with those before it are at most C; by default all from the first one on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Width>,
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
    /// The form in which its weights are stored.
    #[serde(default, with = "PrecisionInJson")]
    #[schemars(with = "PrecisionInJson")]
    pub weights: Precision,
}

fn no_padding() -> Number<0, 15> {
    Number::Fixed(0)
}

pub(super) fn yes() -> bool {
    true
}
