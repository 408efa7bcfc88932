//! The nodes of each operator of the graph.

use super::{
    model::{Builder, Setting, Settings},
    pooling::adaptive_avg_pool,
};
use crate::{
    emit::flat,
    ir::{BatchNorm, Conv2d, Linear, Op, Shape, interpret::Parameters},
};

/// A value in the model.
#[derive(Clone)]
pub(super) struct Value {
    /// Its name.
    pub name: String,
    /// C×H×W.
    pub shape: Shape,
    /// Whether the value is N×C, as linear layers return it, instead of N×C×1×1.
    pub flat: bool,
}

impl Value {
    /// Returns the sizes of the axes after the batch axis.
    pub fn axes(&self) -> Vec<usize> {
        let Shape { channels, height, width } = self.shape;
        if self.flat { vec![channels] } else { vec![channels, height, width] }
    }
}

/// Writes operators with the numbers of their parameters.
pub(super) struct Writer<'a> {
    pub builder: Builder,
    pub parameters: Parameters<'a>,
}

impl Writer<'_> {
    /// Adds what makes a value of shape `shape` under a name like `name`.
    pub fn operator(&mut self, op: &Op, name: &str, operands: &[Value], shape: Shape) -> Value {
        let flat = flat::operator(op, operands[0].flat);
        let from = operands[0].shape;
        let operands: Vec<String> =
            operands.iter().map(|operand| self.with_rank(operand, flat)).collect();
        let first = || operands[0].clone();
        let name = match op {
            Op::Conv2d(conv) => self.conv(conv, name, first()),
            Op::Linear(linear) => self.linear(linear, name, first()),
            Op::BatchNorm(norm) => self.batch_norm(norm, name, first()),
            Op::PRelu(prelu) => {
                let axes = if flat { vec![prelu.channels] } else { vec![prelu.channels, 1, 1] };
                let slopes = self.parameters.get(&prelu.weight);
                let slopes = self.builder.floats(&prelu.weight, &axes, slopes);
                self.builder.value("PRelu", [first(), slopes], name, vec![])
            }
            Op::AvgPool(pool) => {
                let mut settings = window(pool.kernel, pool.stride, pool.padding);
                settings.push(("count_include_pad", Setting::Int(1)));
                self.builder.value("AveragePool", operands, name, settings)
            }
            Op::AdaptiveAvgPool(pool) => {
                adaptive_avg_pool(&mut self.builder, first(), name, from, pool)
            }
            Op::ResizeBilinear(_) if from == shape => first(),
            Op::ResizeBilinear(_) => {
                self.builder.resize(first(), name, [shape.channels, shape.height, shape.width])
            }
            Op::ChannelShuffle(shuffle) => {
                channel_shuffle(&mut self.builder, first(), name, shuffle.groups, from)
            }
            Op::Concat => {
                self.builder.value("Concat", operands, name, vec![("axis", Setting::Int(1))])
            }
            Op::Sigmoid => self.builder.value("Sigmoid", operands, name, vec![]),
            Op::Add => self.builder.value("Add", operands, name, vec![]),
            Op::Mul => self.builder.value("Mul", operands, name, vec![]),
            Op::GlobalAvgPool => self.builder.value("GlobalAveragePool", operands, name, vec![]),
            Op::Input(_)
            | Op::Elementwise(_)
            | Op::Hff(_)
            | Op::EespUnit(_)
            | Op::StridedEespUnit(_)
            | Op::Head(_)
            | Op::PyramidPool(_) => {
                unreachable!("the passes before emission leave no {}", op.name())
            }
        };
        Value { name, shape, flat }
    }

    /// Returns the operand as N×C if `flat`, else as N×C×H×W, and adds an operator if its shape differs.
    fn with_rank(&mut self, operand: &Value, flat: bool) -> String {
        let name = operand.name.clone();
        match (operand.flat, flat) {
            (false, true) => {
                let flat = format!("{name}.flat");
                self.builder.value("Flatten", [name], &flat, vec![("axis", Setting::Int(1))])
            }
            (true, false) => {
                let axes = [operand.shape.channels, 1, 1];
                self.builder.reshape(name, &format!("{}.map", operand.name), &axes)
            }
            _ => name,
        }
    }

    /// A convolution; its batch norm is in weights and bias, which are rounded once.
    fn conv(&mut self, conv: &Conv2d, name: &str, input: String) -> String {
        let numbers = self.parameters.get(&conv.weight);
        let bias = conv.bias.as_ref().map(|bias| self.parameters.get(bias));
        let (weights, shifts) = match &conv.norm {
            None => (numbers.to_vec(), bias.map(<[f32]>::to_vec)),
            Some(norm) => {
                let norm = self.parameters.scale_and_shift(norm);
                let per_output = numbers.len() / conv.out_channels;
                let scaled = numbers.chunks(per_output).zip(&norm).flat_map(|(numbers, norm)| {
                    numbers.iter().map(|&number| (f64::from(number) * norm.0) as f32)
                });
                let shift = |(channel, &(scale, shift)): (usize, &(f64, f64))| {
                    let bias = bias.map_or(0.0, |bias| f64::from(bias[channel]));
                    (bias * scale + shift) as f32
                };
                (scaled.collect(), Some(norm.iter().enumerate().map(shift).collect()))
            }
        };
        let (kernel, per_group) = (conv.kernel, conv.in_channels / conv.groups);
        let axes = [conv.out_channels, per_group, kernel, kernel];
        let mut inputs = vec![input, self.builder.floats(&conv.weight, &axes, &weights)];
        if let Some(shifts) = shifts {
            let module = conv.weight.strip_suffix(".weight").unwrap_or(&conv.weight);
            let name = format!("{module}.bias");
            inputs.push(self.builder.floats(&name, &[conv.out_channels], &shifts));
        }
        let mut settings = window(kernel, conv.stride, conv.padding);
        settings.push(("dilations", Setting::Ints(vec![conv.dilation; 2])));
        settings.push(("group", Setting::Int(conv.groups)));
        self.builder.value("Conv", inputs, name, settings)
    }

    fn linear(&mut self, linear: &Linear, name: &str, input: String) -> String {
        let Linear { weight, bias, in_features, out_features, precision: _ } = linear;
        let numbers = self.parameters.get(weight);
        let mut inputs =
            vec![input, self.builder.floats(weight, &[*out_features, *in_features], numbers)];
        if let Some(bias) = bias {
            let numbers = self.parameters.get(bias);
            inputs.push(self.builder.floats(bias, &[*out_features], numbers));
        }
        self.builder.value("Gemm", inputs, name, vec![("transB", Setting::Int(1))])
    }

    fn batch_norm(&mut self, norm: &BatchNorm, name: &str, input: String) -> String {
        let mut inputs = vec![input];
        for param in norm.params() {
            let numbers = self.parameters.get(&param.name);
            inputs.push(self.builder.floats(&param.name, &[norm.channels], numbers));
        }
        let settings = vec![("epsilon", Setting::Float(norm.eps))];
        self.builder.value("BatchNormalization", inputs, name, settings)
    }
}

/// Adds a channel shuffle of a value of shape `shape`.
pub(super) fn channel_shuffle(
    builder: &mut Builder,
    input: String,
    name: &str,
    groups: usize,
    shape: Shape,
) -> String {
    let Shape { channels, height, width } = shape;
    let split = [groups, channels / groups, height, width];
    let value = builder.reshape(input, &format!("{name}.groups"), &split);
    let order = vec![("perm", Setting::Ints(vec![0, 2, 1, 3, 4]))];
    let value = builder.value("Transpose", [value], &format!("{name}.shuffled"), order);
    builder.reshape(value, name, &[channels, height, width])
}

/// The attributes of a square window.
fn window(kernel: usize, stride: usize, padding: usize) -> Settings {
    vec![
        ("kernel_shape", Setting::Ints(vec![kernel; 2])),
        ("strides", Setting::Ints(vec![stride; 2])),
        ("pads", Setting::Ints(vec![padding; 4])),
    ]
}
