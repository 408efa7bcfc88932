//! How the weights of a 1×1 convolution of four groups lie whose input channels come interleaved.

use crate::layout::BLOCK;

/// Groups of such a convolution.
pub const GROUPS: usize = 4;

/// Channels of each group that lie together, however they are ordered there.
pub const RUN: usize = 8;

/// Where a convolution stands in an EESP unit: what its inputs have passed before, and what its
/// outputs pass next, says in which order they lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Projection,
    Expansion,
}

/// Blocks of weights that pair one input of each of four groups with four outputs of each.
///
/// The inputs of a pixel come in *quads*, one of every group; a block is multiplied with a quad, repeated,
/// and its lane 4·i + g belongs to the i-th of its outputs of group g. No lane is empty if groups have
/// outputs in fours, where blocks of sixteen outputs of one group would be, and each number is loaded
/// once for all outputs that it meets.
///
/// - A projection reads what a convolution has stored in the order of [`in_run`], and its output `o` of
///   group g becomes channel 4·o + g ([`in_branch`]): branches treat all channels alike.
/// - An expansion reads what fusion has stored: within eight channels, channels 0, 4, 1, 5, 2, 6, 3 and 7 of
///   all branches. The order of its outputs within a run of eight is [`in_run`]'s, so that two blocks of
///   sums are eight neighbouring outputs of each group.
///
/// A projection to two outputs of each group has half as many blocks: each pairs two quads with both, lane
/// 8·i + 4·h + g the h-th of them with output i of group g, and in the end the lanes of the two are
/// added.
///
/// Packed weights: `[quad][block of outputs][16]`, or for two outputs `[pair of quads][16]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quads {
    role: Role,
    group_inputs: usize,
    group_outputs: usize,
}

/// The channel, of 4 · 8 in groups of eight, that lies in place `place` of a pixel: two blocks, in which
/// lane 4·i + g of block v is channel 2·i + v of group g.
#[inline]
pub const fn in_run(place: usize) -> usize {
    let (block, lane) = (place / BLOCK, place % BLOCK);
    lane % GROUPS * RUN + lane / GROUPS * 2 + block
}

/// The channel, of `channels` in four groups, that comes `place`-th where one of each group comes after
/// another.
#[inline]
pub const fn in_branch(place: usize, channels: usize) -> usize {
    place % GROUPS * (channels / GROUPS) + place / GROUPS
}

impl Quads {
    /// A projection of `inputs` to `outputs` channels, eight to thirty-two.
    pub const fn projection(inputs: usize, outputs: usize) -> Self {
        assert!(inputs == GROUPS * RUN && outputs.is_multiple_of(RUN) && outputs <= 2 * BLOCK);
        let (group_inputs, group_outputs) = (inputs / GROUPS, outputs / GROUPS);
        Quads { role: Role::Projection, group_inputs, group_outputs }
    }

    /// An expansion of as many channels to as many.
    pub const fn expansion(channels: usize) -> Self {
        assert!(channels.is_multiple_of(GROUPS * RUN));
        let group = channels / GROUPS;
        Quads { role: Role::Expansion, group_inputs: group, group_outputs: group }
    }

    /// Whether outputs come out group by group, as they do from an expansion.
    #[inline(always)]
    pub const fn in_groups(&self) -> bool {
        matches!(self.role, Role::Expansion)
    }

    /// Outputs of each group.
    #[inline(always)]
    pub const fn group_outputs(&self) -> usize {
        self.group_outputs
    }

    /// Quads of a pixel's inputs.
    #[inline(always)]
    pub const fn steps(&self) -> usize {
        self.group_inputs
    }

    /// Blocks of a pixel's sums.
    #[inline(always)]
    pub const fn vectors(&self) -> usize {
        self.group_outputs.div_ceil(GROUPS)
    }

    /// Whether blocks of weights pair two quads with two outputs.
    #[inline(always)]
    pub const fn narrow(&self) -> bool {
        matches!(self.role, Role::Projection) && self.group_outputs == 2
    }

    /// Blocks of weights.
    #[inline]
    pub const fn blocks(&self) -> usize {
        match self.narrow() {
            true => self.steps() / 2,
            false => self.steps() * self.vectors(),
        }
    }

    /// Where the constants of output channel `output` lie: its block of sums, and the lane.
    #[inline]
    pub const fn lane(&self, output: usize) -> (usize, usize) {
        let (group, output) = (output / self.group_outputs, output % self.group_outputs);
        let (block, i) = match self.role {
            Role::Projection => (output / GROUPS, output % GROUPS),
            Role::Expansion => (output / RUN * 2 + output % 2, output % RUN / 2),
        };
        (block, i * GROUPS + group)
    }

    /// The quad that holds the `input`-th channel of each group.
    const fn step(&self, input: usize) -> usize {
        let place = input % RUN;
        let place = match self.role {
            Role::Projection => place % 2 * (RUN / 2) + place / 2,
            Role::Expansion => place % 4 * 2 + place / 4,
        };
        input / RUN * RUN + place
    }

    /// Where the weight of channel `output` for the `input`-th channel of its own group lies, in floats.
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
        let projections = [(32, 24), (32, 8), (32, 16)].map(|(i, o)| (Quads::projection(i, o), o));
        let expansions = [96, 160, 224, 32].map(|channels| (Quads::expansion(channels), channels));
        for (quads, outputs) in projections.into_iter().chain(expansions) {
            let mut taken = vec![false; quads.blocks() * BLOCK];
            for output in 0..outputs {
                for input in 0..quads.steps() {
                    assert!(!core::mem::replace(&mut taken[quads.position(output, input)], true));
                }
            }
            let lanes = match quads.narrow() {
                true => 0,
                false => quads.vectors() * GROUPS - quads.group_outputs(),
            };
            let empty = taken.iter().filter(|taken| !**taken).count();
            assert_eq!(empty, lanes * GROUPS * quads.steps());
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
        // A run of a projection's inputs is what `in_run` says of each group.
        let quads = Quads::projection(32, 8);
        for place in 0..GROUPS * RUN {
            let channel = in_run(place);
            assert_eq!(channel / RUN, place % GROUPS);
            assert_eq!(quads.step(channel % RUN), place / GROUPS);
        }
    }
}
