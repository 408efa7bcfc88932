//! Pictures are refused with a readable error, or decoded completely and converted to a network's
//! input.

use espnet::image::{Normalization, decode_bytes, decode_oriented_bytes, to_input};

use crate::assert_readable;

/// Pictures of more pixels are only decoded, since resizing them would only take time.
const MAX_RESIZED: usize = 1 << 20;

/// Defines a target for a format. Bytes without the format's signature are skipped, because another
/// decoder would read them.
macro_rules! format {
    ($name:ident, $article:literal, $($magic:pat_param)|+) => {
        #[doc = concat!($article, " file.")]
        pub fn $name(data: &[u8]) -> bool {
            matches!(data, $($magic)|+) && image(data)
        }
    };
}

format!(webp, "A WebP", [b'R', b'I', b'F', b'F', ..]);
format!(bmp, "A BMP", [b'B', b'M', ..]);
format!(gif, "A GIF", [b'G', b'I', b'F', ..]);
format!(tiff, "A TIFF", [b'I', b'I', ..] | [b'M', b'M', ..]);
format!(pnm, "A PNM", [b'P', b'1'..=b'7', ..]);

/// A file of any format, as it is stored and turned upright: both must have the same pixels, and the same
/// sides in either order.
pub fn orientation(data: &[u8]) -> bool {
    let (stored, upright) = match (decode_bytes(data), decode_oriented_bytes(data)) {
        (Ok(stored), Ok(upright)) => (stored, upright),
        (Err(stored), Err(upright)) => {
            assert_eq!(stored.to_string(), upright.to_string());
            return false;
        }
        (stored, upright) => panic!("{:?}, {:?}", stored.err(), upright.err()),
    };
    let (width, height) = (stored.width(), stored.height());
    let same = (upright.width(), upright.height()) == (width, height);
    assert!(same || (upright.height(), upright.width()) == (width, height));
    let sorted = |pixels: &[[u8; 3]]| {
        let mut pixels = pixels.to_vec();
        pixels.sort_unstable();
        pixels
    };
    if width * height <= MAX_RESIZED {
        assert_eq!(sorted(stored.pixels()), sorted(upright.pixels()));
    }
    true
}

/// A file of any format.
pub fn image(data: &[u8]) -> bool {
    let picture = match decode_bytes(data) {
        Ok(picture) => picture,
        Err(error) => {
            assert_readable(&error.to_string());
            return false;
        }
    };
    let pixels = picture.width() * picture.height();
    assert_eq!(picture.as_bytes().len(), 3 * pixels);
    assert_ne!(pixels, 0);
    if pixels > MAX_RESIZED {
        return true;
    }
    let (height, width) = (7, 5);
    let input = to_input(&picture, 3, height, width, &Normalization::IMAGENET)
        .expect("every picture can be resized to three channels");
    assert_eq!(input.as_slice().len(), 3 * height * width);
    // Weights of the filter sum to one, so that no value leaves the range of normalised pixels.
    assert!(input.as_slice().iter().all(|x| x.abs() < 3.0), "{input:?}");
    true
}
