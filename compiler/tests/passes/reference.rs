//! Compares the interpreter with the authors' PyTorch implementation, before and after all passes.
//!
//! `ESPNET_REFERENCE` names the folder of reference vectors; without it these tests are skipped.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use crate::{
    cases::{cases, number, overrides, picture, text},
    specs::{CLASSIFIER, SEGMENTATION, lowered},
    weights::assert_close,
};
use espnet_checkpoint::Checkpoint;
use espnet_compiler::{
    ir::{Graph, NodeId, Placements, interpret},
    passes::{clamp_dilations::clamped_graph, run_all},
    spec::{DilationPolicy, Overrides},
};

#[path = "../../../tests/src/reference.rs"]
pub mod data;

/// The tolerance between implementations in f32 that sum in different orders, relative to the
/// largest number or to 1.
pub const FAITHFUL: f32 = 1e-4;

pub fn checkpoint(path: impl AsRef<Path>) -> Checkpoint {
    Checkpoint::open(path.as_ref()).unwrap_or_else(|error| panic!("{error}"))
}

/// A graph before and after all passes, with the placements of the passes.
fn both(spec: &str, overrides: &Overrides) -> [(Graph, Placements); 2] {
    let policy = DilationPolicy::Official;
    let network = lowered(spec, overrides);
    let before = clamped_graph(&network, policy).unwrap_or_else(|problems| panic!("{problems}"));
    let (after, facts) = run_all(&network, policy).unwrap_or_else(|problems| panic!("{problems}"));
    [(before, Placements::new()), (after, facts.placements)]
}

fn run(
    (graph, placements): &(Graph, Placements),
    weights: &Checkpoint,
    input: &[f32],
) -> BTreeMap<NodeId, Vec<f32>> {
    interpret::run_placed(graph, placements, weights, &[("input", input)])
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The node that computes a module's output: the node with its name, or the last one inside it.
fn module(graph: &Graph, name: &str) -> Option<NodeId> {
    let within = format!("{name}.");
    let inside = |&id: &NodeId| graph.node(id).name.starts_with(&within);
    graph.find(name).or_else(|| graph.topological_order().into_iter().rfind(inside))
}

#[test]
fn every_activation() {
    let Some(folder) = data::folder() else { return };
    let activations = checkpoint(folder.join("cls/activations_s0.5_10_64x64.safetensors"));
    let weights = checkpoint(folder.join("cls/activations_s0.5_10_weights.safetensors"));
    let overrides = Overrides {
        width_multiplier: Some(0.5),
        classes: Some(10),
        height: Some(64),
        width: Some(64),
        ..Overrides::default()
    };
    let [before, after] = both(CLASSIFIER, &overrides);
    let input = activations.get("input").expect("it is there").data();
    let (unfused, fused) = (run(&before, &weights, input), run(&after, &weights, input));
    let names: Vec<&str> = activations.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 386);
    let mut compared = BTreeSet::new();
    for name in names {
        let expected = activations.get(name).expect("it is there").data();
        let id = module(&before.0, name).unwrap_or_else(|| panic!("nothing makes {name}"));
        assert_close(name, &unfused[&id], expected, FAITHFUL);
        if let Some(id) = after.0.find(&before.0.node(id).name) {
            assert_close(name, &fused[&id], expected, FAITHFUL);
            compared.insert(id);
        }
    }
    // Every value that fusion leaves has been compared, except those that are no output of a module
    // of the authors.
    let left = after.0.topological_order().into_iter().filter(|id| !compared.contains(id));
    let left: Vec<&str> = left.map(|id| after.0.node(id).name.as_str()).collect();
    let functions = [
        "level2_0.image.0",
        "level2_0.image.1",
        "level3_0.image.2",
        "level4_0.image.3",
        "global_pool",
    ];
    assert_eq!(left, functions);
}

#[test]
fn classifiers() {
    let Some(folder) = data::folder() else { return };
    for case in cases(&folder, "classification") {
        let weights = checkpoint(folder.join(text(&case, "weights")));
        let logits = checkpoint(folder.join(text(&case, "logits")));
        for graph in both(CLASSIFIER, &overrides(&case)) {
            for (i, image) in case["images"].as_array().expect("a list").iter().enumerate() {
                let image = picture(&folder.join(image.as_str().expect("a path")));
                let values = run(&graph, &weights, &image);
                let expected = logits.get(&format!("logits_{i}")).expect("one for each image");
                let actual = &values[&graph.0.outputs()[0].node];
                assert_close(text(&case, "name"), actual, expected.data(), FAITHFUL);
            }
        }
    }
}

#[test]
fn segmentation_networks() {
    let Some(folder) = data::folder() else { return };
    for case in cases(&folder, "segmentation") {
        let weights = checkpoint(folder.join(text(&case, "weights")));
        let logits = checkpoint(folder.join(text(&case, "logits")));
        let expected = logits.get("logits_strided").expect("it is there");
        let image = picture(&folder.join(text(&case, "image")));
        let (width, step) = (number(&case["input_hw"][1]), number(&case["logits_stride"]));
        let pixels = number(&case["input_hw"][0]) * width;
        for graph in both(SEGMENTATION, &overrides(&case)) {
            let values = run(&graph, &weights, &image);
            let actual: Vec<f32> = values[&graph.0.outputs()[0].node]
                .chunks(pixels)
                .flat_map(|plane| plane.chunks(width).step_by(step))
                .flat_map(|row| row.iter().copied().step_by(step))
                .collect();
            assert_close(text(&case, "name"), &actual, expected.data(), FAITHFUL);
        }
    }
}
