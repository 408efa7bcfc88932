//! Compiles the network of `src/bin/build_script.rs`.

fn main() -> Result<(), espnet_compiler::BuildError> {
    espnet_compiler::Builder::new("Shapes", "../shapes/classification.json")
        .weights("../shapes/classification.safetensors")
        .build()?;
    Ok(())
}
