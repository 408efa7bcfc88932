//! Operators, with PyTorch's names and PyTorch's parameter names.

use espnet_abi::kernel::Precision;

use super::{EespUnit, Head, Hff, PyramidPool, Shape, StridedEespUnit};

/// A parameter tensor that an operator reads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Param {
    /// PyTorch's name, such as `level1.conv.weight`.
    pub name: String,
    /// PyTorch's shape.
    pub shape: Vec<usize>,
    /// Whether it is learned: running statistics are not, and do not count as parameters.
    pub learned: bool,
}

impl Param {
    /// A learned parameter.
    pub fn new(name: impl Into<String>, shape: impl Into<Vec<usize>>) -> Self {
        Param { name: name.into(), shape: shape.into(), learned: true }
    }
}

/// `torch.nn.BatchNorm2d` at inference.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchNorm {
    /// Path of the module; its tensors are `.weight`, `.bias`, `.running_mean`, `.running_var`.
    pub module: String,
    /// C.
    pub channels: usize,
    /// ε.
    pub eps: f32,
}

impl BatchNorm {
    /// γ, β, μ, σ².
    pub fn params(&self) -> [Param; 4] {
        let param = |name, learned| Param {
            name: format!("{}.{name}", self.module),
            shape: vec![self.channels],
            learned,
        };
        [
            param("weight", true),
            param("bias", true),
            param("running_mean", false),
            param("running_var", false),
        ]
    }
}

/// `torch.nn.PReLU` with one slope per channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PRelu {
    /// Name of the slopes.
    pub weight: String,
    /// C.
    pub channels: usize,
}

impl PRelu {
    /// The slopes.
    pub fn param(&self) -> Param {
        Param::new(&self.weight, [self.channels])
    }
}

/// What a fused operator does to its sums before storing them, in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Epilogue {
    /// PReLU.
    pub prelu: Option<PRelu>,
    /// Multiply by an operand of shape 1×C×1×1.
    pub gate: bool,
    /// Add an operand of the output's shape.
    pub residual: bool,
    /// A batch norm that cannot be folded since a sum comes before it.
    pub affine: Option<BatchNorm>,
    /// PReLU.
    pub final_prelu: Option<PRelu>,
    /// The logistic function.
    pub sigmoid: bool,
}

impl Epilogue {
    /// Operands beside the first: the gate, then the residual.
    pub fn operands(&self) -> usize {
        usize::from(self.gate) + usize::from(self.residual)
    }

    /// Whether nothing is done.
    pub fn is_empty(&self) -> bool {
        *self == Epilogue::default()
    }

    /// The parameters, in order of use.
    pub fn params(&self) -> Vec<Param> {
        let mut params: Vec<Param> = self.prelu.iter().map(PRelu::param).collect();
        params.extend(self.affine.iter().flat_map(BatchNorm::params));
        params.extend(self.final_prelu.iter().map(PRelu::param));
        params
    }
}

/// `torch.nn.Conv2d`, square kernel, with what passes fused into it.
///
/// Operands: the map, then those of the epilogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Conv2d {
    /// Name of the weights, out × in/groups × k × k.
    pub weight: String,
    /// Name of the bias.
    pub bias: Option<String>,
    /// The batch norm folded into weights and bias.
    pub norm: Option<BatchNorm>,
    /// C of the input.
    pub in_channels: usize,
    /// C of the output.
    pub out_channels: usize,
    /// k.
    pub kernel: usize,
    /// Pixels from one window to the next.
    pub stride: usize,
    /// Zeros around the map.
    pub padding: usize,
    /// Pixels from one tap to the next.
    pub dilation: usize,
    /// Groups; they divide both channel counts.
    pub groups: usize,
    /// Groups of a channel shuffle that the input passes first; 1 if it does not.
    pub shuffle: usize,
    /// What follows the convolution.
    pub epilogue: Epilogue,
}

impl Conv2d {
    /// A 1×1 convolution of stride 1 without bias.
    pub fn pointwise(module: &str, in_channels: usize, out_channels: usize, groups: usize) -> Self {
        Conv2d {
            weight: format!("{module}.weight"),
            bias: None,
            norm: None,
            in_channels,
            out_channels,
            kernel: 1,
            stride: 1,
            padding: 0,
            dilation: 1,
            groups,
            shuffle: 1,
            epilogue: Epilogue::default(),
        }
    }

    /// Whether every output reads one input of its own.
    pub fn is_depthwise(&self) -> bool {
        self.groups == self.in_channels && self.groups == self.out_channels
    }

    /// Whether it is 1×1, of stride 1 and without padding: every pixel on its own.
    pub fn is_pointwise(&self) -> bool {
        (self.kernel, self.stride, self.padding) == (1, 1, 0)
    }

    /// Effective receptive field of the kernel, in pixels of its input: n_r = (n − 1)·r + 1.
    pub fn effective_receptive_field(&self) -> usize {
        self.kernel.saturating_sub(1).saturating_mul(self.dilation).saturating_add(1)
    }

    /// Parameters in order of use.
    pub fn params(&self) -> Vec<Param> {
        // Without groups there are no weights; the verifier says so.
        let per_group = self.in_channels.checked_div(self.groups).unwrap_or(0);
        let shape = [self.out_channels, per_group, self.kernel, self.kernel];
        let mut params = vec![Param::new(&self.weight, shape)];
        params.extend(self.bias.iter().map(|bias| Param::new(bias, [self.out_channels])));
        params.extend(self.norm.iter().flat_map(BatchNorm::params));
        params.extend(self.epilogue.params());
        params
    }
}

