//! Finding the state dict in what a PyTorch file holds, and giving its tensors their bare names.
//!
//! A file holds the state dict itself, or a dictionary of a training run with the state dict under a
//! key of its own ([`NESTED`]) beside epochs, losses and the optimiser's state. Training on several
//! devices prefixes every name with `module.`.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};

use crate::error::{CheckpointError, ErrorKind, Problems, quoted, quoted_list};
use crate::limits::check_tensors;
use crate::value::{Id, Pickle, Storage, TensorRef, Value};
use crate::view::{AnyTensor, Budget, ByteOrder, View, unsupported_dtype};

/// Under which keys a training checkpoint may keep the weights, the likeliest first.
const NESTED: [&str; 3] = ["state_dict", "model_state_dict", "model"];

/// What every name starts with in a model that was trained on several devices.
const DATA_PARALLEL_PREFIX: &str = "module.";

/// Longest name of a tensor, in bytes.
pub(crate) const MAX_NAME: usize = 512;

/// A key that PyTorch sets aside for state that modules pickle themselves; never a weight.
const EXTRA_STATE: &str = "_extra_state";

/// Tensors that were read, by the names the file gives them.
pub(crate) type Tensors = BTreeMap<String, AnyTensor>;

/// Where a container keeps the bytes of storages.
pub(crate) trait Storages<'a> {
    /// All bytes of a storage whose element type is known, or what is wrong with it.
    fn bytes(&self, storage: &Storage<'a>) -> Result<&'a [u8], String>;

    /// The order of the bytes within an element.
    fn byte_order(&self) -> ByteOrder;
}

/// The tensors of a state dict by name; their elements are still in the container.
pub(crate) type StateDict<'p, 'a> = BTreeMap<&'a str, &'p TensorRef<'a>>;

/// Reads the elements of a state dict's tensors.
pub(crate) fn read_tensors<'a>(
    state_dict: &StateDict<'_, 'a>,
    storages: &impl Storages<'a>,
    budget: &mut Budget,
) -> Result<Tensors, CheckpointError> {
    let mut tensors = Tensors::new();
    let mut problems = Problems::default();
    for (&name, tensor) in state_dict {
        match read_tensor(tensor, storages, budget) {
            Ok(tensor) => {
                tensors.insert(name.to_string(), tensor);
            }
            Err(problem) => problems.push(|| format!("tensor {}: {problem}", quoted(name))),
        }
    }
    problems.into_result(ErrorKind::Malformed)?;
    Ok(tensors)
}

/// Finds the state dict in what the pickle holds.
pub(crate) fn find_state_dict<'p, 'a>(
    pickle: &'p Pickle<'a>,
) -> Result<StateDict<'p, 'a>, CheckpointError> {
    let pairs = state_dict_pairs(pickle)?;
    let mut entries = StateDict::new();
    let mut problems = Problems::default();
    for &(key, value) in pairs {
        let value = &pickle.values[value];
        let Value::Text(name) = pickle.values[key] else {
            problems
                .push(|| format!("a key of the state dict is {}", pickle.values[key].describe()));
            continue;
        };
        if name.len() > MAX_NAME {
            problems.push(|| format!("the name {} is longer than {MAX_NAME} bytes", quoted(name)));
            continue;
        }
        // As in Python, the last value of a key is the one that counts.
        match value {
            Value::Tensor(tensor) => {
                entries.insert(name, &**tensor);
            }
            // Something that runs code may stand where a tensor should; say so, do not pass it over.
            Value::Opaque(_) | Value::Global(_) if !name.ends_with(EXTRA_STATE) => {
                problems.push(|| {
                    format!(
                        "entry {} of the state dict should be a tensor but is {}",
                        quoted(name),
                        value.describe()
                    )
                });
            }
            _ => {
                entries.remove(name);
            }
        }
    }
    problems.into_result(ErrorKind::NoStateDict)?;
    check_tensors(entries.len())?;
    if entries.is_empty() {
        return Err(CheckpointError::new(ErrorKind::NoStateDict, no_tensors(pickle, pairs)));
    }
    Ok(entries)
}

/// The keys and values of the dictionary that should be the state dict.
fn state_dict_pairs<'p>(pickle: &'p Pickle<'_>) -> Result<&'p [(Id, Id)], CheckpointError> {
    let none = |message: String| Err(CheckpointError::new(ErrorKind::NoStateDict, message));
    let Value::Dict(root) = pickle.root() else {
        return none(format!(
            "a state dict is needed here, but the file holds {}; save `model.state_dict()` instead",
            pickle.root().describe()
        ));
    };
    for key in NESTED {
        match pickle.lookup(root, key) {
            Some(Value::Dict(nested)) => return Ok(nested),
            Some(value @ (Value::Opaque(_) | Value::Global(_))) => {
                return none(format!(
                    "a state dict is needed under `{key}`, which is {}",
                    value.describe()
                ));
            }
            _ => {}
        }
    }
    Ok(root)
}

/// Says of a dictionary without tensors what it does hold.
fn no_tensors(pickle: &Pickle<'_>, pairs: &[(Id, Id)]) -> String {
    if pairs.is_empty() {
        return "the state dict is empty".to_string();
    }
    let keys = pairs.iter().filter_map(|(key, _)| match pickle.values[*key] {
        Value::Text(text) => Some(text),
        _ => None,
    });
    format!(
        "no tensor found: the file holds a dictionary with the keys {}; tensors are needed in it or under {}",
        quoted_list(keys),
        quoted_list(NESTED)
    )
}

fn read_tensor<'a>(
    tensor: &TensorRef<'a>,
    storages: &impl Storages<'a>,
    budget: &mut Budget,
) -> Result<AnyTensor, String> {
    let storage = &tensor.storage;
    let dtype = storage.dtype().ok_or_else(|| {
        unsupported_dtype(&format!("{}.{}", storage.class.module, storage.class.name))
    })?;
    let mut bytes = storages.bytes(storage)?;
    if let Some((first, elements)) = storage.view {
        let size = dtype.size();
        let range = || {
            let end = first.checked_add(elements)?.checked_mul(size)?;
            bytes.get(first * size..end)
        };
        bytes = range().ok_or_else(|| {
            format!("its view of storage {} leaves the storage", quoted(storage.key))
        })?;
    }
    View {
        storage: bytes,
        dtype,
        byte_order: storages.byte_order(),
        offset: tensor.offset,
        shape: &tensor.shape,
        strides: &tensor.strides,
    }
    .read(budget)
}

/// Takes `module.` off the names, once or more often, where every name has it.
pub(crate) fn strip_data_parallel_prefix(mut tensors: Tensors) -> Tensors {
    while !tensors.is_empty() && tensors.keys().all(|name| name.starts_with(DATA_PARALLEL_PREFIX)) {
        tensors = tensors
            .into_iter()
            .map(|(name, tensor)| (name[DATA_PARALLEL_PREFIX.len()..].to_string(), tensor))
            .collect();
    }
    tensors
}
