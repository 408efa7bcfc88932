//! The profile of `espnet bench --profile`: the time of each step, beside the time that the processor's
//! limits allow.

use std::io::Write;

use espnet_compiler::{Compiled, ir::Shape, plan::Step};
use serde_json::{Map, Value, json};

use crate::errors::Error;

/// The number of steps that the table names at its end.
const NAMED: usize = 5;

/// The time of a step.
struct StepTime<'a> {
    label: &'a str,
    kernel: String,
    us: f64,
    macs: u64,
    bytes: usize,
    /// The time at the processor's limit: the longer of the times for multiplications alone and for
    /// memory alone.
    bound_us: f64,
}

impl StepTime<'_> {
    fn gmacs_per_s(&self) -> f64 {
        self.macs as f64 / self.us / 1e3
    }

    /// The share of the processor's peak.
    fn share_of_peak(&self, peak_macs_per_s: f64) -> f64 {
        self.macs as f64 * 1e6 / self.us / peak_macs_per_s
    }

    /// The share of the time that the processor's limits would allow.
    fn share_of_bound(&self) -> f64 {
        self.bound_us / self.us
    }

    /// The time above the bound, in µs.
    fn excess_us(&self) -> f64 {
        self.us - self.bound_us
    }
}

/// The profile of a network.
pub struct Profile<'a> {
    steps: Vec<StepTime<'a>>,
    /// Multiply-accumulates per second, of all threads.
    peak_macs_per_s: f64,
    /// Bytes per second, of all threads.
    read_bytes_per_s: f64,
}

impl<'a> Profile<'a> {
    /// Creates a profile from the times that the network's executable measured; `None` if it
    /// measured no times of steps, or not one for each step.
    pub fn new(compiled: &'a Compiled, measured: &Map<String, Value>) -> Option<Self> {
        let number = |key: &str| measured.get(key).and_then(Value::as_f64);
        let threads = number("threads")?;
        let peak_macs_per_s = threads * number("peak_macs_per_s")?;
        let read_bytes_per_s = threads * number("read_bytes_per_s")?;
        let times = measured.get("step_us")?.as_array()?;
        let planned = &compiled.plan.steps;
        if times.len() != planned.len() {
            return None;
        }
        let steps = planned.iter().zip(times).map(|(step, us)| {
            let (macs, bytes) = (multiplications(compiled, step), step.bytes());
            let seconds = (macs as f64 / peak_macs_per_s).max(bytes as f64 / read_bytes_per_s);
            Some(StepTime {
                label: &step.label,
                kernel: step.kernel.to_string(),
                us: us.as_f64()?,
                macs,
                bytes,
                bound_us: seconds * 1e6,
            })
        });
        Some(Profile { steps: steps.collect::<Option<_>>()?, peak_macs_per_s, read_bytes_per_s })
    }

    /// Returns the steps that exceed their bound by the most time, the worst first.
    fn furthest(&self) -> Vec<&StepTime<'a>> {
        let mut steps: Vec<&StepTime<'_>> =
            self.steps.iter().filter(|step| step.excess_us() > 0.0).collect();
        steps.sort_by(|a, b| b.excess_us().total_cmp(&a.excess_us()));
        steps.truncate(NAMED);
        steps
    }

    /// Returns the profile as JSON.
    pub fn json(&self) -> Value {
        let steps = self.steps.iter().map(|step| {
            json!({
                "step": step.label,
                "kernel": step.kernel,
                "us": step.us,
                "macs": step.macs,
                "gmacs_per_s": step.gmacs_per_s(),
                "share_of_peak": step.share_of_peak(self.peak_macs_per_s),
                "bytes": step.bytes,
                "bound_us": step.bound_us,
                "share_of_bound": step.share_of_bound(),
            })
        });
        json!({
            "peak_gmacs_per_s": self.peak_macs_per_s / 1e9,
            "read_gb_per_s": self.read_bytes_per_s / 1e9,
            "steps": steps.collect::<Vec<_>>(),
            "furthest_from_bound":
                self.furthest().iter().map(|step| step.label).collect::<Vec<_>>(),
        })
    }

    /// Prints the profile as a table.
    pub fn print(&self, out: &mut dyn Write) -> Result<(), Error> {
        let wide = self.steps.iter().map(|step| step.label.chars().count()).max().unwrap_or(0);
        let (peak, read) = (self.peak_macs_per_s / 1e9, self.read_bytes_per_s / 1e9);
        writeln!(out, "peak {peak:.1} GMAC/s, reading {read:.1} GB/s\n")?;
        writeln!(
            out,
            "{:wide$}  {:>9}  {:>9}  {:>7}  {:>6}  {:>9}  {:>8}  {:>7}",
            "step", "µs", "MMAC", "GMAC/s", "peak", "KiB", "bound µs", "reached"
        )?;
        let total = StepTime {
            label: "all",
            kernel: String::new(),
            us: self.steps.iter().map(|step| step.us).sum(),
            macs: self.steps.iter().map(|step| step.macs).sum(),
            bytes: self.steps.iter().map(|step| step.bytes).sum(),
            bound_us: self.steps.iter().map(|step| step.bound_us).sum(),
        };
        for step in self.steps.iter().chain([&total]) {
            writeln!(
                out,
                "{:wide$}  {:9.2}  {:9.3}  {:7.1}  {:4.0} %  {:9.1}  {:8.2}  {:5.0} %",
                step.label,
                step.us,
                step.macs as f64 / 1e6,
                step.gmacs_per_s(),
                100.0 * step.share_of_peak(self.peak_macs_per_s),
                step.bytes as f64 / 1024.0,
                step.bound_us,
                100.0 * step.share_of_bound(),
            )?;
        }
        writeln!(out, "\nfurthest from their bound:")?;
        for step in self.furthest() {
            writeln!(
                out,
                "  {:wide$}  {:.1} µs over its bound: {}",
                step.label,
                step.excess_us(),
                step.kernel
            )?;
        }
        Ok(())
    }
}

/// Returns the multiply-accumulates of a step, including those of linear layers, unlike
/// [`macs`](espnet_compiler::ir::Operator::macs). A copy has none.
fn multiplications(compiled: &Compiled, step: &Step) -> u64 {
    let (graph, shapes) = (&compiled.graph, &compiled.facts.shapes);
    let Some(node) = step.node else { return 0 };
    let inputs: Vec<Shape> = graph.inputs(node).iter().map(|input| shapes[input]).collect();
    graph.op(node).multiplications(&inputs, shapes[&node])
}
