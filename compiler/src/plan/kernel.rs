//! The kernel and shape of each node.

use espnet_abi::kernel as abi;
use espnet_abi::{
    kernel::Residual,
    layout::{BLOCK, Dilations, Layout, Map},
};

use crate::ir::{
    Conv2d, EespUnit, Epilogue, Head, Hff, PyramidBranch, PyramidPool, Shape, StridedEespUnit,
};

/// A kernel with its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kernel {
    /// 1×1 convolution.
    Pointwise(abi::Pointwise),
    /// Linear layer.
    Linear(abi::Linear),
    /// k×k convolution of many inputs per output.
    Conv2d(abi::Conv2d),
    /// k×k convolution of few inputs per output.
    DepthwiseConv2d(abi::DepthwiseConv2d),
    /// k×k convolution in narrow groups.
    GroupedConv2d(abi::GroupedConv2d),
    /// Hierarchical feature fusion.
    Hff(abi::Hff),
    /// A whole EESP unit.
    EespUnit(abi::EespUnit),
    /// A whole strided EESP unit.
    StridedEespUnit(abi::StridedEespUnit),
    /// The stem and the strided EESP unit behind it.
    StemUnit(abi::StemUnit),
    /// A classifier's last convolutions and the global average.
    Head(abi::Head),
    /// Efficient pyramid pooling behind its projection.
    PyramidPool(abi::PyramidPool),
    /// Average pooling.
    AvgPool(abi::AvgPool),
    /// Adaptive and global average pooling.
    AdaptiveAvgPool(abi::AdaptiveAvgPool),
    /// Bilinear resizing.
    ResizeBilinear(abi::ResizeBilinear),
    /// The largest channel of what bilinear resizing would give.
    ArgmaxBilinear(abi::ArgmaxBilinear),
    /// An epilogue on its own.
    Elementwise(abi::Elementwise),
    /// Channel shuffle.
    ChannelShuffle(abi::ChannelShuffle),
    /// From planes to channels last or back.
    Relayout(abi::Relayout),
}

impl Kernel {
    /// Floats of packed weights.
    pub fn weights_len(&self) -> usize {
        match self {
            Kernel::Pointwise(kernel) => kernel.weights_len(),
            Kernel::Linear(kernel) => kernel.weights_len(),
            Kernel::Conv2d(kernel) => kernel.weights_len(),
            Kernel::DepthwiseConv2d(kernel) => kernel.weights_len(),
            Kernel::GroupedConv2d(kernel) => kernel.weights_len(),
            Kernel::Hff(kernel) => kernel.weights_len(),
            Kernel::EespUnit(kernel) => kernel.weights_len(),
            Kernel::StridedEespUnit(kernel) => kernel.weights_len(),
            Kernel::StemUnit(kernel) => kernel.weights_len(),
            Kernel::Head(kernel) => kernel.weights_len(),
            Kernel::PyramidPool(kernel) => kernel.weights_len(),
            Kernel::Elementwise(kernel) => kernel.weights_len(),
            Kernel::AvgPool(_)
            | Kernel::AdaptiveAvgPool(_)
            | Kernel::ResizeBilinear(_)
            | Kernel::ArgmaxBilinear(_)
            | Kernel::ChannelShuffle(_)
            | Kernel::Relayout(_) => 0,
        }
    }

    /// Returns the number of floats of the packed weights that the kernel does not read with a
    /// favourable checkpoint: in a linear layer, the room for 24-bit integers that 16-bit integers leave
    /// unused.
    pub fn spare_weights_len(&self) -> usize {
        match self {
            Kernel::Linear(kernel) => {
                let [longest, shortest] = [kernel.weights.longest(), kernel.weights.shortest()];
                kernel.panels() * (kernel.panel(longest) - kernel.panel(shortest))
            }
            _ => 0,
        }
    }

    /// Floats of scratch.
    pub fn scratch_len(&self) -> usize {
        match self {
            Kernel::Conv2d(kernel) => kernel.scratch_len(),
            Kernel::DepthwiseConv2d(kernel) => kernel.scratch_len(),
            Kernel::GroupedConv2d(kernel) => kernel.scratch_len(),
            Kernel::Hff(kernel) => kernel.scratch_len(),
            Kernel::EespUnit(kernel) => kernel.scratch_len(),
            Kernel::StridedEespUnit(kernel) => kernel.scratch_len(),
            Kernel::StemUnit(kernel) => kernel.scratch_len(),
            Kernel::Head(kernel) => kernel.scratch_len(),
            Kernel::PyramidPool(kernel) => kernel.scratch_len(),
            Kernel::AvgPool(kernel) => kernel.scratch_len(),
            Kernel::ResizeBilinear(kernel) => kernel.scratch_len(),
            Kernel::ArgmaxBilinear(kernel) => kernel.scratch_len(),
            Kernel::Pointwise(_)
            | Kernel::Linear(_)
            | Kernel::Elementwise(_)
            | Kernel::AdaptiveAvgPool(_)
            | Kernel::ChannelShuffle(_)
            | Kernel::Relayout(_) => 0,
        }
    }

    /// The kernels that it is made of, whose weights follow one another; just itself where it is one.
    pub fn parts(self) -> Vec<Kernel> {
        match self {
            Kernel::StemUnit(abi::StemUnit { stem, unit }) => {
                vec![Kernel::Conv2d(stem), Kernel::StridedEespUnit(unit)]
            }
            Kernel::Head(abi::Head { depthwise, pointwise }) => {
                vec![Kernel::Hff(depthwise), Kernel::Pointwise(pointwise)]
            }
            kernel => vec![kernel],
        }
    }

    /// The map that it resizes and adds.
    pub fn resized(&self) -> Option<Map> {
        match self {
            Kernel::DepthwiseConv2d(kernel) => kernel.resized,
            Kernel::GroupedConv2d(kernel) => kernel.resized,
            _ => None,
        }
    }

    /// The map that comes out.
    pub fn output(&self) -> Map {
        match self {
            Kernel::Pointwise(kernel) => kernel.output,
            Kernel::Linear(kernel) => kernel.output,
            Kernel::Conv2d(kernel) => kernel.output,
            Kernel::DepthwiseConv2d(kernel) => kernel.output,
            Kernel::GroupedConv2d(kernel) => kernel.output,
            Kernel::Hff(kernel) => kernel.output,
            Kernel::EespUnit(kernel) => kernel.output,
            Kernel::StridedEespUnit(kernel) => kernel.output,
            Kernel::StemUnit(kernel) => kernel.output(),
            Kernel::Head(kernel) => kernel.output(),
            Kernel::PyramidPool(kernel) => kernel.output,
            Kernel::AvgPool(kernel) => kernel.output,
            Kernel::AdaptiveAvgPool(kernel) => kernel.output,
            Kernel::ResizeBilinear(kernel) => kernel.output,
            Kernel::ArgmaxBilinear(kernel) => kernel.output,
            Kernel::Elementwise(kernel) => kernel.output,
            Kernel::ChannelShuffle(kernel) => kernel.output,
            Kernel::Relayout(kernel) => kernel.output,
        }
    }
}

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
    Kernel::StemUnit(abi::StemUnit::new(stem, halving(unit, map, image, output)))
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
