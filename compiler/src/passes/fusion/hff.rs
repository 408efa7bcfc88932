//! Fuses hierarchical feature fusion (ESPNetv2, section 3.1): dilated depth-wise branches that read the same
//! map, running sums, concatenation, batch norm and PReLU.
//!
//! The kernel reads each pixel of the map once for all branches. It keeps the running sum in registers, and
//! applies batch norm and PReLU to each of the K partial sums before it stores them.

use espnet_abi::{
    kernel::{self, Kernel},
    layout::Dilations,
    pack::{HffTensors, Packing, TensorId},
};

use super::{Region, Shapes, Unfused, fuse_anchors, fused, name};
use crate::ir::{
    BatchNorm, Conv2d, FusedKernel, Graph, NodeId, Op, PRelu,
    execution::{OperandLayouts, TensorIds},
};

/// The kernel of hierarchical feature fusion.
#[derive(Debug)]
pub struct HffKernel;

/// Replaces the nodes of each hierarchical feature fusion by one. The anchor is the concatenation.
pub fn fuse_hff(graph: &mut Graph, shapes: &Shapes) -> Vec<Unfused> {
    fuse_anchors(graph, shapes, &HffKernel, &|graph, concat| {
        is_anchor(graph, concat).then(|| find(graph, concat).map(|hff| hff.region()))
    })
}

/// The nodes of a hierarchical feature fusion.
pub(super) struct Hff<'g> {
    /// The map that the branches read.
    pub input: NodeId,
    /// The branches, in order.
    pub branches: Vec<&'g Conv2d>,
    pub dilations: Dilations,
    norm: &'g BatchNorm,
    prelu: &'g PRelu,
    members: Vec<NodeId>,
    last: NodeId,
}

impl<'g> Hff<'g> {
    /// Returns the hierarchical feature fusion at `id`, if the node is one that this pass has fused.
    pub fn of(graph: &'g Graph, id: NodeId) -> Option<Self> {
        Self::of_body(&fused(graph, id, &HffKernel)?.body).ok()
    }

    /// Returns the node of the hierarchical feature fusion in a unit's body.
    pub fn node_in(body: &Graph) -> Result<NodeId, String> {
        let mut order = body.topological_order().into_iter();
        let hff = order.find(|&id| Hff::of(body, id).is_some());
        hff.ok_or_else(|| "has no hierarchical feature fusion".into())
    }

    fn of_body(body: &'g Graph) -> Result<Self, String> {
        let mut order = body.topological_order().into_iter();
        let concat = order.find(|&id| matches!(body.op(id), Op::Concat(_)));
        find(body, concat.ok_or("has no concatenation")?)
    }

    /// Returns the stride of the branches.
    pub fn stride(&self) -> usize {
        self.branches[0].stride
    }

    /// Returns n, the number of channels of the map.
    pub fn channels(&self) -> usize {
        self.branches[0].in_channels
    }

    /// Returns K·n, the number of channels of the value.
    pub fn out_channels(&self) -> usize {
        self.dilations.len() * self.channels()
    }

    fn region(&self) -> Region {
        Region { members: self.members.clone(), operands: vec![self.input], last: self.last }
    }

    /// Returns the tensors from which the weights are packed.
    pub fn tensors(&self, ids: &TensorIds<'_>) -> HffTensors {
        let mut branches = [TensorId::new(0); Dilations::MAX];
        for (branch, conv) in branches.iter_mut().zip(&self.branches) {
            *branch = ids.id(&conv.weight);
        }
        HffTensors { branches, norm: ids.norm(self.norm), prelu: ids.prelu(self.prelu) }
    }
}

impl FusedKernel for HffKernel {
    fn name(&self) -> &'static str {
        "hff"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        Hff::of_body(body)?.region().check_is_whole(body)
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let hff = Hff::of_body(body).expect("the body was checked");
        kernel::Hff::new(layouts.input, layouts.output)
            .dilations(hff.dilations)
            .stride(hff.stride())
            .into()
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let Kernel::Hff(kernel) = *kernel else { return Vec::new() };
        let hff = Hff::of_body(body).expect("the body was checked");
        vec![Packing::Hff(kernel, hff.tensors(ids))]
    }
}

/// Whether a node is a concatenation that begins with a depth-wise convolution and a sum of it.
fn is_anchor(graph: &Graph, concat: NodeId) -> bool {
    let operands = graph.inputs(concat);
    let [first, second, ..] = operands[..] else { return false };
    let branch = matches!(graph.op(first), Op::Conv2d(conv) if conv.is_depthwise());
    let sum = matches!(graph.op(second), Op::Add(_)) && graph.inputs(second).contains(&first);
    matches!(graph.op(concat), Op::Concat(_)) && branch && sum
}

