//! NaN and infinities in the input of compiled networks: they are in the same places of the output
//! as in the interpreter's, on every instruction set, and with any number of threads.

use std::collections::BTreeMap;

use espnet::{
    Isa, Threads,
    image::{class_mask, top_k},
};
use espnet_compiler::{
    ir::interpret,
    random::{Random, random_checkpoint},
};
use espnet_tests::{
    Network, checkpoint,
    networks::unusual::{Enlarged, Grey, Halves, Rectified, SegSmall},
};

/// The kind of a number, which rounding does not change.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Finite,
    Infinite,
    Nan,
}

fn kinds(values: &[f32]) -> Vec<Kind> {
    let kind = |value: &f32| match value {
        value if value.is_nan() => Kind::Nan,
        value if value.is_infinite() => Kind::Infinite,
        _ => Kind::Finite,
    };
    values.iter().map(kind).collect()
}

/// Inputs in which one number is not finite: the first, one in the middle, or the last.
fn inputs(len: usize) -> impl Iterator<Item = Vec<f32>> {
    let numbers = Random::new(8).normals(len);
    let values = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
    [0, len / 2, len - 1].into_iter().flat_map(move |at| {
        let numbers = numbers.clone();
        values.map(|value| {
            let mut numbers = numbers.clone();
            numbers[at] = value;
            numbers
        })
    })
}

fn agrees<N: Network>() {
    let compiled = N::settings().compile();
    let tensors = random_checkpoint(&compiled.plan, 7);
    let file = checkpoint::file(&tensors);
    let tensors: BTreeMap<String, _> = tensors.into_iter().collect();
    let graph = &compiled.lowered.graph;
    for input in inputs(compiled.plan.input.len()) {
        let values = interpret::run(graph, &tensors, &[("input", &input)])
            .unwrap_or_else(|error| panic!("{}: {error}", N::NAME));
        let expected = kinds(&values[&graph.outputs()[0].node]);
        assert!(expected.contains(&Kind::Nan), "{}: nothing of it comes out", N::NAME);
        for isa in Isa::ALL {
            let network = N::from_checkpoint(&file).unwrap_or_else(|error| panic!("{error}"));
            let Some(network) = network.on(isa) else { continue };
            assert!(kinds(&network.run(&input)) == expected, "{} on {isa}", N::NAME);
            let mut threads = Threads::exactly(3).expect("there is room for three threads");
            let shared = network.run_with_threads(&input, &mut threads);
            assert!(kinds(&shared) == expected, "{} on {isa}, three threads", N::NAME);
        }
    }
}

#[test]
fn a_classifier_has_no_answer() {
    agrees::<Grey>();
    let plan = Grey::settings().compile().plan;
    let network = Grey::from_bytes(&checkpoint::random(&plan, 7)).expect("it fits");
    for input in inputs(Grey::INPUT_LEN) {
        let logits = network.run(&input);
        assert!(top_k(&logits, 5).iter().all(|prediction| prediction.probability.is_nan()));
    }
}

#[test]
fn activations_keep_it_or_limit_it() {
    agrees::<Rectified>();
}

#[test]
fn a_map_has_it_where_it_reaches() {
    agrees::<SegSmall>();
    agrees::<Enlarged>();
    agrees::<Halves>();
}

#[test]
fn masks_are_those_of_the_logits() {
    let plan = Enlarged::settings().compile().plan;
    let network = Enlarged::from_bytes(&checkpoint::random(&plan, 7)).expect("it fits");
    let [_, classes, height, width] = Enlarged::OUTPUT_SHAPE;
    let mut workspace = Enlarged::workspace();
    for input in inputs(Enlarged::INPUT_LEN) {
        let input = input.as_array().expect("of that length");
        let logits = network.forward(input, &mut workspace);
        let expected = class_mask(logits, classes, height, width).expect("it is a map");
        let mask = network.forward_mask(input, &mut workspace);
        assert!(mask[..] == *expected.classes());
    }
}
