//! Packed weights: part of the program, or owned.

use espnet_abi::layout::ALIGN;

#[cfg(target_endian = "big")]
compile_error!("packed weights are little-endian; big-endian targets are not supported");

/// Bytes aligned as kernels want them.
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Embedded<T: ?Sized>(pub T);

const _: () = assert!(align_of::<Embedded<[u8; 0]>>() == ALIGN);

/// A blob of packed weights.
#[derive(Clone, Debug)]
pub enum Weights {
    /// Part of the program.
    Embedded(&'static [f32]),
    /// Loaded.
    #[cfg(feature = "std")]
    Owned(alloc::sync::Arc<Owned>),
}

impl Weights {
    /// The blob that the program holds, as floats.
    pub fn embedded<const N: usize>(blob: &'static Embedded<[u8; N]>) -> Self {
        const { assert!(N.is_multiple_of(size_of::<f32>())) };
        let bytes: &'static [u8; N] = &blob.0;
        // SAFETY: `Embedded` aligns the bytes for f32, the length is whole floats (checked above),
        // every bit pattern is an f32, and the bytes are static and never written.
        Weights::Embedded(unsafe {
            core::slice::from_raw_parts(bytes.as_ptr().cast(), N / size_of::<f32>())
        })
    }

    /// The packed weights.
    pub fn floats(&self) -> &[f32] {
        match self {
            Weights::Embedded(floats) => floats,
            #[cfg(feature = "std")]
            Weights::Owned(owned) => owned.floats(),
        }
    }
}

/// Owned floats that begin at a cache line.
#[cfg(feature = "std")]
#[derive(Debug)]
pub struct Owned {
    /// Longer than the blob by the floats up to the next cache line.
    buffer: alloc::vec::Vec<f32>,
    start: usize,
    len: usize,
}

#[cfg(feature = "std")]
impl Owned {
    /// `len` zeros.
    pub fn zeroed(len: usize) -> Self {
        let buffer = alloc::vec![0.0f32; len + ALIGN / size_of::<f32>()];
        let start = buffer.as_ptr().align_offset(ALIGN);
        assert!(start <= ALIGN / size_of::<f32>(), "memory of f32 can be aligned further");
        Owned { buffer, start, len }
    }

    /// The floats.
    pub fn floats(&self) -> &[f32] {
        &self.buffer[self.start..][..self.len]
    }

    /// The floats, to be filled.
    pub fn floats_mut(&mut self) -> &mut [f32] {
        &mut self.buffer[self.start..][..self.len]
    }
}
