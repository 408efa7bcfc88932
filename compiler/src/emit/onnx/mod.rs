//! Exports a compiled network with its weights as an ONNX model, for other engines.
//!
//! | module | purpose |
//! |---|---|
//! | `model` | builds a model |
//! | `options` | the batch size, and whether the model post-processes |
//! | `post_processing` | adds the operators from a detector's outputs to detections |
//! | `metadata` | names, labels and preprocessing as metadata of the model |
//! | `proto` | the messages of the file format |
//!
//! The model contains the operators inside the compiled graph's fused operators, one node each, because the
//! fusions of engines look for the operators of ONNX. Only batch norms are folded into convolutions.

mod metadata;
mod model;
mod options;
mod post_processing;
mod proto;

use std::collections::BTreeMap;

use prost::Message;

use crate::{
    compile::Compiled,
    diagnostic::{Diagnostic, Diagnostics},
    ir::{
        interpret::{Parameters, Tensors},
        onnx as operators,
        pytorch::{self, Axes},
    },
};
use model::ModelBuilder;
pub use options::{Batch, NoBatch, OnnxOptions};
use proto::{ModelProto, OperatorSetIdProto};

/// The version of the file format for the operator sets below.
const FORMAT: i64 = 8;

/// The name of a model's input.
const INPUT: &str = "input";

