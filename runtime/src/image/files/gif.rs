//! Decodes the first frame of a GIF file to 8-bit RGB pixels.
//!
//! The decoder returns palette indices rather than colours, because its RGBA output loses the colours of
//! transparent pixels.

use std::io::Cursor;
use std::num::NonZeroU64;

use gif::{ColorOutput, DecodeOptions, MemoryLimit};

use super::encoded::Encoded;
use super::{ImageError, MAX_PIXELS, Rgb8};

/// Decodes the first frame as Pillow does: transparent pixels take their palette colour; pixels outside
/// the frame take the transparent index, or index 0 if there is none; and if the frame extends beyond
/// the canvas, the canvas grows.
pub(super) fn decode(file: &Encoded<'_>) -> Result<Rgb8, ImageError> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    if let Some(limit) = NonZeroU64::new(MAX_PIXELS as u64) {
        options.set_memory_limit(MemoryLimit::Bytes(limit));
    }
    let mut decoder =
        options.read_info(Cursor::new(file.bytes)).map_err(|error| file.damaged(error))?;
    let canvas = (usize::from(decoder.width()), usize::from(decoder.height()));
    file.checked_pixels(canvas.0, canvas.1)?;
    let frame = match decoder.next_frame_info() {
        Ok(Some(frame)) => frame,
        Ok(None) => return Err(file.damaged("it holds no frame")),
        Err(error) => return Err(file.damaged(error)),
    };
    let (left, top) = (usize::from(frame.left), usize::from(frame.top));
    let (columns, rows) = (usize::from(frame.width), usize::from(frame.height));
    let open = frame.transparent.unwrap_or(0);
    file.checked_pixels(columns, rows)?;
    let (width, height) = (canvas.0.max(left + columns), canvas.1.max(top + rows));
    let pixels = file.checked_pixels(width, height)?;

    let mut indices = vec![0; columns * rows];
    decoder.read_into_buffer(&mut indices).map_err(|error| file.damaged(error))?;
    let palette = decoder.palette().map_err(|error| file.damaged(error))?.as_chunks().0;
    let colour = |index: u8| palette.get(usize::from(index)).copied().unwrap_or([0; 3]);
    let mut rgb = colour(open).repeat(pixels);
    for (row, indices) in indices.chunks_exact(columns).enumerate() {
        let start = 3 * ((top + row) * width + left);
        let row = rgb[start..start + 3 * columns].as_chunks_mut().0;
        for (pixel, &index) in row.iter_mut().zip(indices) {
            *pixel = colour(index);
        }
    }
    Rgb8::new(width, height, rgb)
}
