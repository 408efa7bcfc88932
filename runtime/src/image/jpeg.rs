//! From a JPEG stream to 8-bit RGB pixels, refusing what is cut short or too short for its size.

use std::io::Cursor;

use jpeg_decoder::{Decoder, PixelFormat};

use super::{ImageError, MAX_PIXELS, Rgb8, checked_pixels};

/// The most bytes of one decoded pixel: cyan, magenta, yellow and black.
const MAX_BYTES_PER_PIXEL: usize = 4;

/// The most pixels that a byte of a file stands for: each block of 8×8 takes at least a bit.
const MAX_PIXELS_PER_BYTE: usize = 8 * 8 * 8;

/// Decodes a JPEG file of that name; its colours become RGB as Pillow's `convert("RGB")` makes them.
///
/// `damaged` makes the error of a reason.
pub(super) fn decode(
    name: &str,
    bytes: &[u8],
    damaged: impl Fn(String) -> ImageError,
) -> Result<Rgb8, ImageError> {
    // The decoder would fill what is missing with grey and report success.
    if !reaches_end_of_image(bytes) {
        return Err(damaged("the file is cut short: it has no end-of-image marker".into()));
    }
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_max_decoding_buffer_size(MAX_PIXELS * MAX_BYTES_PER_PIXEL);
    decoder.read_info().map_err(|error| damaged(error.to_string()))?;
    let info = decoder.info().ok_or_else(|| damaged("it has no frame".into()))?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    let pixels = checked_pixels(&format!("{name}: a JPEG image"), width, height)?;
    // Memory is taken by the size that the file claims, however little of it is there.
    if pixels / MAX_PIXELS_PER_BYTE > bytes.len() {
        return Err(damaged(format!(
            "{} bytes are too few for {width}×{height} pixels (width×height)",
            bytes.len()
        )));
    }
    let decoded = decoder.decode().map_err(|error| damaged(error.to_string()))?;
    let rgb = match info.pixel_format {
        PixelFormat::RGB24 => decoded,
        PixelFormat::L8 => decoded.iter().flat_map(|&grey| [grey; 3]).collect(),
        PixelFormat::CMYK32 => decoded.as_chunks().0.iter().flat_map(|&ink| of_inks(ink)).collect(),
        PixelFormat::L16 => return Err(damaged("its pixels have more than 8 bits".into())),
    };
    Rgb8::new(width, height, rgb)
}

/// Red, green and blue of cyan, magenta, yellow and black.
fn of_inks([cyan, magenta, yellow, black]: [u8; 4]) -> [u8; 3] {
    let light = u32::from(255 - black);
    // The quotient is at most `light`.
    [cyan, magenta, yellow].map(|ink| (light - (u32::from(ink) * light + 127) / 255) as u8)
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

#[cfg(test)]
mod tests {
    use ::image::{ImageBuffer, ImageFormat, Rgb};

    use super::*;
    use crate::image::decode_bytes;

    /// A picture of 2×1 pixels of that colour.
    fn encoded(pixel: [u8; 3]) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        ImageBuffer::from_pixel(2, 1, Rgb(pixel)).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_jpeg_keeps_its_colours_nearly() {
        let picture = decode_bytes(&encoded([200, 30, 60])).unwrap();
        for (value, expected) in picture.as_bytes().iter().zip([200_u8, 30, 60].repeat(2)) {
            assert!(value.abs_diff(expected) <= 6, "{picture:?}");
        }
    }

    #[test]
    fn inks_become_light() {
        assert_eq!(of_inks([0, 0, 0, 0]), [255, 255, 255]);
        assert_eq!(of_inks([255, 0, 0, 0]), [0, 255, 255]);
        assert_eq!(of_inks([7, 8, 9, 255]), [0, 0, 0]);
        // 255 - 55 = 200 is left of the light, of which 100 / 255 is 78.4, and 23 / 255 is 18.04.
        assert_eq!(of_inks([100, 23, 255, 55]), [122, 182, 0]);
    }

    #[test]
    fn a_jpeg_cut_short_is_an_error() {
        let whole = encoded([200, 30, 60]);
        for length in 3..whole.len() {
            assert_eq!(
                decode_bytes(&whole[..length]).unwrap_err().to_string(),
                "image bytes: cannot decode the JPEG image: the file is cut short: it has no \
                 end-of-image marker"
            );
        }
    }

    #[test]
    fn the_end_marker_inside_a_segment_does_not_count() {
        let segment = [0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD9, 1, 2];
        assert!(!reaches_end_of_image(&segment));
        assert!(reaches_end_of_image(&[&segment[..], &[0xFF, 0xD9]].concat()));
        // A scan with stuffed and restart bytes, then padding before the marker.
        assert!(reaches_end_of_image(&[
            0xFF, 0xDA, 0, 2, 0xFF, 0, 0xFF, 0xD3, 7, 0xFF, 0xFF, 0xD9
        ]));
        assert!(!reaches_end_of_image(&[0xFF, 0xDA, 0]));
    }

    #[test]
    fn a_jpeg_too_short_for_its_size_is_an_error() {
        let mut bytes = encoded([200, 30, 60]);
        let decoded = |bytes: &[u8]| decode_bytes(bytes).map(|picture| picture.pixels().len());
        // The frame header: marker, length, precision, height, width.
        let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        let side = 512 * (bytes.len() / 512 + 1);
        let (enough, tall) = (bytes.len(), bytes.len() + 1);
        for (height, width, fits) in [(enough, 512, true), (tall, 512, false), (side, side, false)]
        {
            let size = [(height as u16).to_be_bytes(), (width as u16).to_be_bytes()].concat();
            bytes[frame + 5..frame + 9].copy_from_slice(&size);
            match decoded(&bytes) {
                Ok(pixels) => assert!(fits && pixels == height * width, "{height}×{width}"),
                Err(error) => {
                    assert!(!fits, "{height}×{width}: {error}");
                    assert_eq!(
                        error.to_string(),
                        format!(
                            "image bytes: cannot decode the JPEG image: {} bytes are too few for \
                             {width}×{height} pixels (width×height)",
                            bytes.len()
                        )
                    );
                }
            }
        }
    }
}
