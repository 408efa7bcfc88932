//! The kernel and shape of each node.

use espnet_abi::kernel as abi;
use espnet_abi::{
    kernel::{Kernel, Residual},
    layout::{BLOCK, Dilations, Layout, Map},
};

use crate::ir::{
    Conv2d, EespUnit, Epilogue, Head, Hff, PyramidBranch, PyramidPool, Shape, StridedEespUnit,
};

/// Which kernel computes a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConvKind {
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
    pub fn of(conv: &Conv2d) -> Self {
        if conv.shuffle != 1 {
            return ConvKind::Depthwise;
        }
        if conv.is_pointwise() {
            return ConvKind::Pointwise;
        }
        let panels =
            espnet_abi::layout::Panels::new(conv.in_channels, conv.out_channels, conv.groups);
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
    pub fn adds_resized(self) -> bool {
        matches!(self, ConvKind::Depthwise | ConvKind::Grouped)
    }

    /// Whether the kernel can read planes.
    pub fn reads_planes(self) -> bool {
        matches!(self, ConvKind::Dense | ConvKind::Grouped)
    }
}

/// What a convolution adds.
#[derive(Clone, Copy, Debug)]
pub enum Added {
    /// A map of the output's size, or none.
    Whole(Residual),
    /// This map, resized; for kinds with [`ConvKind::adds_resized`].
    Resized(Map),
}

/// The kernel of a convolution.
pub fn conv(conv: &Conv2d, input: Map, layout: Layout, output: Map, added: Added) -> Kernel {
    let (residual, resized) = match added {
        Added::Whole(residual) => (residual, None),
        Added::Resized(map) => (Residual::InPlace, Some(map)),
    };
    debug_assert!(resized.is_none() || ConvKind::of(conv).adds_resized());
    let epilogue = conv_epilogue(conv, residual);
    match ConvKind::of(conv) {
        ConvKind::Pointwise => Kernel::Pointwise(pointwise(conv, input, output, residual)),
        ConvKind::Dense => Kernel::Conv2d(dense(conv, input, layout, output, residual)),
        ConvKind::Grouped => Kernel::GroupedConv2d(abi::GroupedConv2d {
            input,
            layout,
            output,
            groups: conv.groups,
            kernel: conv.kernel,
            padding: conv.padding,
            dilation: conv.dilation,
            epilogue,
            resized,
        }),
        ConvKind::Depthwise => Kernel::DepthwiseConv2d(abi::DepthwiseConv2d {
            input,
            output,
            groups: conv.groups,
            shuffle: conv.shuffle,
            kernel: conv.kernel,
            stride: conv.stride,
            padding: conv.padding,
            dilation: conv.dilation,
            epilogue,
            resized,
        }),
    }
}

/// The shape of a 1×1 convolution.
fn pointwise(conv: &Conv2d, input: Map, output: Map, residual: Residual) -> abi::Pointwise {
    let epilogue = conv_epilogue(conv, residual);
    abi::Pointwise { input, output, groups: conv.groups, epilogue }
}

/// The shape of a convolution whose outputs read many channels each.
fn dense(
    conv: &Conv2d,
    input: Map,
    layout: Layout,
    output: Map,
    residual: Residual,
) -> abi::Conv2d {
    abi::Conv2d {
        input,
        layout,
        output,
        groups: conv.groups,
        kernel: conv.kernel,
        stride: conv.stride,
        padding: conv.padding,
        dilation: conv.dilation,
        interleaved: false,
        epilogue: conv_epilogue(conv, residual),
    }
}

/// The epilogue of a convolution, which begins with its bias or that of its norm.
fn conv_epilogue(conv: &Conv2d, residual: Residual) -> abi::Epilogue {
    epilogue(&conv.epilogue, conv.bias.is_some() || conv.norm.is_some(), residual)
}

