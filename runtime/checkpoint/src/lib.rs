//! Reads checkpoints (trained weights by name) without executing anything in them.
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
//! The format is recognised by the content, never by the file name:
//!
//! | format | content |
//! |---|---|
//! | [`Format::Safetensors`] | a JSON header and the tensors |
//! | [`Format::PytorchZip`] | `torch.save` since PyTorch 1.6: an uncompressed zip archive of a pickle and storages |
//! | [`Format::PytorchLegacy`] | `torch.save` before: pickles and storages one after the other |
//!
//! A PyTorch file is a state dict, or a training checkpoint that contains the state dict. All dictionaries of
//! tensors are read, except those of an optimiser. [`Checkpoint::bind`] finds the tensors of a network in
//! them. Without a network, the state dict is the dictionary under `state_dict`, `model_state_dict` or
//! `model`, or else the one with the most tensors. Parts of names that training inserts are removed:
//! `_orig_mod`, `_fsdp_wrapped_module` and similar parts anywhere, and `module` if all names begin with it.
//!
//! To open a checkpoint in several files, pass the path of its index; see [`ShardIndex`].
//!
//! # Numbers are never changed silently
//!
//! If something in a file changes a number, it is applied or refused, never ignored. Negated views are
//! negated. Quantised, sparse, complex, conjugate and 8-bit floating-point tensors are refused by name.
//! Tensors of a subclass are refused too, because reading them would mean running the code of their class.
//!
//! # Safety against hostile files
//!
//! Pickles are read by an interpreter of this crate that can only create plain values and descriptions of
//! tensors. Any other object is stored as a name, and never looked up or called. It is an error only if a
//! tensor or a state dict is needed in its place. Every length is checked against the bytes that exist. A
//! file is limited to [`MAX_FILE_BYTES`] and [`MAX_TENSORS`], its elements to one per byte of the file, and a
//! pickle to a number of steps. No input causes recursion or a panic.
//!
//! # No dependencies
//!
//! This crate is compiled into programs that load weights at run time, so its dependencies would become
//! theirs. Among the crates that read both PyTorch formats without a framework, only `pytorch-reader` is
//! maintained. It has some thirty-five dependencies, among them `zip`, `tar` and two versions of `syn`, opens
//! files only by path, and lets a view grow to 10 GiB. `safetensors` depends on `serde_json` and derive
//! macros, some twenty crates, for a header of fixed nesting. The functions needed here are small enough to
//! be read in one sitting. Tests compare the safetensors half with the `safetensors` crate.
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
mod names;
mod pickle;
mod pytorch_legacy;
mod pytorch_zip;
mod safetensors;
mod shards;
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
pub use safetensors::{AnyTensorRef, write as write_any_safetensors};
pub use shards::ShardIndex;
pub use tensor::{IntegerTensor, Tensor};

use view::AnyTensor;

/// The first byte of every pickle of protocol 2 or later.
const PICKLE_PROTOCOL: u8 = 0x80;

/// The formats of checkpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A JSON header and the tensors.
    Safetensors,
    /// The format of `torch.save` since PyTorch 1.6.
    PytorchZip,
    /// The format of `torch.save` before PyTorch 1.6.
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

/// The tensors of a file by name. Names have neither the keys of a training checkpoint nor the parts that
/// training inserts.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    format: Format,
    /// The state dict, then the other dictionaries of the file; never empty.
    dictionaries: Vec<Dictionary>,
    /// Paths of the dictionaries that could not be read, with the reasons.
    unread: Vec<(String, String)>,
}

/// A dictionary of tensors.
#[derive(Debug, Clone, PartialEq)]
struct Dictionary {
    /// The keys that lead to the dictionary, joined by dots.
    path: String,
    tensors: BTreeMap<String, Tensor>,
    integers: BTreeMap<String, IntegerTensor>,
}

impl Checkpoint {
    /// Reads a checkpoint from the bytes of a file in any of the known formats.
    ///
    /// # Errors
    ///
    /// If the bytes are not a checkpoint, are damaged, or contain no tensors by name. The message names the
    /// problem and its place, and describes what the bytes look like instead.
    pub fn from_bytes(bytes: &[u8]) -> Result<Checkpoint, CheckpointError> {
        let (format, dictionaries) = read(bytes)?;
        Ok(Checkpoint::new(format, dictionaries))
    }

