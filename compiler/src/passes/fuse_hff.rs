//! Fuses hierarchical feature fusion: dilated depth-wise branches on one map, running sums,
//! concatenation, batch norm, PReLU (ESPNetv2, section 3.1).
//!
//! One kernel then reads each pixel of the map once for all branches, keeps the running sum in
//! registers, and stores each of the K partial sums through batch norm and PReLU.

use espnet_abi::layout::Dilations;

use super::Unfused;
use crate::ir::{Branches, Graph, Hff, NodeId, Op, Rewriter};

/// Replaces the nodes of each unit's pyramid by one; returns the units whose pyramid is not of that
/// form, and why.
pub fn fuse_hff(graph: &mut Graph) -> Vec<Unfused> {
    let mut unfused = Vec::new();
    for branches in graph.branches.clone() {
        match find(graph, &branches) {
            Ok((last, hff, input)) => {
                Rewriter::new(graph).replace(last, Op::Hff(hff), &[input]);
            }
            Err(reason) => unfused.push(Unfused { unit: branches.unit, reason }),
        }
    }
    unfused
}

/// The node that ends a unit's pyramid, the fused operator, and the map that the branches read.
fn find(graph: &Graph, branches: &Branches) -> Result<(NodeId, Hff, NodeId), String> {
    let (weights, dilations) = convolutions(graph, branches)?;
    let Op::Conv2d(first) = graph.op(branches.convs[0]) else {
        return Err("its first branch is no convolution".into());
    };
    let concat = concatenation(graph, &branches.convs)?;
    let follows = |id| graph.only_use(id).ok_or("its concatenation has several uses".to_string());
    let norm_id = follows(concat)?;
    let Op::BatchNorm(norm) = graph.op(norm_id) else {
        return Err(format!("{} should be the batch norm of its branches", name(graph, norm_id)));
    };
    let prelu_id =
        graph.only_use(norm_id).ok_or_else(|| format!("{} has several uses", norm.module))?;
    let Op::PRelu(prelu) = graph.op(prelu_id) else {
        return Err(format!("{} should be the PReLU of its branches", name(graph, prelu_id)));
    };
    let hff = Hff {
        unit: branches.unit.clone(),
        weights,
        dilations: Dilations::new(&dilations),
        channels: first.in_channels,
        stride: first.stride,
        norm: norm.clone(),
        prelu: prelu.clone(),
    };
    Ok((prelu_id, hff, graph.inputs(branches.convs[0])[0]))
}

fn name(graph: &Graph, id: NodeId) -> &str {
    &graph.node(id).name
}

/// The branches' weights and dilations, if they are branches that the kernel can run.
fn convolutions(graph: &Graph, branches: &Branches) -> Result<(Vec<String>, Vec<u8>), String> {
    let count = branches.convs.len();
    if !(2..=Dilations::MAX).contains(&count) {
        return Err(format!("has {count} branches; 2 to {} can be fused", Dilations::MAX));
    }
    let mut inputs: Vec<NodeId> = Vec::new();
    let (mut weights, mut dilations) = (Vec::new(), Vec::new());
    for &id in &branches.convs {
        let Op::Conv2d(conv) = graph.op(id) else {
            return Err(format!("{} is no convolution", name(graph, id)));
        };
        let plain = conv.is_depthwise()
            && conv.kernel == 3
            && matches!(conv.stride, 1 | 2)
            && conv.padding == conv.dilation
            && conv.bias.is_none()
            && conv.norm.is_none()
            && conv.shuffle == 1
            && conv.epilogue.is_empty();
        if !plain {
            return Err(format!(
                "{} should be depth-wise 3×3 of stride 1 or 2, padded by its dilation, with nothing \
                 fused into it",
                name(graph, id)
            ));
        }
        let dilation = u8::try_from(conv.dilation).ok().filter(|&dilation| dilation > 0);
        dilations.push(dilation.ok_or_else(|| {
            format!("{} has dilation {}; 1 to 255 can be fused", name(graph, id), conv.dilation)
        })?);
        weights.push(conv.weight.clone());
        inputs.extend(graph.inputs(id));
        if inputs.iter().any(|&input| input != inputs[0]) {
            return Err(format!("{} reads another map than the first branch", name(graph, id)));
        }
    }
    Ok((weights, dilations))
}

/// The concatenation of the running sums of the branches, if nothing else reads branches or sums.
fn concatenation(graph: &Graph, convs: &[NodeId]) -> Result<NodeId, String> {
    let concat = graph
        .uses(convs[0])
        .into_iter()
        .map(|(user, _)| user)
        .find(|&user| matches!(graph.op(user), Op::Concat))
        .ok_or_else(|| format!("{} is not concatenated", name(graph, convs[0])))?;
    let operands = graph.inputs(concat);
    if operands.len() != convs.len() || operands[0] != convs[0] {
        return Err(format!(
            "{} should concatenate the sums of its {} branches",
            name(graph, concat),
            convs.len()
        ));
    }
    for (i, &sum) in operands.iter().enumerate() {
        if i > 0 {
            let (before, branch) = (operands[i - 1], convs[i]);
            let inputs = graph.inputs(sum);
            let adds = *graph.op(sum) == Op::Add
                && (inputs == [before, branch] || inputs == [branch, before]);
            if !adds {
                return Err(format!(
                    "{} should add {} to the sum before it",
                    name(graph, sum),
                    name(graph, branch)
                ));
            }
            if graph.only_use(branch) != Some(sum) {
                return Err(format!("{} has several uses", name(graph, branch)));
            }
        }
        let mut users: Vec<NodeId> = operands.get(i + 1).copied().into_iter().collect();
        users.push(concat);
        users.sort_unstable();
        let uses: Vec<NodeId> = graph.uses(sum).into_iter().map(|(user, _)| user).collect();
        if uses != users || graph.is_output(sum) {
            return Err(format!("{} has uses beside the fusion", name(graph, sum)));
        }
    }
    Ok(concat)
}
