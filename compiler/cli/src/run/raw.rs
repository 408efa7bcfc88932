//! The numbers of a network as the tensors of a .safetensors file.

use espnet::checkpoint::{
    AnyTensorRef, IntegerTensor, Tensor, write_any_safetensors, write_safetensors,
};
use espnet_compiler::plan::Plan;

use super::output::Results;
use crate::{detection::Detector, errors::Error, samples::Sample, tensors::OUTPUT};

/// Returns all outputs as a file: each N×C×H×W under its name, or `output` if there is only one.
///
/// # Errors
/// If the format cannot hold them.
pub fn outputs(plan: &Plan, results: &Results) -> Result<Vec<u8>, Error> {
    let len = total(plan);
    let count = results.numbers.len() / len;
    let mut start = 0;
    let mut named: Vec<(&str, Tensor)> = Vec::new();
    for output in &plan.outputs {
        let shape = output.shape;
        let of_input = |numbers: &[f32]| numbers[start..start + shape.len()].to_vec();
        let numbers = results.numbers.chunks_exact(len).flat_map(of_input).collect();
        let name = if plan.outputs.len() == 1 { OUTPUT } else { output.name.as_str() };
        let shape = vec![count, shape.channels, shape.height, shape.width];
        start += output.shape.len();
        named.push((name, Tensor::new(shape, numbers)?));
    }
    Ok(write_safetensors(named.iter().map(|(name, tensor)| (*name, tensor)))?)
}

/// Returns the results of a detection network as a file, for P priors, n detections and C classes:
///
/// | tensor | shape | content |
/// |---|---|---|
/// | `confidences` | P×C | the logits of the classes |
/// | `locations` | P×4 | how each prior is moved and stretched |
/// | `priors` | P×4 | centre x, centre y, width, height |
/// | `boxes` | P×4 | the priors after moving and stretching: left, top, right, bottom, not clipped |
/// | `detections` | n×6 | score, class, left, top, right, bottom |
/// | `detection_prior` | n | the prior of each detection, as I64 |
///
/// Sides are relative to the network's input. Detections are in the order of post-processing: classes ascending,
/// and in a class scores descending.
///
/// These are the shapes for a picture. For a file of tensors N×C×H×W, `confidences`, `locations` and `boxes` have
/// N in front, the detections of all inputs follow one another, and `detection_input` says which of the N inputs
/// each of them is from, as I64.
///
/// # Errors
/// If the format cannot hold them.
pub fn detections(
    plan: &Plan,
    detector: &Detector,
    sample: &Sample,
    results: &Results,
) -> Result<Vec<u8>, Error> {
    let inputs: Vec<&[f32]> = results.numbers.chunks_exact(total(plan)).collect();
    let priors = detector.priors();
    let of_inputs = |values: usize, numbers: Vec<f32>| {
        let mut shape = vec![priors.len(), values];
        if sample.picture.is_none() {
            shape.insert(0, inputs.len());
        }
        Tensor::new(shape, numbers)
    };
    let each =
        |part: &dyn Fn(&[f32]) -> Vec<f32>| inputs.iter().flat_map(|input| part(input)).collect();
    let found = || results.found.iter().flatten();
    let count = found().count();
    let rows = found().flat_map(|found| {
        let [left, top, right, bottom] = found.bounds;
        [found.score, found.class as f32, left, top, right, bottom]
    });
    let floats = [
        (
            "confidences",
            of_inputs(detector.classes(), each(&|n| detector.confidences(n).to_vec()))?,
        ),
        ("locations", of_inputs(4, each(&|n| detector.locations(n).to_vec()))?),
        ("boxes", of_inputs(4, each(&|n| detector.boxes(n).flatten().collect()))?),
        ("priors", Tensor::new(vec![priors.len(), 4], priors.as_flattened().to_vec())?),
        ("detections", Tensor::new(vec![count, 6], rows.collect())?),
    ];
    let of_detections = |numbers: Vec<i64>| IntegerTensor::new(vec![count], numbers);
    let mut integers = vec![(
        "detection_prior",
        of_detections(found().map(|found| found.prior as i64).collect())?,
    )];
    if sample.picture.is_none() {
        let indices = results.found.iter().zip(0..);
        let indices = indices.flat_map(|(found, input)| vec![input; found.len()]);
        integers.push(("detection_input", of_detections(indices.collect())?));
    }
    let floats = floats.iter().map(|(name, tensor)| (*name, AnyTensorRef::Float(tensor)));
    let integers = integers.iter().map(|(name, tensor)| (*name, AnyTensorRef::Integer(tensor)));
    Ok(write_any_safetensors(floats.chain(integers))?)
}

/// The number of numbers of all outputs of one input.
fn total(plan: &Plan) -> usize {
    plan.outputs.iter().map(|output| output.shape.len()).sum()
}
