//! Compares code that earlier versions generated with the interpreter, with the same random
//! weights.

use std::collections::BTreeMap;

use espnet::{Isa, image::class_mask};
use espnet_compiler::{
    ir::interpret,
    random::{Random, random_checkpoint},
};
use espnet_tests::{
    Network, checkpoint,
    compare::{bar, difference, magnitude},
};

#[path = "../recorded/mod.rs"]
mod recorded;

fn agrees<N: Network>() {
    let compiled = N::settings().compile();
    let tensors = random_checkpoint(&compiled.plan, 7);
    let file = checkpoint::file(&tensors);
    let input = Random::new(8).normals(compiled.plan.input.len());
    let tensors: BTreeMap<String, _> = tensors.into_iter().collect();
    let values = interpret::run(&compiled.graph, &tensors, &[("input", &input)])
        .unwrap_or_else(|error| panic!("{}: {error}", N::NAME));
    let expected = &values[&compiled.graph.outputs()[0].node];
    let size = magnitude(expected);
    assert!((1e-3..1e4).contains(&size), "{}: outputs of magnitude {size}", N::NAME);
    for isa in Isa::ALL {
        let network = N::from_checkpoint(&file).unwrap_or_else(|error| panic!("{error}"));
        let Some(network) = network.on(isa) else { continue };
        let worst = difference(&network.run(&input), expected);
        assert!(worst <= bar(size), "{} on {isa}: {worst} at magnitude {size}", N::NAME);
    }
}

#[test]
fn classifier_of_0_1() {
    agrees::<recorded::v0_1::Classifier>();
}

#[test]
fn segmentation_of_0_1() {
    use recorded::v0_1::Segmentation;

    agrees::<Segmentation>();
    let plan = Segmentation::settings().compile().plan;
    let numbers = Random::new(8).normals(Segmentation::INPUT_LEN);
    let input = numbers.as_array().expect("it has that length");
    let network = Segmentation::from_bytes(&checkpoint::random(&plan, 7)).expect("it fits");
    let mut workspace = Segmentation::workspace();
    let [_, classes, height, width] = Segmentation::OUTPUT_SHAPE;
    let logits = network.forward(input, &mut workspace);
    let expected = class_mask(logits, classes, height, width).expect("it is a map");
    assert_eq!(network.forward_mask(input, &mut workspace)[..], *expected.classes());
}
