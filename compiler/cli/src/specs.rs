//! `espnet specs` and `espnet spec`: the specs that are shipped.

use std::io::Write;

use clap::Args;
use espnet_compiler::spec::{self, Origin};
use espnet_models::specs;

use crate::errors::Error;

/// List the specs that are shipped
///
/// Their names stand wherever a command takes a spec.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  espnet specs")]
pub struct Specs {}

impl Specs {
    /// Prints a line for each: name and description.
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

/// Print a spec that is shipped, to begin one from
///
/// Editors that know JSON Schema complete and check it where the schema lies beside it under the name
/// that the spec gives it, espnet.schema.json.
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
    /// Prints the text.
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
