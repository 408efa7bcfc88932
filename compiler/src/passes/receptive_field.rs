//! Receptive fields: of every kernel in pixels of the map it reads, and of every value in pixels of
//! the network's input.
//!
//! A kernel of n×n taps and dilation r covers n_r = (n − 1)·r + 1 pixels per axis. Along a path, a
//! kernel that covers n_r pixels of a value whose windows are `size` wide and `stride` apart has
//! windows of `size + (n_r − 1)·stride`, which are its own stride times as far apart and begin
//! `padding·stride` earlier. Where paths meet (sums, concatenations, residuals, gates) the window is
//! the union of theirs. Windows are not cut off at the image's borders.
//!
//! Three operators do not step evenly, so that what holds for the widest window is given:
//!
//! - Bilinear resizing reads two neighbours, and its stride is (in − 1)/(out − 1) of that before.
//! - Adaptive average pooling has windows of different sizes, in/out apart on average.
//! - Global average pooling reads everything; a gate made of it widens every window to everything.
//!
//! Sizes are then rounded up and starts down, so that the window is never too small. Strides multiply
//! along a path, so a deep network of small maps can have windows beyond any number; they are given
//! as 2⁶⁰ pixels.

use std::collections::BTreeMap;

use crate::ir::{Graph, NodeId, Op, PyramidBranch, PyramidPool, ResizeBilinear, Shape};

/// The window of a value along one axis, in pixels of the network's input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Pixels that one number of the value depends on, of the widest window if they differ.
    pub size: usize,
    /// Pixels from one number's window to the next one's: whole until something is resized.
    pub stride: f64,
    /// The first pixel of the first number's window; negative where it begins in the padding.
    pub start: i64,
}

/// The window of a value in the network's input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReceptiveField {
    /// Along H.
    pub height: Axis,
    /// Along W.
    pub width: Axis,
}

/// Receptive fields of a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceptiveFields {
    /// Effective receptive field of the kernels of each node that has any, per axis, in pixels of the
    /// map they read: one number, or one for each branch of a fused EESP unit.
    pub kernels: BTreeMap<NodeId, Vec<usize>>,
    /// Cumulative receptive field of every value.
    pub values: BTreeMap<NodeId, ReceptiveField>,
}

/// The largest distance in pixels that is told from larger ones.
const FARTHEST: i64 = 1 << 60;

/// Receptive fields of all kernels and values of a graph whose values have these shapes.
pub fn receptive_fields(graph: &Graph, shapes: &BTreeMap<NodeId, Shape>) -> ReceptiveFields {
    let mut fields = ReceptiveFields::default();
    for id in graph.topological_order() {
        let kernels = kernels(graph.op(id));
        if !kernels.is_empty() {
            fields.kernels.insert(id, kernels);
        }
        let inputs = graph.inputs(id);
        let along = |axis: fn(&ReceptiveField) -> Axis,
                     size: fn(Shape) -> usize,
                     enlarged: fn(&ResizeBilinear) -> usize| {
            let inputs: Vec<(Axis, usize)> = inputs
                .iter()
                .map(|input| (axis(&fields.values[input]), size(shapes[input])))
                .collect();
            window(graph.op(id), &inputs, enlarged, size(shapes[&id]))
        };
        let height = along(|field| field.height, |shape| shape.height, |resize| resize.height);
        let width = along(|field| field.width, |shape| shape.width, |resize| resize.width);
        fields.values.insert(id, ReceptiveField { height, width });
    }
    fields
}

/// Effective receptive fields of an operator's kernels.
fn kernels(op: &Op) -> Vec<usize> {
    let branches = |dilations: &[u8]| dilations.iter().map(|&r| 2 * usize::from(r) + 1).collect();
    match op {
        Op::Conv2d(conv) => vec![conv.effective_receptive_field()],
        Op::AvgPool(pool) => vec![pool.kernel],
        Op::Hff(hff) => branches(hff.dilations.as_slice()),
        Op::EespUnit(unit) => branches(unit.hff.dilations.as_slice()),
        Op::StridedEespUnit(unit) => branches(unit.hff.dilations.as_slice()),
        Op::Head(head) => vec![
            head.depthwise.effective_receptive_field(),
            head.pointwise.effective_receptive_field(),
        ],
        Op::PyramidPool(pool) => pool.convolutions().map(|_| 3).collect(),
        _ => Vec::new(),
    }
}

