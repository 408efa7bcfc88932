//! The espnet compiler: a JSON spec goes in, specialised Rust code comes out.

pub mod diagnostic;
pub mod ir;
pub mod lower;
pub mod passes;
pub mod spec;
