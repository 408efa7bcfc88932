//! `espnet inspect`: shows what the compiler knows about a network.
//!
//! | module | purpose |
//! |---|---|
//! | [`report`] | the content that is shown, and its form as JSON |
//! | [`units`] | the steps of the plan by the block that they belong to |
//! | [`table`], [`html`] | the report for reading |

mod html;
mod report;
mod table;
mod units;

use std::{io::Write, path::PathBuf};

use clap::{Args, ValueEnum};
use espnet_compiler::{Compiled, ir::dot};

use crate::{arguments::SpecArguments, errors::Error, files, network::Network};
use report::Report;

/// Show a network unit by unit: kernels, shapes, dilations, receptive fields, costs, memory
///
/// Below the table are the totals, the dilations that were bounded, and the fusions that did not
/// fire, each with the reason. The page shows the same with pictures: the network by level, the
/// growth of receptive fields, costs, and the arena over the steps.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet inspect espnetv2 --width-multiplier 0.5
  espnet inspect espnetv2_seg --format dot | dot -Tsvg > network.svg
  espnet inspect espnetv2 --format html -o espnetv2.html")]
pub struct Inspect {
    #[command(flatten)]
    spec: SpecArguments,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,

    /// Where to write instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table for people, 100 columns wide
    Table,
    /// For programs, with everything in the table and more
    Json,
    /// The graph after all passes, for Graphviz
    Dot,
    /// A page for browsers, in one file without scripts
    Html,
}

impl Inspect {
    /// Compiles and shows.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let Some(path) = &self.output else {
            let network = Network::compile(&self.spec)?;
            return self.write(&network.compiled, out);
        };
        files::check_writable(path, self.spec.files())?;
        let network = Network::compile(&self.spec)?;
        let mut bytes = Vec::new();
        self.write(&network.compiled, &mut bytes)?;
        files::write(path, &bytes)
    }

    fn write(&self, compiled: &Compiled, out: &mut dyn Write) -> Result<(), Error> {
        match self.format {
            Format::Table => table::print(out, &Report::new(compiled))?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut *out, &Report::new(compiled))
                    .map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
            Format::Dot => out.write_all(dot::dot(&compiled.graph).as_bytes())?,
            Format::Html => out.write_all(html::page(&Report::new(compiled)).as_bytes())?,
        }
        Ok(())
    }
}
