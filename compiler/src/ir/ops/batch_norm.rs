//! The operator [`BatchNorm`]: batch norm at inference, `torch.nn.BatchNorm2d`.

use espnet_abi::{kernel::Stage, pack::StageTensors};

use super::{Operator, operator::expect_channels};
use crate::{
    ir::{
        Param,
        execution::TensorIds,
        interpret::{Parameters, View, each_channel},
        onnx::{self, Attribute},
        pytorch::{PyCall, PyTorch},
    },
    shape::Shape,
};

/// The default ε of `torch.nn.BatchNorm2d`.
const USUAL_EPS: f32 = 1e-5;

/// `torch.nn.BatchNorm2d` at inference: y = γ·(x − μ)/√(σ² + ε) + β per channel.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchNorm {
    /// The path of the module. Its tensors are `.weight`, `.bias`, `.running_mean` and `.running_var`.
    pub module: String,
    /// The number of channels, C.
    pub channels: usize,
    /// ε.
    pub eps: f32,
}

impl BatchNorm {
    /// Returns γ, β, μ and σ².
    pub fn tensors(&self) -> [Param; 4] {
        let param = |name, learned| Param {
            name: format!("{}.{name}", self.module),
            shape: vec![self.channels],
            learned,
        };
        [
            param("weight", true),
            param("bias", true),
            param("running_mean", false),
            param("running_var", false),
        ]
    }
}

impl Operator for BatchNorm {
    fn name(&self) -> &'static str {
        "batch_norm"
    }

    fn params(&self) -> Vec<Param> {
        self.tensors().to_vec()
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
        let norm = parameters.scale_and_shift(self);
        each_channel(operands[0], |channel, x| {
            let (scale, shift) = norm[channel];
            x * scale + shift
        })
    }

    fn attributes(&self, node: &str) -> Vec<String> {
        let mut attributes = Vec::new();
        if self.module != node {
            attributes.push(format!("module {}", self.module));
        }
        if self.eps != USUAL_EPS {
            attributes.push(format!("eps {:e}", self.eps));
        }
        attributes
    }

    fn stage(&self, _operands: &[Shape]) -> Option<Stage> {
        Some(Stage::Affine)
    }

    fn stage_tensors(&self, ids: &TensorIds<'_>) -> Option<StageTensors> {
        Some(StageTensors::Affine(ids.norm(self)))
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let mut operands = vec![call.first()];
        for param in self.tensors() {
            let numbers = call.parameters.get(&param.name);
            operands.push(model.floats(&param.name, &[self.channels], numbers));
        }
        let attributes = vec![("epsilon", Attribute::Float(self.eps))];
        model.node("BatchNormalization", operands, call.name, attributes)
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::Module(PyCall::new("nn.BatchNorm2d", [self.channels]))
    }
}
