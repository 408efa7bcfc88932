//! The container of PyTorch 1.6 and later: a zip archive that contains the pickle as `<root>/data.pkl` and
//! every storage as a file `<root>/data/<key>`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::error::{CheckpointError, ErrorKind, quoted, quoted_list};
use crate::foreign;
use crate::pickle::read_pickle;
use crate::state_dict::{Dictionaries, ReadDictionary, Storages};
use crate::value::Storage;
use crate::view::{Budget, ByteOrder};
use crate::zip::Archive;

const PICKLE: &str = "data.pkl";

struct ZipStorages<'a> {
    file: &'a [u8],
    archive: Archive<'a>,
    /// The folder that contains all entries, with its slash; empty if there is none.
    root: &'a str,
    byte_order: ByteOrder,
}

/// Reads the tensors of an archive.
pub(crate) fn read(file: &[u8]) -> Result<Vec<ReadDictionary>, CheckpointError> {
    let archive = Archive::read(file)?;
    if let Some(kind) = foreign::archive(&archive) {
        return Err(CheckpointError::new(ErrorKind::NotACheckpoint, kind));
    }
    let root = find_root(&archive)?;
    let range = archive.get(&format!("{root}{PICKLE}"))?.unwrap_or_default();
    let byte_order = match archive.get(&format!("{root}byteorder"))? {
        None => ByteOrder::Little,
        Some(range) => match &file[range.clone()] {
            b"little" => ByteOrder::Little,
            b"big" => ByteOrder::Big,
            _ => {
                return Err(CheckpointError::malformed(
                    "entry `byteorder` should be `little` or `big`",
                )
                .at(range.start));
            }
        },
    };
    let pickle = read_pickle(&file[..range.end], range.start)?;
    let storages = ZipStorages { file, archive, root, byte_order };
    Dictionaries::find(&pickle)?.read(&storages, &mut Budget::for_file(file))
}

/// The folder that contains the pickle, with its slash.
fn find_root<'a>(archive: &Archive<'a>) -> Result<&'a str, CheckpointError> {
    let mut roots = archive
        .names()
        .filter_map(|name| name.strip_suffix(PICKLE))
        .filter(|root| root.is_empty() || root.ends_with('/'));
    match (roots.next(), roots.next()) {
        (Some(root), None) => Ok(root),
        (Some(first), Some(second)) => Err(CheckpointError::malformed(format!(
            "the archive has several pickles, in {} and {}",
            quoted(first),
            quoted(second)
        ))),
        (None, _) => Err(CheckpointError::new(
            ErrorKind::NotACheckpoint,
            format!(
                "a zip archive without `{PICKLE}`, so not written by `torch.save`; it holds {}",
                quoted_list(archive.names())
            ),
        )),
    }
}

impl<'a> Storages<'a> for ZipStorages<'a> {
    fn bytes(&self, storage: &Storage<'a>) -> Result<&'a [u8], String> {
        let name = format!("{}data/{}", self.root, storage.key);
        let range = self
            .archive
            .get(&name)
            .map_err(|error| error.to_string())?
            .ok_or_else(|| format!("its storage {} is not in the archive", quoted(&name)))?;
        let size = storage.dtype().map_or(1, |dtype| dtype.size());
        let bytes = &self.file[range];
        if storage.elements.checked_mul(size) != Some(bytes.len()) {
            return Err(format!(
                "its storage {} should have {} elements of {size} bytes but has {} bytes",
                quoted(&name),
                storage.elements,
                bytes.len()
            ));
        }
        Ok(bytes)
    }

    fn byte_order(&self) -> ByteOrder {
        self.byte_order
    }
}
