//! Python with the packages of `tests/requirements.txt`, where `ESPNET_PYTHON` says it is, for the tests
//! of what is emitted for it. Whoever includes this file includes `compare.rs` beside it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::compare::{bar, difference, magnitude};

/// The workspace's folder: tests run in their package's, but the variable is set, and the scripts lie,
/// relative to the workspace's.
fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().find(|folder| folder.join("Cargo.lock").exists()).unwrap_or(package)
}

/// The interpreter, if the variable is set; else says that a test is skipped. A relative path begins in
/// the workspace's folder.
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

/// Runs a script of `compiler/tests/emission` and fails with what it wrote if it does.
#[track_caller]
pub fn run(python: &Path, script: &str, arguments: &[&Path]) {
    let script = workspace().join("compiler/tests/emission").join(script);
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
