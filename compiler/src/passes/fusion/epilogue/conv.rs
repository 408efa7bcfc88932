//! Chooses the kernel that computes a convolution with its epilogue, and its shape.

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

/// The kernel of a chain that begins with a convolution. It stands for any of the kernels in [`ConvKind`].
#[derive(Debug)]
struct ConvKernel;

/// The kernel of every fused convolution.
pub(in crate::passes) const CONV: &dyn FusedKernel = &ConvKernel;

/// Whether a convolution is faster if it includes the channel shuffle before it. Only the depth-wise kernel can, and
/// it is slow where each output reads many inputs: a shuffle of its own and another kernel are faster there.
pub(super) fn includes_shuffle(conv: &Conv2d) -> bool {
    matches!(ConvKind::of(conv, 1), ConvKind::Depthwise | ConvKind::Grouped)
}

/// The kernels that compute convolutions.
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
    /// Returns the kernel that is expected to be fastest for a convolution after a channel shuffle of
    /// `shuffle` groups.
    ///
    /// - The dense kernel uses each input for the 16 outputs of a panel. Where several groups share a panel,
    ///   it multiplies by zeros.
    /// - The depth-wise kernel never multiplies by zeros, but it loads an input for each product. It is the
    ///   only one that supports a channel shuffle.
    /// - The grouped kernel has neither cost if groups have several inputs or outputs, but it transposes both
    ///   maps and only supports stride 1. It fills all lanes even if the convolution has few outputs.
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

    /// Whether the kernel can resize the map that it adds.
    fn resizes(self) -> bool {
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
            false => {
                Err("should be a convolution and stages in an order that kernels support".into())
            }
        }
    }

    fn roles(&self, body: &Graph) -> Roles {
        let chain = Chain::of(body).expect("the body was checked");
        let kind = ConvKind::of(conv(&chain), chain.shuffle);
        Roles {
            planes: if kind.reads_planes() { PlaneSupport::Read } else { PlaneSupport::No },
            gate: chain.gate(),
            residual: chain.residual(),
            resizes: kind.resizes(),
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
            ConvKind::Pointwise => pointwise_kernel(&chain, input, output, residual).into(),
            ConvKind::Dense => dense_kernel(&chain, input, layout, output, residual).into(),
            ConvKind::Grouped => abi::GroupedConv2d::new(input, output)
                .layout(layout)
                .kernel(kernel)
                .padding(padding)
                .dilation(dilation)
                .groups(groups)
                .epilogue(epilogue)
                .resized(resized)
                .into(),
            ConvKind::Depthwise => abi::DepthwiseConv2d::new(input, output)
                .kernel(kernel)
                .stride(stride)
                .padding(padding)
                .dilation(dilation)
                .groups(groups)
                .shuffle(chain.shuffle)
                .epilogue(epilogue)
                .resized(resized)
                .into(),
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

/// Returns the shape of the kernel for a 1×1 convolution.
pub(in crate::passes) fn pointwise_kernel(
    chain: &Chain<'_>,
    input: Map,
    output: Map,
    residual: Residual,
) -> abi::Pointwise {
    abi::Pointwise::new(input, output).groups(conv(chain).groups).epilogue(chain.epilogue(residual))
}

/// Returns the shape of the kernel for a convolution whose outputs read many channels each.
pub(in crate::passes) fn dense_kernel(
    chain: &Chain<'_>,
    input: Map,
    layout: Layout,
    output: Map,
    residual: Residual,
) -> abi::Conv2d {
    let Conv2d { groups, kernel, stride, padding, dilation, .. } = *conv(chain);
    abi::Conv2d::new(input, output)
        .layout(layout)
        .kernel(kernel)
        .stride(stride)
        .padding(padding)
        .dilation(dilation)
        .groups(groups)
        .epilogue(chain.epilogue(residual))
}
