//! A palette of a colour for each class, and pictures painted with its colours.

use super::{ImageError, Mask, Rgb8};

/// The colour of each class, by its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    colours: Vec<[u8; 3]>,
}

impl Palette {
    /// Creates a palette of RGB colours, class 0 first.
    ///
    /// # Errors
    ///
    /// If there is no colour, or if there are more than 256.
    ///
    /// ```
    /// use espnet::image::Palette;
    ///
    /// let palette = Palette::new(vec![[0, 0, 0], [255, 0, 0]])?;
    /// assert_eq!(palette.colour(1), Some([255, 0, 0]));
    /// assert_eq!(palette.colour(2), None);
    /// # Ok::<(), espnet::image::ImageError>(())
    /// ```
    pub fn new(colours: Vec<[u8; 3]>) -> Result<Self, ImageError> {
        if !(1..=256).contains(&colours.len()) {
            return Err(ImageError::ColourCount { colours: colours.len() });
        }
        Ok(Self { colours })
    }

    /// Returns the 256 colours of the Pascal VOC annotations. They are all different, so that they suit any
    /// other classes too.
    ///
    /// Bits 0, 1 and 2 of the index are the highest bits of red, green and blue, bits 3, 4 and 5 are the
    /// next ones, and so on: class 0 is black, 1 is dark red, 2 is dark green.
    #[must_use]
    pub fn pascal_voc() -> Self {
        let colour = |class: u8| {
            std::array::from_fn(|channel| {
                (0..3).fold(0, |value, level| {
                    // The last level has only bits 6 and 7, so that it adds nothing to blue.
                    let bit = class.checked_shr(3 * level + channel as u32).unwrap_or(0) & 1;
                    value | bit << (7 - level)
                })
            })
        };
        Self { colours: (0..=u8::MAX).map(colour).collect() }
    }

    /// Returns the colours of the Cityscapes annotations: the 19 classes used for training in the order of
    /// their training ids, then black for the background class of the released models.
    #[must_use]
    pub fn cityscapes() -> Self {
        Self {
            colours: vec![
                [128, 64, 128],  // road
                [244, 35, 232],  // sidewalk
                [70, 70, 70],    // building
                [102, 102, 156], // wall
                [190, 153, 153], // fence
                [153, 153, 153], // pole
                [250, 170, 30],  // traffic light
                [220, 220, 0],   // traffic sign
                [107, 142, 35],  // vegetation
                [152, 251, 152], // terrain
                [70, 130, 180],  // sky
                [220, 20, 60],   // person
                [255, 0, 0],     // rider
                [0, 0, 142],     // car
                [0, 0, 70],      // truck
                [0, 60, 100],    // bus
                [0, 80, 100],    // train
                [0, 0, 230],     // motorcycle
                [119, 11, 32],   // bicycle
                [0, 0, 0],       // background
            ],
        }
    }

    /// Returns 256 strong colours for lines and labels over a photograph. They are all different, and those of
    /// classes that follow one another are easy to tell apart.
    ///
    /// The hues are spread by the golden ratio, so that those of any number of classes are far apart; three
    /// shades take turns.
    #[must_use]
    pub fn vivid() -> Self {
        // The hues from red over green and blue back to red.
        const HUES: usize = 6 * 256;
        const GOLDEN: usize = 949;
        let colour = |class: usize| {
            let hue = class * GOLDEN % HUES;
            // Channel c is strongest at hue 512·c and zero beyond a distance of 512.
            let pure = [0, 512, 1024].map(|strongest: usize| {
                let distance = hue.abs_diff(strongest);
                512_usize.saturating_sub(distance.min(HUES - distance)).min(255) as u8
            });
            match class % 3 {
                0 => pure,
                1 => pure.map(|value| 90 + (u16::from(value) * 165 / 255) as u8),
                _ => pure.map(|value| (u16::from(value) * 180 / 255) as u8),
            }
        };
        Self { colours: (0..256).map(colour).collect() }
    }

    /// Returns all colours as RGB, class 0 first.
    #[must_use]
    pub fn colours(&self) -> &[[u8; 3]] {
        &self.colours
    }

    /// Returns the colour of `class` as RGB, or `None` if the palette has no colour for `class`.
    #[must_use]
    pub fn colour(&self, class: u8) -> Option<[u8; 3]> {
        self.colours.get(usize::from(class)).copied()
    }

