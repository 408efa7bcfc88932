//! Emits the constants and methods of networks that can return a mask, the class of every pixel.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Declaration, expression::int};
use crate::plan::{MaskPlan, Plan};

/// The code for masks.
pub(super) struct Mask {
    pub constants: TokenStream,
    pub method: TokenStream,
    /// The method that takes threads; it needs the standard library.
    pub method_with_threads: TokenStream,
    /// The trait of networks with masks; it needs the standard library too.
    pub implementation: TokenStream,
}

impl Mask {
    /// Emits the mask of a plan; `program` is the name of the program that computes it.
    pub fn new(plan: &Plan, mask: &MaskPlan, declaration: &Declaration, program: &Ident) -> Self {
        let Declaration { name, runtime, .. } = declaration;
        let MaskPlan { step, height, width } = mask;
        let (len, height, width) = (int(height * width), int(*height), int(*width));
        let start = int(plan.start(&step.output).expect("a step writes to the arena"));
        let constants = quote! {
            /// N, H and W of the mask.
            pub const MASK_SHAPE: [usize; 3] = [1, #height, #width];
            /// The number of pixels of the mask.
            pub const MASK_LEN: usize = #len;
        };
        let method = quote! {
            /// Runs the network like [`forward`](Self::forward), but returns the class of every pixel,
            /// N×H×W as in [`MASK_SHAPE`](Self::MASK_SHAPE). The class is the index of the pixel's
            /// largest logit, or of the first of several equal ones. NaN never wins, and the class is 0
            /// if no logit is above −∞. This takes less time than `forward`, because the logits are
            /// never written at this size.
            pub fn forward_mask<'w>(
                &self,
                input: &[f32; Self::INPUT_LEN],
                workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
            ) -> &'w [u8; Self::MASK_LEN] {
                generated::Network::run::<#program>(
                    &self.network,
                    input,
                    workspace.floats_mut(),
                );
                generated::mask(generated::Workspace::floats(workspace), #start)
            }
        };
        let method_with_threads = quote! {
            /// Runs the network like [`forward_mask`](Self::forward_mask), but on several threads. The
            /// mask is the same. The first call with these threads may allocate memory for them.
            pub fn forward_mask_with_threads<'w>(
                &self,
                input: &[f32; Self::INPUT_LEN],
                workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
                threads: &mut #runtime::Threads,
            ) -> &'w [u8; Self::MASK_LEN] {
                generated::Network::run_with_threads::<#program>(
                    &self.network,
                    input,
                    workspace.floats_mut(),
                    threads,
                );
                generated::mask(generated::Workspace::floats(workspace), #start)
            }
        };
        let implementation = quote! {
            impl #runtime::MaskNetwork for #name {
                type Mask = [u8; Self::MASK_LEN];

                fn forward_mask<'w>(
                    &self,
                    input: &Self::Input,
                    workspace: &'w mut Self::Workspace,
                ) -> &'w Self::Mask {
                    self.forward_mask(input, workspace)
                }

                fn forward_mask_with_threads<'w>(
                    &self,
                    input: &Self::Input,
                    workspace: &'w mut Self::Workspace,
                    threads: &mut #runtime::Threads,
                ) -> &'w Self::Mask {
                    self.forward_mask_with_threads(input, workspace, threads)
                }
            }
        };
        Mask { constants, method, method_with_threads, implementation }
    }
}
