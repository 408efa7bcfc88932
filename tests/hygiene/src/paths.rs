//! Networks that state the path of the runtime, and one inside a function.

pub mod reexport {
    //! A crate that re-exports the runtime.

    pub use nn as espnet;
}

nn::espnet! {
    /// The runtime by the name of the dependency.
    pub struct Named;
    crate = nn;
    spec = "../specs/tiny.json";
    weights = "../fixtures/tiny.safetensors";
}

reexport::espnet::espnet! {
    /// The runtime by a path.
    pub struct Reexported;
    crate = crate::paths::reexport::espnet;
    spec = "../specs/tiny.json";
    weights = "../fixtures/tiny.safetensors";
}

/// A crate's own macro can state where this crate re-exports the runtime.
macro_rules! network {
    ($name:ident) => {
        $crate::paths::reexport::espnet::espnet! {
            struct $name;
            crate = $crate::paths::reexport::espnet;
            spec = "../specs/tiny.json";
            weights = "../fixtures/tiny.safetensors";
        }
    };
}

/// Returns the bits of the logits of a network that is declared in a function, among its variables.
pub fn in_a_function() -> [u32; 3] {
    const INPUT: usize = 3 * 16 * 24;
    let input: [f32; INPUT] = std::array::from_fn(|i| (i * i % 251) as f32 / 125.0 - 1.0);
    network!(Local);
    let mut workspace = Local::workspace();
    Local::new().forward(&input, &mut workspace).logits.map(f32::to_bits)
}
