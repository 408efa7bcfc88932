//! The operator [`Linear`]: a linear layer, `torch.nn.Linear`.

use espnet_abi::{
    fixed,
    kernel::{self, Kernel, Precision},
    pack::{LinearTensors, Packing},
};

use super::{Family, Op, Operator, Unfit};
use crate::{
    ir::{
        Param,
        execution::{Execute, OperandLayouts, TensorIds},
        interpret::{Parameters, View},
        onnx::{self, Attribute},
        pytorch::{Axes, PyCall, PyTorch},
        text::{named, unusual_name},
    },
    shape::Shape,
};

/// `torch.nn.Linear` on a 1×C×1×1 value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linear {
    /// The name of the weights, out × in.
    pub weight: String,
    /// The name of the bias, if there is one.
    pub bias: Option<String>,
    /// C of the input.
    pub in_features: usize,
    /// C of the output.
    pub out_features: usize,
    /// The form in which the weights are stored, and to which they are rounded.
    pub precision: Precision,
}

impl Linear {
    /// Creates the module `name` with `features` outputs, on an input of a single pixel.
    ///
    /// # Errors
    /// If the input has more than one pixel.
    pub fn new(
        name: &str,
        input: Shape,
        features: usize,
        bias: bool,
        precision: Precision,
    ) -> Result<Self, Unfit> {
        let Shape { channels, height, width } = input;
        if (height, width) != (1, 1) {
            return Err(Unfit {
                message: format!("a linear layer on a map of {height}×{width} pixels"),
                help: "put a `global_avg_pool` before it",
            });
        }
        Ok(Linear {
            weight: format!("{name}.weight"),
            bias: bias.then(|| format!("{name}.bias")),
            in_features: channels,
            out_features: features,
            precision,
        })
    }
}

impl Operator for Linear {
    fn name(&self) -> &'static str {
        "linear"
    }

    fn params(&self) -> Vec<Param> {
        let mut params = vec![Param::new(&self.weight, [self.out_features, self.in_features])];
        params.extend(self.bias.iter().map(|bias| Param::new(bias, [self.out_features])));
        params
    }

    fn sizes(&self) -> Vec<usize> {
        vec![self.in_features, self.out_features]
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        match operands[0] == Shape::new(self.in_features, 1, 1) {
            true => Ok(Shape::new(self.out_features, 1, 1)),
            false => Err(format!("expects {}×1×1, is given {}", self.in_features, operands[0])),
        }
    }

    fn multiplications(&self, _operands: &[Shape], _output: Shape) -> u64 {
        self.in_features as u64 * self.out_features as u64
    }

    /// Weights are rounded to the form in which they are stored. With [`Precision::Auto`] they are not
    /// rounded, because the choice of the form depends on statistics of other layers.
    fn interpret(
        &self,
        operands: &[View<'_>],
        _output: Shape,
        parameters: &Parameters<'_>,
    ) -> Vec<f32> {
        let bias = self.bias.as_ref().map(|bias| parameters.get(bias));
        parameters
            .get(&self.weight)
            .chunks_exact(self.in_features)
            .enumerate()
            .map(|(o, weights)| {
                let bias = bias.map_or(0.0, |bias| f64::from(bias[o]));
                let weights: Vec<f64> = match self.precision {
                    Precision::I16 => fixed::rounded(weights).collect(),
                    Precision::Auto | Precision::F32 => {
                        weights.iter().copied().map(f64::from).collect()
                    }
                };
                let products = weights.iter().zip(operands[0].data);
                products.fold(bias, |sum, (w, &x)| sum + w * f64::from(x)) as f32
            })
            .collect()
    }

    fn attributes(&self, node: &str) -> Vec<String> {
        let mut attributes = vec![format!("{}→{}", self.in_features, self.out_features)];
        attributes.extend(unusual_name("weight", &self.weight, node, "weight"));
        attributes.extend(self.bias.iter().map(|bias| named("bias", bias, node, "bias")));
        attributes.extend(match self.precision {
            Precision::Auto => None,
            Precision::I16 => Some("weights i16".to_string()),
            Precision::F32 => Some("weights f32".to_string()),
        });
        attributes
    }

    fn family(&self) -> Family {
        Family::Convolution
    }

    fn execute(&self) -> Option<&dyn Execute> {
        Some(self)
    }

    fn axes(&self, _first: Axes) -> Axes {
        Axes::Flat
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let Linear { weight, bias, in_features, out_features, precision: _ } = self;
        let numbers = call.parameters.get(weight);
        let mut operands =
            vec![call.first(), model.floats(weight, &[*out_features, *in_features], numbers)];
        if let Some(bias) = bias {
            operands.push(model.floats(bias, &[*out_features], call.parameters.get(bias)));
        }
        model.node("Gemm", operands, call.name, vec![("transB", Attribute::Int(1))])
    }

    fn pytorch(&self) -> PyTorch {
        let bias = if self.bias.is_some() { "True" } else { "False" };
        let linear = PyCall::new("nn.Linear", [self.in_features, self.out_features]);
        PyTorch::Module(linear.unless("bias", bias, "True"))
    }
}

impl Execute for Linear {
    fn kernel(&self, layouts: &OperandLayouts) -> Kernel {
        kernel::Linear::new(layouts.input, layouts.output)
            .weights(self.precision)
            .bias(self.bias.is_some())
            .into()
    }

    fn packings(&self, kernel: &Kernel, ids: &TensorIds<'_>, before: Option<&Op>) -> Vec<Packing> {
        let Kernel::Linear(kernel) = *kernel else { return Vec::new() };
        let tensors = LinearTensors {
            weight: ids.id(&self.weight),
            bias: self.bias.as_ref().map(|bias| ids.id(bias)),
            features: before.and_then(|op| op.execute()?.features(ids)),
        };
        vec![Packing::Linear(kernel, tensors)]
    }
}
