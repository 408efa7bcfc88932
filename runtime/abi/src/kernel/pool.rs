//! Shapes of the kernels that change a map's size without weights.

use crate::layout::{Layout, Map};

/// Average pooling that counts the padding: every window is divided by k².
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AvgPool {
    /// What goes in.
    pub input: Map,
    /// What comes out, in the same layout.
    pub output: Map,
    /// Of both maps.
    pub layout: Layout,
    /// k.
    pub kernel: usize,
    /// Pixels from one window to the next.
    pub stride: usize,
    /// Zeros around the map.
    pub padding: usize,
}

/// PyTorch's adaptive average pooling, channels last: output row i averages the input rows
/// ⌊i·in/out⌋ … ⌈(i+1)·in/out⌉ − 1, columns alike. To 1×1 it is the global average.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AdaptiveAvgPool {
    /// What goes in.
    pub input: Map,
    /// What comes out.
    pub output: Map,
}

impl AdaptiveAvgPool {
    /// The range of input indices that output index `i` averages along an axis.
    pub const fn window(i: usize, input: usize, output: usize) -> (usize, usize) {
        (i * input / output, ((i + 1) * input).div_ceil(output))
    }
}

/// Bilinear resizing with `align_corners = true`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResizeBilinear {
    /// What goes in, channels last.
    pub input: Map,
    /// What comes out.
    pub output: Map,
    /// How the output lies: a network's last resize writes planes.
    pub layout: Layout,
}