/// Exports a network with its weights as an ONNX model and returns the bytes of the file.
///
/// The input is called `input` and is N×C×H×W, with N from the options. The outputs have the names and shapes
/// of the spec, except that results of a linear layer, activated or not, are N×C, and tables of predictions
/// N×P×values. All operators belong to the standard set, version 17, or 18 if the batch size is dynamic. Batch
/// norms are folded into the convolutions, transposed or not, before them; all other fusion is left to the
/// engines.
///
/// With [`post_process`](OnnxOptions::post_process), three outputs take the place of a detection network's
/// confidences and locations, and come first:
///
/// | output | shape | content |
/// |---|---|---|
/// | `boxes` | N×P×4 | left, top, right and bottom of each prior's box, relative to the input and not clipped |
/// | `scores` | N×classes×P | the softmax of the confidences; class 0 is the background |
/// | `selected` | n×3, integers | the detections: the indices of input, class and prior |
///
/// Detection `[i, c, p]` has the score `scores[i, c, p]` and the box `boxes[i, p]`, and `c` counts like the
/// labels. The background is never selected. The operator `NonMaxSuppression` selects, with the spec's
/// thresholds and `top_k`. ONNX does not say whether numbers that equal a threshold count as above it, or which
/// of two equal scores is first. ONNX Runtime decides like the runtime of this project: they do not count, and
/// the lower prior is first.
///
/// The model's metadata properties are `name` and `producer`; `description` and `labels` (a JSON list) if the
/// spec has them; if the input has three channels, `normalization` (a JSON object with `mean`, `std`,
/// `order` and `scale`), `resize` and `fit`, with the spec's values; and, if the model post-processes,
/// `post_processing` (a JSON object with `score_threshold`, `iou_threshold`, `top_k` and the class
/// `background`).
///
/// # Errors
/// Reports every parameter that `weights` lacks or that has a wrong shape. Also, if the model is to
/// post-process, a network that detects no objects, and further outputs with the names above.
///
/// ```
/// use std::collections::BTreeMap;
/// use espnet_compiler::{compile, emit, random::random_checkpoint, spec::Overrides};
///
/// let spec = r#"{
///     "name": "point", "input": { "channels": 3, "height": 8, "width": 8 }, "classes": 2,
///     "blocks": [{ "name": "level1", "type": "conv", "kernel": 1, "channels": "classes" }],
///     "outputs": ["level1"]
/// }"#;
/// let compiled = compile(spec, &Overrides::default())?;
/// let weights: BTreeMap<_, _> = random_checkpoint(&compiled.plan, 0).into_iter().collect();
/// let file = emit::onnx(&compiled, &weights, emit::OnnxOptions::default())?;
/// assert!(file.windows(13).any(|bytes| bytes == b"level1.conv.w"));
/// # Ok::<(), espnet_compiler::diagnostic::Diagnostics>(())
/// ```
pub fn onnx(
    compiled: &Compiled,
    weights: &impl Tensors,
    options: OnnxOptions,
) -> Result<Vec<u8>, Diagnostics> {
    let Compiled { architecture, graph, facts, .. } = compiled;
    let OnnxOptions { batch, post_process } = options;
    let parameters = Parameters::bind(graph, weights);
    let missing = parameters.problems.iter().map(|problem| Diagnostic::new("", problem));
    let mut problems: Vec<Diagnostic> = missing.collect();
    let detection = if post_process {
        post_processing::plan(compiled).map_err(|wrong| problems.extend(wrong)).ok()
    } else {
        None
    };
    if !problems.is_empty() {
        return Err(Diagnostics(problems));
    }
    let outputs = graph.outputs();
    let taken = outputs.iter().map(|output| output.name.clone()).chain([INPUT.to_owned()]);
    let taken = taken.chain(post_processing::OUTPUTS.map(str::to_owned));
    let mut builder = ModelBuilder::new(&graph.name, batch, taken);
    let inputs = graph.input_nodes().into_iter().map(|id| (id, INPUT.to_owned())).collect();
    let values = operators::graph(&mut builder, graph, inputs, Axes::Map, &parameters);
    let axes = pytorch::axes(graph, Axes::Map);
    let input = architecture.input;
    builder.input(INPUT, &[input.channels, input.height, input.width]);
    if let Some(detection) = detection {
        let [confidences, locations] = [detection.confidences, detection.locations]
            .map(|index| values[&outputs[index].node].as_str());
        post_processing::add(&mut builder, detection, confidences, locations);
    }
    // Values that are outputs have the names of the outputs.
    let mut renamed: BTreeMap<&str, &str> = BTreeMap::new();
    for (_, output) in post_processing::others(outputs, detection) {
        let value = &values[&output.node];
        let name = renamed.get(value.as_str()).unwrap_or(&value.as_str()).to_string();
        let axes = axes[&output.node].sizes(facts.shapes[&output.node]);
        let declared = builder.tensor(&output.name, &axes);
        builder.output(&name, declared);
        renamed.entry(value).or_insert(&output.name);
    }
    let model = ModelProto {
        ir_version: Some(FORMAT),
        producer_name: Some(env!("CARGO_PKG_NAME").into()),
        producer_version: Some(env!("CARGO_PKG_VERSION").into()),
        doc_string: architecture.description.clone(),
        graph: Some(builder.finish()),
        opset_import: vec![OperatorSetIdProto {
            domain: Some(String::new()),
            version: Some(batch.operator_set()),
        }],
        metadata_props: metadata::properties(metadata::about(architecture, detection)),
    };
    Ok(model.encode_to_vec())
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use super::{proto::Size, *};
    use crate::{compile, random::random_checkpoint, spec::Overrides};

    /// Results of linear layers and functions of them are N×C; sums are maps, as in PyTorch.
    #[test]
    fn sums_of_what_linear_layers_make_are_maps() {
        let spec = r#"{
            "name": "heads", "input": { "channels": 3, "height": 4, "width": 4 }, "classes": 5,
            "blocks": [
                { "name": "pool", "type": "global_avg_pool" },
                { "name": "one", "type": "linear", "features": "classes" },
                { "name": "two", "type": "linear", "features": "classes", "from": "pool" },
                { "name": "gate", "type": "activation", "function": "sigmoid" },
                { "name": "sum", "type": "add", "from": ["one", "two"] }
            ],
            "outputs": ["two", "gate", "sum"]
        }"#;
        let compiled = compile(spec, &Overrides::default()).expect("the spec is right");
        let weights: BTreeMap<_, _> = random_checkpoint(&compiled.plan, 0).into_iter().collect();
        for (batch, size) in [
            (Batch::default(), Size::Value(1)),
            (Batch::Fixed(NonZeroU16::MAX), Size::Value(65535)),
            (Batch::Dynamic, Size::Param("batch".into())),
        ] {
            let options = OnnxOptions { batch, ..OnnxOptions::default() };
            let file = onnx(&compiled, &weights, options).expect("the weights fit");
            let graph = ModelProto::decode(file.as_slice())
                .expect("it is a model")
                .graph
                .expect("it has one");
            let found: Vec<_> =
                graph.output.iter().map(|output| axes(output).expect("sizes")).collect();
            let sizes = |rest: &[i64]| -> Vec<Size> {
                [size.clone()].into_iter().chain(rest.iter().copied().map(Size::Value)).collect()
            };
            assert_eq!(found, [sizes(&[5]), sizes(&[5]), sizes(&[5, 1, 1])]);
            assert_eq!(axes(&graph.input[0]), Some(sizes(&[3, 4, 4])));
        }
    }

    fn axes(value: &proto::ValueInfoProto) -> Option<Vec<Size>> {
        let shape = value.r#type.as_ref()?.tensor_type.as_ref()?.shape.as_ref()?;
        shape.dim.iter().map(|dimension| dimension.size.clone()).collect()
    }
}
