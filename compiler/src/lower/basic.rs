//! Blocks of one operator, or of a convolution and what follows it.

use super::builder::{Builder, ConvShape, Failure};
use crate::{
    ir::{AdaptiveAvgPool, AvgPool, ChannelShuffle, Linear, NodeId, Op, ResizeBilinear, Shape},
    spec::{ActivationFunction, Groups, MAX_SIZE, Norm, ResolvedBlock, ResolvedKind},
};

/// Lowers a block of any kind that has no module of its own here.
pub(super) fn block(
    builder: &mut Builder<'_>,
    block: &ResolvedBlock,
    inputs: &[NodeId],
) -> Result<NodeId, Failure> {
    let (input, name) = (inputs[0], block.name.as_str());
    let op = match &block.kind {
        ResolvedKind::Conv { .. } => return conv(builder, block, input),
        ResolvedKind::BnPrelu { parts } => {
            let names = [module(name, &parts.norm), module(name, &parts.activation)];
            return builder.norm_prelu(block, [&names[0], &names[1]], input);
        }
        ResolvedKind::Activation { function } => {
            return activation(builder, block, name, *function, input);
        }
        ResolvedKind::Add => return sum(builder, block, inputs),
        ResolvedKind::Mul => Op::Mul,
        ResolvedKind::Concat => Op::Concat,
        ResolvedKind::GlobalAvgPool => Op::GlobalAvgPool,
        &ResolvedKind::AvgPool { kernel, stride, padding } => {
            Op::AvgPool(AvgPool { kernel, stride, padding })
        }
        &ResolvedKind::AdaptiveAvgPool { height, width } => {
            Op::AdaptiveAvgPool(AdaptiveAvgPool { height, width })
        }
        &ResolvedKind::ChannelShuffle { groups } => Op::ChannelShuffle(ChannelShuffle { groups }),
        &ResolvedKind::ResizeBy { scale } => {
            let Shape { height, width, .. } = builder.shape(input);
            let resized = |size: usize| (size as f64 * scale).floor() as usize;
            Op::ResizeBilinear(ResizeBilinear { height: resized(height), width: resized(width) })
        }
        &ResolvedKind::ResizeTo { to } => {
            let Shape { height, width, .. } = builder.shape(builder.value(to)?);
            Op::ResizeBilinear(ResizeBilinear { height, width })
        }
        &ResolvedKind::Linear { features, bias } => {
            let Shape { channels, height, width } = builder.shape(input);
            if (height, width) != (1, 1) {
                let message = format!("a linear layer on a map of {height}×{width} pixels");
                let help = "put a `global_avg_pool` before it";
                return Err(builder.problem(block, "", message).with_help(help).into());
            }
            Op::Linear(Linear {
                weight: format!("{name}.weight"),
                bias: bias.then(|| format!("{name}.bias")),
                in_features: channels,
                out_features: features,
            })
        }
        ResolvedKind::Eesp { .. }
        | ResolvedKind::StridedEesp { .. }
        | ResolvedKind::EfficientPyramidPool { .. }
        | ResolvedKind::EfficientPwConv { .. } => return Err(Failure::Unknown),
    };
    if let Op::ResizeBilinear(ResizeBilinear { height, width }) = op
        && (height.max(width) > MAX_SIZE || height.min(width) == 0)
    {
        let message = format!("the resized map has {height}×{width} pixels, not 1 to {MAX_SIZE}");
        let field = if builder.has_field(block, "scale") { "scale" } else { "to" };
        let help = "choose a scale between them";
        return Err(builder.problem(block, field, message).with_help(help).into());
    }
    builder.add(block, name, op, inputs)
}

/// The name of a block's part.
pub(super) fn module(block: &str, part: &str) -> String {
    if part.is_empty() { block.to_owned() } else { format!("{block}.{part}") }
}

fn conv(
    builder: &mut Builder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
) -> Result<NodeId, Failure> {
    let ResolvedKind::Conv {
        channels,
        kernel,
        stride,
        padding,
        dilation,
        groups,
        bias,
        norm,
        activation: function,
        parts,
    } = &block.kind
    else {
        return Err(Failure::Unknown);
    };
    let in_channels = builder.shape(input).channels;
    let channels = channels.unwrap_or(in_channels);
    let groups = match *groups {
        Groups::Count(groups) => groups,
        Groups::Depthwise => in_channels,
        Groups::Gcd => gcd(in_channels, channels),
    };
    if !in_channels.is_multiple_of(groups) || !channels.is_multiple_of(groups) {
        let message = format!(
            "{groups} groups do not divide {in_channels} input and {channels} output channels"
        );
        let help = format!("their greatest common divisor is {}", gcd(in_channels, channels));
        return Err(builder.problem(block, "groups", message).with_help(help).into());
    }
    let shape = ConvShape {
        channels,
        kernel: *kernel,
        stride: *stride,
        padding: *padding,
        dilation: *dilation,
        groups,
        bias: *bias,
    };
    let mut value = builder.conv(block, &module(&block.name, &parts.conv), input, shape)?;
    if *norm == Norm::BatchNorm {
        value = builder.norm(block, &module(&block.name, &parts.norm), value)?;
    }
    activation(builder, block, &module(&block.name, &parts.activation), *function, value)
}

fn activation(
    builder: &mut Builder<'_>,
    block: &ResolvedBlock,
    name: &str,
    function: ActivationFunction,
    input: NodeId,
) -> Result<NodeId, Failure> {
    match function {
        ActivationFunction::None => Ok(input),
        ActivationFunction::Prelu => builder.prelu(block, name, input),
        ActivationFunction::Sigmoid => builder.add(block, name, Op::Sigmoid, &[input]),
    }
}

/// Adds from left to right; the last sum bears the block's name.
fn sum(
    builder: &mut Builder<'_>,
    block: &ResolvedBlock,
    inputs: &[NodeId],
) -> Result<NodeId, Failure> {
    let mut value = inputs[0];
    for (i, &input) in inputs.iter().enumerate().skip(1) {
        let name = match i + 1 == inputs.len() {
            true => block.name.clone(),
            false => format!("{}.sum.{i}", block.name),
        };
        value = builder.add(block, &name, Op::Add, &[value, input])?;
    }
    Ok(value)
}

/// Greatest common divisor.
pub(super) fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
