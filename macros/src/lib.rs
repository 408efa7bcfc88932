//! The `espnet!` macro. It passes its tokens to the compiler, with the package's folder, the folder
//! for packed weights and the name of the crate `espnet`.

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
///     linear_weights = "auto";                 // or "i16", "f32": the form of linear layers' weights
///     labels = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
///     weights = "weights/digits.safetensors";  // embedded, packed at compile time
///     crate = crate::reexport::espnet;         // where the crate `espnet` is
/// }
/// ```
///
/// Only `spec` is required; the other fields override values of the spec. A shipped spec is given by its
/// name (`espnet specs` lists them); a string with a slash or with `.json` at its end is a path. Paths
/// are relative to the package. `labels` is a list with one name per class, or the name of a shipped
/// set, such as `"imagenet"`. The macro finds the crate `espnet` in the package's Cargo.toml, even if it
/// is renamed there; `crate` is for packages that use it through another crate.
///
/// The type has `new` and `try_new` if it has `weights`, `load` and `from_bytes`, `workspace`, `forward`
/// and `try_forward`, `predict` and `predictor`, `isa` and `with_isa`. Constants give its name, labels,
/// shapes, parameters, multiply-accumulates and the size of a workspace.
///
/// A macro cannot print warnings on stable Rust. `espnet inspect` and the compiler's `Builder` in a
/// build script print them: they concern settings that compile but are probably mistakes, such as an
/// input so small that feature maps are single pixels.
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

/// Returns the folder for packed weights. It is beside the compiler's output, so that `cargo clean`
/// removes it; for tools without output, it is in the folder for temporary files.
fn blob_dir() -> PathBuf {
    let mut arguments = env::args_os().skip_while(|argument| argument != "--out-dir");
    let folder = arguments.nth(1).map_or_else(env::temp_dir, PathBuf::from);
    // The code includes the blob by its path, which must not depend on the folder that it is
    // compiled in.
    std::path::absolute(folder.join("espnet")).unwrap_or(folder)
}
