//! Runs or measures the network in this crate, on tensors from files.
//!
//! ```text
//! run WEIGHTS INPUT OUTPUT       every input in turn; OUTPUT gets the outputs, N×C×H×W each
//! bench WEIGHTS INPUT SECONDS    one input again and again; prints a JSON object
//! ```
//!
//! All files are safetensors; INPUT holds `input`, N×C×H×W.

mod network;

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    ffi::OsString,
    fs,
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use espnet::checkpoint::{Checkpoint, Tensor, write_safetensors};
use network::{Net, outputs};

/// Runs before the measurement: caches, page tables and the processor's clock settle.
const WARM_UP: Duration = Duration::from_millis(200);
const WARM_UP_RUNS: usize = 3;
/// The fewest runs that are measured.
const MIN_RUNS: usize = 30;

fn main() -> ExitCode {
    match execute(&env::args_os().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn execute(arguments: &[OsString]) -> Result<(), Box<dyn Error>> {
    match arguments {
        [command, weights, input, output] if command == "run" => {
            let output_file = write_safetensors(
                run(&Net::load(weights)?, Inputs::open(input)?)?
                    .iter()
                    .map(|(name, tensor)| (*name, tensor)),
            )?;
            Ok(fs::write(output, output_file)?)
        }
        [command, weights, input, seconds] if command == "bench" => {
            let seconds = seconds.to_str().and_then(|text| text.parse().ok());
            let seconds = Duration::try_from_secs_f64(seconds.ok_or("SECONDS is no number")?)?;
            bench(&Net::load(weights)?, Inputs::open(input)?, seconds)
        }
        _ => Err("usage: run WEIGHTS INPUT OUTPUT | bench WEIGHTS INPUT SECONDS".into()),
    }
}

/// The tensor `input` of a file.
struct Inputs(Vec<f32>);

impl Inputs {
    fn open(path: &OsString) -> Result<Self, Box<dyn Error>> {
        let file = Checkpoint::open(path)?;
        let tensor = file.get("input").ok_or("the input file holds no tensor `input`")?;
        let fits = matches!(tensor.shape(), [_, rest @ ..] if rest == &Net::INPUT_SHAPE[1..]);
        if !fits {
            let (found, needed) = (tensor.shape(), Net::INPUT_SHAPE);
            return Err(format!("`input` is {found:?}, the network takes {needed:?}").into());
        }
        Ok(Inputs(tensor.data().to_vec()))
    }

    fn iter(&self) -> impl Iterator<Item = &[f32; Net::INPUT_LEN]> {
        self.0.as_chunks().0.iter()
    }
}

fn run(net: &Net, inputs: Inputs) -> Result<BTreeMap<&'static str, Tensor>, Box<dyn Error>> {
    let mut workspace = Net::workspace();
    let mut results: BTreeMap<&str, ([usize; 4], Vec<f32>)> = BTreeMap::new();
    for input in inputs.iter() {
        for (name, [n, c, h, w], numbers) in outputs(net, input, &mut workspace) {
            let (shape, all) = results.entry(name).or_insert(([0, c, h, w], Vec::new()));
            shape[0] += n;
            all.extend_from_slice(numbers);
        }
    }
    let tensors = results.into_iter().map(|(name, (shape, numbers))| {
        Ok((name, Tensor::new(shape.to_vec(), numbers)?))
    });
    tensors.collect()
}

fn bench(net: &Net, inputs: Inputs, seconds: Duration) -> Result<(), Box<dyn Error>> {
    let input = inputs.iter().next().ok_or("the input file holds no input")?;
    let mut workspace = Net::workspace();
    let mut once = || {
        let start = Instant::now();
        black_box(net.forward(black_box(input), &mut workspace));
        start.elapsed()
    };
    let start = Instant::now();
    for i in 0.. {
        if i >= WARM_UP_RUNS && start.elapsed() >= WARM_UP.min(seconds) {
            break;
        }
        once();
    }
    let mut times = Vec::new();
    let start = Instant::now();
    while times.len() < MIN_RUNS || start.elapsed() < seconds {
        times.push(once().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let runs = times.len();
    let median = (times[(runs - 1) / 2] + times[runs / 2]) / 2.0;
    let mean = times.iter().sum::<f64>() / runs as f64;
    println!(
        r#"{{"median_ms": {median}, "min_ms": {}, "mean_ms": {mean}, "runs": {runs}, "isa": "{}", "threads": 1, "arena_bytes": {}}}"#,
        times[0],
        net.isa(),
        Net::ARENA_BYTES,
    );
    Ok(())
}
