//! Packs the weights of a linear layer, and chooses their form.

use super::{ConvTensors, Pack, TensorId, features, features::Feature};
use crate::{
    fixed::{self, Long},
    kernel::{
        Form, Linear, Precision,
        construct::{Construct, Expression},
    },
    layout::BLOCK,
    root::sqrt,
};

/// The tensors of a linear layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearTensors {
    /// The weights, output × input.
    pub weight: TensorId,
    /// The bias.
    pub bias: Option<TensorId>,
    /// The convolution that computes the layer's inputs, either directly or before an average over its map.
    /// It must have a norm and then at most a PReLU. Its statistics predict the inputs.
    pub features: Option<ConvTensors>,
}

impl LinearTensors {
    /// Creates a layer without a bias and without known inputs; `weight` is the index of the weights.
    pub const fn new(weight: usize) -> Self {
        LinearTensors { weight: TensorId::new(weight), bias: None, features: None }
    }

    /// Adds a bias.
    pub const fn bias(self, bias: usize) -> Self {
        LinearTensors { bias: Some(TensorId::new(bias)), ..self }
    }

    /// Adds the convolution that computes the inputs.
    pub const fn features(self, conv: ConvTensors) -> Self {
        LinearTensors { features: Some(conv), ..self }
    }
}

impl Construct for LinearTensors {
    fn expression(&self) -> Expression {
        Expression::Call("pack::LinearTensors::new", [self.weight.expression()].into())
            .set_some("bias", self.bias)
            .set_some("features", self.features)
    }
}

/// The largest error of 16-bit weights that [`Precision::Auto`] accepts, relative to the layer's largest
/// output. If the error is larger, it chooses [`Form::I24`].
pub const LINEAR_BAR: f64 = 5e-5;

/// Predicts the error from rounding a layer's weights, relative to its largest output.
///
/// The inputs are assumed to be independent numbers with a mean and a variance each (see [`features`]). Then
/// an output, and the error that rounding adds to it, also have a mean and a variance. The result is the
/// largest root mean square of an error, divided by the largest root mean square of an output. Without
/// statistics, all inputs are assumed to have mean 0 and variance 1. Biases are left out then, because the
/// true scale of the inputs is unknown.
pub(super) fn error(inputs: usize, layer: &LinearTensors, form: Form, tensors: &[&[f32]]) -> f64 {
    let weights = tensors[layer.weight.index()];
    let bias = layer.bias.filter(|_| layer.features.is_some()).map(|id| tensors[id.index()]);
    let features = features::of(layer.features.as_ref(), inputs, tensors);
    let long = (form == Form::I24).then(|| Long::new(weights, inputs));
    let (mut error, mut size) = (0.0_f64, 0.0_f64);
    for (output, row) in weights.chunks_exact(inputs).enumerate() {
        let exact = row.iter().copied().map(f64::from);
        let bias = bias.map_or(0.0, |bias| f64::from(bias[output]));
        size = larger(size, mean_square(exact.clone(), &features, bias));
        let added = match (form, &long) {
            (Form::I24, Some(long)) => {
                let added = long.rounded(row).zip(exact).map(|(stored, w)| stored - w);
                mean_square(added, &features, 0.0)
            }
            (Form::I16, _) => {
                let added = fixed::rounded(row).zip(exact).map(|(stored, w)| stored - w);
                mean_square(added, &features, 0.0)
            }
            _ => 0.0,
        };
        error = larger(error, added);
    }
    // If all inputs are zero, so are all outputs, and there is no error: 0/0 must not become NaN.
    if error == 0.0 { 0.0 } else { sqrt(error / size) }
}

/// Returns the larger number, or NaN if one is NaN.
fn larger(a: f64, b: f64) -> f64 {
    if a > b || a.is_nan() { a } else { b }
}

/// Returns the mean square of bias + Σ w·x.
fn mean_square(weights: impl Iterator<Item = f64>, features: &[Feature], bias: f64) -> f64 {
    let (mean, variance) =
        weights.zip(features).fold((bias, 0.0), |(mean, variance), (weight, feature)| {
            (mean + weight * feature.mean, variance + weight * weight * feature.variance)
        });
    mean * mean + variance
}

/// Chooses the form of a layer's weights.
pub(super) fn form(kernel: &Linear, layer: &LinearTensors, tensors: &[&[f32]]) -> Form {
    let costs = || error(kernel.input.channels, layer, Form::I16, tensors);
    match kernel.weights {
        Precision::Auto if costs() > LINEAR_BAR => Form::I24,
        precision => precision.shortest(),
    }
}

impl Pack for Linear {
    type Tensors = LinearTensors;

    /// Writes the weights of each panel, then steps and biases, and for `Precision::Auto` the form and the
    /// powers of two of the inputs.
    fn pack(&self, layer: &LinearTensors, tensors: &[&[f32]], out: &mut [f32]) {
        let inputs = self.input.channels;
        let all = tensors[layer.weight.index()];
        let form = form(self, layer, tensors);
        let long = (form == Form::I24).then(|| Long::new(all, inputs));
        if let (Some(long), Some(choice), Some(scales)) = (&long, self.choice(), self.scales()) {
            out[choice] = form.bits() as f32;
            out[scales..].copy_from_slice(long.scales());
        }
        let bias = layer.bias.map(|id| tensors[id.index()]);
        let (panels, constants) = out.split_at_mut(self.constants());
        for (output, weights) in all.chunks_exact(inputs).enumerate() {
            let (panel, lane) = (output / BLOCK, output % BLOCK);
            let first = panel * self.vectors() * BLOCK + lane;
            let mut constants = constants.iter_mut().skip(first).step_by(BLOCK);
            let mut constant = || constants.next().expect("the shape counts its constants");
            let blocks = panels[panel * self.panel(form)..].chunks_exact_mut(form.block());
            match &long {
                Some(long) => {
                    let step = long.step(weights);
                    for (block, integer) in blocks.zip(long.steps(weights, step)) {
                        let (upper, lower) = block.split_at_mut(Form::I16.block());
                        put::<2>(upper, lane, (integer >> 8).cast_unsigned());
                        put::<4>(lower, lane, integer.cast_unsigned());
                    }
                    *constant() = step;
                }
                None if form == Form::I16 => {
                    let step = fixed::step(weights);
                    for (block, &weight) in blocks.zip(weights) {
                        put::<2>(
                            block,
                            lane,
                            i32::from(fixed::steps(weight, step)).cast_unsigned(),
                        );
                    }
                    *constant() = step;
                }
                None => {
                    for (block, &weight) in blocks.zip(weights) {
                        block[lane] = weight;
                    }
                }
            }
            if let Some(bias) = bias {
                *constant() = bias[output];
            }
        }
    }

    fn expression(&self, layer: &LinearTensors) -> Expression {
        layer.expression()
    }
}

/// Writes integer `lane` of a block with `N` integers per float, the first in the least significant bits.
/// Excess upper bits of `integer` are dropped.
fn put<const N: usize>(block: &mut [f32], lane: usize, integer: u32) {
    let bits = 32 / N;
    let (place, shift) = (&mut block[lane / N], lane % N * bits);
    let integer = integer & (u32::MAX >> (32 - bits));
    *place = f32::from_bits(place.to_bits() | integer << shift);
}
