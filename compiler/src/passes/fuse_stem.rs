//! Fuses the stem into the strided unit behind it, where nothing else reads what it makes of the image.
//!
//! The map between the two is the largest of a classifier: 1.6 MB of 224×224 pixels at width multiplier 1,
//! as much as a core's own caches hold. One kernel makes a few of its rows at a time and halves them
//! while they are near. Several workers each make the rows that theirs reach, some of them twice, which
//! would cost more than it saves where the map fits a cache anyway, or each row is much work.

use std::collections::BTreeMap;

use crate::ir::{Conv2d, Graph, NodeId, Op, Rewriter, Shape};

/// Floats of the smallest map that is not made as a whole: 256 KiB.
const LARGE: usize = 1 << 16;

/// Replaces each stem and the strided unit that reads it by one node.
pub fn fuse_stem(graph: &mut Graph, shapes: &BTreeMap<NodeId, Shape>) {
    let order = graph.topological_order();
    let mut rewriter = Rewriter::new(graph);
    for id in order {
        let graph = rewriter.graph();
        let Op::StridedEespUnit(unit) = graph.op(id) else { continue };
        let mut inputs = graph.inputs(id);
        let made = inputs[0];
        let Some(stem) = stem(graph, made) else { continue };
        if graph.only_use(made) != Some(id) || shapes[&made].len() < LARGE {
            continue;
        }
        let mut unit = unit.clone();
        unit.stem = Some(stem.clone());
        inputs[0] = graph.inputs(made)[0];
        rewriter.replace(id, Op::StridedEespUnit(unit), &inputs);
    }
}

/// The dense convolution of the image at `id`.
fn stem(graph: &Graph, id: NodeId) -> Option<&Conv2d> {
    let Op::Conv2d(conv) = graph.op(id) else { return None };
    let of_image = matches!(graph.op(graph.inputs(id)[0]), Op::Input(_));
    let dense = (conv.groups, conv.shuffle) == (1, 1) && !conv.is_pointwise();
    (of_image && dense && conv.epilogue.operands() == 0).then_some(conv)
}
