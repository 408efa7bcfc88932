//! The operator [`Conv2d`]: convolution with a square kernel, `torch.nn.Conv2d`.

use super::{
    BatchNorm, Family, Operator,
    operator::{expect_channels, window_positions},
};
use crate::{
    ir::{
        Param,
        interpret::{Parameters, View},
        onnx::{self, Attribute},
        pytorch::{PyCall, PyTorch},
        text::{named, square, unusual, unusual_name},
        window::{Axis, Window},
    },
    shape::Shape,
};

/// `torch.nn.Conv2d` with a square kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conv2d {
    /// The name of the weights, out × in/groups × k × k.
    pub weight: String,
    /// The name of the bias, if there is one.
    pub bias: Option<String>,
    /// C of the input.
    pub in_channels: usize,
    /// C of the output.
    pub out_channels: usize,
    /// The height and width of the kernel in taps, k.
    pub kernel: usize,
    /// The distance between neighbouring windows in pixels.
    pub stride: usize,
    /// The number of zeros on each side of the map.
    pub padding: usize,
    /// The distance between neighbouring taps in pixels.
    pub dilation: usize,
    /// The number of groups, which divides the channels of the input and of the output.
    pub groups: usize,
}

impl Conv2d {
    /// Creates a 1×1 convolution of stride 1 without bias.
    pub fn pointwise(module: &str, in_channels: usize, out_channels: usize, groups: usize) -> Self {
        Conv2d {
            weight: format!("{module}.weight"),
            bias: None,
            in_channels,
            out_channels,
            kernel: 1,
            stride: 1,
            padding: 0,
            dilation: 1,
            groups,
        }
    }

    /// Whether every output channel reads one input channel of its own.
    pub fn is_depthwise(&self) -> bool {
        self.groups == self.in_channels && self.groups == self.out_channels
    }

    /// Whether every output pixel reads the input pixel at the same place only: the convolution is 1×1, has
    /// stride 1 and no padding.
    pub fn is_pointwise(&self) -> bool {
        (self.kernel, self.stride, self.padding) == (1, 1, 0)
    }

    /// Returns the effective receptive field of the kernel, in pixels of its input: n_r = (n − 1)·r + 1.
    pub fn effective_receptive_field(&self) -> usize {
        self.kernel.saturating_sub(1).saturating_mul(self.dilation).saturating_add(1)
    }

    /// Adds the convolution to a model and returns the name of its value. The batch norm `norm` is folded
    /// into weights and bias.
    pub(crate) fn onnx_folded(
        &self,
        norm: Option<&BatchNorm>,
        model: &mut dyn onnx::Model,
        call: &onnx::OperatorContext<'_>,
    ) -> String {
        let (kernel, per_group) = (self.kernel, self.in_channels / self.groups);
        let axes = [self.out_channels, per_group, kernel, kernel];
        let per_output = per_group * kernel * kernel;
        let constants = onnx::Constants { weight: &self.weight, axes, bias: self.bias.as_deref() };
        let mut operands = vec![call.first()];
        operands.extend(constants.add(norm, |index| index / per_output, model, call));
        let mut attributes = onnx::window(kernel, self.stride, self.padding);
        attributes.push(("dilations", Attribute::Ints(vec![self.dilation; 2])));
        attributes.push(("group", Attribute::Int(self.groups)));
        model.node("Conv", operands, call.name, attributes)
    }
}

