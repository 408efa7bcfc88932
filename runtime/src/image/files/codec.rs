//! Decodes PNG, WebP, BMP and PNM files to 8-bit RGB pixels with the crate `image`.

use std::io::Cursor;

use ::image::metadata::Orientation;
use ::image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::encoded::Encoded;
use super::{ImageError, MAX_PIXELS, Rgb8, orientation};

/// Largest size of one decoded pixel, in bytes: RGBA with 16 bits per channel.
const MAX_BYTES_PER_PIXEL: u64 = 8;

/// Decodes a file of the given format. Of an animation, this is the first frame.
pub(super) fn decode(
    file: &Encoded<'_>,
    format: ImageFormat,
) -> Result<(Rgb8, Orientation), ImageError> {
    if format == ImageFormat::WebP {
        check_riff_length(file)?;
    }
    let mut reader = ImageReader::with_format(Cursor::new(file.bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_PIXELS as u64 * MAX_BYTES_PER_PIXEL);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| file.damaged(error))?;
    let (width, height) = decoder.dimensions();
    let (width, height) = (width as usize, height as usize);
    file.checked_pixels(width, height)?;
    let exif = match format {
        ImageFormat::Png => png_exif(file.bytes).map(<[u8]>::to_vec),
        _ => decoder.exif_metadata().map_err(|error| file.damaged(error))?,
    };
    let xmp = decoder.xmp_metadata().map_err(|error| file.damaged(error))?;
    let orientation = orientation::said_by(exif.as_deref(), xmp.as_deref());
    let decoded = DynamicImage::from_decoder(decoder).map_err(|error| file.damaged(error))?;
    Ok((Rgb8::new(width, height, decoded.into_rgb8().into_raw())?, orientation))
}

/// Checks that a WebP file is as long as its header says. The decoder of `image` checks this for some files
/// only. It returns wrong pixels for a lossy picture with alpha that is cut short.
fn check_riff_length(file: &Encoded<'_>) -> Result<(), ImageError> {
    const HEADER: u64 = 8;
    let length = file.bytes.get(4..).and_then(<[u8]>::first_chunk);
    let stated = length.map_or(HEADER, |length| HEADER + u64::from(u32::from_le_bytes(*length)));
    match file.bytes.len() as u64 {
        found if found < stated => Err(file.damaged(format_args!(
            "the file is cut short: it has {found} bytes, its header says {stated}"
        ))),
        _ => Ok(()),
    }
}

/// Returns the content of a PNG's Exif chunk. The chunk may follow the pixels, and the decoder of
/// `image` then does not report it.
fn png_exif(bytes: &[u8]) -> Option<&[u8]> {
    const SIGNATURE: usize = 8;
    const CHECKSUM: usize = 4;
    let mut rest = bytes.get(SIGNATURE..)?;
    loop {
        let (length, after) = rest.split_first_chunk()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        let content = after.get(..length)?;
        if kind == b"eXIf" {
            return Some(content);
        }
        rest = after.get(length + CHECKSUM..)?;
    }
}
