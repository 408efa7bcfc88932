//! Emits the methods and implementations of a network that need files, an allocator or threads.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Declaration, mask::Mask, outputs::Outputs, predict};
use crate::plan::Plan;

/// Emits the methods and constants that need files, an allocator or threads.
pub(super) fn with_std(
    plan: &Plan,
    declaration: &Declaration,
    forward: &Ident,
    outputs: &Outputs,
    mask: Option<&Mask>,
) -> TokenStream {
    let Declaration { name, runtime, .. } = declaration;
    let mask_network = mask.map(|mask| &mask.implementation);
    let preprocessing = predict::preprocessing(&plan.preprocessing, runtime);
    let (predict_methods, predict_network) = predict::predict(plan, declaration).unzip();
    let loading = loading(runtime);
    let threaded = threaded_passes(runtime, forward, outputs, mask);
    let implementation = implementation(plan, declaration, outputs);
    quote! {
        #[allow(dead_code)]
        impl #name {
            /// The preprocessing of pictures for this network.
            pub const PREPROCESSING: #runtime::image::Preprocessing = #preprocessing;

            #predict_methods

            #loading

            #threaded
        }

        #implementation

        #mask_network

        #predict_network
    }
}

/// Emits the methods that load weights and allocate workspaces.
fn loading(runtime: &syn::Path) -> TokenStream {
    quote! {
        /// Creates the network with the weights of a checkpoint: safetensors or PyTorch,
        /// recognised by its content.
        ///
        /// # Errors
        /// If the file cannot be read, is no checkpoint, or does not fit this network. The error
        /// names every tensor that does not fit.
        pub fn load(
            path: impl ::core::convert::AsRef<::std::path::Path>,
        ) -> ::core::result::Result<Self, #runtime::LoadError> {
            generated::Network::load(::core::convert::AsRef::as_ref(&path), &RECIPE)
                .map(|network| Self { network })
        }

        /// Creates the network with the weights of a checkpoint in memory; see
        /// [`load`](Self::load).
        ///
        /// # Errors
        /// If the bytes are no checkpoint or do not fit this network.
        pub fn from_bytes(bytes: &[u8]) -> ::core::result::Result<Self, #runtime::LoadError> {
            generated::Network::from_bytes(bytes, &RECIPE).map(|network| Self { network })
        }

        /// Allocates the memory of one forward pass. Threads that run the network at the same time
        /// need a workspace each.
        pub fn workspace() -> generated::BoxedWorkspace<{ Self::ARENA_FLOATS }> {
            generated::Workspace::boxed()
        }
    }
}

/// Emits the methods that compute a forward pass on several threads.
fn threaded_passes(
    runtime: &syn::Path,
    forward: &Ident,
    outputs: &Outputs,
    mask: Option<&Mask>,
) -> TokenStream {
    let ty = &outputs.ty;
    let mask_method = mask.map(|mask| &mask.method_with_threads);
    quote! {
        /// Runs the network like [`forward`](Self::forward), but on several threads. The output is
        /// the same, bit for bit. The first call with these threads may allocate memory for them.
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

        /// Runs [`forward_with_threads`](Self::forward_with_threads) and returns the name and the
        /// duration of each step, in order.
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
}

/// Emits the implementation of the runtime's trait `Network`.
fn implementation(plan: &Plan, declaration: &Declaration, outputs: &Outputs) -> TokenStream {
    let Declaration { name, runtime, .. } = declaration;
    let ty = &outputs.ty;
    let shapes = match plan.outputs.as_slice() {
        [output] => {
            let output = &output.name;
            quote!(&[(#output, Self::OUTPUT_SHAPE)])
        }
        _ => quote!(&Self::OUTPUT_SHAPES),
    };
    let mask_shape =
        plan.mask.as_ref().filter(|_| plan.mask_size() != plan.output_size()).map(|_| {
            quote! {
                const MASK_SHAPE: [usize; 3] = Self::MASK_SHAPE;
            }
        });
    quote! {
        impl #runtime::Network for #name {
            const NAME: &'static str = Self::NAME;
            const INPUT_SHAPE: [usize; 4] = Self::INPUT_SHAPE;
            const OUTPUTS: &'static [(&'static str, [usize; 4])] = #shapes;
            const LABELS: &'static [&'static str] = &Self::LABELS;
            #mask_shape
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
    }
}
