//! `espnet inspect`: what the compiler knows about a network.

mod report;
mod table;

use std::io::Write;

use clap::{Args, ValueEnum};
use espnet_compiler::ir::dot;

use crate::{arguments::SpecArguments, errors::Error, network::Network};
use report::Report;

/// Show a network unit by unit: kernels, shapes, dilations, receptive fields, costs, memory
///
/// Below the table stand the totals, the dilations that were bounded, and the EESP units that do not
/// run as one kernel, with the reason.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet inspect models/espnetv2.json --width-multiplier 0.5
  espnet inspect models/espnetv2_seg.json --format dot | dot -Tsvg > network.svg")]
pub struct Inspect {
    #[command(flatten)]
    spec: SpecArguments,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For reading, 100 columns wide
    Table,
    /// For programs, with all that the table shows and more
    Json,
    /// The graph after all passes, for Graphviz
    Dot,
}

impl Inspect {
    /// Compiles and shows.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let network = Network::compile(&self.spec)?;
        let compiled = &network.compiled;
        match self.format {
            Format::Table => table::print(out, &Report::new(compiled))?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut *out, &Report::new(compiled))
                    .map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
            Format::Dot => out.write_all(dot::dot(&compiled.graph).as_bytes())?,
        }
        Ok(())
    }
}
