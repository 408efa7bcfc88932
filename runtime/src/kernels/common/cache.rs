//! Cache sizes that kernels rely on when they divide their work, in floats.

/// The number of floats in a kibibyte.
const KIB: usize = 1024 / size_of::<f32>();

/// A first-level cache, minus space for other data that passes through it.
pub(crate) const FIRST_LEVEL: usize = 32 * KIB;

/// The part of a first-level cache that the inputs of a group of pixels may fill, beside weights and outputs.
pub(crate) const FIRST_LEVEL_INPUTS: usize = 24 * KIB;

/// The part of a second-level cache that the next call's weights may fill, beside the data of the current
/// call.
pub(crate) const SECOND_LEVEL_NEXT_WEIGHTS: usize = 1024 * KIB;
