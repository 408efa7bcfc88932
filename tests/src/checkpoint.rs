//! Checkpoints, as files in memory.

use espnet::checkpoint::{Tensor, write_safetensors};
use espnet_compiler::{plan::Plan, random::random_checkpoint};

/// Writes these tensors as a safetensors file.
pub fn file(tensors: &[(String, Tensor)]) -> Vec<u8> {
    write_safetensors(tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)))
        .expect("names are distinct")
}

/// Writes random weights of a network as such a file; the same seed gives the same weights.
pub fn random(plan: &Plan, seed: u64) -> Vec<u8> {
    file(&random_checkpoint(plan, seed))
}
