//! A checkpoint's tensors in the form that binding takes.

use alloc::vec::Vec;

use espnet_abi::bind::Candidate;

use crate::Checkpoint;

impl Checkpoint {
    /// Every tensor, for [`Recipe::bind`](espnet_abi::pack::Recipe::bind); integer tensors without
    /// their data.
    pub fn candidates(&self) -> Vec<Candidate<'_>> {
        let floats = self.iter().map(|(name, tensor)| Candidate {
            name,
            shape: tensor.shape(),
            data: Some(tensor.data()),
        });
        let integers = self.integers().map(|(name, tensor)| Candidate {
            name,
            shape: tensor.shape(),
            data: None,
        });
        floats.chain(integers).collect()
    }
}
