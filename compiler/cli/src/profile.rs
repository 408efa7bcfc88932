//! The profile of `espnet bench --profile`: the time of each unit, beside the time that the
//! processor's limits allow.

use std::io::Write;

use espnet_compiler::{Compiled, ir::Shape, plan::Step};
use serde_json::{Map, Value, json};

use crate::errors::Error;

/// The number of units that are named at the end.
const NAMED: usize = 5;

/// One kernel call.
struct Unit<'a> {
    label: &'a str,
    kernel: String,
    us: f64,
    macs: u64,
    bytes: usize,
    /// The time at the processor's limit: the longer of the times for multiplications alone and for
    /// memory alone.
    bound_us: f64,
}

impl Unit<'_> {
    fn gmacs_per_s(&self) -> f64 {
        self.macs as f64 / self.us / 1e3
    }
}

/// The profile of a network.
pub struct Profile<'a> {
    units: Vec<Unit<'a>>,
    /// Multiply-accumulates per second, of all threads.
    peak: f64,
    /// Bytes per second, of all threads.
    read: f64,
}

impl<'a> Profile<'a> {
    /// Creates a profile from the times that the network's executable measured; `None` if they are
    /// not the times of this network.
    pub fn new(compiled: &'a Compiled, measured: &Map<String, Value>) -> Option<Self> {
        let number = |key: &str| measured.get(key).and_then(Value::as_f64);
        let threads = number("threads")?;
        let (peak, read) =
            (threads * number("peak_macs_per_s")?, threads * number("read_bytes_per_s")?);
        let times = measured.get("step_us")?.as_array()?;
        let steps = &compiled.plan.steps;
        if times.len() != steps.len() {
            return None;
        }
        let units = steps.iter().zip(times).map(|(step, us)| {
            let (macs, bytes) = (macs(compiled, step), step.bytes());
            let seconds = (macs as f64 / peak).max(bytes as f64 / read);
            Some(Unit {
                label: &step.label,
                kernel: step.kernel.to_string(),
                us: us.as_f64()?,
                macs,
                bytes,
                bound_us: seconds * 1e6,
            })
        });
        Some(Profile { units: units.collect::<Option<_>>()?, peak, read })
    }

    /// The units that exceed their bound by the most time, the worst first.
    fn furthest(&self) -> Vec<&Unit<'a>> {
        let mut units: Vec<&Unit<'_>> = self.units.iter().collect();
        units.sort_by(|a, b| (b.us - b.bound_us).total_cmp(&(a.us - a.bound_us)));
        units.truncate(NAMED);
        units
    }

    /// Returns the profile as JSON.
    pub fn json(&self) -> Value {
        let units = self.units.iter().map(|unit| {
            json!({
                "unit": unit.label,
                "kernel": unit.kernel,
                "us": unit.us,
                "macs": unit.macs,
                "gmacs_per_s": unit.gmacs_per_s(),
                "share_of_peak": unit.macs as f64 * 1e6 / unit.us / self.peak,
                "bytes": unit.bytes,
                "bound_us": unit.bound_us,
                "share_of_bound": unit.bound_us / unit.us,
            })
        });
        json!({
            "peak_gmacs_per_s": self.peak / 1e9,
            "read_gb_per_s": self.read / 1e9,
            "units": units.collect::<Vec<_>>(),
            "furthest_from_bound":
                self.furthest().iter().map(|unit| unit.label).collect::<Vec<_>>(),
        })
    }

    /// Prints the profile as a table.
    pub fn print(&self, out: &mut dyn Write) -> Result<(), Error> {
        let wide = self.units.iter().map(|unit| unit.label.chars().count()).max().unwrap_or(0);
        writeln!(out, "peak {:.1} GMAC/s, reading {:.1} GB/s\n", self.peak / 1e9, self.read / 1e9)?;
        writeln!(
            out,
            "{:wide$}  {:>9}  {:>9}  {:>7}  {:>6}  {:>9}  {:>8}  {:>7}",
            "unit", "µs", "MMAC", "GMAC/s", "peak", "KiB", "bound µs", "reached"
        )?;
        let total = Unit {
            label: "all",
            kernel: String::new(),
            us: self.units.iter().map(|unit| unit.us).sum(),
            macs: self.units.iter().map(|unit| unit.macs).sum(),
            bytes: self.units.iter().map(|unit| unit.bytes).sum(),
            bound_us: self.units.iter().map(|unit| unit.bound_us).sum(),
        };
        for unit in self.units.iter().chain([&total]) {
            writeln!(
                out,
                "{:wide$}  {:9.2}  {:9.3}  {:7.1}  {:4.0} %  {:9.1}  {:8.2}  {:5.0} %",
                unit.label,
                unit.us,
                unit.macs as f64 / 1e6,
                unit.gmacs_per_s(),
                100.0 * unit.gmacs_per_s() * 1e9 / self.peak,
                unit.bytes as f64 / 1024.0,
                unit.bound_us,
                100.0 * unit.bound_us / unit.us,
            )?;
        }
        writeln!(out, "\nfurthest from their bound:")?;
        for unit in self.furthest() {
            writeln!(
                out,
                "  {:wide$}  {:.1} µs over its bound: {}",
                unit.label,
                unit.us - unit.bound_us,
                unit.kernel
            )?;
        }
        Ok(())
    }
}

/// Multiply-accumulates of a step; a copy has none.
fn macs(compiled: &Compiled, step: &Step) -> u64 {
    let (graph, shapes) = (&compiled.graph, &compiled.facts.shapes);
    let Some(node) = step.node else { return 0 };
    let inputs: Vec<Shape> = graph.inputs(node).iter().map(|input| shapes[input]).collect();
    graph.op(node).multiplications(&inputs, shapes[&node])
}
