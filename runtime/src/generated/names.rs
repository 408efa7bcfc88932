//! Names that generated code imports, so that they mean the same whatever is in scope where it lands.
//!
//! Of a pattern such as the parameter `input`, a constant in scope would make that constant. Functions
//! do not: where the nearest thing of that name is one, the pattern binds.

pub use core::primitive::{f32, str, u8, u64, usize};

macro_rules! bindings {
    ($($name:ident)*) => {$(
        #[doc = concat!("Lets generated code bind `", stringify!($name), "`.")]
        pub fn $name() {}
    )*};
}

bindings! { arena bytes error input isa network path threads workspace }
