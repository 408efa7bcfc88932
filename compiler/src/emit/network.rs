//! Emits the type of a network, with its constants and methods.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{expression::int, mask::Mask, outputs::Outputs, predict, program, recipe};
use crate::plan::Plan;

/// The declaration of the type.
#[derive(Clone)]
pub struct Declaration {
    /// Its attributes, including doc comments.
    pub attributes: Vec<syn::Attribute>,
    /// Its visibility.
    pub visibility: syn::Visibility,
    /// Its name.
    pub name: Ident,
    /// The packed weights that are embedded in the type, if any.
    pub weights: Option<Embedding>,
    /// Whether the type may load checkpoints and allocate workspaces. This needs the runtime's feature `std`.
    pub standard_library: bool,
    /// The path of the crate `espnet`; see [`runtime_path`].
    pub runtime: syn::Path,
}

/// Returns the default path of the crate `espnet`: `::espnet`.
pub fn runtime_path() -> syn::Path {
    syn::parse_quote!(::espnet)
}

/// Names with another meaning in generated code; no network may have one of them.
const RESERVED: [&str; 9] =
    ["kernel", "layout", "pack", "generated", "f32", "u8", "u64", "usize", "str"];

/// Checks that the name of a network has no other meaning in generated code.
///
/// # Errors
/// If the name is reserved.
pub fn check_name(name: &Ident) -> Result<(), String> {
    match RESERVED.iter().any(|reserved| name == reserved) {
        true => Err(format!("`{name}` means something else in generated code; use another name")),
        false => Ok(()),
    }
}

/// Packed weights embedded in a type.
#[derive(Clone)]
pub struct Embedding {
    /// An expression for the blob's bytes, such as `include_bytes!("…")`.
    pub bytes: TokenStream,
}

/// Emits the type of a network and everything that it needs.
///
/// The code must have the same meaning in every scope. The user's scope may have a variant `None`, a type
/// `usize`, or a constant `input`; the constant would turn a parameter of the same name into a pattern that
/// matches the constant. The code is therefore in a block that imports every name that it takes from the
/// runtime, because imports of a block take precedence over the names around it. For every binding,
/// `generated::names` has a function, which hides constants of this name and lets patterns bind it. Variants,
/// macros and traits have full paths. Methods that take `self` by reference are called by full paths. A trait
/// of the user's could have a method of the same name that takes `self` by value, and the compiler would
/// prefer it.
pub fn network(plan: &Plan, declaration: &Declaration) -> TokenStream {
    let Declaration { attributes, visibility, name, weights, standard_library, runtime } =
        declaration;
    let names = program::Names::new(plan, name);
    let shapes = program::shapes(plan, &names);
    let outputs = Outputs::new(plan, declaration);
    let Outputs {
        ty: outputs_type,
        borrowed,
        declaration: outputs_item,
        methods: outputs_methods,
        value: outputs_value,
    } = &outputs;
    // Types of the generated code are imported by their modules or named after the network, so a network may
    // have any name.
    let [forward, masking] = ["Forward", "Mask"].map(|suffix| format_ident!("{name}{suffix}"));
    let programs = program::programs(plan, &names, &forward, &masking);
    let mask = plan.mask.as_ref().map(|step| Mask::new(plan, step, declaration, &masking));
    let mask_method = mask.as_ref().map(|mask| &mask.method);
    let (with_std, recipe, imports) = if *standard_library {
        let methods = with_std(plan, declaration, &forward, &outputs, mask.as_ref());
        (Some(methods), Some(recipe::recipe(plan, &names)), quote!(kernel, layout, pack))
    } else {
        (None, None, quote!(kernel, layout))
    };
    let constants = constants(plan, mask.as_ref());
    let embedded = weights.as_ref().map(|weights| embedded(plan, weights, runtime));
    let default = weights.as_ref().map(|_| {
        quote! {
            impl ::core::default::Default for #name {
                /// As [`new`](Self::new).
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let documentation = documentation(plan);
    let blank = (!attributes.is_empty()).then(|| quote!(#[doc = ""]));
    // If the code is part of a program, for example through `include!`, the program usually calls few of its
    // methods. The others must give no warnings.
    quote! {
        #(#attributes)*
        #blank
        #[doc = #documentation]
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #visibility struct #name {
            network: #runtime::generated::Network,
        }

        #outputs_item

        const _: () = {
            use #runtime::{abi::{#imports}, generated::{self, names::*}};

            #[allow(dead_code)]
            impl #name {
                #constants

                /// The instruction set that it runs on.
                pub fn isa(&self) -> #runtime::Isa {
                    generated::Network::isa(&self.network)
                }

                /// The same network on another instruction set.
                ///
                /// # Errors
                /// If this processor lacks it.
                pub fn with_isa(
                    mut self,
                    isa: #runtime::Isa,
                ) -> ::core::result::Result<Self, #runtime::IsaError> {
                    generated::Network::set_isa(&mut self.network, isa).map(|()| self)
                }
            }

            #outputs_methods

            #default

            #[allow(dead_code)]
            impl #name {
                #embedded

                /// Runs the network on one input, N×C×H×W as in
                /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns what lies in the workspace until
                /// its next use. Allocates nothing.
                pub fn forward<'w>(
                    &self,
                    input: &[f32; Self::INPUT_LEN],
                    workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
                ) -> #outputs_type {
                    generated::Network::run::<#forward>(
                        &self.network,
                        input,
                        workspace.floats_mut(),
                    );
                    Self::outputs(workspace)
                }

                /// As [`forward`](Self::forward), on floats whose number is known at run time only.
                ///
                /// # Errors
                /// If their number is not [`INPUT_LEN`](Self::INPUT_LEN); the error says both.
                pub fn try_forward<'w>(
                    &self,
                    input: &[f32],
                    workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
                ) -> ::core::result::Result<#outputs_type, #runtime::LengthError> {
                    generated::input(input, Self::INPUT_SHAPE)
                        .map(|input| self.forward(input, workspace))
                }

                #mask_method

                fn outputs(
                    workspace: &generated::Workspace<{ Self::ARENA_FLOATS }>,
                ) -> #borrowed {
                    let arena = workspace.floats();
                    #outputs_value
                }
            }

            #with_std

            #programs

            #shapes

            #recipe
        };
    }
}

