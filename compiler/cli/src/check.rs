//! `espnet check`: does a checkpoint fit a network?

use std::{io::Write, path::PathBuf};

use clap::Args;

use crate::{arguments::SpecArguments, errors::Error, network::Network};

/// Say whether a checkpoint fits a network; list every tensor that does not
///
/// Where it does not fit, the width multiplier and number of classes that it does fit are named.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  espnet check espnetv2 --width-multiplier 2.0 --weights espnetv2_s_2.0.pth")]
pub struct Check {
    #[command(flatten)]
    spec: SpecArguments,

    /// The checkpoint: safetensors or PyTorch, recognised by its content
    #[arg(long, value_name = "FILE")]
    weights: PathBuf,
}

impl Check {
    /// Compares names and shapes.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let (network, checkpoint) = Network::compile_with(&self.spec, &self.weights)?;
        let architecture = &network.compiled.architecture;
        writeln!(
            out,
            "{} ({}, {} tensors) fits {} with width multiplier {} and {} classes",
            self.weights.display(),
            checkpoint.format(),
            checkpoint.iter().len(),
            network.origin,
            architecture.width_multiplier,
            architecture.classes
        )?;
        Ok(())
    }
}
