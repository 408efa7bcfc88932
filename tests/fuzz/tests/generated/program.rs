//! Runs the networks of this crate on the inputs in a folder, and compares their outputs with those
//! in the same folder.

use std::{env, fs, path::Path, process::ExitCode};

use espnet::{Isa, Threads, checkpoint::Checkpoint};

/// The tolerance between faithful implementations in f32, relative to the largest number or to 1.
const TOLERANCE: f32 = 1e-4;

/// Prints the largest error of a network on an instruction set. Returns whether it is within the
/// tolerance, and several threads compute the same bits.
fn compare(name: &str, isa: Isa, outputs: [Vec<Vec<f32>>; 2], values: &Checkpoint) -> bool {
    let [outputs, threaded] = outputs;
    let same = outputs.iter().flatten().zip(threaded.iter().flatten());
    let bits = same.into_iter().all(|(a, b)| a.to_bits() == b.to_bits());
    let mut worst = 0.0f32;
    for (i, output) in outputs.iter().enumerate() {
        let expected = values.get(&i.to_string()).expect("every output has its numbers").data();
        assert_eq!(output.len(), expected.len(), "{name}");
        let largest = expected.iter().fold(1.0f32, |largest, x| largest.max(x.abs()));
        for (a, e) in output.iter().zip(expected) {
            let error = (a - e).abs() / largest;
            worst = if error.is_nan() { f32::INFINITY } else { worst.max(error) };
        }
    }
    let passed = bits && worst <= TOLERANCE;
    let verdict = match (passed, bits) {
        (true, _) => "ok",
        (false, true) => "WRONG",
        (false, false) => "THREADS DIFFER",
    };
    println!("{name:>5} {isa:<7} error {worst:.1e} {verdict}");
    passed
}

/// The numbers of a network's only output, or of its several outputs.
macro_rules! numbers {
    (one $outputs:expr) => {
        vec![$outputs.to_vec()]
    };
    (several $outputs:expr) => {
        $outputs.by_name().map(|(_, numbers)| numbers.to_vec()).to_vec()
    };
}

macro_rules! check {
    ($($module:ident $network:ident $outputs:ident;)*) => {
        fn main() -> ExitCode {
            let folder = env::args_os().nth(1).expect("the folder of the tensors is given");
            let mut passed = true;
            let mut threads = Threads::new(2).expect("a process can have two threads");
            $({
                use $module::$network;

                let name = stringify!($module);
                let path = |extension| Path::new(&folder).join(format!("{name}.{extension}"));
                let weights = fs::read(path("weights")).expect("the weights can be read");
                let values = Checkpoint::open(path("values")).expect("the values can be read");
                let input = values.get("input").expect("there is an input").data();
                let input = input.try_into().expect("the input has the network's size");
                let network = $network::from_bytes(&weights).expect("the weights fit");
                for isa in Isa::ALL {
                    let Ok(network) = network.clone().with_isa(isa) else { continue };
                    let mut workspace = $network::workspace();
                    let alone = numbers!($outputs network.forward(input, &mut workspace));
                    let threaded = numbers!($outputs network.forward_with_threads(
                        input,
                        &mut workspace,
                        &mut threads,
                    ));
                    passed &= compare(name, isa, [alone, threaded], &values);
                }
            })*
            if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    };
}

