//! `espnet emit`: a network's generated code.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use espnet_compiler::blob;

use crate::{arguments::SpecArguments, errors::Error, files, network::Network};

/// Write a network's generated Rust code
///
/// With weights, their packed form is written beside the code, with the extension .espnet, and the
/// code includes it.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet emit models/espnetv2.json --classes 10 -o src/network.rs
  espnet emit models/espnetv2.json --weights net.pth --name Digits -o src/digits.rs")]
pub struct Emit {
    #[command(flatten)]
    spec: SpecArguments,

    /// The language
    #[arg(long, value_name = "LANGUAGE", default_value = "rust")]
    target: Target,

    /// Where to write instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Embed the weights of this checkpoint
    #[arg(long, value_name = "FILE", requires = "output")]
    weights: Option<PathBuf>,

    /// Name of the type; made of the network's name if not given
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Target {
    Rust,
}

impl Emit {
    /// Generates and writes.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let Target::Rust = self.target;
        let blob_path = self.output.as_ref().map(|path| path.with_extension("espnet"));
        if let Some(path) = &self.output {
            if self.weights.is_some() && blob_path.as_ref() == Some(path) {
                return Err(Error::Usage(format!(
                    "{}: the packed weights go there; give the code another extension, such as .rs",
                    path.display()
                )));
            }
            files::check_writable(path)?;
        }
        let network = Network::compile(&self.spec)?;
        let name = match &self.name {
            Some(name) => name.clone(),
            None => type_name(&network.compiled.plan.name),
        };
        let mut builder = network.builder(&name);
        if let Some(weights) = &self.weights {
            // Checked here since the message then speaks of options.
            network.open_weights(weights)?;
            builder = builder.weights(weights);
        }
        let generated = builder.generate(&file_name(blob_path.as_deref()))?;
        match &self.output {
            None => out.write_all(generated.code.as_bytes())?,
            Some(path) => {
                if let (Some(blob), Some(blob_path)) = (&generated.blob, &blob_path) {
                    files::write(blob_path, &blob::bytes(blob))?;
                }
                files::write(path, generated.code.as_bytes())?;
            }
        }
        Ok(())
    }
}

fn file_name(path: Option<&Path>) -> String {
    let name = path.and_then(Path::file_name).unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The network's name in upper camel case: `espnetv2_seg` becomes `Espnetv2Seg`.
fn type_name(network: &str) -> String {
    let mut name: String = network
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(|word| {
            let mut chars = word.chars();
            chars
                .next()
                .map(|c| c.to_ascii_uppercase())
                .into_iter()
                .chain(chars)
                .collect::<String>()
        })
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert_str(0, "Net");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_named_after_networks() {
        assert_eq!(type_name("espnetv2_seg"), "Espnetv2Seg");
        assert_eq!(type_name("my-net.v2"), "MyNetV2");
        assert_eq!(type_name("3d"), "Net3d");
        assert_eq!(type_name("_"), "Net");
    }
}
