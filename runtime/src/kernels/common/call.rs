//! The operands of one kernel call.

use core::ops::Range;

/// What one kernel call reads and writes. Unneeded operands are empty.
///
/// A kernel's output is divided into chunks, as its [`Division`](espnet_abi::kernel::Division) says.
/// `input`, `residual` and `gate` are whole maps; `output` begins at chunk `chunks.start` and holds the
/// chunks of `chunks`, so that several workers can each have chunks of their own.
pub struct Call<'a> {
    /// The part of the kernel that is asked for.
    pub portion: Portion,
    /// Packed weights, as the shape describes them.
    pub weights: &'a [f32],
    /// The map that goes in; empty if the kernel works in place.
    pub input: &'a [f32],
    /// C floats to multiply with.
    pub gate: &'a [f32],
    /// The map that is added, as it is or resized, or the image that a strided EESP unit adds; empty if
    /// the kernel adds to what is in the output.
    pub residual: &'a [f32],
    /// Weights that this worker's next call will do little else than read, or none: a kernel that
    /// leaves the way to memory idle may prefetch them.
    pub next_weights: &'a [f32],
    /// The map that workers have filled in the first half; empty but in the second.
    pub shared: &'a [f32],
    /// Where the result goes.
    pub output: &'a mut [f32],
    /// Room of the shape's `scratch_len` floats, whatever they hold.
    pub scratch: &'a mut [f32],
    /// The chunks to compute.
    pub chunks: Range<usize>,
}

/// The part of a kernel that a call asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portion {
    /// All of it. Kernels without [`Halves`](super::kernel::Halves) are asked for nothing else.
    Whole,
    /// The first half, which fills the map that workers share.
    First,
    /// The second half, which reads that map when all workers have filled it.
    Second,
}
