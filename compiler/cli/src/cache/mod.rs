//! The cache of built networks, and of the sources that they are built from.
//!
//! ```text
//! lock                locked by the process that builds, replaces or removes anything here
//! networks/NAME/      a built network; its file `used` is locked while the network runs, and the
//!                     time of this file is that of the last use
//! builds/FINGERPRINT/ the sources in one version of this program, the crates that are built from
//!                     them, and cargo's target folder
//! ```
//!
//! Folders are created under a temporary name and then renamed, so that a folder with its final name is
//! complete.

mod bound;
pub mod command;
mod kept;

use std::{
    env, fs,
    fs::File,
    io,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::{arguments::note, errors::Error, sources::write_all};

pub use bound::limit;
pub use kept::{About, Kept, touch};

/// The environment variable that names the folder.
const VARIABLE: &str = "ESPNET_CACHE";

/// The beginning of the names of unfinished folders.
const UNFINISHED: &str = ".unfinished-";

/// A folder for built networks.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// The temporary folder, if there is no other; deleted when the value is dropped.
    _temporary: Option<TempDir>,
}

impl Cache {
    /// Opens the folder that `ESPNET_CACHE` names, else the platform's folder for caches, else a
    /// temporary folder that is deleted when the value is dropped.
    ///
    /// # Errors
    /// If the folder that `ESPNET_CACHE` names cannot be written to, or if no temporary folder can be
    /// created.
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
        // A fixed name in the shared temporary folder would be unsafe: another user could have put a
        // crate there.
        let temporary = TempDir::with_prefix("espnet-")
            .map_err(|source| Error::Cache { path: env::temp_dir(), source })?;
        Ok(Cache { folder: temporary.path().into(), _temporary: Some(temporary) })
    }

    /// Returns the path of the cache.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the folder of the network with this name, whether it exists or not.
    pub fn network(&self, name: &str) -> PathBuf {
        self.networks().join(name)
    }

    /// Returns the folder for builds from the sources with this fingerprint.
    pub fn build_folder(&self, fingerprint: &str) -> PathBuf {
        self.builds().join(fingerprint)
    }

    fn networks(&self) -> PathBuf {
        self.folder.join("networks")
    }

    fn builds(&self) -> PathBuf {
        self.folder.join("builds")
    }

    /// Waits until no other process changes the cache, and removes unfinished folders of earlier
    /// processes; those that cannot be removed stay, with a note.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn lock(&self) -> Result<Lock<'_>, Error> {
        let lock = || {
            let file = File::options().create(true).append(true).open(self.folder.join("lock"))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => {
                    note("another process builds a network; this one waits for it");
                    file.lock()?;
                }
                // Some file systems do not support locks.
                Err(fs::TryLockError::Error(error))
                    if error.kind() == io::ErrorKind::Unsupported => {}
                Err(fs::TryLockError::Error(error)) => return Err(error),
            }
            for folder in [self.networks(), self.builds()] {
                fs::create_dir_all(&folder)?;
                for entry in fs::read_dir(&folder)? {
                    let entry = entry?;
                    if entry.file_name().to_string_lossy().starts_with(UNFINISHED)
                        && let Err(source) = fs::remove_dir_all(entry.path())
                    {
                        note(Error::Remove { path: entry.path(), source });
                    }
                }
            }
            Ok(file)
        };
        match lock() {
            Ok(file) => Ok(Lock { cache: self, _file: file }),
            Err(source) => Err(Error::Cache { path: self.folder.clone(), source }),
        }
    }
}

/// The exclusive right to change the cache, which ends when this is dropped.
#[derive(Debug)]
pub struct Lock<'c> {
    cache: &'c Cache,
    _file: File,
}

impl Lock<'_> {
    /// Creates a folder with these texts, and replaces an existing one.
    ///
    /// # Errors
    /// If it cannot be created; the folder does not exist then.
    pub fn put<'a>(
        &self,
        folder: &Path,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> io::Result<()> {
        self.put_with(folder, |unfinished| write_all(unfinished, texts))
    }

    /// Creates a folder with the files that `fill` writes, and replaces an existing one.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn put_with(
        &self,
        folder: &Path,
        fill: impl FnOnce(&Path) -> io::Result<()>,
    ) -> io::Result<()> {
        let parent = folder.parent().unwrap_or(self.cache.folder());
        let unfinished = TempDir::with_prefix_in(UNFINISHED, parent)?;
        fill(unfinished.path())?;
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::rename(unfinished.path(), folder)?;
        // The folder has been renamed, so that there is nothing left to delete.
        let _ = unfinished.keep();
        Ok(())
    }
}

/// Creates the folder if needed, and checks that files can be written in it.
fn usable(folder: PathBuf) -> io::Result<PathBuf> {
    fs::create_dir_all(&folder)?;
    tempfile::tempfile_in(&folder)?;
    Ok(folder)
}

/// Returns the user's folder for caches, by the platform's conventions.
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
