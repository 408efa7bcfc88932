//! Average pooling.

use std::ops::Range;

use super::Map;
use crate::ir::{AvgPool, Shape};

/// `torch.nn.AvgPool2d`: a window's sum divided by its size, padding included.
pub(super) fn avg_pool(pool: &AvgPool, input: Map<'_>, output: Shape) -> Vec<f32> {
    let window = |i: usize, size: usize| {
        let start = i * pool.stride;
        let end = (start + pool.kernel).saturating_sub(pool.padding).min(size);
        start.saturating_sub(pool.padding).min(end)..end
    };
    let area = pool.kernel * pool.kernel;
    average(
        input,
        output,
        |y| window(y, input.shape.height),
        |x| window(x, input.shape.width),
        |_, _| area,
    )
}

/// `torch.nn.AdaptiveAvgPool2d`: window i covers ⌊i·in/out⌋ up to ⌈(i+1)·in/out⌉.
pub(super) fn adaptive_avg_pool(input: Map<'_>, output: Shape) -> Vec<f32> {
    let windows = |inputs: usize, outputs: usize| {
        move |i: usize| i * inputs / outputs..((i + 1) * inputs).div_ceil(outputs)
    };
    average(
        input,
        output,
        windows(input.shape.height, output.height),
        windows(input.shape.width, output.width),
        |rows, columns| rows * columns,
    )
}

/// The sum over each window, divided by what `area` makes of the window's height and width.
fn average(
    input: Map<'_>,
    output: Shape,
    rows: impl Fn(usize) -> Range<usize>,
    columns: impl Fn(usize) -> Range<usize>,
    area: impl Fn(usize, usize) -> usize,
) -> Vec<f32> {
    let mut result = Vec::with_capacity(output.len());
    for plane in input.data.chunks_exact(input.shape.pixels()) {
        for y in 0..output.height {
            for x in 0..output.width {
                let (rows, columns) = (rows(y), columns(x));
                let area = area(rows.len(), columns.len()) as f64;
                result.push((sum(plane, input.shape.width, rows, columns) / area) as f32);
            }
        }
    }
    result
}

fn sum(plane: &[f32], width: usize, rows: Range<usize>, columns: Range<usize>) -> f64 {
    rows.flat_map(|y| &plane[y * width..][columns.clone()]).copied().map(f64::from).sum()
}
