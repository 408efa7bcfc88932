//! Fuses whole strided EESP units (ESPNetv2, section 3.2): a unit of stride 2 up to its expansion, the
//! concatenation with the pooled map, the shortcut from the image, and PReLU.
//!
//! The input has C channels of H×W, the output C′ channels of ⌈H/2⌉×⌈W/2⌉. The first C are 3×3 averages of
//! the input with stride 2, the others the outputs of the expansion. The shortcut adds a 1×1 convolution of
//! the image to all of them. The kernel takes one band of rows after another through all operators.

use espnet_abi::{
    kernel::{self, Kernel},
    layout::Map,
    pack::{EpilogueTensors, Packing, StridedEespTensors},
};

use super::{
    Region, Shapes, Unfused,
    eesp::{UnitParts, band, pointwise},
    epilogue::Chain,
    fuse_anchors, fused,
    hff::Hff,
    name, only_use,
};
use crate::ir::{
    FusedKernel, Graph, NodeId, Op, PRelu,
    execution::{OperandLayouts, Roles, TensorIds},
    ops::avg_pool_3x3_s2,
};

/// The kernel of a strided EESP unit.
#[derive(Debug)]
pub struct StridedEespKernel;

/// Replaces the nodes of each strided unit by one. The anchor is a hierarchical feature fusion of stride 2.
pub fn fuse_strided_eesp(graph: &mut Graph, shapes: &Shapes) -> Vec<Unfused> {
    fuse_anchors(graph, shapes, &StridedEespKernel, &|graph, id| {
        Hff::of(graph, id).filter(|hff| hff.stride() == 2)?;
        Some(StridedUnit::find(graph, id).map(|unit| unit.region()))
    })
}

/// A strided unit.
pub(super) struct StridedUnit<'g> {
    parts: UnitParts<'g>,
    /// The node of the pooled map.
    pool: NodeId,
    /// The concatenation of the pooled map and the expansion.
    concat: NodeId,
    /// The convolution of the image, and the image, if the unit has a shortcut from it.
    shortcut: Option<(Chain<'g>, NodeId)>,
    /// The PReLU that ends the unit.
    act: &'g PRelu,
    last: NodeId,
}

impl<'g> StridedUnit<'g> {
    /// Finds the unit around the hierarchical feature fusion at `id`.
    fn find(graph: &'g Graph, id: NodeId) -> Result<Self, String> {
        let parts = UnitParts::find(graph, id)?;
        let input = parts.input;
        if !parts.expand.stages.is_empty() {
            return Err(format!("{} should end in its batch norm", name(graph, parts.after)));
        }
        let concat = only_use(graph, parts.after)?;
        let wrong = || {
            let (concat, after) = (name(graph, concat), name(graph, parts.after));
            format!("{concat} should concatenate the pooled map and {after}")
        };
        let [pool, second] = graph.inputs(concat)[..] else { return Err(wrong()) };
        if !matches!(graph.op(concat), Op::Concat(_)) || second != parts.after {
            return Err(wrong());
        }
        if *graph.op(pool) != avg_pool_3x3_s2() || graph.inputs(pool) != [input] {
            let pool = name(graph, pool);
            return Err(format!(
                "{pool} should be the 3×3 average of stride 2 of the unit's input"
            ));
        }
        only_use(graph, pool)?;
        let last = only_use(graph, concat)?;
        let (shortcut, act) = ending(graph, last, concat).ok_or_else(|| {
            format!(
                "{} should end in a PReLU, which may follow a sum with a 1×1 convolution of the image",
                name(graph, last)
            )
        })?;
        Ok(StridedUnit { parts, pool, concat, shortcut, act, last })
    }

    /// Returns the strided unit at `id`, if the node is one that this pass has fused.
    pub fn of(graph: &'g Graph, id: NodeId) -> Option<Self> {
        Self::of_body(&fused(graph, id, &StridedEespKernel)?.body).ok()
    }

    fn of_body(body: &'g Graph) -> Result<Self, String> {
        Self::find(body, Hff::node_in(body)?)
    }

    fn region(&self) -> Region {
        let UnitParts { input, before, middle, after, .. } = self.parts;
        let image = self.shortcut.as_ref().map(|&(_, image)| image);
        Region {
            members: vec![before, middle, after, self.pool, self.concat, self.last],
            operands: [input].into_iter().chain(image).collect(),
            last: self.last,
        }
    }

    /// Returns the shape of the kernel for these maps.
    pub fn shape(&self, input: Map, image: Option<Map>, output: Map) -> kernel::StridedEespUnit {
        let hff = &self.parts.hff;
        let expansion = Map { channels: hff.out_channels(), ..output };
        kernel::StridedEespUnit::new(input, output)
            .dilations(hff.dilations)
            .band(band(expansion, hff.channels()))
            .image(image)
    }

    /// Returns the tensors from which the weights are packed.
    pub fn tensors(&self, ids: &TensorIds<'_>) -> StridedEespTensors {
        let unit = self.parts.tensors(ids, EpilogueTensors::NONE);
        let shortcut = self.shortcut.as_ref().and_then(|(conv, _)| conv.conv_tensors(ids));
        StridedEespTensors {
            project: unit.project,
            hff: unit.hff,
            expand: unit.expand,
            // The PReLU after the sum is that of the unit, `act`.
            shortcut: shortcut.map(|conv| conv.epilogue(EpilogueTensors::NONE)),
            act: ids.prelu(self.act),
        }
    }
}

/// Returns the last operators of a strided unit, which follow its concatenation: the PReLU and, if the unit
/// has a shortcut, the convolution of the image with the image's node.
fn ending(
    graph: &Graph,
    last: NodeId,
    concat: NodeId,
) -> Option<(Option<(Chain<'_>, NodeId)>, &PRelu)> {
    let Op::Fused(fused) = graph.op(last) else { return None };
    let chain = Chain::of(&fused.body).ok()?;
    if !chain.convolves() {
        return Some((None, chain.only_prelu()?));
    }
    let chain = pointwise(graph, last, 1).ok()?;
    let [Op::Add(_), Op::PRelu(act)] = chain.stages[..] else { return None };
    let operands = graph.inputs(last);
    let adds = operands[0] != concat && operands[1] == concat;
    adds.then(|| (Some((chain, operands[0])), act))
}

impl FusedKernel for StridedEespKernel {
    fn name(&self) -> &'static str {
        "strided_eesp_unit"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        StridedUnit::of_body(body)?.region().check_is_whole(body)
    }

    fn roles(&self, body: &Graph) -> Roles {
        Roles { image: (body.input_nodes().len() > 1).then_some(1), ..Roles::default() }
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let unit = StridedUnit::of_body(body).expect("the body was checked");
        Kernel::StridedEespUnit(unit.shape(layouts.input, layouts.image, layouts.output))
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let Kernel::StridedEespUnit(kernel) = *kernel else { return Vec::new() };
        let unit = StridedUnit::of_body(body).expect("the body was checked");
        vec![Packing::StridedEespUnit(kernel, unit.tensors(ids))]
    }
}
