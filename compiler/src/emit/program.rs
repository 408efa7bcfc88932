//! The straight line of calls, and one function for each distinct kernel shape.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    format::comment,
    shape::{function_name, int, shape, type_name},
};
use crate::plan::{BufferId, Kernel, Operand, Place, Plan, Step};

/// The distinct kernels of a plan and their names.
pub struct Names(BTreeMap<Kernel, String>);

impl Names {
    /// Names each kernel after what it does; kernels that differ in more than the sizes of their
    /// maps are numbered in order of use.
    pub fn new(plan: &Plan) -> Self {
        let mut names = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for step in &plan.steps {
            names.entry(step.kernel).or_insert_with(|| {
                let base = function_name(&step.kernel);
                let numbered = (2..).map(|i| format!("{base}_{i}"));
                let name = std::iter::once(base.clone())
                    .chain(numbered)
                    .find(|name| !taken.contains(name))
                    .expect("there are endless numbers");
                taken.insert(name.clone());
                name
            });
        }
        Names(names)
    }

    /// The kernel's function.
    pub fn function(&self, kernel: &Kernel) -> Ident {
        format_ident!("{}", self.0[kernel])
    }

    /// The constant that holds the kernel's shape.
    pub fn constant(&self, kernel: &Kernel) -> Ident {
        format_ident!("{}", self.0[kernel].to_uppercase())
    }
}

/// A constant and a function for each distinct kernel, in order of first use.
pub fn functions(plan: &Plan, names: &Names) -> TokenStream {
    let mut seen = BTreeSet::new();
    let functions = plan.steps.iter().filter(|step| seen.insert(step.kernel)).map(|step| {
        let kernel = &step.kernel;
        let users: Vec<&str> = plan
            .steps
            .iter()
            .filter(|step| step.kernel == *kernel)
            .map(|step| step.label.as_str())
            .collect();
        let doc = format!(" `{kernel}`");
        let doc_users = format!(" Computes {}.", users.join(", "));
        let (constant, function) = (names.constant(kernel), names.function(kernel));
        let (ty, shape) = (format_ident!("{}", type_name(kernel)), shape(kernel));
        quote! {
            #[doc = #doc]
            const #constant: kernel::#ty = #shape;

            #[doc = #doc_users]
            fn #function<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
                struct Fixed;
                impl generated::Shape<kernel::#ty> for Fixed {
                    const SHAPE: kernel::#ty = #constant;
                }
                generated::invoke::<kernels::#ty<Fixed>, S>(simd, call);
            }
        }
    });
    quote!(#(#functions)*)
}

/// The calls, as the body of a function with `simd`, `weights`, `input` and `arena` in scope.
pub fn calls(plan: &Plan, names: &Names) -> TokenStream {
    let calls = plan.steps.iter().map(|step| call(plan, step, names));
    quote!(#(#calls)*)
}

fn call(plan: &Plan, step: &Step, names: &Names) -> TokenStream {
    let label = comment(&step.label);
    let function = names.function(&step.kernel);
    // The buffers that the step touches; each is borrowed once.
    let mut buffers: Vec<BufferId> = Vec::new();
    let operands =
        [Some(&step.output), step.input.as_ref(), step.gate.as_ref(), step.residual.as_ref()];
    let places = operands.into_iter().flatten().filter_map(|operand| match operand.place {
        Place::Buffer(buffer, _) => Some(buffer),
        Place::Input => None,
    });
    for buffer in places.chain(step.scratch) {
        if !buffers.contains(&buffer) {
            buffers.push(buffer);
        }
    }
    let name = |buffer: BufferId| format_ident!("b{}", buffer.0);
    let bindings: Vec<Ident> = buffers.iter().map(|&buffer| name(buffer)).collect();
    let ranges = buffers.iter().map(|&buffer| {
        let range = plan.buffers[buffer.0].range();
        let (start, end) = (int(range.start), int(range.end));
        quote!(#start..#end)
    });
    let borrows = match bindings.as_slice() {
        [only] => quote!(let #only = &mut arena[#(#ranges)*];),
        bindings => quote!(let [#(#bindings),*] = generated::split(arena, [#(#ranges),*]);),
    };
    let slice = |operand: &Operand| match operand.place {
        Place::Input => quote!(input),
        Place::Buffer(buffer, start) => {
            let name = name(buffer);
            if start == 0 && plan.buffers[buffer.0].len == operand.len {
                return quote!(#name);
            }
            let (start, end) = (int(start), int(start + operand.len));
            quote!(#name[#start..#end])
        }
    };
    let read = |operand: &Option<Operand>| match operand {
        None => quote!(&[]),
        Some(operand) => match operand.place {
            Place::Input => quote!(input),
            Place::Buffer(buffer, 0) if plan.buffers[buffer.0].len == operand.len => {
                let name = name(buffer);
                quote!(#name)
            }
            Place::Buffer(..) => {
                let slice = slice(operand);
                quote!(&#slice)
            }
        },
    };
    let input = match step.input {
        Some(Operand { place: Place::Input, .. }) => quote!(input),
        _ => {
            let input = read(&step.input);
            quote!(input: #input)
        }
    };
    let (gate, residual) = (read(&step.gate), read(&step.residual));
    let output = match step.output.place {
        Place::Buffer(buffer, start)
            if start > 0 || plan.buffers[buffer.0].len != step.output.len =>
        {
            let slice = slice(&step.output);
            quote!(&mut #slice)
        }
        _ => slice(&step.output),
    };
    let scratch = match step.scratch {
        Some(buffer) => {
            let name = name(buffer);
            quote!(#name)
        }
        None => quote!(&mut []),
    };
    let weights = match step.weights.is_empty() {
        true => quote!(&[]),
        false => {
            let (start, end) = (int(step.weights.start), int(step.weights.end));
            quote!(&weights[#start..#end])
        }
    };
    let rows = int(step.kernel.output().height);
    quote! {
        #label
        {
            #borrows
            #function(simd, generated::Call {
                weights: #weights,
                #input,
                gate: #gate,
                residual: #residual,
                output: #output,
                scratch: #scratch,
                rows: 0..#rows,
            });
        }
    }
}
