//! Compiles a network as a user's build script would, and copies the recorded code out of the snapshots of
//! the compiler's tests.

use std::{env, error::Error, fs, path::Path};

use espnet_compiler::{Builder, compile, random::random_checkpoint, spec::Overrides};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    build_tiny(Path::new(&out))?;
    copy_recorded(&Path::new(&out).join("recorded"))?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

fn build_tiny(out: &Path) -> Result<(), Box<dyn Error>> {
    let spec = "specs/tiny.json";
    let overrides = Overrides { classes: Some(4), ..Overrides::default() };
    let compiled = compile(&fs::read_to_string(spec)?, &overrides)?;
    let tensors = random_checkpoint(&compiled.plan, 3);
    let bytes = espnet_checkpoint::write_safetensors(
        tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)),
    )?;
    let weights = out.join("tiny.safetensors");
    fs::write(&weights, bytes)?;
    Builder::new("FromBuildScript", spec)
        .doc("A network from a build script.")
        .classes(4)
        .weights(weights)
        .build()?;
    Ok(())
}

/// Writes the code of each snapshot, which is all that follows its header, into a file of its own.
fn copy_recorded(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for name in ["classifier_1_0", "custom", "detector", "segmentation_1_0"] {
        let path = format!("snapshots/{name}-code.snap");
        println!("cargo::rerun-if-changed={path}");
        let snapshot = fs::read_to_string(&path)?;
        let headed = snapshot.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
        let (_, code) = headed.ok_or_else(|| format!("{path} does not begin with a header"))?;
        fs::write(folder.join(format!("{name}.rs")), code)?;
    }
    Ok(())
}
