//! Writes pictures and masks to PNG and JPEG files, which are either complete or not created.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use ::image::codecs::jpeg::JpegEncoder;
use ::image::codecs::png::PngEncoder;
use ::image::{ExtendedColorType, ImageEncoder, ImageResult};

use super::{ImageError, Mask, Rgb8};

/// JPEG quality on the scale of 1 to 100, high enough to keep the edges of a painted mask clean.
const JPEG_QUALITY: u8 = 95;

/// Writes a picture as PNG or JPEG, by the file name's extension: `.png`, `.jpg` or `.jpeg`. JPEG loses
/// detail; its quality is 95.
///
/// The file is written under another name in the same directory and then renamed, so that a program that
/// opens `path` reads either the previous file or the complete picture.
///
/// # Errors
///
/// If the extension is another one, if the format cannot store the picture (a side of a JPEG has at most
/// 65,535 pixels), or if the directory cannot be written to. Every message names the path, and no incomplete
/// file is left.
pub fn save(image: &Rgb8, path: impl AsRef<Path>) -> Result<(), ImageError> {
    let path = path.as_ref();
    let encoded = match extension(path).as_deref() {
        Some("png") => {
            encode_png(image.as_bytes(), image.width(), image.height(), ExtendedColorType::Rgb8)
        }
        Some("jpg" | "jpeg") => encode_jpeg(image),
        _ => {
            return Err(ImageError::UnknownExtension {
                path: path.into(),
                expected: ".png, .jpg or .jpeg",
            });
        }
    };
    finish(path, encoded)
}

/// Writes a mask as a grey PNG in which each pixel's value is its class index. Evaluation tools read this
/// form.
///
/// # Errors
///
/// The errors of [`save`]. The only extension is `.png`, because JPEG would change the classes.
pub fn save_mask(mask: &Mask, path: impl AsRef<Path>) -> Result<(), ImageError> {
    let path = path.as_ref();
    if extension(path).as_deref() != Some("png") {
        return Err(ImageError::UnknownExtension { path: path.into(), expected: ".png" });
    }
    let encoded = encode_png(mask.classes(), mask.width(), mask.height(), ExtendedColorType::L8);
    finish(path, encoded)
}

/// Returns the extension in lower case.
fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Returns the bytes of a PNG file. Both sides are at most [`MAX_PIXELS`](super::MAX_PIXELS), so they fit
/// u32.
fn encode_png(
    bytes: &[u8],
    width: usize,
    height: usize,
    colour: ExtendedColorType,
) -> ImageResult<Vec<u8>> {
    let mut encoded = Vec::new();
    PngEncoder::new(&mut encoded).write_image(bytes, width as u32, height as u32, colour)?;
    Ok(encoded)
}

/// Returns the bytes of a JPEG file.
fn encode_jpeg(image: &Rgb8) -> ImageResult<Vec<u8>> {
    let mut encoded = Vec::new();
    JpegEncoder::new_with_quality(&mut encoded, JPEG_QUALITY).write_image(
        image.as_bytes(),
        image.width() as u32,
        image.height() as u32,
        ExtendedColorType::Rgb8,
    )?;
    Ok(encoded)
}

/// Writes the encoded bytes to `path`, and names the path in errors.
fn finish(path: &Path, encoded: ImageResult<Vec<u8>>) -> Result<(), ImageError> {
    let encoded = encoded
        .map_err(|error| ImageError::Encode { path: path.into(), reason: error.to_string() })?;
    write_atomically(path, &encoded)
        .map_err(|source| ImageError::Write { path: path.into(), source })
}

/// Writes `bytes` to a file beside `path` and renames the file to `path`. Removes the file on failure.
fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (mut file, temporary) = create_beside(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    // Some systems refuse to rename an open file.
    drop(file);
    written.and_then(|()| fs::rename(&temporary, path)).inspect_err(|_| {
        // The first error is reported, not one from removing the file, which may not exist.
        let _ = fs::remove_file(&temporary);
    })
}

