//! A network as an executable: its crate is generated, built by cargo in release and kept.
//!
//! The crate's folder is named by a fingerprint of all that goes into it, so that a network is built
//! once; what it depends on is built once for all networks, in a target folder that they share.
//! Several processes may do this at the same time: files are put in place whole, the same content
//! goes to the same path, and cargo locks its target folder.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use espnet_compiler::blob;

use crate::{cache::Cache, errors::Error, network::Network, progress::Spinner};

/// `main.rs` of every crate.
const DRIVER: &str = include_str!("driver.rs");
/// The runtime in the source tree that this program was compiled from.
const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../runtime");
/// The lock file in that tree: networks are then built with the versions that were tested.
const LOCK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A built network.
#[derive(Debug)]
pub struct NetworkCrate {
    executable: PathBuf,
    /// Where it lies; deleted with it if it is temporary.
    _cache: Cache,
}

impl NetworkCrate {
    /// Generates the crate and builds it, unless that has been done before.
    ///
    /// # Errors
    /// If the cache folder cannot be written to, or cargo fails.
    pub fn build(network: &Network) -> Result<Self, Error> {
        let cache = Cache::open()?;
        let sources = Sources::new(network)?;
        let folder = cache.folder().join("crates").join(sources.name());
        sources.write(&folder).map_err(|source| Error::Cache { path: folder.clone(), source })?;
        let executable = cargo_build(&folder, &cache.folder().join("target"), network)?;
        Ok(NetworkCrate { executable, _cache: cache })
    }

    /// What starts the executable.
    pub fn command(&self) -> Command {
        Command::new(&self.executable)
    }

    /// Runs the executable and returns what it prints.
    ///
    /// # Errors
    /// If it cannot be started or fails; then with what it says.
    pub fn execute(&self, arguments: &[&std::ffi::OsStr]) -> Result<String, Error> {
        let output =
            self.command().args(arguments).stdin(Stdio::null()).output().map_err(|error| {
                Error::Execution(format!("{}: {error}", self.executable.display()))
            })?;
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

/// All that goes into a crate.
#[derive(Hash)]
struct Sources {
    dependency: String,
    network: String,
    driver: &'static str,
    lock: Option<String>,
}

impl Sources {
    fn new(network: &Network) -> Result<Self, Error> {
        let code = network.builder("Net").generate("")?.code;
        Ok(Sources {
            dependency: dependency(),
            network: format!("{code}\n{}\n{}", outputs_function(network), mask_function(network)),
            driver: DRIVER,
            lock: fs::read_to_string(LOCK).ok(),
        })
    }

    /// The crate's name, which tells it from all others: they share a target folder.
    fn name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (VERSION, self).hash(&mut hasher);
        format!("espnet-network-{:016x}", hasher.finish())
    }

    fn manifest(&self) -> String {
        let (name, dependency) = (self.name(), &self.dependency);
        format!(
            "[package]\n\
             name = \"{name}\"\n\
             version = \"0.0.0\"\n\
             edition = \"2024\"\n\
             publish = false\n\
             \n\
             [dependencies]\n\
             espnet = {{ {dependency}, default-features = false, features = [\"std\"] }}\n\
             \n\
             # Whatever lies above this folder is none of its business.\n\
             [workspace]\n\
             \n\
             [profile.release]\n\
             opt-level = 3\n\
             debug = false\n\
             panic = \"abort\"\n"
        )
    }

    fn write(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder.join("src"))?;
        put(&folder.join("Cargo.toml"), &self.manifest())?;
        put(&folder.join("src/main.rs"), self.driver)?;
        put(&folder.join("src/network.rs"), &self.network)?;
        let lock = folder.join("Cargo.lock");
        match &self.lock {
            // Cargo then takes out what the crate does not need.
            Some(text) if !lock.exists() => blob::write_whole(&lock, text.as_bytes()),
            _ => Ok(()),
        }
    }
}

