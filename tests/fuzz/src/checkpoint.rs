//! Checkpoints are refused with a readable error, or read completely; written and read again, they
//! are the same.

use espnet::abi::pack::{Parameter, Recipe};
use espnet_checkpoint::{Checkpoint, ErrorKind, Format, ShardIndex};

use crate::assert_readable;

/// Reads a file with the beginning that `torch.save` writes since PyTorch 1.6.
pub fn pytorch_zip(data: &[u8]) -> bool {
    read(data, Format::PytorchZip)
}

/// Reads a file with the beginning that `torch.save` wrote before.
pub fn pytorch_legacy(data: &[u8]) -> bool {
    read(data, Format::PytorchLegacy)
}

/// Reads a file with the beginning of safetensors.
pub fn safetensors(data: &[u8]) -> bool {
    read(data, Format::Safetensors)
}

/// Reads the index of a checkpoint in several files.
pub fn shard_index(data: &[u8]) -> bool {
    match ShardIndex::from_bytes(data) {
        Ok(index) => {
            for file in index.files() {
                let path = std::path::Path::new(file);
                let inside = |part| matches!(part, std::path::Component::Normal(_));
                assert!(path.components().all(inside), "{file:?} leaves the folder");
            }
            assert!(index.files().all(|file| index.tensors().any(|(_, of)| of == file)));
            true
        }
        Err(error) => {
            assert_readable(&error.to_string());
            false
        }
    }
}

/// A network whose parameters the seeds have, so that mutated checkpoints often fit it.
const RECIPE: Recipe<'static> = Recipe {
    parameters: &[Parameter { name: "w", shape: &[2] }, Parameter { name: "a.w", shape: &[1] }],
    unused: &[Parameter { name: "b", shape: &[2] }],
    packings: &[],
    len: 0,
};

/// Checks that bound tensors are the checkpoint's, in the shapes that the network needs.
fn bind(checkpoint: &Checkpoint) {
    match checkpoint.select(&RECIPE) {
        Ok((selected, source)) => {
            assert!(selected.iter().len() >= RECIPE.parameters.len());
            for parameter in RECIPE.parameters {
                let tensor = selected.get(parameter.name).expect("every parameter is there");
                assert_eq!(tensor.shape(), parameter.shape);
            }
            assert!(source.to_string().len() <= crate::MAX_MESSAGE);
        }
        Err(error) => assert_readable(&error.to_string()),
    }
}

/// Reads `data` if it is recognised as `format`.
fn read(data: &[u8], format: Format) -> bool {
    let checkpoint = match Checkpoint::from_bytes(data) {
        Ok(checkpoint) => checkpoint,
        Err(error) => {
            assert_readable(&error.to_string());
            return false;
        }
    };
    // Other formats have targets of their own.
    if checkpoint.format() != format {
        return false;
    }
    bind(&checkpoint);
    let elements: usize = checkpoint
        .iter()
        .map(|(_, tensor)| (tensor.shape(), tensor.data().len()))
        .chain(checkpoint.integers().map(|(_, tensor)| (tensor.shape(), tensor.data().len())))
        .map(|(shape, len)| {
            assert_eq!(shape.iter().product::<usize>(), len);
            len
        })
        .sum();
    assert!(elements <= data.len(), "{elements} elements from {} bytes", data.len());
    let written = match checkpoint.to_safetensors() {
        Ok(written) => written,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::InvalidTensor, "{error}");
            assert_readable(&error.to_string());
            return true;
        }
    };
    let again = Checkpoint::from_bytes(&written).expect("what was written can be read");
    assert_eq!(names(&again), names(&checkpoint));
    for (name, tensor) in checkpoint.iter() {
        let twin = again.get(name).expect("it has the same names");
        assert_eq!(twin.shape(), tensor.shape(), "{name}");
        // Bits are compared, since NaN does not equal itself.
        let bits = |data: &[f32]| data.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(twin.data()), bits(tensor.data()), "{name}");
    }
    for (name, tensor) in checkpoint.integers() {
        assert_eq!(again.integer(name), Some(tensor), "{name}");
    }
    assert!(again.to_safetensors().expect("as before") == written, "not a fixed point");
    true
}

fn names(checkpoint: &Checkpoint) -> Vec<&str> {
    let floats = checkpoint.iter().map(|(name, _)| name);
    floats.chain(checkpoint.integers().map(|(name, _)| name)).collect()
}
