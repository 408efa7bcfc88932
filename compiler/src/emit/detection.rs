//! Emits the constants and the method of detection networks that need neither files nor an allocator.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Declaration, expression::int, predict::output};
use crate::plan::{DetectionPlan, MapOfPriors, Plan};

/// The code for detections.
pub(super) struct Detections {
    pub constants: TokenStream,
    pub method: TokenStream,
}

impl Detections {
    /// Emits the post-processing of a plan.
    pub fn new(plan: &Plan, detection: &DetectionPlan, declaration: &Declaration) -> Self {
        let runtime = &declaration.runtime;
        let DetectionPlan { classes, score_threshold, iou_threshold, top_k, maps, .. } = detection;
        let (count, priors) = (int(maps.len()), int(detection.prior_count()));
        let maps = maps.iter().map(map);
        let (classes, top_k) = (int(*classes), int(*top_k));
        let score = Literal::f32_unsuffixed(*score_threshold);
        let iou = Literal::f64_unsuffixed(*iou_threshold);
        let constants = quote! {
            /// The maps of the network and their priors.
            pub const PRIORS: [generated::PriorMap<'static>; #count] = [#(#maps),*];
            /// The spec's settings of post-processing.
            pub const POST_PROCESSING: #runtime::detection::PostProcessing =
                #runtime::detection::PostProcessing::new(#score, #iou, #top_k);
            /// The memory that [`detect`](Self::detect) needs with these settings.
            pub const DETECTION_ROOM: #runtime::detection::Room =
                #runtime::detection::Room::new(#priors, #classes, #top_k);
        };
        let [confidences, locations] =
            [detection.confidences, detection.locations].map(|index| output(plan, index));
        let method = quote! {
            /// Runs the network like [`forward`](Self::forward), and returns the objects that it finds, in
            /// the memory given. Allocates nothing.
            ///
            /// # Errors
            /// If the settings make no sense, or if the memory is smaller than they need; see
            /// [`DETECTION_ROOM`](Self::DETECTION_ROOM).
            pub fn detect<'m>(
                &self,
                input: &[f32; Self::INPUT_LEN],
                workspace: &mut generated::Workspace<{ Self::ARENA_FLOATS }>,
                settings: &#runtime::detection::PostProcessing,
                memory: #runtime::detection::Buffers<'m>,
            ) -> ::core::result::Result<
                &'m [#runtime::detection::Detection],
                #runtime::detection::DetectionError,
            > {
                let output = self.forward(input, workspace);
                generated::Network::detect(
                    &self.network,
                    settings,
                    #runtime::detection::Outputs::new(
                        #classes,
                        #confidences,
                        #locations,
                        Self::PRIORS.as_slice(),
                    ),
                    memory,
                )
            }
        };
        Detections { constants, method }
    }
}

/// Emits the priors of a map.
fn map(map: &MapOfPriors) -> TokenStream {
    let MapOfPriors { input, pixels, stride, sides } = map;
    let pair = |pair: &[usize; 2]| {
        let numbers = pair.map(int);
        quote!([#(#numbers),*])
    };
    let (input, pixels) = (pair(input), pair(pixels));
    let stride = stride.map(Literal::f64_unsuffixed);
    let sides = sides.iter().map(|side| {
        let side = side.map(Literal::f32_unsuffixed);
        quote!([#(#side),*])
    });
    quote!(generated::PriorMap::new(#input, #pixels, [#(#stride),*], &[#(#sides),*]))
}