/// How the crate finds the runtime: in the source tree if that is still there.
fn dependency() -> String {
    let tree =
        Path::new(RUNTIME).canonicalize().ok().filter(|path| path.join("Cargo.toml").exists());
    match tree.as_deref().and_then(Path::to_str) {
        // TOML's strings escape as JSON's do.
        Some(path) => format!("path = {}", serde_json::Value::from(path)),
        None => format!("version = \"={VERSION}\""),
    }
}

/// Writes a file that does not have this content yet: cargo goes by the time of the last change.
fn put(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    blob::write_whole(path, text.as_bytes())
}

/// `fn outputs` for the driver: name, N×C×H×W and numbers of each output of one forward pass.
fn outputs_function(network: &Network) -> String {
    let body = match network.compiled.plan.outputs.as_slice() {
        [_] => {
            "vec![(\"output\", Net::OUTPUT_SHAPE, net.forward_with_threads(input, workspace, threads).as_slice())]"
        }
        _ => {
            "let named = net.forward_with_threads(input, workspace, threads).by_name();
    let shapes = Net::OUTPUT_SHAPES.map(|(_, shape)| shape);
    named.into_iter().zip(shapes).map(|((name, numbers), shape)| (name, shape, numbers)).collect()"
        }
    };
    format!(
        "/// Name, N×C×H×W and numbers of each output.
pub fn outputs<'w>(
    net: &Net,
    input: &[f32; Net::INPUT_LEN],
    workspace: &'w mut ::espnet::generated::Workspace<{{ Net::ARENA_FLOATS }}>,
    threads: &mut ::espnet::Threads,
) -> Vec<(&'static str, [usize; 4], &'w [f32])> {{
    {body}
}}
"
    )
}

/// `fn mask` for the driver: the class of every pixel of one forward pass.
fn mask_function(network: &Network) -> String {
    let body = match network.compiled.plan.mask {
        Some(_) => "Some(net.forward_mask_with_threads(input, workspace, threads).as_slice())",
        None => "let _ = (net, input, workspace, threads);\n    None",
    };
    format!(
        "/// The class of every pixel, if the network tells.
pub fn mask<'w>(
    net: &Net,
    input: &[f32; Net::INPUT_LEN],
    workspace: &'w mut ::espnet::generated::Workspace<{{ Net::ARENA_FLOATS }}>,
    threads: &mut ::espnet::Threads,
) -> Option<&'w [u8]> {{
    {body}
}}
"
    )
}

/// Builds the crate and returns the executable's path.
fn cargo_build(folder: &Path, target: &Path, network: &Network) -> Result<PathBuf, Error> {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let spinner = Spinner::start(format!("building {}", network.compiled.plan.name));
    let built = Command::new(&program)
        .args(["build", "--release", "--message-format=json-render-diagnostics", "--target-dir"])
        .arg(target)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output();
    drop(spinner);
    let output = built.map_err(|source| Error::NoCargo {
        program: program.to_string_lossy().into_owned(),
        source,
    })?;
    let failure = |Output { stderr, .. }: &Output| Error::Cargo {
        folder: folder.into(),
        output: String::from_utf8_lossy(stderr).trim_end().into(),
    };
    if !output.status.success() {
        return Err(failure(&output));
    }
    executable(&String::from_utf8_lossy(&output.stdout)).ok_or_else(|| failure(&output))
}

/// The executable that cargo's messages, one JSON object a line, tell of.
fn executable(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_executable_is_the_artifact_that_can_be_executed() {
        let messages = r#"{"reason":"compiler-artifact","executable":null}
Not JSON.
{"reason":"compiler-artifact","executable":"/cache/target/release/net"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(executable(messages), Some("/cache/target/release/net".into()));
        assert_eq!(executable(""), None);
    }

    #[test]
    fn crates_with_other_content_have_other_names() {
        let sources = |network: &str| Sources {
            dependency: "version = \"=1.0.0\"".into(),
            network: network.into(),
            driver: DRIVER,
            lock: None,
        };
        assert_eq!(sources("a").name(), sources("a").name());
        assert_ne!(sources("a").name(), sources("b").name());
        let manifest = sources("a").manifest();
        assert!(manifest.contains("espnet = { version = \"=1.0.0\", default-features = false"));
    }
}
