//! How the weights of a 1×1 convolution with few outputs per group lie.

use crate::layout::BLOCK;

/// Blocks of weights that hold several inputs for each of their outputs.
///
/// Where a group has fewer than sixteen outputs, a block that pairs one input with sixteen outputs
/// is partly zeros; where it has just sixteen, each multiplication needs a number of its own. A folded
/// block pairs F = 2, 4 or 8 neighbouring inputs with 16/F outputs of one group, a *part*: lane l
/// belongs to output l / F and input l mod F. The kernel multiplies it with F inputs, repeated, and in
/// the end adds up the F lanes of each output, which gives blocks of sixteen outputs again.
///
/// Two groups of few outputs may be *merged* into one, whose weights are zeros where they cross: more
/// multiplications, but fewer lanes to add up.
///
/// Groups of F inputs and one output are the same with nothing repeated: the outputs of a part read
/// sixteen neighbouring inputs, F each.
///
/// Packed weights: `[part][inputs of a group, or of two that are merged / F][16]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folded {
    groups: usize,
    group_inputs: usize,
    group_outputs: usize,
    fold: usize,
    /// Groups of the convolution in each of these groups.
    merged: usize,
}

/// The most groups that are merged.
const MERGED: usize = 2;

impl Folded {
    /// The cheapest folding of a 1×1 convolution of `inputs` to `outputs` channels in `groups`, if
    /// one costs less than `blocks` multiplications of blocks for each pixel.
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

    /// Whether a group's inputs fill blocks, and its outputs parts.
    const fn repeated(&self) -> bool {
        self.group_inputs.is_multiple_of(self.fold)
            && self.group_outputs.is_multiple_of(BLOCK / self.fold)
    }

    /// Operations of AVX-512 on blocks for each pixel: the multiplications, a store and a load of each part's
    /// sum if those wait for each other, and three for each addition of neighbouring lanes.
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

    /// F, the inputs that a block holds for each of its outputs.
    #[inline]
    pub const fn fold(&self) -> usize {
        self.fold
    }

    /// Whether each output of a part has F inputs of its own, rather than all of them the same.
    #[inline]
    pub const fn single(&self) -> bool {
        self.merged == 1 && self.group_outputs == 1 && self.group_inputs == self.fold
    }

    /// Whether the parts of each panel, of which there are two, read the same inputs.
    #[inline]
    pub const fn shares(&self) -> bool {
        self.fold == 2 && self.group_outputs.is_multiple_of(BLOCK)
    }

    /// Blocks of sixteen outputs; the last may have fewer.
    #[inline]
    pub const fn panels(&self) -> usize {
        (self.groups * self.group_outputs).div_ceil(BLOCK)
    }

    /// Outputs of panel `panel`.
    #[inline]
    pub const fn outputs(&self, panel: usize) -> usize {
        let rest = self.groups * self.group_outputs - panel * BLOCK;
        if rest < BLOCK { rest } else { BLOCK }
    }

    /// Parts of panel `panel`: F, or fewer of the last one. The first is part `panel` · F.
    #[inline]
    pub const fn parts(&self, panel: usize) -> usize {
        self.outputs(panel) / (BLOCK / self.fold)
    }

    const fn all_parts(&self) -> usize {
        self.groups * self.group_outputs / (BLOCK / self.fold)
    }

    /// Blocks of weights of each part.
    #[inline]
    pub const fn steps(&self) -> usize {
        self.group_inputs / self.fold
    }

    /// First input channel of part `part`, counted through all panels.
    #[inline]
    pub const fn input(&self, part: usize) -> usize {
        part * (BLOCK / self.fold) / self.group_outputs * self.group_inputs
    }

    /// Blocks of weights of all parts.
    #[inline]
    pub const fn blocks(&self) -> usize {
        self.all_parts() * self.steps()
    }

    /// Where the weight of `output` for the `input`-th channel of its own group lies, in floats.
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
        // The projection of level 2_0 at 0.5: a group has four inputs and an output.
        assert_eq!(fold(16, 4, 16), Some(4));
        // Groups of sixteen outputs have no lanes to save, and fold where multiplications cost more.
        assert_eq!(fold(256, 64, 256), None);
        assert_eq!(fold(256, 64, 288), Some(2));
        // Odd groups cannot.
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
