//! Fuses efficient pyramid pooling behind its projection (ESPNetv2, section 3.3): branches at several
//! scales, concatenation, batch norm, PReLU, grouped 3×3 convolution, 1×1 convolution.
//!
//! One kernel then computes the branches row by row and merges them while they are in the nearest
//! cache. A branch that enlarges the map, convolves it and averages it back never exists at the larger
//! size: that is cheaper whatever the factor, even where least is saved (at 1.05 and 1.1, on AVX2, a
//! pyramid of ten channels takes three quarters of what it does with those branches in three kernels
//! each). What a smaller branch convolves, and any other operand of the concatenation, stays a value of
//! its own, which the kernel enlarges where the concatenation would have read it.

use espnet_abi::{
    kernel::{self, Kernel, Residual, Scale, Scales},
    pack::{Packing, PyramidTensors, TensorId},
};

use super::{
    Region, Shapes, Unfused,
    epilogue::{CONV, Chain},
    fuse, fused, name, only_use,
};
use crate::{
    ir::{
        BatchNorm, Conv2d, FusedKernel, Graph, NodeId, Op, PRelu, ResizeBilinear,
        execution::{OperandLayouts, Roles, TensorIds},
    },
    shape::Shape,
};

/// The kernel.
#[derive(Debug)]
pub struct PyramidKernel;

/// Replaces the nodes of each pyramid by one.
pub fn fuse_pyramid(graph: &mut Graph, shapes: &Shapes) -> Vec<Unfused> {
    let mut unfused = Vec::new();
    for concat in graph.topological_order() {
        if !graph.contains(concat) || !is_anchor(graph, concat, shapes) {
            continue;
        }
        match Pyramid::find(graph, concat, shapes).and_then(|found| found.movable(graph)) {
            Ok(pyramid) => {
                let region = pyramid.region();
                fuse(graph, shapes, &PyramidKernel, &region);
            }
            Err(reason) => unfused.push(Unfused::new(&PyramidKernel, graph, concat, reason)),
        }
    }
    unfused
}

/// Whether the concatenation joins a convolved branch with others and norm and PReLU follow.
fn is_anchor(graph: &Graph, concat: NodeId, shapes: &Shapes) -> bool {
    if !matches!(graph.op(concat), Op::Concat(_)) {
        return false;
    }
    let convolved = |&stage: &NodeId| convolved(graph, stage, shapes).is_some();
    let normed = |&(user, _): &(NodeId, usize)| norm_prelu(graph, user).is_some();
    graph.inputs(concat).iter().any(convolved) && graph.uses(concat).iter().any(normed)
}

/// What a branch of a pyramid makes of the projected map.
enum Branch<'g> {
    /// A depth-wise 3×3 convolution, at the map's size or at a larger one.
    Convolved(&'g Conv2d, Option<&'g ResizeBilinear>),
    /// Nothing: this operand is enlarged bilinearly to the projected map's size.
    Given(NodeId),
}

/// A pyramid.
struct Pyramid<'g> {
    branches: Vec<Branch<'g>>,
    norm: &'g BatchNorm,
    prelu: &'g PRelu,
    merge: Chain<'g>,
    expand: Chain<'g>,
    projected: NodeId,
    members: Vec<NodeId>,
    last: NodeId,
}

impl<'g> Pyramid<'g> {
    /// Around the concatenation.
    fn find(graph: &'g Graph, concat: NodeId, shapes: &Shapes) -> Result<Self, String> {
        let stages = graph.inputs(concat);
        if stages.len() > Scales::MAX {
            return Err(format!("has {} branches; up to {} fuse", stages.len(), Scales::MAX));
        }
        let norm_id = only_use(graph, concat)?;
        let (norm, prelu) = norm_prelu(graph, norm_id).ok_or_else(|| {
            format!("{} should be a batch norm and a PReLU", name(graph, norm_id))
        })?;
        let merge_id = only_use(graph, norm_id)?;
        let last = only_use(graph, merge_id);
        let (projected, channels) = stages
            .iter()
            .find_map(|&stage| convolved(graph, stage, shapes))
            .map(|found| (found.1, shapes[&found.1].channels))
            .ok_or("has no branch that is convolved")?;
        let merge = chain(graph, merge_id)
            .filter(|merge| is_merge(merge, channels, stages.len()))
            .ok_or_else(|| {
                format!(
                    "{} should be a 3×3 convolution of that channel of every branch, with bias or batch \
                     norm and a PReLU",
                    name(graph, merge_id)
                )
            })?;
        let last = last?;
        let expand = chain(graph, last).filter(is_expansion).ok_or_else(|| {
            format!("{} should be a dense 1×1 convolution that adds nothing", name(graph, last))
        })?;
        let mut pyramid = Pyramid {
            branches: Vec::new(),
            norm,
            prelu,
            merge,
            expand,
            projected,
            members: vec![concat, norm_id, merge_id, last],
            last,
        };
        for stage in stages {
            pyramid.add_branch(graph, stage, shapes)?;
        }
        Ok(pyramid)
    }

