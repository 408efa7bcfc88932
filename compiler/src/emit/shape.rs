//! Kernel shapes as Rust expressions.

use espnet_abi::{
    kernel::{Epilogue, Precision, Residual, Scale, Scales},
    layout::{Dilations, Layout, Map},
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::plan::Kernel;

/// An unsuffixed integer.
pub fn int(n: usize) -> Literal {
    Literal::usize_unsuffixed(n)
}

fn map(map: &Map) -> TokenStream {
    let Map { channels, height, width, stride } = map;
    let [c, h, w] = [channels, height, width].map(|&n| int(n));
    if stride == channels {
        quote!(layout::Map::dense(#c, #h, #w))
    } else {
        let stride = int(*stride);
        quote!(layout::Map { channels: #c, height: #h, width: #w, stride: #stride })
    }
}

fn layout(layout: Layout) -> TokenStream {
    let name = format_ident!("{layout:?}");
    quote!(layout::Layout::#name)
}

fn precision(precision: Precision) -> TokenStream {
    let name = format_ident!("{precision:?}");
    quote!(kernel::Precision::#name)
}

/// What fields that are not written out are taken from: where all are, Clippy would tell users of an update
/// that has nothing to give.
pub fn rest(all: bool, none: TokenStream) -> Option<TokenStream> {
    (!all).then(|| quote!(..#none))
}

/// A map, if there is one.
fn maybe(given: &Option<Map>) -> TokenStream {
    match given {
        Some(given) => {
            let given = map(given);
            quote!(::core::option::Option::Some(#given))
        }
        None => quote!(::core::option::Option::None),
    }
}

fn residual(residual: Residual) -> TokenStream {
    match residual {
        Residual::None => quote!(kernel::Residual::None),
        Residual::InPlace => quote!(kernel::Residual::InPlace),
        Residual::Map { stride } => {
            let stride = int(stride);
            quote!(kernel::Residual::Map { stride: #stride })
        }
    }
}

fn epilogue(epilogue: &Epilogue) -> TokenStream {
    if *epilogue == Epilogue::NONE {
        return quote!(kernel::Epilogue::NONE);
    }
    let flags = [
        ("bias", epilogue.bias),
        ("prelu", epilogue.prelu),
        ("gate", epilogue.gate),
        ("affine", epilogue.affine),
        ("final_prelu", epilogue.final_prelu),
        ("sigmoid", epilogue.sigmoid),
    ];
    let all = epilogue.residual != Residual::None && flags.iter().all(|(_, on)| *on);
    let rest = rest(all, quote!(kernel::Epilogue::NONE));
    let flags = flags.into_iter().filter(|(_, on)| *on).map(|(name, _)| {
        let name = format_ident!("{name}");
        quote!(#name: true,)
    });
    let residual = (epilogue.residual != Residual::None).then(|| {
        let residual = residual(epilogue.residual);
        quote!(residual: #residual,)
    });
    quote!(kernel::Epilogue { #(#flags)* #residual #rest })
}

fn dilations(dilations: &Dilations) -> TokenStream {
    let values = dilations.as_slice().iter().map(|&d| Literal::u8_unsuffixed(d));
    quote!(layout::Dilations::new(&[#(#values),*]))
}

fn scales(scales: &Scales) -> TokenStream {
    let values = scales.as_slice().iter().map(|scale| match scale {
        Scale::Same => quote!(kernel::Scale::Same),
        Scale::Up { height, width } => {
            let (height, width) = (int(*height), int(*width));
            quote!(kernel::Scale::Up { height: #height, width: #width })
        }
        Scale::Given { height, width } => {
            let (height, width) = (int(*height), int(*width));
            quote!(kernel::Scale::Given { height: #height, width: #width })
        }
    });
    quote!(kernel::Scales::new(&[#(#values),*]))
}

/// Name of the shape's type in `espnet::abi::kernel`, for which `espnet::kernels` implements the kernel.
pub fn type_name(kernel: &Kernel) -> &'static str {
    match kernel {
        Kernel::Pointwise(_) => "Pointwise",
        Kernel::Linear(_) => "Linear",
        Kernel::Conv2d(_) => "Conv2d",
        Kernel::DepthwiseConv2d(_) => "DepthwiseConv2d",
        Kernel::GroupedConv2d(_) => "GroupedConv2d",
        Kernel::Hff(_) => "Hff",
        Kernel::EespUnit(_) => "EespUnit",
        Kernel::StridedEespUnit(_) => "StridedEespUnit",
        Kernel::StemUnit(_) => "StemUnit",
        Kernel::Head(_) => "Head",
        Kernel::PyramidPool(_) => "PyramidPool",
        Kernel::AvgPool(_) => "AvgPool",
        Kernel::AdaptiveAvgPool(_) => "AdaptiveAvgPool",
        Kernel::ResizeBilinear(_) => "ResizeBilinear",
        Kernel::ArgmaxBilinear(_) => "ArgmaxBilinear",
        Kernel::Elementwise(_) => "Elementwise",
        Kernel::ChannelShuffle(_) => "ChannelShuffle",
        Kernel::Relayout(_) => "Relayout",
    }
}

/// The shape as an expression, in which parts are the constants that hold theirs.
pub fn shape(kernel: &Kernel, constant: impl Fn(&Kernel) -> Ident) -> TokenStream {
    let name = format_ident!("{}", type_name(kernel));
    let (input, output, rest) = match kernel {
        Kernel::Pointwise(k) => {
            let (groups, epilogue) = (int(k.groups), epilogue(&k.epilogue));
            (k.input, k.output, quote!(groups: #groups, epilogue: #epilogue))
        }
        Kernel::Linear(k) => {
            let (weights, bias) = (precision(k.weights), k.bias);
            (k.input, k.output, quote!(weights: #weights, bias: #bias))
        }
        Kernel::Conv2d(k) => {
            let [groups, kernel, stride, padding, dilation] =
                [k.groups, k.kernel, k.stride, k.padding, k.dilation].map(int);
            let (layout, epilogue) = (layout(k.layout), epilogue(&k.epilogue));
            let interleaved = k.interleaved;
            (
                k.input,
                k.output,
                quote!(layout: #layout, groups: #groups, kernel: #kernel, stride: #stride,
                       padding: #padding, dilation: #dilation, interleaved: #interleaved,
                       epilogue: #epilogue),
            )
        }
        Kernel::DepthwiseConv2d(k) => {
            let [groups, shuffle, kernel, stride, padding, dilation] =
                [k.groups, k.shuffle, k.kernel, k.stride, k.padding, k.dilation].map(int);
            let (epilogue, resized) = (epilogue(&k.epilogue), maybe(&k.resized));
            (
                k.input,
                k.output,
                quote!(groups: #groups, shuffle: #shuffle, kernel: #kernel, stride: #stride,
                       padding: #padding, dilation: #dilation, epilogue: #epilogue,
                       resized: #resized),
            )
        }
        Kernel::GroupedConv2d(k) => {
            let [groups, kernel, padding, dilation] =
                [k.groups, k.kernel, k.padding, k.dilation].map(int);
            let (layout, epilogue) = (layout(k.layout), epilogue(&k.epilogue));
            let resized = maybe(&k.resized);
            (
                k.input,
                k.output,
                quote!(layout: #layout, groups: #groups, kernel: #kernel, padding: #padding,
                       dilation: #dilation, epilogue: #epilogue, resized: #resized),
            )
        }
        Kernel::Hff(k) => {
            let (dilations, stride) = (dilations(&k.dilations), int(k.stride));
            (k.input, k.output, quote!(dilations: #dilations, stride: #stride))
        }
        Kernel::EespUnit(k) => {
            let (dilations, residual) = (dilations(&k.dilations), residual(k.residual));
            let band = int(k.band);
            (k.input, k.output, quote!(dilations: #dilations, residual: #residual, band: #band))
        }
        Kernel::StridedEespUnit(k) => {
            let (dilations, band) = (dilations(&k.dilations), int(k.band));
            let image = maybe(&k.image);
            let interleaved = k.interleaved;
            (
                k.input,
                k.output,
                quote!(dilations: #dilations, image: #image, interleaved: #interleaved,
                       band: #band),
            )
        }
        Kernel::StemUnit(k) => {
            let stem = constant(&Kernel::Conv2d(k.stem));
            let unit = constant(&Kernel::StridedEespUnit(k.unit));
            return quote!(kernel::#name { stem: #stem, unit: #unit });
        }
        Kernel::Head(k) => {
            let depthwise = constant(&Kernel::Hff(k.depthwise));
            let pointwise = constant(&Kernel::Pointwise(k.pointwise));
            return quote!(kernel::#name { depthwise: #depthwise, pointwise: #pointwise });
        }
        Kernel::PyramidPool(k) => {
            let (scales, epilogue) = (scales(&k.scales), epilogue(&k.epilogue));
            (k.input, k.output, quote!(scales: #scales, epilogue: #epilogue))
        }
        Kernel::AvgPool(k) => {
            let layout = layout(k.layout);
            let [kernel, stride, padding] = [k.kernel, k.stride, k.padding].map(int);
            (
                k.input,
                k.output,
                quote!(layout: #layout, kernel: #kernel, stride: #stride, padding: #padding),
            )
        }
        Kernel::AdaptiveAvgPool(k) => (k.input, k.output, quote!()),
        Kernel::ResizeBilinear(k) => {
            let layout = layout(k.layout);
            (k.input, k.output, quote!(layout: #layout))
        }
        Kernel::ArgmaxBilinear(k) => (k.input, k.output, quote!()),
        Kernel::Elementwise(k) => {
            let (in_place, epilogue) = (k.in_place, epilogue(&k.epilogue));
            (k.input, k.output, quote!(in_place: #in_place, epilogue: #epilogue))
        }
        Kernel::ChannelShuffle(k) => {
            let groups = int(k.groups);
            (k.input, k.output, quote!(groups: #groups))
        }
        Kernel::Relayout(k) => {
            let to = layout(k.to);
            (k.input, k.output, quote!(to: #to))
        }
    };
    let (input, output) = (map(&input), map(&output));
    quote!(kernel::#name { input: #input, output: #output, #rest })
}

/// A name in snake case for the kernel: what it is and the sizes of its maps.
pub fn snake_name(kernel: &Kernel) -> String {
    let size = |map: &Map| format!("{}x{}x{}", map.channels, map.height, map.width);
    let (name, input, output) = match kernel {
        Kernel::Pointwise(k) => ("pointwise", k.input, k.output),
        Kernel::Linear(k) => ("linear", k.input, k.output),
        Kernel::Conv2d(k) => ("conv2d", k.input, k.output),
        Kernel::DepthwiseConv2d(k) => ("depthwise_conv2d", k.input, k.output),
        Kernel::GroupedConv2d(k) => ("grouped_conv2d", k.input, k.output),
        Kernel::Hff(k) => ("hff", k.input, k.output),
        Kernel::EespUnit(k) => ("eesp_unit", k.input, k.output),
        Kernel::StridedEespUnit(k) => ("strided_eesp_unit", k.input, k.output),
        Kernel::StemUnit(k) => ("stem_unit", k.stem.input, k.output()),
        Kernel::Head(k) => ("head", k.depthwise.input, k.output()),
        Kernel::PyramidPool(k) => ("pyramid_pool", k.input, k.output),
        Kernel::AvgPool(k) => ("avg_pool", k.input, k.output),
        Kernel::AdaptiveAvgPool(k) => ("adaptive_avg_pool", k.input, k.output),
        Kernel::ResizeBilinear(k) => ("resize_bilinear", k.input, k.output),
        Kernel::ArgmaxBilinear(k) => ("argmax_bilinear", k.input, k.output),
        Kernel::Elementwise(k) => ("elementwise", k.input, k.output),
        Kernel::ChannelShuffle(k) => ("channel_shuffle", k.input, k.output),
        Kernel::Relayout(k) => ("relayout", k.input, k.output),
    };
    let same = (input.channels, input.height, input.width)
        == (output.channels, output.height, output.width);
    match same {
        true => format!("{name}_{}", size(&output)),
        false => format!("{name}_{}_to_{}", size(&input), size(&output)),
    }
}
