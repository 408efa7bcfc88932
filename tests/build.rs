//! Compiles a network as a user's build script would. It makes the weights first.

use std::{env, error::Error, fs, path::Path};

use espnet_compiler::{Builder, compile, random::random_checkpoint, spec::Overrides};

fn main() -> Result<(), Box<dyn Error>> {
    let spec = "specs/tiny.json";
    let overrides = Overrides { classes: Some(4), ..Overrides::default() };
    let compiled = compile(&fs::read_to_string(spec)?, &overrides)?;
    let tensors = random_checkpoint(&compiled.plan, 3);
    let bytes = espnet_checkpoint::write_safetensors(
        tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)),
    )?;
    let weights = Path::new(&env::var("OUT_DIR")?).join("tiny.safetensors");
    fs::write(&weights, bytes)?;
    Builder::new("FromBuildScript", spec)
        .doc("A network from a build script.")
        .classes(4)
        .weights(weights)
        .build()?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
