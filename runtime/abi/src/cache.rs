//! The cache sizes that the compiler and the kernels rely on when they divide work. All of them count floats.
//!
//! They are constants because a plan and the layout of packed weights must not depend on the processor.

/// The number of floats in a kibibyte.
pub const KIB: usize = 1024 / size_of::<f32>();

/// A first-level cache, minus space for other data that passes through it. Rows that take no more are
/// pooled as soon as they are computed.
pub const FIRST_LEVEL: usize = 32 * KIB;

/// The part of a first-level cache that the inputs of a group of pixels may fill, beside weights and outputs.
pub const FIRST_LEVEL_INPUTS: usize = 24 * KIB;

/// The largest number of weights that a 1×1 convolution reads again for every group of pixels. They then come
/// from a second-level cache. More weights are read once, for all pixels.
pub const SECOND_LEVEL_REPEATED_WEIGHTS: usize = 192 * KIB;

/// The part of a second-level cache that the channels of one group may fill in the head of a classifier. The
/// head reads them once for each slice of outputs.
pub const SECOND_LEVEL_HEAD_GROUP: usize = 256 * KIB;

/// The smallest map of a stem that is computed a few rows at a time. A smaller map fits a second-level cache
/// as a whole.
pub const SECOND_LEVEL_STEM_MAP: usize = 256 * KIB;

/// The part of a second-level cache that the maps of a kernel may fill, beside other data.
pub const SECOND_LEVEL_MAPS: usize = 512 * KIB;

/// The part of a second-level cache that the next call's weights may fill, beside the data of the current
/// call.
pub const SECOND_LEVEL_NEXT_WEIGHTS: usize = 1024 * KIB;
