//! The names that generated code imports, so that items in scope at the expansion cannot change their
//! meaning.
//!
//! A constant called `input` in scope would turn the parameter `input` of a generated function into a pattern
//! that matches that constant. Importing a function of the same name prevents this. The import hides the
//! constant, and a pattern with the name of a function still binds a variable.

pub use core::primitive::{f32, str, u8, u64, usize};

macro_rules! bindings {
    ($($name:ident)*) => {$(
        #[doc = concat!("Lets generated code bind `", stringify!($name), "`.")]
        pub fn $name() {}
    )*};
}

bindings! {
    answer arena bytes error floats frame input isa mask memory network output path settings threads
    workspace
}
