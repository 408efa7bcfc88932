//! The passes, in order, and the facts that they find.
//!
//! | pass | does | its place in the order |
//! |---|---|---|
//! | [`verify`] | verifies the graph, finds the shape of every value | everything behind it may take a sound graph for granted, and the paper's dilations depend on sizes |
//! | [`clamp_dilations`] | bounds the dilations of each unit by policy | it finds the branches as convolutions, before they are fused |
//! | [`dead_code`] | drops what no output needs | a dead user would keep its operand from having a single use, which every fusion asks for |
//! | [`common_subexpressions`] | makes equal values one | before fusions hide equal nodes in different ones |
//! | [`fusion::hff`] | branches, sums, concatenation, batch norm, PReLU → one node | before its sums and its PReLU are taken for epilogues |
//! | [`fusion::epilogue`] | a convolution and what follows it number by number → one node | the larger fusions look for convolutions with their epilogues |
//! | [`fusion::eesp`], [`fusion::strided_eesp`] | a whole unit → one node | need the parts with their epilogues |
//! | [`fusion::stem`] | a convolution of the image, the strided unit that alone reads it → one node | needs the unit as one node |
//! | [`fusion::head`] | depth-wise convolution, 1×1 convolution, global average → one node | needs both convolutions with their epilogues |
//! | [`fusion::pyramid_pool`] | efficient pyramid pooling behind its projection → one node | needs the convolutions with their epilogues; the concatenation is gone before places in it are given |
//! | [`place_concat`] | operands of concatenations to their place | a table of nodes, so the nodes are final |
//! | [`receptive_field`] | effective and cumulative receptive fields | a table of nodes; fusion keeps every value it leaves, so nothing is lost by coming last |
//!
//! Passes edit through [`Rewriter`](crate::ir::Rewriter) alone, are deterministic, and change nothing
//! when run again. A fused node is the last of its constituents: it keeps that node's name.

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
    lower::{Branches, Lowered},
    spec::DilationPolicy,
};

/// What passes work under, beside the graph.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The rule that bounds dilations.
    pub policy: DilationPolicy,
    /// The units whose dilations depend on policy and size.
    pub units: &'a [Branches],
}

/// A pass over a graph, which notes what it finds.
pub type Run = fn(&mut Graph, Settings<'_>, &mut Facts) -> Result<(), Problems>;

/// Every pass by name, in order.
pub const PASSES: [(&str, Run); 13] = [
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

/// What the passes found out about the graph that they left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The shape of every value.
    pub shapes: BTreeMap<NodeId, Shape>,
    /// The dilations of every EESP unit.
    pub dilations: Vec<UnitDilations>,
    /// Parameters that checkpoints of this network hold and inference never reads.
    pub unused: Vec<Param>,
    /// What looks as if it was meant for a kernel that cannot compute it, and why.
    pub unfused: Vec<Unfused>,
    /// The values that lie in a concatenation's buffer.
    pub placements: Placements,
    /// Receptive fields of kernels and values.
    pub receptive_fields: ReceptiveFields,
}

/// Runs every pass in order on the graph of a network; returns the graph that they leave.
///
/// # Errors
/// If the graph does not pass the verifier or the policy asks for dilations that a unit does not
/// have.
pub fn run_all(network: &Lowered, policy: DilationPolicy) -> Result<(Graph, Facts), Problems> {
    let mut graph = network.graph.clone();
    let mut facts = Facts { unused: network.unused.clone(), ..Facts::default() };
    let settings = Settings { policy, units: &network.units };
    for (_, run) in PASSES {
        run(&mut graph, settings, &mut facts)?;
    }
    Ok((graph, facts))
}
