//! Creates a plan that computes nothing, for a network that does not compile. The type emitted from it has
//! all constants and methods, so code that uses the type causes no errors of its own.

use espnet_abi::{
    kernel::{Argmax, MAX_MASK_CHANNELS},
    layout::Map,
};

use crate::{
    ir::Shape,
    plan::{
        Buffer, BufferId, Kernel, MaskPlan, Operand, OwnedRecipe, Place, Plan, PlannedOutput, Step,
    },
    spec::Preprocessing,
};

/// Creates a plan without steps and weights, with an input and named outputs of these shapes, C×H×W, and with
/// these labels.
pub fn stub(name: &str, input: Shape, outputs: &[(String, Shape)], labels: Vec<String>) -> Plan {
    let longest = outputs.iter().map(|(_, shape)| shape.len()).max().unwrap_or(0);
    let planned = |(name, shape): &(String, Shape)| PlannedOutput {
        name: name.clone(),
        shape: *shape,
        operand: Operand { place: Place::Buffer(BufferId(0), 0), len: shape.len() },
    };
    Plan {
        name: name.to_owned(),
        labels,
        preprocessing: Preprocessing::default(),
        input,
        outputs: outputs.iter().map(planned).collect(),
        steps: Vec::new(),
        mask: mask(outputs),
        detection: None,
        buffers: vec![Buffer { name: name.to_owned(), len: longest, live: 0..1, offset: 0 }],
        arena_len: longest,
        arena_bound: longest,
        tensor_len: longest,
        recipe: OwnedRecipe {
            parameters: Vec::new(),
            unused: Vec::new(),
            packings: Vec::new(),
            len: 0,
        },
        parameters: 0,
        macs: 0,
    }
}

/// Returns a mask if the only output is a map.
fn mask(outputs: &[(String, Shape)]) -> Option<MaskPlan> {
    let [(name, shape)] = outputs else { return None };
    if shape.pixels() == 1 || shape.channels > MAX_MASK_CHANNELS {
        return None;
    }
    let kernel = Argmax {
        input: Map::dense(shape.channels, shape.height, shape.width),
        output: Map::dense(1, shape.height, shape.width),
    };
    let output = Operand { place: Place::Buffer(BufferId(0), 0), len: kernel.output_len() };
    let step = Step {
        label: name.clone(),
        origin: None,
        node: None,
        kernel: Kernel::Argmax(kernel),
        weights: 0..0,
        input: None,
        gate: None,
        residual: None,
        output,
        scratch: None,
    };
    Some(MaskPlan { step, height: shape.height, width: shape.width })
}
