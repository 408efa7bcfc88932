//! Checkpoints, as files in memory.

use espnet::checkpoint::{Tensor, write_safetensors};
use espnet_compiler::{plan::Plan, random::random_checkpoint};

/// These tensors in a file of safetensors.
pub fn file(tensors: &[(String, Tensor)]) -> Vec<u8> {
    write_safetensors(tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)))
        .expect("names are distinct")
}

/// Random weights of a network, the same for the same seed, in such a file.
pub fn random(plan: &Plan, seed: u64) -> Vec<u8> {
    file(&random_checkpoint(plan, seed))
}
