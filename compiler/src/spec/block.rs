//! The blocks that a spec can name, and the fields of those that are one operator. The fields of the
//! others are in [`composite`](super::composite).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Conv, Eesp, EfficientPwConv, EfficientPyramidPool, MAX_BLOCKS, MAX_SIZE, NormActivation,
    Precision, Resize, ResolvedKind, StridedEesp, Width, fields::Fields,
    precision::PrecisionInJson,
};

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

/// Makes [`Kind`] of a list of the kinds with their fields and their names in specs.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $Kind:ident($Fields:ty) = $name:literal,)*) => {
        /// The kinds of blocks.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "type", deny_unknown_fields)]
        pub enum Kind {
            $($(#[doc = $doc])* #[serde(rename = $name)] $Kind($Fields),)*
        }

        impl Kind {
            /// The name in specs.
            pub fn type_name(&self) -> &'static str {
                match self {
                    $(Kind::$Kind(_) => $name,)*
                }
            }
        }
    };
}

kinds! {
    /// Convolution, then batch norm and activation if asked for.
    Conv(Conv) = "conv",
    /// EESP unit of stride 1; where input and output have one shape, the input is added.
    Eesp(Eesp) = "eesp",
    /// Strided EESP unit with the long-range shortcut: concatenates the average-pooled input with
    /// an EESP unit of stride 2, adds the image if it is given, then PReLU.
    StridedEesp(StridedEesp) = "strided_eesp",
    /// Batch norm and PReLU.
    BnPrelu(NormActivation) = "bn_prelu",
    /// An activation function.
    Activation(Activate) = "activation",
    /// Efficient pyramid pooling: depth-wise convolutions of the projected input at several scales,
    /// concatenated, shuffled and merged.
    EfficientPyramidPool(EfficientPyramidPool) = "efficient_pyramid_pool",
    /// Grouped 3×3 convolution gated by the sigmoid of a 1×1 convolution of the input's average.
    EfficientPwConv(EfficientPwConv) = "efficient_pw_conv",
    /// Bilinear resizing, corners aligned; it takes either `scale` or `to`, not both.
    Resize(Resize) = "resize",
    /// Sum of two or more values of one shape.
    Add(NoFields) = "add",
    /// Product of a value with one of its shape, or with one of a single pixel.
    Mul(NoFields) = "mul",
    /// Concatenation along the channels of two or more values of one height and width.
    Concat(NoFields) = "concat",
    /// Average over the whole map.
    GlobalAvgPool(NoFields) = "global_avg_pool",
    /// Average pooling; padding counts.
    AvgPool(AvgPool) = "avg_pool",
    /// Average pooling to a given size.
    AdaptiveAvgPool(AdaptiveAvgPool) = "adaptive_avg_pool",
    /// Channel shuffle.
    ChannelShuffle(ChannelShuffle) = "channel_shuffle",
    /// Linear layer on a value of a single pixel, such as that of a `global_avg_pool`.
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
}

impl Kind {
    /// The number of values that a block of this kind reads.
    pub(super) fn input_count(&self) -> InputCount {
        match self {
            Kind::Add(_) | Kind::Concat(_) => InputCount::TwoOrMore,
            Kind::Mul(_) => InputCount::Two,
            _ => InputCount::One,
        }
    }

    /// Resolves the fields, or reports their problems.
    pub(super) fn resolve(&self, fields: &mut Fields<'_, '_>) -> Option<ResolvedKind> {
        let operator = match self {
            Kind::Conv(conv) => return fields.conv(conv),
            Kind::Eesp(unit) => return fields.eesp(unit),
            Kind::StridedEesp(unit) => return fields.strided_eesp(unit),
            Kind::BnPrelu(norm) => return Some(ResolvedKind::BnPrelu(norm.parts.clone())),
            Kind::Activation(activate) => return Some(ResolvedKind::Activation(activate.function)),
            Kind::EfficientPyramidPool(pool) => return fields.pyramid_pool(pool),
            Kind::EfficientPwConv(conv) => return fields.pw_conv(conv),
            Kind::Resize(resize) => return fields.resize(resize),
            Kind::Add(_) => return Some(ResolvedKind::Add),
            Kind::Mul(_) => OperatorBlock::Mul,
            Kind::Concat(_) => OperatorBlock::Concat,
            Kind::GlobalAvgPool(_) => OperatorBlock::GlobalAvgPool,
            Kind::AvgPool(pool) => {
                let (kernel, padding, most) = (pool.kernel, pool.padding, pool.kernel / 2);
                if padding > most {
                    let message = format!("the padding {padding} exceeds half the kernel");
                    fields.problem("padding", &message, &format!("it is at most {most}"));
                }
                let stride = pool.stride.unwrap_or(kernel);
                OperatorBlock::AvgPool { kernel, stride, padding }
            }
            Kind::AdaptiveAvgPool(pool) => {
                OperatorBlock::AdaptiveAvgPool { height: pool.height, width: pool.width }
            }
            Kind::ChannelShuffle(shuffle) => {
                OperatorBlock::ChannelShuffle { groups: fields.width("groups", &shuffle.groups)? }
            }
            Kind::Linear(linear) => OperatorBlock::Linear {
                features: fields.width("features", &linear.features)?,
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
        /// Pixels of the window's side.
        kernel: usize,
        /// Pixels from one window to the next.
        stride: usize,
        /// Zeros around the map.
        padding: usize,
    },
    /// Average pooling to a size.
    AdaptiveAvgPool {
        /// H of the output.
        height: usize,
        /// W of the output.
        width: usize,
    },
    /// Channel shuffle.
    ChannelShuffle {
        /// Groups.
        groups: usize,
    },
    /// Linear layer.
    Linear {
        /// C of the output.
        features: usize,
        /// Whether it has a bias.
        bias: bool,
        /// How its weights are stored.
        weights: Precision,
    },
}

/// Nothing to say beside the type.
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
    /// Which; slopes of a PReLU are called `name.weight`.
    pub function: ActivationFunction,
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

pub(super) fn yes() -> bool {
    true
}
