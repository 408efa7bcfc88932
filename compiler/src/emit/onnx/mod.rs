//! From a compiled network and its weights to a model in ONNX, for other engines.
//!
//! | module | what it is for |
//! |---|---|
//! | `operators` | the nodes of each operator |
//! | `pooling` | adaptive average pooling as operators that every engine has |
//! | `model` | a model under construction |
//! | `proto` | the messages that it is written as |
//!
//! Emitted is the graph with its image pyramid shared and batch norms folded into convolutions, which
//! engines would do as well, but not fused further: their own fusions look for the operators of ONNX.

mod model;
mod operators;
mod pooling;
mod proto;

use std::collections::BTreeMap;

use prost::Message;

use crate::{
    compile::Compiled,
    diagnostic::{Diagnostic, Diagnostics},
    ir::{
        Op,
        interpret::{Parameters, Tensors},
        verify::Problems,
    },
    passes::{
        clamp_dilations::clamp_dilations, fold_batch_norm::fold_batch_norm,
        remove_dead::remove_dead, shapes::shapes, share_pyramid::share_pyramid,
    },
};
use model::Builder;
use operators::{Value, Writer};
use proto::{Model, OperatorSet};

/// The version of the operators' definitions: one that engines have had since 2022.
const OPERATOR_SET: i64 = 17;

/// The version of the file format that goes with it.
const FORMAT: i64 = 8;

/// The name of a model's input.
const INPUT: &str = "input";

/// A model in ONNX, as the bytes of a file: the network with the weights inside.
///
/// The input is called `input` and is 1×C×H×W; the outputs have their names and shapes, but for what
/// a linear layer makes, activated or not, which is 1×C. All operators are of the standard set, version 17. Batch norms
/// are folded into the convolutions before them where there is one; what else belongs together
/// engines find themselves.
///
/// # Errors
/// Every parameter that `weights` lacks or that is misshapen.
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
/// let file = emit::onnx(&compiled, &weights)?;
/// assert!(file.windows(13).any(|bytes| bytes == b"level1.conv.w"));
/// # Ok::<(), espnet_compiler::diagnostic::Diagnostics>(())
/// ```
pub fn onnx(compiled: &Compiled, weights: &impl Tensors) -> Result<Vec<u8>, Diagnostics> {
    let architecture = &compiled.architecture;
    let mut graph = compiled.lowered.clone();
    let unsound = |problems: Problems| Diagnostic::new("", problems.to_string());
    clamp_dilations(&mut graph, architecture.dilation).map_err(unsound)?;
    remove_dead(&mut graph);
    share_pyramid(&mut graph);
    fold_batch_norm(&mut graph);
    let shapes = shapes(&graph).map_err(unsound)?;

    let parameters = Parameters::bind(&graph, weights);
    if !parameters.problems.is_empty() {
        let problems = parameters.problems.into_iter();
        return Err(Diagnostics(problems.map(|problem| Diagnostic::new("", problem)).collect()));
    }
    let outputs = graph.outputs();
    let taken = outputs.iter().map(|output| output.name.clone()).chain([INPUT.to_owned()]);
    let mut writer = Writer { builder: Builder::new(&graph.name, taken), parameters };
    let mut values: BTreeMap<_, Value> = BTreeMap::new();
    for id in graph.topological_order() {
        let (node, shape) = (graph.node(id), shapes[&id]);
        let value = match node.op {
            Op::Input(_) => Value { name: INPUT.into(), shape, flat: false },
            _ => {
                let operands: Vec<Value> =
                    graph.inputs(id).iter().map(|operand| values[operand].clone()).collect();
                writer.operator(&node.op, &node.name, &operands, shape)
            }
        };
        values.insert(id, value);
    }
    let mut builder = writer.builder;
    let input = architecture.input;
    builder.input(INPUT, &[1, input.channels, input.height, input.width]);
    // Values that are outputs go by the outputs' names.
    let mut renamed: BTreeMap<&str, &str> = BTreeMap::new();
    for output in outputs {
        let value = &values[&output.node];
        let name = renamed.get(value.name.as_str()).unwrap_or(&value.name.as_str()).to_string();
        builder.output(&name, &output.name, &value.axes());
        renamed.entry(&value.name).or_insert(&output.name);
    }
    let model = Model {
        ir_version: Some(FORMAT),
        producer_name: Some(env!("CARGO_PKG_NAME").into()),
        producer_version: Some(env!("CARGO_PKG_VERSION").into()),
        doc_string: architecture.description.clone(),
        graph: Some(builder.finish()),
        opset_import: vec![OperatorSet {
            domain: Some(String::new()),
            version: Some(OPERATOR_SET),
        }],
    };
    Ok(model.encode_to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile, random::random_checkpoint, spec::Overrides};

    /// N×C is what linear layers make and functions of it; sums are maps, as in PyTorch.
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
        let file = onnx(&compiled, &weights).expect("the weights fit");
        let graph =
            Model::decode(file.as_slice()).expect("it is a model").graph.expect("it has one");
        let axes = |value: &proto::Value| -> Option<Vec<i64>> {
            let shape = value.r#type.as_ref()?.tensor_type.as_ref()?.shape.as_ref()?;
            shape.dim.iter().map(|size| size.dim_value).collect()
        };
        let found: Vec<_> =
            graph.output.iter().map(|output| axes(output).expect("sizes")).collect();
        assert_eq!(found, [vec![1, 5], vec![1, 5], vec![1, 5, 1, 1]]);
    }
}
