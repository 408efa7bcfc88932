//! Runs cargo on a network's crate: without a registry, and with sources from the cache alone.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::{errors::Error, progress::Spinner};

/// Builds the crate in `folder` and returns the executable's path.
///
/// # Errors
/// If cargo is missing or fails; the error has cargo's output.
pub fn build(folder: &Path, target: &Path, network: &str) -> Result<PathBuf, Error> {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let spinner = Spinner::start(format!("building {network}"));
    let built = Command::new(&program)
        .args(["build", "--release", "--offline", "--locked"])
        .args(["--message-format=json-render-diagnostics", "--target-dir"])
        .arg(target)
        .current_dir(folder)
        // The executable runs on this machine, so it must be built for it.
        .env_remove("CARGO_BUILD_TARGET")
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

/// Returns the path of the executable from cargo's messages, one JSON object per line.
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
}
