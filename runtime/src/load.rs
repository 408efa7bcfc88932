//! Loading at run time: reads a checkpoint, binds its tensors to the network's parameters and packs them.

use std::{fmt, path::Path, sync::Arc};

use espnet_abi::{bind::BindError, pack::Recipe};
use espnet_checkpoint::{Checkpoint, CheckpointError};

use crate::{memory::Floats, simd::IsaError, weights::Weights};

/// The reasons why a network cannot be loaded from a checkpoint.
///
/// `Debug` shows the same message as [`Display`](fmt::Display), so a program may return this error from
/// `main`.
#[non_exhaustive]
pub enum LoadError {
    /// The checkpoint cannot be read.
    Checkpoint(CheckpointError),
    /// The checkpoint does not fit the network.
    Bind(BindError),
    /// `ESPNET_ISA` names an instruction set that is unknown or that this processor lacks.
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

/// Reads a checkpoint file, binds and packs its tensors.
pub(crate) fn open(path: &Path, recipe: &Recipe<'_>) -> Result<Weights, LoadError> {
    pack(&Checkpoint::open(path)?, recipe).map_err(|error| match error {
        LoadError::Bind(error) => LoadError::Bind(error.in_file(path.display().to_string())),
        error => error,
    })
}

/// Reads a checkpoint in memory, binds and packs its tensors.
pub(crate) fn from_bytes(bytes: &[u8], recipe: &Recipe<'_>) -> Result<Weights, LoadError> {
    pack(&Checkpoint::from_bytes(bytes)?, recipe)
}

fn pack(checkpoint: &Checkpoint, recipe: &Recipe<'_>) -> Result<Weights, LoadError> {
    let tensors = checkpoint.bind(recipe)?.tensors;
    let mut owned = Floats::zeroed(recipe.len);
    recipe.pack(&tensors, owned.as_mut_slice());
    Ok(Weights::Owned(Arc::new(owned)))
}
