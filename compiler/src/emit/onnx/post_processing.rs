//! Adds post-processing to the model of a detection network: scores, boxes, and non-maximum suppression.
//!
//! The operators compute in the order of `espnet::detection`, so that boxes have the same bits wherever the
//! exponentials have.

use espnet_abi::{iou, priors::VARIANCES};

use super::{
    model::ModelBuilder,
    proto::{DataType, Size, ValueInfoProto},
};
use crate::{
    compile::Compiled,
    diagnostic::Diagnostic,
    ir::{
        Output,
        onnx::{Attribute, Attributes, Model},
    },
    plan::DetectionPlan,
};

/// The class that means that there is no object.
pub(super) const BACKGROUND: usize = 0;

/// The names of the outputs.
pub(super) const OUTPUTS: [&str; 3] = ["boxes", "scores", "selected"];

/// The name of the size of the first axis of `selected`.
const DETECTIONS: &str = "detections";

/// Returns the plan of a network's post-processing.
///
/// # Errors
/// If the network detects no objects, or if other outputs have the names of the results.
pub(super) fn plan(compiled: &Compiled) -> Result<&DetectionPlan, Vec<Diagnostic>> {
    let Compiled { architecture, graph, plan, .. } = compiled;
    let Some(detection) = &plan.detection else {
        let message = format!("the network `{}` detects no objects", architecture.name);
        let help = "export it without post-processing";
        return Err(vec![Diagnostic::new("", message).with_help(help)]);
    };
    let taken = others(graph.outputs(), Some(detection))
        .filter(|(_, output)| OUTPUTS.contains(&output.name.as_str()));
    let problem = |(index, output): (usize, &Output)| {
        let message = format!("`{}` is the name of a result of post-processing", output.name);
        let help = "give the output another name";
        architecture.diagnostic(&format!("/outputs/{index}"), message).with_help(help)
    };
    let problems: Vec<Diagnostic> = taken.map(problem).collect();
    if problems.is_empty() { Ok(detection) } else { Err(problems) }
}

/// Returns the outputs that the results do not replace, with their indices.
pub(super) fn others<'o>(
    outputs: &'o [Output],
    detection: Option<&DetectionPlan>,
) -> impl Iterator<Item = (usize, &'o Output)> {
    let replaced = detection.map(|plan| [plan.confidences, plan.locations]);
    let is_other = move |(index, _): &(usize, &Output)| {
        replaced.is_none_or(|replaced| !replaced.contains(index))
    };
    outputs.iter().enumerate().filter(is_other)
}

/// Adds the operators after `confidences`, N×P×classes, and `locations`, N×P×4, and declares the outputs.
pub(super) fn add(
    builder: &mut ModelBuilder,
    detection: &DetectionPlan,
    confidences: &str,
    locations: &str,
) {
    let priors = detection.prior_count();
    let boxes = boxes(builder, detection, locations);
    let scores = scores(builder, confidences);
    let selected = selected(builder, detection, [&boxes, &scores]);
    let values = [
        (
            boxes,
            builder.tensor("boxes", &[priors, 4]),
            "Left, top, right and bottom of each prior's box, relative to the input; they may exceed it.",
        ),
        (
            scores,
            builder.tensor("scores", &[detection.classes, priors]),
            "The score of each class at each prior. Class 0 is the background.",
        ),
        (
            selected,
            ValueInfoProto::new(
                "selected",
                DataType::Int64,
                [Size::Param(DETECTIONS.into()), Size::Value(3)],
            ),
            "The detections, as indices of input, class and prior in boxes and scores.",
        ),
    ];
    for (value, declared, text) in values {
        builder.output(&value, ValueInfoProto { doc_string: Some(text.into()), ..declared });
    }
}

/// Moves and stretches the priors by their locations.
fn boxes(builder: &mut ModelBuilder, detection: &DetectionPlan, locations: &str) -> String {
    let of_priors = |first: usize| -> Vec<f32> {
        detection.priors().flat_map(|prior| [prior[first], prior[first + 1]]).collect()
    };
    let axes = [detection.prior_count(), 2];
    let places = builder.floats("priors.centres", &axes, &of_priors(0));
    let sides = builder.floats("priors.sides", &axes, &of_priors(2));
    let [of_centre, of_size] = VARIANCES;

    let moves = slice(builder, "boxes.moves", locations, 2, [0, 2]);
    let moves = scaled(builder, "boxes.moves.scaled", moves, of_centre);
    let moves = builder.node("Mul", vec![moves, sides.clone()], "boxes.moves.sides", vec![]);
    let centres = builder.node("Add", vec![moves, places], "boxes.centres", vec![]);

    let growth = slice(builder, "boxes.growth", locations, 2, [2, 4]);
    let growth = scaled(builder, "boxes.growth.scaled", growth, of_size);
    let growth = builder.node("Exp", vec![growth], "boxes.growth.exp", vec![]);
    let sides = builder.node("Mul", vec![growth, sides], "boxes.sides", vec![]);
    let halves = scaled(builder, "boxes.halves", sides, 0.5);

    let corners = [("Sub", "boxes.first"), ("Add", "boxes.last")].map(|(operator, name)| {
        builder.node(operator, vec![centres.clone(), halves.clone()], name, vec![])
    });
    builder.node("Concat", corners.into(), "boxes.corners", axis(2))
}

/// The softmax over the classes, with the classes in front, as suppression reads them.
fn scores(builder: &mut ModelBuilder, confidences: &str) -> String {
    let scores = builder.node("Softmax", vec![confidences.into()], "scores.softmax", axis(2));
    let order = vec![("perm", Attribute::Ints(vec![0, 2, 1]))];
    builder.node("Transpose", vec![scores], "scores.transposed", order)
}

/// Suppresses among the objects, and counts their classes as the scores do, with the background.
fn selected(
    builder: &mut ModelBuilder,
    detection: &DetectionPlan,
    [boxes, scores]: [&str; 2],
) -> String {
    let first = BACKGROUND + 1;
    let objects = slice(builder, "scores.objects", scores, 1, [first, detection.classes]);
    let top_k = builder.integers("selected.top_k", &[detection.top_k]);
    let limit = iou::limit(detection.iou_threshold);
    let iou = builder.floats("selected.iou_threshold", &[1], &[limit]);
    let score = builder.floats("selected.score_threshold", &[1], &[detection.score_threshold]);
    let operands = vec![boxes.into(), objects, top_k, iou, score];
    let objects = builder.node("NonMaxSuppression", operands, "selected.objects", vec![]);
    let shift = builder.integers("selected.first_class", &[0, first, 0]);
    builder.node("Add", vec![objects, shift], "selected.classes", vec![])
}

/// Adds the part of a value from `start` to before `end` on an axis.
fn slice(
    builder: &mut ModelBuilder,
    name: &str,
    value: &str,
    axis: usize,
    [start, end]: [usize; 2],
) -> String {
    let mut operands = vec![value.to_owned()];
    for (part, number) in [("starts", start), ("ends", end), ("axes", axis)] {
        operands.push(builder.integers(&format!("{name}.{part}"), &[number]));
    }
    builder.node("Slice", operands, name, vec![])
}

/// Adds the product of a value and a number.
fn scaled(builder: &mut ModelBuilder, name: &str, value: String, factor: f32) -> String {
    let factor = builder.floats(&format!("{name}.factor"), &[1], &[factor]);
    builder.node("Mul", vec![value, factor], name, vec![])
}

fn axis(axis: usize) -> Attributes {
    vec![("axis", Attribute::Int(axis))]
}
