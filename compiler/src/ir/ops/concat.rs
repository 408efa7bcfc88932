//! The operator [`Concat`]: concatenation along the channels.

use super::{Arity, Family, Operator};
use crate::{
    ir::{
        interpret::{Parameters, View},
        onnx::{self, Attribute},
        pytorch::{PyCall, PyTorch},
    },
    shape::Shape,
};

/// The concatenation of one or more maps of the same height and width along the channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concat;

impl Operator for Concat {
    fn name(&self) -> &'static str {
        "concat"
    }

    fn arity(&self) -> Arity {
        Arity::AtLeastOne
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        let first = operands[0];
        let mut channels = 0usize;
        for operand in operands {
            if (operand.height, operand.width) != (first.height, first.width) {
                return Err(format!("operands differ in size: {first} and {operand}"));
            }
            channels = channels.saturating_add(operand.channels);
        }
        Ok(first.with_channels(channels))
    }

    fn remedy(&self) -> &'static str {
        "bring its operands to one size with a `resize`"
    }

    fn interpret(&self, operands: &[View<'_>], _: Shape, _: &Parameters<'_>) -> Vec<f32> {
        operands.iter().flat_map(|operand| operand.data).copied().collect()
    }

    fn family(&self) -> Family {
        Family::Movement
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let attributes = vec![("axis", Attribute::Int(1))];
        model.node("Concat", call.operands.clone(), call.name, attributes)
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::FunctionOfList(PyCall::new::<&str>("torch.cat", []).unless("dim", 1, 0))
    }
}