impl Operator for Conv2d {
    fn name(&self) -> &'static str {
        "conv2d"
    }

    fn params(&self) -> Vec<Param> {
        // The verifier refuses a convolution of 0 groups later; until then it has no weights.
        let per_group = self.in_channels.checked_div(self.groups).unwrap_or(0);
        let shape = [self.out_channels, per_group, self.kernel, self.kernel];
        let mut params = vec![Param::new(&self.weight, shape)];
        params.extend(self.bias.iter().map(|bias| Param::new(bias, [self.out_channels])));
        params
    }

    fn sizes(&self) -> Vec<usize> {
        let Conv2d { in_channels, out_channels, kernel, stride, padding, dilation, .. } = *self;
        vec![in_channels, out_channels, kernel, stride, padding, dilation]
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        let input = operands[0];
        expect_channels(input, self.in_channels)?;
        let divides = |channels: usize| self.groups > 0 && channels.is_multiple_of(self.groups);
        if !divides(self.in_channels) || !divides(self.out_channels) {
            return Err(format!(
                "{} groups do not divide {} input and {} output channels",
                self.groups, self.in_channels, self.out_channels
            ));
        }
        if self.kernel == 0 || self.stride == 0 || self.dilation == 0 {
            return Err("kernel, stride and dilation are at least 1".into());
        }
        let window = self.effective_receptive_field();
        let axis = |size| window_positions(size, window, self.stride, self.padding);
        match (axis(input.height), axis(input.width)) {
            (Some(height), Some(width)) => Ok(Shape::new(self.out_channels, height, width)),
            _ => Err(format!(
                "a kernel of {window}×{window} pixels does not fit a map of {input} padded by {}",
                self.padding
            )),
        }
    }

    fn remedy(&self) -> &'static str {
        "give it a smaller window, more padding or a larger map"
    }

    fn macs(&self, _operands: &[Shape], output: Shape) -> u64 {
        let products = (self.in_channels / self.groups) as u64 * (self.kernel * self.kernel) as u64;
        self.out_channels as u64 * products * output.pixels() as u64
    }

    fn receptive_fields(&self) -> Vec<usize> {
        vec![self.effective_receptive_field()]
    }

    fn dilations(&self) -> Vec<usize> {
        if self.kernel > 1 { vec![self.dilation] } else { Vec::new() }
    }

    fn window(&self, _axis: Axis, operands: &[(Window, usize)], _size: usize) -> Option<Window> {
        let field = self.effective_receptive_field();
        Some(operands[0].0.slide(field, self.stride, self.padding))
    }

    fn interpret(
        &self,
        operands: &[View<'_>],
        output: Shape,
        parameters: &Parameters<'_>,
    ) -> Vec<f32> {
        let weights = parameters.get(&self.weight);
        let bias = self.bias.as_ref().map(|bias| parameters.get(bias));
        let input = operands[0];
        let (per_group, taps) = (self.in_channels / self.groups, self.kernel * self.kernel);
        let outputs_per_group = self.out_channels / self.groups;
        let mut sums = vec![0.0; output.pixels()];
        let mut result = Vec::with_capacity(output.len());
        for channel in 0..self.out_channels {
            let weights: Vec<f64> = weights[channel * per_group * taps..][..per_group * taps]
                .iter()
                .copied()
                .map(f64::from)
                .collect();
            sums.fill(bias.map_or(0.0, |bias| f64::from(bias[channel])));
            let first = channel / outputs_per_group * per_group;
            let planes: Vec<&[f32]> = (first..first + per_group).map(|c| input.plane(c)).collect();
            if self.is_pointwise() {
                accumulate_pointwise(&planes, &weights, &mut sums);
            } else {
                accumulate(self, &planes, &weights, input.shape, output, &mut sums);
            }
            result.extend(sums.iter().map(|&sum| sum as f32));
        }
        result
    }

    fn attributes(&self, node: &str) -> Vec<String> {
        let mut attributes =
            vec![square(self.kernel), format!("{}→{}", self.in_channels, self.out_channels)];
        attributes.extend(unusual("groups", self.groups, 1));
        attributes.extend(unusual("stride", self.stride, 1));
        attributes.extend(unusual("padding", self.padding, 0));
        attributes.extend(unusual("dilation", self.dilation, 1));
        attributes.extend(unusual("receptive field", self.effective_receptive_field(), 1));
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
        let channels = [self.in_channels, self.out_channels, self.kernel];
        let conv = PyCall::new("nn.Conv2d", channels)
            .unless("stride", self.stride, 1)
            .unless("padding", self.padding, 0)
            .unless("dilation", self.dilation, 1)
            .unless("groups", self.groups, 1)
            .unless("bias", if self.bias.is_some() { "True" } else { "False" }, "True");
        PyTorch::Module(conv)
    }
}

/// The number of pixels of a 1×1 convolution that are summed up together. Their sums fit into the first-level
/// cache.
const CHUNK: usize = 1024;

/// Adds a 1×1 convolution of the planes to the sums.
fn accumulate_pointwise(planes: &[&[f32]], weights: &[f64], sums: &mut [f64]) {
    for (chunk, sums) in sums.chunks_mut(CHUNK).enumerate() {
        for (plane, &weight) in planes.iter().zip(weights) {
            let plane = &plane[chunk * CHUNK..][..sums.len()];
            for (sum, &x) in sums.iter_mut().zip(plane) {
                *sum += weight * f64::from(x);
            }
        }
    }
}

/// Adds a k×k convolution of the planes to the sums, one output row after another.
fn accumulate(
    conv: &Conv2d,
    planes: &[&[f32]],
    weights: &[f64],
    input: Shape,
    output: Shape,
    sums: &mut [f64],
) {
    let taps = conv.kernel * conv.kernel;
    for (y, sums) in sums.chunks_exact_mut(output.width).enumerate() {
        for (plane, weights) in planes.iter().zip(weights.chunks_exact(taps)) {
            for (tap, &weight) in weights.iter().enumerate() {
                let (ky, kx) = (tap / conv.kernel, tap % conv.kernel);
                let (row, column) = (y * conv.stride + ky * conv.dilation, kx * conv.dilation);
                let Some(row) = row.checked_sub(conv.padding).filter(|&row| row < input.height)
                else {
                    continue;
                };
                // The tap is on the map for outputs x with 0 ≤ x·stride + column − padding < W.
                let from = conv.padding.saturating_sub(column).div_ceil(conv.stride);
                let to = (input.width + conv.padding)
                    .saturating_sub(column)
                    .div_ceil(conv.stride)
                    .min(output.width);
                if from >= to {
                    continue;
                }
                let start = row * input.width + from * conv.stride + column - conv.padding;
                let pixels = &plane[start..(row + 1) * input.width];
                let sums = &mut sums[from..to];
                if conv.stride == 1 {
                    for (sum, &x) in sums.iter_mut().zip(pixels) {
                        *sum += weight * f64::from(x);
                    }
                } else {
                    for (sum, &x) in sums.iter_mut().zip(pixels.iter().step_by(conv.stride)) {
                        *sum += weight * f64::from(x);
                    }
                }
            }
        }
    }
}