/// The window of an operator's value, along an axis on which its operands have these windows and
/// sizes and it has `size`; `enlarged` tells the size of a resize along it.
fn window(
    op: &Op,
    inputs: &[(Axis, usize)],
    enlarged: fn(&ResizeBilinear) -> usize,
    size: usize,
) -> Axis {
    let Some(&(first, first_size)) = inputs.first() else {
        return Axis { size: 1, stride: 1.0, start: 0 };
    };
    let first = match op {
        Op::Conv2d(conv) => {
            slide(first, conv.effective_receptive_field(), conv.stride, conv.padding)
        }
        Op::AvgPool(pool) => slide(first, pool.kernel, pool.stride, pool.padding),
        Op::Hff(hff) => branches(first, hff.dilations.largest(), hff.stride),
        Op::EespUnit(unit) => {
            let merged = branches(first, unit.hff.dilations.largest(), unit.hff.stride);
            if unit.expand.epilogue.residual {
                union(&[(merged, size), (first, size)], size)
            } else {
                merged
            }
        }
        // No branch covers less than the pooled windows.
        Op::StridedEespUnit(unit) => {
            let map = match &unit.stem {
                Some(stem) => {
                    slide(first, stem.effective_receptive_field(), stem.stride, stem.padding)
                }
                None => first,
            };
            branches(map, unit.hff.dilations.largest(), unit.hff.stride)
        }
        Op::Head(head) => {
            let field = head.depthwise.effective_receptive_field();
            averaged(slide(first, field, 1, head.depthwise.padding), first_size, size)
        }
        Op::AdaptiveAvgPool(_) | Op::GlobalAvgPool => averaged(first, first_size, size),
        Op::ResizeBilinear(_) => resized(first, first_size, size),
        Op::PyramidPool(pool) => return pyramid(pool, inputs, enlarged, size),
        _ => first,
    };
    let mut operands = inputs.to_vec();
    operands[0] = (first, size);
    union(&operands, size)
}

/// The window of adaptive average pooling.
fn averaged(input: Axis, input_size: usize, size: usize) -> Axis {
    Axis {
        size: widened(input, adaptive_window(input_size, size)),
        stride: distance(input.stride * input_size as f64 / size as f64),
        start: input.start,
    }
}

/// The window of bilinear resizing.
fn resized(input: Axis, input_size: usize, size: usize) -> Axis {
    if input_size == size {
        return input;
    }
    Axis {
        size: widened(input, input_size.min(2)),
        stride: distance(input.stride * (input_size - 1) as f64 / (size - 1).max(1) as f64),
        start: input.start,
    }
}

/// The window of a pyramid: that of all its branches, merged by a 3×3 kernel. `enlarged` tells the
/// size of a resize along the axis.
fn pyramid(
    pool: &PyramidPool,
    inputs: &[(Axis, usize)],
    enlarged: fn(&ResizeBilinear) -> usize,
    size: usize,
) -> Axis {
    let (projected, mut given) = (inputs[0].0, inputs[1..].iter());
    let branches: Vec<(Axis, usize)> = pool
        .branches
        .iter()
        .filter_map(|branch| {
            let axis = match branch {
                PyramidBranch::Convolved { .. } => slide(projected, 3, 1, 1),
                PyramidBranch::Enlarged { resize, .. } => {
                    let large = enlarged(resize);
                    averaged(slide(resized(projected, size, large), 3, 1, 1), large, size)
                }
                PyramidBranch::Given => {
                    let &(axis, len) = given.next()?;
                    resized(axis, len, size)
                }
            };
            Some((axis, size))
        })
        .collect();
    slide(union(&branches, size), pool.merge.effective_receptive_field(), 1, 1)
}

/// The window of a kernel that covers `field` pixels of a value.
fn slide(input: Axis, field: usize, stride: usize, padding: usize) -> Axis {
    Axis {
        size: widened(input, field),
        stride: distance(input.stride * stride as f64),
        start: input
            .start
            .saturating_sub((padding as f64 * input.stride).ceil() as i64)
            .max(-FARTHEST),
    }
}

/// A stride, at most [`FARTHEST`].
fn distance(pixels: f64) -> f64 {
    pixels.min(FARTHEST as f64)
}

/// The window of dilated 3×3 branches: that of the widest.
fn branches(input: Axis, largest: usize, stride: usize) -> Axis {
    slide(input, 2 * largest + 1, stride, largest)
}

/// Pixels under `field` neighbouring windows.
fn widened(input: Axis, field: usize) -> usize {
    let further = (field.saturating_sub(1) as f64 * input.stride).ceil() as usize;
    input.size.saturating_add(further).min(FARTHEST as usize)
}

/// The largest window of adaptive pooling.
fn adaptive_window(inputs: usize, outputs: usize) -> usize {
    (0..outputs)
        .map(|i| ((i + 1) * inputs).div_ceil(outputs) - i * inputs / outputs)
        .max()
        .unwrap_or(inputs)
}

/// The window of numbers that depend on all of `operands`, each with its size along the axis; one of
/// size 1 is read at every position of a larger one.
fn union(operands: &[(Axis, usize)], size: usize) -> Axis {
    let bounds = |position: usize| {
        let of = |&(axis, len): &(Axis, usize)| {
            let position = if len == 1 { 0 } else { position };
            let start = axis.start.saturating_add((position as f64 * axis.stride).floor() as i64);
            (start, start.saturating_add(axis.size as i64))
        };
        let starts = operands.iter().map(|operand| of(operand).0);
        let ends = operands.iter().map(|operand| of(operand).1);
        (starts.min().unwrap_or(0), ends.max().unwrap_or(0))
    };
    let width = |(start, end): (i64, i64)| end.saturating_sub(start).min(FARTHEST) as usize;
    let moving = operands.iter().filter(|&&(_, len)| len == size);
    Axis {
        // Both bounds run straight or bend away from each other, so the widest is at an end.
        size: width(bounds(0)).max(width(bounds(size - 1))),
        stride: moving.map(|(axis, _)| axis.stride).fold(0.0, f64::max),
        start: bounds(0).0,
    }
}
