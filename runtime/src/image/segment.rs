//! From a segmentation network's output to a class per pixel.

use super::{ImageError, checked_pixels};

/// The most classes that 8-bit indices can name.
const MAX_CLASSES: usize = 256;

/// A class index per pixel, never empty; rows from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    width: usize,
    height: usize,
    classes: Vec<u8>,
}

impl Mask {
    /// Takes `width`·`height` class indices as a mask, H×W.
    ///
    /// # Errors
    ///
    /// A side of zero, more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels, or a number of indices that
    /// does not fit the size.
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

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// The class of every pixel, H×W.
    #[must_use]
    pub fn classes(&self) -> &[u8] {
        &self.classes
    }

    /// The mask at another size: each pixel takes the class of the one its centre falls on.
    ///
    /// # Errors
    ///
    /// A side of zero, or more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels.
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
        // Twice the centre of an output pixel is 2·position + 1; the sizes checked above keep the
        // products far from overflow.
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

    /// How many pixels each of the 256 possible classes has.
    pub(super) fn counts(&self) -> [usize; MAX_CLASSES] {
        let mut counts = [0; MAX_CLASSES];
        for class in &self.classes {
            counts[usize::from(*class)] += 1;
        }
        counts
    }
}

/// The class with the highest logit for every pixel of one picture's output, C×H×W.
///
/// Of equal logits the lower class wins, NaN never does. For a batch, call it for each picture's part
/// of the N×C×H×W output (`logits.chunks_exact(classes * height * width)`).
///
/// # Errors
///
/// No class or more than 256, a side of zero, too many pixels, or a number of logits that does not fit.
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
    let mut best = vec![f32::NEG_INFINITY; pixels];
    let mut winners = vec![0; pixels];
    for (class, plane) in (0..=u8::MAX).zip(logits.chunks_exact(pixels)) {
        for ((&logit, best), winner) in plane.iter().zip(&mut best).zip(&mut winners) {
            if logit > *best {
                *best = logit;
                *winner = class;
            }
        }
    }
    Mask::new(width, height, winners)
}

/// The share of a mask that one class covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassShare {
    /// The class's index.
    pub class: u8,
    /// The number of its pixels.
    pub pixels: usize,
    /// Its pixels over all pixels, 0 to 1.
    pub fraction: f64,
}

/// The classes that occur in `mask`, the largest first; of equal ones the lower index first.
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
    // A stable sort: classes ascend among equals.
    shares.sort_by_key(|share| std::cmp::Reverse(share.pixels));
    shares
}
