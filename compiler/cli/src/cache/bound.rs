//! The limit of the cache's size, and the removal of old entries.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    Cache, Lock,
    kept::{self, Claim},
};
use crate::{arguments::note, errors::Error};

/// The environment variable with the limit in mebibytes.
const VARIABLE: &str = "ESPNET_CACHE_LIMIT";
const DEFAULT_MEBIBYTES: u64 = 1024;

/// Returns the limit in bytes.
///
/// # Errors
/// If the variable is set to something other than a number.
pub fn limit() -> Result<u64, Error> {
    let Some(text) = env::var_os(VARIABLE).filter(|text| !text.is_empty()) else {
        return Ok(DEFAULT_MEBIBYTES << 20);
    };
    let number = text.to_str().and_then(|text| text.parse::<u32>().ok());
    number.map(|mebibytes| u64::from(mebibytes) << 20).ok_or_else(|| {
        Error::Usage(format!(
            "{VARIABLE} is {text:?}; it must be the number of mebibytes that built networks may \
             take, such as {DEFAULT_MEBIBYTES}"
        ))
    })
}

/// A folder of the cache that is kept or removed as a whole.
pub struct Entry {
    /// The folder.
    pub folder: PathBuf,
    /// The size of its files, in bytes.
    pub bytes: u64,
    /// The time of its last use.
    pub used: SystemTime,
    /// Whether it holds a network; otherwise it holds sources and a target folder.
    pub is_network: bool,
}

impl Cache {
    /// Returns all entries, the least recently used first.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn entries(&self) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for (parent, is_network) in [(self.networks(), true), (self.builds(), false)] {
            let folders = match fs::read_dir(&parent) {
                Ok(folders) => folders.collect::<io::Result<Vec<_>>>(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
                Err(error) => Err(error),
            };
            for folder in folders.map_err(|source| Error::Cache { path: parent, source })? {
                let is_unfinished =
                    folder.file_name().to_string_lossy().starts_with(super::UNFINISHED);
                // File managers and others leave files of their own.
                if is_unfinished || !folder.file_type().is_ok_and(|kind| kind.is_dir()) {
                    continue;
                }
                let folder = folder.path();
                let (bytes, used) = (size(&folder), kept::last_used(&folder));
                entries.push(Entry { folder, bytes, used, is_network });
            }
        }
        entries.sort_by(|a, b| (a.used, &a.folder).cmp(&(b.used, &b.folder)));
        Ok(entries)
    }
}

impl Lock<'_> {
    /// Removes the least recently used entries until at most `limit` bytes are left. Running networks
    /// and the network `name` are never removed. An entry that cannot be removed stays, with a note.
    ///
    /// # Errors
    /// If the cache cannot be read.
    pub fn bound(&self, limit: u64, name: &str) -> Result<(), Error> {
        let entries = self.cache.entries()?;
        let mut total: u64 = entries.iter().map(|entry| entry.bytes).sum();
        let spared = self.cache.network(name);
        for entry in entries.iter().filter(|entry| entry.folder != spared) {
            if total <= limit {
                break;
            }
            match self.drop_entry(entry) {
                Ok(true) => total -= entry.bytes,
                Ok(false) => {}
                Err(error) => note(error),
            }
        }
        Ok(())
    }

    /// Removes an entry and returns true, or returns false if its network is running.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn drop_entry(&self, entry: &Entry) -> Result<bool, Error> {
        // The claim lasts until the folder is gone, so that no process begins to run the network meanwhile.
        let claim = kept::claim(&entry.folder);
        if entry.is_network && matches!(claim, Claim::Running) {
            return Ok(false);
        }
        fs::remove_dir_all(&entry.folder)
            .map_err(|source| Error::Remove { path: entry.folder.clone(), source })?;
        Ok(true)
    }
}

/// Returns the size of all files in a folder and below it; files that vanish meanwhile count as 0.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
}
