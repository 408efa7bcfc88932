//! The four-group interleaved weight layout, for 1×1 convolutions of four groups whose input channels are
//! interleaved: one channel of each group after another.

use crate::layout::BLOCK;

/// The number of groups of these convolutions.
pub const GROUPS: usize = 4;

/// The number of channels of each group that are stored together, in an order of their own.
pub const RUN: usize = 8;

/// The place of a convolution in an EESP unit. It determines the order of the inputs, which the operation
/// before it has stored, and the order of the outputs, which the operation after it expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Projection,
    Expansion,
}

/// The interleaved weight layout of a convolution. A weight block pairs one input of each of four groups with
/// four outputs of each.
///
/// The inputs of a pixel come in *quads*: one channel of every group. The kernel multiplies a block by a
/// quad, repeated. Lane 4·i + g of the block belongs to output i of the block's four outputs of group g. No
/// lane is empty if the number of a group's outputs is a multiple of four; plain blocks need a multiple of
/// sixteen. Each input is loaded once for all of its outputs.
///
/// - A projection reads channels that a convolution has stored in the order of [`in_run`]. Its output `o` of
///   group g becomes channel 4·o + g ([`in_branch`]); the branches treat all channels alike.
/// - An expansion reads channels that hierarchical feature fusion has stored: within eight channels, channels
///   0, 4, 1, 5, 2, 6, 3 and 7 of all branches. Its outputs within a run of eight are in the order of
///   [`in_run`], so that two blocks of sums are eight neighbouring outputs of each group.
///
/// A projection to two outputs of each group has half as many blocks. Each block pairs two quads with both
/// outputs: lane 8·i + 4·h + g belongs to quad h, output i and group g. At the end the lanes of the two quads
/// are added.
///
/// Packed weights: `[quad][block of outputs][16]`, or for two outputs `[pair of quads][16]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interleaved {
    role: Role,
    group_inputs: usize,
    group_outputs: usize,
}

/// The channel at position `place` of a pixel with 4 groups of 8 channels. A pixel is two blocks, and lane
/// 4·i + g of block v is channel 2·i + v of group g.
#[inline]
pub const fn in_run(place: usize) -> usize {
    let (block, lane) = (place / BLOCK, place % BLOCK);
    lane % GROUPS * RUN + lane / GROUPS * 2 + block
}

/// The channel at position `place` of a pixel with `channels` channels in four interleaved groups: one
/// channel of each group after another.
#[inline]
pub const fn in_branch(place: usize, channels: usize) -> usize {
    place % GROUPS * (channels / GROUPS) + place / GROUPS
}

impl Interleaved {
    /// The layout of a projection from 32 channels to `outputs` channels: 8, 16, 24 or 32.
    pub const fn projection(inputs: usize, outputs: usize) -> Self {
        assert!(inputs == GROUPS * RUN && outputs.is_multiple_of(RUN) && outputs <= 2 * BLOCK);
        let (group_inputs, group_outputs) = (inputs / GROUPS, outputs / GROUPS);
        Interleaved { role: Role::Projection, group_inputs, group_outputs }
    }

    /// The layout of an expansion of `channels` channels to as many.
    pub const fn expansion(channels: usize) -> Self {
        assert!(channels.is_multiple_of(GROUPS * RUN));
        let group = channels / GROUPS;
        Interleaved { role: Role::Expansion, group_inputs: group, group_outputs: group }
    }

    /// Whether the outputs are ordered group by group. Those of an expansion are.
    #[inline(always)]
    pub const fn in_groups(&self) -> bool {
        matches!(self.role, Role::Expansion)
    }

    /// The number of outputs of each group.
    #[inline(always)]
    pub const fn group_outputs(&self) -> usize {
        self.group_outputs
    }

    /// The number of quads of a pixel's inputs.
    #[inline(always)]
    pub const fn steps(&self) -> usize {
        self.group_inputs
    }

    /// The number of blocks of a pixel's sums.
    #[inline(always)]
    pub const fn vectors(&self) -> usize {
        self.group_outputs.div_ceil(GROUPS)
    }

    /// Whether a weight block pairs two quads with two outputs.
    #[inline(always)]
    pub const fn narrow(&self) -> bool {
        matches!(self.role, Role::Projection) && self.group_outputs == 2
    }

    /// The number of weight blocks.
    #[inline]
    pub const fn blocks(&self) -> usize {
        match self.narrow() {
            true => self.steps() / 2,
            false => self.steps() * self.vectors(),
        }
    }

    /// The position of the constants of output channel `output`: its block of sums, and the lane.
    #[inline]
    pub const fn lane(&self, output: usize) -> (usize, usize) {
        let (group, output) = (output / self.group_outputs, output % self.group_outputs);
        let (block, i) = match self.role {
            Role::Projection => (output / GROUPS, output % GROUPS),
            Role::Expansion => (output / RUN * 2 + output % 2, output % RUN / 2),
        };
        (block, i * GROUPS + group)
    }

    /// The quad that contains the `input`-th channel of each group.
    const fn step(&self, input: usize) -> usize {
        let place = input % RUN;
        let place = match self.role {
            Role::Projection => place % 2 * (RUN / 2) + place / 2,
            Role::Expansion => place % 4 * 2 + place / 4,
        };
        input / RUN * RUN + place
    }

    /// The index in the packed weights of the weight of channel `output` for the `input`-th channel of its
    /// own group.
    #[inline]
    pub const fn position(&self, output: usize, input: usize) -> usize {
        let ((block, lane), step) = (self.lane(output), self.step(input));
        if self.narrow() {
            let lane = lane / GROUPS * RUN + step % 2 * GROUPS + lane % GROUPS;
            return step / 2 * BLOCK + lane;
        }
        (step * self.vectors() + block) * BLOCK + lane
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn every_weight_has_a_place_of_its_own() {
        let projections =
            [(32, 24), (32, 8), (32, 16)].map(|(i, o)| (Interleaved::projection(i, o), o));
        let expansions =
            [96, 160, 224, 32].map(|channels| (Interleaved::expansion(channels), channels));
        for (layout, outputs) in projections.into_iter().chain(expansions) {
            let mut taken = vec![false; layout.blocks() * BLOCK];
            for output in 0..outputs {
                for input in 0..layout.steps() {
                    assert!(!core::mem::replace(&mut taken[layout.position(output, input)], true));
                }
            }
            let lanes = match layout.narrow() {
                true => 0,
                false => layout.vectors() * GROUPS - layout.group_outputs(),
            };
            let empty = taken.iter().filter(|taken| !**taken).count();
            assert_eq!(empty, lanes * GROUPS * layout.steps());
        }
    }

    #[test]
    fn orders_hold_every_channel_once() {
        let all = |order: &dyn Fn(usize) -> usize, channels: usize| {
            let mut places: alloc::vec::Vec<usize> = (0..channels).map(order).collect();
            places.sort_unstable();
            places == (0..channels).collect::<alloc::vec::Vec<_>>()
        };
        assert!(all(&in_run, GROUPS * RUN));
        assert!(all(&|place| in_branch(place, 24), 24));
        // The inputs of a projection are in the order of `in_run`, within each group.
        let layout = Interleaved::projection(32, 8);
        for place in 0..GROUPS * RUN {
            let channel = in_run(place);
            assert_eq!(channel / RUN, place % GROUPS);
            assert_eq!(layout.step(channel % RUN), place / GROUPS);
        }
    }
}
