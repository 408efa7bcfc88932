//! Adaptive average pooling as operators that every engine has.
//!
//! Where the sizes divide, it is average pooling. Where not, windows overlap and differ in size, which
//! no operator of ONNX says; but along each axis it is a linear map, and one that repeats: with
//! g = gcd(in, out), every in/g inputs make out/g outputs in the same way. So an axis is split into g
//! parts and multiplied by one small matrix, a few multiplications per number.

use super::model::{Builder, Setting};
use crate::{
    ir::{AdaptiveAvgPool, Shape},
    lower::gcd,
};

/// Adds the nodes that pool the value `input` of shape `from`; returns the name of the pooled value.
pub(super) fn adaptive_avg_pool(
    builder: &mut Builder,
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
            ("kernel_shape", Setting::Ints(window.clone())),
            ("strides", Setting::Ints(window)),
        ];
        return builder.value("AveragePool", [input], name, settings);
    }
    let mut value = input;
    if width != from.width {
        // 1×C×H×W: the last axis becomes two, parts × numbers of a part.
        let (parts, matrix) = weights(from.width, width);
        let (before, after) = (from.width / parts, width / parts);
        let matrix = transposed(&matrix, before);
        let outer = [1, from.channels, from.height];
        let operand = builder.floats(&format!("{name}.columns"), &[before, after], &matrix);
        let split = [outer.as_slice(), &[parts, before]].concat();
        let joined = [outer.as_slice(), &[width]].concat();
        value = reshape(builder, value, &format!("{name}.columns.split"), parts, &split);
        value = builder.value("MatMul", [value, operand], &format!("{name}.columns.mean"), vec![]);
        value = reshape(builder, value, &format!("{name}.columns.joined"), parts, &joined);
    }
    if height != from.height {
        // 1×C×H×w: the axis before the last becomes two; the product sums over the second.
        let (parts, matrix) = weights(from.height, height);
        let (before, after) = (from.height / parts, height / parts);
        let operand = builder.floats(&format!("{name}.rows"), &[after, before], &matrix);
        let split = [1, from.channels, parts, before, width];
        let joined = [1, from.channels, height, width];
        value = reshape(builder, value, &format!("{name}.rows.split"), parts, &split);
        value = builder.value("MatMul", [operand, value], &format!("{name}.rows.mean"), vec![]);
        value = reshape(builder, value, &format!("{name}.rows.joined"), parts, &joined);
    }
    value
}

/// Adds a reshape, unless the axis that it splits or joins is a single part.
fn reshape(
    builder: &mut Builder,
    value: String,
    name: &str,
    parts: usize,
    shape: &[usize],
) -> String {
    if parts == 1 {
        return value;
    }
    let shape = builder.shape(&format!("{name}.shape"), shape);
    builder.value("Reshape", [value, shape], name, vec![])
}

/// Into how many parts an axis of `from` numbers is split to become one of `to`, and the matrix,
/// outputs × inputs, that each part is multiplied by.
fn weights(from: usize, to: usize) -> (usize, Vec<f32>) {
    let parts = gcd(from, to);
    let (from, to) = (from / parts, to / parts);
    let mut matrix = vec![0.0; to * from];
    for (i, row) in matrix.chunks_exact_mut(from).enumerate() {
        let window = i * from / to..((i + 1) * from).div_ceil(to);
        let mean = 1.0 / window.len() as f32;
        row[window].fill(mean);
    }
    (parts, matrix)
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
        assert_eq!(weights(12, 8), (4, vec![0.5, 0.5, 0.0, 0.0, 0.5, 0.5]));
        // 0..3, 1..4, 3..5 of five: ⌊5i/3⌋ to ⌈5(i + 1)/3⌉.
        let third = 1.0 / 3.0;
        let rows =
            [[0.5, 0.5, 0.0, 0.0, 0.0], [0.0, third, third, third, 0.0], [0.0, 0.0, 0.0, 0.5, 0.5]];
        assert_eq!(weights(5, 3), (1, rows.concat()));
        assert_eq!(transposed(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 3), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    }
}
