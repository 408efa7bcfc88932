//! Emits the type of a network, with its constants and methods.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    constants, detection::Detections, expression::int, mask::Mask, outputs::Outputs, program,
    recipe, with_std,
};
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
    let Outputs { declaration: outputs_item, methods: outputs_methods, .. } = &outputs;
    // Types of the generated code are imported by their modules or named after the network, so a network may
    // have any name.
    let [forward, masking] = ["Forward", "Mask"].map(|suffix| format_ident!("{name}{suffix}"));
    let programs = program::programs(plan, &names, &forward, &masking);
    let mask = plan.mask.as_ref().map(|mask| Mask::new(plan, mask, declaration, &masking));
    let (with_std, recipe, imports) = if *standard_library {
        let methods = with_std::with_std(plan, declaration, &forward, &outputs, mask.as_ref());
        (Some(methods), Some(recipe::recipe(plan, &names)), quote!(kernel, layout, pack))
    } else {
        (None, None, quote!(kernel, layout))
    };
    let detection = plan.detection.as_ref();
    let detections = detection.map(|detection| Detections::new(plan, detection, declaration));
    let detection_constants = detections.as_ref().map(|detections| &detections.constants);
    let detect = detections.as_ref().map(|detections| &detections.method);
    let constants = constants::constants(plan, mask.as_ref());
    let embedded = weights.as_ref().map(|weights| embedded(plan, weights, runtime));
    let default = weights.as_ref().map(|_| default(name));
    let instruction_set = instruction_set(runtime);
    let forward_passes = forward_passes(declaration, &forward, &outputs, mask.as_ref());
    let documentation = constants::documentation(plan);
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

                #detection_constants

                #instruction_set
            }

            #outputs_methods

            #default

            #[allow(dead_code)]
            impl #name {
                #embedded

                #forward_passes

                #detect
            }

            #with_std

            #programs

            #shapes

            #recipe
        };
    }
}

/// Emits the methods that read and set the instruction set.
fn instruction_set(runtime: &syn::Path) -> TokenStream {
    quote! {
        /// Returns the instruction set that the network runs on.
        pub fn isa(&self) -> #runtime::Isa {
            generated::Network::isa(&self.network)
        }

        /// Returns the same network for another instruction set.
        ///
        /// # Errors
        /// If this processor does not have the instruction set.
        pub fn with_isa(
            mut self,
            isa: #runtime::Isa,
        ) -> ::core::result::Result<Self, #runtime::IsaError> {
            generated::Network::set_isa(&mut self.network, isa).map(|()| self)
        }
    }
}

/// Emits the implementation of `Default` for a network with embedded weights.
fn default(name: &Ident) -> TokenStream {
    quote! {
        impl ::core::default::Default for #name {
            /// Creates the network like [`new`](Self::new).
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

/// Emits the methods that compute a forward pass on the caller's thread.
fn forward_passes(
    declaration: &Declaration,
    forward: &Ident,
    outputs: &Outputs,
    mask: Option<&Mask>,
) -> TokenStream {
    let runtime = &declaration.runtime;
    let Outputs { ty, borrowed, value, .. } = outputs;
    let mask_method = mask.map(|mask| &mask.method);
    quote! {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns the output, which is in the
        /// workspace until its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> #ty {
            generated::Network::run::<#forward>(
                &self.network,
                input,
                workspace.floats_mut(),
            );
            Self::outputs(workspace)
        }

        /// Runs the network like [`forward`](Self::forward), on an input whose length is known
        /// at run time only.
        ///
        /// # Errors
        /// If the length is not [`INPUT_LEN`](Self::INPUT_LEN). The error contains both.
        pub fn try_forward<'w>(
            &self,
            input: &[f32],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> ::core::result::Result<#ty, #runtime::LengthError> {
            generated::input(input, Self::INPUT_SHAPE)
                .map(|input| self.forward(input, workspace))
        }

        #mask_method

        fn outputs(
            workspace: &generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> #borrowed {
            let arena = workspace.floats();
            #value
        }
    }
}

/// Emits the constructors of a network with embedded weights.
fn embedded(plan: &Plan, weights: &Embedding, runtime: &syn::Path) -> TokenStream {
    let (bytes, len) = (&weights.bytes, int(plan.recipe.len * size_of::<f32>()));
    quote! {
        /// Creates the network with the weights that were embedded at compile time.
        ///
        /// # Panics
        /// If `ESPNET_ISA` names an instruction set that this processor does not have.
        /// [`try_new`](Self::try_new) returns an error instead.
        pub fn new() -> Self {
            Self::try_new().unwrap_or_else(|error| ::core::panic!("{}", error))
        }

        /// Creates the network with the weights that were embedded at compile time.
        ///
        /// # Errors
        /// If `ESPNET_ISA` names an instruction set that this processor does not have.
        pub fn try_new() -> ::core::result::Result<Self, #runtime::IsaError> {
            static WEIGHTS: generated::Embedded<[u8; #len]> = generated::Embedded(*#bytes);
            generated::Network::embedded(&WEIGHTS).map(|network| Self { network })
        }
    }
}
