//! The container of PyTorch before 1.6: five pickles and the storages, one after the other.
//!
//! The pickles are a magic number, a protocol version, a description of the machine that saved the file, the
//! object itself, and the keys of the storages. For each key, the number of elements follows in eight bytes,
//! and then the elements.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::Bytes;
use crate::error::{CheckpointError, ErrorKind, quoted};
use crate::pickle::read_pickle;
use crate::state_dict::{Dictionaries, ReadDictionary, Storages};
use crate::value::{Global, Pickle, Storage, Value};
use crate::view::{Budget, ByteOrder, unsupported_dtype};

/// `0x1950a86a20f9469cfc6c`, little-endian.
const MAGIC: [u8; 10] = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
const PROTOCOL_VERSION: i64 = 1001;

struct LegacyStorages<'a> {
    bytes: BTreeMap<&'a str, &'a [u8]>,
    byte_order: ByteOrder,
}

/// Reads the tensors of a legacy file.
pub(crate) fn read(file: &[u8]) -> Result<Vec<ReadDictionary>, CheckpointError> {
    let magic = read_pickle(file, 0)?;
    if !matches!(magic.root(), Value::Long(digits) if *digits == MAGIC) {
        return Err(CheckpointError::new(
            ErrorKind::NotACheckpoint,
            format!(
                "a pickle of {}, not written by `torch.save`, whose legacy files start with a magic number",
                magic.root().describe()
            ),
        )
        .at(0));
    }
    let version = read_pickle(file, magic.end)?;
    if !matches!(version.root(), Value::Int(PROTOCOL_VERSION)) {
        return Err(CheckpointError::unsupported(format!(
            "the protocol version should be {PROTOCOL_VERSION}, the only one there is"
        ))
        .at(magic.end));
    }
    let system = read_pickle(file, version.end)?;
    let byte_order = byte_order(&system).map_err(|error| error.at(version.end))?;
    let object = read_pickle(file, system.end)?;
    let dictionaries = Dictionaries::find(&object)?;
    let keys = read_pickle(file, object.end)?;
    let storages = LegacyStorages {
        bytes: read_storages(file, &object, &keys, byte_order)
            .map_err(|error| error.at(object.end))?,
        byte_order,
    };
    dictionaries.read(&storages, &mut Budget::for_file(file))
}

/// The byte order of the machine that saved the file.
fn byte_order(system: &Pickle<'_>) -> Result<ByteOrder, CheckpointError> {
    let little = match system.root() {
        Value::Dict(pairs) => system.lookup(pairs, "little_endian"),
        _ => None,
    };
    match little {
        Some(Value::Bool(true)) => Ok(ByteOrder::Little),
        Some(Value::Bool(false)) => Ok(ByteOrder::Big),
        _ => Err(CheckpointError::malformed(
            "the description of the saving machine does not tell its byte order",
        )),
    }
}

/// The bytes of every storage by its key.
fn read_storages<'a>(
    file: &'a [u8],
    object: &Pickle<'a>,
    keys: &Pickle<'a>,
    byte_order: ByteOrder,
) -> Result<BTreeMap<&'a str, &'a [u8]>, CheckpointError> {
    let mut described: BTreeMap<&str, (Global<'_>, usize)> = BTreeMap::new();
    for storage in &object.storages {
        let this = (storage.class, storage.elements);
        if *described.entry(storage.key).or_insert(this) != this {
            return Err(CheckpointError::malformed(format!(
                "storage {} is described in two ways that disagree",
                quoted(storage.key)
            )));
        }
    }
    let Value::List(list) = keys.root() else {
        return Err(CheckpointError::malformed(format!(
            "the keys of the storages should be a list but are {}",
            keys.root().describe()
        )));
    };
    let mut found = BTreeMap::new();
    let mut bytes = Bytes::new(file, keys.end);
    for &id in list {
        let Value::Text(key) = keys.values[id] else {
            return Err(CheckpointError::malformed(format!(
                "the key of a storage should be a string but is {}",
                keys.values[id].describe()
            )));
        };
        let at = bytes.position();
        let Some(&(class, elements)) = described.get(key) else {
            return Err(CheckpointError::malformed(format!(
                "no tensor describes storage {}, so its size is unknown",
                quoted(key)
            ))
            .at(at));
        };
        let storage = Storage { key, class, elements, view: None };
        let Some(dtype) = storage.dtype() else {
            let class = format!("{}.{}", class.module, class.name);
            return Err(CheckpointError::unsupported(format!(
                "storage {}: {}",
                quoted(key),
                unsupported_dtype(&class)
            ))
            .at(at));
        };
        let mut count = bytes.array()?;
        if byte_order == ByteOrder::Big {
            count.reverse();
        }
        let count = u64::from_le_bytes(count);
        if usize::try_from(count) != Ok(elements) {
            return Err(CheckpointError::malformed(format!(
                "storage {} should have {elements} elements but announces {count}",
                quoted(key)
            ))
            .at(at));
        }
        let size = elements.saturating_mul(dtype.size());
        let taken = bytes.take(size)?;
        if found.insert(key, taken).is_some() {
            return Err(CheckpointError::malformed(format!(
                "storage {} is there twice",
                quoted(key)
            ))
            .at(at));
        }
    }
    Ok(found)
}

impl<'a> Storages<'a> for LegacyStorages<'a> {
    fn bytes(&self, storage: &Storage<'a>) -> Result<&'a [u8], String> {
        self.bytes
            .get(storage.key)
            .copied()
            .ok_or_else(|| format!("its storage {} is not in the file", quoted(storage.key)))
    }

    fn byte_order(&self) -> ByteOrder {
        self.byte_order
    }
}
