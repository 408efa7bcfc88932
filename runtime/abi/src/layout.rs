//! The order of numbers in memory: blocks of 16 lanes, feature maps, and the output panels of a convolution.

use crate::cache::SECOND_LEVEL_MAPS;

/// The number of lanes of a block. Every packed weight vector has 16 floats on every instruction set, so that
/// one blob serves all of them.
pub const BLOCK: usize = 16;

/// The alignment in bytes of the packed weights, the arena and every buffer in it.
pub const ALIGN: usize = 64;

/// `n` rounded up to whole blocks.
#[inline]
pub const fn round_up(n: usize) -> usize {
    n.div_ceil(BLOCK) * BLOCK
}

/// The order of the numbers of a feature map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Channels last: pixel by pixel. Values between kernels use this layout.
    Nhwc,
    /// Planes, one per channel. Network inputs and outputs use this layout.
    Nchw,
}

/// A feature map of shape 1×C×H×W.
///
/// Channels last: channel `c` of pixel `p` (row-major) is at index `p * stride + c`, so a map can be a range
/// of the channels of a wider one. In planes ([`Layout::Nchw`]) `stride` is unused and equals `channels`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Map {
    /// The number of channels, C.
    pub channels: usize,
    /// The height, H.
    pub height: usize,
    /// The width, W.
    pub width: usize,
    /// The distance between pixels in floats.
    pub stride: usize,
}

impl Map {
    /// A map without gaps between its pixels.
    #[inline]
    pub const fn dense(channels: usize, height: usize, width: usize) -> Self {
        Map { channels, height, width, stride: channels }
    }

    /// Sets the distance between pixels in floats.
    #[must_use]
    #[inline]
    pub const fn with_stride(self, stride: usize) -> Self {
        Map { stride, ..self }
    }

    /// The number of pixels, H·W.
    #[inline]
    pub const fn pixels(&self) -> usize {
        self.height * self.width
    }

    /// Whether the map is too large for a core's second-level cache.
    #[inline]
    pub const fn far(&self) -> bool {
        self.span() > SECOND_LEVEL_MAPS
    }

    /// The number of floats from the first number of the map to the last, both included.
    #[inline]
    pub const fn span(&self) -> usize {
        match self.pixels() {
            0 => 0,
            pixels => (pixels - 1) * self.stride + self.channels,
        }
    }
}

impl core::fmt::Display for Map {
    /// Writes C×H×W, followed by the stride if there are gaps between pixels: `3×4×5/16`.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Map { channels, height, width, stride } = self;
        write!(f, "{channels}×{height}×{width}")?;
        if stride != channels { write!(f, "/{stride}") } else { Ok(()) }
    }
}

/// Dilations of the branches of an EESP unit, ascending; at most [`Dilations::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dilations {
    len: u8,
    values: [u8; Dilations::MAX],
}

impl Dilations {
    /// The largest number of branches of a unit.
    pub const MAX: usize = 8;

    /// Creates a list of one to eight dilations, each at least 1.
    ///
    /// # Panics
    /// If the list is empty or too long or contains a zero. In a constant this is a compile error.
    pub const fn new(list: &[u8]) -> Self {
        assert!(!list.is_empty() && list.len() <= Self::MAX, "one to eight branches");
        let mut values = [0; Self::MAX];
        let mut i = 0;
        while i < list.len() {
            assert!(list[i] > 0, "a dilation is at least 1");
            values[i] = list[i];
            i += 1;
        }
        Dilations { len: list.len() as u8, values }
    }

    /// K, the number of branches.
    #[inline]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Always false; it exists because there is a `len`.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// The dilation of branch `i`.
    #[inline]
    pub const fn get(&self, i: usize) -> usize {
        assert!(i < self.len());
        self.values[i] as usize
    }

    /// The largest dilation: the width of the halo that the branches read.
    #[inline]
    pub const fn largest(&self) -> usize {
        let (mut i, mut largest) = (0, 0);
        while i < self.len() {
            if self.get(i) > largest {
                largest = self.get(i);
            }
            i += 1;
        }
        largest
    }

    /// The dilations as a slice.
    pub fn as_slice(&self) -> &[u8] {
        &self.values[..self.len()]
    }
}

impl core::fmt::Debug for Dilations {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.as_slice()).finish()
    }
}

