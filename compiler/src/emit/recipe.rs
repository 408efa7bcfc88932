//! Emits the recipe for binding and packing checkpoints, as a constant.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    expression::{expression, int},
    program::Names,
};
use crate::{ir::Param, plan::Plan};

/// Emits `const RECIPE: Recipe<'static>` and the constants that it refers to.
pub fn recipe(plan: &Plan, names: &Names) -> TokenStream {
    let parameters = plan.recipe.parameters.iter().map(parameter);
    let packings = plan.recipe.packings.iter().map(|(offset, packing)| {
        let offset = int(*offset);
        let packing = expression(&packing.expression(), &|kernel| names.constant(kernel));
        quote!((#offset, #packing))
    });
    let len = int(plan.recipe.len);
    let unused = (!plan.recipe.unused.is_empty()).then(|| {
        let unused = plan.recipe.unused.iter().map(parameter);
        quote! {
            /// The tensors that checkpoints contain but inference never reads.
            const UNUSED: &[pack::Parameter<'static>] = &[#(#unused),*];
        }
    });
    let set_unused = unused.is_some().then(|| quote!(.unused(UNUSED)));
    quote! {
        /// The tensors that the network needs.
        const PARAMETERS: &[pack::Parameter<'static>] = &[#(#parameters),*];
        #unused
        /// The offset of each kernel's packed weights, and the tensors that they are packed from.
        const PACKINGS: &[(usize, pack::Packing)] = &[#(#packings),*];
        /// The recipe that packs the weights of a checkpoint.
        const RECIPE: pack::Recipe<'static> =
            pack::Recipe::new(PARAMETERS, PACKINGS, #len) #set_unused;
    }
}

fn parameter(param: &Param) -> TokenStream {
    let name = &param.name;
    let shape = param.shape.iter().map(|&n| int(n));
    quote!(pack::Parameter::new(#name, &[#(#shape),*]))
}
