//! The operator [`ChannelSlice`]: a range of channels, `torch.narrow` along the channels.

use super::{Family, Operator};
use crate::{
    ir::{
        interpret::{Parameters, View},
        onnx,
        pytorch::{PyCall, PyTorch},
    },
    shape::Shape,
};

/// The channels `start` to `start + channels − 1` of a map. The operator has no kernel: the plan finds the value
/// in the memory of its operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelSlice {
    /// The first channel.
    pub start: usize,
    /// The number of channels, at least 1.
    pub channels: usize,
}

impl Operator for ChannelSlice {
    fn name(&self) -> &'static str {
        "channel_slice"
    }

    fn sizes(&self) -> Vec<usize> {
        vec![self.start, self.channels]
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        let (ChannelSlice { start, channels }, all) = (*self, operands[0].channels);
        match channels > 0 && start.saturating_add(channels) <= all {
            true => Ok(operands[0].with_channels(channels)),
            false => Err(format!("takes {channels} channels after the first {start}, of {all}")),
        }
    }

    fn remedy(&self) -> &'static str {
        "choose channels that its operand has"
    }

    fn interpret(&self, operands: &[View<'_>], output: Shape, _: &Parameters<'_>) -> Vec<f32> {
        let input = operands[0];
        input.data[self.start * input.shape.pixels()..][..output.len()].to_vec()
    }

    fn attributes(&self, _node: &str) -> Vec<String> {
        vec![format!("channels {}..{}", self.start, self.start + self.channels)]
    }

    fn family(&self) -> Family {
        Family::Movement
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let mut operands = vec![call.first()];
        for (part, number) in
            [("starts", self.start), ("ends", self.start + self.channels), ("axes", 1)]
        {
            operands.push(model.integers(&format!("{}.{part}", call.name), &[number]));
        }
        model.node("Slice", operands, call.name, Vec::new())
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Function(PyCall::new("torch.narrow", [1, self.start, self.channels]))
    }
}
