//! Runs Python scripts, for the tests of PyTorch modules and ONNX models. `ESPNET_PYTHON` names a
//! Python with the packages of `tests/requirements.txt`. A test that includes this file also
//! includes `compare.rs`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::compare::{bar, difference, magnitude};

/// The workspace's folder. The variable and the scripts' paths are relative to it, but tests run in
/// the folder of their package.
fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().find(|folder| folder.join("Cargo.lock").exists()).unwrap_or(package)
}

/// Returns the Python interpreter; if the variable is not set, prints that a test is skipped. A
/// relative path begins in the workspace's folder.
pub fn interpreter() -> Option<PathBuf> {
    let Some(python) = env::var_os("ESPNET_PYTHON").map(PathBuf::from) else {
        eprintln!("skipped: ESPNET_PYTHON is not set");
        return None;
    };
    match python.components().count() {
        1 => Some(python),
        _ => Some(workspace().join(python)),
    }
}

/// Runs a script of `compiler/tests/emission`. If it fails, panics with its output.
#[track_caller]
pub fn run(python: &Path, script: &str, arguments: &[&Path]) {
    let script = workspace().join("compiler/tests/emission").join(script);
    let output = Command::new(python)
        .arg(script)
        .args(arguments)
        // Several tests run at the same time.
        .env("OMP_NUM_THREADS", "1")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("ESPNET_PYTHON starts");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stdout));
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

/// Fails unless the numbers are those expected up to rounding.
#[track_caller]
pub fn assert_close(name: &str, actual: &[f32], expected: &[f32]) {
    assert_eq!(actual.len(), expected.len(), "{name}");
    let (difference, bar) = (difference(actual, expected), bar(magnitude(expected)));
    assert!(difference <= bar, "{name}: {difference} apart, allowed {bar}");
}
