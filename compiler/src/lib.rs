//! The espnet compiler: a JSON spec goes in, specialised Rust code comes out.
//!
//! ```text
//! spec ──▶ lower ──▶ ir ──▶ passes ──▶ plan ──▶ emit
//! ```
//!
//! [`compile()`] goes from the spec to the plan; [`Builder`] to files, from a build script;
//! [`expand()`] to the tokens of the `espnet!` macro. All are functions from text and bytes to text
//! and bytes.

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
pub use fit::{Fit, explain, fit};
pub use warning::Warning;
