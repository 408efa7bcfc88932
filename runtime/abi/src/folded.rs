//! The folded weight layout, for 1×1 convolutions with few outputs per group: a block of weights has several
//! inputs for each of its outputs.

use crate::layout::BLOCK;

/// The folded weight layout of a convolution.
///
/// A plain block pairs one input with sixteen outputs. If a group has fewer than sixteen outputs, some of its
/// lanes are zeros. If it has exactly sixteen, each multiplication loads another input. A folded block
/// instead pairs F = 2, 4 or 8 neighbouring inputs with a *part*: 16/F outputs of one group. Lane l belongs
/// to output l / F and input l mod F. The kernel multiplies the block by the F inputs, repeated. At the end
/// it adds the F lanes of each output, which gives blocks of sixteen outputs again.
///
/// Two groups with few outputs may be *merged* into one, whose weights between different groups are zeros.
/// That takes more multiplications, but fewer additions of lanes.
///
/// Groups of F inputs and one output use the same layout without repetition: the outputs of a part read
/// sixteen neighbouring inputs, F each.
///
/// Packed weights: `[part][inputs of a group, or of two merged groups / F][16]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folded {
    groups: usize,
    group_inputs: usize,
    group_outputs: usize,
    fold: usize,
    /// The number of the convolution's groups that each of these groups merges.
    merged: usize,
}

/// The largest number of groups that are merged.
const MERGED: usize = 2;

impl Folded {
    /// The cheapest folding of a 1×1 convolution of `inputs` to `outputs` channels in `groups`, if one costs
    /// less than `blocks` multiplications of blocks for each pixel.
    pub const fn new(inputs: usize, outputs: usize, groups: usize, blocks: usize) -> Option<Self> {
        let (group_inputs, group_outputs) = (inputs / groups, outputs / groups);
        let (mut best, mut least, mut fold) = (None, blocks, 2);
        while fold <= 8 {
            let mut merged = 1;
            while merged <= MERGED && groups.is_multiple_of(merged) {
                let folded = Folded {
                    groups: groups / merged,
                    group_inputs: group_inputs * merged,
                    group_outputs: group_outputs * merged,
                    fold,
                    merged,
                };
                let single = folded.single() && folded.groups.is_multiple_of(BLOCK / fold);
                if (folded.repeated() || single) && folded.cost() < least {
                    (best, least) = (Some(folded), folded.cost());
                }
                merged *= 2;
            }
            fold *= 2;
        }
        best
    }

    /// Whether a group has whole blocks of inputs and whole parts of outputs.
    const fn repeated(&self) -> bool {
        self.group_inputs.is_multiple_of(self.fold)
            && self.group_outputs.is_multiple_of(BLOCK / self.fold)
    }

    /// The number of AVX-512 operations on blocks for each pixel: the multiplications, three operations for
    /// each addition of neighbouring lanes, and a store and a load of each part's sum if the parts of a panel
    /// are computed one after another.
    const fn cost(&self) -> usize {
        let (mut panel, mut additions) = (0, 0);
        while panel < self.panels() {
            let (mut width, parts) = (self.fold, self.parts(panel));
            additions += parts - 1;
            while width > parts.next_power_of_two() {
                additions += 1;
                width /= 2;
            }
            panel += 1;
        }
        let stored = if self.shares() { 0 } else { 2 * self.all_parts() };
        self.blocks() + stored + 3 * additions
    }

    /// F, the number of inputs that a block has for each of its outputs.
    #[inline]
    pub const fn fold(&self) -> usize {
        self.fold
    }

    /// Whether each output of a part has its own F inputs, rather than the same inputs as the others.
    #[inline]
    pub const fn single(&self) -> bool {
        self.merged == 1 && self.group_outputs == 1 && self.group_inputs == self.fold
    }

    /// Whether the two parts of each panel read the same inputs.
    #[inline]
    pub const fn shares(&self) -> bool {
        self.fold == 2 && self.group_outputs.is_multiple_of(BLOCK)
    }

    /// The number of panels: blocks of sixteen outputs. The last may have fewer.
    #[inline]
    pub const fn panels(&self) -> usize {
        (self.groups * self.group_outputs).div_ceil(BLOCK)
    }

    /// The number of outputs of panel `panel`.
    #[inline]
    pub const fn outputs(&self, panel: usize) -> usize {
        let rest = self.groups * self.group_outputs - panel * BLOCK;
        if rest < BLOCK { rest } else { BLOCK }
    }

    /// The number of parts of panel `panel`: F, or fewer in the last one. The first is part `panel` · F.
    #[inline]
    pub const fn parts(&self, panel: usize) -> usize {
        self.outputs(panel) / (BLOCK / self.fold)
    }

    const fn all_parts(&self) -> usize {
        self.groups * self.group_outputs / (BLOCK / self.fold)
    }

    /// The number of weight blocks of each part.
    #[inline]
    pub const fn steps(&self) -> usize {
        self.group_inputs / self.fold
    }

    /// The first input channel of part `part`, counted through all panels.
    #[inline]
    pub const fn input(&self, part: usize) -> usize {
        part * (BLOCK / self.fold) / self.group_outputs * self.group_inputs
    }

    /// The number of weight blocks of all parts.
    #[inline]
    pub const fn blocks(&self) -> usize {
        self.all_parts() * self.steps()
    }

    /// The index in the packed weights of the weight of `output` for the `input`-th channel of its own group.
    #[inline]
    pub const fn position(&self, output: usize, input: usize) -> usize {
        let (group_inputs, group_outputs) =
            (self.group_inputs / self.merged, self.group_outputs / self.merged);
        let input = output / group_outputs % self.merged * group_inputs + input;
        let (part, lane) = (output / (BLOCK / self.fold), output % (BLOCK / self.fold));
        let block = part * self.steps() + input / self.fold;
        block * BLOCK + lane * self.fold + input % self.fold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_groups_fold() {
        let fold = |inputs, outputs, blocks| {
            Folded::new(inputs, outputs, 4, blocks).map(|folded| folded.fold())
        };
        // The projections of levels 3, 3_0 and 2_0 at width multiplier 1.
        assert_eq!(fold(128, 32, 128), Some(2));
        assert_eq!(fold(64, 16, 64), Some(4));
        assert_eq!(fold(32, 8, 32), Some(4));
        // The projection of level 2_0 at 0.5: a group has four inputs and one output.
        assert_eq!(fold(16, 4, 16), Some(4));
        // Groups of sixteen outputs have no empty lanes, and fold only if multiplications cost more.
        assert_eq!(fold(256, 64, 256), None);
        assert_eq!(fold(256, 64, 288), Some(2));
        // Group sizes that are no multiple of F.
        assert_eq!(fold(12, 20, 20), None);
    }

    #[test]
    fn every_weight_has_a_place_of_its_own() {
        // Half of the weights of merged groups are zeros.
        for (inputs, outputs, groups, merged) in [(48, 36, 3, 1), (32, 8, 4, 2), (32, 24, 4, 2)] {
            let folded = Folded::new(inputs, outputs, groups, usize::MAX).unwrap();
            assert_eq!(folded.merged, merged);
            let mut taken = alloc::vec![false; folded.blocks() * BLOCK];
            for output in 0..outputs {
                for input in 0..inputs / groups {
                    let position = folded.position(output, input);
                    assert!(!core::mem::replace(&mut taken[position], true));
                }
            }
            let all = taken.iter().filter(|taken| **taken).count();
            assert_eq!(all * merged, taken.len());
        }
    }
}
