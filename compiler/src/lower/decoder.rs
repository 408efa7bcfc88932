//! Lowers the blocks of the segmentation decoder: the efficient pyramid pool, and the gated convolution that
//! merges encoder and decoder.

use super::builder::{ConvShape, Failure, GraphBuilder};
use crate::{
    arithmetic::gcd,
    ir::{AdaptiveAvgPool, Concat, GlobalAvgPool, Mul, NodeId, Op, ResizeBilinear, Shape},
    spec::{ActivationFunction, ResolvedBlock, ResolvedPyramidPool},
};

/// The smallest height and width of a map of the pyramid.
const LEAST_SIZE: usize = 5;

/// Lowers an `efficient_pyramid_pool`.
pub(super) fn pyramid(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    pool: &ResolvedPyramidPool,
) -> Result<NodeId, Failure> {
    let ResolvedPyramidPool { channels, projection, scales, last_layer_br } = pool;
    let part = |part: &str| format!("{}.{part}", block.module);
    let projected = cbr(
        builder,
        block,
        &part("projection_layer.cbr"),
        input,
        ConvShape::pointwise(*projection, 1),
    )?;
    let mut stages = Vec::with_capacity(scales.len());
    for (i, &scale) in scales.iter().enumerate() {
        stages.push(stage(builder, block, projected, i, scale)?);
    }
    let merged = builder.add(block, &part("concat"), Concat.into(), &stages)?;
    let names = [part("merge_layer.0.br.0"), part("merge_layer.0.br.1")];
    let merged = builder.norm_prelu(block, [&names[0], &names[1]], merged)?;
    let shuffle = Op::shuffle(scales.len());
    let merged = builder.add(block, &part("merge_layer.1"), shuffle, &[merged])?;
    let shape = ConvShape::three(*projection, *projection);
    let merged = cbr(builder, block, &part("merge_layer.2.cbr"), merged, shape)?;
    let shape = ConvShape { bias: !last_layer_br, ..ConvShape::pointwise(*channels, 1) };
    let merged = builder.conv(block, &part("merge_layer.3"), merged, shape)?;
    match last_layer_br {
        true => builder.norm_prelu(block, [&part("br.br.0"), &part("br.br.1")], merged),
        false => Ok(merged),
    }
}

/// Adds one scale of the pyramid: a resize to the scale's size, a depth-wise 3×3 convolution, and a resize
/// back. Downscaling is adaptive average pooling, upscaling is bilinear.
fn stage(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    index: usize,
    scale: f64,
) -> Result<NodeId, Failure> {
    let Shape { channels, height, width } = builder.shape(input);
    let scaled = |size: usize| ((size as f64 * scale).ceil() as usize).max(LEAST_SIZE);
    let (small, large) = (
        |height, width| Op::from(AdaptiveAvgPool { height, width }),
        |height, width| Op::from(ResizeBilinear { height, width }),
    );
    let (there, back) = if scale > 1.0 {
        (large(scaled(height), scaled(width)), small(height, width))
    } else {
        (small(scaled(height), scaled(width)), large(height, width))
    };
    let name = format!("{}.stages.{index}", block.module);
    let shape = ConvShape::three(channels, channels);
    if scale == 1.0 {
        return builder.conv(block, &name, input, shape);
    }
    let resized = builder.add(block, &format!("{name}.there"), there, &[input])?;
    let convolved = builder.conv(block, &name, resized, shape)?;
    builder.add(block, &format!("{name}.back"), back, &[convolved])
}

/// Lowers an `efficient_pw_conv`.
pub(super) fn gated_conv(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    channels: usize,
) -> Result<NodeId, Failure> {
    let part = |part: &str| format!("{}.{part}", block.module);
    let groups = gcd(builder.shape(input).channels, channels);
    let shape = ConvShape::three(channels, groups);
    let expanded = cbr(builder, block, &part("expansion_layer.cbr"), input, shape)?;
    let average = builder.add(block, &part("wt_layer.0"), GlobalAvgPool.into(), &[input])?;
    let shape = ConvShape::pointwise(channels, 1);
    let gate = builder.conv(block, &part("wt_layer.1"), average, shape)?;
    let sigmoid = ActivationFunction::Sigmoid;
    let gate = builder.activation(block, &part("wt_layer.2"), sigmoid, gate)?;
    builder.add(block, &block.module, Mul.into(), &[expanded, gate])
}

/// Adds a convolution, a batch norm and a PReLU, as the members 0, 1 and 2 of module `name`.
fn cbr(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    name: &str,
    input: NodeId,
    shape: ConvShape,
) -> Result<NodeId, Failure> {
    let conv = builder.conv(block, &format!("{name}.0"), input, shape)?;
    builder.norm_prelu(block, [&format!("{name}.1"), &format!("{name}.2")], conv)
}
