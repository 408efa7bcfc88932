//! Runs Python scripts, for the tests of PyTorch modules and ONNX models. A test that includes this file
//! also includes `compare.rs`.

#[path = "interpreter.rs"]
mod interpreter;

use std::{fs, path::Path};

pub use interpreter::interpreter;

use crate::compare::{bar, difference, magnitude};

/// Runs a script of `compiler/tests/emission`. If it fails, panics with its output.
#[track_caller]
pub fn run(python: &Path, script: &str, arguments: &[&Path]) {
    let folder = Path::new("compiler/tests/emission");
    interpreter::run_script(python, folder.join(script), arguments);
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
