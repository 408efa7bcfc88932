//! `espnet bench`: how long a forward pass takes.

use std::{io::Write, path::PathBuf};

use clap::Args;
use serde_json::{Map, Value, json};

use crate::{
    arguments::{SpecArguments, ThreadArguments},
    errors::Error,
    measurement::{Inputs, Kind, measure, rates, seconds},
    network::Network,
    network_crate::NetworkCrate,
    profile::Profile,
};

/// Measure a network's forward pass on this machine
///
/// Generates the network's crate, builds it in release, and runs it on seeded normal numbers: after a
/// warm-up for about a second and at least 30 times.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet bench espnetv2 --width-multiplier 0.5
  espnet bench espnetv2 --threads 2 --profile
  ESPNET_ISA=avx2 espnet bench espnetv2_seg --height 512 --width 1024 --json")]
pub struct Bench {
    #[command(flatten)]
    spec: SpecArguments,

    /// The checkpoint; seeded random weights if not given
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,

    #[command(flatten)]
    threads: ThreadArguments,

    /// How long to measure
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds, allow_negative_numbers = true)]
    seconds: f64,

    /// Print the time of each unit, and how much of what the processor could do it reaches
    #[arg(long)]
    profile: bool,

    /// Measure how long the class of every pixel takes, without the logits at the output's size
    #[arg(long, conflicts_with = "profile")]
    mask: bool,

    /// Print one JSON object on one line
    #[arg(long)]
    json: bool,
}

impl Bench {
    /// Builds and measures.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let (network, _) = Network::compile_with_any(&self.spec, self.weights.as_deref())?;
        if self.mask && network.compiled.plan.mask.is_none() {
            let message = "--mask: the network's output is not a map of classes that a resize enlarges; \
                           leave it out to measure the output";
            return Err(Error::Usage(message.into()));
        }
        espnet::simd::select()?;
        self.threads.announce();
        let built = NetworkCrate::build(&network)?;

        let inputs = Inputs::write(&network.compiled.plan, self.weights.as_deref())?;
        let kind = match (self.profile, self.mask) {
            (true, _) => Kind::Steps,
            (false, true) => Kind::Mask,
            (false, false) => Kind::Pass,
        };
        let measured = measure(&built, &inputs, kind, self.threads.count(), self.seconds)?;
        let no_times = || Error::Execution("it did not print the time of each step".into());
        let profile = || Profile::new(&network.compiled, &measured).ok_or_else(no_times);
        let profile = self.profile.then(profile).transpose()?;
        let mut figures = self.figures(&network, measured);
        match (profile, self.json) {
            (Some(profile), true) => {
                figures.insert("profile".into(), profile.json());
                writeln!(out, "{}", Value::Object(figures))?;
            }
            (None, true) => writeln!(out, "{}", Value::Object(figures))?,
            (profile, false) => {
                print(out, &figures)?;
                if let Some(profile) = profile {
                    writeln!(out)?;
                    profile.print(out)?;
                }
            }
        }
        Ok(())
    }

    /// The figures for the user: those that the executable measured, and facts about the network.
    fn figures(&self, network: &Network, measured: Map<String, Value>) -> Map<String, Value> {
        let (plan, architecture) = (&network.compiled.plan, &network.compiled.architecture);
        let rates = rates(plan, &measured);
        let mut figures = Map::new();
        let known = [
            ("network", json!(plan.name)),
            ("width_multiplier", json!(architecture.width_multiplier)),
            ("input", json!([1, plan.input.channels, plan.input.height, plan.input.width])),
            ("random_weights", json!(self.weights.is_none())),
            ("mask", json!(self.mask)),
        ];
        figures.extend(known.map(|(key, value)| (key.to_string(), value)));
        // The profile has the figures of the steps.
        figures.extend(measured.into_iter().filter(|(key, _)| !PROFILED.contains(&key.as_str())));
        figures.extend(rates.map(|(key, value)| (key.to_string(), value)));
        figures
    }
}

/// The executable's figures that have other units here or that only a [`Profile`] uses.
const PROFILED: [&str; 3] = ["step_us", "peak_macs_per_s", "read_bytes_per_s"];

fn print(out: &mut dyn Write, figures: &Map<String, Value>) -> Result<(), Error> {
    let number = |key: &str| figures.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let text = |key: &str| figures.get(key).and_then(Value::as_str).unwrap_or_default();
    let input: Vec<String> =
        figures["input"].as_array().into_iter().flatten().map(Value::to_string).collect();
    writeln!(
        out,
        "{}, width multiplier {}, input {}{}, {}, {} thread{}{}",
        text("network"),
        number("width_multiplier"),
        input.join("×"),
        if figures["mask"] == true { " to a mask" } else { "" },
        text("isa"),
        number("threads"),
        if number("threads") > 1.0 { "s" } else { "" },
        if figures["random_weights"] == true { ", random weights" } else { "" }
    )?;
    writeln!(
        out,
        "median {:.3} ms   min {:.3} ms   {} runs   loaded in {:.1} ms",
        number("median_ms"),
        number("min_ms"),
        number("runs"),
        number("load_ms")
    )?;
    writeln!(
        out,
        "{:.1} GMAC/s, {:.0} % of the peak   {:.1} MMAC   arena {:.0} KiB",
        number("gmacs_per_s"),
        100.0 * number("share_of_peak"),
        number("macs") / 1e6,
        number("arena_bytes") / 1024.0
    )?;
    Ok(())
}
