//! The authors' outputs, where `ESPNET_REFERENCE` says they are.

use std::{env, path::PathBuf};

/// The folder, if the variable is set; else says so, once per test that asks.
pub fn folder() -> Option<PathBuf> {
    let folder = env::var_os("ESPNET_REFERENCE").map(PathBuf::from);
    match folder {
        // Tests run in their package's folder, the variable is meant from the workspace's.
        Some(folder) if folder.is_relative() => {
            let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
            Some(workspace.join(folder))
        }
        Some(folder) => Some(folder),
        None => {
            eprintln!("skipped: ESPNET_REFERENCE is not set");
            None
        }
    }
}
