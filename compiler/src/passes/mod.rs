//! The passes over the graph, in order, and the facts that they find. Passes bound dilations, remove
//! redundant nodes, fuse nodes into operators with a kernel of their own, and analyse the result for the
//! plan.
//!
//! 1. [`verify`] verifies the graph and finds the shape of every value. Later passes rely on a valid graph,
//!    and the paper's dilations depend on sizes.
//! 2. [`clamp_dilations`] bounds the dilations of each unit by policy. It needs the branches as convolutions,
//!    before they are fused.
//! 3. [`dead_code`] removes nodes that no output needs. Fusions require that a value has a single reader, and
//!    a dead node would count as a second one.
//! 4. [`common_subexpressions`] merges equal values. It comes before the fusions, because they can put equal
//!    nodes into different fused ones.
//! 5. [`fusion::hff`] fuses branches, sums, concatenation, batch norm and PReLU. It comes before the
//!    epilogues, which would take its sums and its PReLU.
//! 6. [`fusion::epilogue`] fuses a convolution and the elementwise operators after it. The larger fusions
//!    look for convolutions with their epilogues.
//! 7. [`fusion::eesp`] and [`fusion::strided_eesp`] fuse a whole unit. They need its parts with their
//!    epilogues.
//! 8. [`fusion::stem`] fuses a convolution of the image and the strided unit that is its only reader. It
//!    needs the unit as one node.
//! 9. [`fusion::head`] fuses a depth-wise convolution, a 1×1 convolution and a global average. It needs both
//!    convolutions with their epilogues.
//! 10. [`fusion::pyramid_pool`] fuses efficient pyramid pooling after its projection. It needs the
//!     convolutions with their epilogues, and it removes a concatenation before operands are placed.
//! 11. [`place_concat`] places operands of concatenations. Its result refers to nodes, so the nodes must be
//!     final.
//! 12. [`receptive_field`] computes effective and cumulative receptive fields. Its result refers to nodes
//!     too. Fusion preserves every remaining value, so the late position loses nothing.
//!
//! Passes edit through [`Rewriter`](crate::ir::Rewriter) alone, are deterministic, and are idempotent. A
//! fused node is the last one of its constituents and keeps that node's name.

pub mod clamp_dilations;
pub mod common_subexpressions;
pub mod dead_code;
pub mod fusion;
pub mod place_concat;
pub mod receptive_field;

use std::collections::BTreeMap;

pub use clamp_dilations::UnitDilations;
pub use fusion::Unfused;
pub use receptive_field::ReceptiveFields;

pub use crate::ir::{Placement, Placements};
use crate::{
    ir::{
        Graph, NodeId, Param, Shape,
        verify::{Problems, verify},
    },
    lower::{Lowered, UnitBranches},
    spec::DilationPolicy,
};

/// The settings of the passes.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The rule that bounds dilations.
    pub policy: DilationPolicy,
    /// The units whose dilations depend on the policy and on the size.
    pub units: &'a [UnitBranches],
}

/// A pass over a graph; it records its results in the facts.
pub type Pass = fn(&mut Graph, Settings<'_>, &mut Facts) -> Result<(), Problems>;

/// All passes by name, in order.
pub const PASSES: [(&str, Pass); 13] = [
    ("verify", |graph, _, facts| {
        facts.shapes = verify(graph)?;
        Ok(())
    }),
    ("clamp_dilations", |graph, settings, facts| {
        facts.dilations = clamp_dilations::clamp_dilations(graph, &facts.shapes, settings)?;
        Ok(())
    }),
    ("dead_code", |graph, _, facts| {
        facts.unused.extend(dead_code::remove_dead_code(graph));
        Ok(())
    }),
    ("common_subexpressions", |graph, _, _| {
        common_subexpressions::share(graph);
        Ok(())
    }),
    ("hff", |graph, _, facts| {
        facts.unfused.extend(fusion::hff::fuse_hff(graph, &facts.shapes));
        Ok(())
    }),
    ("epilogue", |graph, _, facts| {
        facts.unfused.extend(fusion::epilogue::fuse_epilogues(graph, &facts.shapes));
        Ok(())
    }),
    ("eesp", |graph, _, facts| {
        facts.unfused.extend(fusion::eesp::fuse_eesp(graph, &facts.shapes));
        Ok(())
    }),
    ("strided_eesp", |graph, _, facts| {
        facts.unfused.extend(fusion::strided_eesp::fuse_strided_eesp(graph, &facts.shapes));
        Ok(())
    }),
    ("stem", |graph, _, facts| {
        facts.unfused.extend(fusion::stem::fuse_stem(graph, &facts.shapes));
        Ok(())
    }),
    ("head", |graph, _, facts| {
        facts.unfused.extend(fusion::head::fuse_head(graph, &facts.shapes));
        Ok(())
    }),
    ("pyramid_pool", |graph, _, facts| {
        facts.unfused.extend(fusion::pyramid_pool::fuse_pyramid(graph, &facts.shapes));
        Ok(())
    }),
    ("place_concat", |graph, _, facts| {
        facts.placements = place_concat::place_concat(graph, &facts.shapes);
        Ok(())
    }),
    ("receptive_field", |graph, _, facts| {
        facts.shapes.retain(|&id, _| graph.contains(id));
        facts.receptive_fields = receptive_field::receptive_fields(graph, &facts.shapes);
        Ok(())
    }),
];

/// The results of the passes, about the graph after the last one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The shape of every value.
    pub shapes: BTreeMap<NodeId, Shape>,
    /// The dilations of every EESP unit.
    pub dilations: Vec<UnitDilations>,
    /// Parameters that checkpoints of this network contain and inference never reads.
    pub unused: Vec<Param>,
    /// Parts of the graph that look as if they should fuse but do not, with the reasons.
    pub unfused: Vec<Unfused>,
    /// The values that are written to a concatenation's buffer.
    pub placements: Placements,
    /// Receptive fields of kernels and values.
    pub receptive_fields: ReceptiveFields,
}

/// Runs all passes in order on the graph of a network, and returns the resulting graph.
///
/// # Errors
/// If the graph does not pass the verifier, or if the policy needs dilations that a unit does not list.
pub fn run_all(network: &Lowered, policy: DilationPolicy) -> Result<(Graph, Facts), Problems> {
    let mut graph = network.graph.clone();
    let mut facts = Facts { unused: network.unused.clone(), ..Facts::default() };
    let settings = Settings { policy, units: &network.units };
    for (_, run) in PASSES {
        run(&mut graph, settings, &mut facts)?;
    }
    Ok((graph, facts))
}
