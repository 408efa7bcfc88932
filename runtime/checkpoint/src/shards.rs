//! The index of a checkpoint in several files, called shards: the file of each tensor.
//!
//! `model.safetensors.index.json` and `pytorch_model.bin.index.json` are JSON objects. Their field
//! `weight_map` is an object from names of tensors to names of files; the field `metadata` may have any
//! form.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};

use crate::bytes::Bytes;
use crate::error::{CheckpointError, ErrorKind, Problems, quoted};
use crate::json::Json;
use crate::limits::check_tensors;
use crate::state_dict::MAX_NAME;

/// The field that maps tensors to files.
const MAP: &str = "weight_map";

/// The index of a checkpoint in several files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardIndex {
    files: BTreeMap<String, String>,
}

impl ShardIndex {
    /// Reads an index from the bytes of its file.
    ///
    /// # Errors
    ///
    /// If the bytes are not a JSON object with a `weight_map` from names of tensors to names of files, or if
    /// a file is neither in the folder of the index nor below it.
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

    /// Returns the paths of the shards relative to the folder of the index, sorted, each once.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let files: alloc::collections::BTreeSet<&str> =
            self.files.values().map(String::as_str).collect();
        files.into_iter()
    }

    /// Returns the name of each tensor and the path of its file, sorted by the tensors' names.
    pub fn tensors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, file)| (name.as_str(), file.as_str()))
    }
}

/// Returns whether the bytes look like an index of shards, rather than other JSON text.
pub(crate) fn detect(bytes: &[u8]) -> bool {
    let key = format!("\"{MAP}\"");
    bytes.trim_ascii_start().first() == Some(&b'{')
        && bytes.windows(key.len()).any(|window| window == key.as_bytes())
}

/// Returns whether a relative path stays below its folder on every operating system.
fn lies_below(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', ':', '\0'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
