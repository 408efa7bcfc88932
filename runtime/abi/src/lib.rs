//! What the espnet compiler and the espnet runtime agree on.
//!
//! The compiler chooses a kernel and its shape for every step of a network; the runtime executes
//! it; the packed weights pass from the one to the other as one aligned blob. This crate holds
//! the shapes ([`kernel`]), the layouts they imply ([`layout`], [`folded`], [`quads`]), the packing of named tensors into
//! the blob ([`pack`]), the binding of a checkpoint's tensors to the parameters a network needs
//! ([`bind`]), where resized maps fall on one another ([`resample`]), the expressions that construct all of these in generated
//! code ([`construct`]), and the names of the instruction sets ([`Isa`]). Neither side repeats any of it.
#![no_std]

extern crate alloc;

pub mod bind;
pub mod construct;
pub mod fixed;
pub mod folded;
mod isa;
pub mod kernel;
pub mod layout;
pub mod pack;
pub mod quads;
pub mod resample;

pub use isa::{Isa, ParseIsaError};
