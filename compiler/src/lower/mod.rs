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
    ir::{Graph, NodeId},
    spec::{Architecture, ResolvedBlock, ResolvedKind},
};
use builder::{Builder, Failure};

/// The graph of a network.
///
/// # Errors
/// Every block whose inputs' shapes do not suit it, with its place in the spec and what would be
/// right.
pub fn lower(architecture: &Architecture) -> Result<Graph, Diagnostics> {
    let mut builder = Builder::new(architecture)?;
    for block in &architecture.blocks {
        let value = block_value(&mut builder, block);
        builder.define(block, value);
    }
    builder.finish()
}

fn block_value(builder: &mut Builder<'_>, block: &ResolvedBlock) -> Result<NodeId, Failure> {
    let inputs = builder.values(&block.inputs)?;
    match &block.kind {
        ResolvedKind::Eesp { .. } | ResolvedKind::StridedEesp { .. } => {
            eesp::block(builder, block, inputs[0])
        }
        ResolvedKind::EfficientPyramidPool { .. } => decoder::pyramid(builder, block, inputs[0]),
        ResolvedKind::EfficientPwConv { channels } => {
            decoder::gated_conv(builder, block, inputs[0], *channels)
        }
        _ => basic::block(builder, block, &inputs),
    }
}
