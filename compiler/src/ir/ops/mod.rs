//! The operators of the graph. Each operator has a file of its own, which implements the trait [`Operator`].
//!
//! The list of operators below declares the enum [`Op`], which dereferences to the trait.

mod adaptive_avg_pool;
mod add;
mod avg_pool;
mod batch_norm;
mod channel_shuffle;
mod channel_slice;
mod concat;
mod conv2d;
mod conv_transpose2d;
mod fused;
mod global_avg_pool;
mod input;
mod linear;
mod max_pool;
mod mul;
mod operator;
mod predictions;
mod prelu;
mod relu;
mod relu6;
mod resize_bilinear;
mod sigmoid;

use std::ops::Deref;

pub use adaptive_avg_pool::AdaptiveAvgPool;
pub use add::Add;
pub use avg_pool::{AvgPool, avg_pool_3x3_s2};
pub use batch_norm::BatchNorm;
pub use channel_shuffle::ChannelShuffle;
pub use channel_slice::ChannelSlice;
pub use concat::Concat;
pub use conv_transpose2d::ConvTranspose2d;
pub use conv2d::Conv2d;
pub use fused::{Fused, FusedKernel};
pub use global_avg_pool::GlobalAvgPool;
pub use input::Input;
pub use linear::Linear;
pub use max_pool::MaxPool;
pub use mul::Mul;
pub use operator::{Arity, Family, Operator, ShapeError};
pub use predictions::Predictions;
pub use prelu::PRelu;
pub use relu::Relu;
pub use relu6::Relu6;
pub use resize_bilinear::ResizeBilinear;
pub use sigmoid::Sigmoid;

use crate::{
    shape::Shape,
    spec::{ActivationFunction, OperatorBlock},
};

/// Declares [`Op`] with a variant for each operator of a list.
macro_rules! operators {
    ($($(#[$doc:meta])* $op:ident,)*) => {
        /// An operator.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Op {
            $($(#[$doc])* $op($op),)*
        }

        impl Deref for Op {
            type Target = dyn Operator;

            fn deref(&self) -> &Self::Target {
                match self {
                    $(Op::$op(op) => op,)*
                }
            }
        }

        $(impl From<$op> for Op {
            fn from(op: $op) -> Self {
                Op::$op(op)
            }
        })*
    };
}

operators! {
    /// The network's input.
    Input,
    /// Convolution.
    Conv2d,
    /// Transposed convolution.
    ConvTranspose2d,
    /// Batch norm.
    BatchNorm,
    /// PReLU.
    PRelu,
    /// ReLU.
    Relu,
    /// ReLU6.
    Relu6,
    /// The logistic function.
    Sigmoid,
    /// Sum.
    Add,
    /// Product.
    Mul,
    /// Concatenation.
    Concat,
    /// Average pooling.
    AvgPool,
    /// Max pooling.
    MaxPool,
    /// Adaptive average pooling.
    AdaptiveAvgPool,
    /// Average over a whole map.
    GlobalAvgPool,
    /// Bilinear resizing.
    ResizeBilinear,
    /// Channel shuffle.
    ChannelShuffle,
    /// A range of channels.
    ChannelSlice,
    /// Linear layer.
    Linear,
    /// The outputs of a detection network's heads as one table.
    Predictions,
    /// Several operators that one kernel computes together.
    Fused,
}

/// The reason why the operator of a block does not accept its input.
pub struct Unfit {
    /// A description of the mismatch.
    pub message: String,
    /// Advice for the author of the spec.
    pub help: &'static str,
}

impl Op {
    /// Returns the operator of the block `name`, which consists of one operator, on an input of this shape.
    ///
    /// # Errors
    /// If the operator accepts no input of this shape.
    pub fn of_block(name: &str, block: &OperatorBlock, input: Shape) -> Result<Op, Unfit> {
        Ok(match *block {
            OperatorBlock::Mul => Mul.into(),
            OperatorBlock::Concat => Concat.into(),
            OperatorBlock::GlobalAvgPool => GlobalAvgPool.into(),
            OperatorBlock::AvgPool { kernel, stride, padding } => {
                AvgPool { kernel, stride, padding }.into()
            }
            OperatorBlock::MaxPool { kernel, stride, padding } => {
                MaxPool { kernel, stride, padding }.into()
            }
            OperatorBlock::AdaptiveAvgPool { height, width } => {
                AdaptiveAvgPool { height, width }.into()
            }
            OperatorBlock::ChannelShuffle { groups } => ChannelShuffle { groups }.into(),
            OperatorBlock::ChannelSlice { start, channels } => {
                let rest = input.channels.saturating_sub(start);
                ChannelSlice { start, channels: channels.unwrap_or(rest) }.into()
            }
            OperatorBlock::Linear { features, bias, weights } => {
                Linear::new(name, input, features, bias, weights)?.into()
            }
        })
    }

    /// Returns the operator of the activation function `name` on `channels` channels; `None` if the function
    /// is [`ActivationFunction::None`].
    pub fn activation(function: ActivationFunction, name: &str, channels: usize) -> Option<Op> {
        match function {
            ActivationFunction::None => None,
            ActivationFunction::Prelu => {
                Some(PRelu { weight: format!("{name}.weight"), channels }.into())
            }
            ActivationFunction::Relu => Some(Relu.into()),
            ActivationFunction::Relu6 => Some(Relu6.into()),
            ActivationFunction::Sigmoid => Some(Sigmoid.into()),
        }
    }
}
