//! The operator [`Relu`]: the activation function `torch.nn.ReLU`.

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

/// `torch.nn.ReLU`: the greater of x and 0. NaN stays NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relu;

impl Operator for Relu {
    fn name(&self) -> &'static str {
        "relu"
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        Ok(operands[0])
    }

    fn interpret(&self, operands: &[View<'_>], _: Shape, _: &Parameters<'_>) -> Vec<f32> {
        each_channel(operands[0], |_, x| if x < 0.0 { 0.0 } else { x })
    }

    fn stage(&self, _operands: &[Shape]) -> Option<Stage> {
        Some(Stage::Relu)
    }

    fn axes(&self, first: Axes) -> Axes {
        first
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        model.node("Relu", call.operands.clone(), call.name, vec![])
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Module(PyCall::new::<&str>("nn.ReLU", []))
    }
}
