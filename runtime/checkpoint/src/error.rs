//! The error of reading or writing a checkpoint, and its message.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::Format;

/// The largest number of characters that an error message quotes from a file, for example of a tensor's name.
const MAX_QUOTED_CHARS: usize = 120;

/// The largest number of problems of one kind that an error message lists. Further ones are only counted.
const MAX_LISTED: usize = 12;

/// The nature of a [`CheckpointError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file could not be read from disk.
    Io,
    /// The bytes are in none of the formats that this crate reads.
    NotACheckpoint,
    /// The bytes are in a known format but break its rules. The usual cause is a truncated file.
    Malformed,
    /// The file is valid but uses a feature that this crate does not read, such as a compressed archive.
    Unsupported,
    /// The file contains no mapping from names to tensors where one is needed. It may contain
    /// a call in its place; this crate never executes calls.
    NoStateDict,
    /// Reading the file would need more memory or work than its size justifies.
    TooLarge,
    /// Tensors passed to this crate are inconsistent, for example if the number of elements is not
    /// the product of the shape.
    InvalidTensor,
}

/// The reason why a checkpoint could not be read or written.
///
/// The [`Display`](fmt::Display) form is one message for a person. It contains the file's path, the format
/// and the byte at which the problem was found, if they are known.
#[derive(Debug)]
pub struct CheckpointError {
    kind: ErrorKind,
    message: String,
    format: Option<Format>,
    offset: Option<usize>,
    #[cfg(feature = "std")]
    path: Option<std::path::PathBuf>,
    #[cfg(feature = "std")]
    source: Option<std::io::Error>,
}

impl CheckpointError {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        CheckpointError {
            kind,
            message: message.into(),
            format: None,
            offset: None,
            #[cfg(feature = "std")]
            path: None,
            #[cfg(feature = "std")]
            source: None,
        }
    }

    pub(crate) fn malformed(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Malformed, message)
    }

    pub(crate) fn unsupported(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unsupported, message)
    }

    /// Adds the byte at which the problem was found, unless it is known already.
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.offset.get_or_insert(offset);
        self
    }

    /// Adds the format of the file, unless it is known already.
    pub(crate) fn in_format(mut self, format: Format) -> Self {
        self.format.get_or_insert(format);
        self
    }

    /// Adds the path of the file, unless it is known already.
    #[cfg(feature = "std")]
    pub(crate) fn in_file(mut self, path: &std::path::Path) -> Self {
        self.path.get_or_insert_with(|| path.to_path_buf());
        self
    }

    #[cfg(feature = "std")]
    pub(crate) fn io(source: std::io::Error) -> Self {
        let mut error = Self::new(ErrorKind::Io, "cannot be read");
        error.source = Some(source);
        error
    }

    /// The nature of the problem, for callers that treat different problems differently.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The format of the file, if it was recognised.
    pub fn format(&self) -> Option<Format> {
        self.format
    }

    /// The byte of the file, counted from 0, at which the problem was found.
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }

    /// The reason why the file could not be read from disk, if that is the problem.
    #[cfg(feature = "std")]
    pub fn io_error(&self) -> Option<&std::io::Error> {
        self.source.as_ref()
    }

    /// The path of the file, if the checkpoint was opened by path.
    #[cfg(feature = "std")]
    pub fn path(&self) -> Option<&std::path::Path> {
        self.path.as_deref()
    }
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "std")]
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        if let Some(format) = self.format {
            write!(f, "{format}: ")?;
        }
        f.write_str(&self.message)?;
        #[cfg(feature = "std")]
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        if let Some(offset) = self.offset {
            write!(f, " (at byte {offset})")?;
        }
        Ok(())
    }
}

impl core::error::Error for CheckpointError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        #[cfg(feature = "std")]
        if let Some(source) = &self.source {
            return Some(source);
        }
        None
    }
}

/// Problems of one kind, collected so that one error reports all of them.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    listed: Vec<String>,
    unlisted: usize,
}

impl Problems {
    /// Adds a problem. Beyond [`MAX_LISTED`] problems are only counted, so that a hostile file cannot cause
    /// an arbitrarily long message.
    pub(crate) fn push(&mut self, problem: impl FnOnce() -> String) {
        if self.listed.len() < MAX_LISTED {
            self.listed.push(problem());
        } else {
            self.unlisted += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// An error that lists the first [`MAX_LISTED`] problems and counts the others, if there are any.
    pub(crate) fn into_result(self, kind: ErrorKind) -> Result<(), CheckpointError> {
        if self.listed.is_empty() {
            return Ok(());
        }
        let mut message = self.listed.join("; ");
        if self.unlisted > 0 {
            message.push_str(&alloc::format!("; and {} more", self.unlisted));
        }
        Err(CheckpointError::new(kind, message))
    }
}

/// Prepares text from a file for a message: it is quoted, with control characters escaped, and cut if long.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("`");
    for (index, c) in text.chars().enumerate() {
        if index == MAX_QUOTED_CHARS {
            out.push('…');
            break;
        }
        if c == '\'' || c == '"' {
            out.push(c);
        } else {
            out.extend(c.escape_debug());
        }
    }
    out.push('`');
    out
}

/// Lists names from a file for a message. The list is cut if there are many.
pub(crate) fn quoted_list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    if names.is_empty() {
        return "nothing".into();
    }
    let shown: Vec<String> = names.iter().take(MAX_LISTED).map(|name| quoted(name)).collect();
    let mut out = shown.join(", ");
    if names.len() > MAX_LISTED {
        out.push_str(&alloc::format!(" and {} more", names.len() - MAX_LISTED));
    }
    out
}
