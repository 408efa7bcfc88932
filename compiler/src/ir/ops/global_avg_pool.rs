//! The operator [`GlobalAvgPool`]: the average over a whole map.

use espnet_abi::kernel::{self, Kernel};

use super::{AdaptiveAvgPool, Family, Operator};
use crate::{
    ir::{
        execution::{Execute, OperandLayouts},
        interpret::{Parameters, View},
        onnx,
        pytorch::{PyCall, PyTorch},
        window::{Axis, Window},
    },
    shape::Shape,
};

/// The average over a whole map, `torch.nn.AdaptiveAvgPool2d(1)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlobalAvgPool;

/// Adaptive average pooling to one pixel, which computes the same.
const ADAPTIVE: AdaptiveAvgPool = AdaptiveAvgPool { height: 1, width: 1 };

impl Operator for GlobalAvgPool {
    fn name(&self) -> &'static str {
        "global_avg_pool"
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        Ok(operands[0].with_size(1, 1))
    }

    fn window(&self, axis: Axis, operands: &[(Window, usize)], size: usize) -> Option<Window> {
        ADAPTIVE.window(axis, operands, size)
    }

    fn interpret(
        &self,
        operands: &[View<'_>],
        output: Shape,
        parameters: &Parameters<'_>,
    ) -> Vec<f32> {
        ADAPTIVE.interpret(operands, output, parameters)
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
        model.node("GlobalAveragePool", call.operands.clone(), call.name, vec![])
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Function(PyCall::new("F.adaptive_avg_pool2d", [1]))
    }
}

impl Execute for GlobalAvgPool {
    fn kernel(&self, layouts: &OperandLayouts) -> Kernel {
        kernel::AdaptiveAvgPool::new(layouts.input, layouts.output).into()
    }
}
