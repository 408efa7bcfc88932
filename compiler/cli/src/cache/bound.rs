//! How much the cache holds, and what is dropped when that is too much.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{Cache, Lock, kept};
use crate::errors::Error;

/// The environment variable that says how many mebibytes the cache may take.
const VARIABLE: &str = "ESPNET_CACHE_LIMIT";
const DEFAULT_MEBIBYTES: u64 = 1024;

/// How many bytes the cache may take.
///
/// # Errors
/// If the variable is set to something else than a number.
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

/// A folder that is kept or dropped as a whole.
pub struct Entry {
    /// The folder.
    pub folder: PathBuf,
    /// Its files' lengths together.
    pub bytes: u64,
    /// When it was used last.
    pub used: SystemTime,
    /// Whether it is a network, rather than what networks are built from.
    pub is_network: bool,
}

impl Cache {
    /// All that is kept, the longest unused first.
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
                if folder.file_name().to_string_lossy().starts_with(super::UNFINISHED) {
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
    /// Drops what has not been used for the longest time until `limit` bytes are left or less, but
    /// nothing that a process runs and not the network of that name.
    ///
    /// # Errors
    /// If the cache cannot be read, or something not be removed.
    pub fn bound(&self, limit: u64, name: &str) -> Result<(), Error> {
        let entries = self.cache.entries()?;
        let mut total: u64 = entries.iter().map(|entry| entry.bytes).sum();
        let spared = self.cache.network(name);
        for entry in entries.iter().filter(|entry| entry.folder != spared) {
            if total <= limit {
                break;
            }
            if self.drop_entry(entry)? {
                total -= entry.bytes;
            }
        }
        Ok(())
    }

    /// Removes a folder unless a process runs the network in it, and says whether it did.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn drop_entry(&self, entry: &Entry) -> Result<bool, Error> {
        if entry.is_network && kept::is_running(&entry.folder) {
            return Ok(false);
        }
        fs::remove_dir_all(&entry.folder)
            .map_err(|source| Error::Cache { path: entry.folder.clone(), source })?;
        Ok(true)
    }
}

/// The lengths of all files below a folder; files that vanish meanwhile count for nothing.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
}
