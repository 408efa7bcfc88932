//! Conversion of a segmentation network's output to a class per pixel.

use super::{ImageError, checked_pixels};

/// Largest number of classes that 8-bit indices can name.
const MAX_CLASSES: usize = 256;

/// A class index per pixel, never empty; rows from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Unchecked"))]
pub struct Mask {
    width: usize,
    height: usize,
    classes: Vec<u8>,
}

/// A mask as it is deserialised, before its number of classes is checked against its size.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct Unchecked {
    width: usize,
    height: usize,
    classes: Vec<u8>,
}

#[cfg(feature = "serde")]
impl TryFrom<Unchecked> for Mask {
    type Error = ImageError;

    fn try_from(Unchecked { width, height, classes }: Unchecked) -> Result<Self, ImageError> {
        Self::new(width, height, classes)
    }
}

impl Mask {
    /// Takes `width`·`height` class indices as a mask, H×W.
    ///
    /// # Errors
    ///
    /// If a side is zero, if there are more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels, or if the number
    /// of indices is not `width`·`height`.
    pub fn new(width: usize, height: usize, classes: Vec<u8>) -> Result<Self, ImageError> {
        if classes.len() != checked_pixels("a mask", width, height)? {
            return Err(ImageError::WrongLength {
                what: "a mask",
                shape: vec![height, width],
                unit: "class indices",
                actual: classes.len(),
            });
        }
        Ok(Self { width, height, classes })
    }

    /// Creates a mask whose size and number of classes have been checked.
    pub(super) fn of_checked(width: usize, height: usize, classes: Vec<u8>) -> Self {
        debug_assert_eq!(classes.len(), width * height);
        Self { width, height, classes }
    }

    /// Returns the width in pixels.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Returns the height in pixels.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Returns the class of every pixel, H×W.
    #[must_use]
    pub fn classes(&self) -> &[u8] {
        &self.classes
    }

    /// Returns the class of every pixel, H×W, to be overwritten.
    pub(super) fn classes_mut(&mut self) -> &mut [u8] {
        &mut self.classes
    }

    /// Returns the mask at another size: each new pixel takes the class of the old pixel that contains its
    /// centre.
    ///
    /// # Errors
    ///
    /// If `width` or `height` is zero, or if the result has more than [`MAX_PIXELS`](super::MAX_PIXELS)
    /// pixels.
    ///
    /// ```
    /// use espnet::image::Mask;
    ///
    /// let mask = Mask::new(2, 1, vec![3, 7])?.resize_nearest(5, 1)?;
    /// assert_eq!(mask.classes(), [3, 3, 7, 7, 7]);
    /// # Ok::<(), espnet::image::ImageError>(())
    /// ```
    pub fn resize_nearest(&self, width: usize, height: usize) -> Result<Self, ImageError> {
        checked_pixels("the resized mask", width, height)?;
        // Twice the centre of an output pixel is 2·position + 1. The sizes are checked above, so that the
        // products do not overflow.
        let nearest = |position: usize, from: usize, to: usize| {
            ((2 * position as u64 + 1) * from as u64 / (2 * to as u64)) as usize
        };
        let columns: Vec<usize> = (0..width).map(|x| nearest(x, self.width, width)).collect();
        let mut classes = Vec::with_capacity(width * height);
        for y in 0..height {
            let start = nearest(y, self.height, height) * self.width;
            let row = &self.classes[start..start + self.width];
            classes.extend(columns.iter().map(|&x| row[x]));
        }
        Self::new(width, height, classes)
    }

    /// Returns the number of pixels of each of the 256 possible classes.
    pub(super) fn counts(&self) -> [usize; MAX_CLASSES] {
        let mut counts = [0; MAX_CLASSES];
        for class in &self.classes {
            counts[usize::from(*class)] += 1;
        }
        counts
    }
}

