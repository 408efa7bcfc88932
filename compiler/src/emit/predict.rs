//! Emits the methods of networks that turn a picture into an answer: classes, a mask, or objects with boxes.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{Declaration, expression::int};
use crate::{
    plan::{Answer, Plan},
    spec::{ColourOrder, Fit, LETTERBOX, Preprocessing, ResizeRule},
};

/// Emits the expression of a `Preprocessing`.
pub(super) fn preprocessing(preprocessing: &Preprocessing, runtime: &syn::Path) -> TokenStream {
    let Preprocessing { mean, std, order, scale, resize, fit } = *preprocessing;
    if *preprocessing == Preprocessing::default() {
        return quote!(#runtime::image::Preprocessing::IMAGENET);
    }
    let order = match order {
        ColourOrder::Rgb => quote!(Rgb),
        ColourOrder::Bgr => quote!(Bgr),
    };
    let resize = match resize {
        ResizeRule::Pillow => quote!(Pillow),
        ResizeRule::Opencv => quote!(OpenCv),
    };
    let fit = match fit {
        Fit::Stretch => quote!(Stretch),
        Fit::Letterbox => quote!(Letterbox([#LETTERBOX; 3])),
        Fit::CenterCrop => quote!(CenterCrop),
    };
    let [mean, std] = [mean, std].map(|three| {
        let numbers = three.map(number);
        quote!([#(#numbers),*])
    });
    let scale = number(scale);
    quote! {
        #runtime::image::Preprocessing::IMAGENET
            .normalization(
                #runtime::image::Normalization::IMAGENET
                    .mean(#mean)
                    .std(#std)
                    .order(#runtime::image::ColourOrder::#order)
                    .scale(#scale)
            )
            .resize(#runtime::image::Resize::#resize)
            .fit(#runtime::image::Fit::#fit)
    }
}

/// Emits a number, which may be negative.
fn number(number: f32) -> TokenStream {
    let size = proc_macro2::Literal::f32_unsuffixed(number.abs());
    if number.is_sign_negative() { quote!(-#size) } else { quote!(#size) }
}

/// Emits the methods of the type and its implementation of the trait `Predict`; `None` if the network's
/// outputs do not determine an answer.
///
/// See [`Plan::answer`].
pub(super) fn predict(
    plan: &Plan,
    declaration: &Declaration,
) -> Option<(TokenStream, TokenStream)> {
    let Declaration { name, runtime, .. } = declaration;
    let (kind, body) = answering(plan, plan.answer()?, runtime);
    let answer = format_ident!("{kind}");
    let methods = methods(runtime, &answer);
    let implementation = quote! {
        impl #runtime::image::Predict for #name {
            type Answer = #runtime::image::#answer;

            fn answer(
                &self,
                input: &Self::Input,
                workspace: &mut Self::Workspace,
                threads: ::core::option::Option<&mut #runtime::Threads>,
                answer: &mut Self::Answer,
            ) {
                #body
            }
        }
    };
    Some((methods, implementation))
}

/// Emits the type of an answer, and the statements that compute it.
fn answering(plan: &Plan, answer: Answer, runtime: &syn::Path) -> (&'static str, TokenStream) {
    let forward = quote! {
        let output = match threads {
            ::core::option::Option::None => self.forward(input, workspace),
            ::core::option::Option::Some(threads) => {
                self.forward_with_threads(input, workspace, threads)
            }
        };
    };
    match answer {
        Answer::Detections => {
            let detection = plan.detection.as_ref().expect("the answer is detections");
            let [confidences, locations] =
                [detection.confidences, detection.locations].map(|index| output(plan, index));
            let classes = int(detection.classes);
            let body = quote! {
                #forward
                generated::Network::find(
                    &self.network,
                    &Self::POST_PROCESSING,
                    #runtime::detection::Outputs::new(
                        #classes,
                        #confidences,
                        #locations,
                        Self::PRIORS.as_slice(),
                    ),
                    answer,
                );
            };
            ("Detections", body)
        }
        Answer::Classes(asked) => {
            let floats = output(plan, asked);
            let body = quote! {
                #forward
                #runtime::image::Classification::rank(answer, #floats);
            };
            ("Classification", body)
        }
        Answer::Mask if plan.mask.is_some() => {
            let body = quote! {
                let mask = match threads {
                    ::core::option::Option::None => self.forward_mask(input, workspace),
                    ::core::option::Option::Some(threads) => {
                        self.forward_mask_with_threads(input, workspace, threads)
                    }
                };
                #runtime::image::Segmentation::classes_mut(answer).copy_from_slice(mask);
                #runtime::image::Segmentation::count(answer);
            };
            ("Segmentation", body)
        }
        Answer::Mask => {
            let floats = output(plan, 0);
            let body = quote! {
                #forward
                #runtime::image::Segmentation::take_logits(answer, #floats)
                    .expect("the answer has the size of this network's masks");
            };
            ("Segmentation", body)
        }
    }
}

/// Emits the methods that answer about pictures.
fn methods(runtime: &syn::Path, answer: &Ident) -> TokenStream {
    quote! {
        /// Applies [`PREPROCESSING`](Self::PREPROCESSING) to a picture or a frame, runs the network on
        /// it, and returns the answer. A [`predictor`](Self::predictor) is faster for many frames,
        /// because it keeps its memory.
        ///
        /// # Errors
        /// If the frame has too few bytes, or if the network takes no pictures because its input has
        /// neither 1 nor 3 channels.
        pub fn predict<'f>(
            &self,
            frame: impl ::core::convert::Into<#runtime::image::Frame<'f>>,
        ) -> ::core::result::Result<#runtime::image::#answer, #runtime::image::ImageError> {
            #runtime::image::Predict::predict(self, frame)
        }

        /// Creates a predictor, which uses the same memory for one frame after another.
        pub fn predictor(&self) -> #runtime::image::Predictor<'_, Self> {
            #runtime::image::Predictor::new(self)
        }
    }
}

/// Emits the floats of output `index`, taken from the variable `output` with the result of `forward`.
pub(super) fn output(plan: &Plan, index: usize) -> TokenStream {
    match plan.outputs.as_slice() {
        [_] => quote!(output),
        outputs => {
            let names = outputs.iter().map(|output| output.name.as_str());
            let field = &super::outputs::identifiers(names)[index];
            quote!(output.#field)
        }
    }
}
