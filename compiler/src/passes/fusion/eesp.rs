//! Fuses whole EESP units of stride 1 (ESPNetv2, figure 1c): grouped 1×1 projection, hierarchical feature
//! fusion, grouped 1×1 expansion, residual and PReLU.
//!
//! The kernel takes one band of rows after another through all of these, so that the maps between them stay
//! in the nearest caches.

use espnet_abi::{
    kernel::{self, Kernel},
    layout::Map,
    pack::{ConvTensors, EespTensors, EpilogueTensors, Packing, StageTensors},
};

use super::{Region, Shapes, Unfused, epilogue::Chain, fuse_anchors, hff::Hff, name, only_use};
use crate::ir::{
    FusedKernel, Graph, NodeId, Op, PRelu,
    execution::{OperandLayouts, Roles, TensorIds},
};

/// The kernel of an EESP unit of stride 1.
#[derive(Debug)]
pub struct EespKernel;

/// Replaces the nodes of each unit of stride 1 by one. The anchor is a hierarchical feature fusion of stride
/// 1.
pub fn fuse_eesp(graph: &mut Graph, shapes: &Shapes) -> Vec<Unfused> {
    fuse_anchors(graph, shapes, &EespKernel, &|graph, id| {
        Hff::of(graph, id).filter(|hff| hff.stride() == 1)?;
        Some(Unit::find(graph, id).map(|unit| unit.region()))
    })
}

/// The parts that units of both strides have: projection, hierarchical feature fusion and expansion.
pub(super) struct UnitParts<'g> {
    /// The input map of the unit.
    pub input: NodeId,
    /// The node of the projection.
    pub before: NodeId,
    pub project: Chain<'g>,
    /// The node of the hierarchical feature fusion.
    pub middle: NodeId,
    pub hff: Hff<'g>,
    /// The node of the expansion.
    pub after: NodeId,
    pub expand: Chain<'g>,
}

impl<'g> UnitParts<'g> {
    /// Finds the parts around the hierarchical feature fusion at `id`.
    pub fn find(graph: &'g Graph, id: NodeId) -> Result<Self, String> {
        let hff = Hff::of(graph, id).ok_or("has no hierarchical feature fusion")?;
        let groups = hff.dilations.len();
        let before = graph.inputs(id)[0];
        let project = pointwise(graph, before, groups)?;
        if project.only_prelu().is_none() {
            return Err(format!("{} should end in a PReLU and nothing else", name(graph, before)));
        }
        only_use(graph, before)?;
        let after = only_use(graph, id)?;
        let expand = pointwise(graph, after, groups)?;
        let out_channels = expand.conv.map_or(0, |conv| conv.out_channels);
        if out_channels != hff.out_channels() {
            let (after, in_channels) = (name(graph, after), hff.out_channels());
            return Err(format!("{after} should have {in_channels} outputs, has {out_channels}"));
        }
        let input = graph.inputs(before)[0];
        Ok(UnitParts { input, before, project, middle: id, hff, after, expand })
    }

    /// Returns the tensors of the parts. `epilogue` are those of the stages after the expansion.
    pub fn tensors(&self, ids: &TensorIds<'_>, epilogue: EpilogueTensors) -> EespTensors {
        let conv = |chain: &Chain<'_>| {
            chain.conv_tensors(ids).expect("projection and expansion are convolutions")
        };
        let expand = ConvTensors { epilogue, ..conv(&self.expand) };
        EespTensors { project: conv(&self.project), hff: self.hff.tensors(ids), expand }
    }
}

/// Returns the 1×1 convolution at `id`, if it has this number of groups.
pub(super) fn pointwise(graph: &Graph, id: NodeId, groups: usize) -> Result<Chain<'_>, String> {
    let fits = |chain: &Chain<'_>| {
        let conv = chain.conv.filter(|conv| conv.is_pointwise() && conv.groups == groups);
        conv.is_some() && chain.shuffle == 1
    };
    Chain::at(graph, id).filter(fits).ok_or_else(|| {
        format!("{} should be a 1×1 convolution in {groups} groups", name(graph, id))
    })
}

/// Returns the number of rows of a unit's bands. `map` is the output of the expansion.
///
/// The kernel reads the weights of the expansion once for each band, so the work in a band should be
/// proportional to the number of weights. Bands should not be higher than that, so that the output of the
/// hierarchical feature fusion stays in the first-level cache.
pub(super) fn band(map: Map, branch_channels: usize) -> usize {
    let weights = map.channels * branch_channels;
    (weights / 256).div_ceil(map.width).clamp(1, map.height)
}

/// A unit of stride 1.
struct Unit<'g> {
    parts: UnitParts<'g>,
    /// Whether the unit adds its input map.
    residual: bool,
    /// The PReLU that ends the unit.
    act: &'g PRelu,
}

impl<'g> Unit<'g> {
    /// Finds the unit around the hierarchical feature fusion at `id`.
    fn find(graph: &'g Graph, id: NodeId) -> Result<Self, String> {
        let parts = UnitParts::find(graph, id)?;
        let after = name(graph, parts.after);
        let (residual, act) = match parts.expand.stages[..] {
            [Op::PRelu(act)] => (false, act),
            [Op::Add(_), Op::PRelu(act)] => (true, act),
            _ => {
                return Err(format!(
                    "{after} should end in a PReLU, which may follow a sum with the unit's input"
                ));
            }
        };
        let operands = graph.inputs(parts.after);
        if operands[0] != id || operands[1..].iter().any(|&residual| residual != parts.input) {
            return Err(format!("{after} adds another value than the unit's input"));
        }
        Ok(Unit { parts, residual, act })
    }

    /// Finds the unit in a body.
    fn of(body: &'g Graph) -> Result<Self, String> {
        Self::find(body, Hff::node_in(body)?)
    }

    fn region(&self) -> Region {
        let UnitParts { input, before, middle, after, .. } = self.parts;
        Region { members: vec![before, middle, after], operands: vec![input], last: after }
    }
}

impl FusedKernel for EespKernel {
    fn name(&self) -> &'static str {
        "eesp_unit"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        Unit::of(body)?.region().check_is_whole(body)
    }

    fn roles(&self, body: &Graph) -> Roles {
        let unit = Unit::of(body).expect("the body was checked");
        Roles { residual: unit.residual.then_some(0), ..Roles::default() }
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let unit = Unit::of(body).expect("the body was checked");
        let hff = &unit.parts.hff;
        kernel::EespUnit::new(layouts.input, layouts.output)
            .dilations(hff.dilations)
            .band(band(layouts.output, hff.channels()))
            .residual(layouts.residual)
            .into()
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let Kernel::EespUnit(kernel) = *kernel else { return Vec::new() };
        let unit = Unit::of(body).expect("the body was checked");
        let act = EpilogueTensors::NONE.then(StageTensors::Prelu(ids.prelu(unit.act)));
        vec![Packing::EespUnit(kernel, unit.parts.tensors(ids, act))]
    }
}
