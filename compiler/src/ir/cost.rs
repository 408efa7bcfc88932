//! Multiply-accumulates of the convolutions that run.

use super::{Conv2d, Graph, Head, Op, ResizeBilinear, Shape};

/// Multiply-accumulates of all convolutions of a graph; linear layers do not count, as in the
/// literature. Fusion changes nothing about it; nodes that no output needs do not count.
///
/// # Panics
/// If the graph does not pass the verifier.
pub fn conv_macs(graph: &Graph) -> u64 {
    let shapes = graph.shapes().expect("the graph has been verified");
    let mut needed: std::collections::BTreeSet<_> =
        graph.outputs().iter().map(|output| output.node).collect();
    let order = graph.topological_order();
    for &id in order.iter().rev() {
        if needed.contains(&id) {
            needed.extend(graph.inputs(id));
        }
    }
    order
        .into_iter()
        .filter(|id| needed.contains(id))
        .map(|id| {
            let inputs: Vec<Shape> = graph.inputs(id).iter().map(|input| shapes[input]).collect();
            op_macs(graph.op(id), &inputs, shapes[&id])
        })
        .sum()
}

/// Multiply-accumulates of the convolutions in one operator that makes a value of shape `output` of
/// operands of shapes `inputs`.
pub fn op_macs(op: &Op, inputs: &[Shape], output: Shape) -> u64 {
    let pixels = output.pixels() as u64;
    match op {
        Op::Conv2d(conv) => conv_macs_per_pixel(conv) * pixels,
        Op::Hff(hff) => (hff.out_channels() * 9) as u64 * pixels,
        Op::EespUnit(unit) => {
            let hff = (unit.hff.out_channels() * 9) as u64;
            let pointwise = conv_macs_per_pixel(&unit.project) + conv_macs_per_pixel(&unit.expand);
            (hff + pointwise) * pixels
        }
        Op::StridedEespUnit(unit) => {
            let hff = (unit.hff.out_channels() * 9) as u64;
            let shortcut = unit.shortcut.as_ref().map_or(0, conv_macs_per_pixel);
            // Of the map that the unit halves, which fits the unit once it is verified.
            let map = unit.map(inputs[0]).map_or(0, Shape::pixels) as u64;
            let stem = unit.stem.as_ref().map_or(0, conv_macs_per_pixel);
            (stem + conv_macs_per_pixel(&unit.project)) * map
                + (hff + conv_macs_per_pixel(&unit.expand) + shortcut) * pixels
        }
        Op::Head(head) => {
            let Head { depthwise, pointwise } = &**head;
            let pixels = inputs[0].pixels() as u64;
            (conv_macs_per_pixel(depthwise) + conv_macs_per_pixel(pointwise)) * pixels
        }
        Op::PyramidPool(pool) => {
            // A branch counts at the size that it is defined at.
            let branch = |(_, resize): (_, Option<&ResizeBilinear>)| {
                let pixels = resize.map_or(pixels, |r| r.height as u64 * r.width as u64);
                pool.channels() as u64 * 9 * pixels
            };
            let branches: u64 = pool.convolutions().map(branch).sum();
            let merged = conv_macs_per_pixel(&pool.merge) + conv_macs_per_pixel(&pool.expand);
            branches + merged * pixels
        }
        _ => 0,
    }
}

/// As [`op_macs`], linear layers included.
pub fn op_multiplications(op: &Op, inputs: &[Shape], output: Shape) -> u64 {
    match op {
        Op::Linear(linear) => linear.in_features as u64 * linear.out_features as u64,
        op => op_macs(op, inputs, output),
    }
}

fn conv_macs_per_pixel(conv: &Conv2d) -> u64 {
    let taps = conv.kernel as u64 * conv.kernel as u64;
    conv.out_channels as u64 * (conv.in_channels / conv.groups) as u64 * taps
}
