//! Decodes a JPEG stream to 8-bit RGB pixels and refuses one that is cut short or too short for its
//! size.

use std::io::Cursor;

use ::image::metadata::Orientation;
use jpeg_decoder::{ColorTransform, Decoder, PixelFormat};

use super::encoded::Encoded;
use super::jpeg_stream::Stream;
use super::{ImageError, MAX_PIXELS, Rgb8, inks, orientation};

/// Largest size of one decoded pixel, in bytes: four inks, CMYK.
const MAX_BYTES_PER_PIXEL: usize = 4;

/// Largest number of pixels per byte of a file: each block of 8×8 pixels takes at least one bit.
const MAX_PIXELS_PER_BYTE: usize = 8 * 8 * 8;

/// Largest number of pixels per byte of a lossless JPEG, in which each sample takes at least one bit.
const MAX_LOSSLESS_PIXELS_PER_BYTE: usize = 8;

/// Decodes a JPEG file; its colours become RGB as Pillow's `convert("RGB")` makes them.
pub(super) fn decode(file: &Encoded<'_>) -> Result<(Rgb8, Orientation), ImageError> {
    // The decoder would fill the missing part with grey and report success.
    let Some(stream) = Stream::read(file.bytes) else {
        return Err(file.damaged("the file is cut short: it has no end-of-image marker"));
    };
    let mut decoder = Decoder::new(Cursor::new(&stream.bytes));
    decoder.set_max_decoding_buffer_size(MAX_PIXELS * MAX_BYTES_PER_PIXEL);
    let colours = stream.colours();
    decoder.set_color_transform(colours);
    decoder.read_info().map_err(|error| file.damaged(error))?;
    let info = decoder.info().ok_or_else(|| file.damaged("it has no frame"))?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    let pixels = file.checked_pixels(width, height)?;
    // The decoder allocates memory for the size that the header states, however short the file is.
    let per_byte = match stream.is_lossless() {
        true => MAX_LOSSLESS_PIXELS_PER_BYTE,
        false => MAX_PIXELS_PER_BYTE,
    };
    if pixels / per_byte > file.bytes.len() {
        return Err(file.damaged(format!(
            "{} bytes are too few for {width}×{height} pixels (width×height)",
            file.bytes.len()
        )));
    }
    // For other colour spaces the decoder would return lossless samples without converting them to RGB.
    if stream.is_lossless() && !matches!(colours, ColorTransform::RGB | ColorTransform::Grayscale) {
        return Err(file.damaged("a lossless JPEG can be read if it is grey or RGB"));
    }
    let decoded = decoder.decode().map_err(|error| file.damaged(error))?;
    let rgb = match info.pixel_format {
        PixelFormat::RGB24 => decoded,
        PixelFormat::L8 => decoded.iter().flat_map(|&grey| [grey; 3]).collect(),
        PixelFormat::CMYK32 => inks::to_rgb(decoded.as_chunks().0),
        PixelFormat::L16 => return Err(file.damaged("its pixels have more than 8 bits")),
    };
    Ok((Rgb8::new(width, height, rgb)?, orientation::said_by(stream.exif, stream.xmp)))
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
    fn a_frame_of_motion_jpeg_needs_no_huffman_tables() {
        let whole = encoded([200, 30, 60]);
        let mut frame = Vec::from(&whole[..2]);
        let mut rest = &whole[2..];
        while rest[1] != 0xDA {
            let length = 2 + usize::from(u16::from_be_bytes([rest[2], rest[3]]));
            if rest[1] != 0xC4 {
                frame.extend(&rest[..length]);
            }
            rest = &rest[length..];
        }
        frame.extend(rest);
        assert!(frame.len() < whole.len() - 400, "the tables take some 400 bytes");
        assert_eq!(decode_bytes(&frame).unwrap(), decode_bytes(&whole).unwrap());
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
    fn a_jpeg_too_short_for_its_size_is_an_error() {
        let mut bytes = encoded([200, 30, 60]);
        // The frame header: marker, length, precision, height, width.
        let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        let side = 512 * (bytes.len() / 512 + 1);
        let (enough, tall) = (bytes.len(), bytes.len() + 1);
        for (height, width, fits) in [(enough, 512, true), (tall, 512, false), (side, side, false)]
        {
            let size = [(height as u16).to_be_bytes(), (width as u16).to_be_bytes()].concat();
            bytes[frame + 5..frame + 9].copy_from_slice(&size);
            let expected = match fits {
                // The header passes the length check, but the scan is still too short.
                true => "invalid JPEG format: failed to decode huffman code".into(),
                false => format!(
                    "{} bytes are too few for {width}×{height} pixels (width×height)",
                    bytes.len()
                ),
            };
            assert_eq!(
                decode_bytes(&bytes).unwrap_err().to_string(),
                format!("image bytes: cannot decode the JPEG image: {expected}")
            );
        }
    }
}
