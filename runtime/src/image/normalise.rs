//! Conversion of 8-bit pixels to the f32 input of a network, with torchvision's arithmetic.

use super::{ImageError, Rgb8, checked_pixels, resize_bilinear};

/// The conversion of bytes to the numbers of a network's input: (value / scale − mean) / std, each step
/// rounded to f32.
///
/// `mean` and `std` have an entry for each channel, in the order of the network's channels; a network with
/// one input channel uses the first entry of each. All numbers that are used must be finite.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Normalization {
    /// Subtracted from each scaled value.
    pub mean: [f32; 3],
    /// Divisor of the differences; must not be zero.
    pub std: [f32; 3],
    /// The order of colours in the network's channels. A network with one channel gets luma in either
    /// order.
    pub order: ColourOrder,
    /// Divisor applied to each byte first: 255 for values from 0 to 1, or 1 to keep 0 to 255. Must be
    /// above zero.
    pub scale: f32,
}

/// The order of colours in a network's input of three channels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum ColourOrder {
    /// Red, green, blue: PyTorch's and Pillow's.
    #[default]
    Rgb,
    /// Blue, green, red: OpenCV's and Caffe's.
    Bgr,
}

impl ColourOrder {
    /// Returns the colour of a channel: 0 for red, 1 for green, 2 for blue.
    pub(super) fn colour(self, channel: usize) -> usize {
        match self {
            Self::Rgb => channel,
            Self::Bgr => 2 - channel,
        }
    }
}

impl Normalization {
    /// ImageNet's statistics, which all released ESPNetv2 models are trained with.
    pub const IMAGENET: Self = Self {
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
        order: ColourOrder::Rgb,
        scale: 255.0,
    };

    /// Returns a normalisation with the same mean and standard deviation for every channel, in the order
    /// RGB and with scale 255.
    #[must_use]
    pub const fn uniform(mean: f32, std: f32) -> Self {
        Self { mean: [mean; 3], std: [std; 3], ..Self::IMAGENET }
    }

    /// Sets the mean of each channel.
    #[must_use]
    pub const fn mean(self, mean: [f32; 3]) -> Self {
        Self { mean, ..self }
    }

    /// Sets the standard deviation of each channel.
    #[must_use]
    pub const fn std(self, std: [f32; 3]) -> Self {
        Self { std, ..self }
    }

    /// Sets the order of colours.
    #[must_use]
    pub const fn order(self, order: ColourOrder) -> Self {
        Self { order, ..self }
    }

    /// Sets the divisor of bytes.
    #[must_use]
    pub const fn scale(self, scale: f32) -> Self {
        Self { scale, ..self }
    }

    /// Returns the normalised value of each of the 256 bytes in `channel`.
    pub(super) fn table(&self, channel: usize) -> [f32; 256] {
        let (mean, std) = (self.mean[channel], self.std[channel]);
        std::array::from_fn(|value| (value as f32 / self.scale - mean) / std)
    }

    /// Appends a sentence to `problems` if the scale is not allowed, and for each entry that is not allowed
    /// among the first `channels` ones.
    fn check(&self, channels: usize, problems: &mut Vec<String>) {
        if !self.scale.is_finite() || self.scale <= 0.0 {
            problems
                .push(format!("the scale must be finite and above zero, but is {}", self.scale));
        }
        for (channel, (mean, std)) in self.mean.iter().zip(&self.std).take(channels).enumerate() {
            if !mean.is_finite() {
                problems
                    .push(format!("the mean of channel {channel} must be finite, but is {mean}"));
            }
            if !std.is_finite() || *std == 0.0 {
                problems.push(format!(
                    "the standard deviation of channel {channel} must be finite and not zero, but is {std}"
                ));
            }
        }
    }
}

/// Converts a picture to a network's input of 1×`channels`×`height`×`width` values.
///
/// A picture of another size is first resized with [`resize_bilinear`], which does not keep its aspect
/// ratio. Then [`normalise`] converts its pixels.
///
/// # Errors
///
/// If `channels` is neither 1 nor 3, if [`resize_bilinear`] refuses the size, if the scale is not finite
/// and above zero, if a channel's mean is not finite, or if its standard deviation is zero or not finite.
/// All problems are reported together.
///
/// ```
/// use espnet::image::{Normalization, Rgb8, to_input};
///
/// let picture = Rgb8::new(1, 1, vec![255, 255, 255])?;
/// let input = to_input(&picture, 3, 2, 2, &Normalization::uniform(0.5, 0.5))?;
/// assert_eq!(input, [1.0; 12]);
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn to_input(
    image: &Rgb8,
    channels: usize,
    height: usize,
    width: usize,
    normalization: &Normalization,
) -> Result<Vec<f32>, ImageError> {
    let mut problems = request_problems(channels, normalization);
    if let Err(error) = checked_pixels("the network's input", width, height) {
        problems.push(error.to_string());
    }
    if !problems.is_empty() {
        return Err(ImageError::InvalidInput { problems });
    }
    if (image.width(), image.height()) == (width, height) {
        return normalise(image, channels, normalization);
    }
    normalise(&resize_bilinear(image, width, height)?, channels, normalization)
}

