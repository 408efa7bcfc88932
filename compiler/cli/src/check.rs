//! `espnet check`: does a checkpoint fit a network?

use std::{io::Write, path::PathBuf};

use clap::Args;

use crate::{arguments::SpecArguments, errors::Error, network::Network};

/// Say whether a checkpoint fits a network; list every tensor that does not
///
/// If the checkpoint does not fit, the command suggests a width multiplier, number of classes, input
/// channels, branches and settings that it does fit, or the shipped network that it does fit. If the
/// file has several sets of weights, the command names the one that is used: sets in the state dict
/// come first, and averaged copies (`ema`, `swa`) come last. If the checkpoint fits, the command prints
/// how many bits each linear layer stores per weight, and the predicted error of rounding the weights.
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
        let (network, checkpoint, source) = Network::compile_with(&self.spec, &self.weights)?;
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
        for line in source.to_string().lines() {
            writeln!(out, "  {line}")?;
        }
        let layers = network.compiled.linear_layers(&checkpoint);
        for layer in layers.expect("the checkpoint has just been found to fit") {
            writeln!(out, "{layer}")?;
        }
        Ok(())
    }
}
