//! Compares the interpreter with PyTorch on the networks beside ESPNetv2's classifiers and segmentation
//! networks: ESPNet, ShuffleNet and the detection networks. Every recorded activation is compared, before and
//! after all passes.

use std::{collections::BTreeMap, io::Read, path::Path};

use espnet_checkpoint::Checkpoint;
use espnet_compiler::{
    ir::{Graph, NodeId, Placements, interpret},
    passes::{clamp_dilations::clamped_graph, run_all},
    spec::{DilationPolicy, Overrides},
};
use serde_json::Value;

use crate::{
    cases::{number, picture},
    reference::{FAITHFUL, checkpoint, data::folder},
    specs::lowered,
    weights::assert_close,
};

/// The values of a network's graph, before and after all passes.
struct Values {
    unfused: (Graph, BTreeMap<NodeId, Vec<f32>>),
    fused: (Graph, BTreeMap<NodeId, Vec<f32>>),
}

impl Values {
    fn new(spec: &str, overrides: &Overrides, weights: &Checkpoint, input: &[f32]) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(spec);
        let network =
            lowered(&std::fs::read_to_string(path).expect("the spec is there"), overrides);
        let run = |graph: Graph, placements: &Placements| {
            let values = interpret::run_placed(&graph, placements, weights, &[("input", input)]);
            let values = values.unwrap_or_else(|error| panic!("{error}"));
            (graph, values)
        };
        let before = clamped_graph(&network, DilationPolicy::Official).expect("it is sound");
        let (after, facts) = run_all(&network, DilationPolicy::Official).expect("it is sound");
        Values { unfused: run(before, &Placements::new()), fused: run(after, &facts.placements) }
    }

    /// The node of the unfused graph with the output of a module: the node with its name, or the last one
    /// inside it. With `:input` behind the name, the node that the module's first node reads.
    fn module(&self, name: &str) -> NodeId {
        let graph = &self.unfused.0;
        let (name, is_input) = match name.strip_suffix(":input") {
            Some(name) => (name, true),
            None => (name, false),
        };
        let within = format!("{name}.");
        let inside =
            |&id: &NodeId| graph.node(id).name == name || graph.node(id).name.starts_with(&within);
        let mut order = graph.topological_order().into_iter().filter(inside);
        let found = match is_input {
            true => graph.find(name).or_else(|| order.next()).map(|first| graph.inputs(first)[0]),
            false => graph.find(name).or_else(|| order.next_back()),
        };
        found.unwrap_or_else(|| panic!("nothing makes {name}"))
    }

    /// Compares an activation, of which every `stride`-th number is recorded. The value may have gone in the
    /// fused graph.
    fn assert(&self, name: &str, expected: &[f32], stride: usize) {
        let id = self.module(name);
        let sampled = |numbers: &[f32]| numbers.iter().copied().step_by(stride).collect::<Vec<_>>();
        assert_close(name, &sampled(&self.unfused.1[&id]), expected, FAITHFUL);
        if let Some(id) = self.fused.0.find(&self.unfused.0.node(id).name) {
            assert_close(name, &sampled(&self.fused.1[&id]), expected, FAITHFUL);
        }
    }

    /// Compares the outputs of the fused graph with the activations of these modules.
    fn assert_outputs(&self, activations: &Checkpoint, modules: &[&str]) {
        for (output, module) in self.fused.0.outputs().iter().zip(modules) {
            let expected = activations.get(module).expect("it is recorded").data();
            assert_close(module, &self.fused.1[&output.node], expected, FAITHFUL);
        }
    }
}

fn sized(height: usize, width: usize) -> Overrides {
    Overrides { height: Some(height), width: Some(width), ..Overrides::default() }
}

