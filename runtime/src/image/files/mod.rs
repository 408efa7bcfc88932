//! Picture files: from their bytes to pixels and masks, and back.
//!
//! | module | content |
//! |---|---|
//! | `decode` | the public functions that read pictures |
//! | `encoded` | a picture file in memory, and the errors that name it |
//! | `formats` | the formats that can be read, and how they are recognised |
//! | `jpeg`, `jpeg_stream` | JPEG: colours by libjpeg's rules, and markers |
//! | `gif`, `tiff`, `tiff_directory`, `codec` | the other formats |
//! | `inks` | conversion of CMYK to RGB |
//! | `orientation` | orientations from Exif and XMP data, and turning pictures upright |
//! | `convert` | conversions to and from the types of the crate `image` |
//! | `decode_mask` | masks stored as indices |
//! | `save` | writing pictures and masks to files |

mod codec;
mod convert;
mod decode;
mod decode_mask;
mod encoded;
mod formats;
#[cfg(feature = "gif")]
mod gif;
mod inks;
mod jpeg;
mod jpeg_stream;
mod orientation;
mod save;
#[cfg(feature = "tiff")]
mod tiff;
#[cfg(feature = "tiff")]
mod tiff_directory;

use super::{ImageError, MAX_PIXELS, Mask, Rgb8, checked_pixels};

pub use decode::{MAX_FILE_BYTES, decode, decode_bytes, decode_oriented, decode_oriented_bytes};
pub use decode_mask::decode_mask;
pub use save::{save, save_mask};
