//! Runs or measures the network in this crate.
//!
//! ```text
//! run WEIGHTS THREADS                       reads inputs from stdin, writes their outputs to stdout
//! mask WEIGHTS THREADS                      reads inputs, writes one byte per pixel: its class, and then 1,
//!                                           or 0 if the classes were made from NaN or infinity
//! run-mask WEIGHTS THREADS                  reads inputs, writes what `run` writes, and then one byte per
//!                                           pixel
//! bench WEIGHTS INPUT THREADS SECONDS       runs one input repeatedly, prints times as a JSON object
//! bench-mask WEIGHTS INPUT THREADS SECONDS  measures masks in the same way
//! profile WEIGHTS INPUT THREADS SECONDS     measures each step of a forward pass
//! ```
//!
//! WEIGHTS is a checkpoint; INPUT is a safetensors file with the tensor `input`, N×C×H×W. Inputs on
//! stdin are floats in native byte order, C×H×W each, one after another, and so are outputs on stdout.
//! Each answer is written before the next input is read.

mod network;

use std::{
    env,
    error::Error,
    ffi::OsString,
    hint::black_box,
    io::{self, Read, Write},
    mem,
    process::ExitCode,
    time::{Duration, Instant},
};

use espnet::{Threads, checkpoint::Checkpoint, measure};
use network::{Net, mask, outputs};

/// Time of unmeasured runs at the start, in which caches, page tables and the processor's clock settle.
const WARM_UP: Duration = Duration::from_millis(200);
const WARM_UP_RUNS: usize = 3;
/// Smallest number of measured runs.
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
        [command, weights, threads] if command == "run" => {
            let (net, mut threads) = (Net::load(weights)?, team(threads)?);
            let mut workspace = Net::workspace();
            answer(|input, out| {
                for (_, _, numbers) in outputs(&net, input, &mut workspace, &mut threads) {
                    numbers.iter().try_for_each(|x| out.write_all(&x.to_ne_bytes()))?;
                }
                Ok(())
            })
        }
        [command, weights, threads] if command == "run-mask" => {
            let (net, mut threads) = (Net::load(weights)?, team(threads)?);
            let mut workspace = Net::workspace();
            answer(|input, out| {
                for (_, _, numbers) in outputs(&net, input, &mut workspace, &mut threads) {
                    numbers.iter().try_for_each(|x| out.write_all(&x.to_ne_bytes()))?;
                }
                let classes = mask(&net, input, &mut workspace, &mut threads);
                Ok(out.write_all(classes.ok_or("the network tells no classes of pixels")?)?)
            })
        }
        [command, weights, threads] if command == "mask" => {
            let (net, mut threads) = (Net::load(weights)?, team(threads)?);
            let mut workspace = Net::workspace();
            let mut first = true;
            answer(|input, out| {
                let classes = mask(&net, input, &mut workspace, &mut threads);
                let classes = classes.ok_or("the network tells no classes of pixels")?;
                out.write_all(classes)?;
                // Pixels whose logits are NaN get class 0. Looking for NaN takes a second pass, for
                // the logits, so only the first mask and masks of class 0 alone are checked.
                let doubtful = mem::take(&mut first) || classes.iter().all(|class| *class == 0);
                let numbers = !doubtful
                    || outputs(&net, input, &mut workspace, &mut threads)
                        .iter()
                        .all(|(_, _, logits)| logits.iter().all(|logit| logit.is_finite()));
                Ok(out.write_all(&[numbers.into()])?)
            })
        }
        [command, weights, input, threads, seconds] => {
            measured(command, weights, input, threads, seconds)
        }
        _ => Err(USAGE.into()),
    }
}

const USAGE: &str = "usage: run|mask|run-mask WEIGHTS THREADS, or bench|bench-mask|profile WEIGHTS INPUT THREADS SECONDS";

const NOT_THERE: &str = "the network runs on what is not there";

