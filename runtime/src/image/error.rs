//! The errors of pictures, masks and network inputs. Their messages say what would be correct.

use std::fmt::{self, Write as _};
use std::path::PathBuf;

use super::MAX_PIXELS;
use crate::simd::IsaError;

/// The reason why a picture, mask or network input could not be read, created or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum ImageError {
    /// The file could not be opened or read: it does not exist, it is a directory, or access is denied.
    Read {
        /// The path of the file.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
    /// The file's content is in none of the formats that can be read; its extension does not matter.
    UnsupportedFormat {
        /// The file's path, or a description of bytes that came without one.
        name: String,
        /// A description of the content, with the formats that can be read.
        found: String,
    },
    /// The format can be read, but this file cannot be decoded: it is damaged, cut short, of a rare
    /// variant, or too large.
    Decode {
        /// The file's path, or a description of bytes that came without one.
        name: String,
        /// The format's name, such as `PNG`.
        format: &'static str,
        /// The reason, as part of a sentence.
        reason: String,
    },
    /// The width or the height is zero.
    Empty {
        /// A description of the object that has this size, such as `a picture`.
        what: String,
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
    },
    /// There are more than [`MAX_PIXELS`] pixels.
    TooLarge {
        /// A description of the object that has this size, such as `a picture`.
        what: String,
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
    },
    /// A buffer's length does not fit its shape.
    WrongLength {
        /// A description of the buffer's content, such as `a mask`.
        what: &'static str,
        /// The shape, outermost axis first.
        shape: Vec<usize>,
        /// The unit of the length, such as `bytes`.
        unit: &'static str,
        /// The buffer's length, in this unit.
        actual: usize,
    },
    /// A picture cannot be converted to the input of this network.
    InvalidInput {
        /// Every problem, one sentence each.
        problems: Vec<String>,
    },
    /// The network's output has more classes than 8-bit class indices can name, or none.
    ClassCount {
        /// The number of classes of the network's output.
        classes: usize,
    },
    /// The mask contains classes that the palette has no colour for.
    MissingColours {
        /// The number of colours in the palette.
        colours: usize,
        /// The classes without a colour, in ascending order.
        missing: Vec<u8>,
    },
    /// A palette has no colour, or more colours than 8-bit class indices can name.
    ColourCount {
        /// The number of colours given.
        colours: usize,
    },
    /// The opacity of an overlay is not a number from 0 to 1.
    Opacity {
        /// The opacity given.
        opacity: f32,
    },
    /// The file's extension does not name a format that can be written.
    UnknownExtension {
        /// The path of the file to write.
        path: PathBuf,
        /// The extensions that are allowed.
        expected: &'static str,
    },
    /// The picture cannot be stored in the format.
    Encode {
        /// The path of the file to write.
        path: PathBuf,
        /// The encoder's reason.
        reason: String,
    },
    /// The file could not be written; an existing file at the path is unchanged.
    Write {
        /// The path of the file to write.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
    /// The bytes, size, stride and format of a frame do not fit together.
    Frame {
        /// Every problem, one sentence each.
        problems: Vec<String>,
    },
    /// A [`Preprocess`](super::Preprocess) was made for frames of another size or format.
    OtherFrame {
        /// Size and format that the `Preprocess` was made for.
        expected: String,
        /// Size and format of the frame.
        actual: String,
    },
    /// `ESPNET_ISA` names an instruction set that does not exist or that this processor lacks.
    Isa(IsaError),
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, source } => {
                write!(f, "{}: cannot read the image: {source}", path.display())
            }
            Self::UnsupportedFormat { name, found } => write!(f, "{name}: {found}"),
            Self::Decode { name, format, reason } => {
                write!(f, "{name}: cannot decode the {format} image: {reason}")
            }
            Self::Empty { what, width, height } => write!(
                f,
                "{what} of {width}×{height} pixels (width×height) is empty: both sides must be at least 1"
            ),
            Self::TooLarge { what, width, height } => write!(
                f,
                "{what} of {width}×{height} pixels (width×height) is too large: at most {MAX_PIXELS} pixels are handled"
            ),
            Self::WrongLength { what, shape, unit, actual } => write!(
                f,
                "{what} of shape {} needs {} {unit}, but got {actual}",
                shape_text(shape),
                elements(shape)
            ),
            Self::InvalidInput { problems } => {
                write!(f, "no network input can be made from the picture: {}", problems.join("; "))
            }
            Self::ClassCount { classes } => write!(
                f,
                "a class mask holds 1 to 256 classes, but the network's output has {classes}"
            ),
            Self::MissingColours { colours, missing } => write!(
                f,
                "the palette has {colours} colours (classes 0 to {}), but the mask also holds {}",
                colours.saturating_sub(1),
                class_list(missing)
            ),
            Self::ColourCount { colours } => {
                write!(f, "a palette holds 1 to 256 colours, but got {colours}")
            }
            Self::Opacity { opacity } => {
                write!(f, "the overlay's opacity must be between 0 and 1, but is {opacity}")
            }
            Self::UnknownExtension { path, expected } => write!(
                f,
                "{}: cannot tell the image format from the file name: it must end in {expected}",
                path.display()
            ),
            Self::Encode { path, reason } => {
                write!(f, "{}: cannot encode the image: {reason}", path.display())
            }
            Self::Write { path, source } => {
                write!(f, "{}: cannot write the image: {source}", path.display())
            }
            Self::Frame { problems } => {
                write!(f, "the frame cannot be read: {}", problems.join("; "))
            }
            Self::OtherFrame { expected, actual } => {
                write!(f, "the preprocessing was made for {expected}, but got {actual}")
            }
            Self::Isa(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ImageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<IsaError> for ImageError {
    fn from(error: IsaError) -> Self {
        Self::Isa(error)
    }
}

/// Returns the axes of `shape`, separated by ×.
fn shape_text(shape: &[usize]) -> String {
    let axes: Vec<String> = shape.iter().map(usize::to_string).collect();
    axes.join("×")
}

/// Returns the number of elements of `shape`. It saturates on overflow, because no buffer has that length.
fn elements(shape: &[usize]) -> usize {
    shape.iter().fold(1, |product, &axis| product.saturating_mul(axis))
}

/// Returns a text such as `class 3` or `classes 3, 4`.
fn class_list(classes: &[u8]) -> String {
    let mut text = String::from(if classes.len() == 1 { "class" } else { "classes" });
    for (i, class) in classes.iter().enumerate() {
        let separator = if i == 0 { " " } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{separator}{class}");
    }
    text
}
