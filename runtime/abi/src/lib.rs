//! The types and functions that the espnet compiler and the espnet runtime share.
//!
//! The compiler chooses a kernel and its shape for every step of a network. The runtime executes it. The
//! packed weights pass from the compiler to the runtime as one aligned blob. This crate contains
//!
//! - the shapes of kernels ([`kernel`]), the layouts that they imply ([`layout`], [`folded`],
//!   [`interleaved`], [`fixed`]), and the expressions that construct them in generated code
//!   ([`construct`](kernel::construct));
//! - the packing of named tensors into the blob ([`pack`]), and the binding of a checkpoint's tensors to the
//!   parameters that a network needs ([`bind`]);
//! - the cache sizes that both rely on ([`cache`]);
//! - the positions at which resizing and pooling sample their inputs ([`resample`]);
//! - the prior boxes of a detection network ([`priors`]), and the threshold of its suppression ([`iou`]);
//! - the names of the instruction sets ([`Isa`]).
//!
//! Neither side repeats any of it.
#![no_std]

extern crate alloc;

pub mod bind;
pub mod cache;
pub mod fixed;
pub mod folded;
pub mod interleaved;
pub mod iou;
mod isa;
pub mod kernel;
pub mod layout;
pub mod pack;
pub mod priors;
pub mod resample;
mod root;

pub use isa::{Isa, ParseIsaError};
