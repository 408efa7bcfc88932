//! Adaptive average pooling as operators that every engine has.
//!
//! Where the sizes divide, it is average pooling. Where not, windows overlap and differ in size, which
//! no operator of ONNX says; but along each axis they repeat: with g = gcd(in, out), every in/g inputs
//! make out/g outputs in the same way. Where both axes repeat alike and soon, as at 3 to 2, each of the
//! (out/g)² places within a repetition is average pooling with a stride of in/g, and the maps of the
//! places are interleaved. Else an axis is split into g parts, and a small matrix multiplies each.

use std::ops::Range;

use super::{super::channel_shuffle::onnx_shuffle, AdaptiveAvgPool};
use crate::{
    arithmetic::gcd,
    ir::onnx::{Attribute, Model},
    shape::Shape,
};

/// Adds the nodes that pool the value `input` of shape `from`; returns the name of the pooled value.
pub(super) fn adaptive_avg_pool(
    model: &mut dyn Model,
    input: String,
    name: &str,
    from: Shape,
    pool: &AdaptiveAvgPool,
) -> String {
    let (height, width) = (pool.height, pool.width);
    let divides = |from: usize, to: usize| from.is_multiple_of(to);
    if divides(from.height, height) && divides(from.width, width) {
        let window = vec![from.height / height, from.width / width];
        let settings = vec![
            ("kernel_shape", Attribute::Ints(window.clone())),
            ("strides", Attribute::Ints(window)),
        ];
        return model.node("AveragePool", vec![input], name, settings);
    }
    let (rows, columns) = (Axis::new(from.height, height), Axis::new(from.width, width));
    if (rows.before, rows.after) == (columns.before, columns.after) && rows.after <= MOST_PLACES {
        return interleaved(model, input, name, from, &rows);
    }
    let mut value = input;
    if width != from.width {
        // The value is N×C×H×W. Its last axis is split in two, parts × numbers per part.
        let Axis { parts, before, after } = columns;
        let matrix = transposed(&columns.matrix(), before);
        let outer = [from.channels, from.height];
        let operand = model.floats(&format!("{name}.columns"), &[before, after], &matrix);
        let split = [outer.as_slice(), &[parts, before]].concat();
        let joined = [outer.as_slice(), &[width]].concat();
        value = model.reshape(value, &format!("{name}.columns.split"), &split);
        value = model.node("MatMul", vec![value, operand], &format!("{name}.columns.mean"), vec![]);
        value = model.reshape(value, &format!("{name}.columns.joined"), &joined);
    }
    if height != from.height {
        // The value is N×C×H×w. Its third axis is split in two, and the product sums over the second
        // part.
        let Axis { parts, before, after } = rows;
        let matrix = rows.matrix();
        let operand = model.floats(&format!("{name}.rows"), &[after, before], &matrix);
        let split = [from.channels, parts, before, width];
        let joined = [from.channels, height, width];
        value = model.reshape(value, &format!("{name}.rows.split"), &split);
        value = model.node("MatMul", vec![operand, value], &format!("{name}.rows.mean"), vec![]);
        value = model.reshape(value, &format!("{name}.rows.joined"), &joined);
    }
    value
}

/// The most outputs of a repetition along an axis that are pooled place by place: more would be more
/// nodes than the matrices cost.
const MOST_PLACES: usize = 4;

/// Pools each place of the axes' repetition by itself and interleaves the maps.
fn interleaved(
    model: &mut dyn Model,
    input: String,
    name: &str,
    from: Shape,
    axis: &Axis,
) -> String {
    let mut maps = Vec::new();
    for (i, rows) in axis.windows().enumerate() {
        for (j, columns) in axis.windows().enumerate() {
            let place = format!("{name}.{i}.{j}");
            let mut value = input.clone();
            if (rows.start, columns.start) != (0, 0) {
                let range = [
                    model.integers(&format!("{place}.start"), &[rows.start, columns.start]),
                    model.integers(&format!("{place}.end"), &[from.height, from.width]),
                    model.integers(&format!("{place}.axes"), &[2, 3]),
                ];
                let operands = [value].into_iter().chain(range).collect();
                value = model.node("Slice", operands, &format!("{place}.slice"), vec![]);
            }
            let settings = vec![
                ("kernel_shape", Attribute::Ints(vec![rows.len(), columns.len()])),
                ("strides", Attribute::Ints(vec![axis.before; 2])),
            ];
            maps.push(model.node("AveragePool", vec![value], &place, settings));
        }
    }
    // Channel by channel: the form of interleaving that all engines have.
    let Axis { before, after, .. } = *axis;
    let places = after * after;
    let settings = vec![("axis", Attribute::Int(1))];
    let maps = model.node("Concat", maps, &format!("{name}.maps"), settings);
    let shape = Shape::new(places * from.channels, from.height / before, from.width / before);
    let maps = onnx_shuffle(model, maps, &format!("{name}.places"), places, shape);
    let settings = vec![("blocksize", Attribute::Int(after)), ("mode", Attribute::Text("CRD"))];
    model.node("DepthToSpace", vec![maps], name, settings)
}

/// How an axis is pooled: in equal parts, each from `before` numbers to `after`.
struct Axis {
    parts: usize,
    before: usize,
    after: usize,
}

impl Axis {
    fn new(from: usize, to: usize) -> Self {
        let parts = gcd(from, to);
        Axis { parts, before: from / parts, after: to / parts }
    }

    /// What each output of a part is the average of.
    fn windows(&self) -> impl Iterator<Item = Range<usize>> {
        let Axis { before, after, .. } = *self;
        (0..after).map(move |i| i * before / after..((i + 1) * before).div_ceil(after))
    }

    /// Outputs × inputs of a part.
    fn matrix(&self) -> Vec<f32> {
        let mut matrix = vec![0.0; self.after * self.before];
        for (row, window) in matrix.chunks_exact_mut(self.before).zip(self.windows()) {
            let mean = 1.0 / window.len() as f32;
            row[window].fill(mean);
        }
        matrix
    }
}

fn transposed(matrix: &[f32], columns: usize) -> Vec<f32> {
    (0..columns).flat_map(|column| matrix.iter().copied().skip(column).step_by(columns)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_averages_the_windows_of_pytorch() {
        // 0..2, 1..3 of every three.
        let axis = Axis::new(12, 8);
        assert_eq!((axis.parts, axis.before, axis.after), (4, 3, 2));
        assert_eq!(axis.matrix(), [0.5, 0.5, 0.0, 0.0, 0.5, 0.5]);
        // ⌊5i/3⌋ to ⌈5(i + 1)/3⌉.
        let axis = Axis::new(5, 3);
        assert_eq!(axis.windows().collect::<Vec<_>>(), [0..2, 1..4, 3..5]);
        assert_eq!(axis.parts, 1);
        assert_eq!(transposed(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 3), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    }
}
