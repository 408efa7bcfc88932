//! A network as an executable: its crate is generated, built by cargo in release mode, and kept.
//!
//! The crate's name is a fingerprint of everything that goes into it. A network with this name in the
//! cache is executed without cargo and without sources. Otherwise the sources of the crates that it depends
//! on are unpacked beside the crate, which refers to them by path; cargo builds them once for all networks.

mod cargo;
mod text;

use std::{
    fs, io,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    cache::{self, About, Cache, Kept, Lock, limit},
    errors::Error,
    network::Network,
    sources::Sources,
};
use text::CrateText;

/// A built network.
#[derive(Debug)]
pub struct NetworkCrate {
    kept: Kept,
    /// The cache that holds the executable; a temporary cache is deleted with this value.
    _cache: Cache,
}

impl NetworkCrate {
    /// Finds the network in the cache.
    ///
    /// # Errors
    /// If the cache cannot be written to.
    pub fn find(network: &Network) -> Result<Option<Self>, Error> {
        let text = CrateText::new(network, &Sources::fingerprint())?;
        let cache = Cache::open()?;
        Ok(cache.find(&text.name).map(|kept| NetworkCrate { kept, _cache: cache }))
    }

    /// Generates the crate and builds it, unless it is in the cache.
    ///
    /// # Errors
    /// If the cache cannot be written to, or if cargo fails.
    pub fn build(network: &Network) -> Result<Self, Error> {
        NetworkCrate::build_as(network, &network.compiled.plan.name)
    }

    /// Like [`build`](Self::build), under another name in the progress.
    pub fn build_as(network: &Network, title: &str) -> Result<Self, Error> {
        let (cache, limit) = (Cache::open()?, limit()?);
        let fingerprint = Sources::fingerprint();
        let text = CrateText::new(network, &fingerprint)?;
        if let Some(kept) = cache.find(&text.name) {
            return Ok(NetworkCrate { kept, _cache: cache });
        }
        let kept = {
            let lock = cache.lock()?;
            match cache.find(&text.name) {
                // Another process has built it in the meantime.
                Some(kept) => kept,
                None => {
                    build(&cache, &lock, &text, &fingerprint, network, title)?;
                    let kept = cache.find(&text.name).ok_or_else(|| Error::Cache {
                        path: cache.network(&text.name),
                        source: io::Error::other("the executable was stored but cannot be found"),
                    })?;
                    lock.bound(limit, &text.name)?;
                    kept
                }
            }
        };
        Ok(NetworkCrate { kept, _cache: cache })
    }

    /// Returns a command that starts the executable.
    pub fn command(&self) -> Command {
        Command::new(&self.kept.executable)
    }

    /// Returns the error for an executable that cannot be started.
    pub fn not_started(&self, source: io::Error) -> Error {
        Error::Start { path: self.kept.executable.clone(), source }
    }

    /// Runs the executable and returns what it prints.
    ///
    /// # Errors
    /// If it cannot be started or fails; the error has its output.
    pub fn execute(&self, arguments: &[&std::ffi::OsStr]) -> Result<String, Error> {
        let output = self.command().args(arguments).stdin(Stdio::null()).output();
        let output = output.map_err(|source| self.not_started(source))?;
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr);
            return Err(Error::Execution(match message.trim() {
                "" => output.status.to_string(),
                message => message.into(),
            }));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// Builds the crate and stores the executable in the cache.
fn build(
    cache: &Cache,
    lock: &Lock<'_>,
    text: &CrateText,
    fingerprint: &str,
    network: &Network,
    title: &str,
) -> Result<(), Error> {
    let sources = Sources::open().map_err(Error::Damaged)?;
    let folder = cache.build_folder(fingerprint);
    let crates = folder.join("crates");
    let own = crates.join(&text.name);
    let prepare = || {
        if !is_unpacked(&folder, &sources) {
            lock.put(&folder, sources.network())?;
        }
        cache::touch(&folder)?;
        // A folder of crates is left over from a build that failed.
        if crates.exists() {
            fs::remove_dir_all(&crates)?;
        }
        fs::create_dir(&crates)?;
        let files = text.files(&sources);
        lock.put(&own, files.iter().map(|(path, text)| (*path, text.as_str())))
    };
    prepare().map_err(|source| Error::Cache { path: folder.clone(), source })?;

    let plan = &network.compiled.plan;
    let target = folder.join("target");
    let executable = cargo::build(&own, &target, title)?;
    let about = About::new(
        plan.name.clone(),
        network.compiled.architecture.width_multiplier,
        [1, plan.input.channels, plan.input.height, plan.input.width],
    );
    let put = || {
        lock.keep(&text.name, &executable, about)?;
        fs::remove_dir_all(&crates)?;
        remove_named(&target, &text.name)
    };
    put().map_err(|source| Error::Cache { path: cache.network(&text.name), source })
}

/// Returns whether the folder holds this program's sources, unchanged.
fn is_unpacked(folder: &Path, sources: &Sources) -> bool {
    let is_same = |(path, text): (&str, &str)| {
        fs::read(folder.join(path)).is_ok_and(|present| present == text.as_bytes())
    };
    sources.network().all(is_same)
}

/// Removes cargo's output for the crate with this name, in every folder of the target folder.
fn remove_named(folder: &Path, name: &str) -> io::Result<()> {
    let prefixes = [name.to_owned(), name.replace('-', "_")];
    for entry in fs::read_dir(folder)? {
        let (entry, is_folder) =
            entry.and_then(|entry| Ok((entry.path(), entry.file_type()?.is_dir())))?;
        let file_name = entry.file_name().unwrap_or_default().to_string_lossy();
        match (prefixes.iter().any(|prefix| file_name.starts_with(prefix)), is_folder) {
            (true, true) => fs::remove_dir_all(&entry)?,
            (true, false) => fs::remove_file(&entry)?,
            (false, true) => remove_named(&entry, name)?,
            (false, false) => {}
        }
    }
    Ok(())
}
