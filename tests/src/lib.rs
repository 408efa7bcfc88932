//! What the tests across crates share: networks compiled by `espnet!`, each beside the settings it
//! was compiled with, so that the interpreter can run the same.

pub mod checkpoint;
pub mod compare;
mod declare;
pub mod networks;
pub mod reference;

pub use declare::{Network, Settings};

/// The README's examples, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
