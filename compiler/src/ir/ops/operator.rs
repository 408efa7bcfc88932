//! The interface of all operators, through which the compiler's passes and emitters use them.

use std::ops::Range;

use espnet_abi::{kernel::Stage, pack::StageTensors};
use thiserror::Error;

use super::Op;
use crate::{
    ir::{
        Param,
        execution::{Execute, TensorIds},
        interpret::{Parameters, View},
        onnx,
        pytorch::{Axes, PyTorch},
        window::{Axis, Window},
    },
    shape::Shape,
};

/// An operator. The defaults suit an operator of one operand without parameters and without a kernel of its
/// own that works number by number.
pub trait Operator {
    /// Returns the name in texts and pictures, in snake case.
    fn name(&self) -> &'static str;

    /// Returns the number of operands that the operator takes.
    fn arity(&self) -> Arity {
        Arity::Exactly(1)
    }

    /// Returns the parameters that the operator reads, in order of use.
    fn params(&self) -> Vec<Param> {
        Vec::new()
    }

    /// Returns the numbers from which the sizes of values and windows are computed. The verifier refuses
    /// numbers that are too large before it computes shapes from them.
    fn sizes(&self) -> Vec<usize> {
        Vec::new()
    }

    /// Checks the operator itself, independently of its operands.
    ///
    /// # Errors
    /// If the operator is invalid; the error describes the problem.
    fn check(&self) -> Result<(), String> {
        Ok(())
    }

    /// Returns the shape of the value that the operator computes from operands of these shapes. Their number
    /// agrees with [`Operator::arity`].
    ///
    /// # Errors
    /// If the shapes do not fit; the error describes the mismatch.
    fn shape(&self, operands: &[Shape]) -> Result<Shape, String>;

    /// Returns advice for the author of a spec in which the operands do not fit.
    fn remedy(&self) -> &'static str {
        "change what it reads"
    }

    /// Returns the multiply-accumulates of the operator's convolutions. Linear layers count none, as in the
    /// literature.
    fn macs(&self, _operands: &[Shape], _output: Shape) -> u64 {
        0
    }

    /// Returns the multiply-accumulates of the operator's convolutions and linear layers.
    fn multiplications(&self, operands: &[Shape], output: Shape) -> u64 {
        self.macs(operands, output)
    }

    /// Returns the effective receptive field of each of the operator's kernels per axis, in pixels of the map
    /// that the kernel reads.
    fn receptive_fields(&self) -> Vec<usize> {
        Vec::new()
    }

    /// Returns the dilations of the operator's kernels that have more than one tap.
    fn dilations(&self) -> Vec<usize> {
        Vec::new()
    }

    /// Returns the window of the value in the network's input along `axis`; `None` if each number of the
    /// value only depends on the operands' numbers at the same place. `operands` are the operands' windows
    /// and their sizes along the axis; `size` is the size of the value.
    fn window(&self, _axis: Axis, _operands: &[(Window, usize)], _size: usize) -> Option<Window> {
        None
    }

    /// Computes the value, C×H×W. Sums are computed in f64 and rounded once.
    fn interpret(
        &self,
        operands: &[View<'_>],
        output: Shape,
        parameters: &Parameters<'_>,
    ) -> Vec<f32>;

    /// Returns the settings that texts and pictures show beside the operator's name. Usual settings are left
    /// out, and so are names of parameters that follow from the node's name, `node`.
    fn attributes(&self, _node: &str) -> Vec<String> {
        Vec::new()
    }

    /// Returns the family, which determines the colour in pictures.
    fn family(&self) -> Family {
        Family::Elementwise
    }

    /// Returns the stage of an epilogue that computes the operator on operands of these shapes; `None` if no
    /// stage does. The plan decides later where the residual of a sum is.
    fn stage(&self, _operands: &[Shape]) -> Option<Stage> {
        None
    }

    /// Returns the tensors that the stage reads, if there are any.
    fn stage_tensors(&self, _ids: &TensorIds<'_>) -> Option<StageTensors> {
        None
    }

    /// Returns the interface to the kernel of the operator; `None` if the operator computes nothing, or if it
    /// only runs as part of a [`Fused`](super::Fused) operator.
    fn execute(&self) -> Option<&dyn Execute> {
        None
    }

    /// Whether every number of the value is an average of numbers in the same channel of the operand.
    fn averages(&self) -> bool {
        false
    }

    /// Returns the axes of the value in PyTorch and ONNX; `first` are those of the first operand.
    fn axes(&self, _first: Axes) -> Axes {
        Axes::Map
    }

    /// Adds the operator's nodes to a model in ONNX and returns the name of the value.
    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String;

    /// Returns the form of the operator in PyTorch code.
    fn pytorch(&self) -> PyTorch;
}

/// The number of operands that an operator takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// This number.
    Exactly(usize),
    /// One or more.
    AtLeastOne,
}

/// The families of operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The network's input.
    Input,
    /// Operators with matrices of weights.
    Convolution,
    /// Operators that average or resize.
    Pooling,
    /// Operators that only move numbers.
    Movement,
    /// Operators that work number by number.
    Elementwise,
    /// Several operators in one kernel.
    Fused,
}

/// The error of an operator that does not accept its operands.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{op}: {problem}")]
pub struct ShapeError {
    /// The name of the operator.
    pub op: &'static str,
    /// A description of the mismatch.
    pub problem: String,
}

impl Op {
    /// Returns the shape of the value that the operator computes from operands of these shapes.
    ///
    /// # Errors
    /// If the operator does not accept this number of operands or these shapes.
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

/// Checks that an operand has this number of channels.
pub(super) fn expect_channels(operand: Shape, channels: usize) -> Result<(), String> {
    match operand.channels == channels {
        true => Ok(()),
        false => Err(format!("expects {channels} channels, is given {}", operand.channels)),
    }
}

/// Returns the range of window number `i` that is inside an axis of `size` pixels.
pub(super) fn window_inside(
    i: usize,
    size: usize,
    window: usize,
    stride: usize,
    padding: usize,
) -> Range<usize> {
    let start = i * stride;
    let end = (start + window).saturating_sub(padding).min(size);
    start.saturating_sub(padding).min(end)..end
}

/// Returns the number of positions of a window along an axis; `None` if the window does not fit.
pub(super) fn window_positions(
    size: usize,
    window: usize,
    stride: usize,
    padding: usize,
) -> Option<usize> {
    let rest = size.checked_add(padding.checked_mul(2)?)?.checked_sub(window)?;
    Some(rest.checked_div(stride)? + 1)
}
