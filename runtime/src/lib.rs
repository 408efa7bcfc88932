//! ESPNetv2 networks compiled to Rust.

#![cfg_attr(not(any(feature = "std", test)), no_std)]

extern crate alloc;

#[cfg(feature = "image")]
pub mod image;
pub mod kernels;
pub mod simd;
