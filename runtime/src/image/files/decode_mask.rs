//! Reads a PNG file of class indices as a mask: the inverse of [`save_mask`](super::save_mask).

use std::io::Cursor;
use std::path::Path;

use png::{BitDepth, ColorType, Decoder, Limits, Transformations};

use super::{ImageError, MAX_PIXELS, Mask, checked_pixels, decode::read};

/// Reads a PNG file whose pixels are class indices: grey values or palette indices of at most 8 bits.
/// Segmentation datasets such as PASCAL VOC and Cityscapes store their annotations in this form.
///
/// # Errors
///
/// If the file cannot be read, is not a PNG, is damaged or cut short, has more than
/// [`MAX_PIXELS`](super::MAX_PIXELS) pixels, or stores colours instead of indices. Every message names
/// the path.
///
/// ```no_run
/// let mask = espnet::image::decode_mask("2007_000032.png")?;
/// println!("{}×{} pixels", mask.width(), mask.height());
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn decode_mask(path: impl AsRef<Path>) -> Result<Mask, ImageError> {
    let (name, bytes) = read(path.as_ref())?;
    let damaged = |reason: String| ImageError::Decode { name: name.clone(), format: "PNG", reason };
    let limits = Limits { bytes: MAX_PIXELS };
    let mut decoder = Decoder::new_with_limits(Cursor::new(&bytes), limits);
    decoder.set_transformations(Transformations::IDENTITY);
    let mut reader = decoder.read_info().map_err(|error| damaged(error.to_string()))?;
    let info = reader.info();
    let (width, height) = (info.width as usize, info.height as usize);
    let (colour, depth) = (info.color_type, info.bit_depth);
    let pixels = checked_pixels(&format!("{name}: a mask"), width, height)?;
    let bits = match (colour, depth) {
        (ColorType::Grayscale | ColorType::Indexed, BitDepth::One) => 1,
        (ColorType::Grayscale | ColorType::Indexed, BitDepth::Two) => 2,
        (ColorType::Grayscale | ColorType::Indexed, BitDepth::Four) => 4,
        (ColorType::Grayscale | ColorType::Indexed, BitDepth::Eight) => 8,
        _ => {
            return Err(damaged(format!(
                "a mask has a class index of at most 8 bits for each pixel, grey or from a palette, \
                 but these are {colour:?} of {} bits",
                depth as u8
            )));
        }
    };
    // Each row begins on a byte boundary.
    let line = (width * bits).div_ceil(8);
    let mut rows = vec![0; line * height];
    reader.next_frame(&mut rows).map_err(|error| damaged(error.to_string()))?;
    // This reads the checksum at the end of the file, which reveals damage.
    reader.finish().map_err(|error| damaged(error.to_string()))?;
    let mut classes = Vec::with_capacity(pixels);
    for row in rows.chunks_exact(line) {
        classes.extend((0..width).map(|x| index(row, x, bits)));
    }
    Mask::new(width, height, classes)
}

/// Returns pixel `x` of a row with `bits` bits per pixel, the first pixel in the most significant bits.
fn index(row: &[u8], x: usize, bits: usize) -> u8 {
    let byte = row[x * bits / 8];
    let shift = 8 - bits - x * bits % 8;
    (byte >> shift) & (u8::MAX >> (8 - bits))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use png::Encoder;

    use super::*;
    use crate::image::save_mask;

    /// A PNG file of 3×2 pixels.
    fn encoded(colour: ColorType, depth: BitDepth, rows: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 3, 2);
        encoder.set_color(colour);
        encoder.set_depth(depth);
        if colour == ColorType::Indexed {
            encoder.set_palette((0..3 * 16).map(|i| 255 - i).collect::<Vec<u8>>());
        }
        encoder.write_header().unwrap().write_image_data(rows).unwrap();
        bytes
    }

    fn decoded(bytes: &[u8]) -> Result<Mask, ImageError> {
        let file = tempfile::Builder::new().suffix(".png").tempfile().unwrap();
        fs::write(file.path(), bytes).unwrap();
        decode_mask(file.path())
    }

    #[test]
    fn indices_of_every_depth_are_read_as_they_are() {
        let cases: [(BitDepth, &[u8]); 4] = [
            (BitDepth::One, &[0b0110_0000, 0b1010_0000]),
            (BitDepth::Two, &[0b0001_0100, 0b0100_0100]),
            (BitDepth::Four, &[0x01, 0x10, 0x10, 0x10]),
            (BitDepth::Eight, &[0, 1, 1, 1, 0, 1]),
        ];
        let expected = Mask::new(3, 2, vec![0, 1, 1, 1, 0, 1]).unwrap();
        for (depth, rows) in cases {
            for colour in [ColorType::Grayscale, ColorType::Indexed] {
                let mask = decoded(&encoded(colour, depth, rows)).unwrap();
                assert_eq!(mask, expected, "{colour:?} {depth:?}");
            }
        }
    }

    #[test]
    fn saved_masks_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mask.png");
        let mask = Mask::new(3, 1, vec![0, 20, 255]).unwrap();
        save_mask(&mask, &path).unwrap();
        assert_eq!(decode_mask(&path).unwrap(), mask);
    }

    #[test]
    fn colours_and_damaged_files_are_refused() {
        let message = |bytes: &[u8]| decoded(bytes).unwrap_err().to_string();
        let colours = message(&encoded(ColorType::Rgb, BitDepth::Eight, &[0; 18]));
        assert!(colours.contains("these are Rgb of 8 bits"), "{colours}");
        let mut cut = encoded(ColorType::Grayscale, BitDepth::Eight, &[0; 6]);
        cut.truncate(cut.len() - 20);
        assert!(message(&cut).contains("cannot decode the PNG image"));
        assert!(message(b"P5 1 1 255 0").contains("cannot decode the PNG image"));
    }
}