    /// Returns the colour of each class, with black for classes that have none in the palette. It is an error
    /// if `mask` contains a class without a colour, except for the transparent class.
    fn table(&self, mask: &Mask, transparent: Option<u8>) -> Result<[[u8; 3]; 256], ImageError> {
        let missing: Vec<u8> = (0..=u8::MAX)
            .zip(mask.counts())
            .filter(|(_, pixels)| *pixels > 0)
            .map(|(class, _)| class)
            .filter(|class| self.colour(*class).is_none() && transparent != Some(*class))
            .collect();
        if !missing.is_empty() {
            return Err(ImageError::MissingColours { colours: self.colours.len(), missing });
        }
        let mut table = [[0; 3]; 256];
        table[..self.colours.len()].copy_from_slice(&self.colours);
        Ok(table)
    }
}

/// The style in which [`overlay`] paints a mask over a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlay {
    /// The share of the class's colour in the result, from 0 to 1: 0 leaves the picture unchanged, 1 covers
    /// it.
    pub opacity: f32,
    /// A class whose pixels are not painted, usually the background.
    pub transparent: Option<u8>,
}

impl Default for Overlay {
    /// Returns an opacity of one half, with every class painted.
    fn default() -> Self {
        Self { opacity: 0.5, transparent: None }
    }
}

/// Returns the mask as a picture in which each pixel has its class's colour.
///
/// # Errors
///
/// If the mask contains classes that the palette has no colour for; the error lists all of them.
///
/// ```
/// use espnet::image::{Mask, Palette, colorize};
///
/// let picture = colorize(&Mask::new(2, 1, vec![0, 1])?, &Palette::pascal_voc())?;
/// assert_eq!(picture.as_bytes(), [0, 0, 0, 128, 0, 0]);
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn colorize(mask: &Mask, palette: &Palette) -> Result<Rgb8, ImageError> {
    let table = palette.table(mask, None)?;
    let bytes = mask.classes().iter().flat_map(|class| table[usize::from(*class)]).collect();
    Rgb8::new(mask.width(), mask.height(), bytes)
}

