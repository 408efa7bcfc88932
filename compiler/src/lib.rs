//! The espnet compiler: turns a JSON spec of a network into specialised Rust code.
//!
//! ```text
//! spec ──▶ lower ──▶ ir ──▶ passes ──▶ plan ──▶ emit
//! ```
//!
//! [`compile()`] turns a spec into a plan. [`Builder`] writes files from a build script, and [`expand()`]
//! returns the tokens of the `espnet!` macro.

mod arithmetic;
pub mod blob;
mod builder;
mod compile;
pub mod diagnostic;
pub mod emit;
mod expand;
mod files;
mod fit;
pub mod ir;
pub mod lower;
pub mod passes;
pub mod plan;
pub mod random;
mod shape;
pub mod spec;
mod warning;

pub use builder::{BuildError, Builder, Generated};
pub use compile::{Compiled, LinearLayer, compile};
pub use expand::{Environment, expand};
pub use files::similar_file;
pub use fit::{FittingSettings, explain, fit};
pub use warning::Warning;
