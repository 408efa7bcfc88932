//! Packed weights, either embedded in the program or loaded at run time.

use espnet_abi::layout::ALIGN;

#[cfg(feature = "std")]
use crate::memory::Floats;

#[cfg(target_endian = "big")]
compile_error!("packed weights are little-endian; big-endian targets are not supported");

/// Bytes with the alignment that kernels require.
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Embedded<T: ?Sized>(pub T);

const _: () = assert!(align_of::<Embedded<[u8; 0]>>() == ALIGN);

/// Packed weights of a network.
#[derive(Clone, Debug)]
pub enum Weights {
    /// Weights that are part of the program.
    Embedded(&'static [f32]),
    /// Weights loaded at run time.
    #[cfg(feature = "std")]
    Owned(alloc::sync::Arc<Floats>),
}

impl Weights {
    /// Borrows weights that are embedded in the program as floats.
    pub fn embedded<const N: usize>(blob: &'static Embedded<[u8; N]>) -> Self {
        const { assert!(N.is_multiple_of(size_of::<f32>())) };
        let bytes: &'static [u8; N] = &blob.0;
        // SAFETY: `Embedded` aligns the bytes for f32, the length is a whole number of floats (checked
        // above), every bit pattern is an f32, and the bytes are static and never written.
        Weights::Embedded(unsafe {
            core::slice::from_raw_parts(bytes.as_ptr().cast(), N / size_of::<f32>())
        })
    }

    /// The packed weights as floats.
    pub fn floats(&self) -> &[f32] {
        match self {
            Weights::Embedded(floats) => floats,
            #[cfg(feature = "std")]
            Weights::Owned(owned) => owned.as_slice(),
        }
    }
}
