//! Seeded parameters and inputs, and the comparison of graphs by the numbers that they compute.

use std::collections::BTreeMap;

use espnet_checkpoint::Tensor;
use espnet_compiler::{
    ir::{Graph, Input, NodeId, Op, Placements, interpret},
    random::Random,
};

/// A number below `bound`.
pub fn below(random: &mut Random, bound: usize) -> usize {
    (random.bits() % bound as u64) as usize
}

/// One of the choices.
pub fn one_of<T: Clone>(random: &mut Random, choices: &[T]) -> T {
    choices[below(random, choices.len())].clone()
}

/// A number from `low` up to `high`.
fn between(random: &mut Random, low: f32, high: f32) -> f32 {
    low + (high - low) * random.uniform()
}

/// Numbers for every parameter of the graph. They depend on the parameter's name only, so that the
/// graphs before and after a pass have the same ones.
pub fn parameters(graph: &Graph) -> BTreeMap<String, Tensor> {
    graph
        .params()
        .into_iter()
        .map(|param| {
            let seed = param
                .name
                .bytes()
                .fold(17, |seed: u64, byte| seed.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte));
            let mut random = Random::new(seed);
            let fan_in: usize = param.shape.iter().skip(1).product();
            let (low, high) = if param.shape.len() > 1 {
                // This keeps the spread of values roughly constant.
                let bound = (3.0 / fan_in as f32).sqrt();
                (-bound, bound)
            } else if param.name.ends_with(".running_var") {
                (0.5, 1.5)
            } else if param.name.ends_with(".running_mean") || param.name.ends_with(".bias") {
                (-0.2, 0.2)
            } else {
                (0.2, 1.2)
            };
            let len = param.shape.iter().product();
            let data = (0..len).map(|_| between(&mut random, low, high)).collect();
            (param.name, Tensor::new(param.shape, data).expect("as many numbers as the shape says"))
        })
        .collect()
}

/// Numbers for every input of the graph.
pub fn inputs(graph: &Graph) -> Vec<(String, Vec<f32>)> {
    let mut random = Random::new(5);
    graph
        .topological_order()
        .into_iter()
        .filter_map(|id| match graph.op(id) {
            Op::Input(Input(shape)) => {
                let data = (0..shape.len()).map(|_| between(&mut random, -1.5, 1.5)).collect();
                Some((graph.node(id).name.clone(), data))
            }
            _ => None,
        })
        .collect()
}

/// The value of every node under seeded parameters and inputs.
pub fn values(graph: &Graph, placements: &Placements) -> BTreeMap<NodeId, Vec<f32>> {
    let inputs = inputs(graph);
    let inputs: Vec<(&str, &[f32])> =
        inputs.iter().map(|(name, data)| (name.as_str(), data.as_slice())).collect();
    interpret::run_placed(graph, placements, &parameters(graph), &inputs)
        .unwrap_or_else(|error| panic!("{error}\n{graph}"))
}

/// Fails unless `actual` is `expected` up to `tolerance`, relative to the largest number or to 1.
pub fn assert_close(name: &str, actual: &[f32], expected: &[f32], tolerance: f32) {
    assert_eq!(actual.len(), expected.len(), "{name}");
    let largest = expected.iter().fold(1.0f32, |largest, x| largest.max(x.abs()));
    for (i, (a, e)) in actual.iter().zip(expected).enumerate() {
        let difference = (a - e).abs();
        assert!(difference <= tolerance * largest, "{name}[{i}]: {a} should be {e}");
    }
}

/// The tolerance for fusion. It folds batch norms into weights, each rounded to f32 (6e-8), and
/// leaves out roundings between steps; over tens of layers the difference stays well below this.
pub const ROUNDING: f32 = 1e-5;

/// Fails unless both graphs have the same outputs and agree on every value whose name they share.
/// Returns the number of compared values.
pub fn assert_same_numbers(before: &Graph, after: &Graph, placements: &Placements) -> usize {
    let (expected, actual) = (values(before, &Placements::new()), values(after, placements));
    assert_eq!(before.outputs().len(), after.outputs().len());
    for (a, b) in before.outputs().iter().zip(after.outputs()) {
        assert_eq!(a.name, b.name);
        assert_close(&a.name, &actual[&b.node], &expected[&a.node], ROUNDING);
    }
    let mut compared = 0;
    for (id, value) in &actual {
        let name = &after.node(*id).name;
        if let Some(twin) = before.find(name) {
            assert_close(name, value, &expected[&twin], ROUNDING);
            compared += 1;
        }
    }
    compared
}