/// Returns the class with the highest logit for every pixel of one picture's output, C×H×W.
///
/// Of equal logits the lower class wins; NaN counts as −∞. For a batch, call this function for each
/// picture's part of the N×C×H×W output (`logits.chunks_exact(classes * height * width)`). If you do not
/// need the logits, a segmentation network's `forward_mask` gives the same classes in less time.
///
/// # Errors
///
/// If `classes` is not from 1 to 256, if `height` or `width` is zero, if there are more than
/// [`MAX_PIXELS`](super::MAX_PIXELS) pixels, or if the number of logits is not C·H·W.
///
/// ```
/// use espnet::image::class_mask;
///
/// // Two classes, one row of three pixels.
/// let mask = class_mask(&[0.0, 5.0, 1.0, /* class 1: */ 2.0, 4.0, 1.0], 2, 1, 3)?;
/// assert_eq!(mask.classes(), [1, 0, 0]);
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn class_mask(
    logits: &[f32],
    classes: usize,
    height: usize,
    width: usize,
) -> Result<Mask, ImageError> {
    let logits = Classes::of(logits, classes, height, width)?;
    let mut winners = vec![0; logits.pixels];
    argmax(logits, &mut winners);
    Mask::new(width, height, winners)
}

/// The logits of 1 to 256 classes, as C×H×W: one plane of pixels per class.
#[derive(Clone, Copy)]
pub(super) struct Classes<'a> {
    logits: &'a [f32],
    pixels: usize,
}

impl<'a> Classes<'a> {
    /// Checks that the number of logits is C·H·W.
    pub(super) fn of(
        logits: &'a [f32],
        classes: usize,
        height: usize,
        width: usize,
    ) -> Result<Self, ImageError> {
        let pixels = checked_pixels("the network's output", width, height)?;
        if !(1..=MAX_CLASSES).contains(&classes) {
            return Err(ImageError::ClassCount { classes });
        }
        if logits.len() != classes * pixels {
            return Err(ImageError::WrongLength {
                what: "a segmentation output",
                shape: vec![classes, height, width],
                unit: "logits",
                actual: logits.len(),
            });
        }
        Ok(Self { logits, pixels })
    }
}

/// Number of pixels whose best logits are kept at a time, small enough for the first-level cache.
const RUN: usize = 1024;

/// Writes, for each pixel, the class with the highest logit. Allocates nothing.
pub(super) fn argmax(Classes { logits, pixels }: Classes<'_>, winners: &mut [u8]) {
    debug_assert_eq!(winners.len(), pixels);
    for (run, winners) in winners.chunks_mut(RUN).enumerate() {
        let mut best = [f32::NEG_INFINITY; RUN];
        winners.fill(0);
        for (class, plane) in (0..=u8::MAX).zip(logits.chunks_exact(pixels)) {
            let plane = &plane[run * RUN..];
            for ((&logit, best), winner) in plane.iter().zip(&mut best).zip(&mut *winners) {
                if logit > *best {
                    *best = logit;
                    *winner = class;
                }
            }
        }
    }
}

/// The share of a mask that one class covers.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ClassShare {
    /// The class's index.
    pub class: u8,
    /// The number of the class's pixels.
    pub pixels: usize,
    /// `pixels` divided by the number of all pixels, from 0 to 1.
    pub fraction: f64,
}

