//! The error of rounding a classifier's weights: the prediction from a checkpoint is compared with
//! the measured error. A layer has 24 bits if its predicted error with 16 bits is above 5e-5 of the
//! largest logit.

use std::collections::BTreeMap;

use espnet_abi::{
    fixed::{self, Long},
    pack::{LinearTensors, Packing, StageTensors, TensorId},
};
use espnet_checkpoint::{Checkpoint, Tensor, write_safetensors};
use espnet_compiler::{
    Compiled, LinearLayer, compile,
    ir::{Op, interpret},
    random::{Random, random_checkpoint},
    spec::{Overrides, Precision},
};

/// The accepted error of 16 bits, as a share of the largest logit.
const BAR: f64 = 5e-5;

/// A classifier for small images, whose weights the tests change.
struct Classifier {
    compiled: Compiled,
    tensors: BTreeMap<String, Tensor>,
    layer: LinearTensors,
}

impl Classifier {
    fn new(classes: usize, seed: u64) -> Self {
        let text = include_str!("../../models/espnetv2.json");
        let compiled = compile(text, &overrides(classes, None)).unwrap();
        let tensors = random_checkpoint(&compiled.plan, seed).into_iter().collect();
        let layer = compiled.plan.recipe.packings.iter().find_map(|(_, packing)| match packing {
            Packing::Linear(_, layer) => Some(*layer),
            _ => None,
        });
        Classifier { compiled, tensors, layer: layer.expect("it has a linear layer") }
    }

    fn name(&self, id: TensorId) -> String {
        self.compiled.plan.recipe.parameters[id.index()].name.clone()
    }

    /// Changes the numbers of a tensor; `change` gets the index and the value of each.
    fn change(&mut self, id: TensorId, change: impl Fn(usize, f32) -> f32) {
        let name = self.name(id);
        let tensor = &self.tensors[&name];
        let data = tensor.data().iter().enumerate().map(|(i, &x)| change(i, x)).collect();
        let changed = Tensor::new(tensor.shape().to_vec(), data).unwrap();
        self.tensors.insert(name, changed);
    }

    /// Changes the weights of the last layer; `change` gets the output, the input and the value of each.
    fn change_weights(&mut self, change: impl Fn(usize, usize, f32) -> f32) {
        let inputs = self.inputs();
        self.change(self.layer.weight, |i, x| change(i / inputs, i % inputs, x));
    }

    fn inputs(&self) -> usize {
        self.tensors[&self.name(self.layer.weight)].shape()[1]
    }

    /// Makes features zero for every image, in one of three ways.
    fn kill(&mut self, way: usize, dead: impl Fn(usize) -> bool) {
        let conv = self.layer.features.expect("the layer's features are known");
        let norm = conv.norm.unwrap();
        let slopes = conv.epilogue.stages().find_map(|stage| match stage {
            StageTensors::Prelu(slopes) => Some(slopes),
            StageTensors::Affine(_) => None,
        });
        let fan_in = self.tensors[&self.name(conv.weight)].data().len() / self.inputs();
        match way {
            // The norm has a scale and a bias of zero.
            0 => {
                self.change(norm.weight, |c, x| if dead(c) { 0.0 } else { x });
                self.change(norm.bias, |c, x| if dead(c) { 0.0 } else { x });
            }
            // The convolution's weights are zero, and the norm has the statistics of an untrained
            // norm.
            1 => {
                self.change(conv.weight, |i, x| if dead(i / fan_in) { 0.0 } else { x });
                self.change(norm.bias, |c, x| if dead(c) { 0.0 } else { x });
                self.change(norm.running_mean, |c, x| if dead(c) { 0.0 } else { x });
                self.change(norm.running_var, |c, x| if dead(c) { 1.0 } else { x });
            }
            // The values are far below zero, and the PReLU has a slope of zero.
            _ => {
                self.change(norm.bias, |c, x| if dead(c) { -100.0 } else { x });
                self.change(slopes.unwrap(), |c, x| if dead(c) { 0.0 } else { x });
            }
        }
    }

    /// Returns the prediction for the layer, and the largest error of a logit as a share of the largest
    /// logit.
    fn measure(&self) -> (LinearLayer, f64) {
        let bytes =
            write_safetensors(self.tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)));
        let checkpoint = Checkpoint::from_bytes(&bytes.unwrap()).unwrap();
        let [predicted] = self.compiled.linear_layers(&checkpoint).unwrap().try_into().unwrap();

        let image = Random::new(8).normals(self.compiled.plan.input.len());
        let graph = &self.compiled.lowered.graph;
        let values = interpret::run(graph, &self.tensors, &[("input", &image)]).unwrap();
        let of_layer = |id: &espnet_compiler::ir::NodeId| matches!(graph.op(*id), Op::Linear(_));
        let layer = graph.topological_order().into_iter().find(of_layer).unwrap();
        let features: Vec<f64> =
            values[&graph.inputs(layer)[0]].iter().copied().map(f64::from).collect();

        let weights = self.tensors[&self.name(self.layer.weight)].data();
        let bias = self.tensors[&self.name(self.layer.bias.unwrap())].data();
        let long = Long::new(weights, features.len());
        let dot = |weights: &mut dyn Iterator<Item = f64>| -> f64 {
            weights.zip(&features).map(|(w, x)| w * x).sum()
        };
        let (mut error, mut size) = (0.0_f64, 0.0_f64);
        for (row, &bias) in weights.chunks_exact(features.len()).zip(bias) {
            let exact = dot(&mut row.iter().copied().map(f64::from));
            let stored = match predicted.bits {
                16 => dot(&mut fixed::rounded(row)),
                24 => dot(&mut long.rounded(row)),
                _ => exact,
            };
            error = error.max((exact - stored).abs());
            size = size.max((exact + f64::from(bias)).abs());
        }
        (predicted, error / size)
    }
}