/// Returns the last paragraph of the type's documentation.
fn documentation(plan: &Plan) -> String {
    let shape = |shape: crate::ir::Shape| format!("1×{shape}");
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

fn constants(plan: &Plan, mask: Option<&Mask>) -> TokenStream {
    let dims = |shape: crate::ir::Shape| {
        let [c, h, w] = [shape.channels, shape.height, shape.width].map(int);
        quote!([1, #c, #h, #w])
    };
    let (input, len) = (dims(plan.input), int(plan.input.len()));
    let (parameters, macs) = (int(plan.parameters), Literal::u64_unsuffixed(plan.macs));
    let arena = int(plan.arena_len);
    let outputs = match plan.outputs.as_slice() {
        [output] => {
            let (shape, len) = (dims(output.shape), int(output.shape.len()));
            quote! {
                /// N, C, H, W of the output.
                pub const OUTPUT_SHAPE: [usize; 4] = #shape;
                /// Numbers in the output.
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
                /// Name and N, C, H, W of each output.
                pub const OUTPUT_SHAPES: [(&'static str, [usize; 4]); #count] = [#(#outputs),*];
            }
        }
    };
    let mask = mask.map(|mask| &mask.constants);
    let (name, labels, count) = (&plan.name, &plan.labels, int(plan.labels.len()));
    quote! {
        /// The network's name in its spec.
        pub const NAME: &'static str = #name;
        /// N, C, H, W of the input.
        pub const INPUT_SHAPE: [usize; 4] = #input;
        /// Numbers in the input.
        pub const INPUT_LEN: usize = #len;
        #outputs
        #mask
        /// The names of the classes in the order of the output's channels; empty if the spec has
        /// none for this number of classes.
        pub const LABELS: [&'static str; #count] = [#(#labels),*];
        /// Learned numbers in a checkpoint.
        pub const PARAMETERS: usize = #parameters;
        /// Multiply-accumulates of the convolutions in one forward pass.
        pub const MACS: u64 = #macs;
        /// Floats of a workspace.
        pub const ARENA_FLOATS: usize = #arena;
        /// Bytes of a workspace.
        pub const ARENA_BYTES: usize = Self::ARENA_FLOATS * ::core::mem::size_of::<f32>();
    }
}

/// Emits the methods and constants that need files, an allocator or threads.
fn with_std(
    plan: &Plan,
    declaration: &Declaration,
    forward: &Ident,
    outputs: &Outputs,
    mask: Option<&Mask>,
) -> TokenStream {
    let Declaration { name, runtime, .. } = declaration;
    let shapes = match plan.outputs.as_slice() {
        [output] => {
            let output = &output.name;
            quote!(&[(#output, Self::OUTPUT_SHAPE)])
        }
        _ => quote!(&Self::OUTPUT_SHAPES),
    };
    let ty = &outputs.ty;
    let mask_method = mask.map(|mask| &mask.method_with_threads);
    let mask_network = mask.map(|mask| &mask.implementation);
    let preprocessing = predict::preprocessing(&plan.preprocessing, runtime);
    let (predict_methods, predict_network) = predict::predict(plan, declaration).unzip();
    quote! {
        #[allow(dead_code)]
        impl #name {
            /// The preprocessing of the network's pictures.
            pub const PREPROCESSING: #runtime::image::Preprocessing = #preprocessing;

            #predict_methods

            /// With the weights of a checkpoint: safetensors or PyTorch, recognised by its content.
            ///
            /// # Errors
            /// If the file cannot be read, is no checkpoint, or does not fit this network; every
            /// tensor that does not fit is named.
            pub fn load(
                path: impl ::core::convert::AsRef<::std::path::Path>,
            ) -> ::core::result::Result<Self, #runtime::LoadError> {
                generated::Network::load(::core::convert::AsRef::as_ref(&path), &RECIPE)
                    .map(|network| Self { network })
            }

            /// With the weights of a checkpoint in memory; see [`load`](Self::load).
            ///
            /// # Errors
            /// If the bytes are no checkpoint or do not fit this network.
            pub fn from_bytes(bytes: &[u8]) -> ::core::result::Result<Self, #runtime::LoadError> {
                generated::Network::from_bytes(bytes, &RECIPE).map(|network| Self { network })
            }

            /// Memory for one [`forward`](Self::forward) at a time; a thread needs its own.
            pub fn workspace() -> generated::BoxedWorkspace<{ Self::ARENA_FLOATS }> {
                generated::Workspace::boxed()
            }

            /// As [`forward`](Self::forward), by several threads; the output is the same, bit for
            /// bit. The first call with these threads may allocate memory for them.
            pub fn forward_with_threads<'w>(
                &self,
                input: &[f32; Self::INPUT_LEN],
                workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
                threads: &mut #runtime::Threads,
            ) -> #ty {
                generated::Network::run_with_threads::<#forward>(
                    &self.network,
                    input,
                    workspace.floats_mut(),
                    threads,
                );
                Self::outputs(workspace)
            }

            #mask_method

            /// Runs [`forward_with_threads`](Self::forward_with_threads) and returns what it
            /// computes and how long each took, in order.
            pub fn profile(
                &self,
                input: &[f32; Self::INPUT_LEN],
                workspace: &mut generated::Workspace<{ Self::ARENA_FLOATS }>,
                threads: &mut #runtime::Threads,
            ) -> ::std::vec::Vec<(&'static str, ::core::time::Duration)> {
                generated::Network::profile::<#forward>(
                    &self.network,
                    input,
                    workspace.floats_mut(),
                    threads,
                )
            }
        }

        impl #runtime::Network for #name {
            const NAME: &'static str = Self::NAME;
            const INPUT_SHAPE: [usize; 4] = Self::INPUT_SHAPE;
            const OUTPUTS: &'static [(&'static str, [usize; 4])] = #shapes;
            const LABELS: &'static [&'static str] = &Self::LABELS;
            const PREPROCESSING: #runtime::image::Preprocessing = Self::PREPROCESSING;

            type Input = [f32; Self::INPUT_LEN];
            type Output<'w> = #ty;
            type Workspace = generated::Workspace<{ Self::ARENA_FLOATS }>;

            fn workspace() -> ::std::boxed::Box<Self::Workspace> {
                Self::workspace()
            }

            fn input(
                floats: &[f32],
            ) -> ::core::result::Result<&Self::Input, #runtime::LengthError> {
                generated::input(floats, Self::INPUT_SHAPE)
            }

            fn forward<'w>(
                &self,
                input: &Self::Input,
                workspace: &'w mut Self::Workspace,
            ) -> Self::Output<'w> {
                self.forward(input, workspace)
            }

            fn forward_with_threads<'w>(
                &self,
                input: &Self::Input,
                workspace: &'w mut Self::Workspace,
                threads: &mut #runtime::Threads,
            ) -> Self::Output<'w> {
                self.forward_with_threads(input, workspace, threads)
            }
        }

        #mask_network

        #predict_network
    }
}

/// Emits the constructors of a network with embedded weights.
fn embedded(plan: &Plan, weights: &Embedding, runtime: &syn::Path) -> TokenStream {
    let (bytes, len) = (&weights.bytes, int(plan.recipe.len * size_of::<f32>()));
    quote! {
        /// With the weights embedded when this was compiled.
        ///
        /// # Panics
        /// If `ESPNET_ISA` names an instruction set that this processor does not have;
        /// [`try_new`](Self::try_new) returns that as an error.
        pub fn new() -> Self {
            Self::try_new().unwrap_or_else(|error| ::core::panic!("{}", error))
        }

        /// With the weights embedded when this was compiled.
        ///
        /// # Errors
        /// If `ESPNET_ISA` names an instruction set that this processor does not have.
        pub fn try_new() -> ::core::result::Result<Self, #runtime::IsaError> {
            static WEIGHTS: generated::Embedded<[u8; #len]> = generated::Embedded(*#bytes);
            generated::Network::embedded(&WEIGHTS).map(|network| Self { network })
        }
    }
}