/// The epilogue of a kernel.
pub fn epilogue(epilogue: &Epilogue, bias: bool, residual: Residual) -> abi::Epilogue {
    abi::Epilogue {
        bias,
        prelu: epilogue.prelu.is_some(),
        gate: epilogue.gate,
        residual,
        affine: epilogue.affine.is_some(),
        final_prelu: epilogue.final_prelu.is_some(),
        sigmoid: epilogue.sigmoid,
    }
}

/// The kernel of hierarchical feature fusion.
pub fn hff(hff: &Hff, input: Map, output: Map) -> Kernel {
    Kernel::Hff(abi::Hff { input, output, dilations: hff.dilations, stride: hff.stride })
}

/// The kernel of an EESP unit.
pub fn eesp(unit: &EespUnit, input: Map, output: Map, residual: Residual) -> Kernel {
    Kernel::EespUnit(abi::EespUnit {
        input,
        output,
        dilations: unit.hff.dilations,
        residual,
        band: band(output, unit.hff.channels),
    })
}

/// The kernel of a strided EESP unit.
pub fn strided_eesp(unit: &StridedEespUnit, input: Map, image: Option<Map>, output: Map) -> Kernel {
    Kernel::StridedEespUnit(halving(unit, input, image, output))
}

/// The kernel of a stem and the strided EESP unit that reads the `map` it makes.
pub fn stem_unit(
    (stem, unit): (&Conv2d, &StridedEespUnit),
    (input, layout): (Map, Layout),
    map: Map,
    image: Option<Map>,
    output: Map,
) -> Kernel {
    let stem = dense(stem, input, layout, map, Residual::None);
    let unit = halving(unit, map, image, output);
    Kernel::StemUnit(abi::StemUnit::new(stem, unit).interleaved_where_faster())
}

/// The shape of a strided EESP unit.
fn halving(
    unit: &StridedEespUnit,
    input: Map,
    image: Option<Map>,
    output: Map,
) -> abi::StridedEespUnit {
    abi::StridedEespUnit {
        input,
        output,
        dilations: unit.hff.dilations,
        image,
        interleaved: false,
        band: band(Map { channels: unit.hff.out_channels(), ..output }, unit.hff.channels),
    }
}

/// The kernel of a classifier's head.
pub fn head(head: &Head, input: Map) -> Kernel {
    let conv = &head.pointwise;
    let map = |channels| Map::dense(channels, input.height, input.width);
    let (made, output) = (map(conv.in_channels), map(conv.out_channels));
    Kernel::Head(abi::Head {
        depthwise: abi::Hff { input, output: made, dilations: Dilations::new(&[1]), stride: 1 },
        pointwise: pointwise(conv, made, output, Residual::None),
    })
}

/// The kernel of a pyramid pool, whose branches may be given as maps of these shapes, in order.
pub fn pyramid(pool: &PyramidPool, input: Map, given: &[Shape], output: Map) -> Kernel {
    let mut given = given.iter();
    let scales: Vec<abi::Scale> = pool
        .branches
        .iter()
        .filter_map(|branch| match branch {
            PyramidBranch::Convolved { .. } => Some(abi::Scale::Same),
            PyramidBranch::Enlarged { resize, .. } => {
                Some(abi::Scale::Up { height: resize.height, width: resize.width })
            }
            PyramidBranch::Given => {
                given.next().map(|map| abi::Scale::Given { height: map.height, width: map.width })
            }
        })
        .collect();
    Kernel::PyramidPool(abi::PyramidPool {
        input,
        output,
        scales: abi::Scales::new(&scales),
        epilogue: conv_epilogue(&pool.expand, Residual::None),
    })
}

/// Rows that pass through an EESP unit together.
///
/// Every band streams the expansion's weights once, so that a band should hold work in proportion
/// to them; beyond that, narrow bands keep the pyramid's output in the first-level cache.
fn band(map: Map, branch_channels: usize) -> usize {
    let weights = map.channels * branch_channels;
    (weights / 256).div_ceil(map.width).clamp(1, map.height)
}
