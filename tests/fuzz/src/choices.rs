//! Choices that bytes determine.

use espnet_compiler::random::Random;

/// Random bytes, enough for the choices of any architecture; the seed determines them.
pub fn choices(seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed);
    (0..64).flat_map(|_| random.bits().to_le_bytes()).collect()
}

/// Bytes that determine choices, one after another. When they are used up, every choice is the
/// first one.
#[derive(Clone, Debug)]
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    /// Creates the choices that `bytes` determine.
    pub fn new(bytes: &'a [u8]) -> Self {
        Choices(bytes)
    }

    /// A number below `bound`, which is at most 256.
    pub fn below(&mut self, bound: usize) -> usize {
        let Some((&byte, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(byte) % bound.max(1)
    }

    /// A number from `least` to `greatest`.
    pub fn from_to(&mut self, least: usize, greatest: usize) -> usize {
        least + self.below(greatest + 1 - least)
    }

    /// Chooses an item.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// True in one of `n` cases.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }
}
