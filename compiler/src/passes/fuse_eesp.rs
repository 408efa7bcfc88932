//! Fuses whole EESP units of stride 1 (ESPNetv2, figure 1c): grouped 1×1 projection, hierarchical
//! feature fusion, grouped 1×1 expansion, residual, PReLU.
//!
//! One kernel then passes bands of rows through all three, so that what lies between them never
//! leaves the nearest caches.

use super::Unfused;
use crate::ir::{Conv2d, EespUnit, Epilogue, Graph, Hff, NodeId, Op, Rewriter};

/// Replaces the three nodes of each unit by one; returns the units that are not of that form, and
/// why.
pub fn fuse_eesp(graph: &mut Graph) -> Vec<Unfused> {
    let mut unfused = Vec::new();
    for id in graph.topological_order() {
        let Op::Hff(hff) = graph.op(id) else { continue };
        match find(graph, id, hff) {
            Ok((last, unit, input)) => {
                Rewriter::new(graph).replace(last, Op::EespUnit(Box::new(unit)), &[input]);
            }
            Err(reason) => unfused.push(Unfused { unit: hff.unit.clone(), reason }),
        }
    }
    unfused
}

/// The node that ends the unit, the fused operator, and the unit's input.
fn find(graph: &Graph, id: NodeId, hff: &Hff) -> Result<(NodeId, EespUnit, NodeId), String> {
    if hff.stride != 1 {
        return Err(format!("its branches have stride {}; only stride 1 is fused", hff.stride));
    }
    let groups = hff.dilations.len();
    let before = graph.inputs(id)[0];
    let project = pointwise(graph, before, groups)?;
    let only_prelu = Epilogue { prelu: project.epilogue.prelu.clone(), ..Epilogue::default() };
    if project.epilogue != only_prelu || only_prelu.is_empty() {
        return Err(format!("{} should end in a PReLU and nothing else", name(graph, before)));
    }
    if graph.only_use(before) != Some(id) {
        return Err(format!("{} has several uses", name(graph, before)));
    }
    let last = graph.only_use(id).ok_or_else(|| format!("{} has several uses", name(graph, id)))?;
    let mut expand = pointwise(graph, last, groups)?;
    if expand.out_channels != hff.out_channels() {
        return Err(format!(
            "{} makes {} channels of {}",
            name(graph, last),
            expand.out_channels,
            hff.out_channels()
        ));
    }
    // Without a residual the PReLU stands in the first of its two places; they are then the same.
    if !expand.epilogue.residual && expand.epilogue.final_prelu.is_none() {
        expand.epilogue.final_prelu = expand.epilogue.prelu.take();
    }
    let Epilogue { residual, final_prelu, .. } = expand.epilogue.clone();
    let only_final = Epilogue { residual, final_prelu, ..Epilogue::default() };
    if expand.epilogue != only_final || only_final.final_prelu.is_none() {
        return Err(format!(
            "{} should end in a sum with the unit's input, if in any, and a PReLU",
            name(graph, last)
        ));
    }
    let input = graph.inputs(before)[0];
    let operands = graph.inputs(last);
    if operands[0] != id || operands[1..].iter().any(|&residual| residual != input) {
        return Err(format!("{} adds another value than the unit's input", name(graph, last)));
    }
    Ok((last, EespUnit { project, hff: hff.clone(), expand }, input))
}

fn name(graph: &Graph, id: NodeId) -> &str {
    &graph.node(id).name
}

/// The 1×1 convolution at `id`, if it has as many groups as the unit has branches.
fn pointwise(graph: &Graph, id: NodeId, groups: usize) -> Result<Conv2d, String> {
    match graph.op(id) {
        Op::Conv2d(conv)
            if conv.kernel == 1
                && conv.stride == 1
                && conv.padding == 0
                && conv.shuffle == 1
                && conv.groups == groups =>
        {
            Ok(conv.clone())
        }
        _ => Err(format!("{} should be a 1×1 convolution in {groups} groups", name(graph, id))),
    }
}
