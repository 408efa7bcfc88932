//! The `espnet` command line: from specs and checkpoints to tables, code, predictions and timings.
//!
//! | module | purpose |
//! |---|---|
//! | [`inspect`], [`emit`], [`check`], [`convert`], [`run`], [`eval`], [`mod@bench`], [`compare`], [`new`] | one command each |
//! | [`specs`] | the shipped specs |
//! | [`arguments`] | the options that commands share |
//! | [`labels`] | names of classes from a set or a file |
//! | [`network`] | a compiled network and the checkpoints that fit it |
//! | [`network_crate`], [`cache`], [`progress`] | a network as an executable: generated, built, kept |
//! | [`sources`] | the sources inside this program that networks and new crates are built from |
//! | [`manual`] | shell completions and manual pages |
//! | [`measurement`], [`profile`] | the time of a forward pass, and of each of its steps |
//! | [`session`] | a running executable that answers one input after another |
//! | [`samples`] | pictures and tensors as inputs: finding the files and reading them |
//! | [`tensors`] | tensors in files, and random ones |
//! | [`prediction`] | outputs for people: best classes, masks over pictures |
//! | [`detection`] | outputs of detection networks: options, objects |
//! | [`files`] | writing of results, completely or not at all |
//! | [`page`], [`format`](mod@format) | pages for browsers; numbers and names for people |
//! | [`errors`], [`report`] | errors and exit codes; how errors are printed |

mod arguments;
mod bench;
mod cache;
mod check;
mod compare;
mod convert;
mod detection;
mod emit;
mod errors;
mod eval;
mod files;
mod format;
mod inspect;
mod labels;
mod manual;
mod measurement;
mod network;
mod network_crate;
mod new;
mod page;
mod prediction;
mod profile;
mod progress;
mod report;
mod run;
mod samples;
mod session;
mod sources;
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
  espnet compare --output comparison.html
  espnet spec espnetv2 > net.json

Environment:
  ESPNET_ISA    scalar, avx2 or avx512: the instruction set to run on, instead of the best there is
  ESPNET_CACHE  where `run`, `bench` and `compare` keep the networks that they build
  ESPNET_CACHE_LIMIT  how many mebibytes they may take there: 1024 if it is not set

Exit codes: 0 success, 1 failure, 2 wrong usage.";

#[derive(Debug, Subcommand)]
enum Command {
    Inspect(inspect::Inspect),
    Emit(emit::Emit),
    Check(check::Check),
    Convert(convert::Convert),
    Run(run::Run),
    Eval(eval::Eval),
    Bench(bench::Bench),
    Compare(compare::Compare),
    New(new::New),
    Cache(cache::command::CacheCommand),
    Completions(manual::Completions),
    Man(manual::ManCommand),
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
            Command::Eval(eval) => eval.execute(out),
            Command::Bench(bench) => bench.execute(out),
            Command::Compare(compare) => compare.execute(out),
            Command::New(new) => new.execute(out),
            Command::Cache(cache) => cache.execute(out),
            Command::Completions(completions) => completions.execute(out),
            Command::Man(man) => man.execute(out),
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
        // The reader of the output has closed it, as `head` does; that is no error.
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
