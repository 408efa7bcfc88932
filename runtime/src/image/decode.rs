//! From PNG or JPEG to 8-bit RGB pixels, refusing what is damaged, cut short or absurdly large.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use ::image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{ImageError, MAX_PIXELS, Rgb8, checked_pixels};

/// The longest file that [`decode`] reads, in bytes: 512 MiB.
pub const MAX_FILE_BYTES: u64 = 512 << 20;

/// The most bytes one decoded pixel takes: RGBA with 16 bits each.
const MAX_BYTES_PER_PIXEL: u64 = 8;

/// Reads a PNG or JPEG file as RGB with 8 bits a channel.
///
/// The content says which format it is; the extension is not looked at. Grey values are repeated in
/// all three channels, an alpha channel is dropped, 16-bit values are rounded to the nearest of 8 bits,
/// palettes are looked up. The pixels stay as they are stored: an Exif orientation is not applied, as
/// with Pillow's `Image.open`.
///
/// # Errors
///
/// The file cannot be read or is longer than [`MAX_FILE_BYTES`], is of another format, is damaged or
/// cut short, or has more than [`MAX_PIXELS`] pixels. Every message names the path.
///
/// ```no_run
/// let picture = espnet::image::decode("street.png")?;
/// println!("{}×{}", picture.width(), picture.height());
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn decode(path: impl AsRef<Path>) -> Result<Rgb8, ImageError> {
    let path = path.as_ref();
    let read_error = |source| ImageError::Read { path: path.into(), source };
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(read_error)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(read_error(std::io::Error::other(format!(
            "the file is longer than {MAX_FILE_BYTES} bytes"
        ))));
    }
    decode_named(&path.display().to_string(), &bytes)
}

/// Decodes the bytes of a PNG or JPEG file, as [`decode`] does.
///
/// # Errors
///
/// Those of [`decode`], except for reading.
///
/// ```
/// use espnet::image::decode_bytes;
///
/// let error = decode_bytes(b"GIF89a").unwrap_err();
/// assert_eq!(error.to_string(), "image bytes: this is a GIF image; PNG and JPEG can be read");
/// ```
pub fn decode_bytes(bytes: &[u8]) -> Result<Rgb8, ImageError> {
    decode_named("image bytes", bytes)
}

/// Decodes `bytes`; errors call them `name`.
fn decode_named(name: &str, bytes: &[u8]) -> Result<Rgb8, ImageError> {
    let unsupported = |found: String| ImageError::UnsupportedFormat { name: name.into(), found };
    if bytes.is_empty() {
        return Err(unsupported("the file is empty".into()));
    }
    let (format, format_name) = match ::image::guess_format(bytes) {
        Ok(format @ ImageFormat::Png) => (format, "PNG"),
        Ok(format @ ImageFormat::Jpeg) => (format, "JPEG"),
        Ok(other) => {
            let extension = other.extensions_str().first().copied().unwrap_or("other");
            return Err(unsupported(format!("this is a {} image", extension.to_uppercase())));
        }
        Err(_) => return Err(unsupported("this is not an image of a known format".into())),
    };
    let damaged =
        |reason: String| ImageError::Decode { name: name.into(), format: format_name, reason };
    // The decoder would fill what is missing with grey and report success.
    if format == ImageFormat::Jpeg && !reaches_end_of_image(bytes) {
        return Err(damaged("the file is cut short: it has no end-of-image marker".into()));
    }

    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_PIXELS as u64 * MAX_BYTES_PER_PIXEL);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| damaged(error.to_string()))?;
    let (width, height) = decoder.dimensions();
    let (width, height) = (width as usize, height as usize);
    checked_pixels(&format!("{name}: a {format_name} image"), width, height)?;
    let decoded =
        DynamicImage::from_decoder(decoder).map_err(|error| damaged(error.to_string()))?;
    Rgb8::new(width, height, decoded.into_rgb8().into_raw())
}

/// Whether the segments and scans of a JPEG stream lead to its end-of-image marker.
///
/// The marker's bytes may also occur inside a segment, as in an embedded thumbnail: segments are
/// stepped over by their length.
fn reaches_end_of_image(bytes: &[u8]) -> bool {
    const START_OF_IMAGE: u8 = 0xD8;
    const END_OF_IMAGE: u8 = 0xD9;
    let mut rest = bytes;
    loop {
        // In a scan, 0xFF is data before a stuffed zero, and restart markers carry no segment.
        let marker_at = rest.windows(2).position(|pair| {
            pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0x01 | 0xD0..=0xD7 | 0xFF)
        });
        let Some(at) = marker_at else { return false };
        let marker = rest[at + 1];
        rest = &rest[at + 2..];
        match marker {
            END_OF_IMAGE => return true,
            START_OF_IMAGE => {}
            _ => {
                let Some(&length) = rest.first_chunk() else { return false };
                let Some(after) = rest.get(usize::from(u16::from_be_bytes(length))..) else {
                    return false;
                };
                rest = after;
            }
        }
    }
}
