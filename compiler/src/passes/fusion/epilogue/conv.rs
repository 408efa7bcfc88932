//! Which kernel computes a convolution, and the kernel's shape.

use espnet_abi::{
    kernel::{self as abi, Kernel, Residual},
    layout::{BLOCK, Layout, Map, Panels},
    pack::{ConvTensors, Packing},
};

use super::{Chain, features};
use crate::ir::{
    Conv2d, FusedKernel, Graph,
    execution::{OperandLayouts, PlaneSupport, Roles, TensorIds},
};

/// The kernels of convolutions.
#[derive(Debug)]
struct ConvKernel;

/// The kernels of convolutions.
pub(in crate::passes) const CONV: &dyn FusedKernel = &ConvKernel;

/// Which kernel computes a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ConvKind {
    /// [`abi::Pointwise`].
    Pointwise,
    /// [`abi::Conv2d`].
    Dense,
    /// [`abi::DepthwiseConv2d`].
    Depthwise,
    /// [`abi::GroupedConv2d`].
    Grouped,
}

impl ConvKind {
    /// The kernel that multiplies least for `conv`.
    ///
    /// Panels of wide groups reuse each input for 16 outputs, but multiply by zero where several
    /// groups share a panel; the depth-wise kernel never does, but loads an input for each product.
    /// The grouped kernel does neither where groups have several inputs or outputs, but it transposes
    /// both maps, and knows stride 1 only. Of a convolution to few outputs it fills all lanes.
    fn of(conv: &Conv2d, shuffle: usize) -> Self {
        if shuffle != 1 {
            return ConvKind::Depthwise;
        }
        if conv.is_pointwise() {
            return ConvKind::Pointwise;
        }
        let panels = Panels::new(conv.in_channels, conv.out_channels, conv.groups);
        let depthwise = conv.out_channels.div_ceil(BLOCK) * (conv.in_channels / conv.groups);
        match 2 * depthwise <= panels.blocks() {
            false if conv.stride == 1 && conv.out_channels <= abi::GroupedConv2d::FEW => {
                ConvKind::Grouped
            }
            false => ConvKind::Dense,
            true if conv.stride > 1 || conv.in_channels.max(conv.out_channels) == conv.groups => {
                ConvKind::Depthwise
            }
            true => ConvKind::Grouped,
        }
    }

    /// Whether the kernel can resize a map that it adds.
    fn adds_resized(self) -> bool {
        matches!(self, ConvKind::Depthwise | ConvKind::Grouped)
    }

    /// Whether the kernel can read planes.
    fn reads_planes(self) -> bool {
        matches!(self, ConvKind::Dense | ConvKind::Grouped)
    }
}

impl FusedKernel for ConvKernel {
    fn name(&self) -> &'static str {
        "conv2d"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        let chain = Chain::of(body)?;
        match chain.conv.is_some() && chain.is_possible() {
            true => Ok(()),
            false => Err("should be a convolution and stages in an order that kernels have".into()),
        }
    }

    fn roles(&self, body: &Graph) -> Roles {
        let chain = Chain::of(body).expect("the body was checked");
        let kind = ConvKind::of(conv(&chain), chain.shuffle);
        Roles {
            planes: if kind.reads_planes() { PlaneSupport::Read } else { PlaneSupport::No },
            gate: chain.gate(),
            residual: chain.residual(),
            resizes: kind.adds_resized(),
            ..Roles::default()
        }
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let chain = Chain::of(body).expect("the body was checked");
        let conv = conv(&chain);
        let OperandLayouts { input, layout, output, residual, resized, .. } = *layouts;
        let epilogue = chain.epilogue(residual);
        let Conv2d { groups, kernel, stride, padding, dilation, .. } = *conv;
        match ConvKind::of(conv, chain.shuffle) {
            ConvKind::Pointwise => Kernel::Pointwise(pointwise(&chain, input, output, residual)),
            ConvKind::Dense => Kernel::Conv2d(dense(&chain, input, layout, output, residual)),
            ConvKind::Grouped => Kernel::GroupedConv2d(abi::GroupedConv2d {
                input,
                layout,
                output,
                groups,
                kernel,
                padding,
                dilation,
                epilogue,
                resized,
            }),
            ConvKind::Depthwise => Kernel::DepthwiseConv2d(abi::DepthwiseConv2d {
                input,
                output,
                groups,
                shuffle: chain.shuffle,
                kernel,
                stride,
                padding,
                dilation,
                epilogue,
                resized,
            }),
        }
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let chain = Chain::of(body).expect("the body was checked");
        let tensors = chain.conv_tensors(ids).expect("the chain begins with a convolution");
        let packing = match *kernel {
            Kernel::Pointwise(kernel) => Packing::Pointwise(kernel, tensors),
            Kernel::Conv2d(kernel) => Packing::Conv2d(kernel, tensors),
            Kernel::DepthwiseConv2d(kernel) => Packing::DepthwiseConv2d(kernel, tensors),
            Kernel::GroupedConv2d(kernel) => Packing::GroupedConv2d(kernel, tensors),
            _ => return Vec::new(),
        };
        vec![packing]
    }

    fn features(&self, body: &Graph, ids: &TensorIds<'_>) -> Option<ConvTensors> {
        features(&Chain::of(body).ok()?, ids)
    }
}

fn conv<'g>(chain: &Chain<'g>) -> &'g Conv2d {
    chain.conv.expect("the chain begins with a convolution")
}

/// The shape of a 1×1 convolution.
pub(in crate::passes) fn pointwise(
    chain: &Chain<'_>,
    input: Map,
    output: Map,
    residual: Residual,
) -> abi::Pointwise {
    abi::Pointwise { input, output, groups: conv(chain).groups, epilogue: chain.epilogue(residual) }
}

/// The shape of a convolution whose outputs read many channels each.
pub(in crate::passes) fn dense(
    chain: &Chain<'_>,
    input: Map,
    layout: Layout,
    output: Map,
    residual: Residual,
) -> abi::Conv2d {
    let Conv2d { groups, kernel, stride, padding, dilation, .. } = *conv(chain);
    abi::Conv2d {
        input,
        layout,
        output,
        groups,
        kernel,
        stride,
        padding,
        dilation,
        interleaved: false,
        epilogue: chain.epilogue(residual),
    }
}
