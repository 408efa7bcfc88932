//! Exports a compiled network with its weights as an ONNX model, for other engines.
//!
//! | module | purpose |
//! |---|---|
//! | `model` | builds a model |
//! | `metadata` | names, labels and preprocessing as metadata of the model |
//! | `proto` | the messages of the file format |
//!
//! The model contains the operators inside the compiled graph's fused operators, one node each, because the
//! fusions of engines look for the operators of ONNX. Only batch norms are folded into convolutions.

mod metadata;
mod model;
mod proto;

use std::{collections::BTreeMap, num::NonZeroU16, str::FromStr};

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
use proto::{ModelProto, OperatorSetIdProto};

/// The version of the file format for the operator sets below.
const FORMAT: i64 = 8;

/// The name of a model's input.
const INPUT: &str = "input";

/// The batch size: the size of the first axis of the input and of all outputs.
///
/// ```
/// use std::num::NonZeroU16;
/// use espnet_compiler::emit::Batch;
///
/// assert_eq!(Batch::default(), Batch::Fixed(NonZeroU16::MIN));
/// assert_eq!("16".parse(), Ok(Batch::Fixed(NonZeroU16::new(16).unwrap())));
/// assert_eq!("dynamic".parse(), Ok(Batch::Dynamic));
/// assert_eq!("0".parse::<Batch>().unwrap_err().to_string(), "a number from 1 to 65535, or `dynamic`");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch {
    /// This number of inputs, from 1 to 65535.
    Fixed(NonZeroU16),
    /// Any number of inputs: the axis is named [`Batch::AXIS`] and has no fixed size.
    Dynamic,
}

impl Batch {
    /// The name of the first axis in models with a dynamic batch size.
    pub const AXIS: &'static str = "batch";

    /// Returns the version of the ONNX operator set; engines have supported both since 2022. Version 18 is
    /// the first whose Resize can omit axes, as a dynamic batch needs.
    fn operator_set(self) -> i64 {
        match self {
            Batch::Fixed(_) => 17,
            Batch::Dynamic => 18,
        }
    }
}

/// A batch size of 1.
impl Default for Batch {
    fn default() -> Self {
        Batch::Fixed(NonZeroU16::MIN)
    }
}

/// The error for a text that is not a batch size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a number from 1 to 65535, or `dynamic`")]
pub struct NoBatch;

impl FromStr for Batch {
    type Err = NoBatch;

    fn from_str(text: &str) -> Result<Self, NoBatch> {
        match text {
            "dynamic" => Ok(Batch::Dynamic),
            number => number.parse().map(Batch::Fixed).map_err(|_| NoBatch),
        }
    }
}

/// Exports a network with its weights as an ONNX model and returns the bytes of the file.
///
/// The input is called `input` and is N×C×H×W, with N from `batch`. The outputs have the names and shapes of
/// the spec, except that results of a linear layer, activated or not, are N×C, and tables of predictions
/// N×P×values. All operators belong to the
/// standard set, version 17, or 18 if the batch size is dynamic. Batch norms are folded into the convolutions,
/// transposed or not, before them; all other fusion is left to the engines.
///
/// The model's metadata properties are `name` and `producer`; `description` and `labels` (a JSON list) if the
/// spec has them; and, if the input has three channels, `normalization` (a JSON object with `mean`, `std`,
/// `order` and `scale`), `resize` and `fit`, with the spec's values.
///
/// # Errors
/// Reports every parameter that `weights` lacks or that has a wrong shape.
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
/// let file = emit::onnx(&compiled, &weights, emit::Batch::Dynamic)?;
/// assert!(file.windows(13).any(|bytes| bytes == b"level1.conv.w"));
/// # Ok::<(), espnet_compiler::diagnostic::Diagnostics>(())
/// ```
pub fn onnx(
    compiled: &Compiled,
    weights: &impl Tensors,
    batch: Batch,
) -> Result<Vec<u8>, Diagnostics> {
    let Compiled { architecture, graph, facts, .. } = compiled;
    let parameters = Parameters::bind(graph, weights);
    if !parameters.problems.is_empty() {
        let problems = parameters.problems.into_iter();
        return Err(Diagnostics(problems.map(|problem| Diagnostic::new("", problem)).collect()));
    }
    let outputs = graph.outputs();
    let taken = outputs.iter().map(|output| output.name.clone()).chain([INPUT.to_owned()]);
    let mut builder = ModelBuilder::new(&graph.name, batch, taken);
    let inputs = graph.input_nodes().into_iter().map(|id| (id, INPUT.to_owned())).collect();
    let values = operators::graph(&mut builder, graph, inputs, Axes::Map, &parameters);
    let axes = pytorch::axes(graph, Axes::Map);
    let input = architecture.input;
    builder.input(INPUT, &[input.channels, input.height, input.width]);
    // Values that are outputs have the names of the outputs.
    let mut renamed: BTreeMap<&str, &str> = BTreeMap::new();
    for output in outputs {
        let value = &values[&output.node];
        let name = renamed.get(value.as_str()).unwrap_or(&value.as_str()).to_string();
        let axes = axes[&output.node].sizes(facts.shapes[&output.node]);
        builder.output(&name, &output.name, &axes);
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
        metadata_props: metadata::properties(metadata::about(architecture)),
    };
    Ok(model.encode_to_vec())
}

#[cfg(test)]
mod tests {
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
            let file = onnx(&compiled, &weights, batch).expect("the weights fit");
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
