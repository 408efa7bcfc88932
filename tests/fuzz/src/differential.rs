//! Compares a network before and after all passes, by the interpreter's numbers.

use std::collections::BTreeMap;

use espnet::detection::PostProcessing;
use espnet_checkpoint::Tensor;
use espnet_compiler::{
    Compiled, compile,
    ir::{Graph, Placements, interpret, verify::verify},
    passes::clamp_dilations::clamped_graph,
    plan::DetectionPlan,
    random::{Random, random_tensors},
    spec::Overrides,
};

use crate::{architecture::architecture, choices::Choices, detection, spec::check_buffers};

/// The tolerance for fusion, relative to the largest number or to 1. Fusion folds batch norms into
/// weights, each rounded to f32, and leaves out roundings between steps.
const ROUNDING: f32 = 2e-5;

/// Makes the random architecture that the bytes determine. It compiles, its buffers do not overlap,
/// and the passes keep its numbers.
pub fn network(data: &[u8]) -> bool {
    let spec = architecture(Choices::new(data));
    let compiled = compile(&spec, &Overrides::default())
        .unwrap_or_else(|problems| panic!("{problems}\n{spec}"));
    check_buffers(&compiled);
    if let Err(problems) = verify(&compiled.graph) {
        panic!("{problems}\n{spec}\n{}", compiled.graph);
    }
    if let Err(difference) = same_numbers(&compiled) {
        panic!("{difference}\n{spec}\n{}", compiled.graph);
    }
    true
}

/// Post-processes the outputs of a detection network and checks what is detected.
fn detect(plan: &DetectionPlan, outputs: &[(String, Vec<f32>)]) {
    let [confidences, locations] =
        [plan.confidences, plan.locations].map(|index| outputs[index].1.as_slice());
    let priors: Vec<[f32; 4]> = plan.priors().collect();
    let settings = PostProcessing::new(plan.score_threshold, plan.iou_threshold, plan.top_k);
    detection::check(plan.classes, confidences, locations, &priors, settings);
}

/// Compares every output of the graph before the passes with that after them. Checks what is detected in the
/// outputs of a detection network.
///
/// # Errors
/// The first number whose difference is larger than the tolerance.
pub fn same_numbers(compiled: &Compiled) -> Result<(), String> {
    let before = clamped_graph(&compiled.lowered, compiled.architecture.dilation)
        .map_err(|problems| problems.to_string())?;
    let tensors: BTreeMap<String, Tensor> =
        random_tensors(&before.params(), 1).into_iter().collect();
    let input = Random::new(2).normals(compiled.architecture.input.len());
    let expected = values(&before, &Placements::new(), &tensors, &input)?;
    let actual = values(&compiled.graph, &compiled.facts.placements, &tensors, &input)?;
    for ((name, expected), (_, actual)) in expected.iter().zip(&actual) {
        let largest = expected.iter().fold(1.0f32, |largest, x| largest.max(x.abs()));
        for (i, (e, a)) in expected.iter().zip(actual).enumerate() {
            let difference = (e - a).abs();
            if difference.is_nan() || difference > ROUNDING * largest {
                return Err(format!("{name}[{i}] is {a} after the passes, not {e}"));
            }
        }
    }
    if let Some(plan) = &compiled.plan.detection {
        detect(plan, &actual);
    }
    Ok(())
}

/// The outputs by name.
fn values(
    graph: &Graph,
    placements: &Placements,
    tensors: &BTreeMap<String, Tensor>,
    input: &[f32],
) -> Result<Vec<(String, Vec<f32>)>, String> {
    let values = interpret::run_placed(graph, placements, tensors, &[("input", input)])
        .map_err(|error| error.to_string())?;
    let outputs = graph.outputs().iter();
    Ok(outputs.map(|output| (output.name.clone(), values[&output.node].clone())).collect())
}
