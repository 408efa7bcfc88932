//! From PNG or JPEG to 8-bit RGB pixels, refusing what is damaged, cut short or absurdly large.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use ::image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{ImageError, MAX_PIXELS, Rgb8, checked_pixels, jpeg};

/// The longest file that [`decode`] reads, in bytes: 512 MiB.
pub const MAX_FILE_BYTES: u64 = 512 << 20;

/// The most bytes one decoded pixel of a PNG takes: RGBA with 16 bits each.
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
    decode_named(&path.display().to_string(), &read(path)?)
}

/// What a file holds, if it is not longer than [`MAX_FILE_BYTES`].
pub(super) fn read(path: &Path) -> Result<Vec<u8>, ImageError> {
    let check = |len: u64| match len <= MAX_FILE_BYTES {
        true => Ok(()),
        false => {
            Err(std::io::Error::other(format!("the file is longer than {MAX_FILE_BYTES} bytes")))
        }
    };
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| {
            check(file.metadata()?.len())?;
            // What is no file, such as a device, may have no length.
            check(file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)? as u64)
        })
        .map_err(|source| ImageError::Read { path: path.into(), source })?;
    Ok(bytes)
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
    if format == ImageFormat::Jpeg {
        return jpeg::decode(name, bytes, damaged);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_PIXELS as u64 * MAX_BYTES_PER_PIXEL);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| damaged(error.to_string()))?;
    let (width, height) = decoder.dimensions();
    let (width, height) = (width as usize, height as usize);
    checked_pixels(&format!("{name}: a PNG image"), width, height)?;
    let decoded =
        DynamicImage::from_decoder(decoder).map_err(|error| damaged(error.to_string()))?;
    Rgb8::new(width, height, decoded.into_rgb8().into_raw())
}

#[cfg(test)]
#[path = "../../../tests/src/reference.rs"]
mod reference;

#[cfg(test)]
mod tests {
    use ::image::{ImageBuffer, Luma, Pixel, PixelWithColorType, Rgb, Rgba};
    use proptest::prelude::*;

    use super::*;

    /// One pixel encoded as a picture of 2×1 pixels.
    fn encoded<P>(pixel: P, format: ImageFormat) -> Vec<u8>
    where
        P: Pixel + PixelWithColorType,
        [P::Subpixel]: ::image::EncodableLayout,
    {
        let mut bytes = Cursor::new(Vec::new());
        ImageBuffer::from_pixel(2, 1, pixel).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A PNG of 24×24 pixels without repetition, so that its data is long.
    fn png() -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        ImageBuffer::from_fn(24, 24, |x, y| {
            Rgb([(x * y) as u8, (x * 31 + y * 7) as u8, (y * y) as u8])
        })
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
        bytes.into_inner()
    }

    fn message(bytes: &[u8]) -> String {
        decode_bytes(bytes).unwrap_err().to_string()
    }

    #[test]
    fn every_kind_of_pixel_becomes_rgb() {
        let pixels = |bytes: Vec<u8>| decode_bytes(&bytes).unwrap().pixels().to_vec();
        let png = ImageFormat::Png;
        assert_eq!(pixels(encoded(Rgb([1_u8, 2, 3]), png)), [[1, 2, 3]; 2]);
        assert_eq!(pixels(encoded(Luma([77_u8]), png)), [[77; 3]; 2]);
        assert_eq!(pixels(encoded(Rgba([9_u8, 8, 7, 0]), png)), [[9, 8, 7]; 2], "alpha is dropped");
        assert_eq!(pixels(encoded(::image::LumaA([50_u8, 128]), png)), [[50; 3]; 2]);
        // 16 bits: 257 times the 8-bit value, rounded to the nearest.
        assert_eq!(pixels(encoded(Rgb([257_u16, 128, 65535]), png)), [[1, 0, 255]; 2]);
        assert_eq!(pixels(encoded(Luma([257_u16 * 200 + 129]), png)), [[201; 3]; 2]);
        assert_eq!(pixels(encoded(Rgba([0_u16, 257, 514, 9]), png)), [[0, 1, 2]; 2]);
        assert_eq!(pixels(encoded(Luma([120_u8]), ImageFormat::Jpeg)), [[120; 3]; 2]);
    }

