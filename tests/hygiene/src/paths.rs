//! Networks that say where the runtime is, and one inside a function.

pub mod reexport {
    //! Where a crate that hands the runtime on has it.

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

/// A macro of a crate's own knows where that crate has the runtime.
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

/// The logits' bits of a network that is declared in a function, among its variables.
pub fn in_a_function() -> [u32; 3] {
    const INPUT: usize = 3 * 16 * 24;
    let input: [f32; INPUT] = std::array::from_fn(|i| (i * i % 251) as f32 / 125.0 - 1.0);
    network!(Local);
    let mut workspace = Local::workspace();
    Local::new().forward(&input, &mut workspace).logits.map(f32::to_bits)
}
