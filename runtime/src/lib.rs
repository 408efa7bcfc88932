//! ESPNetv2 networks compiled to specialised SIMD Rust code.

#![cfg_attr(not(any(feature = "std", test)), no_std)]

#[cfg(feature = "std")]
extern crate alloc;

pub mod generated;
#[cfg(feature = "image")]
pub mod image;
pub mod kernels;
#[cfg(feature = "std")]
mod load;
pub mod simd;
mod weights;
mod workspace;

pub use espnet_abi::{self as abi, Isa};

#[cfg(feature = "macros")]
pub use espnet_macros::espnet;
pub use simd::IsaError;
#[cfg(feature = "std")]
pub use {espnet_checkpoint as checkpoint, load::LoadError};
