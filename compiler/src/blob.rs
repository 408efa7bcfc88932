//! Writes packed weights to a file that generated code includes.

use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    io,
    path::{Path, PathBuf},
};

/// Returns the bytes of a blob: little-endian floats.
pub fn bytes(blob: &[f32]) -> Vec<u8> {
    blob.iter().flat_map(|x| x.to_le_bytes()).collect()
}

/// Writes the blob to `folder` and returns its path. The file's name consists of `stem` and a hash of the
/// content.
///
/// An identical file is not written again, so that nothing is rebuilt unnecessarily.
///
/// # Errors
/// If the folder cannot be written to.
pub fn write(folder: &Path, stem: &str, blob: &[f32]) -> io::Result<PathBuf> {
    let bytes = bytes(blob);
    let mut hasher = DefaultHasher::new();
    hasher.write(&bytes);
    let path = folder.join(format!("{stem}-{:016x}.espnet", hasher.finish()));
    if fs::read(&path).is_ok_and(|present| present == bytes) {
        return Ok(path);
    }
    fs::create_dir_all(folder)?;
    write_whole(&path, &bytes)?;
    Ok(path)
}

/// Writes a file atomically: readers never see a part of it.
///
/// # Errors
/// If it cannot be written. The previous content then remains.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(format!(".{}.part", std::process::id()));
    let temporary = PathBuf::from(temporary);
    let result = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // The file may not even exist; the first error is the one to report.
        drop(fs::remove_file(&temporary));
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_is_written_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = write(folder.path(), "net", &[1.0, -2.0]).unwrap();
        assert_eq!(
            fs::read(&path).unwrap(),
            [1.0f32.to_le_bytes(), (-2.0f32).to_le_bytes()].concat()
        );
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(write(folder.path(), "net", &[1.0, -2.0]).unwrap(), path);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), modified);
        assert_ne!(write(folder.path(), "net", &[1.0, -3.0]).unwrap(), path);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_failed_write_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).unwrap();
        fs::write(taken.join("file"), "x").unwrap();
        assert!(write_whole(&taken, b"y").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
