//! Emits the tables of kernel calls, and a type for each distinct kernel shape.

use std::collections::{BTreeMap, BTreeSet};

use espnet_abi::layout::Map;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::expression::{expression, int};
use crate::plan::{Kernel, Operand, Plan, Step};

/// The distinct kernels of a plan, with their names in snake case.
pub struct Names(BTreeMap<Kernel, String>);

impl Names {
    /// Names each kernel after its kind and the sizes of its maps. Kernels with the same name are numbered in
    /// order of use. No type gets the name of the network, `reserved`.
    pub fn new(plan: &Plan, reserved: &Ident) -> Self {
        let mut names = BTreeMap::new();
        let mut taken = BTreeSet::new();
        // The next number for kernels of a name.
        let mut next: BTreeMap<String, usize> = BTreeMap::new();
        for kernel in kernels(plan) {
            names.entry(kernel).or_insert_with(|| {
                let base = snake_name(&kernel);
                let next = next.entry(base.clone()).or_insert(1);
                loop {
                    let name = if *next == 1 { base.clone() } else { format!("{base}_{next}") };
                    *next += 1;
                    if *reserved != camel_case(&name) && taken.insert(name.clone()) {
                        return name;
                    }
                }
            });
        }
        Names(names)
    }

    /// Returns the type of the kernel's shape.
    pub fn shape(&self, kernel: &Kernel) -> Ident {
        format_ident!("{}", camel_case(&self.0[kernel]))
    }

    /// Returns the constant that contains the kernel's shape.
    pub fn constant(&self, kernel: &Kernel) -> Ident {
        format_ident!("{}", self.0[kernel].to_uppercase())
    }
}

/// Returns the kernel of every step, each after the kernels that it consists of.
fn kernels(plan: &Plan) -> impl Iterator<Item = Kernel> {
    let steps = plan.all_steps();
    steps.flat_map(|step| step.kernel.parts().into_iter().chain([step.kernel]))
}

/// Returns a name for the kernel in snake case: its kind and the sizes of its maps.
fn snake_name(kernel: &Kernel) -> String {
    let size = |map: Map| format!("{}x{}x{}", map.channels, map.height, map.width);
    let (name, input, output) = (kernel.name(), size(kernel.input()), size(kernel.output()));
    match input == output {
        true => format!("{name}_{output}"),
        false => format!("{name}_{input}_to_{output}"),
    }
}

/// Converts a name from snake case to camel case; adjacent numbers stay separated.
fn camel_case(name: &str) -> String {
    let mut camel = String::new();
    for word in name.split('_') {
        let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let alone = word.chars().all(|c| c.is_ascii_digit());
        if alone && number(camel.chars().next_back()) {
            camel.push('_');
        }
        camel.extend(word.chars().take(1).map(|c| c.to_ascii_uppercase()));
        camel.extend(word.chars().skip(1));
    }
    camel
}

/// Emits a constant and a type for each distinct kernel, in order of first use. A kernel that only occurs as
/// a part of others gets a constant only.
pub fn shapes(plan: &Plan, names: &Names) -> TokenStream {
    let mut seen = BTreeSet::new();
    let shapes = kernels(plan).filter(|&kernel| seen.insert(kernel)).map(|kernel| {
        let steps = plan.all_steps().filter(|step| step.kernel == kernel);
        let users: Vec<&str> = steps.map(|step| step.label.as_str()).collect();
        let doc = format!(" `{kernel}`");
        let constant = names.constant(&kernel);
        let ty = format_ident!("{}", kernel.type_name());
        let shape = expression(&kernel.expression(), &|part| names.constant(part));
        let constant_of = quote! {
            #[doc = #doc]
            const #constant: kernel::#ty = #shape;
        };
        if users.is_empty() {
            return constant_of;
        }
        let (doc_users, name) = (format!(" Computes {}.", users.join(", ")), names.shape(&kernel));
        quote! {
            #constant_of

            #[doc = #doc_users]
            struct #name;

            impl generated::ConstShape for #name {
                type Kernel = kernel::#ty;

                const SHAPE: kernel::#ty = #constant;
            }
        }
    });
    quote!(#(#shapes)*)
}

/// Emits the program `forward`, and the program `mask` if the plan has a step for it. They share all steps
/// but the last.
pub fn programs(plan: &Plan, names: &Names, forward: &Ident, mask: &Ident) -> TokenStream {
    let [weights, input, arena] = [plan.recipe.len, plan.input.len(), plan.arena_len].map(int);
    let steps = plan.steps.iter().map(|step| self::step(plan, step, names));
    let limits = quote! {
        const LIMITS: generated::Limits =
            generated::Limits::NONE.weights(#weights).input(#input).arena(#arena);
    };
    let steps = quote!([#(#steps),*]);
    let Some(last) = &plan.mask else {
        return quote! {
            /// The steps of a forward pass.
            struct #forward;

            impl generated::Program for #forward {
                fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
                    #limits
                    const { &generated::Table::new(LIMITS, #steps) }.schedule()
                }
            }
        };
    };
    let (count, last) = (int(plan.steps.len()), step(plan, &last.step, names));
    quote! {
        /// The steps of a forward pass.
        struct #forward;

        impl #forward {
            /// Returns the steps, with another last step that computes the mask.
            fn table<S: generated::Simd>() -> &'static generated::MaskTable<S, #count> {
                #limits
                const { &generated::MaskTable::new(LIMITS, #steps, #last) }
            }
        }

        impl generated::Program for #forward {
            fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
                Self::table().schedule()
            }
        }

        /// The steps of a forward pass that ends in a mask.
        struct #mask;

        impl generated::Program for #mask {
            fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
                #forward::table().mask_schedule()
            }
        }
    }
}

fn step(plan: &Plan, step: &Step, names: &Names) -> TokenStream {
    let range = |range: std::ops::Range<usize>| {
        let (start, end) = (int(range.start), int(range.end));
        quote!(#start..#end)
    };
    let arena = |operand: &Operand| {
        let start = plan.start(operand)?;
        Some(range(start..start + operand.len))
    };
    let source = |field: &str, operand: &Option<Operand>| {
        let (field, operand) = (format_ident!("{field}"), operand.as_ref()?);
        Some(match arena(operand) {
            None => quote!(.#field(generated::Operand::Input)),
            Some(range) => quote!(.#field(generated::Operand::Arena(#range))),
        })
    };
    let weights = (!step.weights.is_empty()).then(|| {
        let weights = range(step.weights.clone());
        quote!(.weights(#weights))
    });
    let sources = [("input", &step.input), ("gate", &step.gate), ("residual", &step.residual)]
        .map(|(field, operand)| source(field, operand));
    let output = arena(&step.output);
    let scratch = step.scratch.map(|buffer| {
        let scratch = range(plan.buffers[buffer.0].range());
        quote!(.scratch(#scratch))
    });
    let (label, shape) = (&step.label, names.shape(&step.kernel));
    quote! {
        generated::Step::new::<#shape>(
            #label,
            generated::Operands::NONE #weights #(#sources)* .output(#output) #scratch,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_named_as_types_are() {
        assert_eq!(camel_case("eesp_unit_128x28x28"), "EespUnit128x28x28");
        assert_eq!(camel_case("conv2d_3x9x7_to_16x5x4"), "Conv2d3x9x7To16x5x4");
        assert_eq!(camel_case("hff_8x5x5_2"), "Hff8x5x5_2");
    }
}
