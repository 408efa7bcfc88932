//! The operator [`PRelu`]: the activation function `torch.nn.PReLU` with one slope per channel.

use espnet_abi::{kernel::Stage, pack::StageTensors};

use super::{Operator, operator::expect_channels};
use crate::{
    ir::{
        Param,
        execution::TensorIds,
        interpret::{Parameters, View, each_channel},
        onnx,
        pytorch::{Axes, PyCall, PyTorch},
        text::unusual_name,
    },
    shape::Shape,
};

/// `torch.nn.PReLU` with one slope per channel: x if x > 0, else x times the slope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PRelu {
    /// The name of the parameter that contains the slopes.
    pub weight: String,
    /// The number of channels, C.
    pub channels: usize,
}

impl PRelu {
    /// Returns the name and the shape of the slopes.
    pub fn param(&self) -> Param {
        Param::new(&self.weight, [self.channels])
    }
}

impl Operator for PRelu {
    fn name(&self) -> &'static str {
        "prelu"
    }

    fn params(&self) -> Vec<Param> {
        vec![self.param()]
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        expect_channels(operands[0], self.channels)?;
        Ok(operands[0])
    }

    fn interpret(
        &self,
        operands: &[View<'_>],
        _output: Shape,
        parameters: &Parameters<'_>,
    ) -> Vec<f32> {
        let slopes = parameters.get(&self.weight);
        each_channel(
            operands[0],
            |channel, x| {
                if x > 0.0 { x } else { x * f64::from(slopes[channel]) }
            },
        )
    }

    fn attributes(&self, node: &str) -> Vec<String> {
        unusual_name("slopes", &self.weight, node, "weight").into_iter().collect()
    }

    fn stage(&self, _operands: &[Shape]) -> Option<Stage> {
        Some(Stage::Prelu)
    }

    fn stage_tensors(&self, ids: &TensorIds<'_>) -> Option<StageTensors> {
        Some(StageTensors::Prelu(ids.prelu(self)))
    }

    fn axes(&self, first: Axes) -> Axes {
        first
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let axes = call.axes.sizes(Shape::new(self.channels, 1, 1));
        let slopes = model.floats(&self.weight, &axes, call.parameters.get(&self.weight));
        model.node("PRelu", vec![call.first(), slopes], call.name, vec![])
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Module(PyCall::new("nn.PReLU", [self.channels]))
    }
}