    fn add_branch(
        &mut self,
        graph: &'g Graph,
        stage: NodeId,
        shapes: &Shapes,
    ) -> Result<(), String> {
        let channels = shapes[&self.projected].channels;
        if shapes[&stage].channels != channels {
            return Err(format!("{} should have {channels} channels", name(graph, stage)));
        }
        let found = convolved(graph, stage, shapes).filter(|found| found.1 == self.projected);
        if let Some((branch, _, members)) = found {
            self.branches.push(branch);
            self.members.extend(members);
            return Ok(());
        }
        let map = small(graph, stage);
        if map != stage {
            self.members.push(stage);
        }
        if map == self.projected || self.given().any(|other| other == map) {
            return Err(format!("{} is given twice", name(graph, map)));
        }
        self.branches.push(Branch::Given(map));
        Ok(())
    }

    fn of(body: &'g Graph) -> Result<Self, String> {
        let shapes = body.shapes().map_err(|(name, error)| format!("{name}: {error}"))?;
        let mut order = body.topological_order().into_iter();
        let concat = order.find(|&id| matches!(body.op(id), Op::Concat(_)));
        Self::find(body, concat.ok_or("has no concatenation")?, &shapes)
    }

    /// The maps that the kernel is given.
    fn given(&self) -> impl Iterator<Item = NodeId> {
        self.branches.iter().filter_map(|branch| match branch {
            Branch::Given(map) => Some(*map),
            Branch::Convolved(..) => None,
        })
    }

    /// Refuses given maps that cannot be moved to the one buffer in which the kernel finds them.
    fn movable(self, graph: &Graph) -> Result<Self, String> {
        let stays = |&map: &NodeId| {
            matches!(graph.op(map), Op::Input(_) | Op::Concat(_)) || graph.only_use(map).is_none()
        };
        let stuck = self.given().find(stays);
        match stuck {
            Some(map) => Err(format!("{} is used elsewhere", name(graph, map))),
            None => Ok(self),
        }
    }

    fn region(&self) -> Region {
        Region {
            members: self.members.clone(),
            operands: [self.projected].into_iter().chain(self.given()).collect(),
            last: self.last,
        }
    }

    fn tensors(&self, ids: &TensorIds<'_>) -> PyramidTensors {
        let conv = |chain: &Chain<'_>| chain.conv_tensors(ids).expect("it is a convolution");
        let mut branches = [TensorId(0); Scales::MAX];
        for (id, branch) in branches.iter_mut().zip(&self.branches) {
            if let Branch::Convolved(conv, _) = branch {
                *id = ids.id(&conv.weight);
            }
        }
        PyramidTensors {
            branches,
            norm: ids.norm(self.norm),
            prelu: ids.prelu(self.prelu),
            merge: conv(&self.merge),
            expand: conv(&self.expand),
        }
    }
}

impl FusedKernel for PyramidKernel {
    fn name(&self) -> &'static str {
        "pyramid_pool"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        Pyramid::of(body).map(drop)
    }

    fn roles(&self, body: &Graph) -> Roles {
        Roles { gathered: 1..body.input_nodes().len(), ..Roles::default() }
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let pyramid = Pyramid::of(body).expect("the body was checked");
        let mut given = layouts.gathered.iter();
        let scales: Vec<Scale> = pyramid
            .branches
            .iter()
            .filter_map(|branch| match branch {
                Branch::Convolved(_, None) => Some(Scale::Same),
                Branch::Convolved(_, Some(resize)) => {
                    Some(Scale::Up { height: resize.height, width: resize.width })
                }
                Branch::Given(_) => {
                    given.next().map(|&Shape { height, width, .. }| Scale::Given { height, width })
                }
            })
            .collect();
        Kernel::PyramidPool(kernel::PyramidPool {
            input: layouts.input,
            output: layouts.output,
            scales: Scales::new(&scales),
            epilogue: pyramid.expand.epilogue(Residual::None),
        })
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let Kernel::PyramidPool(kernel) = *kernel else { return Vec::new() };
        let pyramid = Pyramid::of(body).expect("the body was checked");
        vec![Packing::PyramidPool(kernel, pyramid.tensors(ids))]
    }
}

