//! The time of a network's forward pass, as the network's executable measures it.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use espnet_compiler::plan::Plan;
use serde_json::{Map, Value, json};

use crate::{
    errors::Error,
    network_crate::NetworkCrate,
    tensors::{self, Scratch},
};

/// The most seconds that a measurement may take.
const MAX_SECONDS: f64 = 3600.0;

/// Parses how long to measure.
///
/// # Errors
/// If it is no number in range: a message for the user.
pub fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.0..=MAX_SECONDS).contains(&seconds) => Ok(seconds),
        _ => Err(format!("must be a number from 0 to {MAX_SECONDS}")),
    }
}

/// The kind of a measurement: a command of the executable.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// The forward pass.
    Pass,
    /// The forward pass to the class of every pixel.
    Mask,
    /// Each step of the forward pass.
    Steps,
}

impl Kind {
    fn command(self) -> &'static str {
        match self {
            Kind::Pass => "bench",
            Kind::Mask => "bench-mask",
            Kind::Steps => "profile",
        }
    }
}

/// The files that an executable reads, deleted when dropped.
pub struct Inputs {
    weights: PathBuf,
    input: PathBuf,
    _scratch: Scratch,
}

impl Inputs {
    /// Writes an input of seeded normal numbers; without a checkpoint, seeded random weights too.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn write(plan: &Plan, weights: Option<&Path>) -> Result<Self, Error> {
        let scratch = Scratch::new()?;
        let input = scratch.write_input(&tensors::random_input(plan)?)?;
        let weights = match weights {
            Some(path) => path.into(),
            None => scratch.write_random_weights(plan)?,
        };
        Ok(Inputs { weights, input, _scratch: scratch })
    }
}

/// Runs the executable and returns its figures.
///
/// # Errors
/// If it fails.
pub fn measure(
    built: &NetworkCrate,
    inputs: &Inputs,
    kind: Kind,
    threads: u16,
    seconds: f64,
) -> Result<Map<String, Value>, Error> {
    let printed = built.execute(&[
        OsStr::new(kind.command()),
        inputs.weights.as_os_str(),
        inputs.input.as_os_str(),
        OsStr::new(&threads.to_string()),
        OsStr::new(&seconds.to_string()),
    ])?;
    let last = printed.lines().next_back().unwrap_or_default();
    serde_json::from_str(last).map_err(|error| {
        Error::Execution(format!("it printed {last:?} instead of its figures: {error}"))
    })
}

/// Returns the rate of a network's multiplications, from the figures of its executable: as
/// `gmacs_per_s`, beside the processor's `peak_gmacs_per_s` with as many threads, and as
/// `share_of_peak`.
pub fn rates(plan: &Plan, measured: &Map<String, Value>) -> [(&'static str, Value); 4] {
    let number = |key: &str| measured.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let rate = plan.macs as f64 / number("median_ms") / 1e6;
    let peak = number("threads") * number("peak_macs_per_s") / 1e9;
    [
        ("macs", json!(plan.macs)),
        ("gmacs_per_s", json!(rate)),
        ("peak_gmacs_per_s", json!(peak)),
        ("share_of_peak", json!(rate / peak)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measurements_last_from_nothing_to_an_hour() {
        assert_eq!(seconds("0.5"), Ok(0.5));
        for wrong in ["-1", "nan", "inf", "3601", "one"] {
            assert_eq!(seconds(wrong), Err("must be a number from 0 to 3600".into()), "{wrong}");
        }
    }
}
