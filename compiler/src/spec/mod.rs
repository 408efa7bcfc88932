//! The architecture spec.

mod policy;

pub use policy::DilationPolicy;
