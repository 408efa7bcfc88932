//! The operator [`ChannelShuffle`] (ShuffleNet, section 3.1).

use espnet_abi::kernel::{self, Kernel};

use super::{Family, Op, Operator};
use crate::{
    ir::{
        execution::{Execute, OperandLayouts},
        interpret::{Parameters, View},
        onnx::{self, Attribute},
        pytorch::{PyCall, PyTorch},
    },
    shape::Shape,
};

/// Channel shuffle: output channel `c·groups + g` is input channel `g·(C/groups) + c`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelShuffle {
    /// The number of groups, which divides C.
    pub groups: usize,
}

impl Op {
    /// Returns the number of groups of a channel shuffle; `None` for other operators.
    pub fn shuffle_groups(&self) -> Option<usize> {
        match self {
            Op::ChannelShuffle(shuffle) => Some(shuffle.groups),
            _ => None,
        }
    }

    /// Creates a channel shuffle.
    pub fn shuffle(groups: usize) -> Self {
        Op::ChannelShuffle(ChannelShuffle { groups })
    }
}

impl Operator for ChannelShuffle {
    fn name(&self) -> &'static str {
        "channel_shuffle"
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        let (groups, channels) = (self.groups, operands[0].channels);
        match groups > 0 && channels.is_multiple_of(groups) {
            true => Ok(operands[0]),
            false => Err(format!("{groups} groups do not divide {channels} channels")),
        }
    }

    fn remedy(&self) -> &'static str {
        "choose groups that divide the channels"
    }

    fn interpret(&self, operands: &[View<'_>], _: Shape, _: &Parameters<'_>) -> Vec<f32> {
        let (input, channels) = (operands[0], operands[0].shape.channels);
        let per_group = channels / self.groups;
        (0..channels)
            .flat_map(|output| input.plane(output % self.groups * per_group + output / self.groups))
            .copied()
            .collect()
    }

    fn attributes(&self, _node: &str) -> Vec<String> {
        vec![format!("groups {}", self.groups)]
    }

    fn family(&self) -> Family {
        Family::Movement
    }

    fn execute(&self) -> Option<&dyn Execute> {
        Some(self)
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        onnx_shuffle(model, call.first(), call.name, self.groups, call.from)
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Function(PyCall::new("F.channel_shuffle", [self.groups]))
    }
}

impl Execute for ChannelShuffle {
    fn kernel(&self, layouts: &OperandLayouts) -> Kernel {
        kernel::ChannelShuffle::new(layouts.input, layouts.output).groups(self.groups).into()
    }
}

/// Adds a channel shuffle of a value of this shape to a model and returns the name of its value. ONNX has no
/// such operator; a reshape, a transpose and a second reshape compute the same.
pub(super) fn onnx_shuffle(
    model: &mut dyn onnx::Model,
    input: String,
    name: &str,
    groups: usize,
    shape: Shape,
) -> String {
    let Shape { channels, height, width } = shape;
    let split = [groups, channels / groups, height, width];
    let value = model.reshape(input, &format!("{name}.groups"), &split);
    let order = vec![("perm", Attribute::Ints(vec![0, 2, 1, 3, 4]))];
    let value = model.node("Transpose", vec![value], &format!("{name}.shuffled"), order);
    model.reshape(value, name, &[channels, height, width])
}