    /// Gives tensors their bare names, and separates the dictionaries that could not be read.
    fn new(format: Format, dictionaries: Vec<state_dict::ReadDictionary>) -> Checkpoint {
        let mut checkpoint = Checkpoint { format, dictionaries: Vec::new(), unread: Vec::new() };
        for state_dict::ReadDictionary { path, tensors, unread } in dictionaries {
            if let Some(reason) = unread {
                checkpoint.unread.push((path, reason));
                continue;
            }
            let mut dictionary =
                Dictionary { path, tensors: BTreeMap::new(), integers: BTreeMap::new() };
            for (name, tensor) in names::bare(tensors) {
                match tensor {
                    AnyTensor::Float(tensor) => {
                        dictionary.tensors.insert(name, tensor);
                    }
                    AnyTensor::Integer(tensor) => {
                        dictionary.integers.insert(name, tensor);
                    }
                }
            }
            checkpoint.dictionaries.push(dictionary);
        }
        checkpoint
    }

    /// Reads the checkpoint at `path`; see [`from_bytes`](Checkpoint::from_bytes). If the file is the index
    /// of a checkpoint in several files, this reads those files. They must be in the folder of the index or
    /// below it.
    ///
    /// # Errors
    ///
    /// The errors of [`from_bytes`](Checkpoint::from_bytes). It is also an error if a file cannot be
    /// read or lacks a tensor that the index names. The message names the path.
    #[cfg(feature = "std")]
    pub fn open(path: impl AsRef<std::path::Path>) -> Result<Checkpoint, CheckpointError> {
        let path = path.as_ref();
        if path.is_dir() {
            return Err(CheckpointError::new(ErrorKind::NotACheckpoint, foreign::folder(path))
                .in_file(path));
        }
        read_file(path)
            .and_then(|bytes| match shards::detect(&bytes) {
                true => Checkpoint::open_shards(path, &ShardIndex::from_bytes(&bytes)?),
                false => Checkpoint::from_bytes(&bytes),
            })
            .map_err(|error| error.in_file(path))
    }

    /// Returns the files that [`open`](Checkpoint::open) reads for `path`: the file itself and, if it is
    /// an index that can be read, its shards. `espnet!` and build scripts watch them.
    #[cfg(feature = "std")]
    pub fn files(path: impl AsRef<std::path::Path>) -> Vec<std::path::PathBuf> {
        use std::io::{BufReader, Read};

        let path = path.as_ref();
        let mut files = Vec::from([path.to_path_buf()]);
        // Only an index begins with a brace; this avoids reading large checkpoints.
        let bytes =
            std::fs::File::open(path).into_iter().flat_map(|file| BufReader::new(file).bytes());
        let first = bytes.map_while(Result::ok).find(|byte| !byte.is_ascii_whitespace());
        if first == Some(b'{') {
            let index = read_file(path).and_then(|bytes| ShardIndex::from_bytes(&bytes));
            let shards = index.iter().flat_map(ShardIndex::files);
            files.extend(shards.map(|file| path.with_file_name(file)));
        }
        files
    }

    /// Reads the shards of the index at `path`.
    #[cfg(feature = "std")]
    fn open_shards(
        path: &std::path::Path,
        index: &ShardIndex,
    ) -> Result<Checkpoint, CheckpointError> {
        let mut whole: Option<(Format, state_dict::ReadDictionary)> = None;
        let mut problems = error::Problems::default();
        let mut total = 0u64;
        for file in index.files() {
            let path = path.with_file_name(file);
            let bytes = read_file(&path).map_err(|error| error.in_file(&path))?;
            total += bytes.len() as u64;
            limits::check_file(total)?;
            let (format, dictionaries) = read(&bytes).map_err(|error| error.in_file(&path))?;
            let mut dictionaries = dictionaries.into_iter();
            let tensors = dictionaries.next().map(|first| first.tensors).unwrap_or_default();
            let (_, all) = whole.get_or_insert_with(|| {
                let tensors = state_dict::Tensors::new();
                (format, state_dict::ReadDictionary { path: String::new(), tensors, unread: None })
            });
            for (name, file) in index.tensors().filter(|(_, of)| *of == file) {
                if !tensors.contains_key(name) {
                    problems.push(|| {
                        let (file, name) = (error::quoted(file), error::quoted(name));
                        alloc::format!(
                            "the shard {file} lacks the tensor {name}, which the index names"
                        )
                    });
                }
            }
            limits::check_tensors(all.tensors.len() + tensors.len())?;
            for (name, tensor) in tensors {
                if let Some((name, _)) = all.tensors.remove_entry(&name) {
                    problems.push(|| {
                        alloc::format!("two shards have the tensor {}", error::quoted(&name))
                    });
                } else {
                    all.tensors.insert(name, tensor);
                }
            }
        }
        problems.into_result(ErrorKind::Malformed)?;
        let (format, dictionary) = whole.ok_or_else(|| {
            CheckpointError::new(ErrorKind::NotACheckpoint, "the index names no file")
        })?;
        Ok(Checkpoint::new(format, Vec::from([dictionary])))
    }

