//! Lowering: every block of an architecture becomes primitive operators named after the PyTorch
//! modules whose outputs they make.
//!
//! Nothing is fused, shared or left out here; that is for [`crate::passes`].

mod basic;
mod builder;
mod decoder;
mod eesp;

use crate::{
    diagnostic::Diagnostics,
    ir::{ChannelShuffle, Graph, NodeId, Op, ResizeBilinear, Shape},
    spec::{Architecture, ResolvedBlock, ResolvedKind},
};
pub(crate) use basic::gcd;
use builder::{Builder, Failure};

/// The most operators of a network: a hundred times those of the released classifiers. Passes and plan
/// take time and memory by their number, a block of many scales has up to a hundred.
pub const MAX_OPERATORS: usize = 16_384;

/// The graph of a network.
///
/// # Errors
/// Every block whose inputs' shapes do not suit it, with its place in the spec and what would be
/// right.
pub fn lower(architecture: &Architecture) -> Result<Graph, Diagnostics> {
    lower_blocks(architecture).map(|(graph, _)| graph)
}

/// The graph of a network, and the node that makes each block's value, in the blocks' order.
///
/// # Errors
/// As [`lower`].
pub(crate) fn lower_blocks(
    architecture: &Architecture,
) -> Result<(Graph, Vec<NodeId>), Diagnostics> {
    let mut builder = Builder::new(architecture)?;
    for block in &architecture.blocks {
        let value = block_value(&mut builder, block);
        builder.define(block, value);
        if builder.operators() > MAX_OPERATORS {
            return Err(builder.too_many_operators(block));
        }
    }
    builder.finish()
}

fn block_value(builder: &mut Builder<'_>, block: &ResolvedBlock) -> Result<NodeId, Failure> {
    let inputs = builder.values(&block.inputs)?;
    let input = inputs[0];
    let op = match &block.kind {
        ResolvedKind::Conv(conv) => return basic::conv(builder, block, input, conv),
        ResolvedKind::Eesp(unit) => return eesp::unit(builder, block, input, unit),
        ResolvedKind::StridedEesp(unit) => return eesp::strided(builder, block, input, unit),
        ResolvedKind::BnPrelu(parts) => return basic::bn_prelu(builder, block, input, parts),
        ResolvedKind::Activation(function) => {
            return basic::activation(builder, block, &block.name, *function, input);
        }
        ResolvedKind::EfficientPyramidPool(pool) => {
            return decoder::pyramid(builder, block, input, pool);
        }
        ResolvedKind::EfficientPwConv { channels } => {
            return decoder::gated_conv(builder, block, input, *channels);
        }
        ResolvedKind::Add => return basic::sum(builder, block, &inputs),
        ResolvedKind::ResizeBy { scale } => basic::resize_by(builder, block, input, *scale)?,
        ResolvedKind::ResizeTo(to) => {
            let Shape { height, width, .. } = builder.shape(builder.value(*to)?);
            Op::ResizeBilinear(ResizeBilinear { height, width })
        }
        ResolvedKind::Linear { features, bias, weights } => {
            basic::linear(builder, block, input, *features, *bias, *weights)?
        }
        ResolvedKind::Mul => Op::Mul,
        ResolvedKind::Concat => Op::Concat,
        ResolvedKind::GlobalAvgPool => Op::GlobalAvgPool,
        ResolvedKind::AvgPool(pool) => Op::AvgPool(pool.clone()),
        ResolvedKind::AdaptiveAvgPool(pool) => Op::AdaptiveAvgPool(pool.clone()),
        ResolvedKind::ChannelShuffle { groups } => {
            Op::ChannelShuffle(ChannelShuffle { groups: *groups })
        }
    };
    builder.add(block, &block.name, op, &inputs)
}
