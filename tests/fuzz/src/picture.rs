//! Pictures: refused with a readable error, or decoded in full and fit to be a network's input.

use espnet::image::{Normalization, decode_bytes, to_input};

use crate::assert_readable;

/// Pixels beyond which a picture is only decoded: resizing it would only take time.
const MAX_RESIZED: usize = 1 << 20;

/// A PNG or JPEG file.
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
