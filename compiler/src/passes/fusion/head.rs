//! Fuses the head of a classifier: a depth-wise 3×3 convolution, a grouped 1×1 convolution and the global
//! average (ESPNetv2, table 2: the last convolutions of level 5).
//!
//! The kernel computes a few outputs at a time for all pixels. Therefore the maps between the operators never
//! exist as a whole. Workers divide the weights among them and not the pixels, because a head has many
//! weights and few pixels.

use espnet_abi::{
    cache::{KIB, SECOND_LEVEL_HEAD_GROUP},
    kernel::{self, Kernel, Residual},
    layout::{Dilations, Map},
    pack::{ConvTensors, HffTensors, Packing, TensorId},
};

use super::{
    Region, Shapes, Unfused,
    epilogue::{Chain, features, pointwise_kernel},
    fuse_anchors, name, only_use,
};
use crate::ir::{
    BatchNorm, Conv2d, FusedKernel, Graph, NodeId, Op, PRelu,
    execution::{OperandLayouts, TensorIds},
};

/// The kernel of a classifier's head.
#[derive(Debug)]
pub struct HeadKernel;

/// Replaces the nodes of each head by one. The anchor is the global average.
pub fn fuse_head(graph: &mut Graph, shapes: &Shapes) -> Vec<Unfused> {
    fuse_anchors(graph, shapes, &HeadKernel, &|graph, average| {
        is_anchor(graph, average).then(|| {
            let head = Head::find(graph, average)?;
            head.check_channels()?;
            head.check_size(shapes)?;
            Ok(head.region(graph))
        })
    })
}

/// Whether a global average reads a 1×1 convolution that reads a depth-wise convolution.
fn is_anchor(graph: &Graph, average: NodeId) -> bool {
    if !matches!(graph.op(average), Op::GlobalAvgPool(_)) {
        return false;
    }
    let conv = |id: NodeId| Chain::at(graph, id)?.conv;
    let last = graph.inputs(average)[0];
    let is_pointwise = conv(last).is_some_and(Conv2d::is_pointwise);
    is_pointwise && conv(graph.inputs(last)[0]).is_some_and(Conv2d::is_depthwise)
}

/// The nodes of a head.
struct Head<'g> {
    /// The depth-wise convolution with its batch norm and PReLU.
    depthwise: (&'g Conv2d, &'g BatchNorm, &'g PRelu),
    pointwise: Chain<'g>,
    /// The node of the depth-wise convolution.
    first: NodeId,
    /// The node of the 1×1 convolution.
    last: NodeId,
    average: NodeId,
}

impl<'g> Head<'g> {
    /// Finds the head that ends in a global average.
    fn find(graph: &'g Graph, average: NodeId) -> Result<Self, String> {
        let last = *graph.inputs(average).first().ok_or("averages nothing")?;
        let pointwise = convolution(graph, last)?;
        let first = graph.inputs(last)[0];
        let depthwise = convolution(graph, first)?;
        let wrong = || {
            format!(
                "{} should be a depth-wise 3×3 convolution of stride 1 with batch norm and PReLU",
                name(graph, first)
            )
        };
        let conv = depthwise.conv.filter(|conv| is_plain_depthwise(conv)).ok_or_else(wrong)?;
        let (Some(norm), Some(prelu), 1) =
            (depthwise.norm, depthwise.only_prelu(), depthwise.shuffle)
        else {
            return Err(wrong());
        };
        let is_pointwise = pointwise.conv.is_some_and(Conv2d::is_pointwise);
        if !is_pointwise || pointwise.shuffle != 1 || pointwise.reads_operands() {
            return Err(format!(
                "{} should be a 1×1 convolution that reads nothing else",
                name(graph, last)
            ));
        }
        Ok(Head { depthwise: (conv, norm, prelu), pointwise, first, last, average })
    }

    fn of(body: &'g Graph) -> Result<Self, String> {
        Self::find(body, body.outputs()[0].node)
    }

    /// Checks that the kernel supports the numbers of channels.
    fn check_channels(&self) -> Result<(), String> {
        let Conv2d { in_channels, out_channels, groups, .. } = *self.conv();
        if !kernel::Head::possible(in_channels, out_channels, groups) {
            return Err(format!(
                "{in_channels} to {out_channels} channels in {groups} groups do not fill whole panels"
            ));
        }
        Ok(())
    }

    /// Checks that the kernel saves time at this size.
    fn check_size(&self, shapes: &Shapes) -> Result<(), String> {
        let Conv2d { in_channels, groups, .. } = *self.conv();
        if shapes[&self.first].pixels() * (in_channels / groups) > SECOND_LEVEL_HEAD_GROUP {
            let kib = SECOND_LEVEL_HEAD_GROUP / KIB;
            return Err(format!("a group's channels take more than {kib} KiB"));
        }
        Ok(())
    }

    fn conv(&self) -> &'g Conv2d {
        self.pointwise.conv.expect("the chain begins with a convolution")
    }

    fn region(&self, graph: &Graph) -> Region {
        Region {
            members: vec![self.first, self.last, self.average],
            operands: graph.inputs(self.first),
            last: self.average,
        }
    }

    /// Returns the tensors of the depth-wise convolution, which is packed like a hierarchical feature fusion
    /// of one branch.
    fn branch(&self, ids: &TensorIds<'_>) -> HffTensors {
        let (conv, norm, prelu) = self.depthwise;
        let mut branches = [TensorId::new(0); Dilations::MAX];
        branches[0] = ids.id(&conv.weight);
        HffTensors { branches, norm: ids.norm(norm), prelu: ids.prelu(prelu) }
    }
}

/// Returns the convolution at `id`, if it has a single reader.
fn convolution(graph: &Graph, id: NodeId) -> Result<Chain<'_>, String> {
    let chain =
        Chain::at(graph, id).ok_or_else(|| format!("{} is no convolution", name(graph, id)))?;
    only_use(graph, id)?;
    Ok(chain)
}

/// Whether a convolution is depth-wise and 3×3, has stride 1 and no bias, and keeps the size of the map.
fn is_plain_depthwise(conv: &Conv2d) -> bool {
    let Conv2d { kernel, stride, padding, dilation, .. } = *conv;
    conv.is_depthwise()
        && (kernel, stride, padding, dilation) == (3, 1, 1, 1)
        && conv.bias.is_none()
}

impl FusedKernel for HeadKernel {
    fn name(&self) -> &'static str {
        "head"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        let head = Head::of(body)?;
        head.check_channels()?;
        head.region(body).check_is_whole(body)
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let head = Head::of(body).expect("the body was checked");
        let (conv, input) = (head.conv(), layouts.input);
        let map = |channels| Map::dense(channels, input.height, input.width);
        let (middle, output) = (map(conv.in_channels), map(conv.out_channels));
        // The depth-wise convolution is a hierarchical feature fusion of one branch of dilation 1.
        let depthwise = kernel::Hff::new(input, middle);
        let pointwise = pointwise_kernel(&head.pointwise, middle, output, Residual::None);
        kernel::Head::new(depthwise, pointwise).into()
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let Kernel::Head(kernel) = *kernel else { return Vec::new() };
        let head = Head::of(body).expect("the body was checked");
        let pointwise = head.pointwise.conv_tensors(ids);
        vec![
            Packing::Hff(kernel.depthwise, head.branch(ids)),
            Packing::Pointwise(kernel.pointwise, pointwise.expect("it is a convolution")),
        ]
    }

    fn features(&self, body: &Graph, ids: &TensorIds<'_>) -> Option<ConvTensors> {
        features(&Head::of(body).ok()?.pointwise, ids)
    }
}