    fn state_dict(&self) -> &Dictionary {
        &self.dictionaries[0]
    }

    /// Returns the format of the file, or of the first file of a checkpoint in several files.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The tensor of floating-point numbers with this name.
    pub fn get(&self, name: &str) -> Option<&Tensor> {
        self.state_dict().tensors.get(name)
    }

    /// The tensor of integers with this name. No name belongs to both a float and an integer tensor.
    pub fn integer(&self, name: &str) -> Option<&IntegerTensor> {
        self.state_dict().integers.get(name)
    }

    /// The tensors of floating-point numbers, sorted by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Tensor)> {
        self.state_dict().tensors.iter().map(|(name, tensor)| (name.as_str(), tensor))
    }

    /// The tensors of integers, sorted by name.
    pub fn integers(&self) -> impl ExactSizeIterator<Item = (&str, &IntegerTensor)> {
        self.state_dict().integers.iter().map(|(name, tensor)| (name.as_str(), tensor))
    }

    /// The state dict as a safetensors file: floating-point numbers as F32, integers in their own type.
    ///
    /// The bytes depend only on names and tensors.
    ///
    /// # Errors
    ///
    /// If a tensor has the name `__metadata__`, which the format reserves.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, CheckpointError> {
        let floats = self.iter().map(|(name, tensor)| (name, AnyTensorRef::Float(tensor)));
        let integers = self.integers().map(|(name, tensor)| (name, AnyTensorRef::Integer(tensor)));
        safetensors::write(floats.chain(integers))
    }
}

/// Writes tensors as a safetensors file, all as F32. The bytes do not depend on the order of the tensors.
///
/// # Errors
///
/// If two tensors have the same name, a name is longer than 512 bytes, or it is `__metadata__`, which the
/// format reserves.
pub fn write_safetensors<'a>(
    tensors: impl IntoIterator<Item = (&'a str, &'a Tensor)>,
) -> Result<Vec<u8>, CheckpointError> {
    safetensors::write(
        tensors.into_iter().map(|(name, tensor)| (name, AnyTensorRef::Float(tensor))),
    )
}

/// Reads the bytes of a checkpoint file. It stops reading when the file turns out to be too long or to have
/// no end.
///
/// # Errors
/// If the file cannot be read, or is longer than [`MAX_FILE_BYTES`]. The error does not name the file.
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

/// Returns the format of a file, and its dictionaries of tensors, beginning with the state dict.
fn read(bytes: &[u8]) -> Result<(Format, Vec<state_dict::ReadDictionary>), CheckpointError> {
    limits::check_file(bytes.len() as u64)?;
    let format = detect(bytes)?;
    let read = match format {
        Format::Safetensors => safetensors::read(bytes).map(|tensors| {
            Vec::from([state_dict::ReadDictionary { path: String::new(), tensors, unread: None }])
        }),
        Format::PytorchZip => pytorch_zip::read(bytes),
        Format::PytorchLegacy => pytorch_legacy::read(bytes),
    };
    Ok((format, read.map_err(|error| error.in_format(format))?))
}

/// Recognises the format of the bytes.
fn detect(bytes: &[u8]) -> Result<Format, CheckpointError> {
    if bytes.starts_with(zip::LOCAL_HEADER) || bytes.starts_with(zip::END) {
        Ok(Format::PytorchZip)
    } else if safetensors::detect(bytes) {
        Ok(Format::Safetensors)
    } else if bytes.first() == Some(&PICKLE_PROTOCOL) {
        Ok(Format::PytorchLegacy)
    } else if shards::detect(bytes) {
        let index = ShardIndex::from_bytes(bytes)?;
        Err(CheckpointError::new(
            ErrorKind::NotACheckpoint,
            alloc::format!(
                "the index of a checkpoint in several files, {}; give its path, not its bytes, with the files beside it",
                error::quoted_list(index.files())
            ),
        ))
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
