//! Where numbers lie: 16-lane blocks, feature maps, and the output panels of a convolution.

/// Lanes of a block: every packed weight vector is 16 floats wide, whatever the instruction set,
/// so that one blob serves them all.
pub const BLOCK: usize = 16;

/// Alignment of the packed weights, the arena and every buffer in it, in bytes.
pub const ALIGN: usize = 64;

/// Floats that a core's second-level cache holds beside all else: 512 KiB.
pub const NEAR: usize = 1 << 17;

/// `n` rounded up to whole blocks.
#[inline]
pub const fn round_up(n: usize) -> usize {
    n.div_ceil(BLOCK) * BLOCK
}

/// How the numbers of a feature map follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Channels last: pixel by pixel. What values between kernels use.
    Nhwc,
    /// Planes, one per channel: what callers hand in and get back.
    Nchw,
}

/// A feature map of shape 1×C×H×W.
///
/// Channels last: channel `c` of pixel `p` (row-major) lies at `p * stride + c`, so that a map can
/// be a range of the channels of a wider one. In planes ([`Layout::Nchw`]) `stride` is unused and
/// equals `channels`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Map {
    /// C.
    pub channels: usize,
    /// H.
    pub height: usize,
    /// W.
    pub width: usize,
    /// Floats from one pixel to the next.
    pub stride: usize,
}

impl Map {
    /// A map with nothing between its pixels.
    #[inline]
    pub const fn dense(channels: usize, height: usize, width: usize) -> Self {
        Map { channels, height, width, stride: channels }
    }

    /// Sets the number of floats from one pixel to the next.
    #[must_use]
    #[inline]
    pub const fn with_stride(self, stride: usize) -> Self {
        Map { stride, ..self }
    }

    /// H·W.
    #[inline]
    pub const fn pixels(&self) -> usize {
        self.height * self.width
    }

    /// Whether a core's own caches may not hold the map.
    #[inline]
    pub const fn far(&self) -> bool {
        self.span() > NEAR
    }

    /// Floats from the first number of the map to just behind its last one.
    #[inline]
    pub const fn span(&self) -> usize {
        match self.pixels() {
            0 => 0,
            pixels => (pixels - 1) * self.stride + self.channels,
        }
    }
}

impl core::fmt::Display for Map {
    /// Writes C×H×W, and the stride behind it if there is something between pixels: `3×4×5/16`.
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
    /// The most branches a unit can have.
    pub const MAX: usize = 8;

    /// From a list of one to eight dilations of at least 1.
    ///
    /// # Panics
    /// On a list that is empty or too long or holds a zero; in constants that is a compile error.
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

    /// Never true; here because there is a `len`.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Dilation of branch `i`.
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

/// How the outputs of a grouped convolution are cut into panels of at most 16, each with the
/// range of input channels that it reads.
///
/// A panel computes `outputs` neighbouring output channels from `inputs` neighbouring input
/// channels; weights of pairs that the groups do not join are zero. As many narrow groups as fit share
/// a panel, which takes as many multiplications as a panel for each, but finishes their outputs
/// together. Otherwise panels stay within groups, and leave lanes empty: to run across would multiply
/// by as many zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panels {
    groups: usize,
    group_inputs: usize,
    group_outputs: usize,
    /// Groups that share panels, a divisor of `groups`.
    sharing: usize,
}

/// One panel of [`Panels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panel {
    /// First output channel.
    pub output: usize,
    /// Output channels, 1 to 16.
    pub outputs: usize,
    /// First input channel.
    pub input: usize,
    /// Input channels read for each of the outputs.
    pub inputs: usize,
    /// Sum of `inputs` over the panels before this one: where its weights begin, in blocks per tap.
    pub before: usize,
}

impl Panels {
    /// Panels of a convolution of `inputs` to `outputs` channels in `groups`, which divide both.
    pub const fn new(inputs: usize, outputs: usize, groups: usize) -> Self {
        assert!(groups > 0 && inputs.is_multiple_of(groups) && outputs.is_multiple_of(groups));
        let (group_inputs, group_outputs) = (inputs / groups, outputs / groups);
        let mut sharing = groups;
        while sharing > 1 && !(groups.is_multiple_of(sharing) && sharing * group_outputs <= BLOCK) {
            sharing -= 1;
        }
        Panels { groups, group_inputs, group_outputs, sharing }
    }

    /// Inputs and outputs of the groups that share panels.
    // This and what follows is always inlined: kernels count on it being constant where panels are.
    #[inline(always)]
    const fn shared(&self) -> (usize, usize) {
        (self.sharing * self.group_inputs, self.sharing * self.group_outputs)
    }

    /// Number of panels.
    #[inline(always)]
    pub const fn len(&self) -> usize {
        self.groups / self.sharing * self.run()
    }

    /// Whether there is no panel: a convolution without outputs.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Weight blocks per tap: the sum of the panels' `inputs`.
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

    /// How many neighbouring panels at a time read the same inputs: the panels come in runs of
    /// this length.
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

    /// Output channels of each group.
    #[inline]
    pub const fn group_outputs(&self) -> usize {
        self.group_outputs
    }

    /// Input channels of each group.
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
        // Groups that fill blocks do not.
        assert_eq!(panels(64, 32, 2), [[0, 16, 0, 32], [16, 16, 32, 32]]);
    }
}
