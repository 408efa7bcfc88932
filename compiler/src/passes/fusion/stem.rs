//! Fuses the stem with the strided unit after it, if the unit is the stem's only reader.
//!
//! The map between the two is the largest of a classifier: 1.6 MB for 224×224 pixels at width multiplier 1,
//! which is as much as the caches of a core hold. One kernel computes a few rows of it at a time and halves
//! them while they are in a near cache. Every worker computes the rows that its own outputs read, so rows at
//! the border of two workers are computed twice. This costs more than it saves if the map fits a near cache
//! anyway, or if a row is much work.

use espnet_abi::{
    cache::{KIB, SECOND_LEVEL_STEM_MAP},
    kernel::{self, Kernel, Residual},
    layout::Map,
    pack::Packing,
};

use super::{
    Region, Shapes, Unfused,
    epilogue::{Chain, dense_kernel},
    fuse_anchors, only_use,
    strided_eesp::StridedUnit,
};
use crate::ir::{
    FusedKernel, Graph, NodeId, Op,
    execution::{OperandLayouts, PlaneSupport, Roles, TensorIds},
};

/// The kernel of a stem and the strided unit after it.
#[derive(Debug)]
pub struct StemKernel;

/// Replaces each stem and the strided unit that reads it by one node. The anchor is the strided unit.
pub fn fuse_stem(graph: &mut Graph, shapes: &Shapes) -> Vec<Unfused> {
    fuse_anchors(graph, shapes, &StemKernel, &|graph, id| {
        StridedUnit::of(graph, id)?;
        let stem_id = graph.inputs(id)[0];
        let stem = stem(graph, stem_id)?;
        Some(check(graph, shapes, (&stem, stem_id)).map(|()| region(graph, stem_id, id)))
    })
}

/// Returns the region of a stem and the strided unit at `id`.
fn region(graph: &Graph, stem: NodeId, id: NodeId) -> Region {
    let image = graph.inputs(id).into_iter().skip(1);
    Region {
        members: vec![stem, id],
        operands: graph.inputs(stem).into_iter().chain(image).collect(),
        last: id,
    }
}

/// Checks that the fusion is possible and saves time.
fn check(graph: &Graph, shapes: &Shapes, (stem, id): (&Chain<'_>, NodeId)) -> Result<(), String> {
    only_use(graph, id)?;
    let node = super::name(graph, id);
    if stem.reads_operands() {
        return Err(format!("{node} reads more than the image"));
    }
    if shapes[&id].len() < SECOND_LEVEL_STEM_MAP {
        let kib = SECOND_LEVEL_STEM_MAP / KIB;
        return Err(format!("{node} makes a map of less than {kib} KiB"));
    }
    Ok(())
}

/// Returns the convolution at `id` if it is a stem: a dense convolution of the image.
fn stem(graph: &Graph, id: NodeId) -> Option<Chain<'_>> {
    let chain = Chain::at(graph, id)?;
    let of_image = matches!(graph.op(graph.inputs(id)[0]), Op::Input(_));
    let dense = chain.conv.is_some_and(|conv| conv.groups == 1 && !conv.is_pointwise());
    (of_image && dense && chain.shuffle == 1).then_some(chain)
}

/// Returns the stem of a body, its node, and the strided unit.
fn parts(body: &Graph) -> Result<(Chain<'_>, NodeId, StridedUnit<'_>), String> {
    let last = body.outputs()[0].node;
    let unit = StridedUnit::of(body, last).ok_or("does not end in a strided unit")?;
    let id = body.inputs(last)[0];
    let stem = stem(body, id).ok_or("does not begin with a convolution of the image")?;
    Ok((stem, id, unit))
}

impl FusedKernel for StemKernel {
    fn name(&self) -> &'static str {
        "stem_unit"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        let (_, stem, _) = parts(body)?;
        region(body, stem, body.outputs()[0].node).check_is_whole(body)
    }

    fn roles(&self, body: &Graph) -> Roles {
        let image = (body.input_nodes().len() > 1).then_some(1);
        Roles { planes: PlaneSupport::Read, image, ..Roles::default() }
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let (stem, id, unit) = parts(body).expect("the body was checked");
        let shape = body.shapes().expect("the body was checked")[&id];
        let map = Map::dense(shape.channels, shape.height, shape.width);
        let stem = dense_kernel(&stem, layouts.input, layouts.layout, map, Residual::None);
        let unit = unit.shape(map, layouts.image, layouts.output);
        Kernel::StemUnit(kernel::StemUnit::new(stem, unit).interleaved_where_faster())
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let Kernel::StemUnit(kernel) = *kernel else { return Vec::new() };
        let (stem, _, unit) = parts(body).expect("the body was checked");
        let stem = stem.conv_tensors(ids).expect("the stem is a convolution");
        vec![
            Packing::Conv2d(kernel.stem, stem),
            Packing::StridedEespUnit(kernel.unit, unit.tensors(ids)),
        ]
    }
}