/// The convolution, or the stages, at `id`.
fn chain(graph: &Graph, id: NodeId) -> Option<Chain<'_>> {
    Chain::of(&fused(graph, id, CONV)?.body).ok()
}

/// The batch norm and PReLU at `id`, if the node is nothing else.
fn norm_prelu(graph: &Graph, id: NodeId) -> Option<(&BatchNorm, &PRelu)> {
    let Op::Fused(fused) = graph.op(id) else { return None };
    let chain = Chain::of(&fused.body).ok()?;
    match chain.stages[..] {
        [Op::BatchNorm(norm), Op::PRelu(prelu)] if chain.conv.is_none() => Some((norm, prelu)),
        _ => None,
    }
}

/// A branch that the kernel computes from the projected map, that map, and the branch's nodes.
fn convolved<'g>(
    graph: &'g Graph,
    stage: NodeId,
    shapes: &Shapes,
) -> Option<(Branch<'g>, NodeId, Vec<NodeId>)> {
    graph.only_use(stage)?;
    if let Op::AdaptiveAvgPool(_) = graph.op(stage) {
        let convolved = graph.inputs(stage)[0];
        let conv = branch(graph, convolved)?;
        let enlarged = graph.inputs(convolved)[0];
        let Op::ResizeBilinear(resize) = graph.op(enlarged) else { return None };
        let input = graph.inputs(enlarged)[0];
        let (small, large) = (shapes[&input], shapes[&enlarged]);
        let larger = large.height >= small.height && large.width >= small.width;
        let alone = graph.only_use(convolved).is_some() && graph.only_use(enlarged).is_some();
        return (larger && alone && shapes[&stage] == small).then(|| {
            (Branch::Convolved(conv, Some(resize)), input, vec![enlarged, convolved, stage])
        });
    }
    let conv = branch(graph, stage)?;
    Some((Branch::Convolved(conv, None), graph.inputs(stage)[0], vec![stage]))
}

/// The map that the kernel enlarges: what the stage enlarges, or the stage itself.
fn small(graph: &Graph, stage: NodeId) -> NodeId {
    match graph.op(stage) {
        Op::ResizeBilinear(_) if graph.only_use(stage).is_some() => graph.inputs(stage)[0],
        _ => stage,
    }
}

/// The convolution at `id`, if it is a depth-wise 3×3 one of stride 1 that keeps the size, and nothing
/// else.
fn branch(graph: &Graph, id: NodeId) -> Option<&Conv2d> {
    let chain = chain(graph, id)?;
    let conv =
        chain.conv.filter(|conv| conv.is_depthwise() && keeps_size(conv) && conv.bias.is_none())?;
    (chain.shuffle == 1 && chain.norm.is_none() && chain.stages.is_empty()).then_some(conv)
}

fn keeps_size(conv: &Conv2d) -> bool {
    (conv.kernel, conv.stride, conv.padding, conv.dilation) == (3, 1, 1, 1)
}

/// Whether a convolution makes each of `channels` outputs of that channel of all branches, with a
/// bias and a PReLU.
fn is_merge(chain: &Chain<'_>, channels: usize, branches: usize) -> bool {
    let fits = |conv: &Conv2d| {
        keeps_size(conv)
            && (conv.in_channels, conv.out_channels) == (channels * branches, channels)
            && conv.groups == channels
    };
    chain.conv.is_some_and(fits)
        && (chain.shuffle == branches || branches == 1)
        && chain.has_bias()
        && chain.only_prelu().is_some()
}

/// Whether a convolution is a dense 1×1 one without operands.
fn is_expansion(chain: &Chain<'_>) -> bool {
    let fits = |conv: &Conv2d| conv.is_pointwise() && conv.groups == 1;
    chain.conv.is_some_and(fits) && chain.shuffle == 1 && !chain.reads_operands()
}