/// Blends the mask's colours over `image`. A mask of another size is first resized to the picture's size
/// with [`Mask::resize_nearest`].
///
/// # Errors
///
/// If the opacity is not from 0 to 1, or if the mask contains a class without a colour that is not the
/// transparent class.
///
/// ```
/// use espnet::image::{Mask, Overlay, Palette, Rgb8, overlay};
///
/// let street = Rgb8::new(2, 1, vec![100; 6])?;
/// let mask = Mask::new(2, 1, vec![0, 1])?;
/// let style = Overlay { transparent: Some(0), ..Overlay::default() };
/// let painted = overlay(&street, &mask, &Palette::pascal_voc(), &style)?;
/// assert_eq!(painted.as_bytes(), [100, 100, 100, 114, 50, 50]);
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn overlay(
    image: &Rgb8,
    mask: &Mask,
    palette: &Palette,
    style: &Overlay,
) -> Result<Rgb8, ImageError> {
    let opacity = style.opacity;
    if !(0.0..=1.0).contains(&opacity) {
        return Err(ImageError::Opacity { opacity });
    }
    let table = palette.table(mask, style.transparent)?;
    let resized;
    let mask = if (mask.width(), mask.height()) == (image.width(), image.height()) {
        mask
    } else {
        resized = mask.resize_nearest(image.width(), image.height())?;
        &resized
    };
    let mut bytes = Vec::with_capacity(image.as_bytes().len());
    for (pixel, class) in image.pixels().iter().zip(mask.classes()) {
        if style.transparent == Some(*class) {
            bytes.extend(pixel);
            continue;
        }
        let colour = table[usize::from(*class)];
        bytes.extend(pixel.iter().zip(colour).map(|(&below, above)| {
            let (below, above) = (f32::from(below), f32::from(above));
            (below + opacity * (above - below)).round() as u8
        }));
    }
    Rgb8::new(image.width(), image.height(), bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_pascal_voc_palette_is_the_published_one() {
        let palette = Palette::pascal_voc();
        assert_eq!(palette.colours().len(), 256);
        for (class, colour) in [
            (0, [0, 0, 0]),
            (1, [128, 0, 0]),
            (7, [128, 128, 128]),
            (8, [64, 0, 0]),
            (15, [192, 128, 128]),
            (20, [0, 64, 128]),
            (255, [224, 224, 192]),
        ] {
            assert_eq!(palette.colour(class), Some(colour), "class {class}");
        }
        let distinct: std::collections::BTreeSet<_> = palette.colours().iter().collect();
        assert_eq!(distinct.len(), 256);
    }

    #[test]
    fn the_cityscapes_palette_ends_with_the_background() {
        let palette = Palette::cityscapes();
        assert_eq!(palette.colours().len(), 20);
        assert_eq!(palette.colour(0), Some([128, 64, 128]));
        assert_eq!(palette.colour(19), Some([0, 0, 0]));
        assert_eq!(palette.colour(20), None);
    }

    #[test]
    fn vivid_colours_differ() {
        let colours = Palette::vivid().colours;
        let distinct: std::collections::BTreeSet<_> = colours.iter().collect();
        assert_eq!(distinct.len(), 256);
        let distance = |a: &[u8; 3], b: &[u8; 3]| -> u32 {
            a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).sum()
        };
        assert!(colours.windows(2).all(|pair| distance(&pair[0], &pair[1]) > 250));
        let of_voc = &colours[..21];
        for (class, colour) in of_voc.iter().enumerate() {
            let nearest = of_voc[..class].iter().map(|other| distance(colour, other)).min();
            assert!(nearest.is_none_or(|nearest| nearest >= 60), "class {class}: {nearest:?}");
        }
        assert!(colours.iter().all(|[r, g, b]| r.max(g).max(b).abs_diff(*r.min(g).min(b)) >= 150));
    }

    #[test]
    fn classes_without_a_colour_are_all_listed() {
        let palette = Palette::new(vec![[0; 3], [1; 3]]).unwrap();
        let mask = Mask::new(4, 1, vec![7, 1, 200, 2]).unwrap();
        assert_eq!(
            colorize(&mask, &palette).unwrap_err().to_string(),
            "the palette has 2 colours (classes 0 to 1), but the mask also holds classes 2, 7, 200"
        );
        let picture = Rgb8::new(2, 1, vec![5; 6]).unwrap();
        let style = Overlay { transparent: Some(2), ..Overlay::default() };
        let mask = Mask::new(2, 1, vec![3, 2]).unwrap();
        assert_eq!(
            overlay(&picture, &mask, &palette, &style).unwrap_err().to_string(),
            "the palette has 2 colours (classes 0 to 1), but the mask also holds class 3"
        );
        for colours in [0, 257] {
            assert_eq!(
                Palette::new(vec![[0; 3]; colours]).unwrap_err().to_string(),
                format!("a palette holds 1 to 256 colours, but got {colours}")
            );
        }
    }

    #[test]
    fn the_opacity_must_be_a_share() {
        let picture = Rgb8::new(1, 1, vec![5; 3]).unwrap();
        let mask = Mask::new(1, 1, vec![0]).unwrap();
        for opacity in [-0.1, 1.5, f32::NAN] {
            let style = Overlay { opacity, transparent: None };
            let error = overlay(&picture, &mask, &Palette::pascal_voc(), &style).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("the overlay's opacity must be between 0 and 1, but is {opacity}")
            );
        }
    }

    #[test]
    fn a_smaller_mask_is_enlarged_to_the_picture() {
        let picture = Rgb8::new(4, 2, vec![0; 24]).unwrap();
        let mask = Mask::new(2, 1, vec![0, 1]).unwrap();
        let style = Overlay { opacity: 1.0, transparent: None };
        let painted = overlay(&picture, &mask, &Palette::pascal_voc(), &style).unwrap();
        let row = [[0, 0, 0], [0, 0, 0], [128, 0, 0], [128, 0, 0]];
        assert_eq!(painted.pixels(), [row, row].as_flattened());
    }

    proptest! {
        #[test]
        fn the_overlay_lies_between_picture_and_colours(
            bytes in prop::collection::vec(any::<u8>(), 12 * 3),
            classes in prop::collection::vec(any::<u8>(), 12),
            opacity in 0.0_f32..=1.0,
        ) {
            let picture = Rgb8::new(4, 3, bytes).unwrap();
            let mask = Mask::new(4, 3, classes).unwrap();
            let palette = Palette::pascal_voc();
            let colours = colorize(&mask, &palette).unwrap();
            let paint = |opacity, transparent| {
                overlay(&picture, &mask, &palette, &Overlay { opacity, transparent }).unwrap()
            };
            prop_assert_eq!(&paint(0.0, None), &picture);
            prop_assert_eq!(&paint(1.0, None), &colours);
            let hidden = mask.classes()[0];
            let painted = paint(opacity, Some(hidden));
            for (index, pixel) in painted.pixels().iter().enumerate() {
                let (below, above) = (picture.pixels()[index], colours.pixels()[index]);
                if mask.classes()[index] == hidden {
                    prop_assert_eq!(*pixel, below);
                }
                for channel in 0..3 {
                    let (low, high) = (below[channel].min(above[channel]), below[channel].max(above[channel]));
                    prop_assert!((low..=high).contains(&pixel[channel]));
                }
            }
        }
    }
}