/// Creates a team of this number of threads.
fn team(count: &OsString) -> Result<Threads, Box<dyn Error>> {
    let count = count.to_str().and_then(|text| text.parse().ok()).ok_or("THREADS is no number")?;
    Ok(Threads::new(count)?)
}

/// Passes every input from stdin to `forward`, which writes the answer.
fn answer(
    mut forward: impl FnMut(&[f32; Net::INPUT_LEN], &mut dyn Write) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let (mut stdin, mut stdout) = (io::stdin().lock(), io::BufWriter::new(io::stdout().lock()));
    let mut bytes = vec![0; size_of::<f32>() * Net::INPUT_LEN];
    let mut input: Box<[f32; Net::INPUT_LEN]> =
        vec![0.0; Net::INPUT_LEN].into_boxed_slice().try_into().map_err(|_| "too many numbers")?;
    // The parent process closes the pipe after the last input.
    while stdin.read_exact(&mut bytes).is_ok() {
        for (number, bytes) in input.iter_mut().zip(bytes.as_chunks().0) {
            *number = f32::from_ne_bytes(*bytes);
        }
        forward(&input, &mut stdout)?;
        stdout.flush()?;
    }
    Ok(())
}

/// Measures forward passes and prints the times.
fn measured(
    command: &OsString,
    weights: &OsString,
    input: &OsString,
    threads: &OsString,
    seconds: &OsString,
) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let net = Net::load(weights)?;
    let loading = start.elapsed();
    let input = first_input(input)?;
    let input = input.as_array().ok_or("the input is too short")?;
    let mut threads = team(threads)?;
    let seconds = seconds.to_str().and_then(|text| text.parse().ok());
    let seconds = Duration::try_from_secs_f64(seconds.ok_or("SECONDS is no number")?)?;
    let mut workspace = Net::workspace();
    let figures = match command.to_str() {
        Some("bench") => bench(seconds, || {
            black_box(net.forward_with_threads(black_box(input), &mut workspace, &mut threads));
        }),
        Some("bench-mask") => bench(seconds, || {
            black_box(mask(&net, black_box(input), &mut workspace, &mut threads));
        }),
        Some("profile") => profile(&net, input, &mut threads, seconds)?,
        _ => return Err(USAGE.into()),
    };
    let peak = measure::peak_macs_per_second(net.isa()).ok_or(NOT_THERE)?;
    println!(
        r#"{{{figures}, "peak_macs_per_s": {peak}, "isa": "{}", "threads": {}, "arena_bytes": {}, "load_ms": {}}}"#,
        net.isa(),
        threads.count(),
        Net::ARENA_BYTES,
        milliseconds(loading),
    );
    Ok(())
}

/// Reads the first input from the tensor `input` of a file.
fn first_input(path: &OsString) -> Result<Vec<f32>, Box<dyn Error>> {
    let file = Checkpoint::open(path)?;
    let tensor = file.get("input").ok_or("the input file holds no tensor `input`")?;
    match *tensor.shape() {
        [count, ref rest @ ..] if count > 0 && *rest == Net::INPUT_SHAPE[1..] => {
            Ok(tensor.data()[..Net::INPUT_LEN].to_vec())
        }
        ref found => {
            let needed = Net::INPUT_SHAPE;
            Err(format!("`input` is {found:?}, the network takes {needed:?}").into())
        }
    }
}

/// Calls `once` for the warm-up, and then for the time asked for.
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

/// Measures the time of a forward pass.
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

/// Measures the median time of each step, and how fast the processor reads memory.
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
    let read = measure::read_bytes_per_second(net.isa(), Net::ARENA_BYTES).ok_or(NOT_THERE)?;
    Ok(format!(
        r#""median_ms": {}, "min_ms": {}, "runs": {}, "read_bytes_per_s": {read}, "step_us": [{}]"#,
        median(&mut totals),
        totals[0],
        runs.len(),
        steps.join(", "),
    ))
}