/// `torch.nn.Linear` on a 1×C×1×1 value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linear {
    /// Name of the weights, out × in.
    pub weight: String,
    /// Name of the bias.
    pub bias: Option<String>,
    /// C of the input.
    pub in_features: usize,
    /// C of the output.
    pub out_features: usize,
    /// How the weights are stored, and with that rounded.
    pub precision: Precision,
}

/// `torch.nn.AvgPool2d`, square, counting the padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvgPool {
    /// k.
    pub kernel: usize,
    /// Pixels from one window to the next.
    pub stride: usize,
    /// Zeros around the map.
    pub padding: usize,
}

/// `torch.nn.AdaptiveAvgPool2d`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdaptiveAvgPool {
    /// H of the output.
    pub height: usize,
    /// W of the output.
    pub width: usize,
}

/// `torch.nn.functional.interpolate`, bilinear with `align_corners=True`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResizeBilinear {
    /// H of the output.
    pub height: usize,
    /// W of the output.
    pub width: usize,
}

/// Channel shuffle: output channel `c·groups + g` is input channel `g·(C/groups) + c`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelShuffle {
    /// Groups; they divide C.
    pub groups: usize,
}

/// An operator.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// The network's input.
    Input(Shape),
    /// Convolution.
    Conv2d(Conv2d),
    /// Batch norm.
    BatchNorm(BatchNorm),
    /// PReLU.
    PRelu(PRelu),
    /// The logistic function.
    Sigmoid,
    /// Sum of two maps of one shape.
    Add,
    /// Product of a map with a map of its shape or of shape 1×C×1×1 as second operand.
    Mul,
    /// Concatenation of any number of maps along the channels.
    Concat,
    /// Average pooling.
    AvgPool(AvgPool),
    /// Adaptive average pooling.
    AdaptiveAvgPool(AdaptiveAvgPool),
    /// Average over a whole map.
    GlobalAvgPool,
    /// Bilinear resizing.
    ResizeBilinear(ResizeBilinear),
    /// Channel shuffle.
    ChannelShuffle(ChannelShuffle),
    /// Linear layer.
    Linear(Linear),
    /// An epilogue on its own; operands are the map and those of the epilogue.
    Elementwise(Epilogue),
    /// Hierarchical feature fusion.
    Hff(Hff),
    /// A whole EESP unit of stride 1.
    EespUnit(Box<EespUnit>),
    /// A whole strided EESP unit.
    StridedEespUnit(Box<StridedEespUnit>),
    /// The last convolutions of a classifier and the average of what they make.
    Head(Box<Head>),
    /// Efficient pyramid pooling behind its projection.
    PyramidPool(Box<PyramidPool>),
}

impl Op {
    /// The operator's name in texts and pictures.
    pub fn name(&self) -> &'static str {
        match self {
            Op::Input(_) => "input",
            Op::Conv2d(_) => "conv2d",
            Op::BatchNorm(_) => "batch_norm",
            Op::PRelu(_) => "prelu",
            Op::Sigmoid => "sigmoid",
            Op::Add => "add",
            Op::Mul => "mul",
            Op::Concat => "concat",
            Op::AvgPool(_) => "avg_pool",
            Op::AdaptiveAvgPool(_) => "adaptive_avg_pool",
            Op::GlobalAvgPool => "global_avg_pool",
            Op::ResizeBilinear(_) => "resize_bilinear",
            Op::ChannelShuffle(_) => "channel_shuffle",
            Op::Linear(_) => "linear",
            Op::Elementwise(_) => "elementwise",
            Op::Hff(_) => "hff",
            Op::EespUnit(_) => "eesp_unit",
            Op::StridedEespUnit(_) => "strided_eesp_unit",
            Op::Head(_) => "head",
            Op::PyramidPool(_) => "pyramid_pool",
        }
    }

    /// How many operands it takes; `None` for any number from one.
    pub fn arity(&self) -> Option<usize> {
        Some(match self {
            Op::Input(_) => 0,
            Op::Concat => return None,
            Op::Add | Op::Mul => 2,
            Op::Conv2d(conv) => 1 + conv.epilogue.operands(),
            Op::Elementwise(epilogue) => 1 + epilogue.operands(),
            Op::StridedEespUnit(unit) => 1 + usize::from(unit.shortcut.is_some()),
            Op::PyramidPool(pool) => 1 + pool.branches.len() - pool.convolutions().count(),
            _ => 1,
        })
    }

    /// The parameters that it reads, in order of use.
    pub fn params(&self) -> Vec<Param> {
        match self {
            Op::Conv2d(conv) => conv.params(),
            Op::BatchNorm(norm) => norm.params().to_vec(),
            Op::PRelu(prelu) => vec![prelu.param()],
            Op::Linear(linear) => {
                let shape = [linear.out_features, linear.in_features];
                let mut params = vec![Param::new(&linear.weight, shape)];
                params
                    .extend(linear.bias.iter().map(|bias| Param::new(bias, [linear.out_features])));
                params
            }
            Op::Elementwise(epilogue) => epilogue.params(),
            Op::Hff(hff) => hff.params(),
            Op::EespUnit(unit) => {
                [unit.project.params(), unit.hff.params(), unit.expand.params()].concat()
            }
            Op::StridedEespUnit(unit) => unit.params(),
            Op::Head(head) => [head.depthwise.params(), head.pointwise.params()].concat(),
            Op::PyramidPool(pool) => pool.params(),
            Op::Input(_)
            | Op::Sigmoid
            | Op::Add
            | Op::Mul
            | Op::Concat
            | Op::AvgPool(_)
            | Op::AdaptiveAvgPool(_)
            | Op::GlobalAvgPool
            | Op::ResizeBilinear(_)
            | Op::ChannelShuffle(_) => Vec::new(),
        }
    }
}
