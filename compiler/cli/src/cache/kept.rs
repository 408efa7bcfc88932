//! Networks that have been built and are kept in the cache.

use std::{
    fs,
    fs::File,
    hash::{DefaultHasher, Hasher},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use serde::{Deserialize, Serialize};

use super::{Cache, Lock};

/// A file that a running network's process keeps locked; its modification time is the time of the last
/// use.
const USED: &str = "used";
const ABOUT: &str = "about.json";

/// A built network, which is not removed while this value exists.
#[derive(Debug)]
pub struct Kept {
    /// The path of the executable.
    pub executable: PathBuf,
    _used: File,
}

/// The description that is stored in a network's folder.
#[derive(Debug, Deserialize, Serialize)]
pub struct About {
    /// The spec's name.
    pub network: String,
    /// Its width multiplier.
    pub width_multiplier: f64,
    /// The shape of its input.
    pub input: [usize; 4],
    /// The checksum of the executable, which reveals damage.
    #[serde(default)]
    checksum: String,
}

impl About {
    /// Describes a network that has not been built yet.
    pub fn new(network: String, width_multiplier: f64, input: [usize; 4]) -> Self {
        About { network, width_multiplier, input, checksum: String::new() }
    }

    /// Reads the description from a network's folder.
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_str(&fs::read_to_string(folder.join(ABOUT)).ok()?).ok()
    }
}

impl Cache {
    /// Returns the network with this name, if it is in the cache and undamaged.
    pub fn find(&self, name: &str) -> Option<Kept> {
        let folder = self.network(name);
        let used = File::options().append(true).open(folder.join(USED)).ok()?;
        supported(used.lock_shared()).ok()?;
        let executable = folder.join(executable_name());
        let about = About::read(&folder)?;
        if checksum(&fs::read(&executable).ok()?) != about.checksum {
            return None;
        }
        // An error here is harmless: the network may only be removed too early.
        let _ = used.set_modified(SystemTime::now());
        Some(Kept { executable, _used: used })
    }
}

impl Lock<'_> {
    /// Stores a network that has been built.
    ///
    /// # Errors
    /// If the cache cannot be written to.
    pub fn keep(&self, name: &str, executable: &Path, about: About) -> io::Result<()> {
        self.put_with(&self.cache.network(name), |folder| {
            let copy = folder.join(executable_name());
            fs::copy(executable, &copy)?;
            let about = About { checksum: checksum(&fs::read(&copy)?), ..about };
            fs::write(folder.join(ABOUT), serde_json::to_string(&about)? + "\n")?;
            fs::write(folder.join(USED), "")
        })
    }
}

/// Returns the time at which a network or a folder of builds was last used.
pub fn last_used(folder: &Path) -> SystemTime {
    let file = fs::metadata(folder.join(USED)).or_else(|_| fs::metadata(folder));
    file.and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// Sets the time of a folder's last use to now.
///
/// # Errors
/// If it cannot be written to.
pub fn touch(folder: &Path) -> io::Result<()> {
    let file = File::options().create(true).append(true).open(folder.join(USED))?;
    file.set_modified(SystemTime::now())
}

/// The right to remove a network.
#[derive(Debug)]
pub enum Claim {
    /// No process runs the network, and none can begin to while the file is open.
    Granted { _used: Option<File> },
    /// A process runs the network.
    Running,
}

/// Claims the network in this folder. File systems without locks grant every claim.
pub fn claim(folder: &Path) -> Claim {
    let used = File::options().append(true).open(folder.join(USED)).ok();
    match used.as_ref().map(File::try_lock) {
        Some(Err(fs::TryLockError::WouldBlock)) => Claim::Running,
        _ => Claim::Granted { _used: used },
    }
}

/// Treats a file system without locks as success.
fn supported(locked: io::Result<()>) -> io::Result<()> {
    match locked {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        other => other,
    }
}

fn executable_name() -> String {
    format!("network{}", std::env::consts::EXE_SUFFIX)
}

fn checksum(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("{:016x}", hasher.finish())
}
