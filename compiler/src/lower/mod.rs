//! Lowering: turns every block of an architecture into primitive operators. An operator has the name of the
//! PyTorch module with the same output.
//!
//! Nothing is fused, shared or removed here; this is the task of [`crate::passes`].

mod basic;
mod builder;
mod decoder;
mod detection;
mod eesp;
mod nearest;

use std::{collections::BTreeMap, fmt};

use crate::{
    diagnostic::Diagnostics,
    ir::{Graph, NodeId, Op, Param, ResizeBilinear, Shape},
    spec::{Architecture, Limit, ResolvedBlock, ResolvedKind},
};
use builder::{Failure, GraphBuilder};
pub(crate) use nearest::with_nearest;

/// The largest number of operators of a network: a hundred times that of the released classifiers. The time
/// and the memory of passes and plan grow with it. A single block with many scales has up to a hundred
/// operators.
pub const MAX_OPERATORS: usize = 16_384;

/// A lowered network, exactly as the spec describes it.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// One node for each operator of the PyTorch module.
    pub graph: Graph,
    /// The shape of every value.
    pub shapes: BTreeMap<NodeId, Shape>,
    /// The node that computes each block's value, in the blocks' order.
    pub values: Vec<NodeId>,
    /// The units whose dilations depend on the policy and on the size.
    pub units: Vec<UnitBranches>,
    /// Parameters that checkpoints of this network contain and inference never reads.
    pub unused: Vec<Param>,
}

impl Lowered {
    /// Returns the number of learned numbers in a checkpoint of this network, including unused ones.
    pub fn parameter_count(&self) -> usize {
        self.graph.params().iter().chain(&self.unused).map(Param::learned_numbers).sum()
    }
}

impl fmt::Display for Lowered {
    /// Writes the graph's text, and a line for each unit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.graph)?;
        let name = |&id: &NodeId| self.graph.node(id).name.as_str();
        for UnitBranches { unit, input, convs, limit } in &self.units {
            write!(f, "  unit {unit} reads {}, ", name(input))?;
            match limit {
                Limit::ReceptiveField(limit) => write!(f, "receptive fields up to {limit}")?,
                Limit::Explicit(dilations) => {
                    let dilations: Vec<String> = dilations.iter().map(usize::to_string).collect();
                    write!(f, "dilations {}", dilations.join(" "))?;
                }
            }
            let convs: Vec<&str> = convs.iter().map(name).collect();
            writeln!(f, ": {}", convs.join(", "))?;
        }
        Ok(())
    }
}

/// The dilated branches of one EESP unit. Their dilations are clamped together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitBranches {
    /// Path of the unit.
    pub unit: String,
    /// The unit's input map; its size determines the paper's limit.
    pub input: NodeId,
    /// The depth-wise convolutions, in the checkpoint's order.
    pub convs: Vec<NodeId>,
    /// The bound of the dilations.
    pub limit: Limit,
}

/// Lowers a network to a graph.
///
/// # Errors
/// Reports every block that does not suit the shapes of its inputs, with its position in the spec and a
/// suggestion.
pub fn lower(architecture: &Architecture) -> Result<Lowered, Diagnostics> {
    let mut builder = GraphBuilder::new(architecture)?;
    for block in &architecture.blocks {
        let value = block_value(&mut builder, block);
        builder.define(block, value);
        if builder.operators() > MAX_OPERATORS {
            return Err(builder.too_many_operators(block));
        }
    }
    builder.finish()
}

fn block_value(builder: &mut GraphBuilder<'_>, block: &ResolvedBlock) -> Result<NodeId, Failure> {
    let inputs = builder.values(&block.inputs)?;
    let input = inputs[0];
    let op: Op = match &block.kind {
        ResolvedKind::Conv(conv) => return basic::conv(builder, block, input, conv),
        ResolvedKind::ConvTranspose(conv) => {
            return basic::conv_transpose(builder, block, input, conv);
        }
        ResolvedKind::Eesp(unit) => return eesp::unit(builder, block, input, unit),
        ResolvedKind::StridedEesp(unit) => return eesp::strided(builder, block, input, unit),
        ResolvedKind::BnPrelu(parts) => return basic::bn_prelu(builder, block, input, parts),
        ResolvedKind::BatchNorm => return builder.norm(block, &block.module, input),
        ResolvedKind::Activation(function) => {
            return builder.activation(block, &block.module, *function, input);
        }
        ResolvedKind::EfficientPyramidPool(pool) => {
            return decoder::pyramid(builder, block, input, pool);
        }
        ResolvedKind::EfficientPwConv { channels } => {
            return decoder::gated_conv(builder, block, input, *channels);
        }
        ResolvedKind::SsdHead { values, anchors } => {
            return detection::head(builder, block, &inputs, *values, *anchors);
        }
        ResolvedKind::Add => return basic::sum(builder, block, &inputs),
        ResolvedKind::ResizeBy { scale } => basic::resize_by(builder, block, input, *scale)?,
        ResolvedKind::ResizeTo(to) => {
            let Shape { height, width, .. } = builder.shape(builder.value(*to)?);
            ResizeBilinear { height, width }.into()
        }
        ResolvedKind::Operator(operator) => basic::operator(builder, block, input, operator)?,
    };
    builder.add(block, &block.module, op, &inputs)
}
