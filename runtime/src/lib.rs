//! ESPNetv2 networks compiled to specialised SIMD Rust code.

#![cfg_attr(not(any(feature = "std", test)), no_std)]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod generated;
#[cfg(feature = "image")]
pub mod image;
pub mod kernels;
#[cfg(feature = "load")]
mod load;
pub mod simd;
mod weights;
mod workspace;

pub use espnet_abi::{self as abi, Isa};

pub use simd::IsaError;
#[cfg(feature = "load")]
pub use {espnet_checkpoint as checkpoint, load::LoadError};
#[cfg(feature = "macros")]
pub use espnet_macros::espnet;
