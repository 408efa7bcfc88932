//! The index of a checkpoint in several files: which tensor lies in which of them.
//!
//! `model.safetensors.index.json` and `pytorch_model.bin.index.json` are objects with the names of files
//! by the names of tensors under `weight_map`, beside `metadata` of any form.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};

use crate::bytes::Bytes;
use crate::error::{CheckpointError, ErrorKind, Problems, quoted};
use crate::json::Json;
use crate::limits::check_tensors;
use crate::state_dict::MAX_NAME;

/// The field with the names.
const MAP: &str = "weight_map";

/// An index of shards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardIndex {
    files: BTreeMap<String, String>,
}

impl ShardIndex {
    /// Reads an index.
    ///
    /// # Errors
    ///
    /// When the bytes are no JSON object with a `weight_map` from names to names of files, or a file is
    /// not one in the folder of the index or below it.
    ///
    /// ```
    /// use espnet_checkpoint::ShardIndex;
    ///
    /// let index = ShardIndex::from_bytes(br#"{"weight_map": {"a.weight": "model-1.safetensors"}}"#)?;
    /// assert_eq!(index.files().collect::<Vec<_>>(), ["model-1.safetensors"]);
    /// assert!(ShardIndex::from_bytes(br#"{"weight_map": {"a.weight": "../other"}}"#).is_err());
    /// # Ok::<(), espnet_checkpoint::CheckpointError>(())
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<ShardIndex, CheckpointError> {
        let mut json = Json::new(Bytes::new(bytes, 0));
        let mut files: Option<BTreeMap<String, String>> = None;
        let mut problems = Problems::default();
        json.object(|json, key| {
            let at = json.position();
            if key != MAP {
                return json.skip_value();
            }
            if files.is_some() {
                let message = format!("the index has `{MAP}` twice");
                return Err(CheckpointError::malformed(message).at(at));
            }
            let map = files.insert(BTreeMap::new());
            json.object(|json, name| {
                let at = json.position();
                let file = json.string()?;
                if name.len() > MAX_NAME || file.len() > MAX_NAME {
                    let message = format!("a name in `{MAP}` is longer than {MAX_NAME} bytes");
                    return Err(CheckpointError::malformed(message).at(at));
                }
                check_tensors(map.len() + 1)?;
                if !lies_below(&file) {
                    problems.push(|| {
                        format!(
                            "the shard {} leaves the folder of the index; shards lie beside it",
                            quoted(&file)
                        )
                    });
                }
                if map.insert(name.to_string(), file.into_owned()).is_some() {
                    problems.push(|| format!("`{MAP}` has the tensor {} twice", quoted(&name)));
                }
                Ok(())
            })
        })?;
        json.end()?;
        problems.into_result(ErrorKind::Malformed)?;
        match files {
            Some(files) if !files.is_empty() => Ok(ShardIndex { files }),
            _ => Err(CheckpointError::new(
                ErrorKind::NotACheckpoint,
                format!("JSON text without a `{MAP}`, so not the index of a checkpoint's shards"),
            )),
        }
    }

    /// The names of the files, each once, sorted: paths from the folder of the index.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let files: alloc::collections::BTreeSet<&str> =
            self.files.values().map(String::as_str).collect();
        files.into_iter()
    }

    /// The file of each tensor, sorted by the names of tensors.
    pub fn tensors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, file)| (name.as_str(), file.as_str()))
    }
}

/// Whether bytes are the index of shards, rather than other JSON text.
pub(crate) fn detect(bytes: &[u8]) -> bool {
    let key = format!("\"{MAP}\"");
    bytes.trim_ascii_start().first() == Some(&b'{')
        && bytes.windows(key.len()).any(|window| window == key.as_bytes())
}

/// Whether a path stays in the folder that it begins at, on every system.
fn lies_below(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', ':', '\0'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
