//! Operands in the interpreter, and loops that several operators share.

use std::ops::Range;

use crate::shape::Shape;

/// An operand: its shape C×H×W, and its numbers, channel by channel.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// C×H×W.
    pub shape: Shape,
    /// The numbers.
    pub data: &'a [f32],
}

impl<'a> View<'a> {
    /// Returns the numbers of one channel.
    pub fn plane(&self, channel: usize) -> &'a [f32] {
        &self.data[channel * self.shape.pixels()..][..self.shape.pixels()]
    }
}

/// Computes each number from its channel and the operand's number.
pub(in crate::ir) fn each_channel(
    operand: View<'_>,
    function: impl Fn(usize, f64) -> f64,
) -> Vec<f32> {
    let mut values = Vec::with_capacity(operand.data.len());
    for channel in 0..operand.shape.channels {
        let plane = operand.plane(channel).iter();
        values.extend(plane.map(|&x| function(channel, f64::from(x)) as f32));
    }
    values
}

/// Sums each window and divides the sum by an area; `area` computes it from the window's height and width.
pub(in crate::ir) fn average(
    input: View<'_>,
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
