//! Fuses whole EESP units.
//!
//! | stride | becomes one node |
//! |---|---|
//! | 1 (ESPNetv2, figure 1c) | grouped 1×1 projection, hierarchical feature fusion, grouped 1×1 expansion, residual, PReLU |
//! | 2 (section 3.2) | the same up to the expansion, the pooled map beside it, what the image adds to both, PReLU |
//!
//! One kernel then passes bands of rows through all three, so that what lies between them never
//! leaves the nearest caches.

use super::Unfused;
use crate::ir::{
    Conv2d, EespUnit, Epilogue, Graph, Hff, NodeId, Op, PRelu, Rewriter, StridedEespUnit,
};

/// Replaces the nodes of each unit by one; returns the units that are not of that form, and why.
pub fn fuse_eesp(graph: &mut Graph) -> Vec<Unfused> {
    let mut unfused = Vec::new();
    for id in graph.topological_order() {
        // A strided unit takes nodes with it that come later in the order.
        let Some(Op::Hff(hff)) = graph.contains(id).then(|| graph.op(id)) else { continue };
        let found = match hff.stride {
            1 => unit(graph, id, hff),
            _ => strided_unit(graph, id, hff),
        };
        match found {
            Ok(Fused { last, op, inputs }) => Rewriter::new(graph).replace(last, op, &inputs),
            Err(reason) => unfused.push(Unfused { unit: hff.unit.clone(), reason }),
        }
    }
    unfused
}

/// What a unit becomes.
struct Fused {
    /// The node that ends it.
    last: NodeId,
    op: Op,
    inputs: Vec<NodeId>,
}

/// The unit of stride 1 around a fusion.
fn unit(graph: &Graph, id: NodeId, hff: &Hff) -> Result<Fused, String> {
    let Body { input, project, last, mut expand } = body(graph, id, hff)?;
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
    let operands = graph.inputs(last);
    if operands[0] != id || operands[1..].iter().any(|&residual| residual != input) {
        return Err(format!("{} adds another value than the unit's input", name(graph, last)));
    }
    let op = Op::EespUnit(Box::new(EespUnit { project, hff: hff.clone(), expand }));
    Ok(Fused { last, op, inputs: vec![input] })
}

/// The strided unit around a fusion.
fn strided_unit(graph: &Graph, id: NodeId, hff: &Hff) -> Result<Fused, String> {
    let Body { input, project, last, expand } = body(graph, id, hff)?;
    if hff.stride != 2 {
        return Err(format!("its branches have stride {}; 1 and 2 are fused", hff.stride));
    }
    if !expand.epilogue.is_empty() {
        return Err(format!("{} should end in its batch norm", name(graph, last)));
    }
    let concat = only_use(graph, last)?;
    let operands = graph.inputs(concat);
    let [pool, _] = operands[..] else {
        return Err(format!("{} should join the pooled map and its own", name(graph, concat)));
    };
    if *graph.op(concat) != Op::Concat || operands[1] != last {
        return Err(format!("{} should join the pooled map and its own", name(graph, concat)));
    }
    if *graph.op(pool) != Op::AvgPool(StridedEespUnit::POOL) || graph.inputs(pool) != [input] {
        return Err(format!(
            "{} should be the 3×3 average of stride 2 of the unit's input",
            name(graph, pool)
        ));
    }
    only_use(graph, pool)?;
    let last = only_use(graph, concat)?;
    let (shortcut, act, image) = ending(graph, last, concat).ok_or_else(|| {
        format!(
            "{} should add a 1×1 convolution of the image, if anything, and end in a PReLU",
            name(graph, last)
        )
    })?;
    let op = Op::StridedEespUnit(Box::new(StridedEespUnit {
        stem: None,
        project,
        hff: hff.clone(),
        expand,
        shortcut,
        act,
    }));
    Ok(Fused { last, op, inputs: [input].into_iter().chain(image).collect() })
}

/// What ends a strided unit after its concatenation: the convolution of the image, if it has one,
/// the PReLU, and the image.
fn ending(
    graph: &Graph,
    last: NodeId,
    concat: NodeId,
) -> Option<(Option<Conv2d>, PRelu, Option<NodeId>)> {
    match graph.op(last) {
        Op::Elementwise(epilogue) => {
            let act = epilogue.prelu.clone()?;
            let only = Epilogue { prelu: Some(act.clone()), ..Epilogue::default() };
            (*epilogue == only).then_some((None, act, None))
        }
        Op::Conv2d(_) => {
            let mut conv = pointwise(graph, last, 1).ok()?;
            let act = conv.epilogue.final_prelu.take()?;
            let only = Epilogue { residual: true, ..Epilogue::default() };
            let operands = graph.inputs(last);
            if conv.epilogue != only || operands[0] == concat || operands[1] != concat {
                return None;
            }
            conv.epilogue = Epilogue::default();
            Some((Some(conv), act, Some(operands[0])))
        }
        _ => None,
    }
}

/// What units of both strides have around their fusion.
struct Body {
    input: NodeId,
    project: Conv2d,
    /// The expansion's node.
    last: NodeId,
    expand: Conv2d,
}

fn body(graph: &Graph, id: NodeId, hff: &Hff) -> Result<Body, String> {
    let groups = hff.dilations.len();
    let before = graph.inputs(id)[0];
    let project = pointwise(graph, before, groups)?;
    let only_prelu = Epilogue { prelu: project.epilogue.prelu.clone(), ..Epilogue::default() };
    if project.epilogue != only_prelu || only_prelu.is_empty() {
        return Err(format!("{} should end in a PReLU and nothing else", name(graph, before)));
    }
    only_use(graph, before)?;
    let last = only_use(graph, id)?;
    let expand = pointwise(graph, last, groups)?;
    if expand.out_channels != hff.out_channels() {
        return Err(format!(
            "{} makes {} channels of {}",
            name(graph, last),
            expand.out_channels,
            hff.out_channels()
        ));
    }
    Ok(Body { input: graph.inputs(before)[0], project, last, expand })
}

/// The one node that reads `id`.
fn only_use(graph: &Graph, id: NodeId) -> Result<NodeId, String> {
    graph.only_use(id).ok_or_else(|| format!("{} has several uses", name(graph, id)))
}

fn name(graph: &Graph, id: NodeId) -> &str {
    &graph.node(id).name
}

/// The 1×1 convolution at `id`, if it has as many groups as the unit has branches.
fn pointwise(graph: &Graph, id: NodeId, groups: usize) -> Result<Conv2d, String> {
    match graph.op(id) {
        Op::Conv2d(conv) if conv.is_pointwise() && conv.shuffle == 1 && conv.groups == groups => {
            Ok(conv.clone())
        }
        _ => Err(format!("{} should be a 1×1 convolution in {groups} groups", name(graph, id))),
    }
}
