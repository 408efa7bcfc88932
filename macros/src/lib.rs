//! The `espnet!` macro: parses nothing and decides nothing, but tells the compiler where it runs.

use std::{env, path::PathBuf};

use espnet_compiler::Environment;
use proc_macro::TokenStream;

/// Compiles a network from a JSON spec into a type with that network's SIMD code.
///
/// ```text
/// espnet::espnet! {
///     /// ESPNetv2 at half width, ten classes.
///     pub struct Digits;
///     spec = "models/espnetv2.json";
///     width_multiplier = 0.5;
///     classes = 10;
///     input = [3, 96, 96];                     // channels, height, width
///     branches = 4;
///     dilation = "official";                   // or "paper", "explicit"
///     linear_weights = "auto";                 // or "i16", "f32": how linear layers store theirs
///     weights = "weights/digits.safetensors";  // embedded, packed at compile time
/// }
/// ```
///
/// Only `spec` is needed; what the others leave out the spec says. Paths are relative to the
/// package. The type has `new` and `try_new` if it has `weights`, `load` and `from_bytes`,
/// `workspace`, `forward`, `isa` and `with_isa`, and constants for shapes, parameters,
/// multiply-accumulates and the size of a workspace.
///
/// A macro cannot print warnings on stable Rust: what compiles and is most likely a mistake, such as an
/// input so small that maps are single pixels, `espnet inspect` says, and the compiler's `Builder`
/// in a build script.
#[proc_macro]
pub fn espnet(tokens: TokenStream) -> TokenStream {
    let manifest_dir = env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let environment =
        Environment { manifest_dir, blob_dir: blob_dir(), standard_library: cfg!(feature = "std") };
    espnet_compiler::expand(tokens.into(), &environment).into()
}

/// Where packed weights go: beside what this compilation writes, so that `cargo clean` removes
/// them; for tools that write nothing, the temporary folder.
fn blob_dir() -> PathBuf {
    let mut arguments = env::args_os().skip_while(|argument| argument != "--out-dir");
    let folder = arguments.nth(1).map_or_else(env::temp_dir, PathBuf::from);
    // Code includes the blob by its path, from whatever folder it is compiled in.
    std::path::absolute(folder.join("espnet")).unwrap_or(folder)
}
