//! The operator [`Input`]: an input of the network or, in the body of a [`Fused`](super::Fused) operator, an
//! operand.

use super::{Arity, Family, Operator};
use crate::{
    ir::{
        interpret::{Parameters, View},
        onnx,
        pytorch::PyTorch,
        window::{Axis, Window},
    },
    shape::Shape,
};

/// An input of a graph, with its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input(pub Shape);

impl Operator for Input {
    fn name(&self) -> &'static str {
        "input"
    }

    fn arity(&self) -> Arity {
        Arity::Exactly(0)
    }

    fn sizes(&self) -> Vec<usize> {
        vec![self.0.channels, self.0.height, self.0.width]
    }

    fn shape(&self, _operands: &[Shape]) -> Result<Shape, String> {
        Ok(self.0)
    }

    fn window(&self, _axis: Axis, _operands: &[(Window, usize)], _size: usize) -> Option<Window> {
        Some(Window::PIXEL)
    }

    /// The interpreter never calls this, because it takes the inputs from its caller.
    fn interpret(&self, _: &[View<'_>], _: Shape, _: &Parameters<'_>) -> Vec<f32> {
        Vec::new()
    }

    fn family(&self) -> Family {
        Family::Input
    }

    fn onnx(&self, _model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        call.name.into()
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::None
    }
}
