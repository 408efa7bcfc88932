//! The orientation of the camera: reading it from Exif or XMP data, and turning pictures upright.

use ::image::DynamicImage;
use ::image::metadata::Orientation;

use super::{ImageError, Rgb8};

/// Returns the orientation from Exif data, or else from XMP data; without a valid one, pixels stay as
/// they are.
pub(super) fn said_by(exif: Option<&[u8]>, xmp: Option<&[u8]>) -> Orientation {
    let in_exif = exif.and_then(|exif| {
        // Some programs write the prefix of JPEG files, `Exif\0\0`, in other formats too.
        Orientation::from_exif_chunk(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
    });
    in_exif.or_else(|| in_xmp(xmp?)).unwrap_or(Orientation::NoTransforms)
}

/// Returns the orientation in an XMP packet, where it is an attribute or an element.
fn in_xmp(packet: &[u8]) -> Option<Orientation> {
    const PROPERTY: &[u8] = b"tiff:Orientation";
    let at = packet.windows(PROPERTY.len()).position(|window| window == PROPERTY)?;
    let value = &packet[at + PROPERTY.len()..];
    let value = value.strip_prefix(b"=\"").or_else(|| value.strip_prefix(b">"))?;
    let digit = char::from(*value.first()?).to_digit(10)?;
    Orientation::from_exif(digit as u8)
}

/// Rotates and mirrors the picture as `orientation` says.
pub(super) fn upright(picture: Rgb8, orientation: Orientation) -> Result<Rgb8, ImageError> {
    if orientation == Orientation::NoTransforms {
        return Ok(picture);
    }
    let mut pixels = DynamicImage::ImageRgb8(picture.into());
    pixels.apply_orientation(orientation);
    pixels.into_rgb8().try_into()
}
