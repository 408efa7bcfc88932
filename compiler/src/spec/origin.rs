//! The place a spec comes from: a file, or the name of a shipped spec.

use std::{
    ffi::{OsStr, OsString},
    fmt, io,
    path::{Path, PathBuf},
};

use espnet_models::specs;
use thiserror::Error;

use super::{Spec, suggest};
use crate::diagnostic::quoted;

/// A reference to a spec. It is the path of a file if it contains a slash or ends in `.json`; otherwise it is
/// the name of a shipped spec.
///
/// ```
/// use std::path::Path;
/// use espnet_compiler::spec::Origin;
///
/// assert_eq!(Origin::from("espnetv2").path(), None);
/// assert!(Origin::from("espnetv2").read().is_ok());
/// assert_eq!(Origin::from("espnetv2.json").path(), Some(Path::new("espnetv2.json")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(PathBuf);

/// The reason why the text of a spec cannot be read.
#[derive(Debug, Error)]
pub enum OriginError {
    /// No shipped spec has this name; the message lists the names.
    #[error("{0}")]
    Unknown(String),
    /// The file cannot be read.
    #[error(transparent)]
    File(io::Error),
}

impl Origin {
    /// Returns the path of the file; `None` if this is a name.
    pub fn path(&self) -> Option<&Path> {
        let text = self.0.to_string_lossy();
        (text.contains(['/', '\\']) || text.ends_with(".json")).then_some(&self.0)
    }

    /// Returns the path or the name, as a path.
    pub fn as_path(&self) -> &Path {
        &self.0
    }

    /// Returns the same origin with a relative path based at `folder`; names stay as they are.
    pub fn in_folder(&self, folder: &Path) -> Self {
        Origin(self.path().map_or_else(|| self.0.clone(), |path| folder.join(path)))
    }

    /// Reads the text of the spec.
    ///
    /// # Errors
    /// If no shipped spec has this name, or if the file cannot be read.
    pub fn read(&self) -> Result<String, OriginError> {
        match self.path() {
            Some(path) => Spec::read(path).map_err(OriginError::File),
            None => {
                let text = self.0.to_str().and_then(specs::named);
                text.map(str::to_owned)
                    .ok_or_else(|| OriginError::Unknown(Self::unknown(&self.to_string())))
            }
        }
    }

    /// Returns the message for a name that no shipped spec has.
    pub fn unknown(name: &str) -> String {
        let names = specs::ALL.map(|(name, _)| name);
        let meant = suggest::nearest(name, &names);
        let meant = meant.map(|meant| format!("did you mean {}? ", quoted(meant)));
        format!(
            "no spec is called {}; {}known specs: {}; a path has a `/` in it or ends in `.json`",
            quoted(name),
            meant.unwrap_or_default(),
            suggest::list(&names)
        )
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.display().fmt(f)
    }
}

impl From<PathBuf> for Origin {
    fn from(path: PathBuf) -> Self {
        Origin(path)
    }
}

impl From<OsString> for Origin {
    fn from(text: OsString) -> Self {
        Origin(text.into())
    }
}

impl From<&str> for Origin {
    fn from(text: &str) -> Self {
        Origin(text.into())
    }
}

impl AsRef<OsStr> for Origin {
    fn as_ref(&self) -> &OsStr {
        self.0.as_os_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_or_the_extension_tells_paths_from_names() {
        for path in ["a/b", "./espnetv2", "a\\b", "espnetv2.json", "/espnetv2", ".json"] {
            assert_eq!(Origin::from(path).path(), Some(Path::new(path)));
        }
        for name in ["espnetv2", "espnetv2.jso", "json", "", "espnetv2.json "] {
            assert_eq!(Origin::from(name).path(), None, "{name}");
        }
        let folder = Path::new("/folder");
        assert_eq!(Origin::from("a.json").in_folder(folder), Origin::from("/folder/a.json"));
        assert_eq!(Origin::from("espnetv2").in_folder(folder), Origin::from("espnetv2"));
    }

    #[test]
    fn shipped_specs_are_read_by_their_names() {
        for (name, text) in specs::ALL {
            assert_eq!(Origin::from(name).read().unwrap(), text);
            assert_eq!(Spec::parse(text).unwrap().name, name);
        }
        let message = |name: &str| Origin::from(name).read().unwrap_err().to_string();
        let known = specs::ALL.map(|(name, _)| format!("`{name}`")).join(", ");
        assert_eq!(
            message("espnetv3"),
            format!(
                "no spec is called `espnetv3`; did you mean `espnetv2`? known specs: {known}; a path has a `/` \
                 in it or ends in `.json`"
            )
        );
        assert!(message("yolo").starts_with("no spec is called `yolo`; known specs: "));
        assert!(matches!(Origin::from("no.json").read(), Err(OriginError::File(_))));
    }
}
