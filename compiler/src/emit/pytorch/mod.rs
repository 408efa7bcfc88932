//! Exports a compiled network as a PyTorch module, for training.
//!
//! | module | purpose |
//! |---|---|
//! | `blocks` | the modules of each block |
//! | `classes` | the classes of the blocks' modules |
//! | `tree` | the tree of modules: attributes, lists and dictionaries |
//! | `forward` | the method `forward` |
//! | `detection` | the priors and settings of a detector |
//! | `python`, `names` | Python's layout and names |

mod blocks;
mod classes;
mod detection;
mod forward;
mod names;
mod python;
mod tree;

use std::collections::BTreeSet;

use blocks::Modules;
use classes::Class;
use detection::Members;
use names::is_identifier;
use python::prose;
use tree::Node;

use crate::{
    compile::Compiled,
    diagnostic::{Diagnostic, Diagnostics},
    ir::{Shape, pytorch::Axes},
    spec::{ResolvedKind, ValueRef},
};

/// Exports a network as the text of a Python file with a class `name`, derived from `torch.nn.Module`.
/// `made_by` is part of the docstring and says how the file was made.
///
/// The file imports `torch` alone. The keys of an instance's state dict are the names of the network's
/// parameters, with their shapes. Every checkpoint that the network is compiled with can thus be loaded with
/// `strict=True`, and the checkpoints of the instance fit the compiled network. A new instance has the
/// initial weights of the authors' training code; its transposed convolutions have PyTorch's own. `forward`
/// takes N×C×H×W and returns the output, or a dictionary of the outputs by name if there are several. Results
/// of linear layers are N×C.
///
/// The file of a detector also has the functions `match`, which assigns objects to priors, `detection_loss` and
/// `detect`, which turns the outputs into objects; its class has the method `priors` and the spec's settings for
/// `detect` in `POST_PROCESSING`.
///
/// # Errors
/// If `name` cannot be the name of the class, if a block's name puts it inside a unit of another block, or if
/// it puts it where PyTorch allows no module.
///
/// ```
/// use espnet_compiler::{compile, emit, spec::Overrides};
///
/// let spec = r#"{
///     "name": "point", "input": { "channels": 3, "height": 8, "width": 8 }, "classes": 2,
///     "blocks": [{ "name": "level1", "type": "conv", "kernel": 1, "channels": "classes", "parts": { "conv": "" } }],
///     "outputs": ["level1"]
/// }"#;
/// let compiled = compile(spec, &Overrides::default())?;
/// let python = emit::pytorch(&compiled, "Point", "hand")?;
/// assert!(python.contains("        self.level1 = nn.Conv2d(3, 2, 1, bias=False)\n"));
/// # Ok::<(), espnet_compiler::diagnostic::Diagnostics>(())
/// ```
pub fn pytorch(compiled: &Compiled, name: &str, made_by: &str) -> Result<String, Diagnostics> {
    let architecture = &compiled.architecture;
    let taken = Class::ALL.iter().any(|class| class.name() == name);
    if !is_identifier(name) || taken || ["torch", "nn", "F", "initialise"].contains(&name) {
        let message = format!("`{name}` cannot name a class of the emitted Python");
        let help = "use a name such as `Digits`";
        return Err(Diagnostic::new("name", message).with_help(help).into());
    }
    let lowered = &compiled.lowered;
    let shapes: Vec<Shape> = lowered.values.iter().map(|value| lowered.shapes[value]).collect();
    let shape = |value: ValueRef| match value {
        ValueRef::Input => architecture.input,
        ValueRef::Block(index) => shapes[index],
    };

    let mut modules = Modules { compiled, tree: Node::default(), classes: BTreeSet::new() };
    let mut applications = Vec::with_capacity(shapes.len());
    let mut problems = Vec::new();
    for (block, &output) in architecture.blocks.iter().zip(&shapes) {
        let image = match &block.kind {
            ResolvedKind::StridedEesp(unit) => unit.image.map(shape),
            _ => None,
        };
        let inputs: Vec<Shape> = block.inputs.iter().map(|&input| shape(input)).collect();
        match modules.add(block, &inputs, output, image) {
            Ok(apply) => applications.push(apply),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(Diagnostics(problems));
    }
    let forward = forward::forward(architecture, lowered, &applications, &modules.tree);
    let rule = architecture.detection.as_ref().map(|detection| &detection.priors);
    let members =
        compiled.plan.detection.as_ref().zip(rule).map(|(plan, rule)| Members::new(plan, rule));
    if members.is_some() {
        Class::DETECTION.iter().for_each(|class| class.need(&mut modules.classes));
    }
    let initialise = if members.is_some() { INITIALISE_DETECTOR } else { INITIALISE };

    let mut file = header(compiled, name, made_by);
    for class in &modules.classes {
        file += &format!("\n\n{}", class.code());
    }
    file += &format!("\n\n{initialise}\n\nclass {name}(nn.Module):\n");
    let outputs: Vec<Shape> =
        architecture.outputs.iter().map(|output| shape(output.from)).collect();
    file += &docstring(compiled, &outputs, &forward.axes);
    file += members.as_ref().map_or("", |members| &members.settings);
    file += "\n    def __init__(self):\n        super().__init__()\n";
    for (place, module) in modules.tree.assignments() {
        file += &module.layout(8, &format!("{place} = "), "");
        file.push('\n');
    }
    file += "        self.apply(initialise)\n";
    if architecture.norm_epsilon != NORM_EPSILON {
        file += "        for module in self.modules():\n";
        file += "            if isinstance(module, nn.BatchNorm2d):\n";
        file += &format!("                module.eps = {:?}\n", architecture.norm_epsilon);
    }
    file += &format!("\n    def forward(self, image):\n{}", forward.code);
    file += members.as_ref().map_or("", |members| &members.priors);
    Ok(file)
}

/// The default ε of PyTorch's batch norms.
const NORM_EPSILON: f32 = 1e-5;

const INITIALISE: &str = include_str!("classes/initialise.py");
const INITIALISE_DETECTOR: &str = include_str!("classes/initialise_detector.py");

/// Returns the file's docstring and imports.
fn header(compiled: &Compiled, name: &str, made_by: &str) -> String {
    let title =
        prose("\"\"\"", &format!("The network {} in PyTorch.", compiled.architecture.name), 0);
    let made_by = prose("", &format!("Made by {made_by}. To load a checkpoint:"), 0);
    format!(
        r#"{title}

{made_by}

    network = {name}()
    network.load_state_dict(torch.load("checkpoint.pth", weights_only=True))
"""

import torch
from torch import nn
from torch.nn import functional as F
"#
    )
}

/// Returns the class's docstring.
fn docstring(compiled: &Compiled, outputs: &[Shape], axes: &[Axes]) -> String {
    let architecture = &compiled.architecture;
    let description = architecture.description.as_ref().unwrap_or(&architecture.name);
    let description = prose("\"\"\"", &format!("{}.", description.trim_end_matches('.')), 4);
    let facts = format!(
        "Width multiplier {}, {} classes, {} branches; {} parameters. Dilations are those for the \
         input's size.",
        architecture.width_multiplier,
        architecture.classes,
        architecture.branches,
        compiled.lowered.parameter_count()
    );
    let shape = |shape: &Shape, axes: Axes| {
        let sizes: Vec<String> = axes.sizes(*shape).iter().map(usize::to_string).collect();
        format!("N×{}", sizes.join("×"))
    };
    let mut lines = vec![format!("    Input: {}", shape(&architecture.input, Axes::Map))];
    let shapes: Vec<String> =
        outputs.iter().zip(axes).map(|(output, &axes)| shape(output, axes)).collect();
    match shapes.as_slice() {
        [only] => lines.push(format!("    Output: {only}")),
        _ => {
            lines.push("    Outputs by name:".into());
            let outputs = architecture.outputs.iter().zip(&shapes);
            lines
                .extend(outputs.map(|(output, shape)| format!("        {}: {shape}", output.name)));
        }
    }
    format!("{description}\n\n{}\n\n{}\n    \"\"\"\n", prose("", &facts, 4), lines.join("\n"))
}
