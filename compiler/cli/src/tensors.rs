//! The tensors that are passed to a built network and come back from it, as safetensors files.

use std::{
    env,
    path::{Path, PathBuf},
};

use espnet::checkpoint::{Checkpoint, Tensor, write_safetensors};
use espnet_compiler::{
    ir::Shape,
    plan::Plan,
    random::{Random, random_checkpoint},
};

use tempfile::TempDir;

use crate::{errors::Error, files};

/// Key of the input in a file.
const INPUT: &str = "input";
/// Key of a network's only output in a file. Several outputs have their own names as keys.
pub const OUTPUT: &str = "output";

/// The seed of random numbers: the same for everybody, so that timings and outputs can be compared.
const SEED: u64 = 0;

/// A folder for the files of one run, deleted when dropped.
pub struct Scratch(TempDir);

impl Scratch {
    /// Creates a folder in the platform's folder for temporary files.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn new() -> Result<Self, Error> {
        match TempDir::with_prefix("espnet-") {
            Ok(folder) => Ok(Scratch(folder)),
            Err(source) => Err(Error::Write { path: env::temp_dir(), source }),
        }
    }

    /// Returns the path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes random weights for the network.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write_random_weights(&self, plan: &Plan) -> Result<PathBuf, Error> {
        let weights = random_weights(plan);
        let tensors = weights.iter().map(|(name, tensor)| (name.as_str(), tensor));
        self.write("weights.safetensors", &write_safetensors(tensors)?)
    }

    /// Writes the input as the network's executable reads it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write_input(&self, input: &Tensor) -> Result<PathBuf, Error> {
        self.write("input.safetensors", &write_safetensors([(INPUT, input)])?)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        let path = self.path(name);
        files::write(&path, bytes)?;
        Ok(path)
    }
}

/// Random weights for the network, by name.
pub fn random_weights(plan: &Plan) -> Vec<(String, Tensor)> {
    random_checkpoint(plan, SEED)
}

/// A random input for the network: independent numbers of mean 0 and variance 1.
pub fn random_input(plan: &Plan) -> Result<Tensor, Error> {
    input(plan.input, Random::new(SEED).normals(plan.input.len()))
}

/// Creates the tensor of one input of this shape.
///
/// # Errors
/// If the number of numbers is another one.
pub fn input(shape: Shape, numbers: Vec<f32>) -> Result<Tensor, Error> {
    Ok(Tensor::new(vec![1, shape.channels, shape.height, shape.width], numbers)?)
}

/// Reads the tensor `input`, N×C×H×W, which must suit the network.
///
/// # Errors
/// If the file cannot be read, or has no such tensor.
pub fn read_input(path: &Path, shape: Shape) -> Result<Tensor, Error> {
    let file = Checkpoint::open(path)?;
    let fail = |message| Err(Error::Content { path: path.into(), message });
    let Some(tensor) = file.get(INPUT) else {
        let message = match file.integer(INPUT) {
            Some(_) => format!("tensor `{INPUT}` holds integers; the network takes floats"),
            None => {
                let names: Vec<&str> = file.iter().map(|(name, _)| name).take(8).collect();
                let held = if names.is_empty() { "none".into() } else { names.join(", ") };
                format!("holds no tensor `{INPUT}`, only: {held}")
            }
        };
        return fail(message);
    };
    match *tensor.shape() {
        [n, c, h, w] if n > 0 && (c, h, w) == (shape.channels, shape.height, shape.width) => {
            Ok(tensor.clone())
        }
        _ => fail(format!(
            "`{INPUT}` is of shape {}; the network takes N×{shape}, and other sizes with --channels, \
             --height and --width",
            product(tensor.shape())
        )),
    }
}

/// A shape with × between its axes.
pub fn product(shape: &[usize]) -> String {
    let axes: Vec<String> = shape.iter().map(usize::to_string).collect();
    axes.join("×")
}
