//! Reads checkpoints, that is trained weights by name, and executes nothing in them.
//!
//! ```
//! use espnet_checkpoint::{Checkpoint, Tensor, write_safetensors};
//!
//! let weight = Tensor::new(vec![2, 1], vec![0.5, -1.0])?;
//! let file = write_safetensors([("module.conv.weight", &weight)])?;
//!
//! let checkpoint = Checkpoint::from_bytes(&file)?;
//! let weight = checkpoint.get("conv.weight").expect("the file has it");
//! assert_eq!(weight.shape(), [2, 1]);
//! assert_eq!(weight.data(), [0.5, -1.0]);
//! # Ok::<(), espnet_checkpoint::CheckpointError>(())
//! ```
//!
//! # Formats
//!
//! The format is recognised by content, never by file name:
//!
//! | format | what it is |
//! |---|---|
//! | [`Format::Safetensors`] | a JSON header and the tensors |
//! | [`Format::PytorchZip`] | `torch.save` since PyTorch 1.6: an uncompressed zip archive of a pickle and storages |
//! | [`Format::PytorchLegacy`] | `torch.save` before: pickles and storages one after the other |
//!
//! A PyTorch file holds a state dict, or a training checkpoint with the state dict under `state_dict`,
//! `model_state_dict` or `model`. A prefix `module.` that all names share is taken off in every format.
//!
//! # Safety against hostile files
//!
//! Pickles are read by an interpreter of this crate that can only make plain values and descriptions
//! of tensors. Any other object is kept as a name and never looked up, let alone called; that is an
//! error only where a tensor or a state dict is needed. Every length is checked against the bytes
//! that are there, a file is limited to [`MAX_FILE_BYTES`] and [`MAX_TENSORS`], elements to one per byte
//! of the file, a pickle in steps, and no input leads to recursion or a panic.
//!
//! # No dependencies
//!
//! This crate is compiled into programs that load weights at run time, so it weighs what it brings.
//! Of the crates that read both PyTorch formats without a framework, `pytorch-reader` is the one that
//! is kept up; it brings some thirty-five crates, among them `zip`, `tar` and two versions of `syn`, opens files
//! by path only, and lets a view grow to 10 GiB. `safetensors` brings `serde_json` and derive macros,
//! some twenty crates, for a header of fixed nesting. What is needed of all of them is small
//! enough to be read in one sitting; tests compare the safetensors half with the `safetensors` crate.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod bytes;
mod calls;
mod candidates;
mod dtype;
mod error;
mod foreign;
mod json;
mod limits;
mod pickle;
mod pytorch_legacy;
mod pytorch_zip;
mod safetensors;
mod state_dict;
mod tensor;
mod value;
mod view;
mod zip;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use dtype::Dtype;
pub use error::{CheckpointError, ErrorKind};
pub use limits::{MAX_FILE_BYTES, MAX_TENSORS};
pub use tensor::{IntegerTensor, Tensor};

use safetensors::Source;
use view::AnyTensor;

/// How every pickle of protocol 2 or later starts.
const PICKLE_PROTOCOL: u8 = 0x80;

/// The formats of checkpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A JSON header and the tensors.
    Safetensors,
    /// What `torch.save` writes since PyTorch 1.6.
    PytorchZip,
    /// What `torch.save` wrote before.
    PytorchLegacy,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Safetensors => "safetensors",
            Format::PytorchZip => "PyTorch zip",
            Format::PytorchLegacy => "PyTorch legacy",
        })
    }
}

/// Tensors by their bare names, that is without `module.` or the key of a training checkpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    format: Format,
    tensors: BTreeMap<String, Tensor>,
    integers: BTreeMap<String, IntegerTensor>,
}

impl Checkpoint {
    /// Reads a checkpoint from the bytes of a file, in whichever of the known formats they are.
    ///
    /// # Errors
    ///
    /// When the bytes are no checkpoint, are damaged, or hold no tensors by name; the message says
    /// which, what the bytes look like instead, and where.
    pub fn from_bytes(bytes: &[u8]) -> Result<Checkpoint, CheckpointError> {
        limits::check_file(bytes.len() as u64)?;
        let format = detect(bytes)?;
        let read = match format {
            Format::Safetensors => safetensors::read,
            Format::PytorchZip => pytorch_zip::read,
            Format::PytorchLegacy => pytorch_legacy::read,
        };
        let named = read(bytes).map_err(|error| error.in_format(format))?;
        let mut checkpoint =
            Checkpoint { format, tensors: BTreeMap::new(), integers: BTreeMap::new() };
        for (name, tensor) in state_dict::strip_data_parallel_prefix(named) {
            match tensor {
                AnyTensor::Float(tensor) => {
                    checkpoint.tensors.insert(name, tensor);
                }
                AnyTensor::Integer(tensor) => {
                    checkpoint.integers.insert(name, tensor);
                }
            }
        }
        Ok(checkpoint)
    }

