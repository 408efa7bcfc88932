//! The operator [`ConvTranspose2d`]: transposed convolution whose windows do not overlap,
//! `torch.nn.ConvTranspose2d`.

use super::{BatchNorm, Family, Operator, operator::expect_channels};
use crate::{
    ir::{
        Param,
        interpret::{Parameters, View},
        onnx,
        pytorch::{PyCall, PyTorch},
        text::{named, square, unusual_name},
        window::{Axis, Window},
    },
    shape::Shape,
};

/// `torch.nn.ConvTranspose2d` with a square kernel of k×k taps, stride k, and without padding. Output channel
/// o at (k·y + i, k·x + j) is the sum of w[c, o, i, j]·in[c, y, x] over all c, and the bias.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConvTranspose2d {
    /// The name of the weights, in × out × k × k.
    pub weight: String,
    /// The name of the bias, if there is one.
    pub bias: Option<String>,
    /// C of the input.
    pub in_channels: usize,
    /// C of the output.
    pub out_channels: usize,
    /// The height and width of the kernel in taps, k, which is also the stride.
    pub kernel: usize,
}

impl ConvTranspose2d {
    /// Adds the convolution to a model and returns the name of its value. The batch norm `norm` is folded
    /// into weights and bias.
    pub(crate) fn onnx_folded(
        &self,
        norm: Option<&BatchNorm>,
        model: &mut dyn onnx::Model,
        call: &onnx::OperatorContext<'_>,
    ) -> String {
        let taps = self.kernel * self.kernel;
        let axes = [self.in_channels, self.out_channels, self.kernel, self.kernel];
        let constants = onnx::Constants { weight: &self.weight, axes, bias: self.bias.as_deref() };
        let channel = |index| index / taps % self.out_channels;
        let mut operands = vec![call.first()];
        operands.extend(constants.add(norm, channel, model, call));
        let attributes = onnx::window(self.kernel, self.kernel, 0);
        model.node("ConvTranspose", operands, call.name, attributes)
    }
}

impl Operator for ConvTranspose2d {
    fn name(&self) -> &'static str {
        "conv_transpose2d"
    }

    fn params(&self) -> Vec<Param> {
        let shape = [self.in_channels, self.out_channels, self.kernel, self.kernel];
        let mut params = vec![Param::new(&self.weight, shape)];
        params.extend(self.bias.iter().map(|bias| Param::new(bias, [self.out_channels])));
        params
    }

    fn sizes(&self) -> Vec<usize> {
        vec![self.in_channels, self.out_channels, self.kernel]
    }

    fn check(&self) -> Result<(), String> {
        match self.kernel > 0 {
            true => Ok(()),
            false => Err("the kernel is at least 1".into()),
        }
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        let input = operands[0];
        expect_channels(input, self.in_channels)?;
        let axis = |size: usize| size.saturating_mul(self.kernel);
        Ok(Shape::new(self.out_channels, axis(input.height), axis(input.width)))
    }

    /// Every output pixel reads a single input pixel.
    fn macs(&self, _operands: &[Shape], output: Shape) -> u64 {
        self.in_channels as u64 * self.out_channels as u64 * output.pixels() as u64
    }

    fn receptive_fields(&self) -> Vec<usize> {
        vec![1]
    }

    fn window(&self, _axis: Axis, operands: &[(Window, usize)], _size: usize) -> Option<Window> {
        Some(operands[0].0.repeated(self.kernel))
    }

    fn interpret(
        &self,
        operands: &[View<'_>],
        output: Shape,
        parameters: &Parameters<'_>,
    ) -> Vec<f32> {
        let weights = parameters.get(&self.weight);
        let bias = self.bias.as_ref().map(|bias| parameters.get(bias));
        let (input, k) = (operands[0], self.kernel);
        let mut sums = vec![0.0; output.pixels()];
        let mut result = Vec::with_capacity(output.len());
        for channel in 0..self.out_channels {
            sums.fill(bias.map_or(0.0, |bias| f64::from(bias[channel])));
            for c in 0..self.in_channels {
                let weights = &weights[(c * self.out_channels + channel) * k * k..][..k * k];
                let plane = input.plane(c);
                for (y, sums) in sums.chunks_exact_mut(output.width).enumerate() {
                    let row = &plane[y / k * input.shape.width..];
                    for (x, sum) in sums.iter_mut().enumerate() {
                        let weight = weights[y % k * k + x % k];
                        *sum += f64::from(weight) * f64::from(row[x / k]);
                    }
                }
            }
            result.extend(sums.iter().map(|&sum| sum as f32));
        }
        result
    }

    fn attributes(&self, node: &str) -> Vec<String> {
        let mut attributes =
            vec![square(self.kernel), format!("{}→{}", self.in_channels, self.out_channels)];
        attributes.extend(unusual_name("weight", &self.weight, node, "weight"));
        attributes.extend(self.bias.iter().map(|bias| named("bias", bias, node, "bias")));
        attributes
    }

    fn family(&self) -> Family {
        Family::Convolution
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        self.onnx_folded(None, model, call)
    }

    fn pytorch(&self) -> PyTorch {
        let sizes = [self.in_channels, self.out_channels, self.kernel];
        let conv = PyCall::new("nn.ConvTranspose2d", sizes)
            .unless("stride", self.kernel, 1)
            .unless("bias", if self.bias.is_some() { "True" } else { "False" }, "True");
        PyTorch::Module(conv)
    }
}
