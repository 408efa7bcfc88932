//! Networks for the tests across crates. `espnet!` compiles them; each is beside the settings that it was
//! compiled with, so that the interpreter can run the same network.

pub mod checkpoint;
pub mod compare;
mod declare;
pub mod networks;
pub mod reference;

pub use declare::{Network, Settings};

/// The examples of the pages, compiled.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../README.md")]
    mod front {}

    #[doc = include_str!("../../runtime/README.md")]
    mod runtime {}

    #[doc = include_str!("../../models/README.md")]
    mod models {}

    #[doc = include_str!("../../compiler/README.md")]
    mod compiler {}
}