#[test]
fn espnet() {
    let Some(folder) = folder() else { return };
    let activations = checkpoint(folder.join("v1/out/activations_q8_64x64.safetensors"));
    let weights = checkpoint(folder.join("v1/weights/espnet_p_2_q_8.pth"));
    let input = activations.get("input").expect("it is recorded").data();
    let values = Values::new("models/espnet.json", &sized(64, 64), &weights, input);
    let mut compared = 0;
    for (name, tensor) in activations.iter().filter(|(name, _)| *name != "input") {
        // The authors pool the image a second time for the second level.
        let name = name.replace("sample2.pool.0", "sample1.pool.0");
        values.assert(&name, tensor.data(), 1);
        compared += 1;
    }
    assert_eq!(compared, 81);
    values.assert_outputs(&activations, &["classifier"]);
}

#[test]
fn shufflenet() {
    let Some(folder) = folder() else { return };
    let activations =
        checkpoint(folder.join("rivals/out/activations_shufflenet_v1_64x64.safetensors"));
    let weights = checkpoint(folder.join("rivals/weights/shufflenet_v1_g3_0.5_40.safetensors"));
    let overrides = Overrides { width_multiplier: Some(0.5), classes: Some(40), ..sized(64, 64) };
    let input = activations.get("input").expect("it is recorded").data();
    let values = Values::new("models/shufflenet_v1.json", &overrides, &weights, input);
    for (name, tensor) in activations.iter().filter(|(name, _)| *name != "input") {
        values.assert(name, tensor.data(), 1);
    }
    values.assert_outputs(&activations, &["classifier.0"]);
}

/// Reads a checkpoint that may be compressed.
fn detection_weights(folder: &Path, name: &str) -> Checkpoint {
    let mut bytes = std::fs::read(folder.join(name)).expect("the weights are there");
    if name.ends_with(".gz") {
        let mut unpacked = Vec::new();
        let mut decoder = flate2::read::GzDecoder::new(bytes.as_slice());
        decoder.read_to_end(&mut unpacked).expect("the file is whole");
        bytes = unpacked;
    }
    Checkpoint::from_bytes(&bytes).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn detection_networks() {
    let Some(folder) = folder() else { return };
    let folder = folder.join("det");
    let index = std::fs::read(folder.join("index.json")).expect("the folder has an index");
    let index: Value = serde_json::from_slice(&index).expect("the index is JSON");
    let text = |case: &Value, key: &str| case[key].as_str().expect("a text").to_owned();
    let mut recorded = 0;
    for case in index["cases"].as_array().expect("a list") {
        let is_custom = text(case, "kind") == "custom detection";
        let spec = if is_custom { "tests/specs/detector.json" } else { "models/espnetv2_ssd.json" };
        let overrides = Overrides {
            width_multiplier: case["width_multiplier"].as_f64(),
            classes: Some(number(&case["classes"])),
            ..sized(number(&case["height"]), number(&case["width"]))
        };
        let weights = detection_weights(&folder, &text(case, "weights"));
        let input = picture(&folder.join(text(case, "image")));
        let values = Values::new(spec, &overrides, &weights, &input);
        let expected = checkpoint(folder.join(text(case, "expect")));
        let indices = expected.integer("prior_index").expect("it is recorded").data();
        for output in values.fused.0.outputs() {
            let expected = expected.get(&output.name).expect("it is recorded");
            let numbers = expected.shape()[1];
            let rows = &values.fused.1[&output.node];
            let sampled: Vec<f32> = indices
                .iter()
                .flat_map(|&prior| {
                    rows[usize::try_from(prior).expect("an index") * numbers..][..numbers]
                        .iter()
                        .copied()
                })
                .collect();
            assert_close(&text(case, "name"), &sampled, expected.data(), FAITHFUL);
        }
        if case["activations"].is_string() {
            let strides = std::fs::read(folder.join(text(case, "activations_index")));
            let strides: Value = serde_json::from_slice(&strides.expect("there is one")).unwrap();
            for (name, tensor) in checkpoint(folder.join(text(case, "activations"))).iter() {
                // The outputs have names of their own; the blocks that compute them are compared above.
                if ["confidences", "locations"].contains(&name) {
                    continue;
                }
                values.assert(name, tensor.data(), number(&strides[name]["stride"]));
                recorded += 1;
            }
        }
    }
    assert!(recorded > 700, "{recorded} activations");
}
