//! Colours of JPEG files, compared with Pillow's for every combination of the fields that determine the
//! colour space.

use std::fs;
use std::path::Path;

use espnet::image::{Rgb8, decode_bytes};

/// Values of Adobe's transform; only 0 to 2 are defined.
const TRANSFORMS: [Option<u8>; 6] = [None, Some(0), Some(1), Some(2), Some(3), Some(255)];

/// Reads a file with three blocks of one colour each, from the project's own pictures.
fn blocks(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/pictures");
    fs::read(folder.join(name)).unwrap()
}

/// Returns the file with or without the JFIF segment and Adobe's segment, and with other identifiers.
fn edited(file: &[u8], jfif: bool, transform: Option<u8>, identifiers: Option<[u8; 3]>) -> Vec<u8> {
    let mut edited = vec![0xFF, 0xD8];
    if jfif {
        edited.extend(b"\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    }
    if let Some(transform) = transform {
        edited.extend(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0");
        edited.push(transform);
    }
    let mut rest = &file[2..];
    while rest.len() > 2 {
        let (marker, length) = (rest[1], usize::from(u16::from_be_bytes([rest[2], rest[3]])));
        let (segment, after) = rest.split_at(length + 2);
        let mut segment = segment.to_vec();
        for (i, identifier) in identifiers.into_iter().flatten().enumerate() {
            match marker {
                0xC0 => segment[10 + 3 * i] = identifier,
                0xDA => segment[5 + 2 * i] = identifier,
                _ => {}
            }
        }
        if !matches!(marker, 0xE0 | 0xEE) {
            edited.extend(segment);
        }
        rest = after;
        if marker == 0xDA {
            edited.extend(rest);
            break;
        }
    }
    edited
}

/// Returns the colour of each block, whose pixels must all be equal.
fn colours(picture: &Rgb8) -> [[u8; 3]; 3] {
    assert_eq!((picture.width(), picture.height()), (24, 8));
    let colours = [0, 8, 16].map(|x| picture.pixel(x, 0).unwrap());
    for (i, &pixel) in picture.pixels().iter().enumerate() {
        assert_eq!(pixel, colours[i % 24 / 8], "pixel {i}");
    }
    colours
}

#[test]
fn three_components_are_as_pillow_reads_them() {
    let transformed = [[200, 30, 59], [20, 180, 90], [90, 100, 221]];
    let stored = [[84, 114, 211], [122, 110, 55], [111, 190, 113]];
    // Recorded from Pillow 13: Y means YCbCr, R means RGB; each transform without JFIF, then with it.
    let recorded = [
        ([1, 2, 3], "YRYYYY YYYYYY"),
        ([0, 1, 2], "YRYYYY YYYYYY"),
        (*b"RGB", "RRYYYY YYYYYY"),
        (*b"rgb", "YRYYYY YYYYYY"),
        ([1, 34, 35], "YRYYYY YYYYYY"),
        (*b"YCc", "YRYYYY YYYYYY"),
        ([2, 3, 4], "YRYYYY YYYYYY"),
    ];
    let file = blocks("blocks.jpg");
    let mut equal = 0;
    for (identifiers, row) in recorded {
        let cells = row.split(' ').zip([false, true]).flat_map(|(half, jfif)| {
            half.chars().zip(TRANSFORMS).map(move |(space, transform)| (space, jfif, transform))
        });
        for (space, jfif, transform) in cells {
            let picture = decode_bytes(&edited(&file, jfif, transform, Some(identifiers))).unwrap();
            let expected = if space == 'R' { stored } else { transformed };
            assert_eq!(colours(&picture), expected, "{identifiers:?}, {jfif}, {transform:?}");
            equal += usize::from(transform.is_none_or(|transform| transform <= 2));
        }
    }
    assert_eq!(equal, 56, "combinations of what is defined");
}

#[test]
fn four_components_are_as_pillow_reads_them() {
    let inks = [[46, 190, 164], [198, 63, 139], [139, 131, 30]];
    let transformed = [[89, 215, 24], [0, 24, 96], [185, 28, 35]];
    let file = blocks("inks.jpg");
    for jfif in [false, true] {
        for transform in TRANSFORMS {
            let picture = decode_bytes(&edited(&file, jfif, transform, None)).unwrap();
            let expected = if matches!(transform, None | Some(0)) { inks } else { transformed };
            assert_eq!(colours(&picture), expected, "{jfif}, {transform:?}");
        }
    }
}

#[test]
fn a_scan_that_ends_early_is_an_error() {
    for name in ["blocks.jpg", "inks.jpg"] {
        let file = blocks(name);
        let scan = file.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
        let data = scan + 2 + usize::from(file[scan + 3]);
        // The last byte of the data may be only padding, so that it may be missing.
        for end in data..file.len() - 3 {
            let cut = [&file[..end], &[0xFF, 0xD9]].concat();
            let error = decode_bytes(&cut).expect_err(&format!("{name} up to byte {end}"));
            assert!(error.to_string().contains("cannot decode the JPEG image"), "{error}");
        }
    }
}
