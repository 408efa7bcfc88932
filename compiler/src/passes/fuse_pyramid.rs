//! Fuses efficient pyramid pooling behind its projection (ESPNetv2, section 3.3): branches at several
//! scales, concatenation, batch norm, PReLU, grouped 3×3 convolution, 1×1 convolution.
//!
//! One kernel then computes the branches row by row and merges them while they are in the nearest
//! cache. A branch that enlarges the map, convolves it and averages it back never exists at the larger
//! size: that is cheaper whatever the factor, even where least is saved (at 1.05 and 1.1, on AVX2, a
//! pyramid of ten channels takes three quarters of what it does with those branches in three kernels
//! each). What a smaller branch convolves, and any other operand of the concatenation, stays a value of
//! its own, which the kernel enlarges where the concatenation would have read it.

use espnet_abi::kernel::Scales;

use crate::ir::{Conv2d, Epilogue, Graph, NodeId, Op, PyramidBranch, PyramidPool, Rewriter, Shape};

/// Replaces the nodes of each pyramid by one; what is not of that form stays as it is. So does a
/// graph whose shapes do not fit.
pub fn fuse_pyramid(graph: &mut Graph) {
    let Ok(shapes) = graph.shapes() else { return };
    for id in graph.topological_order() {
        if !graph.contains(id) || *graph.op(id) != Op::Concat {
            continue;
        }
        let shape = |id: NodeId| shapes[&id];
        if let Some((last, pool, inputs)) = find(graph, id, &shape) {
            Rewriter::new(graph).replace(last, Op::PyramidPool(Box::new(pool)), &inputs);
        }
    }
}

/// The node that ends the pyramid of a concatenation, the fused operator, and its operands.
fn find(
    graph: &Graph,
    concat: NodeId,
    shape: &impl Fn(NodeId) -> Shape,
) -> Option<(NodeId, PyramidPool, Vec<NodeId>)> {
    let stages = graph.inputs(concat);
    let norm_id = graph.only_use(concat)?;
    let Op::Elementwise(epilogue) = graph.op(norm_id) else { return None };
    let (norm, prelu) = (epilogue.affine.clone()?, epilogue.final_prelu.clone()?);
    let only = Epilogue {
        affine: Some(norm.clone()),
        final_prelu: Some(prelu.clone()),
        ..Epilogue::default()
    };
    let merge_id = graph.only_use(norm_id)?;
    let Op::Conv2d(merge) = graph.op(merge_id) else { return None };
    let last = graph.only_use(merge_id)?;
    let Op::Conv2d(expand) = graph.op(last) else { return None };

    let projected = stages.iter().find_map(|&stage| convolved(graph, stage, shape))?.1;
    let channels = shape(projected).channels;
    let merges = *epilogue == only
        && stages.len() <= Scales::MAX
        && graph.inputs(merge_id) == [norm_id]
        && is_merge(merge, channels, stages.len());
    let expands = graph.inputs(last) == [merge_id] && is_expansion(expand);
    if !merges || !expands {
        return None;
    }
    let (mut branches, mut inputs) = (Vec::new(), vec![projected]);
    for stage in stages {
        if shape(stage).channels != channels {
            return None;
        }
        match convolved(graph, stage, shape).filter(|&(_, map)| map == projected) {
            Some((branch, _)) => branches.push(branch),
            None => {
                let map = small(graph, stage);
                // The kernel finds all such maps in one buffer, where they alone are.
                let moves = !matches!(graph.op(map), Op::Input(_) | Op::Concat)
                    && graph.only_use(map).is_some();
                if !moves || inputs.contains(&map) {
                    return None;
                }
                branches.push(PyramidBranch::Given);
                inputs.push(map);
            }
        }
    }
    let (merge, expand) = (merge.clone(), expand.clone());
    Some((last, PyramidPool { branches, norm, prelu, merge, expand }, inputs))
}

/// A branch that the kernel computes from the projected map, and that map.
fn convolved(
    graph: &Graph,
    stage: NodeId,
    shape: &impl Fn(NodeId) -> Shape,
) -> Option<(PyramidBranch, NodeId)> {
    graph.only_use(stage)?;
    match graph.op(stage) {
        Op::Conv2d(conv) if is_branch(conv) => {
            Some((PyramidBranch::Convolved { weight: conv.weight.clone() }, graph.inputs(stage)[0]))
        }
        Op::AdaptiveAvgPool(_) => {
            let convolved = graph.inputs(stage)[0];
            let Op::Conv2d(conv) = graph.op(convolved) else { return None };
            let enlarged = *graph.inputs(convolved).first()?;
            let Op::ResizeBilinear(resize) = graph.op(enlarged) else { return None };
            let input = *graph.inputs(enlarged).first()?;
            let (small, large) = (shape(input), shape(enlarged));
            let larger = large.height >= small.height && large.width >= small.width;
            let alone = graph.only_use(convolved).is_some() && graph.only_use(enlarged).is_some();
            (is_branch(conv) && larger && alone && shape(stage) == small).then(|| {
                let weight = conv.weight.clone();
                (PyramidBranch::Enlarged { resize: resize.clone(), weight }, input)
            })
        }
        _ => None,
    }
}

/// The map that the kernel enlarges: what the stage enlarges, or the stage itself.
fn small(graph: &Graph, stage: NodeId) -> NodeId {
    match graph.op(stage) {
        Op::ResizeBilinear(_) if graph.only_use(stage).is_some() => graph.inputs(stage)[0],
        _ => stage,
    }
}

/// Whether a convolution is a depth-wise 3×3 one of stride 1 that keeps the size, and nothing else.
fn is_branch(conv: &Conv2d) -> bool {
    conv.is_depthwise()
        && keeps_size(conv)
        && conv.shuffle == 1
        && conv.bias.is_none()
        && conv.norm.is_none()
        && conv.epilogue.is_empty()
}

fn keeps_size(conv: &Conv2d) -> bool {
    (conv.kernel, conv.stride, conv.padding, conv.dilation) == (3, 1, 1, 1)
}

/// Whether a convolution makes each of `channels` outputs of that channel of all branches, with a
/// bias and a PReLU.
fn is_merge(conv: &Conv2d, channels: usize, branches: usize) -> bool {
    let only = Epilogue { prelu: conv.epilogue.prelu.clone(), ..Epilogue::default() };
    keeps_size(conv)
        && (conv.in_channels, conv.out_channels) == (channels * branches, channels)
        && conv.groups == channels
        && (conv.shuffle == branches || branches == 1)
        && (conv.bias.is_some() || conv.norm.is_some())
        && conv.epilogue == only
        && conv.epilogue.prelu.is_some()
}

/// Whether a convolution is a dense 1×1 one without operands.
fn is_expansion(conv: &Conv2d) -> bool {
    conv.is_pointwise() && conv.groups == 1 && conv.shuffle == 1 && conv.epilogue.operands() == 0
}
