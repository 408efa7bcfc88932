//! Bilinear resizing.

use super::Map;
use crate::ir::Shape;

/// `torch.nn.functional.interpolate`, bilinear with `align_corners=True`.
///
/// As in PyTorch, coordinates are computed in f32.
pub(super) fn bilinear(input: Map<'_>, output: Shape) -> Vec<f32> {
    let rows = samples(input.shape.height, output.height);
    let columns = samples(input.shape.width, output.width);
    let mut result = Vec::with_capacity(output.len());
    for plane in input.data.chunks_exact(input.shape.pixels()) {
        for row in &rows {
            for column in &columns {
                let at = |y: usize, x: usize| f64::from(plane[y * input.shape.width + x]);
                let blend = |y| column.blend(at(y, column.first), at(y, column.second));
                result.push(row.blend(blend(row.first), blend(row.second)) as f32);
            }
        }
    }
    result
}

/// Two neighbouring inputs and the weight of the second.
struct Sample {
    first: usize,
    second: usize,
    weight: f32,
}

impl Sample {
    fn blend(&self, first: f64, second: f64) -> f64 {
        f64::from(1.0 - self.weight) * first + f64::from(self.weight) * second
    }
}

/// Where each output of an axis lies among the inputs: the first on the first, the last on the last.
fn samples(inputs: usize, outputs: usize) -> Vec<Sample> {
    let scale = match outputs {
        1 => 0.0,
        _ => (inputs - 1) as f32 / (outputs - 1) as f32,
    };
    (0..outputs)
        .map(|i| {
            let position = scale * i as f32;
            let first = (position as usize).min(inputs - 1);
            let weight = (position - first as f32).clamp(0.0, 1.0);
            Sample { first, second: (first + 1).min(inputs - 1), weight }
        })
        .collect()
}
