//! Writes adaptive average pooling as ONNX operators that every engine has.
//!
//! There are three cases:
//!
//! - If the output's sizes divide the input's, average pooling computes the same.
//! - If not, windows overlap and differ in size, and no operator of ONNX has such windows. But along each
//!   axis they repeat: with g = gcd(in, out), every in/g inputs are pooled to out/g outputs in the same way.
//!   If both axes repeat in the same way and out/g is small, as with 3 to 2 pixels, each of the (out/g)²
//!   places within a repetition is computed by average pooling with a stride of in/g. The resulting maps are
//!   interleaved.
//! - Otherwise each axis is split into g parts, and each part is multiplied by a small matrix.

use std::ops::Range;

use espnet_abi::resample::adaptive_window;

use super::{super::channel_shuffle::onnx_shuffle, AdaptiveAvgPool};
use crate::{
    arithmetic::gcd,
    ir::onnx::{Attribute, Model},
    shape::Shape,
};

/// Adds the nodes that pool the value `input` of shape `from`, and returns the name of the pooled value.
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
        return pool_places(model, input, name, from, &rows);
    }
    let mut value = input;
    if width != from.width {
        // The value is N×C×H×W. Its last axis is split in two: parts × numbers of a part.
        let Axis { parts, before, after } = columns;
        let matrix = transpose(&columns.matrix(), before);
        let outer = [from.channels, from.height];
        let operand = model.floats(&format!("{name}.columns"), &[before, after], &matrix);
        let split_axes = [outer.as_slice(), &[parts, before]].concat();
        let joined_axes = [outer.as_slice(), &[width]].concat();
        value = model.reshape(value, &format!("{name}.columns.split"), &split_axes);
        value = model.node("MatMul", vec![value, operand], &format!("{name}.columns.mean"), vec![]);
        value = model.reshape(value, &format!("{name}.columns.joined"), &joined_axes);
    }
    if height != from.height {
        // The value is N×C×H×w. Its third axis is split in two, and the product sums over the second
        // part.
        let Axis { parts, before, after } = rows;
        let matrix = rows.matrix();
        let operand = model.floats(&format!("{name}.rows"), &[after, before], &matrix);
        let split_axes = [from.channels, parts, before, width];
        let joined_axes = [from.channels, height, width];
        value = model.reshape(value, &format!("{name}.rows.split"), &split_axes);
        value = model.node("MatMul", vec![operand, value], &format!("{name}.rows.mean"), vec![]);
        value = model.reshape(value, &format!("{name}.rows.joined"), &joined_axes);
    }
    value
}

/// The largest number of outputs of a repetition along an axis that are pooled place by place. With more
/// places, the nodes cost more than the products with matrices.
const MOST_PLACES: usize = 4;

/// Pools each place of the axes' repetition separately and interleaves the maps. Both axes repeat like
/// `axis`.
fn pool_places(
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
    // The shuffle brings the maps of a channel together, as `DepthToSpace` expects in mode CRD. All engines
    // have this mode.
    let Axis { before, after, .. } = *axis;
    let places = after * after;
    let settings = vec![("axis", Attribute::Int(1))];
    let maps = model.node("Concat", maps, &format!("{name}.maps"), settings);
    let shape = Shape::new(places * from.channels, from.height / before, from.width / before);
    let maps = onnx_shuffle(model, maps, &format!("{name}.places"), places, shape);
    let settings = vec![("blocksize", Attribute::Int(after)), ("mode", Attribute::Text("CRD"))];
    model.node("DepthToSpace", vec![maps], name, settings)
}

/// The division of an axis into equal parts. In each part, `before` numbers are pooled to `after`.
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

    /// Returns the range of inputs whose average is each output of a part.
    fn windows(&self) -> impl Iterator<Item = Range<usize>> {
        let Axis { before, after, .. } = *self;
        (0..after).map(move |i| adaptive_window(i, before, after))
    }

    /// Returns the matrix that pools a part, outputs × inputs.
    fn matrix(&self) -> Vec<f32> {
        let mut matrix = vec![0.0; self.after * self.before];
        for (row, window) in matrix.chunks_exact_mut(self.before).zip(self.windows()) {
            let mean = 1.0 / window.len() as f32;
            row[window].fill(mean);
        }
        matrix
    }
}

fn transpose(matrix: &[f32], columns: usize) -> Vec<f32> {
    (0..columns).flat_map(|column| matrix.iter().copied().skip(column).step_by(columns)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_averages_the_windows_of_pytorch() {
        // The outputs average the inputs 0..2 and 1..3 of every three.
        let axis = Axis::new(12, 8);
        assert_eq!((axis.parts, axis.before, axis.after), (4, 3, 2));
        assert_eq!(axis.matrix(), [0.5, 0.5, 0.0, 0.0, 0.5, 0.5]);
        // Window i covers the inputs ⌊5i/3⌋..⌈5(i + 1)/3⌉.
        let axis = Axis::new(5, 3);
        assert_eq!(axis.windows().collect::<Vec<_>>(), [0..2, 1..4, 3..5]);
        assert_eq!(axis.parts, 1);
        assert_eq!(transpose(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 3), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    }
}
