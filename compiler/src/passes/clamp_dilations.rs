//! Bounds the dilations of each EESP unit (ESPNetv2, section 3.2; the authors' code).
//!
//! Without a bound, the branches of a unit have dilations 1, 2, 3, 4, …, that is effective receptive fields
//! of 3, 5, 7, 9, … pixels. A branch whose field exceeds the unit's limit gets dilation 1 instead, and the
//! list is then sorted. K = 4 branches have dilations 1, 2, 3, 4 under a limit of 9 or more, 1, 1, 2, 3 under
//! 7, and 1, 1, 1, 2 under 5. The [policy](DilationPolicy) determines the limit.

use std::collections::BTreeMap;

use super::Settings;
use crate::{
    ir::{
        Graph, NodeId, Op, Rewriter, Shape,
        verify::{Problem, Problems},
    },
    lower::{Lowered, UnitBranches},
    spec::{DilationPolicy, Limit},
};

/// The dilations of a unit, before and after the bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitDilations {
    /// Path of the unit.
    pub unit: String,
    /// Shape of the unit's input map.
    pub input: Shape,
    /// The dilations before any bound.
    pub requested: Vec<usize>,
    /// The largest effective receptive field allowed, in pixels of the map that the branches read; `None` if
    /// the spec lists the dilations.
    pub limit: Option<usize>,
    /// The dilations in use, branch by branch.
    pub dilations: Vec<usize>,
}

/// Returns the paper's limit for a unit whose input map has this size: n_d(Z) = 5 + Z/7, rounded down to an
/// odd number, where Z is the smaller side.
///
/// ```
/// use espnet_compiler::passes::clamp_dilations::paper_limit;
///
/// assert_eq!(paper_limit(7, 7), 5);
/// assert_eq!(paper_limit(28, 56), 9);
/// ```
pub fn paper_limit(height: usize, width: usize) -> usize {
    let limit = 5 + height.min(width) / 7;
    limit - (limit + 1) % 2
}

/// Returns the dilations of `branches` kernels of `kernel`×`kernel` pixels under a limit.
///
/// ```
/// use espnet_compiler::passes::clamp_dilations::clamped;
///
/// assert_eq!(clamped(4, 3, 9), [1, 2, 3, 4]);
/// assert_eq!(clamped(4, 3, 7), [1, 1, 2, 3]);
/// ```
pub fn clamped(branches: usize, kernel: usize, limit: usize) -> Vec<usize> {
    let field = |dilation| kernel.saturating_sub(1) * dilation + 1;
    let mut dilations: Vec<usize> =
        (1..=branches).map(|dilation| if field(dilation) > limit { 1 } else { dilation }).collect();
    dilations.sort_unstable();
    dilations
}

/// Sets the dilation and the padding of every branch of every unit, and returns the dilations.
///
/// # Errors
/// If the branches of a unit are not depth-wise convolutions of the same map with the same kernel size and
/// stride; if their number differs from that of the dilations that the unit lists; or if the policy is
/// explicit and a unit lists no dilations.
pub fn clamp_dilations(
    graph: &mut Graph,
    shapes: &BTreeMap<NodeId, Shape>,
    settings: Settings<'_>,
) -> Result<Vec<UnitDilations>, Problems> {
    let mut problems = Vec::new();
    let mut units = Vec::new();
    for branches in settings.units {
        let unit = kernel(graph, branches)
            .map_err(|message| Problem::new(&branches.unit, message))
            .and_then(|kernel| {
                unit_dilations(branches, kernel, shapes[&branches.input], settings.policy)
            });
        match unit {
            Ok(unit) => units.push((&branches.convs, unit)),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    let mut rewriter = Rewriter::new(graph);
    for (convs, unit) in &units {
        for (&conv, &dilation) in convs.iter().zip(&unit.dilations) {
            dilate(&mut rewriter, conv, dilation);
        }
    }
    Ok(units.into_iter().map(|(_, unit)| unit).collect())
}

/// Returns the graph of a network with its final dilations and no other change.
///
/// # Errors
/// See [`clamp_dilations`].
pub fn clamped_graph(network: &Lowered, policy: DilationPolicy) -> Result<Graph, Problems> {
    let mut graph = network.graph.clone();
    let settings = Settings { policy, units: &network.units };
    clamp_dilations(&mut graph, &network.shapes, settings)?;
    Ok(graph)
}

/// Checks that the branches of a unit can be clamped together, and returns the size of their kernels.
fn kernel(graph: &Graph, branches: &UnitBranches) -> Result<usize, String> {
    if !graph.contains(branches.input) {
        return Err("its input is not in the graph".into());
    }
    if let Limit::Explicit(dilations) = &branches.limit {
        if dilations.len() != branches.convs.len() {
            let (listed, branches) = (dilations.len(), branches.convs.len());
            return Err(format!("lists {listed} dilations for {branches} branches"));
        }
        if dilations.contains(&0) {
            return Err("lists a dilation of 0; the smallest is 1".into());
        }
    }
    let mut first = None;
    for &id in &branches.convs {
        if !graph.contains(id) {
            return Err("a branch is not in the graph".into());
        }
        let name = &graph.node(id).name;
        let Op::Conv2d(conv) = graph.op(id) else {
            return Err(format!("branch {name} is no convolution"));
        };
        if !conv.is_depthwise() {
            return Err(format!("branch {name} is not depth-wise"));
        }
        if conv.kernel % 2 == 0 {
            return Err(format!("branch {name} has a kernel of even size {}", conv.kernel));
        }
        let traits = (conv.kernel, conv.stride, graph.inputs(id).first().copied());
        if *first.get_or_insert(traits) != traits {
            return Err(format!("branch {name} differs in kernel, stride or input"));
        }
    }
    first.map(|(kernel, ..)| kernel).ok_or_else(|| "has no branches".into())
}

fn unit_dilations(
    branches: &UnitBranches,
    kernel: usize,
    input: Shape,
    policy: DilationPolicy,
) -> Result<UnitDilations, Problem> {
    let unit = branches.unit.clone();
    let limit = match (&branches.limit, policy) {
        (Limit::Explicit(list), _) => {
            let (requested, dilations) = (list.clone(), list.clone());
            return Ok(UnitDilations { unit, input, requested, limit: None, dilations });
        }
        (&Limit::ReceptiveField(limit), DilationPolicy::Official) => limit,
        (Limit::ReceptiveField(_), DilationPolicy::Paper) => paper_limit(input.height, input.width),
        (Limit::ReceptiveField(_), DilationPolicy::Explicit) => {
            let branches = branches.convs.len();
            let message = format!("lists no dilations; the explicit policy needs {branches}");
            return Err(Problem::new(unit, message));
        }
    };
    let branches = branches.convs.len();
    Ok(UnitDilations {
        unit,
        input,
        requested: (1..=branches).collect(),
        limit: Some(limit),
        dilations: clamped(branches, kernel, limit),
    })
}

fn dilate(rewriter: &mut Rewriter<'_>, id: NodeId, dilation: usize) {
    if let Op::Conv2d(conv) = rewriter.graph().op(id) {
        let mut conv = conv.clone();
        conv.dilation = dilation;
        conv.padding = conv.kernel / 2 * dilation;
        rewriter.set_op(id, Op::Conv2d(conv));
    }
}
