//! Collects the sources of built networks and of new crates in one file, which the program includes.

mod archive;
mod manifest;
mod packages;

use std::{env, error::Error, fs, io::Write, path::PathBuf};

use flate2::{Compression, write::ZlibEncoder};

use packages::Packages;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let variable = |name| env::var_os(name).ok_or(name);
    let (root, out) =
        (PathBuf::from(variable("CARGO_MANIFEST_DIR")?), PathBuf::from(variable("OUT_DIR")?));
    let packages = Packages::find(&root, &out)?;
    for path in packages.sources() {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let archive = serde_json::to_vec(&archive::archive(&packages)?)?;
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&archive)?;
    fs::write(out.join("sources.zlib"), encoder.finish()?)?;
    Ok(())
}
