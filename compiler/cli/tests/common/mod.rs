//! Helpers of the command line's tests: running the program, and making folders, specs and
//! checkpoints.

// Every test file is a crate of its own and uses only some of these helpers.
#![allow(dead_code)]

use std::{
    collections::BTreeMap,
    env, fs,
    path::Path,
    process::{Command, Output},
};

use espnet::checkpoint::{Tensor, write_safetensors};
use espnet_compiler::{Compiled, compile, random, spec::Overrides};
use tempfile::TempDir;

pub mod detections;
#[path = "../../../../tests/src/reference.rs"]
pub mod reference;

pub const CLASSIFIER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/specs/classifier.json");
pub const SEGMENTATION: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/specs/segmentation.json");
pub const DETECTOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/specs/detector.json");
pub const TWO_OUTPUTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/specs/two_outputs.json");
pub const ESPNETV2: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/espnetv2.json");
pub const ESPNETV2_SEG: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/espnetv2_seg.json");

/// Returns the program as a command, with a cache of networks that all tests share.
pub fn espnet() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_espnet"));
    command.env("ESPNET_CACHE", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"));
    command.env_remove("ESPNET_CACHE_LIMIT");
    command.env_remove("ESPNET_ISA");
    command
}

/// Runs the program with these arguments, which are separated by blanks.
pub fn run(arguments: &[&str]) -> Outcome {
    Outcome::of(espnet().args(arguments))
}

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    pub fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the program starts");
        Outcome {
            code: status.code(),
            stdout: String::from_utf8(stdout).expect("output is text"),
            stderr: String::from_utf8(stderr).expect("errors are text"),
        }
    }

    /// Returns the output of a run, which must have succeeded.
    #[track_caller]
    pub fn success(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.stdout
    }

    /// Returns the message of a run, which must have failed with this code and without output.
    #[track_caller]
    pub fn failure(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.stdout, "", "a failure prints nothing but its message");
        assert!(self.stderr.contains("error: "), "{self:?}");
        assert!(!self.stderr.contains("panicked"), "{self:?}");
        self.stderr
    }
}

/// A folder for the files of one test.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Folder(TempDir::new().expect("a temporary folder can be made"))
    }

    /// Returns the path of a file in the folder, as an argument.
    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("the path is text").into()
    }

    /// Writes a file and returns its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).expect("the file can be written");
        path
    }

    /// Writes tensors as safetensors and returns the path.
    pub fn write_tensors(&self, name: &str, tensors: &BTreeMap<String, Tensor>) -> String {
        let tensors = tensors.iter().map(|(name, tensor)| (name.as_str(), tensor));
        self.write(name, write_safetensors(tensors).expect("the tensors can be written"))
    }

    /// Writes a tensor `input` and returns the path.
    pub fn write_input(&self, name: &str, shape: &[usize], numbers: Vec<f32>) -> String {
        let tensor = Tensor::new(shape.to_vec(), numbers).expect("the numbers fill the shape");
        self.write_tensors(name, &BTreeMap::from([("input".into(), tensor)]))
    }

    /// Returns the names of the files in the folder.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .expect("the folder can be read")
            .map(|entry| entry.expect("so can its entries").file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// Compiles a spec as the program does.
pub fn compiled(spec: &str, overrides: &Overrides) -> Compiled {
    let text = fs::read_to_string(spec).expect("the spec can be read");
    compile(&text, overrides).expect("the spec compiles")
}

/// Returns random weights that fit.
pub fn weights(compiled: &Compiled, seed: u64) -> BTreeMap<String, Tensor> {
    random::random_checkpoint(&compiled.plan, seed).into_iter().collect()
}