/// Returns the hierarchical feature fusion around a concatenation.
fn find(graph: &Graph, concat: NodeId) -> Result<Hff<'_>, String> {
    let convs = branches(graph, concat)?;
    let (input, branches, dilations) = convolutions(graph, &convs)?;
    check_uses(graph, concat, &convs)?;
    let norm_id = graph.only_use(concat).ok_or("its concatenation has several uses")?;
    let Op::BatchNorm(norm) = graph.op(norm_id) else {
        return Err(format!("{} should be the batch norm of its branches", name(graph, norm_id)));
    };
    let prelu_id = super::only_use(graph, norm_id)?;
    let Op::PRelu(prelu) = graph.op(prelu_id) else {
        return Err(format!("{} should be the PReLU of its branches", name(graph, prelu_id)));
    };
    let sums = graph.inputs(concat).into_iter().skip(1).collect();
    let members = [convs, sums, vec![concat, norm_id, prelu_id]].concat();
    Ok(Hff { input, branches, dilations, norm, prelu, members, last: prelu_id })
}

/// Returns the branches whose running sums a concatenation reads.
fn branches(graph: &Graph, concat: NodeId) -> Result<Vec<NodeId>, String> {
    let sums = graph.inputs(concat);
    let mut branches = Vec::with_capacity(sums.len());
    for (i, &sum) in sums.iter().enumerate() {
        let Some(&before) = i.checked_sub(1).and_then(|i| sums.get(i)) else {
            branches.push(sum);
            continue;
        };
        let inputs = graph.inputs(sum);
        let branch = match (graph.op(sum), inputs.as_slice()) {
            (Op::Add(_), &[a, b]) if a == before => b,
            (Op::Add(_), &[a, b]) if b == before => a,
            _ => {
                let (sum, before) = (name(graph, sum), name(graph, before));
                return Err(format!("{sum} should add a branch to {before}"));
            }
        };
        branches.push(branch);
    }
    Ok(branches)
}

/// Returns the map that the branches read, the branches' convolutions and their dilations, if the kernel
/// supports them.
fn convolutions<'g>(
    graph: &'g Graph,
    convs: &[NodeId],
) -> Result<(NodeId, Vec<&'g Conv2d>, Dilations), String> {
    let count = convs.len();
    if !(2..=Dilations::MAX).contains(&count) {
        return Err(format!("has {count} branches; 2 to {} can be fused", Dilations::MAX));
    }
    let input = graph.inputs(convs[0]).first().copied();
    let (mut branches, mut dilations): (Vec<&Conv2d>, Vec<u8>) = (Vec::new(), Vec::new());
    for &id in convs {
        let Op::Conv2d(conv) = graph.op(id) else {
            return Err(format!("{} is no convolution", name(graph, id)));
        };
        let plain = conv.is_depthwise()
            && conv.kernel == 3
            && matches!(conv.stride, 1 | 2)
            && conv.padding == conv.dilation
            && conv.bias.is_none();
        if !plain {
            return Err(format!(
                "{} should be depth-wise 3×3 of stride 1 or 2, padded by its dilation, without bias",
                name(graph, id)
            ));
        }
        let dilation = u8::try_from(conv.dilation).ok().filter(|&dilation| dilation > 0);
        dilations.push(dilation.ok_or_else(|| {
            format!("{} has dilation {}; 1 to 255 can be fused", name(graph, id), conv.dilation)
        })?);
        if graph.inputs(id).first().copied() != input {
            return Err(format!("{} reads another map than the first branch", name(graph, id)));
        }
        if branches.iter().any(|first| first.stride != conv.stride) {
            return Err(format!("{} has another stride than the first branch", name(graph, id)));
        }
        branches.push(conv);
    }
    let input = input.ok_or("has a branch that reads nothing")?;
    Ok((input, branches, Dilations::new(&dilations)))
}

/// Checks that branches and sums have no readers besides the fusion.
fn check_uses(graph: &Graph, concat: NodeId, convs: &[NodeId]) -> Result<(), String> {
    let sums = graph.inputs(concat);
    for (i, (&sum, &branch)) in sums.iter().zip(convs).enumerate() {
        if i > 0 && graph.only_use(branch) != Some(sum) {
            return Err(format!("{} has several uses", name(graph, branch)));
        }
        let mut users: Vec<NodeId> = sums.get(i + 1).copied().into_iter().collect();
        users.push(concat);
        users.sort_unstable();
        let uses: Vec<NodeId> = graph.uses(sum).into_iter().map(|(user, _)| user).collect();
        if uses != users || graph.is_output(sum) {
            return Err(format!("{} has uses outside the fusion", name(graph, sum)));
        }
    }
    Ok(())
}
