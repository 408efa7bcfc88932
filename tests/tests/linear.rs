//! A compiled classifier whose weights need more than 16 bits, compared with the interpreter.

use std::collections::BTreeMap;

use espnet::{
    Isa, Threads,
    abi::pack::{LINEAR_BAR, Packing},
    checkpoint::Tensor,
};
use espnet_compiler::{
    Compiled,
    ir::interpret,
    random::{Random, random_checkpoint},
    spec::Precision,
};
use espnet_tests::{
    Network, checkpoint,
    compare::{difference, magnitude},
    networks::released::Classifier05,
};

/// Returns random weights. If `unkind`, one feature in 64 is always zero, and its weights are ten times
/// as large as the others.
fn tensors(compiled: &Compiled, unkind: bool) -> Vec<(String, Tensor)> {
    let recipe = &compiled.plan.recipe;
    let layer = recipe.packings.iter().find_map(|(_, packing)| match packing {
        Packing::Linear(_, layer) => Some(layer),
        _ => None,
    });
    let layer = layer.expect("a classifier has a linear layer");
    let features = layer.features.expect("a convolution and the average of what it makes");
    let norm = features.norm.expect("its batch norm");
    let mut tensors = random_checkpoint(&compiled.plan, 7);
    let few = |feature: usize| unkind && feature.is_multiple_of(64);
    for (id, factor) in [(norm.weight, 0.0), (norm.bias, 0.0), (layer.weight, 10.0)] {
        let (_, tensor) = &mut tensors[id.index()];
        // The last axis is the axis of features.
        let shape = tensor.shape().to_vec();
        let count = *shape.last().expect("no parameter is a scalar");
        let data = tensor.data().iter().enumerate();
        let data = data.map(|(i, &x)| if few(i % count) { x * factor } else { x }).collect();
        *tensor = Tensor::new(shape, data).expect("as many numbers as before");
    }
    tensors
}

/// Returns the largest error on any instruction set, as a share of the largest logit.
fn worst(unkind: bool) -> f32 {
    let mut exact = Classifier05::settings();
    exact.overrides.linear_weights = Some(Precision::F32);
    let exact = exact.compile();
    let tensors = tensors(&exact, unkind);
    let file = checkpoint::file(&tensors);
    let input = Random::new(8).normals(exact.plan.input.len());
    let tensors: BTreeMap<String, _> = tensors.into_iter().collect();
    let values = interpret::run(&exact.graph, &tensors, &[("input", &input)]);
    let values = values.unwrap_or_else(|error| panic!("{error}"));
    let expected = &values[&exact.graph.outputs()[0].node];

    let mut worst = 0.0_f32;
    for isa in Isa::ALL {
        let network =
            Classifier05::from_checkpoint(&file).unwrap_or_else(|error| panic!("{error}"));
        let Some(network) = network.on(isa) else { continue };
        let output = network.run(&input);
        let off = difference(&output, expected) / magnitude(expected);
        eprintln!("{isa}: {off:e} of the largest logit");
        worst = worst.max(off);
        let mut threads = Threads::exactly(2).expect("there is room for two threads");
        let shared = network.run_with_threads(&input, &mut threads);
        assert!(output.iter().zip(&shared).all(|(a, b)| a.to_bits() == b.to_bits()), "{isa}");
    }
    worst
}

#[test]
fn ordinary_weights_are_as_precise_as_is_predicted() {
    let worst = worst(false);
    assert!(worst <= LINEAR_BAR as f32, "{worst:e}");
}

#[test]
fn what_16_bits_would_spoil_has_more() {
    let worst = worst(true);
    assert!(worst <= 1e-5, "{worst:e}");
}
