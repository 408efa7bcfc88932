//! Decodes the first picture of a TIFF file to 8-bit RGB pixels.

use std::io::Cursor;

use ::image::metadata::Orientation;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use super::encoded::Encoded;
use super::tiff_directory::Directory;
use super::{ImageError, MAX_PIXELS, Rgb8, inks, orientation};

/// Largest size of one decoded pixel, in bytes: RGBA with 16 bits per channel.
const MAX_BYTES_PER_PIXEL: usize = 8;

/// Largest size of one tag's values, in bytes, such as the offsets of strips.
const MAX_TAG_BYTES: usize = 64 << 20;

/// The photometric interpretation of palette indices.
const PALETTE: u64 = 3;

/// The two kinds of JPEG compression. They are refused because the decoder, if another crate enables its
/// JPEG feature, fills missing parts with grey.
const JPEG: [u16; 2] = [6, 7];

/// The kind of an extra sample that is an alpha by which the colours are already multiplied.
const ASSOCIATED_ALPHA: u16 = 1;

/// Decodes the first picture: grey, RGB, CMYK or a palette; alpha is dropped, and 16 bits are rounded to
/// 8.
pub(super) fn decode(file: &Encoded<'_>) -> Result<(Rgb8, Orientation), ImageError> {
    let damaged = |error: tiff::TiffError| file.damaged(error);
    let directory =
        Directory::read(file.bytes).ok_or_else(|| file.damaged("its directory is cut short"))?;
    let (width, height) = directory.size().map_err(|reason| file.damaged(reason))?;
    file.checked_pixels(width, height)?;
    let mut decoder = open(file.bytes).map_err(damaged)?;
    let compression = decoder.find_tag_unsigned::<u16>(Tag::Compression).map_err(damaged)?;
    if compression.is_some_and(|compression| JPEG.contains(&compression)) {
        return Err(
            file.damaged("it is compressed as JPEG inside; store it as a JPEG file instead")
        );
    }
    let formats = decoder.find_tag_unsigned_vec::<u16>(Tag::SampleFormat).map_err(damaged)?;
    if formats.is_some_and(|formats| formats.iter().any(|&format| format != 1)) {
        return Err(file.damaged("its samples are not unsigned integers"));
    }
    let orientation = decoder
        .find_tag_unsigned::<u8>(Tag::Orientation)
        .ok()
        .flatten()
        .and_then(Orientation::from_exif);
    let xmp = decoder.get_tag_u8_vec(Tag::Unknown(700)).ok();
    let orientation = orientation.unwrap_or_else(|| orientation::said_by(None, xmp.as_deref()));

    let rgb = if directory.photometric() == Some(PALETTE) {
        let map = decoder.get_tag_u16_vec(Tag::ColorMap).map_err(damaged)?;
        let grey = directory.with_grey_indices();
        let (colour, indices) = samples(file, &mut open(&grey).map_err(damaged)?, width)?;
        of_palette(&indices, &map, colour)
            .ok_or_else(|| file.damaged("its palette is too short"))?
    } else {
        let extra = decoder.find_tag_unsigned_vec::<u16>(Tag::ExtraSamples).map_err(damaged)?;
        let associated = extra.is_some_and(|extra| extra.first() == Some(&ASSOCIATED_ALPHA));
        let (colour, samples) = samples(file, &mut decoder, width)?;
        match colour {
            ColorType::RGB(_) => samples,
            ColorType::RGBA(_) => without_alpha(samples.as_chunks().0, associated),
            ColorType::CMYK(_) => inks::to_rgb(samples.as_chunks().0),
            ColorType::Gray(depth) => {
                let scale = if depth < 8 { 255 / ((1 << depth) - 1) } else { 1 };
                samples.iter().flat_map(|&grey| [grey * scale; 3]).collect()
            }
            // Grey with extra samples, such as alpha.
            ColorType::Multiband { num_samples, .. } => {
                let pixels = samples.chunks_exact(usize::from(num_samples));
                pixels.flat_map(|pixel| [pixel[0]; 3]).collect()
            }
            other => {
                return Err(
                    file.damaged(format!("its colours are {other:?}, not grey, RGB or CMYK"))
                );
            }
        }
    };
    Ok((Rgb8::new(width, height, rgb)?, orientation))
}

