//! A network that does not compile, as a plan that computes nothing: its type has all constants and
//! methods, so that code that uses them gives no errors of its own.

use crate::{
    ir::Shape,
    plan::{Buffer, BufferId, Operand, OwnedRecipe, Place, Plan, PlannedOutput},
};

/// A plan without steps and weights for these shapes, C×H×W, of the input and of outputs by name.
pub fn stub(name: &str, input: Shape, outputs: &[(String, Shape)]) -> Plan {
    let longest = outputs.iter().map(|(_, shape)| shape.len()).max().unwrap_or(0);
    let planned = |(name, shape): &(String, Shape)| PlannedOutput {
        name: name.clone(),
        shape: *shape,
        operand: Operand { place: Place::Buffer(BufferId(0), 0), len: shape.len() },
    };
    Plan {
        name: name.to_owned(),
        input,
        outputs: outputs.iter().map(planned).collect(),
        steps: Vec::new(),
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
