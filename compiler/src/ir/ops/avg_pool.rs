//! The operator [`AvgPool`]: average pooling, `torch.nn.AvgPool2d`.

use espnet_abi::kernel::{self, Kernel};

use super::{
    Family, Op, Operator,
    operator::{window_inside, window_positions},
};
use crate::{
    ir::{
        execution::{Execute, OperandLayouts, PlaneSupport, Roles},
        interpret::{Parameters, View, average},
        onnx::{self, Attribute},
        pytorch::{PyCall, PyTorch},
        text::{square, unusual},
        window::{Axis, Window},
    },
    shape::Shape,
};

/// `torch.nn.AvgPool2d` with a square window. The zeros of the padding count in averages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvgPool {
    /// The height and width of the window, k.
    pub kernel: usize,
    /// The distance between neighbouring windows in pixels.
    pub stride: usize,
    /// The number of zeros on each side of the map.
    pub padding: usize,
}

/// Returns the 3×3 average of stride 2, with which strided units and the image pyramid halve a map.
pub fn avg_pool_3x3_s2() -> Op {
    Op::AvgPool(AvgPool { kernel: 3, stride: 2, padding: 1 })
}

impl Operator for AvgPool {
    fn name(&self) -> &'static str {
        "avg_pool"
    }

    fn sizes(&self) -> Vec<usize> {
        vec![self.kernel, self.stride, self.padding]
    }

    fn check(&self) -> Result<(), String> {
        match self.kernel > 0 && self.stride > 0 {
            true => Ok(()),
            false => Err("kernel and stride are at least 1".into()),
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

    /// A window's sum is divided by the window's size, padding included.
    fn interpret(&self, operands: &[View<'_>], output: Shape, _: &Parameters<'_>) -> Vec<f32> {
        let input = operands[0];
        let window = |i, size| window_inside(i, size, self.kernel, self.stride, self.padding);
        let area = self.kernel * self.kernel;
        average(
            input,
            output,
            |y| window(y, input.shape.height),
            |x| window(x, input.shape.width),
            |_, _| area,
        )
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

    fn averages(&self) -> bool {
        true
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let mut attributes = onnx::window(self.kernel, self.stride, self.padding);
        attributes.push(("count_include_pad", Attribute::Int(1)));
        model.node("AveragePool", call.operands.clone(), call.name, attributes)
    }

    fn pytorch(&self) -> PyTorch {
        let call = PyCall::new("F.avg_pool2d", [self.kernel]);
        let call = call.unless("stride", self.stride, self.kernel);
        PyTorch::Function(call.unless("padding", self.padding, 0))
    }
}

impl Execute for AvgPool {
    fn roles(&self) -> Roles {
        Roles { planes: PlaneSupport::Keep, ..Roles::default() }
    }

    fn kernel(&self, layouts: &OperandLayouts) -> Kernel {
        kernel::AvgPool::new(layouts.input, layouts.output)
            .layout(layouts.layout)
            .kernel(self.kernel)
            .stride(self.stride)
            .padding(self.padding)
            .into()
    }
}
