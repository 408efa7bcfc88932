//! What the compiler asks of an operator.

use espnet_abi::{kernel::Stage, pack::StageTensors};
use thiserror::Error;

use super::Op;
use crate::{
    ir::{
        Param,
        execution::{Execute, TensorIds},
        interpret::{Parameters, View},
        onnx,
        pytorch::PyTorch,
        window::{Axis, Window},
    },
    shape::Shape,
};

/// Everything that the compiler asks of an operator. Only the name, the shape and the interpretation
/// have no default.
pub trait Operator {
    /// The name in texts and pictures, in snake case.
    fn name(&self) -> &'static str;

    /// How many operands the operator takes.
    fn arity(&self) -> Arity {
        Arity::Exactly(1)
    }

    /// The parameters that the operator reads, in order of use.
    fn params(&self) -> Vec<Param> {
        Vec::new()
    }

    /// The numbers from which sizes of values and windows are computed. The verifier bounds them
    /// before it asks for shapes.
    fn sizes(&self) -> Vec<usize> {
        Vec::new()
    }

    /// Checks what must hold whatever the operands are.
    ///
    /// # Errors
    /// What does not hold.
    fn check(&self) -> Result<(), String> {
        Ok(())
    }

    /// The shape of the value that the operator makes of operands of these shapes, which are as many
    /// as [`Operator::arity`] says.
    ///
    /// # Errors
    /// What does not fit.
    fn shape(&self, operands: &[Shape]) -> Result<Shape, String>;

    /// What to do about operands that do not fit.
    fn remedy(&self) -> &'static str {
        "change what it reads"
    }

    /// Multiply-accumulates of the operator's convolutions; linear layers count none, as in the
    /// literature.
    fn macs(&self, _operands: &[Shape], _output: Shape) -> u64 {
        0
    }

    /// Multiply-accumulates of convolutions and linear layers.
    fn multiplications(&self, operands: &[Shape], output: Shape) -> u64 {
        self.macs(operands, output)
    }

    /// The effective receptive fields of the operator's kernels per axis, in pixels of the map that
    /// they read.
    fn receptive_fields(&self) -> Vec<usize> {
        Vec::new()
    }

    /// The dilations of the operator's kernels of more than one tap.
    fn dilations(&self) -> Vec<usize> {
        Vec::new()
    }

    /// The window of the value in the network's input along `axis`; `None` if each number of the value
    /// depends on the operands' numbers at the same place alone. `operands` are the operands' windows and
    /// their sizes along the axis; `size` is the size of the value.
    fn window(&self, _axis: Axis, _operands: &[(Window, usize)], _size: usize) -> Option<Window> {
        None
    }

    /// Computes the value, C×H×W. Sums are taken in f64 and rounded once.
    fn interpret(
        &self,
        operands: &[View<'_>],
        output: Shape,
        parameters: &Parameters<'_>,
    ) -> Vec<f32>;

    /// What is worth telling beside the name, for a node of name `node`. Usual settings are left out.
    fn attributes(&self, _node: &str) -> Vec<String> {
        Vec::new()
    }

    /// The family, which pictures colour by.
    fn family(&self) -> Family {
        Family::Elementwise
    }

    /// The stage of an epilogue that the operator is when its operands have these shapes, if it works
    /// number by number. The plan decides where the residual of a sum is.
    fn stage(&self, _operands: &[Shape]) -> Option<Stage> {
        None
    }

    /// The tensors of the stage, if it has any.
    fn stage_tensors(&self, _ids: &TensorIds<'_>) -> Option<StageTensors> {
        None
    }

    /// How a kernel computes the operator; `None` if the operator only runs as part of a [`Fused`](super::Fused)
    /// one or is no computation.
    fn execute(&self) -> Option<&dyn Execute> {
        None
    }

    /// Whether every number of the value is an average of numbers of one channel of the operand.
    fn averages(&self) -> bool {
        false
    }

    /// Whether the value is N×C instead of N×C×1×1 in PyTorch, given whether the first operand is.
    fn is_flat(&self, _first: bool) -> bool {
        false
    }

    /// Adds the operator's nodes to a model in ONNX and returns the name of the value.
    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String;

    /// The operator in PyTorch.
    fn pytorch(&self) -> PyTorch;
}

/// How many operands an operator takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// This many.
    Exactly(usize),
    /// Any number from one.
    AtLeastOne,
}

/// Families of operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The network's input.
    Input,
    /// Operators with matrices of weights.
    Convolution,
    /// Averages and resizes.
    Pooling,
    /// Operators that only move numbers.
    Movement,
    /// Operators that work number by number.
    Elementwise,
    /// Several operators in one kernel.
    Fused,
}

/// An operator does not take operands of these shapes.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{op}: {problem}")]
pub struct ShapeError {
    /// Name of the operator.
    pub op: &'static str,
    /// What does not fit.
    pub problem: String,
}

impl Op {
    /// The shape of the value that the operator makes of operands of these shapes.
    ///
    /// # Errors
    /// If the number of operands or their shapes do not suit the operator.
    pub fn output_shape(&self, operands: &[Shape]) -> Result<Shape, ShapeError> {
        let fail = |problem: String| ShapeError { op: self.name(), problem };
        match self.arity() {
            Arity::Exactly(arity) if operands.len() != arity => {
                return Err(fail(format!("takes {arity} operands, has {}", operands.len())));
            }
            Arity::AtLeastOne if operands.is_empty() => {
                return Err(fail("takes at least one operand".into()));
            }
            _ => {}
        }
        let output = self.shape(operands).map_err(fail)?;
        if output.is_empty() {
            return Err(fail(format!("makes an empty value of shape {output}")));
        }
        Ok(output)
    }
}

/// Refuses an operand with another number of channels.
pub(super) fn expect_channels(operand: Shape, channels: usize) -> Result<(), String> {
    match operand.channels == channels {
        true => Ok(()),
        false => Err(format!("expects {channels} channels, is given {}", operand.channels)),
    }
}

/// The number of positions of a window along an axis, if there is one.
pub(super) fn window_positions(
    size: usize,
    window: usize,
    stride: usize,
    padding: usize,
) -> Option<usize> {
    let rest = size.checked_add(padding.checked_mul(2)?)?.checked_sub(window)?;
    Some(rest.checked_div(stride)? + 1)
}
