//! Suggests a file for a path that does not exist.

use std::path::{Path, PathBuf};

use crate::spec::suggest;

/// Returns a file in the same folder whose name is similar to that of `path`; `None` if there is none or if
/// `path` exists.
pub fn similar_file(path: &Path) -> Option<PathBuf> {
    if path.exists() {
        return None;
    }
    let name = path.file_name()?.to_str()?;
    let folder = match path.parent()? {
        folder if folder.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let entries = folder.read_dir().ok()?.flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    // Folders list their files in any order; the first of equally similar names is taken.
    names.sort_unstable();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let near = suggest::nearest(name, &names)?;
    // A common extension does not make short names more similar.
    let stem = |name| Path::new(name).file_stem()?.to_str();
    suggest::nearest(stem(name)?, &[stem(near)?]).map(|_| path.with_file_name(near))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn misspelt_names_of_files_are_recognised() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for name in ["espnetv2.json", "espnetv2_seg.json"] {
            fs::write(folder.join(name), "").unwrap();
        }
        fs::create_dir(folder.join("espnetv")).unwrap();
        let similar = |name: &str| similar_file(&folder.join(name));
        assert_eq!(similar("espnet2.json"), Some(folder.join("espnetv2.json")));
        assert_eq!(similar("espnetv2-seg.json"), Some(folder.join("espnetv2_seg.json")));
        assert_eq!(similar("espnetv"), None, "a folder is no spec");
        assert_eq!(similar("other"), None);
        fs::write(folder.join("a.json"), "").unwrap();
        assert_eq!(similar("bcd.json"), None);
        assert_eq!(similar("none/espnet2.json"), None);
    }
}