fn overrides(classes: usize, linear_weights: Option<Precision>) -> Overrides {
    Overrides {
        width_multiplier: Some(0.5),
        classes: Some(classes),
        height: Some(64),
        width: Some(64),
        linear_weights,
        ..Overrides::default()
    }
}

/// Checks what must hold for every checkpoint; returns the number of bits.
fn holds(classifier: &Classifier, what: &str) -> usize {
    let (layer, measured) = classifier.measure();
    eprintln!("{what}: {layer}; measured {measured:.1e}");
    assert_eq!(layer.bits == 16, layer.error_of_16_bits <= BAR, "{what}");
    let bar = if layer.bits == 16 { BAR } else { 1e-5 };
    assert!(layer.error <= bar && measured <= bar, "{what}: {layer}; measured {measured:e}");
    layer.bits
}

/// Selects one feature in 64.
fn few(feature: usize) -> bool {
    feature % 64 == 5
}

#[test]
fn ordinary_weights_have_16_bits() {
    for (classes, seed) in [(1000, 7), (1000, 8), (1000, 9), (100, 7), (37, 7)] {
        let classifier = Classifier::new(classes, seed);
        assert_eq!(holds(&classifier, &format!("{classes} classes, seed {seed}")), 16);
    }
}

#[test]
fn short_weights_stay_exact_in_16_bits() {
    let mut classifier = Classifier::new(1000, 7);
    classifier.change_weights(|_, _, w| (w * 256.0).round() / 256.0);
    let (layer, measured) = classifier.measure();
    assert_eq!((layer.bits, layer.error, measured), (16, 0.0, 0.0));
    assert_eq!(
        layer.to_string(),
        "classifier.weight: 16 bits a weight, which are expected to cost nothing"
    );
}

#[test]
fn large_weights_of_features_that_are_always_zero_have_24_bits() {
    for way in 0..3 {
        for factor in [10.0, 1e3, 1e6] {
            let mut classifier = Classifier::new(1000, 7);
            classifier.kill(way, few);
            let what = format!("dead by way {way}, weights times {factor}");
            assert_eq!(holds(&classifier, &what), 16);
            classifier.change_weights(|_, input, w| if few(input) { w * factor } else { w });
            assert_eq!(holds(&classifier, &what), 24);
        }
    }
}

#[test]
fn the_bar_holds_for_odd_checkpoints() {
    for classes in [1000, 10, 2, 1] {
        let new = || Classifier::new(classes, 11);
        let mut tails = new();
        tails.change_weights(|_, _, w| w * w * w * 1e4);
        holds(&tails, "weights of heavy tails");
        let mut tails = new();
        tails.change_weights(|_, _, w| (w * 32.0).powi(9));
        holds(&tails, "weights of heavier tails");
        let mut bias = new();
        bias.change(bias.layer.bias.unwrap(), |_, x| x * 1e4);
        assert_eq!(holds(&bias, "huge biases"), 16);
        let mut one = new();
        one.kill(0, |feature| feature == 3);
        one.change_weights(|o, input, w| if (o, input) == (0, 3) { 1e4 } else { w });
        holds(&one, "one huge weight at a dead feature");
        let mut one = new();
        one.change_weights(|o, input, w| if (o, input) == (0, 3) { 1e4 } else { w });
        holds(&one, "one huge weight");
        let mut zero = new();
        zero.change_weights(|_, _, _| 0.0);
        assert_eq!(holds(&zero, "no weights"), 16);
        let mut small = new();
        small.change_weights(|o, _, w| if o % 2 == 1 { w * 1e-6 } else { w });
        holds(&small, "small outputs");
    }
}

#[test]
fn what_is_asked_for_is_kept() {
    let mut classifier = Classifier::new(10, 7);
    classifier.kill(0, few);
    classifier.change_weights(|_, input, w| if few(input) { w * 1e3 } else { w });
    let layer = classifier.measure().0;
    assert_eq!(layer.bits, 24);
    assert!(layer.to_string().contains(": 24 bits a weight, which"), "{layer}");
    assert!(layer.to_string().ends_with(" of the largest output)"), "{layer}");
    let text = include_str!("../../models/espnetv2.json");
    for (precision, bits) in [(Precision::I16, 16), (Precision::F32, 32)] {
        classifier.compiled = compile(text, &overrides(10, Some(precision))).unwrap();
        let layer = classifier.measure().0;
        assert_eq!(layer.bits, bits);
        assert_eq!(layer.error == 0.0, bits == 32);
        assert!(layer.error_of_16_bits > 1e-3);
    }
}