/// The division of a grouped convolution's outputs into panels of at most 16, each with the range of input
/// channels that it reads.
///
/// A panel computes `outputs` neighbouring output channels from `inputs` neighbouring input channels. Weights
/// between different groups are zero. As many narrow groups as fit share a panel: that takes as many
/// multiplications as a panel for each group, but all outputs are finished together. Wider groups do not
/// share panels, even if that leaves lanes empty: a panel across two groups would have as many
/// multiplications by zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panels {
    groups: usize,
    group_inputs: usize,
    group_outputs: usize,
    /// The number of groups that share a panel, a divisor of `groups`.
    sharing: usize,
}

/// One panel of [`Panels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panel {
    /// The first output channel.
    pub output: usize,
    /// The number of output channels, 1 to 16.
    pub outputs: usize,
    /// The first input channel.
    pub input: usize,
    /// The number of input channels that each of the outputs reads.
    pub inputs: usize,
    /// The sum of `inputs` over the panels before this one: the position of its weights, in blocks per tap.
    pub before: usize,
}

impl Panels {
    /// The panels of a convolution of `inputs` to `outputs` channels in `groups`, which divides both.
    pub const fn new(inputs: usize, outputs: usize, groups: usize) -> Self {
        assert!(groups > 0 && inputs.is_multiple_of(groups) && outputs.is_multiple_of(groups));
        let (group_inputs, group_outputs) = (inputs / groups, outputs / groups);
        let mut sharing = groups;
        while sharing > 1 && !(groups.is_multiple_of(sharing) && sharing * group_outputs <= BLOCK) {
            sharing -= 1;
        }
        Panels { groups, group_inputs, group_outputs, sharing }
    }

    /// The number of inputs and outputs of the groups that share panels.
    // This and the following functions are always inlined: kernels rely on them being constants.
    #[inline(always)]
    const fn shared(&self) -> (usize, usize) {
        (self.sharing * self.group_inputs, self.sharing * self.group_outputs)
    }

    /// The number of panels.
    #[inline(always)]
    pub const fn len(&self) -> usize {
        self.groups / self.sharing * self.run()
    }

    /// Whether there is no panel: the convolution has no outputs.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of weight blocks per tap: the sum of the panels' `inputs`.
    #[inline]
    pub const fn blocks(&self) -> usize {
        self.len() * self.shared().0
    }

    /// Panel `i`.
    #[inline(always)]
    pub const fn get(&self, i: usize) -> Panel {
        assert!(i < self.len());
        let (inputs, all) = self.shared();
        let (groups, block) = (i / self.run(), i % self.run());
        let rest = all - block * BLOCK;
        Panel {
            output: groups * all + block * BLOCK,
            outputs: if rest < BLOCK { rest } else { BLOCK },
            input: groups * inputs,
            inputs,
            before: i * inputs,
        }
    }

    /// The panels in order.
    pub fn iter(self) -> impl Iterator<Item = Panel> {
        (0..self.len()).map(move |i| self.get(i))
    }

    /// The number of consecutive panels that read the same inputs. The panels come in runs of this length.
    #[inline(always)]
    pub const fn run(&self) -> usize {
        self.shared().1.div_ceil(BLOCK)
    }

    /// Whether every panel has sixteen outputs.
    #[inline(always)]
    pub const fn whole(&self) -> bool {
        self.shared().1.is_multiple_of(BLOCK)
    }

    /// The group that computes output channel `output`.
    #[inline]
    pub const fn group_of(&self, output: usize) -> usize {
        output / self.group_outputs
    }

    /// The number of output channels of each group.
    #[inline]
    pub const fn group_outputs(&self) -> usize {
        self.group_outputs
    }

    /// The number of input channels of each group.
    #[inline]
    pub const fn group_inputs(&self) -> usize {
        self.group_inputs
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn panels(inputs: usize, outputs: usize, groups: usize) -> Vec<[usize; 4]> {
        let all = Panels::new(inputs, outputs, groups).iter();
        all.map(|panel| [panel.output, panel.outputs, panel.input, panel.inputs]).collect()
    }

    #[test]
    fn narrow_groups_share_panels() {
        // The projection of level 2_0 at width multiplier 2: six outputs in each of four groups.
        assert_eq!(panels(32, 24, 4), [[0, 12, 0, 16], [12, 12, 16, 16]]);
        assert_eq!(Panels::new(32, 24, 4).blocks(), 32);
        assert_eq!(panels(64, 16, 4), [[0, 16, 0, 64]]);
        assert!(Panels::new(64, 16, 4).whole());
        // Groups that fill blocks do not share panels.
        assert_eq!(panels(64, 32, 2), [[0, 16, 0, 32], [16, 16, 32, 32]]);
    }
}
