//! The kernels with their shapes.

use espnet_abi::{kernel as abi, layout::Map};

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
