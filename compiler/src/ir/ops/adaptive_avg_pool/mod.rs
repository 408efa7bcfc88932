//! The operator [`AdaptiveAvgPool`]: average pooling to a given size, `torch.nn.AdaptiveAvgPool2d`.

mod onnx;

use espnet_abi::{
    kernel::{self, Kernel},
    resample::adaptive_window,
};

use super::{Family, Operator};
use crate::{
    ir::{
        execution::{Execute, OperandLayouts},
        interpret::{Parameters, View, average},
        onnx as model,
        pytorch::{PyCall, PyTorch},
        window::{Axis, Window},
    },
    shape::Shape,
};

/// `torch.nn.AdaptiveAvgPool2d`: window i of an axis covers the inputs ⌊i·in/out⌋ to ⌈(i+1)·in/out⌉ − 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdaptiveAvgPool {
    /// The height of the output.
    pub height: usize,
    /// The width of the output.
    pub width: usize,
}

impl Operator for AdaptiveAvgPool {
    fn name(&self) -> &'static str {
        "adaptive_avg_pool"
    }

    fn sizes(&self) -> Vec<usize> {
        vec![self.height, self.width]
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        Ok(operands[0].with_size(self.height, self.width))
    }

    fn window(&self, _axis: Axis, operands: &[(Window, usize)], size: usize) -> Option<Window> {
        let (window, from) = operands[0];
        Some(window.averaged(from, size))
    }

    fn interpret(&self, operands: &[View<'_>], output: Shape, _: &Parameters<'_>) -> Vec<f32> {
        let windows =
            |inputs: usize, outputs: usize| move |i: usize| adaptive_window(i, inputs, outputs);
        let input = operands[0];
        average(
            input,
            output,
            windows(input.shape.height, output.height),
            windows(input.shape.width, output.width),
            |rows, columns| rows * columns,
        )
    }

    fn family(&self) -> Family {
        Family::Pooling
    }

    fn execute(&self) -> Option<&dyn Execute> {
        Some(self)
    }

    fn averages(&self) -> bool {
        true
    }

    fn onnx(&self, model: &mut dyn model::Model, call: &model::OperatorContext<'_>) -> String {
        onnx::adaptive_avg_pool(model, call.first(), call.name, call.from, self)
    }

    fn pytorch(&self) -> PyTorch {
        let size = format!("({}, {})", self.height, self.width);
        PyTorch::Function(PyCall::new("F.adaptive_avg_pool2d", [size]))
    }
}

impl Execute for AdaptiveAvgPool {
    fn kernel(&self, layouts: &OperandLayouts) -> Kernel {
        kernel::AdaptiveAvgPool::new(layouts.input, layouts.output).into()
    }
}
