//! Compiles the network that `src/files.rs` includes.

fn main() -> Result<(), espnet_compiler::BuildError> {
    espnet_compiler::Builder::new("FromBuildScript", "../specs/tiny.json")
        .crate_path("nn")
        .weights("../fixtures/tiny.safetensors")
        .build()?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
