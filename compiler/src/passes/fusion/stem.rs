//! Fuses the stem into the strided unit behind it, if nothing else reads the output of the stem.
//!
//! The map between the two is the largest of a classifier: 1.6 MB of 224×224 pixels at width multiplier 1,
//! as much as a core's own caches hold. One kernel computes a few of its rows at a time, and the unit reads
//! them while they are in cache. Each of several workers computes the rows that its windows reach, and two
//! workers compute some rows twice. This costs more than it saves if the map fits a cache anyway, or if a row
//! takes much work.

use espnet_abi::{
    cache::{KIB, SECOND_LEVEL_STEM_MAP},
    kernel::{self, Kernel, Residual},
    layout::Map,
    pack::Packing,
};

use super::{
    Region, Shapes, Unfused,
    epilogue::{CONV, Chain, dense},
    fuse, fused, only_use,
    strided_eesp::Strided,
};
use crate::ir::{
    FusedKernel, Graph, NodeId, Op,
    execution::{OperandLayouts, PlaneSupport, Roles, TensorIds},
};

/// The kernel.
#[derive(Debug)]
pub struct StemKernel;

/// Replaces each stem and the strided unit that reads it by one node.
pub fn fuse_stem(graph: &mut Graph, shapes: &Shapes) -> Vec<Unfused> {
    let mut unfused = Vec::new();
    for id in graph.topological_order() {
        if !graph.contains(id) || Strided::of(graph, id).is_none() {
            continue;
        }
        let made = graph.inputs(id)[0];
        let Some(stem) = stem(graph, made) else { continue };
        let image = graph.inputs(id).into_iter().skip(1);
        let region = Region {
            members: vec![made, id],
            operands: graph.inputs(made).into_iter().chain(image).collect(),
            last: id,
        };
        match check(graph, shapes, (&stem, made)) {
            Ok(()) => fuse(graph, shapes, &StemKernel, &region),
            Err(reason) => unfused.push(Unfused::new(&StemKernel, graph, id, reason)),
        }
    }
    unfused
}

/// Whether it is good to fuse the stem at `made`.
fn check(graph: &Graph, shapes: &Shapes, (stem, made): (&Chain<'_>, NodeId)) -> Result<(), String> {
    only_use(graph, made)?;
    let node = super::name(graph, made);
    if stem.reads_operands() {
        return Err(format!("{node} reads more than the image"));
    }
    if shapes[&made].len() < SECOND_LEVEL_STEM_MAP {
        let kib = SECOND_LEVEL_STEM_MAP / KIB;
        return Err(format!("{node} makes a map of less than {kib} KiB"));
    }
    Ok(())
}

/// The dense convolution of the image at `id`.
fn stem(graph: &Graph, id: NodeId) -> Option<Chain<'_>> {
    let chain = Chain::of(&fused(graph, id, CONV)?.body).ok()?;
    let of_image = matches!(graph.op(graph.inputs(id)[0]), Op::Input(_));
    let dense = chain.conv.is_some_and(|conv| conv.groups == 1 && !conv.is_pointwise());
    (of_image && dense && chain.shuffle == 1).then_some(chain)
}

/// The stem of a body, and the strided unit.
fn parts(body: &Graph) -> Result<(Chain<'_>, NodeId, Strided<'_>), String> {
    let last = body.outputs()[0].node;
    let unit = Strided::of(body, last).ok_or("does not end in a strided unit")?;
    let made = body.inputs(last)[0];
    let stem = stem(body, made).ok_or("does not begin with a convolution of the image")?;
    Ok((stem, made, unit))
}

impl FusedKernel for StemKernel {
    fn name(&self) -> &'static str {
        "stem_unit"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        parts(body).map(drop)
    }

    fn roles(&self, body: &Graph) -> Roles {
        let image = (body.input_nodes().len() > 1).then_some(1);
        Roles { planes: PlaneSupport::Read, image, ..Roles::default() }
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let (stem, made, unit) = parts(body).expect("the body was checked");
        let shape = body.shapes().expect("the body was checked")[&made];
        let map = Map::dense(shape.channels, shape.height, shape.width);
        let stem = dense(&stem, layouts.input, layouts.layout, map, Residual::None);
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