/// Creates a file in the directory of `path` that no other call writes to, in any process on this machine.
fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    let file_name = path
        .file_name()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path has no file name"))?;
    loop {
        let call = CALLS.fetch_add(1, Ordering::Relaxed);
        let mut name = OsString::from(".");
        name.push(file_name);
        name.push(format!(".{}-{call}.tmp", std::process::id()));
        let temporary = path.with_file_name(name);
        match File::create_new(&temporary) {
            // A killed process with the same number left the file; in a container, the number is always 1.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return Ok((created?, temporary)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::decode;
    use super::*;

    fn names(directory: &Path) -> Vec<OsString> {
        let mut names: Vec<_> =
            fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_that_a_killed_process_left_behind_do_not_disturb() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.png");
        for call in 0..1000 {
            let name = format!(".a.png.{}-{call}.tmp", std::process::id());
            fs::write(directory.path().join(name), "half a file").unwrap();
        }
        save(&Rgb8::new(1, 1, vec![7; 3]).unwrap(), &path).unwrap();
        assert_eq!(decode(&path).unwrap().as_bytes(), [7; 3]);
    }

    #[test]
    fn a_jpeg_comes_back_nearly_as_it_was() {
        let directory = tempfile::tempdir().unwrap();
        let picture = Rgb8::new(16, 16, [40, 120, 200].repeat(256)).unwrap();
        for name in ["a.jpg", "b.JPEG"] {
            let path = directory.path().join(name);
            save(&picture, &path).unwrap();
            assert_eq!(fs::read(&path).unwrap()[..2], [0xFF, 0xD8]);
            let read = decode(&path).unwrap();
            assert_eq!((read.width(), read.height()), (16, 16));
            for (value, expected) in read.as_bytes().iter().zip(picture.as_bytes()) {
                assert!(value.abs_diff(*expected) <= 3, "{value} for {expected}");
            }
        }
    }

    #[test]
    fn a_mask_comes_back_as_grey_values() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("mask.png");
        save_mask(&Mask::new(3, 1, vec![0, 20, 255]).unwrap(), &path).unwrap();
        assert_eq!(decode(&path).unwrap().pixels(), [[0; 3], [20; 3], [255; 3]]);
        // The header's colour type: grey.
        assert_eq!(fs::read(&path).unwrap()[25], 0);
    }

    #[test]
    fn an_existing_file_is_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("picture.png");
        fs::write(&path, "something else").unwrap();
        let picture = Rgb8::new(1, 1, vec![1, 2, 3]).unwrap();
        save(&picture, &path).unwrap();
        assert_eq!(decode(&path).unwrap(), picture);
        assert_eq!(names(directory.path()), ["picture.png"]);
    }

    #[test]
    fn unknown_extensions_are_refused() {
        let picture = Rgb8::new(1, 1, vec![1, 2, 3]).unwrap();
        for name in ["picture", "picture.gif", ".png", ""] {
            assert_eq!(
                save(&picture, name).unwrap_err().to_string(),
                format!(
                    "{name}: cannot tell the image format from the file name: it must end in .png, .jpg \
                     or .jpeg"
                )
            );
        }
        let mask = Mask::new(1, 1, vec![1]).unwrap();
        assert_eq!(
            save_mask(&mask, "mask.jpg").unwrap_err().to_string(),
            "mask.jpg: cannot tell the image format from the file name: it must end in .png"
        );
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named_and_stays_as_it_was() {
        let directory = tempfile::tempdir().unwrap();
        let picture = Rgb8::new(1, 1, vec![1, 2, 3]).unwrap();
        let missing = directory.path().join("missing").join("picture.png");
        let error = save(&picture, &missing).unwrap_err().to_string();
        let prefix = format!("{}: cannot write the image: ", missing.display());
        assert!(error.starts_with(&prefix), "{error}");
        assert!(names(directory.path()).is_empty());

        // The temporary file can be written here, but not renamed onto a directory that is in use.
        let occupied = directory.path().join("occupied.png");
        fs::create_dir(&occupied).unwrap();
        fs::write(occupied.join("kept"), "").unwrap();
        let error = save(&picture, &occupied).unwrap_err();
        assert!(matches!(error, ImageError::Write { .. }), "{error}");
        assert_eq!(names(directory.path()), ["occupied.png"]);
        assert_eq!(names(&occupied), ["kept"]);
    }

    #[test]
    fn a_picture_too_wide_for_jpeg_is_refused_before_writing() {
        let directory = tempfile::tempdir().unwrap();
        let picture = Rgb8::new(1 << 16, 1, vec![0; 3 << 16]).unwrap();
        let path = directory.path().join("wide.jpg");
        let error = save(&picture, &path).unwrap_err();
        assert!(matches!(error, ImageError::Encode { .. }), "{error}");
        let prefix = format!("{}: cannot encode the image: ", path.display());
        assert!(error.to_string().starts_with(&prefix), "{error}");
        assert!(names(directory.path()).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_png_comes_back_as_it_was(
            (width, height, bytes) in (1_usize..9, 1_usize..9).prop_flat_map(|(width, height)| {
                let bytes = prop::collection::vec(any::<u8>(), 3 * width * height);
                (Just(width), Just(height), bytes)
            }),
        ) {
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("picture.png");
            let picture = Rgb8::new(width, height, bytes).unwrap();
            save(&picture, &path).unwrap();
            prop_assert_eq!(decode(&path).unwrap(), picture);
        }
    }
}
