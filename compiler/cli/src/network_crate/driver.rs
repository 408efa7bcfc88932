//! Runs or measures the network in this crate, on tensors from files.
//!
//! ```text
//! run WEIGHTS INPUT THREADS OUTPUT          every input in turn; OUTPUT gets the outputs
//! mask WEIGHTS INPUT THREADS OUTPUT         the same, but OUTPUT gets a byte for each pixel, its class
//! bench WEIGHTS INPUT THREADS SECONDS       one input again and again; prints a JSON object
//! bench-mask WEIGHTS INPUT THREADS SECONDS  the same for the classes of pixels
//! profile WEIGHTS INPUT THREADS SECONDS     as bench, step by step
//! ```
//!
//! All files but those classes are safetensors; INPUT holds `input`, N×C×H×W, and so does OUTPUT for
//! each output.

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

use espnet::{
    Threads,
    checkpoint::{Checkpoint, Tensor, write_safetensors},
    measure,
};
use network::{Net, mask, outputs};

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
    let usage = "usage: run|mask|bench|bench-mask|profile WEIGHTS INPUT THREADS OUTPUT|SECONDS";
    let [command, weights, input, threads, last] = arguments else { return Err(usage.into()) };
    let start = Instant::now();
    let net = Net::load(weights)?;
    let loading = start.elapsed();
    let inputs = Inputs::open(input)?;
    let number = |text: &OsString| text.to_str().and_then(|text| text.parse::<f64>().ok());
    let mut threads = Threads::new(number(threads).ok_or("THREADS is no number")? as usize)?;
    if command == "run" {
        let results = run(&net, inputs, &mut threads)?;
        let tensors = results.iter().map(|(name, tensor)| (*name, tensor));
        return Ok(fs::write(last, write_safetensors(tensors)?)?);
    }
    if command == "mask" {
        return Ok(fs::write(last, masks(&net, inputs, &mut threads)?)?);
    }
    let seconds = Duration::try_from_secs_f64(number(last).ok_or("SECONDS is no number")?)?;
    let input = inputs.iter().next().ok_or("the input file holds no input")?;
    let mut workspace = Net::workspace();
    let figures = match command.to_str() {
        Some("bench") => bench(seconds, || {
            black_box(net.forward_with_threads(black_box(input), &mut workspace, &mut threads));
        }),
        Some("bench-mask") => bench(seconds, || {
            black_box(mask(&net, black_box(input), &mut workspace, &mut threads));
        }),
        Some("profile") => profile(&net, input, &mut threads, seconds)?,
        _ => return Err(usage.into()),
    };
    println!(
        r#"{{{figures}, "isa": "{}", "threads": {}, "arena_bytes": {}, "load_ms": {}}}"#,
        net.isa(),
        threads.count(),
        Net::ARENA_BYTES,
        milliseconds(loading),
    );
    Ok(())
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

fn run(
    net: &Net,
    inputs: Inputs,
    threads: &mut Threads,
) -> Result<BTreeMap<&'static str, Tensor>, Box<dyn Error>> {
    let mut workspace = Net::workspace();
    let mut results: BTreeMap<&str, ([usize; 4], Vec<f32>)> = BTreeMap::new();
    for input in inputs.iter() {
        for (name, [n, c, h, w], numbers) in outputs(net, input, &mut workspace, threads) {
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

/// The masks of all inputs, one after another.
fn masks(net: &Net, inputs: Inputs, threads: &mut Threads) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut workspace = Net::workspace();
    let mut masks = Vec::new();
    for input in inputs.iter() {
        let classes = mask(net, input, &mut workspace, threads);
        masks.extend_from_slice(classes.ok_or("the network tells no classes of pixels")?);
    }
    Ok(masks)
}

/// Calls `once` to warm up, and then for as long as is asked for.
fn again<T>(seconds: Duration, mut once: impl FnMut() -> T) -> Vec<T> {
    let start = Instant::now();
    for i in 0.. {
        if i >= WARM_UP_RUNS && start.elapsed() >= WARM_UP.min(seconds) {
            break;
        }
        once();
    }
    let (mut results, start) = (Vec::new(), Instant::now());
    while results.len() < MIN_RUNS || start.elapsed() < seconds {
        results.push(once());
    }
    results
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    (times[(times.len() - 1) / 2] + times[times.len() / 2]) / 2.0
}

/// How long a forward pass takes.
fn bench(seconds: Duration, mut pass: impl FnMut()) -> String {
    let mut times = again(seconds, || {
        let start = Instant::now();
        pass();
        milliseconds(start.elapsed())
    });
    let median = median(&mut times);
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    format!(
        r#""median_ms": {median}, "min_ms": {}, "mean_ms": {mean}, "runs": {}"#,
        times[0],
        times.len(),
    )
}

/// The median of each step, and what the processor could do.
fn profile(
    net: &Net,
    input: &[f32; Net::INPUT_LEN],
    threads: &mut Threads,
    seconds: Duration,
) -> Result<String, Box<dyn Error>> {
    let mut workspace = Net::workspace();
    let runs = again(seconds, || net.profile(input, &mut workspace, threads));
    let mut totals: Vec<f64> =
        runs.iter().map(|run| run.iter().map(|(_, time)| milliseconds(*time)).sum()).collect();
    let steps: Vec<String> = (0..runs[0].len())
        .map(|step| {
            let mut times: Vec<f64> =
                runs.iter().map(|run| 1e3 * milliseconds(run[step].1)).collect();
            median(&mut times).to_string()
        })
        .collect();
    let peak = measure::peak_macs_per_second(net.isa());
    let read = measure::read_bytes_per_second(net.isa(), Net::ARENA_BYTES);
    let (peak, read) = peak.zip(read).ok_or("the network runs on what is not there")?;
    Ok(format!(
        r#""median_ms": {}, "min_ms": {}, "runs": {}, "peak_macs_per_s": {peak}, "read_bytes_per_s": {read}, "step_us": [{}]"#,
        median(&mut totals),
        totals[0],
        runs.len(),
        steps.join(", "),
    ))
}
