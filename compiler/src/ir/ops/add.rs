//! The operator [`Add`]: the sum of two maps.

use espnet_abi::kernel::{Residual, Stage};

use super::{Arity, Operator};
use crate::{
    ir::{
        interpret::{Parameters, View},
        onnx,
        pytorch::PyTorch,
    },
    shape::Shape,
};

/// The sum of two maps of the same shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Add;

impl Operator for Add {
    fn name(&self) -> &'static str {
        "add"
    }

    fn arity(&self) -> Arity {
        Arity::Exactly(2)
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        match operands[0] == operands[1] {
            true => Ok(operands[0]),
            false => Err(format!("operands differ: {} and {}", operands[0], operands[1])),
        }
    }

    fn remedy(&self) -> &'static str {
        "bring its operands to one shape with a `conv` or a `resize`"
    }

    fn interpret(&self, operands: &[View<'_>], _: Shape, _: &Parameters<'_>) -> Vec<f32> {
        operands[0].data.iter().zip(operands[1].data).map(|(a, b)| a + b).collect()
    }

    fn stage(&self, _operands: &[Shape]) -> Option<Stage> {
        Some(Stage::Add(Residual::InPlace))
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        model.node("Add", call.operands.clone(), call.name, vec![])
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Infix(" + ")
    }
}