    #[test]
    fn palettes_are_looked_up() {
        // Three pixels of two bits each; the palette is (10, 20, 30), (200, 100, 0), (0, 0, 255).
        #[rustfmt::skip]
        let bytes = [
            137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 3, 0, 0, 0, 1, 2, 3, 0, 0, 0,
            102, 142, 252, 39, 0, 0, 0, 9, 80, 76, 84, 69, 10, 20, 30, 200, 100, 0, 0, 0, 255, 101, 86, 25, 197,
            0, 0, 0, 10, 73, 68, 65, 84, 120, 218, 99, 240, 0, 0, 0, 74, 0, 73, 12, 97, 189, 26,
            0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
        ];
        let picture = decode_bytes(&bytes).unwrap();
        assert_eq!(picture.pixels(), [[200, 100, 0], [10, 20, 30], [0, 0, 255]]);
    }

    #[test]
    fn files_that_cannot_be_read_are_named() {
        let directory = tempfile::tempdir().unwrap();
        let missing = directory.path().join("no such picture.png");
        let error = decode(&missing).unwrap_err();
        assert!(matches!(error, ImageError::Read { .. }));
        let prefix = format!("{}: cannot read the image: ", missing.display());
        assert!(error.to_string().starts_with(&prefix), "{error}");
        let error = decode(directory.path()).unwrap_err();
        assert!(matches!(error, ImageError::Read { .. }), "{error}");
    }

    #[test]
    fn a_file_may_be_so_long_and_no_longer() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("hole.png");
        let file = File::create(&path).unwrap();
        file.set_len(MAX_FILE_BYTES + 1).unwrap();
        let expected = "cannot read the image: the file is longer than 536870912 bytes";
        assert!(decode(&path).unwrap_err().to_string().ends_with(expected));
        file.set_len(MAX_FILE_BYTES).unwrap();
        let error = decode(&path).unwrap_err();
        assert!(matches!(error, ImageError::UnsupportedFormat { .. }), "{error}");
    }

    #[test]
    fn the_content_says_the_format() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("really a png.jpg");
        std::fs::write(&path, png()).unwrap();
        assert_eq!(decode(&path).unwrap().width(), 24);

        std::fs::write(&path, b"plain text").unwrap();
        assert_eq!(
            decode(&path).unwrap_err().to_string(),
            format!(
                "{}: this is not an image of a known format; PNG and JPEG can be read",
                path.display()
            )
        );
        assert_eq!(message(b"BM  "), "image bytes: this is a BMP image; PNG and JPEG can be read");
        assert_eq!(message(b""), "image bytes: the file is empty; PNG and JPEG can be read");
    }

    #[test]
    fn a_png_cut_short_is_an_error() {
        let whole = png();
        // The data ends 16 bytes before the file does: its checksum and the end chunk follow.
        for length in 8..whole.len() - 16 {
            let text = message(&whole[..length]);
            assert!(
                text.starts_with("image bytes: cannot decode the PNG image: "),
                "{length}: {text}"
            );
        }
    }

    #[test]
    fn a_header_that_claims_an_absurd_size_is_an_error() {
        // The header chunk follows the signature: length, "IHDR", width, height, five bytes, checksum.
        let mut bytes = encoded(Rgb([1_u8, 2, 3]), ImageFormat::Png);
        bytes[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let checksum = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
        assert_eq!(
            message(&bytes),
            "image bytes: a PNG image of 65536×65536 pixels (width×height) is too large: at most \
             67108864 pixels are handled"
        );
        bytes[16..24].fill(0);
        let checksum = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
        assert!(decode_bytes(&bytes).is_err(), "no pixels");
    }

    /// The checksum of PNG chunks, bit by bit.
    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
            })
        })
    }

    #[test]
    fn reference_pictures_have_the_size_in_their_name() {
        let Some(reference) = reference::folder() else { return };
        let folder = reference.join("images");
        let mut decoded = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let (_, size) = stem.rsplit_once('_').unwrap();
            let picture = decode(&path).unwrap();
            assert_eq!(format!("{}x{}", picture.width(), picture.height()), size, "{stem}");
            decoded += 1;
        }
        assert!(decoded > 0);
    }

    proptest! {
        #[test]
        fn damage_never_panics(
            jpeg: bool,
            at in any::<prop::sample::Index>(),
            value: u8,
        ) {
            let mut bytes = if jpeg { encoded(Rgb([200_u8, 30, 60]), ImageFormat::Jpeg) } else { png() };
            let index = at.index(bytes.len());
            bytes[index] = value;
            if let Ok(picture) = decode_bytes(&bytes) {
                prop_assert_eq!(picture.as_bytes().len(), 3 * picture.width() * picture.height());
            }
        }
    }
}
