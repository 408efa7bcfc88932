//! Guesses the shapes of a network that does not compile. The stub of its type needs them; errors in code
//! that uses the shapes would hide the cause.

use serde_json::Value;

use crate::{
    diagnostic::Diagnostic,
    ir::Shape,
    lower::{Lowered, lower},
    spec::{MAX_CHANNELS, MAX_INPUT_CHANNELS, MAX_SIZE, Overrides, Spec},
};

/// Shape of the input; name and shape of each output.
pub(super) type InputAndOutputs = (Shape, Vec<(String, Shape)>);

/// Returns the shapes of a network that does not compile. They are exact if `problems` with overrides are the
/// only ones; otherwise they are a guess from the text of the spec.
pub(super) fn shapes(
    text: &str,
    overrides: &Overrides,
    problems: &[Diagnostic],
) -> InputAndOutputs {
    let mut overrides = overrides.clone();
    problems.iter().for_each(|problem| overrides.remove(&problem.path));
    lowered(text, &overrides)
        .unwrap_or_else(|| guessed(&serde_json::from_str(text).unwrap_or_default(), &overrides))
}

fn lowered(text: &str, overrides: &Overrides) -> Option<InputAndOutputs> {
    let architecture = Spec::parse(text).ok()?.resolve(overrides).ok()?;
    let Lowered { graph, shapes, .. } = lower(&architecture).ok()?;
    let outputs = graph.outputs().iter();
    let outputs = outputs.map(|output| (output.name.clone(), shapes[&output.node])).collect();
    Some((architecture.input, outputs))
}

/// Guesses the shapes: with a linear layer, classes for the whole picture; otherwise for every pixel of the
/// input.
fn guessed(spec: &Value, overrides: &Overrides) -> InputAndOutputs {
    let number = |overridden: Option<usize>, pointer: &str, otherwise: usize, most: usize| {
        let own = || usize::try_from(spec.pointer(pointer)?.as_u64()?).ok();
        overridden.or_else(own).unwrap_or(otherwise).clamp(1, most)
    };
    let classes = number(overrides.classes, "/classes", 1000, MAX_CHANNELS);
    let input = Shape {
        channels: number(overrides.channels, "/input/channels", 3, MAX_INPUT_CHANNELS),
        height: number(overrides.height, "/input/height", 224, MAX_SIZE),
        width: number(overrides.width, "/input/width", 224, MAX_SIZE),
    };
    let list = |name: &str| spec[name].as_array().into_iter().flatten();
    let linear = |from: &Value| {
        list("blocks").any(|block| block["name"] == *from && block["type"] == "linear")
    };
    let mut outputs: Vec<(String, Shape)> = list("outputs")
        .map(|output| {
            let (name, from) = match output {
                Value::Object(named) => {
                    (output["name"].as_str(), named.get("from").unwrap_or(&Value::Null))
                }
                block => (block.as_str(), block),
            };
            let shape = match linear(from) {
                true => Shape { channels: classes, height: 1, width: 1 },
                false => Shape { channels: classes, ..input },
            };
            (name.unwrap_or("output").to_owned(), shape)
        })
        .collect();
    if outputs.is_empty() {
        outputs.push(("output".into(), Shape { channels: classes, height: 1, width: 1 }));
    }
    (input, outputs)
}
