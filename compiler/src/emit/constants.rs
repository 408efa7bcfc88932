//! Emits the constants of a network's type, and the paragraph that states them in its documentation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{expression::int, mask::Mask};
use crate::{
    ir::Shape,
    plan::{Plan, PlannedOutput},
};

/// Returns the last paragraph of the type's documentation.
pub(super) fn documentation(plan: &Plan) -> String {
    let shape = |shape: Shape| format!("1×{shape}");
    let outputs: Vec<String> = plan
        .outputs
        .iter()
        .map(|output| format!("`{}` {}", output.name, shape(output.shape)))
        .collect();
    format!(
        " `{}` compiled by espnet: input {}, {}; {} parameters, {:.1} million multiply-accumulates.",
        plan.name,
        shape(plan.input),
        outputs.join(", "),
        plan.parameters,
        plan.macs as f64 / 1e6,
    )
}

/// Emits the constants of the type.
pub(super) fn constants(plan: &Plan, mask: Option<&Mask>) -> TokenStream {
    let (input, len) = (dims(plan.input), int(plan.input.len()));
    let (parameters, macs) = (int(plan.parameters), Literal::u64_unsuffixed(plan.macs));
    let arena = int(plan.arena_len);
    let outputs = output_constants(&plan.outputs);
    let mask = mask.map(|mask| &mask.constants);
    let (name, labels, count) = (&plan.name, &plan.labels, int(plan.labels.len()));
    quote! {
        /// The network's name in its spec.
        pub const NAME: &'static str = #name;
        /// N, C, H and W of the input.
        pub const INPUT_SHAPE: [usize; 4] = #input;
        /// The number of floats of the input.
        pub const INPUT_LEN: usize = #len;
        #outputs
        #mask
        /// The names of the classes in the order of the output's channels. The list is empty if the
        /// spec has no names for this number of classes.
        pub const LABELS: [&'static str; #count] = [#(#labels),*];
        /// The number of learned parameters in a checkpoint.
        pub const PARAMETERS: usize = #parameters;
        /// The number of multiply-accumulates of the convolutions in one forward pass.
        pub const MACS: u64 = #macs;
        /// The size of a workspace in floats.
        pub const ARENA_FLOATS: usize = #arena;
        /// The size of a workspace in bytes.
        pub const ARENA_BYTES: usize = Self::ARENA_FLOATS * ::core::mem::size_of::<f32>();
    }
}

/// Emits the shapes of the outputs.
fn output_constants(outputs: &[PlannedOutput]) -> TokenStream {
    match outputs {
        [output] => {
            let (shape, len) = (dims(output.shape), int(output.shape.len()));
            quote! {
                /// N, C, H and W of the output.
                pub const OUTPUT_SHAPE: [usize; 4] = #shape;
                /// The number of floats of the output.
                pub const OUTPUT_LEN: usize = #len;
            }
        }
        outputs => {
            let count = int(outputs.len());
            let outputs = outputs.iter().map(|output| {
                let (name, shape) = (&output.name, dims(output.shape));
                quote!((#name, #shape))
            });
            quote! {
                /// The name of each output, and its N, C, H and W.
                pub const OUTPUT_SHAPES: [(&'static str, [usize; 4]); #count] = [#(#outputs),*];
            }
        }
    }
}

/// Emits N, C, H, W of a value.
fn dims(shape: Shape) -> TokenStream {
    let [c, h, w] = [shape.channels, shape.height, shape.width].map(int);
    quote!([1, #c, #h, #w])
}
