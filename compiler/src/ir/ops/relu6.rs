//! The operator [`Relu6`]: the activation function `torch.nn.ReLU6`.

use espnet_abi::kernel::Stage;

use super::Operator;
use crate::{
    ir::{
        interpret::{Parameters, View, each_channel},
        onnx,
        pytorch::{Axes, PyCall, PyTorch},
    },
    shape::Shape,
};

/// `torch.nn.ReLU6`: x limited to the numbers from 0 to 6. NaN stays NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relu6;

impl Operator for Relu6 {
    fn name(&self) -> &'static str {
        "relu6"
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        Ok(operands[0])
    }

    fn interpret(&self, operands: &[View<'_>], _: Shape, _: &Parameters<'_>) -> Vec<f32> {
        each_channel(operands[0], |_, x| x.clamp(0.0, 6.0))
    }

    fn stage(&self, _operands: &[Shape]) -> Option<Stage> {
        Some(Stage::clamp(0.0, 6.0))
    }

    fn axes(&self, first: Axes) -> Axes {
        first
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let bounds = [("least", 0.0), ("most", 6.0)]
            .map(|(bound, number)| model.floats(&format!("{}.{bound}", call.name), &[], &[number]));
        let operands = [call.first()].into_iter().chain(bounds).collect();
        model.node("Clip", operands, call.name, vec![])
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Module(PyCall::new::<&str>("nn.ReLU6", []))
    }
}
