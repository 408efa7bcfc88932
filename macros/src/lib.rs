//! The `espnet!` macro: parses nothing and decides nothing, but tells the compiler where it runs.

mod dependency;

use std::{env, path::PathBuf};

use espnet_compiler::Environment;
use proc_macro::TokenStream;

/// Compiles a network from a JSON spec into a type with that network's SIMD code.
///
/// ```text
/// espnet::espnet! {
///     /// ESPNetv2 at half width, ten classes.
///     pub struct Digits;
///     spec = "espnetv2";                       // or a path, such as "models/net.json"
///     width_multiplier = 0.5;
///     classes = 10;
///     input = [3, 96, 96];                     // channels, height, width
///     branches = 4;
///     dilation = "official";                   // or "paper", "explicit"
///     linear_weights = "auto";                 // or "i16", "f32": how linear layers store theirs
///     labels = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
///     weights = "weights/digits.safetensors";  // embedded, packed at compile time
///     crate = crate::reexport::espnet;         // where the crate `espnet` is
/// }
/// ```
///
/// Only `spec` is needed; what the others leave out the spec says. A spec that is shipped is called by
/// its name (`espnet specs` lists them); with a slash in it or `.json` at its end it is a path. Paths
/// are relative to the package. `labels` are as many as there are classes: a list, or the name of a
/// set that is shipped, such as `"imagenet"`. The crate `espnet` is found by the package's Cargo.toml,
/// under whatever name it has there; `crate` is for packages that have it from another crate.
///
/// The type has `new` and `try_new` if it has `weights`, `load` and `from_bytes`, `workspace`,
/// `forward` and `try_forward`, `predict` and `predictor`, `isa` and `with_isa`, and constants for its name, labels, shapes, parameters,
/// multiply-accumulates and the size of a workspace.
///
/// A macro cannot print warnings on stable Rust: what compiles and is most likely a mistake, such as an
/// input so small that maps are single pixels, `espnet inspect` says, and the compiler's `Builder`
/// in a build script.
#[proc_macro]
pub fn espnet(tokens: TokenStream) -> TokenStream {
    let manifest_dir = env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let environment = Environment {
        runtime: dependency::name(&manifest_dir),
        manifest_dir,
        blob_dir: blob_dir(),
        standard_library: cfg!(feature = "std"),
    };
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
