//! The operator [`ResizeBilinear`]: bilinear resizing with aligned corners.

use espnet_abi::kernel::{self, Kernel};

use super::{Family, Operator};
use crate::{
    ir::{
        execution::{Execute, OperandLayouts, PlaneSupport, Roles},
        interpret::{Parameters, View},
        onnx,
        pytorch::{PyCall, PyTorch},
        window::{Axis, Window},
    },
    shape::Shape,
};

/// `torch.nn.functional.interpolate`, bilinear with `align_corners=True`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResizeBilinear {
    /// The height of the output.
    pub height: usize,
    /// The width of the output.
    pub width: usize,
}

impl Operator for ResizeBilinear {
    fn name(&self) -> &'static str {
        "resize_bilinear"
    }

    fn sizes(&self) -> Vec<usize> {
        vec![self.height, self.width]
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        Ok(operands[0].with_size(self.height, self.width))
    }

    fn window(&self, _axis: Axis, operands: &[(Window, usize)], size: usize) -> Option<Window> {
        let (window, from) = operands[0];
        Some(window.resized(from, size))
    }

    /// Coordinates are computed in f32, as in PyTorch.
    fn interpret(&self, operands: &[View<'_>], output: Shape, _: &Parameters<'_>) -> Vec<f32> {
        let input = operands[0];
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

    fn family(&self) -> Family {
        Family::Pooling
    }

    fn execute(&self) -> Option<&dyn Execute> {
        Some(self)
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        match call.from == call.to {
            true => call.first(),
            false => model.resize(call.first(), call.name, call.to),
        }
    }

    fn pytorch(&self) -> PyTorch {
        let size = format!("({}, {})", self.height, self.width);
        PyTorch::Function(PyCall::new("resize", [size]))
    }
}

impl Execute for ResizeBilinear {
    fn roles(&self) -> Roles {
        Roles { planes: PlaneSupport::Write, ..Roles::default() }
    }

    fn kernel(&self, layouts: &OperandLayouts) -> Kernel {
        kernel::ResizeBilinear::new(layouts.input, layouts.output)
            .layout(layouts.output_layout)
            .into()
    }
}

/// The position of an output among the inputs of an axis: two neighbouring inputs and the weight of the
/// second.
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

/// Returns the position of each output of an axis among the inputs. The first output is at the first input,
/// the last output at the last input.
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
