//! Finds the folder of the authors' outputs, which `ESPNET_REFERENCE` names. Tests of every package
//! include this file, so that the variable means the same to all of them.

use std::{
    env,
    path::{Path, PathBuf},
};

/// Returns the folder; if the variable is not set, prints that a test is skipped.
///
/// A relative path begins in the workspace's folder, although tests run in the folder of their
/// package.
pub fn folder() -> Option<PathBuf> {
    let Some(folder) = env::var_os("ESPNET_REFERENCE") else {
        eprintln!("skipped: ESPNET_REFERENCE is not set");
        return None;
    };
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = package.ancestors().find(|folder| folder.join("Cargo.lock").exists());
    Some(workspace.unwrap_or(package).join(folder))
}
