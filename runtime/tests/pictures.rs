//! Pictures of every format and every type of pixel, compared with the colours that Pillow reads.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use espnet::image::{Rgb8, decode, decode_bytes, decode_oriented, decode_oriented_bytes};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageEncoder, Rgb, RgbImage};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/pictures")
}

/// Returns size and bytes of each picture, recorded from Pillow's `exif_transpose` and `convert("RGB")`.
fn expected() -> BTreeMap<String, Rgb8> {
    let text = fs::read_to_string(folder().join("expected.txt")).unwrap();
    text.lines()
        .map(|line| {
            let [name, width, height, hex] =
                line.split(' ').collect::<Vec<_>>().try_into().unwrap();
            let bytes = (0..hex.len())
                .step_by(2)
                .map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap())
                .collect();
            let picture = Rgb8::new(width.parse().unwrap(), height.parse().unwrap(), bytes);
            (name.to_owned(), picture.unwrap())
        })
        .collect()
}

#[test]
fn colours_and_orientation_are_pillows() {
    let expected = expected();
    assert!(expected.len() > 80);
    for (name, expected) in &expected {
        let upright = decode_oriented(folder().join(name)).unwrap();
        if matches!(name.as_str(), "555.bmp" | "565.bmp") {
            // Pillow rounds values of five and six bits down; the crate `image` rounds to the nearest.
            let mut pairs = upright.as_bytes().iter().zip(expected.as_bytes());
            assert!(pairs.all(|(ours, pillows)| matches!(ours - pillows, 0 | 1)), "{name}");
        } else {
            assert_eq!(&upright, expected, "{name}");
        }
        let stored = decode(folder().join(name)).unwrap();
        let turned = name.starts_with("xmp") || name.starts_with("turned") && !name.contains("_1.");
        assert_eq!(stored != upright, turned, "{name}");
    }
}

#[test]
fn all_eight_orientations_are_applied_to_a_jpeg() {
    // Six large blocks of colour, which remain distinct after JPEG's losses.
    let colours = [[250, 0, 0], [0, 250, 0], [0, 0, 250], [250, 250, 0], [0, 250, 250], [240; 3]];
    let picture = RgbImage::from_fn(48, 32, |x, y| Rgb(colours[(y / 16 * 3 + x / 16) as usize]));
    // Recorded from Pillow's `exif_transpose`: the blocks row by row.
    let recorded = [
        (0, "ABC DEF"),
        (1, "ABC DEF"),
        (2, "CBA FED"),
        (3, "FED CBA"),
        (4, "DEF ABC"),
        (5, "AD BE CF"),
        (6, "DA EB FC"),
        (7, "FC EB DA"),
        (8, "CF BE AD"),
        (9, "ABC DEF"),
    ];
    for (value, blocks) in recorded {
        let mut file = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut file, 100);
        // Exif data with a single entry: the orientation, a 16-bit integer.
        let exif =
            [&b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..], &[value, 0, 0, 0, 0, 0, 0, 0]];
        encoder.set_exif_metadata(exif.concat()).unwrap();
        encoder.encode_image(&picture).unwrap();
        let stored = decode_bytes(&file).unwrap();
        assert_eq!((stored.width(), stored.height()), (48, 32), "`decode` leaves them alone");
        let upright = decode_oriented_bytes(&file).unwrap();
        let rows: Vec<&str> = blocks.split(' ').collect();
        assert_eq!((upright.width(), upright.height()), (16 * rows[0].len(), 16 * rows.len()));
        for (y, row) in rows.iter().enumerate() {
            for (x, block) in row.bytes().enumerate() {
                let pixel = upright.pixel(16 * x + 8, 16 * y + 8).unwrap();
                let colour = colours[usize::from(block - b'A')];
                let near = pixel.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 30);
                assert!(near, "{value}: {pixel:?} is not {colour:?}");
            }
        }
    }
}

