//! The passes, in order, and what they find out.
//!
//! | pass | does | stands where it stands because |
//! |---|---|---|
//! | [`shapes`] | verifies the graph, shape of every value | everything else may then take a sound graph for granted, and the paper's dilations depend on sizes |
//! | [`clamp_dilations`] | bounds the dilations of each unit by policy | it finds the branches as convolutions, before they are fused |
//! | [`remove_dead`] | drops what no output needs | a dead user would keep its operand from having a single use, which every fusion asks for |
//! | [`share_pyramid`] | makes equal values one | before fusions hide equal nodes in different ones |
//! | [`fold_batch_norm`] | convolution, batch norm → convolution | leaves the batch norms that follow a sum, which the next passes look for |
//! | [`fuse_hff`] | branches, sums, concatenation, batch norm, PReLU → one node | before its sums and its PReLU are taken for epilogues |
//! | [`fuse_epilogues`] | what follows a convolution number by number → into it | after batch norms are gone from between |
//! | [`fold_shuffle`] | channel shuffle, convolution → convolution | a grouped convolution is then known with its epilogue |
//! | [`fuse_eesp`] | projection, fusion, expansion → one node | needs all three with their epilogues |
//! | [`fuse_stem`] | a convolution of the image, the strided unit that alone reads it → one node | needs the unit as one node |
//! | [`fuse_head`] | depth-wise convolution, 1×1 convolution, global average → one node | needs both convolutions with their epilogues |
//! | [`fuse_pyramid`] | efficient pyramid pooling behind its projection → one node | needs the merging convolution with shuffle and epilogue, and the chain before it; the concatenation is gone before places in it are given |
//! | [`place_concat`] | operands of concatenations to their place | a table of nodes, so the nodes are final |
//! | [`receptive_field`] | effective and cumulative receptive fields | a table of nodes; fusion keeps every value it leaves, so nothing is lost by coming last |
//!
//! Passes edit through [`Rewriter`](crate::ir::Rewriter) alone, are deterministic, and change nothing
//! when run again. A fused node is the last of its constituents: it keeps that node's name.

pub mod clamp_dilations;
pub mod fold_batch_norm;
pub mod fold_shuffle;
pub mod fuse_eesp;
pub mod fuse_epilogues;
pub mod fuse_head;
pub mod fuse_hff;
pub mod fuse_pyramid;
pub mod fuse_stem;
pub mod place_concat;
pub mod receptive_field;
pub mod remove_dead;
pub mod shapes;
pub mod share_pyramid;

use std::collections::BTreeMap;

pub use clamp_dilations::UnitDilations;
pub use receptive_field::ReceptiveFields;

pub use crate::ir::{Placement, Placements};
use crate::{
    ir::{Graph, NodeId, Shape, verify::Problems},
    spec::DilationPolicy,
};

/// A pass over a graph under a policy, which notes what it finds.
pub type Run = fn(&mut Graph, DilationPolicy, &mut Facts) -> Result<(), Problems>;

/// Every pass by the name of its module, in order.
pub const PASSES: [(&str, Run); 14] = [
    ("shapes", |graph, _, facts| {
        facts.shapes = shapes::shapes(graph)?;
        Ok(())
    }),
    ("clamp_dilations", |graph, policy, facts| {
        facts.dilations = clamp_dilations::clamp_dilations(graph, policy)?;
        Ok(())
    }),
    ("remove_dead", |graph, _, _| {
        remove_dead::remove_dead(graph);
        Ok(())
    }),
    ("share_pyramid", |graph, _, _| {
        share_pyramid::share_pyramid(graph);
        Ok(())
    }),
    ("fold_batch_norm", |graph, _, _| {
        fold_batch_norm::fold_batch_norm(graph);
        Ok(())
    }),
    ("fuse_hff", |graph, _, facts| {
        facts.unfused.extend(fuse_hff::fuse_hff(graph));
        Ok(())
    }),
    ("fuse_epilogues", |graph, _, _| {
        fuse_epilogues::fuse_epilogues(graph);
        Ok(())
    }),
    ("fold_shuffle", |graph, _, _| {
        fold_shuffle::fold_shuffle(graph);
        Ok(())
    }),
    ("fuse_eesp", |graph, _, facts| {
        facts.unfused.extend(fuse_eesp::fuse_eesp(graph));
        Ok(())
    }),
    ("fuse_stem", |graph, _, facts| {
        fuse_stem::fuse_stem(graph, &facts.shapes);
        Ok(())
    }),
    ("fuse_head", |graph, _, facts| {
        fuse_head::fuse_head(graph, &facts.shapes);
        Ok(())
    }),
    ("fuse_pyramid", |graph, _, _| {
        fuse_pyramid::fuse_pyramid(graph);
        Ok(())
    }),
    ("place_concat", |graph, _, facts| {
        facts.placements = place_concat::place_concat(graph);
        Ok(())
    }),
    ("receptive_field", |graph, _, facts| {
        facts.shapes.retain(|&id, _| graph.contains(id));
        facts.receptive_fields = receptive_field::receptive_fields(graph, &facts.shapes);
        Ok(())
    }),
];

/// An EESP unit that does not run as one kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfused {
    /// Path of the unit.
    pub unit: String,
    /// What stands in the way.
    pub reason: String,
}

/// What the passes found out about the graph that they left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The shape of every value.
    pub shapes: BTreeMap<NodeId, Shape>,
    /// The dilations of every EESP unit.
    pub dilations: Vec<UnitDilations>,
    /// The EESP units that are not a single node, and why.
    pub unfused: Vec<Unfused>,
    /// The values that lie in a concatenation's buffer.
    pub placements: Placements,
    /// Receptive fields of kernels and values.
    pub receptive_fields: ReceptiveFields,
}

/// Runs every pass in order.
///
/// # Errors
/// If the graph does not pass the verifier or the policy asks for dilations that a unit does not
/// have. The graph is then as the last pass before left it.
pub fn run_all(graph: &mut Graph, policy: DilationPolicy) -> Result<Facts, Problems> {
    let mut facts = Facts::default();
    for (_, run) in PASSES {
        run(graph, policy, &mut facts)?;
    }
    Ok(facts)
}
