//! Conversions to and from the types of the crate `image`, for programs that already decode with it.

use ::image::{DynamicImage, RgbImage};

use super::{ImageError, Rgb8};

/// Moves the pixels, without a copy.
///
/// # Errors
///
/// If the image is empty or has more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels.
///
/// ```
/// use espnet::image::Rgb8;
/// use image::RgbImage;
///
/// let picture = Rgb8::try_from(RgbImage::new(4, 3))?;
/// assert_eq!((picture.width(), picture.height()), (4, 3));
/// assert!(Rgb8::try_from(RgbImage::new(0, 3)).is_err());
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
impl TryFrom<RgbImage> for Rgb8 {
    type Error = ImageError;

    fn try_from(image: RgbImage) -> Result<Self, ImageError> {
        let (width, height) = (image.width() as usize, image.height() as usize);
        Rgb8::new(width, height, image.into_raw())
    }
}

/// Copies the pixels and converts them as [`decode`](super::decode) does: grey values are repeated in
/// all three channels, alpha is dropped, 16 bits are rounded to 8.
///
/// # Errors
///
/// If the image is empty or has more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels.
impl TryFrom<&DynamicImage> for Rgb8 {
    type Error = ImageError;

    fn try_from(image: &DynamicImage) -> Result<Self, ImageError> {
        super::checked_pixels("an image", image.width() as usize, image.height() as usize)?;
        image.to_rgb8().try_into()
    }
}

/// Moves the pixels, without a copy.
impl From<Rgb8> for RgbImage {
    fn from(picture: Rgb8) -> Self {
        // Both sides fit u32, because their product is at most MAX_PIXELS.
        let image = RgbImage::from_raw(picture.width as u32, picture.height as u32, picture.bytes);
        // The default is never taken: a picture always has exactly the bytes that its size needs.
        image.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use ::image::{ImageBuffer, Luma, LumaA, Rgb, Rgba};

    use super::*;

    #[test]
    fn pixels_go_there_and_back() {
        let image = RgbImage::from_fn(3, 2, |x, y| Rgb([x as u8, y as u8, 7]));
        let picture = Rgb8::try_from(image.clone()).unwrap();
        assert_eq!((picture.width(), picture.height()), (3, 2));
        assert_eq!(picture.pixel(2, 1), Some([2, 1, 7]));
        assert_eq!(RgbImage::from(picture), image);
    }

    #[test]
    fn every_kind_of_image_becomes_rgb() {
        let pixel = |image: DynamicImage| Rgb8::try_from(&image).unwrap().pixel(0, 0).unwrap();
        assert_eq!(pixel(ImageBuffer::from_pixel(1, 1, Luma([9_u8])).into()), [9, 9, 9]);
        assert_eq!(pixel(ImageBuffer::from_pixel(1, 1, LumaA([9_u8, 0])).into()), [9, 9, 9]);
        assert_eq!(pixel(ImageBuffer::from_pixel(1, 1, Rgba([9_u8, 8, 7, 0])).into()), [9, 8, 7]);
        assert_eq!(
            pixel(ImageBuffer::from_pixel(1, 1, Rgb([257_u16, 128, 65535])).into()),
            [1, 0, 255]
        );
    }

    #[test]
    fn empty_and_absurdly_large_images_are_errors() {
        let message = |image: &DynamicImage| Rgb8::try_from(image).unwrap_err().to_string();
        let expected = |what| {
            format!("{what} of 0×5 pixels (width×height) is empty: both sides must be at least 1")
        };
        assert_eq!(message(&DynamicImage::new_rgb8(0, 5)), expected("an image"));
        assert_eq!(
            Rgb8::try_from(RgbImage::new(0, 5)).unwrap_err().to_string(),
            expected("a picture")
        );
        let large = DynamicImage::new_luma8(1 << 14, (1 << 12) + 1);
        assert_eq!(
            message(&large),
            "an image of 16384×4097 pixels (width×height) is too large: at most 67108864 pixels are handled"
        );
    }
}