    /// Reads the checkpoint at `path`; see [`from_bytes`](Checkpoint::from_bytes).
    ///
    /// # Errors
    ///
    /// As for [`from_bytes`](Checkpoint::from_bytes), and when the file cannot be read. The message
    /// names the path.
    #[cfg(feature = "std")]
    pub fn open(path: impl AsRef<std::path::Path>) -> Result<Checkpoint, CheckpointError> {
        let path = path.as_ref();
        read_file(path)
            .and_then(|bytes| Checkpoint::from_bytes(&bytes))
            .map_err(|error| error.in_file(path))
    }

    /// The format the checkpoint was read from.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The tensor of floating-point numbers with this name.
    pub fn get(&self, name: &str) -> Option<&Tensor> {
        self.tensors.get(name)
    }

    /// The tensor of integers with this name. No name has both.
    pub fn integer(&self, name: &str) -> Option<&IntegerTensor> {
        self.integers.get(name)
    }

    /// The tensors of floating-point numbers, sorted by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Tensor)> {
        self.tensors.iter().map(|(name, tensor)| (name.as_str(), tensor))
    }

    /// The tensors of integers, sorted by name.
    pub fn integers(&self) -> impl ExactSizeIterator<Item = (&str, &IntegerTensor)> {
        self.integers.iter().map(|(name, tensor)| (name.as_str(), tensor))
    }

    /// The whole checkpoint as a safetensors file: floating-point numbers as F32, integers as they were.
    ///
    /// The bytes depend on names and tensors alone.
    ///
    /// # Errors
    ///
    /// When a tensor has a name the format cannot hold: `__metadata__`, which it reserves.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, CheckpointError> {
        let floats = self.iter().map(|(name, tensor)| (name, Source::Float(tensor)));
        let integers = self.integers().map(|(name, tensor)| (name, Source::Integer(tensor)));
        safetensors::write(floats.chain(integers))
    }
}

/// Writes tensors as a safetensors file, all as F32. The same tensors in any order give the same bytes.
///
/// # Errors
///
/// When two tensors have the same name, a name is longer than 512 bytes, or it is `__metadata__`,
/// which the format reserves.
pub fn write_safetensors<'a>(
    tensors: impl IntoIterator<Item = (&'a str, &'a Tensor)>,
) -> Result<Vec<u8>, CheckpointError> {
    safetensors::write(tensors.into_iter().map(|(name, tensor)| (name, Source::Float(tensor))))
}

/// The bytes of a file that is to be a checkpoint; of one that is too long, or has no end, only as many
/// as show that.
///
/// # Errors
/// If it cannot be read, or is longer than [`MAX_FILE_BYTES`]; the file is not named.
#[cfg(feature = "std")]
pub fn read_file(path: &std::path::Path) -> Result<Vec<u8>, CheckpointError> {
    use std::io::Read;

    let file = std::fs::File::open(path).map_err(CheckpointError::io)?;
    let len = file.metadata().map_err(CheckpointError::io)?.len();
    limits::check_file(len)?;
    let mut bytes = Vec::with_capacity(len as usize);
    file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(CheckpointError::io)?;
    Ok(bytes)
}

/// The format that the bytes are in.
fn detect(bytes: &[u8]) -> Result<Format, CheckpointError> {
    if bytes.starts_with(zip::LOCAL_HEADER) || bytes.starts_with(zip::END) {
        Ok(Format::PytorchZip)
    } else if safetensors::detect(bytes) {
        Ok(Format::Safetensors)
    } else if bytes.first() == Some(&PICKLE_PROTOCOL) {
        Ok(Format::PytorchLegacy)
    } else {
        Err(CheckpointError::new(
            ErrorKind::NotACheckpoint,
            alloc::format!(
                "not a checkpoint (safetensors, or what `torch.save` writes) but {}",
                foreign::looks_like(bytes)
            ),
        ))
    }
}
