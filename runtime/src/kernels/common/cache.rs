//! The sizes of caches that kernels count on, in floats.

/// Floats of a kibibyte.
const KIB: usize = 1024 / size_of::<f32>();

/// A first-level cache, less room for what else passes through it.
pub(crate) const FIRST_LEVEL: usize = 32 * KIB;

/// The part of a first-level cache that the inputs of some pixels may take, beside weights and outputs.
pub(crate) const FIRST_LEVEL_INPUTS: usize = 24 * KIB;

/// The part of a second-level cache that weights of the next call may take, beside what the call itself needs.
pub(crate) const SECOND_LEVEL_NEXT_WEIGHTS: usize = 1024 * KIB;
