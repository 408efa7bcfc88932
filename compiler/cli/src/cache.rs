//! Where built networks are kept.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::{arguments::note, errors::Error};

/// The environment variable that names the folder.
const VARIABLE: &str = "ESPNET_CACHE";

/// A folder for networks' crates and what cargo makes of them.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Deleted when dropped.
    _temporary: Option<TempDir>,
}

impl Cache {
    /// The folder that `ESPNET_CACHE` names, else the platform's for caches, else a temporary one
    /// that lasts as long as the value.
    ///
    /// # Errors
    /// If the folder that `ESPNET_CACHE` names cannot be written to, or no temporary one be made.
    pub fn open() -> Result<Self, Error> {
        if let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            let path = PathBuf::from(path);
            return match std::path::absolute(&path).and_then(usable) {
                Ok(folder) => Ok(Cache { folder, _temporary: None }),
                Err(source) => Err(Error::Cache { path, source }),
            };
        }
        if let Some(path) = platform() {
            match usable(path.clone()) {
                Ok(folder) => return Ok(Cache { folder, _temporary: None }),
                Err(error) => note(format_args!(
                    "{}: {error}; the network is built in a temporary folder and not kept",
                    path.display()
                )),
            }
        }
        // Not a fixed name below the temporary folder: others could have put a crate there.
        let temporary = TempDir::with_prefix("espnet-")
            .map_err(|source| Error::Cache { path: env::temp_dir(), source })?;
        Ok(Cache { folder: temporary.path().into(), _temporary: Some(temporary) })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The folder, made if need be, if files can be written in it.
fn usable(folder: PathBuf) -> io::Result<PathBuf> {
    fs::create_dir_all(&folder)?;
    tempfile::tempfile_in(&folder)?;
    Ok(folder)
}

/// The user's folder for caches, by the platform's conventions.
fn platform() -> Option<PathBuf> {
    let variable = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || env::home_dir().filter(|path| path.is_absolute());
    let caches = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    };
    caches.map(|caches| caches.join("espnet"))
}
