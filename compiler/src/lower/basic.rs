//! Lowers blocks that consist of one operator, or of a convolution with batch norm and activation.

use super::builder::{ConvShape, Failure, GraphBuilder};
use crate::{
    arithmetic::gcd,
    ir::{Add, ConvTranspose2d, NodeId, Op, ResizeBilinear, ops::Unfit},
    spec::{
        Groups, MAX_SIZE, Norm, OperatorBlock, Parts, ResolvedBlock, ResolvedConv,
        ResolvedConvTranspose,
    },
};

/// Returns the name of a block's module.
fn module(block: &str, part: &str) -> String {
    if part.is_empty() { block.to_owned() } else { format!("{block}.{part}") }
}

/// Lowers a `bn_prelu`.
pub(super) fn bn_prelu(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    parts: &Parts,
) -> Result<NodeId, Failure> {
    let names = [module(&block.module, &parts.norm), module(&block.module, &parts.activation)];
    builder.norm_prelu(block, [&names[0], &names[1]], input)
}

/// Returns the operator of a `resize` by a factor.
pub(super) fn resize_by(
    builder: &GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    scale: f64,
) -> Result<Op, Failure> {
    let shape = builder.shape(input);
    let resized = |size: usize| (size as f64 * scale).floor() as usize;
    let (height, width) = (resized(shape.height), resized(shape.width));
    if height.max(width) > MAX_SIZE || height.min(width) == 0 {
        let message = format!("the resized map has {height}×{width} pixels, not 1 to {MAX_SIZE}");
        let help = "choose a scale between them";
        return Err(builder.problem(block, "scale", message).with_help(help).into());
    }
    Ok(ResizeBilinear { height, width }.into())
}

/// Returns the operator of a block that consists of this operator alone.
pub(super) fn operator(
    builder: &GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    operator: &OperatorBlock,
) -> Result<Op, Failure> {
    Op::of_block(&block.module, operator, builder.shape(input)).map_err(
        |Unfit { message, help }| builder.problem(block, "", message).with_help(help).into(),
    )
}

/// Lowers a `conv`.
pub(super) fn conv(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    conv: &ResolvedConv,
) -> Result<NodeId, Failure> {
    let in_channels = builder.shape(input).channels;
    let channels = conv.channels.unwrap_or(in_channels);
    let groups = match conv.groups {
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
        kernel: conv.kernel,
        stride: conv.stride,
        padding: conv.padding,
        dilation: conv.dilation,
        groups,
        bias: conv.bias,
    };
    let mut value = builder.conv(block, &module(&block.module, &conv.parts.conv), input, shape)?;
    if conv.norm == Norm::BatchNorm {
        value = builder.norm(block, &module(&block.module, &conv.parts.norm), value)?;
    }
    builder.activation(
        block,
        &module(&block.module, &conv.parts.activation),
        conv.activation,
        value,
    )
}

/// Lowers a `conv_transpose`.
pub(super) fn conv_transpose(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    conv: &ResolvedConvTranspose,
) -> Result<NodeId, Failure> {
    let shape = builder.shape(input);
    let (height, width) = (shape.height * conv.stride, shape.width * conv.stride);
    if height.max(width) > MAX_SIZE {
        let message = format!("the enlarged map has {height}×{width} pixels, more than {MAX_SIZE}");
        let help = "choose a smaller stride";
        return Err(builder.problem(block, "stride", message).with_help(help).into());
    }
    let name = module(&block.module, &conv.parts.conv);
    let op = ConvTranspose2d {
        weight: format!("{name}.weight"),
        bias: conv.bias.then(|| format!("{name}.bias")),
        in_channels: shape.channels,
        out_channels: conv.channels.unwrap_or(shape.channels),
        kernel: conv.stride,
    };
    let mut value = builder.add(block, &name, op.into(), &[input])?;
    if conv.norm == Norm::BatchNorm {
        value = builder.norm(block, &module(&block.module, &conv.parts.norm), value)?;
    }
    builder.activation(
        block,
        &module(&block.module, &conv.parts.activation),
        conv.activation,
        value,
    )
}

/// Lowers an `add`. The operands are added from left to right; the last sum has the block's name.
pub(super) fn sum(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    inputs: &[NodeId],
) -> Result<NodeId, Failure> {
    let mut value = inputs[0];
    for (i, &input) in inputs.iter().enumerate().skip(1) {
        let name = match i + 1 == inputs.len() {
            true => block.module.clone(),
            false => format!("{}.sum.{i}", block.module),
        };
        value = builder.add(block, &name, Add.into(), &[value, input])?;
    }
    Ok(value)
}
