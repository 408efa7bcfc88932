//! The operator [`MaxPool`]: max pooling, `torch.nn.MaxPool2d`.

use espnet_abi::kernel::{self, Kernel};

use super::{
    Family, Operator,
    operator::{window_inside, window_positions},
};
use crate::{
    ir::{
        execution::{Execute, OperandLayouts, PlaneSupport, Roles},
        interpret::{Parameters, View},
        onnx,
        pytorch::{PyCall, PyTorch},
        text::{square, unusual},
        window::{Axis, Window},
    },
    shape::Shape,
};

/// `torch.nn.MaxPool2d` with a square window. The padding counts as −∞. The largest number of a window that
/// contains NaN is NaN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaxPool {
    /// The height and width of the window, k.
    pub kernel: usize,
    /// The distance between neighbouring windows in pixels.
    pub stride: usize,
    /// The width of the padding on each side of the map in pixels, at most k/2.
    pub padding: usize,
}

impl Operator for MaxPool {
    fn name(&self) -> &'static str {
        "max_pool"
    }

    fn sizes(&self) -> Vec<usize> {
        vec![self.kernel, self.stride, self.padding]
    }

    fn check(&self) -> Result<(), String> {
        if self.kernel == 0 || self.stride == 0 {
            return Err("kernel and stride are at least 1".into());
        }
        // With more padding, a window could contain no number of the map.
        match self.padding <= self.kernel / 2 {
            true => Ok(()),
            false => Err("the padding is at most half the kernel".into()),
        }
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        let input = operands[0];
        let axis = |size| window_positions(size, self.kernel, self.stride, self.padding);
        match (axis(input.height), axis(input.width)) {
            (Some(height), Some(width)) => Ok(input.with_size(height, width)),
            _ => Err(format!("the window is larger than the map of {input}")),
        }
    }

    fn remedy(&self) -> &'static str {
        "give it a smaller window, more padding or a larger map"
    }

    fn receptive_fields(&self) -> Vec<usize> {
        vec![self.kernel]
    }

    fn window(&self, _axis: Axis, operands: &[(Window, usize)], _size: usize) -> Option<Window> {
        Some(operands[0].0.slide(self.kernel, self.stride, self.padding))
    }

    fn interpret(&self, operands: &[View<'_>], output: Shape, _: &Parameters<'_>) -> Vec<f32> {
        let input = operands[0];
        let Shape { height, width, .. } = input.shape;
        let window = |i, size| window_inside(i, size, self.kernel, self.stride, self.padding);
        let mut result = Vec::with_capacity(output.len());
        for plane in input.data.chunks_exact(input.shape.pixels()) {
            for y in 0..output.height {
                for x in 0..output.width {
                    let row = |y: usize| &plane[y * width..][window(x, width)];
                    let numbers = window(y, height).flat_map(row).copied();
                    result.push(numbers.fold(f32::NEG_INFINITY, larger));
                }
            }
        }
        result
    }

    fn attributes(&self, _node: &str) -> Vec<String> {
        let mut attributes = vec![square(self.kernel)];
        attributes.extend(unusual("stride", self.stride, 1));
        attributes.extend(unusual("padding", self.padding, 0));
        attributes.extend(unusual("receptive field", self.kernel, 1));
        attributes
    }

    fn family(&self) -> Family {
        Family::Pooling
    }

    fn execute(&self) -> Option<&dyn Execute> {
        Some(self)
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let attributes = onnx::window(self.kernel, self.stride, self.padding);
        model.node("MaxPool", call.operands.clone(), call.name, attributes)
    }

    fn pytorch(&self) -> PyTorch {
        let call = PyCall::new("F.max_pool2d", [self.kernel]);
        let call = call.unless("stride", self.stride, self.kernel);
        PyTorch::Function(call.unless("padding", self.padding, 0))
    }
}

/// Returns the larger of two numbers; NaN if either is NaN.
fn larger(a: f32, b: f32) -> f32 {
    if a > b || a.is_nan() { a } else { b }
}

impl Execute for MaxPool {
    fn roles(&self) -> Roles {
        Roles { planes: PlaneSupport::Keep, ..Roles::default() }
    }

    fn kernel(&self, layouts: &OperandLayouts) -> Kernel {
        kernel::MaxPool::new(layouts.input, layouts.output)
            .layout(layouts.layout)
            .kernel(self.kernel)
            .stride(self.stride)
            .padding(self.padding)
            .into()
    }
}
