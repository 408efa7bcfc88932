//! The option `--labels`: the name of a shipped set, or a file.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use espnet_compiler::spec::Labels;
use espnet_models::labels;

use crate::errors::Error;

/// Largest size of a file of labels, in bytes: 65536 names of 256 four-byte characters, with line
/// breaks.
const MAX_BYTES: u64 = 65_536 * (256 * 4 + 2);

/// Returns the set with this name, else the lines of the file.
///
/// # Errors
/// If there is no such set, and no file that can be read.
pub fn read(argument: &Path) -> Result<Labels, Error> {
    if let Some(name) = argument.to_str().filter(|name| labels::set(name).is_some()) {
        return Ok(Labels::Set(name.to_owned()));
    }
    let text = text(argument).map_err(|source| {
        let path = PathBuf::from(argument);
        Error::Labels { path, source, sets: labels::SETS.map(|(name, _)| name).join(", ") }
    })?;
    // Some editors begin a file with a byte order mark, which is no part of the first name.
    let text = text.trim_start_matches('\u{feff}').trim_end();
    Ok(Labels::List(text.lines().map(|line| line.trim().to_owned()).collect()))
}

fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    io::Read::read_to_string(&mut io::Read::take(fs::File::open(path)?, MAX_BYTES + 1), &mut text)?;
    if text.len() as u64 > MAX_BYTES {
        let message = format!("the file is longer than {MAX_BYTES} bytes, so it has no labels");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_a_set_or_the_lines_of_a_file() {
        assert_eq!(read(Path::new("imagenet")).unwrap(), Labels::Set("imagenet".into()));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pets.txt");
        fs::write(&path, "cat \r\n\ndog\n\n").unwrap();
        let names = ["cat", "", "dog"].map(String::from).to_vec();
        assert_eq!(read(&path).unwrap(), Labels::List(names));
        fs::write(&path, "\u{feff}cat\ndog\n").unwrap();
        assert_eq!(read(&path).unwrap(), Labels::List(["cat", "dog"].map(String::from).to_vec()));
        let message = read(Path::new("no/imagenet")).unwrap_err().to_string();
        assert!(message.starts_with("no/imagenet: cannot be read: "), "{message}");
        assert!(message.ends_with("sets: imagenet, pascal_voc, coco, cityscapes, cityscapes_19"));
    }
}
