//! The operator [`Mul`]: the product of two maps, or of a map and a gate.

use espnet_abi::kernel::Stage;

use super::{Arity, Operator};
use crate::{
    ir::{
        interpret::{Parameters, View},
        onnx,
        pytorch::PyTorch,
    },
    shape::Shape,
};

/// The product of a map with a second operand, which is a map of the same shape or a gate of shape
/// 1×C×1×1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mul;

impl Operator for Mul {
    fn name(&self) -> &'static str {
        "mul"
    }

    fn arity(&self) -> Arity {
        Arity::Exactly(2)
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        let (map, factor) = (operands[0], operands[1]);
        match factor == map || factor == map.with_size(1, 1) {
            true => Ok(map),
            false => Err(format!("{factor} cannot scale {map}")),
        }
    }

    fn remedy(&self) -> &'static str {
        "bring its operands to one shape with a `conv` or a `resize`"
    }

    fn interpret(&self, operands: &[View<'_>], _: Shape, _: &Parameters<'_>) -> Vec<f32> {
        let (map, factor) = (operands[0], operands[1]);
        if map.shape == factor.shape {
            return map.data.iter().zip(factor.data).map(|(a, b)| a * b).collect();
        }
        (0..map.shape.channels)
            .flat_map(|channel| map.plane(channel).iter().map(move |x| x * factor.data[channel]))
            .collect()
    }

    /// The product of two maps is no stage; the product of a map and a gate is.
    fn stage(&self, operands: &[Shape]) -> Option<Stage> {
        (operands[1].pixels() == 1).then_some(Stage::Gate)
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        model.node("Mul", call.operands.clone(), call.name, vec![])
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Infix(" * ")
    }
}
