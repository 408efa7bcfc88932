//! Packed weights: part of the program, or owned.

use espnet_abi::layout::ALIGN;

#[cfg(feature = "std")]
use crate::memory::Floats;

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
    Owned(alloc::sync::Arc<Floats>),
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
            Weights::Owned(owned) => owned.as_slice(),
        }
    }
}