#[test]
fn pictures_cut_short_are_errors() {
    for name in expected().keys() {
        let file = fs::read(folder().join(name)).unwrap();
        // Files are cut in their first quarter, because the end of a file may contain only an end mark, pages
        // that are not read, or metadata.
        for length in [1, 3, 8, file.len() / 4] {
            if name.starts_with("letters") {
                continue;
            }
            let error = decode_bytes(&file[..length]).expect_err(name).to_string();
            assert!(error.starts_with("image bytes: "), "{name}: {error}");
        }
    }
}

#[test]
fn webp_files_cut_short_anywhere_are_errors() {
    for name in expected().keys().filter(|name| name.ends_with(".webp")) {
        let file = fs::read(folder().join(name)).unwrap();
        // A file may have more bytes than its header says, but not fewer.
        let longer = decode_bytes(&[&file[..], b"more"].concat()).unwrap();
        assert_eq!(longer, decode_bytes(&file).unwrap(), "{name}");
        for length in 12..file.len() {
            let error = decode_bytes(&file[..length]).expect_err(name).to_string();
            assert!(error.contains("the file is cut short: it has "), "{name}, {length}: {error}");
        }
    }
}

#[test]
fn absurd_sizes_are_refused_before_memory_is_taken() {
    let mut bmp = fs::read(folder().join("rgb.bmp")).unwrap();
    bmp[18..22].copy_from_slice(&60_000_u32.to_le_bytes());
    bmp[22..26].copy_from_slice(&60_000_u32.to_le_bytes());
    let mut gif = fs::read(folder().join("grey.gif")).unwrap();
    gif[6..10].fill(0xFF);
    let mut webp = fs::read(folder().join("animation.webp")).unwrap();
    // Width − 1 and height − 1 of the canvas, three bytes each.
    webp[24..30].copy_from_slice(&[0x5F, 0xEA, 0, 0x5F, 0xEA, 0]);
    let mut tiff = fs::read(folder().join("alpha.tiff")).unwrap();
    // The values of the first two entries, which are width and height.
    tiff[18..22].copy_from_slice(&60_000_u32.to_le_bytes());
    tiff[30..34].copy_from_slice(&60_000_u32.to_le_bytes());
    for (name, file) in [
        ("BMP", bmp),
        ("GIF", gif),
        ("WebP", webp),
        ("TIFF", tiff),
        ("PNM", b"P6 60000 60000 255\n".to_vec()),
    ] {
        let error = decode_bytes(&file).unwrap_err().to_string();
        assert!(error.starts_with(&format!("image bytes: a {name} image of ")), "{error}");
        assert!(error.contains("too large"), "{error}");
    }
}

#[test]
fn what_is_not_read_is_named() {
    let file = fs::read(folder().join("alpha.tiff")).unwrap();
    let entry = |tag: u8| file.windows(2).position(|pair| pair == [tag, 1]).unwrap();
    // These tags are the compression and the photometric interpretation.
    for (tag, value, reason) in [(3, 7, "compress"), (6, 8, "")] {
        let mut file = file.clone();
        file[entry(tag) + 8] = value;
        let error = decode_bytes(&file).unwrap_err().to_string();
        assert!(error.starts_with("image bytes: cannot decode the TIFF image: "), "{error}");
        assert!(error.to_lowercase().contains(reason), "{error}");
    }
}

#[test]
fn every_sixteen_bit_value_is_rounded() {
    let mut file = Cursor::new(Vec::new());
    let values: Vec<u16> = (0..=u16::MAX).collect();
    tiff::encoder::TiffEncoder::new(&mut file)
        .unwrap()
        .write_image::<tiff::encoder::colortype::Gray16>(256, 256, &values)
        .unwrap();
    let picture = decode_bytes(file.get_ref()).unwrap();
    for (value, pixel) in values.iter().zip(picture.pixels()) {
        let nearest = (f64::from(*value) / 257.0).round() as u8;
        assert_eq!(*pixel, [nearest; 3], "{value}");
    }
}