/// Returns the classes that occur in `mask`, the largest first; ties are ordered by index.
///
/// ```
/// use espnet::image::{Mask, legend};
///
/// let names = ["background", "cat", "dog"];
/// for share in legend(&Mask::new(2, 2, vec![0, 0, 2, 0])?) {
///     println!("{:5.1} %  {}", 100.0 * share.fraction, names[usize::from(share.class)]);
/// }
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
#[must_use]
pub fn legend(mask: &Mask) -> Vec<ClassShare> {
    let mut shares: Vec<ClassShare> = (0..=u8::MAX)
        .zip(mask.counts())
        .filter(|(_, pixels)| *pixels > 0)
        .map(|(class, pixels)| ClassShare {
            class,
            pixels,
            fraction: pixels as f64 / mask.classes.len() as f64,
        })
        .collect();
    // The sort is stable, so that ties stay in the order of their indices.
    shares.sort_by_key(|share| std::cmp::Reverse(share.pixels));
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_highest_logit_wins_and_the_first_of_equals() {
        #[rustfmt::skip]
        let logits = [
            1.0, 0.0, f32::NAN, f32::NEG_INFINITY,
            2.0, 0.0, -1.0,     f32::NEG_INFINITY,
            2.0, 0.5, f32::NAN, f32::NEG_INFINITY,
        ];
        let mask = class_mask(&logits, 3, 2, 2).unwrap();
        assert_eq!((mask.width(), mask.height()), (2, 2));
        assert_eq!(mask.classes(), [1, 2, 1, 0]);
    }

    #[test]
    fn the_last_of_256_classes_can_win() {
        let mut logits = vec![0.0; 256];
        logits[255] = 1.0;
        assert_eq!(class_mask(&logits, 256, 1, 1).unwrap().classes(), [255]);
    }

    #[test]
    fn outputs_that_do_not_fit_are_refused() {
        let message = |logits: &[f32], classes, height, width| {
            class_mask(logits, classes, height, width).unwrap_err().to_string()
        };
        assert_eq!(
            message(&[0.0; 11], 3, 2, 2),
            "a segmentation output of shape 3×2×2 needs 12 logits, but got 11"
        );
        for classes in [0, 257, usize::MAX] {
            assert_eq!(
                message(&[], classes, 1, 1),
                format!(
                    "a class mask holds 1 to 256 classes, but the network's output has {classes}"
                )
            );
        }
        assert_eq!(
            message(&[], 2, 0, 3),
            "the network's output of 3×0 pixels (width×height) is empty: both sides must be at least 1"
        );
        assert!(message(&[], 2, usize::MAX, 3).contains("too large"));
        assert_eq!(
            Mask::new(2, 2, vec![0; 5]).unwrap_err().to_string(),
            "a mask of shape 2×2 needs 4 class indices, but got 5"
        );
        assert!(Mask::new(0, 2, vec![]).unwrap_err().to_string().contains("empty"));
        let mask = Mask::new(1, 1, vec![0]).unwrap();
        assert!(mask.resize_nearest(0, 1).unwrap_err().to_string().contains("empty"));
        assert!(
            mask.resize_nearest(1 << 20, 1 << 20).unwrap_err().to_string().contains("too large")
        );
    }

    #[test]
    fn the_legend_lists_the_largest_class_first() {
        let shares = legend(&Mask::new(5, 1, vec![9, 4, 255, 4, 9]).unwrap());
        let listed: Vec<_> = shares.iter().map(|share| (share.class, share.pixels)).collect();
        assert_eq!(listed, [(4, 2), (9, 2), (255, 1)]);
        assert_eq!(shares[2].fraction, 0.2);
    }

    proptest! {
        #[test]
        fn the_mask_holds_the_argmax(logits in prop::collection::vec(-2_i8..3, 4 * 6)) {
            let logits: Vec<f32> = logits.into_iter().map(f32::from).collect();
            let mask = class_mask(&logits, 4, 2, 3).unwrap();
            for (pixel, winner) in mask.classes().iter().enumerate() {
                let of = |class: usize| logits[class * 6 + pixel];
                let winner = usize::from(*winner);
                prop_assert!((0..winner).all(|class| of(class) < of(winner)));
                prop_assert!((winner..4).all(|class| of(class) <= of(winner)));
            }
        }

        #[test]
        fn enlarging_by_a_whole_factor_and_back_changes_nothing(
            classes in prop::collection::vec(any::<u8>(), 12),
            factor in 1_usize..6,
        ) {
            let mask = Mask::new(4, 3, classes).unwrap();
            let large = mask.resize_nearest(4 * factor, 3 * factor).unwrap();
            prop_assert_eq!(large.classes()[factor * 4 * factor - 1], mask.classes()[3]);
            prop_assert_eq!(large.resize_nearest(4, 3).unwrap(), mask);
        }

        #[test]
        fn the_legend_covers_every_pixel(classes in prop::collection::vec(any::<u8>(), 30)) {
            let shares = legend(&Mask::new(5, 6, classes).unwrap());
            prop_assert_eq!(shares.iter().map(|share| share.pixels).sum::<usize>(), 30);
            let whole: f64 = shares.iter().map(|share| share.fraction).sum();
            prop_assert!((whole - 1.0).abs() < 1e-9);
        }
    }
}
