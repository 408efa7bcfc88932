//! ESPNetv2 networks compiled to specialised SIMD Rust code.
//!
#![doc = include_str!("front.svg")]
//!
//! `espnet!` makes a type of a network's spec; its `forward` is straight-line code for that one
//! network and allocates nothing.
//!
//! ```no_run
//! # #[cfg(all(feature = "macros", feature = "image"))]
//! # mod example {
//! use espnet::image::decode_oriented;
//!
//! espnet::espnet! {
//!     /// ESPNetv2 at half width, for handwritten digits.
//!     pub struct Digits;
//!     spec = "espnetv2";
//!     width_multiplier = 0.5;
//!     classes = 10;
//!     labels = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
//!     input = [3, 96, 96]; // channels, height, width
//! }
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let network = Digits::load("digits.pth")?; // PyTorch or safetensors
//!     let answer = network.predict(&decode_oriented("seven.jpg")?)?;
//!     println!("{answer}"); // seven (98.1 %), one (1.2 %), …
//!     Ok(())
//! }
//! # }
//! ```
//!
//! # Specs
//!
//! A spec is a JSON file: the network's blocks, their widths, its outputs, and how it wants its pictures. Specs that
//! are shipped are called by their names; with a slash or `.json` at its end, `spec = "…"` is a path, relative to the
//! package.
//!
//! | name | network | output |
//! |---|---|---|
//! | `espnetv2` | classifier | logits, 1×classes |
//! | `espnetv2_seg` | segmentation | logits, 1×classes×H×W, or a class for each pixel |
//!
//! The command line lists them (`espnet specs`), prints one to begin a spec of one's own with (`espnet spec espnetv2`),
//! shows what becomes of it (`espnet inspect`), and writes a whole crate around it (`espnet new`).
//!
//! # Pictures and frames
//!
//! `predict` takes a picture, or a [`Frame`](image::Frame) of a camera in somebody else's memory. A
//! [`Predictor`](image::Predictor) keeps its memory between frames, and [`Preprocess`](image::Preprocess) writes a frame
//! into an input that `forward` takes. Module [`image`](mod@image) needs no feature besides `std`, except for reading
//! and writing files.
//!
//! # Features
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `std` | yes | `load`, `from_bytes` and `workspace` of networks; module [`image`](mod@image): frames to inputs, outputs to classes and masks; [`Threads`]; detection of the instruction set |
//! | `macros` | yes | `espnet!` |
//! | `image` | no | pictures from PNG and JPEG files and into files |
//! | `bmp`, `gif`, `pnm`, `tiff`, `webp` | no | pictures from files of these formats too |
//! | `ndarray` | no | frames, pictures, masks and tensors as views of `ndarray` |
//! | `rayon` | no | `forward_batch` and `forward_mask_batch`: many inputs at once, on all cores |
//! | `serde` | no | results, formats of frames and preprocessing through serde's traits |
//!
//! Without `std` there is no allocator: weights are embedded with `weights = "…";`, the workspace is
//! a static [`Workspace::new`](generated::Workspace::new), and the target's features choose the
//! instruction set. With it the best of the processor's is used, or the one that the environment
//! variable `ESPNET_ISA` names: `avx512`, `avx2` or `scalar`.
//!
//! # Threads
//!
//! A network is shared between threads; a workspace, the memory of one forward pass, is each thread's own. For the
//! shortest time until one output is there, `forward_with_threads` divides a pass among [`Threads`]; the output is the
//! same, bit for bit, however many they are. For many inputs it is faster to give each thread inputs of its own, as
//! `forward_batch` of [`Network`] does with the feature `rayon`.
//!
//! # Debug builds
//!
//! Kernels are compiled in the crate that declares the network. Without optimisation they run 440 to 570 times slower
//! than in a release build, so that `cargo run` and `cargo test` of a program with a network want this in its
//! `Cargo.toml`, which makes it a factor of two:
//!
//! ```toml
//! [profile.dev]
//! opt-level = 2
//! ```

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