fn open(bytes: &[u8]) -> tiff::TiffResult<Decoder<Cursor<&[u8]>>> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MAX_PIXELS * MAX_BYTES_PER_PIXEL;
    limits.intermediate_buffer_size = MAX_PIXELS * MAX_BYTES_PER_PIXEL;
    limits.ifd_value_size = MAX_TAG_BYTES;
    Ok(Decoder::new(Cursor::new(bytes))?.with_limits(limits))
}

/// Returns one byte per sample, pixel after pixel: 16 bits are rounded to 8, smaller depths keep their
/// values.
fn samples(
    file: &Encoded<'_>,
    decoder: &mut Decoder<Cursor<&[u8]>>,
    width: usize,
) -> Result<(ColorType, Vec<u8>), ImageError> {
    let damaged = |error: tiff::TiffError| file.damaged(error);
    let colour = decoder.colortype().map_err(damaged)?;
    let mut data = DecodingResult::U8(Vec::new());
    let layout = decoder.read_image_to_buffer(&mut data).map_err(damaged)?;
    if data.as_buffer(0).as_bytes().len() < layout.complete_len {
        return Err(file.damaged("its planes are too large"));
    }
    let bytes: Vec<u8> = match (data, colour.bit_depth()) {
        (DecodingResult::U8(data), 8) => data,
        (DecodingResult::U16(data), 16) => {
            // 257 times an 8-bit value, rounded to the nearest.
            data.iter().map(|&value| ((u32::from(value) + 128) / 257) as u8).collect()
        }
        (DecodingResult::U8(data), depth @ (1 | 2 | 4)) if matches!(colour, ColorType::Gray(_)) => {
            unpacked(&data, depth, width)
        }
        (_, depth) => {
            return Err(file.damaged(format!("its samples have {depth} bits, not 8 or 16")));
        }
    };
    if layout.planes == 1 {
        return Ok((colour, bytes));
    }
    let planes: Vec<&[u8]> = bytes.chunks_exact(bytes.len() / layout.planes).collect();
    let interleaved = (0..planes[0].len()).flat_map(|i| planes.iter().map(move |plane| plane[i]));
    Ok((colour, interleaved.collect()))
}

/// Unpacks samples of less than a byte, the first in the most significant bits; each row begins on a
/// byte.
fn unpacked(packed: &[u8], depth: u8, width: usize) -> Vec<u8> {
    let per_byte = 8 / usize::from(depth);
    let rows = packed.chunks_exact(width.div_ceil(per_byte));
    let sample = |row: &[u8], x: usize| {
        let shift = 8 - depth - depth * (x % per_byte) as u8;
        row[x / per_byte] >> shift & ((1 << depth) - 1)
    };
    rows.flat_map(|row| (0..width).map(move |x| sample(row, x))).collect()
}

/// Looks up the colours of indices. A palette is all reds, then all greens, then all blues, as 16-bit
/// values; like Pillow, this takes their upper eight bits. `None` if the palette is too short for the
/// indices.
fn of_palette(indices: &[u8], map: &[u16], colour: ColorType) -> Option<Vec<u8>> {
    let count = 1 << colour.bit_depth().min(8);
    if !matches!(colour, ColorType::Gray(_)) || map.len() < 3 * count {
        return None;
    }
    let channel = |index: u8, i: usize| (map[i * count + usize::from(index)] >> 8) as u8;
    Some(indices.iter().flat_map(|&index| [0, 1, 2].map(|i| channel(index, i))).collect())
}

/// Returns red, green and blue; colours that are multiplied by alpha are divided by it, as Pillow does.
fn without_alpha(pixels: &[[u8; 4]], associated: bool) -> Vec<u8> {
    let divided = |colour: u8, alpha: u8| match u32::from(alpha) {
        0 => 0,
        alpha => (u32::from(colour) * 255 / alpha).min(255) as u8,
    };
    let colours = pixels.iter().map(|&[red, green, blue, alpha]| {
        let colours = [red, green, blue];
        if associated { colours.map(|colour| divided(colour, alpha)) } else { colours }
    });
    colours.flatten().collect()
}
