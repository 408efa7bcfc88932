//! ESPNetv2 networks compiled to specialised SIMD Rust code.
//!
//! `espnet!` makes a type of a network's spec; its `forward` is straight-line code for that one
//! network and allocates nothing.
//!
//! ```no_run
//! # #[cfg(feature = "macros")]
//! # mod example {
//! espnet::espnet! {
//!     /// ESPNetv2 at half width, ten classes.
//!     pub struct Digits;
//!     spec = "../models/espnetv2.json"; // relative to the package
//!     width_multiplier = 0.5;
//!     classes = 10;
//!     input = [3, 96, 96]; // channels, height, width
//! }
//!
//! fn digit(pixels: &[f32; Digits::INPUT_LEN]) -> Result<[f32; 10], espnet::LoadError> {
//!     let network = Digits::load("digits.safetensors")?;
//!     let mut workspace = Digits::workspace();
//!     Ok(*network.forward(pixels, &mut workspace))
//! }
//! # }
//! ```
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `std` | yes | `load`, `from_bytes` and `workspace` of networks; module [`image`](mod@image): frames to inputs, outputs to classes and masks; detection of the instruction set |
//! | `macros` | yes | `espnet!` |
//! | `image` | no | pictures from files and into files, in module [`image`](mod@image) |
//! | `ndarray` | no | frames, pictures and masks as views of `ndarray` |
//! | `serde` | no | results and preprocessing through serde's traits |
//!
//! Without `std` there is no allocator: weights are embedded with `weights = "…";`, the workspace is
//! a static [`Workspace::new`](generated::Workspace::new), and the target's features choose the
//! instruction set. With it the best of the processor's is used, or the one that the environment
//! variable `ESPNET_ISA` names: `avx512`, `avx2` or `scalar`.

#![cfg_attr(not(any(feature = "std", test)), no_std)]

#[cfg(feature = "std")]
extern crate alloc;

mod denormals;
pub mod generated;
#[cfg(feature = "std")]
pub mod image;
pub mod kernels;
mod length;
#[cfg(feature = "std")]
mod load;
#[cfg(feature = "std")]
pub mod measure;
#[cfg(feature = "std")]
mod memory;
#[cfg(feature = "std")]
mod network;
pub mod simd;
mod threads;
mod weights;
mod workspace;

pub use espnet_abi::{self as abi, Isa};

#[cfg(feature = "macros")]
pub use espnet_macros::espnet;
pub use length::LengthError;
pub use simd::IsaError;
#[cfg(feature = "std")]
pub use {
    espnet_checkpoint as checkpoint,
    load::LoadError,
    network::{MaskNetwork, Network},
    threads::Threads,
};
