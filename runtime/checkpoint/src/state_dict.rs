//! Finds the dictionaries of tensors in a PyTorch file, and reads them.
//!
//! A file is the state dict itself, or the dictionary of a training run. The latter contains the state dict
//! under a key, usually one of [`STATE_DICTS`], beside epochs, losses, averaged copies and the optimiser's
//! state. Only a network can tell which of several dictionaries is meant, so all of them are read.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use espnet_abi::bind::STATE_DICTS;

use crate::error::{CheckpointError, ErrorKind, Problems, quoted, quoted_list};
use crate::limits::check_tensors;
use crate::value::{Id, Pickle, Storage, TensorRef, Value};
use crate::view::{AnyTensor, Budget, ByteOrder, View, unsupported_dtype};

/// The beginning of the keys of an optimiser's state, which contains no weights.
const OPTIMIZER: &str = "optim";

/// The largest number of items of a list or tuple that are searched.
const MAX_ITEMS: usize = 64;

/// The length of the longest name of a tensor, in bytes.
pub(crate) const MAX_NAME: usize = 512;

/// A key that PyTorch reserves for state that modules pickle themselves; it is never a weight.
const EXTRA_STATE: &str = "_extra_state";

/// The tensors that were read, by their names in the file.
pub(crate) type Tensors = BTreeMap<String, AnyTensor>;

/// Access to the bytes of a container's storages.
pub(crate) trait Storages<'a> {
    /// All bytes of a storage whose element type is known, or its problem.
    fn bytes(&self, storage: &Storage<'a>) -> Result<&'a [u8], String>;

    /// The order of the bytes within an element.
    fn byte_order(&self) -> ByteOrder;
}

/// The tensors of a state dict by name, before their elements are read. A refused tensor is `None`; the
/// reason is among the problems.
type StateDict<'p, 'a> = BTreeMap<&'a str, Option<&'p TensorRef<'a>>>;

/// A dictionary of tensors after reading.
#[derive(Debug)]
pub(crate) struct ReadDictionary {
    /// The keys that lead to the dictionary, joined by dots; empty for the root.
    pub path: String,
    pub tensors: Tensors,
    /// The reason why the tensors could not be read.
    pub unread: Option<String>,
}

