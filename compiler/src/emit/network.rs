//! The type that stands for a network, its constants and methods.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{mask::Mask, outputs::Outputs, program, recipe, shape::int};
use crate::plan::Plan;

/// How the type is declared.
#[derive(Clone)]
pub struct Item {
    /// Its attributes, doc comments among them.
    pub attributes: Vec<syn::Attribute>,
    /// Its visibility.
    pub visibility: syn::Visibility,
    /// Its name.
    pub name: Ident,
    /// The packed weights that are part of it, if any.
    pub weights: Option<Embedding>,
    /// Whether it may load checkpoints and allocate workspaces, which takes the runtime's feature
    /// `std`.
    pub standard_library: bool,
}

/// Packed weights that are part of a type.
#[derive(Clone)]
pub struct Embedding {
    /// An expression for the blob's bytes, such as `include_bytes!("…")`.
    pub bytes: TokenStream,
}

/// The type and everything it needs; paths begin with `::espnet`.
pub fn network(plan: &Plan, item: &Item) -> TokenStream {
    let Item { attributes, visibility, name, weights, standard_library } = item;
    let names = program::Names::new(plan, name);
    let shapes = program::shapes(plan, &names);
    let outputs = Outputs::new(plan, item);
    let Outputs { ty: outputs_type, borrowed, item: outputs_item, value: outputs_value } = &outputs;
    // Types of the generated code are imported by their modules or named after the network, so that
    // a network may have any name.
    let [forward, masking] = ["Forward", "Mask"].map(|suffix| format_ident!("{name}{suffix}"));
    let programs = program::programs(plan, &names, &forward, &masking);
    let mask = plan.mask.as_ref().map(|step| Mask::new(plan, step, name, &masking));
    let mask_method = mask.as_ref().map(|mask| &mask.method);
    let (with_std, recipe, imports) = if *standard_library {
        let methods = with_std(plan, name, &forward, &outputs, mask.as_ref());
        (Some(methods), Some(recipe::recipe(plan, &names)), quote!(kernel, layout, pack))
    } else {
        (None, None, quote!(kernel, layout))
    };
    let constants = constants(plan, mask.as_ref());
    let embedded = weights.as_ref().map(|weights| embedded(plan, weights));
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
    // Where the code is part of a program, as by `include!`, most programs call few of its methods: those
    // give no warnings.
    quote! {
        #(#attributes)*
        #blank
        #[doc = #documentation]
        #[derive(Clone, Debug)]
        #visibility struct #name {
            network: ::espnet::generated::Network,
        }

        #outputs_item

        #[allow(dead_code)]
        impl #name {
            #constants

            /// The instruction set that it runs on.
            pub fn isa(&self) -> ::espnet::Isa {
                self.network.isa()
            }

            /// The same network on another instruction set.
            ///
            /// # Errors
            /// If this processor does not have it.
            pub fn with_isa(
                mut self,
                isa: ::espnet::Isa,
            ) -> ::core::result::Result<Self, ::espnet::IsaError> {
                self.network.set_isa(isa)?;
                Ok(self)
            }
        }

        const _: () = {
            use ::espnet::{abi::{#imports}, generated, kernels};

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
                    self.network.run::<#forward>(input, workspace.floats_mut());
                    Self::outputs(workspace)
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

/// The last paragraph of the type's documentation.
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
    quote! {
        /// N, C, H, W of the input.
        pub const INPUT_SHAPE: [usize; 4] = #input;
        /// Numbers in the input.
        pub const INPUT_LEN: usize = #len;
        #outputs
        #mask
        /// Learned numbers in a checkpoint.
        pub const PARAMETERS: usize = #parameters;
        /// Multiply-accumulates of the convolutions in one forward pass.
        pub const MACS: u64 = #macs;
        /// Floats of a workspace.
        pub const ARENA_FLOATS: usize = #arena;
        /// Bytes of a workspace.
        pub const ARENA_BYTES: usize = Self::ARENA_FLOATS * size_of::<f32>();
    }
}

/// What takes files, an allocator and threads.
fn with_std(
    plan: &Plan,
    name: &Ident,
    forward: &Ident,
    outputs: &Outputs,
    mask: Option<&Mask>,
) -> TokenStream {
    let spec = &plan.name;
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
    quote! {
        #[allow(dead_code)]
        impl #name {
            /// With the weights of a checkpoint: safetensors or PyTorch, recognised by its content.
            ///
            /// # Errors
            /// If the file cannot be read, is no checkpoint, or does not fit this network; every
            /// tensor that does not fit is named.
            pub fn load(
                path: impl ::core::convert::AsRef<::std::path::Path>,
            ) -> ::core::result::Result<Self, ::espnet::LoadError> {
                Ok(Self { network: generated::Network::load(path.as_ref(), &RECIPE)? })
            }

            /// With the weights of a checkpoint in memory; see [`load`](Self::load).
            ///
            /// # Errors
            /// If the bytes are no checkpoint or do not fit this network.
            pub fn from_bytes(bytes: &[u8]) -> ::core::result::Result<Self, ::espnet::LoadError> {
                Ok(Self { network: generated::Network::from_bytes(bytes, &RECIPE)? })
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
                threads: &mut ::espnet::Threads,
            ) -> #ty {
                self.network.run_with_threads::<#forward>(input, workspace.floats_mut(), threads);
                Self::outputs(workspace)
            }

            #mask_method

            /// Runs [`forward_with_threads`](Self::forward_with_threads) and returns what it
            /// computes and how long each took, in order.
            pub fn profile(
                &self,
                input: &[f32; Self::INPUT_LEN],
                workspace: &mut generated::Workspace<{ Self::ARENA_FLOATS }>,
                threads: &mut ::espnet::Threads,
            ) -> ::std::vec::Vec<(&'static str, ::core::time::Duration)> {
                self.network.profile::<#forward>(input, workspace.floats_mut(), threads)
            }
        }

        impl ::espnet::Network for #name {
            const NAME: &'static str = #spec;
            const INPUT_SHAPE: [usize; 4] = Self::INPUT_SHAPE;
            const OUTPUTS: &'static [(&'static str, [usize; 4])] = #shapes;

            type Input = [f32; Self::INPUT_LEN];
            type Output<'w> = #ty;
            type Workspace = generated::Workspace<{ Self::ARENA_FLOATS }>;

            fn workspace() -> ::std::boxed::Box<Self::Workspace> {
                Self::workspace()
            }

            fn input(
                floats: &[f32],
            ) -> ::core::result::Result<&Self::Input, ::espnet::LengthError> {
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
                threads: &mut ::espnet::Threads,
            ) -> Self::Output<'w> {
                self.forward_with_threads(input, workspace, threads)
            }
        }

        #mask_network
    }
}

/// Constructors of a network that has its weights with it.
fn embedded(plan: &Plan, weights: &Embedding) -> TokenStream {
    let (bytes, len) = (&weights.bytes, int(plan.recipe.len * size_of::<f32>()));
    quote! {
        /// With the weights embedded when this was compiled.
        ///
        /// # Panics
        /// If `ESPNET_ISA` names an instruction set that this processor does not have;
        /// [`try_new`](Self::try_new) returns that as an error.
        pub fn new() -> Self {
            match Self::try_new() {
                Ok(network) => network,
                Err(error) => panic!("{error}"),
            }
        }

        /// With the weights embedded when this was compiled.
        ///
        /// # Errors
        /// If `ESPNET_ISA` names an instruction set that this processor does not have.
        pub fn try_new() -> ::core::result::Result<Self, ::espnet::IsaError> {
            static WEIGHTS: ::espnet::generated::Embedded<[u8; #len]> =
                ::espnet::generated::Embedded(*#bytes);
            Ok(Self { network: generated::Network::embedded(&WEIGHTS)? })
        }
    }
}
