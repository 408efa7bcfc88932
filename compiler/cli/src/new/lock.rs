//! The lock file of a new crate, with the versions of other crates that it was tested with.

use crate::sources::lock_file;

/// The lock files without the entry of the crate itself. tests/new.rs compares them with those that
/// cargo writes, and fails if they are out of date.
const PICTURES: &str = include_str!("templates/pictures.lock");
const FRAMES: &str = include_str!("templates/frames.lock");

/// Direct dependencies of a new crate; the last one is only needed for frames.
const DEPENDENCIES: [&str; 3] = ["espnet", "insta", "linuxvideo"];

/// Returns the lock file of a crate with this name.
pub fn lock(package: &str, camera: bool) -> String {
    let dependencies = if camera { &DEPENDENCIES[..] } else { &DEPENDENCIES[..2] };
    let dependencies: String = dependencies.iter().map(|name| format!(" \"{name}\",\n")).collect();
    let own = format!(
        "[[package]]\nname = \"{package}\"\nversion = \"0.1.0\"\ndependencies = [\n{dependencies}]"
    );
    let mut entries: Vec<&str> = entries(if camera { FRAMES } else { PICTURES }).collect();
    entries.push(&own);
    lock_file(entries)
}

/// Returns the names of all packages in the lock files.
pub fn names() -> impl Iterator<Item = &'static str> {
    let name = |entry: &'static str| {
        entry.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
    };
    entries(FRAMES).filter_map(name)
}

fn entries(lock: &str) -> impl Iterator<Item = &str> {
    lock.split("\n\n").map(str::trim_end).filter(|entry| entry.starts_with("[[package]]"))
}
