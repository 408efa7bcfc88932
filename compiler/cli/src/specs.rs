//! `espnet specs` and `espnet spec`: list and print the shipped specs.

use std::io::Write;

use clap::Args;
use espnet_compiler::spec::{self, Origin};
use espnet_models::specs;

use crate::errors::Error;

/// List the shipped specs
///
/// Every command that takes a spec accepts their names.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  espnet specs")]
pub struct Specs {}

impl Specs {
    /// Prints a line with name and description for each spec.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let width = specs::ALL.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, text) in specs::ALL {
            let spec = spec::Spec::parse(text).ok();
            let description = spec.and_then(|spec| spec.description).unwrap_or_default();
            writeln!(out, "{name:width$}  {description}")?;
        }
        Ok(())
    }
}

/// Print a shipped spec, as a start for your own
///
/// The spec names its JSON Schema espnet.schema.json. If this file is beside the spec, editors that
/// support JSON Schema complete and check the spec.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet spec espnetv2 > net.json
  espnet spec --schema > espnet.schema.json")]
pub struct Spec {
    /// The spec's name; `espnet specs` lists them
    #[arg(value_name = "NAME", required_unless_present = "schema")]
    name: Option<String>,

    /// Print the JSON Schema of specs instead
    #[arg(long, conflicts_with = "name")]
    schema: bool,
}

impl Spec {
    /// Prints the spec or the schema.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let text = match &self.name {
            Some(name) => {
                specs::named(name).ok_or_else(|| Error::UnknownSpec(Origin::unknown(name)))?
            }
            None => specs::SCHEMA,
        };
        Ok(out.write_all(text.as_bytes())?)
    }
}