/// Reads the elements of a state dict's tensors.
fn read_tensors<'a>(
    state_dict: &StateDict<'_, 'a>,
    storages: &impl Storages<'a>,
    budget: &mut Budget,
) -> Result<Tensors, CheckpointError> {
    let mut tensors = Tensors::new();
    let mut problems = Problems::default();
    for (&name, tensor) in state_dict {
        let Some(tensor) = tensor else { continue };
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

/// The dictionaries of tensors in a pickle: the state dict first, then the others from the outermost to the
/// innermost.
pub(crate) struct Dictionaries<'p, 'a>(Vec<Found<'p, 'a>>);

/// A dictionary of the pickle that contains tensors or refused tensors.
struct Found<'p, 'a> {
    path: String,
    entries: StateDict<'p, 'a>,
    problems: Problems,
}

impl<'p, 'a> Dictionaries<'p, 'a> {
    /// Finds the dictionaries. The state dict is under the first key of [`STATE_DICTS`] that the root
    /// has; if it has none, the state dict is the dictionary with the most tensors.
    pub(crate) fn find(pickle: &'p Pickle<'a>) -> Result<Self, CheckpointError> {
        let mut found = find_dictionaries(pickle);
        check_tensors(found.iter().map(|dictionary| dictionary.entries.len()).sum())?;
        if found.iter().any(|dictionary| !dictionary.entries.is_empty()) {
            found.retain(|dictionary| !dictionary.entries.is_empty());
        }
        let first = state_dict(pickle, &found)?.ok_or_else(|| nothing(pickle))?;
        found[..=first].rotate_right(1);
        if let Some(state_dict) = found.first_mut() {
            core::mem::take(&mut state_dict.problems).into_result(ErrorKind::NoStateDict)?;
        }
        Ok(Dictionaries(found))
    }

    /// Reads the tensors. A fault in the state dict is an error. For other dictionaries, the reason is stored
    /// in `unread`.
    pub(crate) fn read(
        self,
        storages: &impl Storages<'a>,
        budget: &mut Budget,
    ) -> Result<Vec<ReadDictionary>, CheckpointError> {
        let mut read = Vec::with_capacity(self.0.len());
        for Found { path, entries, problems } in self.0 {
            let tensors = problems
                .into_result(ErrorKind::NoStateDict)
                .and_then(|()| read_tensors(&entries, storages, budget));
            read.push(match tensors {
                Ok(tensors) => ReadDictionary { path, tensors, unread: None },
                Err(error) if read.is_empty() => return Err(error),
                Err(error) => ReadDictionary {
                    path,
                    tensors: Tensors::new(),
                    unread: Some(error.to_string()),
                },
            });
        }
        Ok(read)
    }
}

/// Searches dictionaries, lists and tuples from the root, breadth first, except the state of an optimiser.
/// Each is visited once, under its shortest path.
fn find_dictionaries<'p, 'a>(pickle: &'p Pickle<'a>) -> Vec<Found<'p, 'a>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([pickle.root]);
    let mut waiting = VecDeque::from([(pickle.root, String::new())]);
    while let Some((id, path)) = waiting.pop_front() {
        let mut enter = |id: Id, key: &str| {
            let inner = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
            if inner.len() <= MAX_NAME && seen.insert(id) {
                waiting.push_back((id, inner));
            }
        };
        match &pickle.values[id] {
            Value::List(items) | Value::Tuple(items) => {
                for (index, &item) in items.iter().enumerate().take(MAX_ITEMS) {
                    if is_container(&pickle.values[item]) {
                        enter(item, &index.to_string());
                    }
                }
            }
            Value::Dict(pairs) => {
                // As in Python, the last value of a key counts.
                let mut inner: BTreeMap<&str, Id> = BTreeMap::new();
                for &(key, value) in pairs {
                    if let Value::Text(key) = pickle.values[key] {
                        inner.insert(key, value);
                    }
                }
                for (key, value) in inner {
                    if is_container(&pickle.values[value]) && !key.starts_with(OPTIMIZER) {
                        enter(value, key);
                    }
                }
                let (entries, problems) = entries(pickle, pairs);
                if !entries.is_empty() || (id == pickle.root && !problems.is_empty()) {
                    found.push(Found { path, entries, problems });
                }
            }
            _ => {}
        }
    }
    found
}

fn is_container(value: &Value<'_>) -> bool {
    matches!(value, Value::Dict(_) | Value::List(_) | Value::Tuple(_))
}

/// Returns the tensors of a dictionary, and problems with entries that should be tensors.
fn entries<'p, 'a>(pickle: &'p Pickle<'a>, pairs: &[(Id, Id)]) -> (StateDict<'p, 'a>, Problems) {
    let mut entries = StateDict::new();
    let mut problems = Problems::default();
    for &(key, value) in pairs {
        let value = &pickle.values[value];
        let tensor = matches!(value, Value::Tensor(_) | Value::Refused(_));
        let name = match pickle.values[key] {
            Value::Text(name) => name,
            // Values under keys that are not text are ignored, unless they are tensors.
            _ if !tensor => continue,
            _ => {
                problems.push(|| {
                    format!("a key of the state dict is {}", pickle.values[key].describe())
                });
                continue;
            }
        };
        if tensor && name.len() > MAX_NAME {
            problems.push(|| format!("the name {} is longer than {MAX_NAME} bytes", quoted(name)));
            continue;
        }
        match value {
            Value::Tensor(tensor) => {
                entries.insert(name, Some(tensor));
            }
            Value::Refused(reason) => {
                entries.insert(name, None);
                problems.push(|| format!("tensor {}: it is {reason}", quoted(name)));
            }
            // If the result of a call is stored in the place of a tensor, it is reported, not ignored.
            Value::Opaque(_) | Value::Global(_) if !name.ends_with(EXTRA_STATE) => {
                entries.remove(name);
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
    (entries, problems)
}

/// Returns the index of the dictionary that is the state dict.
fn state_dict(
    pickle: &Pickle<'_>,
    found: &[Found<'_, '_>],
) -> Result<Option<usize>, CheckpointError> {
    if let Value::Dict(root) = pickle.root() {
        for key in STATE_DICTS {
            let value = pickle.lookup(root, key);
            if let Some(value @ (Value::Opaque(_) | Value::Global(_))) = value {
                return Err(CheckpointError::new(
                    ErrorKind::NoStateDict,
                    format!("a state dict is needed under `{key}`, which is {}", value.describe()),
                ));
            }
            if let Some(at) = found.iter().position(|dictionary| dictionary.path == key) {
                return Ok(Some(at));
            }
        }
    }
    let most = found.iter().map(|dictionary| dictionary.entries.len()).max();
    Ok(found.iter().position(|dictionary| Some(dictionary.entries.len()) == most))
}

/// Returns the error for a file without named tensors, with a description of its content.
fn nothing(pickle: &Pickle<'_>) -> CheckpointError {
    let message = match pickle.root() {
        Value::Dict(root) => no_tensors(pickle, root),
        other => format!(
            "a state dict is needed here, but the file holds {}; save `model.state_dict()` instead",
            other.describe()
        ),
    };
    CheckpointError::new(ErrorKind::NoStateDict, message)
}

/// Describes the content of a dictionary without tensors.
fn no_tensors(pickle: &Pickle<'_>, pairs: &[(Id, Id)]) -> String {
    if pairs.is_empty() {
        return "the state dict is empty".to_string();
    }
    let keys = pairs.iter().filter_map(|(key, _)| match pickle.values[*key] {
        Value::Text(text) => Some(text),
        _ => None,
    });
    format!(
        "no tensor found: the file holds a dictionary with the keys {}; tensors are needed in it or in a dictionary under one of them, such as {}",
        quoted_list(keys),
        quoted_list(STATE_DICTS)
    )
}

fn read_tensor<'a>(
    tensor: &TensorRef<'a>,
    storages: &impl Storages<'a>,
    budget: &mut Budget,
) -> Result<AnyTensor, String> {
    let storage = &tensor.storage;
    let dtype = tensor.dtype().map_err(|name| unsupported_dtype(&name))?;
    let mut bytes = storages.bytes(storage)?;
    if let Some((first, elements)) = storage.view {
        let size = storage.dtype().unwrap_or(dtype).size();
        let range = || {
            let end = first.checked_add(elements)?.checked_mul(size)?;
            bytes.get(first * size..end)
        };
        bytes = range().ok_or_else(|| {
            format!("its view of storage {} leaves the storage", quoted(storage.key))
        })?;
    }
    let read = View {
        storage: bytes,
        dtype,
        byte_order: storages.byte_order(),
        offset: tensor.offset,
        shape: &tensor.shape,
        strides: &tensor.strides,
    }
    .read(budget)?;
    if tensor.negative { read.negated() } else { Ok(read) }
}
