//! The operator [`Sigmoid`]: the logistic function.

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

/// The logistic function, 1/(1 + e⁻ˣ).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sigmoid;

impl Operator for Sigmoid {
    fn name(&self) -> &'static str {
        "sigmoid"
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        Ok(operands[0])
    }

    fn interpret(&self, operands: &[View<'_>], _: Shape, _: &Parameters<'_>) -> Vec<f32> {
        each_channel(operands[0], |_, x| 1.0 / (1.0 + (-x).exp()))
    }

    fn stage(&self, _operands: &[Shape]) -> Option<Stage> {
        Some(Stage::Sigmoid)
    }

    fn axes(&self, first: Axes) -> Axes {
        first
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        model.node("Sigmoid", call.operands.clone(), call.name, vec![])
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Function(PyCall::new::<&str>("torch.sigmoid", []))
    }
}
