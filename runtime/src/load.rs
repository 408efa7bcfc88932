//! Checkpoints into packed weights, at run time.

use std::{fmt, path::Path, sync::Arc};

use espnet_abi::{bind::BindError, pack::Recipe};
use espnet_checkpoint::{Checkpoint, CheckpointError};

use crate::{memory::Floats, simd::IsaError, weights::Weights};

/// Why a network cannot be had from a checkpoint.
///
/// A program that returns it from `main` shows the same message as [`Display`](fmt::Display) does:
/// `Debug` is no different.
#[non_exhaustive]
pub enum LoadError {
    /// The checkpoint cannot be read.
    Checkpoint(CheckpointError),
    /// The checkpoint does not fit the network.
    Bind(BindError),
    /// `ESPNET_ISA` names an instruction set that is not to be had.
    Isa(IsaError),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Checkpoint(error) => error.fmt(f),
            LoadError::Bind(error) => error.fmt(f),
            LoadError::Isa(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl std::error::Error for LoadError {}

impl From<CheckpointError> for LoadError {
    fn from(error: CheckpointError) -> Self {
        LoadError::Checkpoint(error)
    }
}

impl From<BindError> for LoadError {
    fn from(error: BindError) -> Self {
        LoadError::Bind(error)
    }
}

impl From<IsaError> for LoadError {
    fn from(error: IsaError) -> Self {
        LoadError::Isa(error)
    }
}

/// Reads, binds and packs a file.
pub(crate) fn open(path: &Path, recipe: &Recipe<'_>) -> Result<Weights, LoadError> {
    pack(&Checkpoint::open(path)?, recipe).map_err(|error| match error {
        LoadError::Bind(error) => LoadError::Bind(error.in_file(path.display().to_string())),
        error => error,
    })
}

/// Reads, binds and packs bytes.
pub(crate) fn from_bytes(bytes: &[u8], recipe: &Recipe<'_>) -> Result<Weights, LoadError> {
    pack(&Checkpoint::from_bytes(bytes)?, recipe)
}

fn pack(checkpoint: &Checkpoint, recipe: &Recipe<'_>) -> Result<Weights, LoadError> {
    let tensors = checkpoint.bind(recipe)?.tensors;
    let mut owned = Floats::zeroed(recipe.len);
    recipe.pack(&tensors, owned.as_mut_slice());
    Ok(Weights::Owned(Arc::new(owned)))
}
