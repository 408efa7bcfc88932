//! The folder of the authors' outputs, where `ESPNET_REFERENCE` says it is. Tests of every package
//! include this file, so that the variable means the same to all of them.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The folder, if the variable is set; else says that a test is skipped.
///
/// Tests run in their package's folder, but the variable is set in the workspace's: a relative path
/// begins there.
pub fn folder() -> Option<PathBuf> {
    let Some(folder) = env::var_os("ESPNET_REFERENCE") else {
        eprintln!("skipped: ESPNET_REFERENCE is not set");
        return None;
    };
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = package.ancestors().find(|folder| folder.join("Cargo.lock").exists());
    Some(workspace.unwrap_or(package).join(folder))
}
