//! Decodes picture files to 8-bit RGB pixels and refuses files that are damaged, cut short or absurdly
//! large.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use ::image::ImageFormat;
use ::image::metadata::Orientation;

use super::encoded::Encoded;
use super::formats::{Format, format_of};
use super::{ImageError, Rgb8, codec, jpeg, orientation};

/// The longest file that [`decode`] reads, in bytes: 512 MiB.
pub const MAX_FILE_BYTES: u64 = 512 << 20;

/// Reads a PNG or JPEG file as RGB with 8 bits per channel; the features `webp`, `bmp`, `gif`, `tiff`
/// and `pnm` add those formats.
///
/// The format is recognised by the content; the extension is ignored. The colours are those of Pillow's
/// `convert("RGB")`: grey values are repeated in all three channels, alpha is dropped, palettes are
/// looked up, CMYK is converted to RGB, and a JPEG's colour space is determined by libjpeg's rules.
/// Values of 16 bits are an exception: they are rounded to the nearest 8-bit value. Of an animation or a
/// file with several pages, the first frame or page is read.
///
/// The pixels are returned as they are stored: like Pillow's `Image.open`, this function does not apply
/// an Exif orientation (Pillow applies it to TIFF files, this function does not); [`decode_oriented`]
/// applies it.
///
/// # Errors
///
/// If the file cannot be read, is longer than [`MAX_FILE_BYTES`], has a format that is not supported or
/// whose feature is off, is damaged or cut short, is of a variant that is not supported (TIFF with
/// floats or with JPEG compression, lossless JPEG in YCbCr), or has more than
/// [`MAX_PIXELS`](super::MAX_PIXELS) pixels. Every message names the path.
///
/// ```no_run
/// let picture = espnet::image::decode("street.png")?;
/// println!("{}×{}", picture.width(), picture.height());
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn decode(path: impl AsRef<Path>) -> Result<Rgb8, ImageError> {
    let (name, bytes) = read(path.as_ref())?;
    Ok(decode_named(&name, &bytes)?.0)
}

/// Reads a file as [`decode`] does and turns the picture upright: it applies the orientation that the
/// camera stored, as Pillow's `ImageOps.exif_transpose` does.
///
/// The orientation is read from the Exif data of a JPEG, PNG, WebP or TIFF file, or else from its XMP
/// data. If neither states one of the eight orientations, the pixels stay as they are.
///
/// # Errors
///
/// The errors of [`decode`].
///
/// ```no_run
/// let upright = espnet::image::decode_oriented("IMG_0001.jpg")?;
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn decode_oriented(path: impl AsRef<Path>) -> Result<Rgb8, ImageError> {
    let (name, bytes) = read(path.as_ref())?;
    let (picture, orientation) = decode_named(&name, &bytes)?;
    orientation::upright(picture, orientation)
}

/// Decodes the bytes of a picture file, as [`decode`] does.
///
/// # Errors
///
/// The errors of [`decode`], except those of reading the file.
///
/// ```
/// use espnet::image::decode_bytes;
///
/// let error = decode_bytes(b"qoif").unwrap_err();
/// assert!(error.to_string().starts_with("image bytes: this is a QOI image; PNG"));
/// ```
pub fn decode_bytes(bytes: &[u8]) -> Result<Rgb8, ImageError> {
    Ok(decode_named("image bytes", bytes)?.0)
}

/// Decodes the bytes of a picture file and turns the picture upright, as [`decode_oriented`] does.
///
/// # Errors
///
/// The errors of [`decode`], except those of reading the file.
pub fn decode_oriented_bytes(bytes: &[u8]) -> Result<Rgb8, ImageError> {
    let (picture, orientation) = decode_named("image bytes", bytes)?;
    orientation::upright(picture, orientation)
}

/// Reads a file of at most [`MAX_FILE_BYTES`]; returns its name for messages, and its content.
pub(super) fn read(path: &Path) -> Result<(String, Vec<u8>), ImageError> {
    let read_error = |source| ImageError::Read { path: path.into(), source };
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
            // The metadata of a device or a pipe may report a length of zero, so the read is limited
            // too.
            check(file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)? as u64)
        })
        .map_err(read_error)?;
    Ok((path.display().to_string(), bytes))
}

/// Decodes `bytes` and returns the picture with its orientation; error messages call the file `name`.
fn decode_named(name: &str, bytes: &[u8]) -> Result<(Rgb8, Orientation), ImageError> {
    let Format { format, name: format_name, .. } = format_of(bytes)
        .map_err(|found| ImageError::UnsupportedFormat { name: name.into(), found })?;
    let file = Encoded { name, bytes, format: format_name };
    match format {
        ImageFormat::Jpeg => jpeg::decode(&file),
        #[cfg(feature = "gif")]
        ImageFormat::Gif => Ok((super::gif::decode(&file)?, Orientation::NoTransforms)),
        #[cfg(feature = "tiff")]
        ImageFormat::Tiff => super::tiff::decode(&file),
        _ => codec::decode(&file, format),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use ::image::{ImageBuffer, Luma, Pixel, PixelWithColorType, Rgb, Rgba};
    use proptest::prelude::*;

    use super::super::formats::readable;
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
                "{}: this is not an image of a known format; {} can be read",
                path.display(),
                readable()
            )
        );
        assert_eq!(
            message(b""),
            format!("image bytes: the file is empty; {} can be read", readable())
        );
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
        let Some(reference) = crate::reference::folder() else { return };
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