/// Returns the picture as 1×`channels`×H×W values (v/scale − mean)/std, without resizing it.
///
/// Three channels are red, green and blue, in the order of [`Normalization::order`]. One channel is the
/// luma that Pillow's `convert("L")` computes (ITU-R 601-2, in 16-bit fixed point); the first mean and
/// standard deviation normalise it.
///
/// # Errors
///
/// If `channels` is neither 1 nor 3, if the scale is not finite and above zero, if a channel's mean is not
/// finite, or if its standard deviation is zero or not finite. All problems are reported together.
pub fn normalise(
    image: &Rgb8,
    channels: usize,
    normalization: &Normalization,
) -> Result<Vec<f32>, ImageError> {
    let problems = request_problems(channels, normalization);
    if !problems.is_empty() {
        return Err(ImageError::InvalidInput { problems });
    }
    let pixels = image.pixels();
    if channels == 1 {
        let table = normalization.table(0);
        return Ok(pixels.iter().map(|pixel| table[usize::from(luma(*pixel))]).collect());
    }
    let mut values = Vec::with_capacity(3 * pixels.len());
    for channel in 0..3 {
        let (table, colour) = (normalization.table(channel), normalization.order.colour(channel));
        values.extend(pixels.iter().map(|pixel| table[usize::from(pixel[colour])]));
    }
    Ok(values)
}

/// Returns a sentence for each problem with `channels` channels and this normalisation.
pub(super) fn request_problems(channels: usize, normalization: &Normalization) -> Vec<String> {
    let mut problems = Vec::new();
    match channels {
        1 | 3 => normalization.check(channels, &mut problems),
        _ => problems.push(format!(
            "a picture has 3 channels (RGB) or 1 (luma), but the network takes {channels}"
        )),
    }
    problems
}

/// Returns a pixel's luma, as Pillow's conversion to mode `L` computes it.
pub(super) fn luma([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 19595 * u32::from(red) + 38470 * u32::from(green) + 7471 * u32::from(blue);
    ((sum + (1 << 15)) >> 16) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_equal_torchvision() {
        let picture = Rgb8::new(2, 1, vec![0, 128, 255, 255, 0, 17]).unwrap();
        let input = normalise(&picture, 3, &Normalization::IMAGENET).unwrap();
        // The result of torchvision's `Normalize(mean, std)(ToTensor()(picture))`, as bits of f32.
        let expected: [u32; 6] =
            [0xc007_8bbd, 0x400f_ee1d, 0x3e52_1b48, 0xc002_4924, 0x4028_f5c3, 0xbfc1_0b00];
        assert_eq!(input.iter().map(|value| value.to_bits()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn luma_equals_pillow() {
        // The results of Pillow's `Image.new("RGB", (1, 1), colour).convert("L")`.
        for (colour, expected) in [
            ([0, 0, 0], 0),
            ([255, 255, 255], 255),
            ([255, 0, 0], 76),
            ([0, 255, 0], 150),
            ([0, 0, 255], 29),
            ([12, 200, 77], 130),
            ([199, 3, 150], 78),
            ([1, 1, 2], 1),
            ([90, 91, 92], 91),
            ([254, 255, 253], 254),
        ] {
            assert_eq!(luma(colour), expected, "{colour:?}");
        }
    }

    #[test]
    fn one_channel_is_luma_with_the_first_statistics() {
        let picture = Rgb8::new(1, 2, vec![255, 255, 255, 255, 0, 0]).unwrap();
        let normalization = Normalization {
            mean: [0.5, f32::NAN, 0.0],
            std: [0.25, 0.0, 0.0],
            ..Normalization::IMAGENET
        };
        let input = to_input(&picture, 1, 2, 1, &normalization).unwrap();
        assert_eq!(input, [2.0, (76.0 / 255.0 - 0.5) / 0.25]);
    }

    #[test]
    fn order_and_scale_are_the_networks() {
        let picture = Rgb8::new(1, 1, vec![10, 20, 30]).unwrap();
        let caffe = Normalization {
            mean: [104.0, 117.0, 123.0],
            std: [1.0, 1.0, 2.0],
            order: ColourOrder::Bgr,
            scale: 1.0,
        };
        assert_eq!(normalise(&picture, 3, &caffe).unwrap(), [-74.0, -97.0, -56.5]);
    }

    #[test]
    fn all_problems_are_reported_together() {
        let picture = Rgb8::new(1, 1, vec![1, 2, 3]).unwrap();
        let normalization = Normalization {
            mean: [0.0, f32::INFINITY, 0.0],
            std: [0.0, 1.0, f32::NAN],
            order: ColourOrder::Bgr,
            scale: 0.0,
        };
        let error = to_input(&picture, 3, 0, 8, &normalization).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no network input can be made from the picture: \
             the scale must be finite and above zero, but is 0; \
             the standard deviation of channel 0 must be finite and not zero, but is 0; \
             the mean of channel 1 must be finite, but is inf; \
             the standard deviation of channel 2 must be finite and not zero, but is NaN; \
             the network's input of 8×0 pixels (width×height) is empty: both sides must be at least 1"
        );
        for channels in [0, 2, 4, usize::MAX] {
            let error = normalise(&picture, channels, &Normalization::IMAGENET).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!(
                    "no network input can be made from the picture: a picture has 3 channels (RGB) or \
                     1 (luma), but the network takes {channels}"
                )
            );
        }
        let error = to_input(&picture, 3, usize::MAX, 2, &Normalization::IMAGENET).unwrap_err();
        assert!(error.to_string().contains("too large"), "{error}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_input_is_the_resized_picture_channel_by_channel(
            bytes in prop::collection::vec(any::<u8>(), 5 * 4 * 3),
            height in 1_usize..9,
            width in 1_usize..9,
        ) {
            let picture = Rgb8::new(5, 4, bytes).unwrap();
            let input = to_input(&picture, 3, height, width, &Normalization::uniform(0.0, 1.0)).unwrap();
            let resized = resize_bilinear(&picture, width, height).unwrap();
            prop_assert_eq!(input.len(), 3 * height * width);
            for (index, value) in input.iter().enumerate() {
                let (channel, pixel) = (index / (height * width), index % (height * width));
                prop_assert_eq!((value * 255.0).round() as u8, resized.pixels()[pixel][channel]);
            }
        }
    }
}
