//! The `espnet` command line: from specs and checkpoints to tables, code, predictions and timings.
//!
//! | module | what it is for |
//! |---|---|
//! | [`inspect`], [`emit`], [`check`], [`convert`], [`run`], [`mod@bench`] | one command each |
//! | [`specs`] | the specs that are shipped |
//! | [`arguments`] | the options that commands share |
//! | [`labels`] | names of classes from a set or a file |
//! | [`network`] | a compiled network and the checkpoints that fit it |
//! | [`network_crate`], [`cache`], [`progress`] | a network as an executable: generated, built, kept |
//! | [`profile`] | where the time of a forward pass goes |
//! | [`tensors`] | tensors that go to that executable and come back |
//! | [`prediction`] | outputs for people: best classes, masks over pictures |
//! | [`files`] | results that are written whole or not at all |
//! | [`errors`], [`report`] | what can go wrong and the exit codes; how it is told |

mod arguments;
mod bench;
mod cache;
mod check;
mod convert;
mod emit;
mod errors;
mod files;
mod inspect;
mod labels;
mod network;
mod network_crate;
mod prediction;
mod profile;
mod progress;
mod report;
mod run;
mod specs;
mod tensors;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use errors::Error;

/// Compiles ESPNetv2 networks to specialised Rust code, looks into them, runs and measures them.
#[derive(Debug, Parser)]
#[command(name = "espnet", version, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  espnet inspect espnetv2 --width-multiplier 0.5
  espnet run espnetv2_seg --weights voc.pth --classes 21 --input cat.png --output out.png
  espnet bench espnetv2 --json
  espnet spec espnetv2 > net.json

Environment:
  ESPNET_ISA    scalar, avx2 or avx512: the instruction set to run on, instead of the best there is
  ESPNET_CACHE  where `run` and `bench` keep the networks that they build

Exit codes: 0 success, 1 failure, 2 wrong usage.";

#[derive(Debug, Subcommand)]
enum Command {
    Inspect(inspect::Inspect),
    Emit(emit::Emit),
    Check(check::Check),
    Convert(convert::Convert),
    Run(run::Run),
    Bench(bench::Bench),
    Specs(specs::Specs),
    Spec(specs::Spec),
}

impl Command {
    fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        match self {
            Command::Inspect(inspect) => inspect.execute(out),
            Command::Emit(emit) => emit.execute(out),
            Command::Check(check) => check.execute(out),
            Command::Convert(convert) => convert.execute(out),
            Command::Run(run) => run.execute(out),
            Command::Bench(bench) => bench.execute(out),
            Command::Specs(specs) => specs.execute(out),
            Command::Spec(spec) => spec.execute(out),
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = cli.command.execute(&mut out).and_then(|()| Ok(out.flush()?));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output has seen enough, as `head` does.
        Err(Error::Stdout(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            report::report(&error);
            error.exit_code()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_declaration_is_consistent() {
        Cli::command().debug_assert();
    }
}
