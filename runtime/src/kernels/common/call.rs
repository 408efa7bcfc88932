//! The operands of one kernel call: the interface between generated steps and kernels.

use core::ops::Range;

/// The operands of one kernel call. Operands that the kernel does not need are empty.
///
/// The output of a kernel is divided into chunks, as its [`Partition`](espnet_abi::kernel::Partition) says.
/// `input`, `residual` and `gate` are whole maps. `output` begins at chunk `chunks.start` and contains only
/// the chunks of `chunks`, so that several workers can compute different chunks of the same map.
pub struct Call<'a> {
    /// The part of the kernel to run.
    pub portion: Portion,
    /// The packed weights, in the order that the shape documents.
    pub weights: &'a [f32],
    /// The input map; empty if the kernel works in place.
    pub input: &'a [f32],
    /// One factor for each channel.
    pub gate: &'a [f32],
    /// The map that is added, directly or after resizing, or the image that a strided EESP unit adds. It is
    /// empty if the kernel adds the previous contents of the output.
    pub residual: &'a [f32],
    /// The weights of this worker's next call if that call is limited by reading them, else empty. A kernel
    /// that does not use the full memory bandwidth may prefetch them.
    pub next_weights: &'a [f32],
    /// The map that the workers have filled in the first half; empty except in the second half.
    pub shared: &'a [f32],
    /// The output.
    pub output: &'a mut [f32],
    /// Scratch of the shape's `scratch_len` floats, with any contents.
    pub scratch: &'a mut [f32],
    /// The chunks to compute.
    pub chunks: Range<usize>,
}

/// The part of a kernel that a call runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portion {
    /// The whole kernel. It is the only portion of kernels without [`Halves`](super::kernel::Halves).
    Whole,
    /// The first half, which fills a map shared by all workers.
    First,
    /// The second half, which reads that map after all workers have filled it.
    Second,
}
