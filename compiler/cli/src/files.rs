//! Writing of results. A file is written completely or not at all, and a path that cannot be
//! written to is refused before the work begins.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use espnet_compiler::blob;

use crate::errors::Error;

/// Checks that a file can be written at `path`, and changes nothing there. `inputs` are the files that the
/// command reads.
///
/// # Errors
/// If the folder does not exist or cannot be written to, if `path` is a folder, or if it is an input.
pub fn check_writable<'a>(
    path: &Path,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> Result<(), Error> {
    let fail = |source| Error::Write { path: path.into(), source };
    if path.is_dir() {
        return Err(fail(io::Error::new(
            io::ErrorKind::IsADirectory,
            "it is a folder; name a file in it",
        )));
    }
    if is_special(path) {
        return Ok(());
    }
    if inputs.into_iter().any(|input| same(path, input)) {
        let message = "it is an input, and would be lost; name another file";
        return Err(fail(io::Error::new(io::ErrorKind::AlreadyExists, message)));
    }
    tempfile::NamedTempFile::new_in(folder(path)).map(drop).map_err(|error| {
        // The error leaves out the name of the temporary file, which would confuse.
        let kind = error.kind();
        fail(match kind {
            io::ErrorKind::NotFound => io::Error::new(kind, "its folder does not exist"),
            _ => io::Error::new(kind, format!("its folder takes no new file ({kind})")),
        })
    })
}

/// Checks that files can be written to the folder `path`, or that it can be created.
///
/// # Errors
/// If `path` is something other than a folder, or if it or, where it does not exist, the nearest
/// folder above it cannot be written to.
pub fn check_folder(path: &Path) -> Result<(), Error> {
    let there = path.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let fail = |kind, message| {
        let source = io::Error::new(kind, format!("{} {message}", there.display()));
        Error::Write { path: path.into(), source }
    };
    if !there.is_dir() {
        return Err(fail(io::ErrorKind::NotADirectory, "is no folder".into()));
    }
    tempfile::NamedTempFile::new_in(there)
        .map(drop)
        .map_err(|error| fail(error.kind(), format!("takes no new file ({})", error.kind())))
}

/// Writes a file so that no process ever sees half of it.
///
/// # Errors
/// If it cannot be written; an existing file is then unchanged.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let result = match is_special(path) {
        true => fs::write(path, bytes),
        false => blob::write_whole(path, bytes),
    };
    result.map_err(|source| Error::Write { path: path.into(), source })
}

/// Whether the path is something other than a file, such as a pipe or `/dev/null`, which must not
/// be replaced by a file.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.into(),
        _ => ".".into(),
    }
}

/// Returns whether both paths lead to the same existing file or folder, however they are written.
pub fn same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// Parses the value of an option for a path whose extension, in any case, is one of `extensions`.
///
/// # Errors
/// If the extension is another one: a message for the user, which lists the extensions.
pub fn with_extension(path: &str, extensions: &[&str]) -> Result<PathBuf, String> {
    let path = PathBuf::from(path);
    match extension(&path) {
        Some(found) if extensions.contains(&found.as_str()) => Ok(path),
        _ => Err(format!("the file name must end in .{}", extensions.join(", ."))),
    }
}

/// The extension in lower case.
pub fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_is_known_beforehand() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.png");
        check_writable(&path, []).unwrap();
        assert!(!path.exists(), "the check leaves nothing");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);

        let message = |path: &Path| check_writable(path, []).unwrap_err().to_string();
        assert!(message(folder.path()).ends_with("it is a folder; name a file in it"));
        assert!(message(&folder.path().join("no/out.png")).ends_with("its folder does not exist"));

        check_folder(folder.path()).unwrap();
        check_folder(&folder.path().join("new/folder")).unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let message = check_folder(&file.join("out")).unwrap_err().to_string();
        assert!(message.ends_with("file is no folder"), "{message}");
    }

    #[test]
    fn inputs_are_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let [input, other] = ["in.png", "other.png"].map(|name| folder.path().join(name));
        fs::write(&input, "a picture").unwrap();
        let same = folder.path().join(".").join("in.png");
        let message = check_writable(&same, [other.as_path(), &input]).unwrap_err().to_string();
        assert!(message.ends_with("it is an input, and would be lost; name another file"));
        check_writable(&input, [other.as_path()]).unwrap();
        check_writable(&other, [input.as_path()]).unwrap();
    }

    #[test]
    fn extensions_are_compared_without_case() {
        let read = |path| with_extension(path, &["png", "safetensors"]);
        assert_eq!(read("a/B.PNG"), Ok("a/B.PNG".into()));
        assert_eq!(read("a.gif"), Err("the file name must end in .png, .safetensors".into()));
        assert!(read("png").is_err());
    }
}
