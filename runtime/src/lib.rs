//! ESPNetv2 networks compiled to specialised SIMD Rust code.
//!
#![doc = include_str!("front.svg")]
//!
//! `espnet!` turns a network's spec into a type. The type's `forward` is straight-line code for that one
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
//! A spec is a JSON file. It describes the network's blocks, their widths, its outputs and the preprocessing
//! of its pictures. The specs that are part of the crate have names. If `spec = "…"` contains a slash or ends
//! in `.json`, it is a path relative to the package.
//!
//! | name | network | output |
//! |---|---|---|
//! | `espnetv2` | classifier | logits, 1×classes |
//! | `espnetv2_seg` | segmentation | logits, 1×classes×H×W, or a class for each pixel |
//! | `espnetv2_ssd` | object detection | confidences, 1×P×classes, and locations, 1×P×4, of P priors, or named boxes |
//! | `espnet`, `espnet_c`, `espnetv2_seg_first` | segmentation, earlier networks | logits |
//! | `mobilenet_v1`, `mobilenet_v2`, `shufflenet_v1`, `shufflenet_v2` | classifiers that the paper compares with | logits |
//!
//! The command line lists these specs (`espnet specs`) and prints one as a start for your own (`espnet spec
//! espnetv2`). It also shows how a spec is compiled (`espnet inspect`) and writes a whole crate around a
//! network (`espnet new`).
//!
//! # Pictures and frames
//!
//! `predict` takes a picture, or a [`Frame`](image::Frame) that borrows a camera's memory. A
//! [`Predictor`](image::Predictor) keeps its memory between frames, and [`Preprocess`](image::Preprocess)
//! writes a frame into an input for `forward`. Module [`image`](mod@image) needs no feature besides `std`,
//! except for reading and writing files.
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
//! Without `std` there is no allocator: weights are embedded with `weights = "…";`, the workspace is a static
//! [`Workspace::new`](generated::Workspace::new), and the target's features choose the instruction set. With
//! `std` the network uses the best instruction set of the processor, or the one that the environment variable
//! `ESPNET_ISA` names: `avx512`, `avx2` or `scalar`.
//!
//! # Threads
//!
//! Threads share a network, but each thread needs a workspace of its own: the memory of one forward pass.
//! `forward_with_threads` divides one pass among [`Threads`], for the shortest time to a single output. The
//! output is the same, bit for bit, for any number of threads. For many inputs it is faster to give whole
//! inputs to each thread; `forward_batch` of [`Network`] does this with the feature `rayon`.
//!
//! # Debug builds
//!
//! Kernels are compiled in the crate that declares the network. Without optimisation they are 440 to 570
//! times slower than in a release build. These lines in the `Cargo.toml` of a program reduce that to a factor
//! of two for `cargo run` and `cargo test`:
//!
//! ```toml
//! [profile.dev]
//! opt-level = 2
//! ```

#![cfg_attr(not(any(feature = "std", test)), no_std)]

#[cfg(feature = "std")]
extern crate alloc;

mod denormals;
pub mod detection;
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
#[cfg(all(test, feature = "std"))]
#[path = "../../tests/src/reference.rs"]
mod reference;
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
