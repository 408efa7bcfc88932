//! What checkpoints are bound and packed by, as a constant.

use espnet_abi::{
    kernel::{EespUnit, Hff, PyramidPool, StridedEespUnit},
    pack::{
        ConvTensors, EespTensors, EpilogueTensors, HffTensors, LinearTensors, Norm, Packing,
        PyramidTensors, StridedEespTensors, TensorId,
    },
};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{expression::int, program::Names};
use crate::{
    ir::Param,
    plan::{Kernel, Plan},
};

/// `const RECIPE: Recipe<'static>`.
pub fn recipe(plan: &Plan, names: &Names) -> TokenStream {
    let parameters = plan.recipe.parameters.iter().map(parameter);
    let unused = plan.recipe.unused.iter().map(parameter);
    let packings = plan.recipe.packings.iter().map(|(offset, packing)| {
        let (offset, packing) = (int(*offset), self::packing(packing, names));
        quote!((#offset, #packing))
    });
    let len = int(plan.recipe.len);
    quote! {
        /// How a checkpoint becomes the packed weights.
        const RECIPE: pack::Recipe<'static> = pack::Recipe {
            parameters: &[#(#parameters),*],
            unused: &[#(#unused),*],
            packings: &[#(#packings),*],
            len: #len,
        };
    }
}

fn parameter(param: &Param) -> TokenStream {
    let name = &param.name;
    let shape = param.shape.iter().map(|&n| int(n));
    quote!(pack::Parameter::new(#name, &[#(#shape),*]))
}

fn packing(packing: &Packing, names: &Names) -> TokenStream {
    let (kernel, tensors) = match packing {
        Packing::Pointwise(kernel, tensors) => (Kernel::Pointwise(*kernel), conv(tensors)),
        Packing::Linear(kernel, tensors) => (Kernel::Linear(*kernel), linear(tensors)),
        Packing::Conv2d(kernel, tensors) => (Kernel::Conv2d(*kernel), conv(tensors)),
        Packing::DepthwiseConv2d(kernel, tensors) => {
            (Kernel::DepthwiseConv2d(*kernel), conv(tensors))
        }
        Packing::GroupedConv2d(kernel, tensors) => (Kernel::GroupedConv2d(*kernel), conv(tensors)),
        Packing::Hff(kernel, tensors) => (Kernel::Hff(*kernel), hff(kernel, tensors)),
        Packing::EespUnit(kernel, tensors) => (Kernel::EespUnit(*kernel), eesp(kernel, tensors)),
        Packing::StridedEespUnit(kernel, tensors) => {
            (Kernel::StridedEespUnit(*kernel), strided_eesp(kernel, tensors))
        }
        Packing::PyramidPool(kernel, tensors) => {
            (Kernel::PyramidPool(*kernel), pyramid(kernel, tensors))
        }
        Packing::Elementwise(kernel, tensors) => (Kernel::Elementwise(*kernel), epilogue(tensors)),
    };
    let (variant, constant) = (format_ident!("{}", kernel.type_name()), names.constant(&kernel));
    quote!(pack::Packing::#variant(#constant, #tensors))
}

fn id(id: TensorId) -> TokenStream {
    let index = int(id.0);
    quote!(pack::TensorId(#index))
}

fn norm(norm: &Norm) -> TokenStream {
    let eps = Literal::f32_unsuffixed(norm.eps);
    if *norm == Norm::consecutive(norm.weight.0, norm.eps) {
        let first = int(norm.weight.0);
        return quote!(pack::Norm::consecutive(#first, #eps));
    }
    let [weight, bias, mean, var] =
        [norm.weight, norm.bias, norm.running_mean, norm.running_var].map(id);
    quote!(pack::Norm {
        weight: #weight, bias: #bias, running_mean: #mean, running_var: #var, eps: #eps
    })
}

fn epilogue(tensors: &EpilogueTensors) -> TokenStream {
    let prelu = tensors.prelu.map(|id| int(id.0)).map(|id| quote!(.prelu(#id)));
    let affine = tensors.affine.as_ref().map(norm).map(|norm| quote!(.affine(#norm)));
    let last = tensors.final_prelu.map(|id| int(id.0)).map(|id| quote!(.final_prelu(#id)));
    quote!(pack::EpilogueTensors::NONE #prelu #affine #last)
}

fn conv(tensors: &ConvTensors) -> TokenStream {
    let weight = int(tensors.weight.0);
    let bias = tensors.bias.map(|id| int(id.0)).map(|id| quote!(.bias(#id)));
    let norm = tensors.norm.as_ref().map(norm).map(|norm| quote!(.norm(#norm)));
    let epilogue = (tensors.epilogue != EpilogueTensors::NONE).then(|| {
        let epilogue = epilogue(&tensors.epilogue);
        quote!(.epilogue(#epilogue))
    });
    quote!(pack::ConvTensors::new(#weight) #bias #norm #epilogue)
}

fn linear(tensors: &LinearTensors) -> TokenStream {
    let weight = int(tensors.weight.0);
    let bias = tensors.bias.map(|id| int(id.0)).map(|id| quote!(.bias(#id)));
    let features = tensors.features.as_ref().map(conv).map(|conv| quote!(.features(#conv)));
    quote!(pack::LinearTensors::new(#weight) #bias #features)
}

fn hff(kernel: &Hff, tensors: &HffTensors) -> TokenStream {
    let branches = tensors.branches[..kernel.dilations.len()].iter().map(|id| int(id.0));
    let (norm, prelu) = (norm(&tensors.norm), int(tensors.prelu.0));
    quote!(pack::HffTensors::new([#(#branches),*], #norm, #prelu))
}

fn eesp(kernel: &EespUnit, tensors: &EespTensors) -> TokenStream {
    let (project, hff, expand) =
        (conv(&tensors.project), hff(&kernel.hff(), &tensors.hff), conv(&tensors.expand));
    quote!(pack::EespTensors { project: #project, hff: #hff, expand: #expand })
}

fn strided_eesp(kernel: &StridedEespUnit, tensors: &StridedEespTensors) -> TokenStream {
    let (project, hff, expand) =
        (conv(&tensors.project), hff(&kernel.hff(), &tensors.hff), conv(&tensors.expand));
    let shortcut = match &tensors.shortcut {
        Some(tensors) => {
            let shortcut = conv(tensors);
            quote!(::core::option::Option::Some(#shortcut))
        }
        None => quote!(::core::option::Option::None),
    };
    let act = id(tensors.act);
    quote!(pack::StridedEespTensors {
        project: #project, hff: #hff, expand: #expand, shortcut: #shortcut, act: #act
    })
}

fn pyramid(kernel: &PyramidPool, tensors: &PyramidTensors) -> TokenStream {
    let branches = tensors.branches[..kernel.scales.len()].iter().map(|id| int(id.0));
    let (norm, prelu) = (norm(&tensors.norm), int(tensors.prelu.0));
    let (merge, expand) = (conv(&tensors.merge), conv(&tensors.expand));
    quote!(pack::PyramidTensors::new([#(#branches),*], #norm, #prelu, #merge, #expand))
}
