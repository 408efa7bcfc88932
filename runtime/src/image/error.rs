//! What can go wrong between a picture file and a network, in words that say what would be right.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::MAX_PIXELS;

/// Why a picture, mask or network input could not be read, made or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImageError {
    /// The file could not be opened or read: missing, a directory, no permission.
    #[error("{}: cannot read the image: {source}", path.display())]
    Read {
        /// The file asked for.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
    /// The content is of no format that can be read, whatever the file's extension says.
    #[error("{name}: {found}")]
    UnsupportedFormat {
        /// The file's path, or a description of bytes that came without one.
        name: String,
        /// What the content looks like, and which formats can be read.
        found: String,
    },
    /// The content is of a format that can be read but cannot be decoded: damaged, cut short, of a rare
    /// kind, or too large.
    #[error("{name}: cannot decode the {format} image: {reason}")]
    Decode {
        /// The file's path, or a description of bytes that came without one.
        name: String,
        /// Its name, such as `PNG`.
        format: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A side is zero.
    #[error(
        "{what} of {width}×{height} pixels (width×height) is empty: both sides must be at least 1"
    )]
    Empty {
        /// What has this size.
        what: String,
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
    },
    /// More than [`MAX_PIXELS`] pixels.
    #[error(
        "{what} of {width}×{height} pixels (width×height) is too large: at most {MAX_PIXELS} pixels are handled"
    )]
    TooLarge {
        /// What has this size.
        what: String,
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
    },
    /// A buffer's length does not fit the shape it is said to have.
    #[error(
        "{what} of shape {} needs {} {unit}, but got {actual}",
        shape_text(shape),
        elements(shape)
    )]
    WrongLength {
        /// What the buffer holds.
        what: &'static str,
        /// The shape, outermost axis first.
        shape: Vec<usize>,
        /// What is counted.
        unit: &'static str,
        /// The buffer's length.
        actual: usize,
    },
    /// The input a network was said to take cannot be made from a picture; every reason is listed.
    #[error("no network input can be made from the picture: {}", problems.join("; "))]
    InvalidInput {
        /// All that is wrong, one sentence each.
        problems: Vec<String>,
    },
    /// A number of classes that a mask of 8-bit class indices cannot hold.
    #[error("a class mask holds 1 to 256 classes, but the network's output has {classes}")]
    ClassCount {
        /// The number of classes given.
        classes: usize,
    },
    /// A mask uses classes that the palette has no colour for.
    #[error(
        "the palette has {colours} colours (classes 0 to {}), but the mask also holds {}",
        colours.saturating_sub(1),
        class_list(missing)
    )]
    MissingColours {
        /// The number of colours in the palette.
        colours: usize,
        /// The classes without a colour, ascending.
        missing: Vec<u8>,
    },
    /// A palette with no colour or more colours than 8-bit class indices can name.
    #[error("a palette holds 1 to 256 colours, but got {colours}")]
    ColourCount {
        /// The number of colours given.
        colours: usize,
    },
    /// The opacity of an overlay is not a number from 0 to 1.
    #[error("the overlay's opacity must be between 0 and 1, but is {opacity}")]
    Opacity {
        /// The opacity given.
        opacity: f32,
    },
    /// The file name to write does not say a format that can be written.
    #[error("{}: cannot tell the image format from the file name: it must end in {expected}", path.display())]
    UnknownExtension {
        /// The file to write.
        path: PathBuf,
        /// The extensions that would be right.
        expected: &'static str,
    },
    /// The picture cannot be stored in the format.
    #[error("{}: cannot encode the image: {reason}", path.display())]
    Encode {
        /// The file to write.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The file could not be written; what was there before is untouched.
    #[error("{}: cannot write the image: {source}", path.display())]
    Write {
        /// The file to write.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
}

/// `shape` with × between its axes.
fn shape_text(shape: &[usize]) -> String {
    let axes: Vec<String> = shape.iter().map(usize::to_string).collect();
    axes.join("×")
}

/// The number of elements of `shape`, saturating: no buffer can be that long anyway.
fn elements(shape: &[usize]) -> usize {
    shape.iter().fold(1, |product, &axis| product.saturating_mul(axis))
}

/// `class 3` or `classes 3, 4`.
fn class_list(classes: &[u8]) -> String {
    let mut text = String::from(if classes.len() == 1 { "class" } else { "classes" });
    for (i, class) in classes.iter().enumerate() {
        let separator = if i == 0 { " " } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{separator}{class}");
    }
    text
}
