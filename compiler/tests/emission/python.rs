//! Python with the packages of `tests/requirements.txt`, where `ESPNET_PYTHON` says it is.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use espnet_checkpoint::{Tensor, write_safetensors};

use crate::{
    compare::{bar, difference, magnitude},
    networks::Network,
};

/// The interpreter, if the variable is set; else says that a test is skipped.
///
/// Tests run in their package's folder, but the variable is set in the workspace's: a relative path
/// begins there.
pub fn interpreter() -> Option<PathBuf> {
    let Some(python) = env::var_os("ESPNET_PYTHON").map(PathBuf::from) else {
        eprintln!("skipped: ESPNET_PYTHON is not set");
        return None;
    };
    match python.components().count() {
        1 => Some(python),
        _ => Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(python)),
    }
}

/// Runs a script of this folder and fails with what it wrote if it does.
#[track_caller]
pub fn run(python: &Path, script: &str, arguments: &[&Path]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emission").join(script);
    let output = Command::new(python)
        .arg(script)
        .args(arguments)
        // Tests run beside others.
        .env("OMP_NUM_THREADS", "1")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("ESPNET_PYTHON starts");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stdout));
}

/// Writes what a script needs of a network into a folder: `weights.safetensors` and the input's
/// numbers.
pub fn write(network: &Network, folder: &Path) {
    let tensors =
        network.weights.iter().map(|(name, tensor): (&String, &Tensor)| (name.as_str(), tensor));
    let weights = write_safetensors(tensors).expect("names are distinct");
    fs::write(folder.join("weights.safetensors"), weights).expect("it can be written");
    write_numbers(&folder.join("input.f32"), &network.input);
}

/// Writes numbers for Python.
pub fn write_numbers(path: &Path, numbers: &[f32]) {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    fs::write(path, bytes).expect("it can be written");
}

/// Reads numbers that Python wrote.
pub fn read_numbers(path: &Path) -> Vec<f32> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (numbers, rest) = bytes.as_chunks::<4>();
    assert!(rest.is_empty(), "{}", path.display());
    numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

/// Compares the outputs that a script left in a folder, each under the name that `file` gives it, with
/// the interpreter's.
pub fn assert_outputs(network: &Network, folder: &Path, file: impl Fn(&str) -> String) {
    for (name, expected) in network.outputs() {
        let actual = read_numbers(&folder.join(file(&name)));
        assert_close(&format!("{} {name}", network.name), &actual, &expected);
    }
}

/// Fails unless the numbers are those expected up to rounding.
#[track_caller]
pub fn assert_close(name: &str, actual: &[f32], expected: &[f32]) {
    assert_eq!(actual.len(), expected.len(), "{name}");
    let (difference, bar) = (difference(actual, expected), bar(magnitude(expected)));
    assert!(difference <= bar, "{name}: {difference} apart, allowed {bar}");
}
