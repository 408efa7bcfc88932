//! Starts Python, for tests that compare results with those of Python packages. `ESPNET_PYTHON` names a Python
//! with the packages of `tests/requirements.txt`.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// The workspace's folder. The variable and the scripts' paths are relative to it, but tests run in
/// the folder of their package.
fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().find(|folder| folder.join("Cargo.lock").exists()).unwrap_or(package)
}

/// Returns the Python interpreter; if the variable is not set, prints that a test is skipped. A
/// relative path begins in the workspace's folder.
pub fn interpreter() -> Option<PathBuf> {
    let Some(python) = env::var_os("ESPNET_PYTHON").map(PathBuf::from) else {
        eprintln!("skipped: ESPNET_PYTHON is not set");
        return None;
    };
    match python.components().count() {
        1 => Some(python),
        _ => Some(workspace().join(python)),
    }
}

/// Runs a script of the workspace. If it fails, panics with its output.
#[track_caller]
pub fn run_script(python: &Path, script: impl AsRef<Path>, arguments: &[&Path]) {
    let output = Command::new(python)
        .arg(workspace().join(script))
        .args(arguments)
        // Several tests run at the same time.
        .env("OMP_NUM_THREADS", "1")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("ESPNET_PYTHON starts");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stdout));
}
