//! Where a frame's pixels lie in a network's input, and the way back for boxes and masks.

use super::{Fit, ImageError, Mask, checked_pixels};

/// The class of pixels of a frame that a centre crop left out: no answer says anything about them.
/// Evaluation tools read it as "to be ignored".
pub const UNSEEN: u8 = 255;

/// Where a frame lies in a network's input: it was resized to a size, which then was put into the input
/// or reaches beyond it.
///
/// ```
/// use espnet::image::{Fit, Placement};
///
/// // 640×480 pixels in 320×320: 320×240 of them, 40 rows below the top.
/// let placement = Placement::new((640, 480), (320, 320), Fit::Letterbox([0; 3]))?;
/// assert_eq!((placement.resized(), placement.offset()), ((320, 240), (0, 40)));
/// assert_eq!(placement.box_to_frame([10.0, 40.0, 160.0, 160.0]), [20.0, 0.0, 320.0, 240.0]);
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Placement {
    frame: Size,
    input: Size,
    resized: Size,
    offset: (isize, isize),
}

/// Width and height in pixels.
type Size = (usize, usize);

impl Placement {
    /// Where a frame of a size (width, height) lies in a network's input of another, by [`Fit`]'s rules.
    ///
    /// # Errors
    ///
    /// A side of zero, or more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels in the frame, the input, or
    /// the frame as it is resized, which a crop of a narrow strip can make large.
    pub fn new(frame: Size, input: Size, fit: Fit) -> Result<Self, ImageError> {
        checked_pixels("a frame", frame.0, frame.1)?;
        checked_pixels("the network's input", input.0, input.1)?;
        // Sides are at most MAX_PIXELS, so that no product overflows.
        let wide = input.0 as u64 * frame.1 as u64 <= input.1 as u64 * frame.0 as u64;
        let resized = match (fit, wide) {
            (Fit::Stretch, _) => input,
            (Fit::Letterbox(_), true) => (input.0, rounded(frame.1, input.0, frame.0)),
            (Fit::Letterbox(_), false) => (rounded(frame.0, input.1, frame.1), input.1),
            (Fit::CenterCrop, true) => (frame.0 * input.1 / frame.1, input.1),
            (Fit::CenterCrop, false) => (input.0, frame.1 * input.0 / frame.0),
        };
        checked_pixels("the resized frame", resized.0, resized.1)?;
        let offset = (offset(resized.0, input.0), offset(resized.1, input.1));
        Ok(Self { frame, input, resized, offset })
    }

    /// Width and height of the frame.
    #[must_use]
    pub fn frame(&self) -> Size {
        self.frame
    }

    /// Width and height of the network's input.
    #[must_use]
    pub fn input(&self) -> Size {
        self.input
    }

    /// Width and height that the whole frame is resized to.
    #[must_use]
    pub fn resized(&self) -> Size {
        self.resized
    }

    /// Column and row of the input in which the resized frame's first pixel lies; negative where a crop
    /// has cut it off.
    #[must_use]
    pub fn offset(&self) -> (isize, isize) {
        self.offset
    }

    /// A place in the input, in pixels from its upper left corner, as one in the frame. Nothing is
    /// rounded or cut off: places in a letterbox's border lie outside of the frame.
    #[must_use]
    pub fn to_frame(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let axis = |at: f32, offset: isize, frame: usize, resized: usize| {
            ((f64::from(at) - offset as f64) * frame as f64 / resized as f64) as f32
        };
        (
            axis(x, self.offset.0, self.frame.0, self.resized.0),
            axis(y, self.offset.1, self.frame.1, self.resized.1),
        )
    }

    /// A place in the frame as one in the input; the inverse of [`to_frame`](Self::to_frame).
    #[must_use]
    pub fn to_input(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let axis = |at: f32, offset: isize, frame: usize, resized: usize| {
            (f64::from(at) * resized as f64 / frame as f64 + offset as f64) as f32
        };
        (
            axis(x, self.offset.0, self.frame.0, self.resized.0),
            axis(y, self.offset.1, self.frame.1, self.resized.1),
        )
    }

    /// A box in the input (left, top, right, bottom, in pixels) as one in the frame; see
    /// [`to_frame`](Self::to_frame).
    #[must_use]
    pub fn box_to_frame(&self, [left, top, right, bottom]: [f32; 4]) -> [f32; 4] {
        let (first, last) = (self.to_frame((left, top)), self.to_frame((right, bottom)));
        [first.0, first.1, last.0, last.1]
    }

    /// A mask of the network at the size of the frame: each pixel takes the class of the one that its
    /// centre falls on; [`UNSEEN`] where a crop has cut it off.
    ///
    /// The mask may be smaller or larger than the network's input, of which it shows all.
    #[must_use]
    pub fn mask_to_frame(&self, mask: &Mask) -> Mask {
        let mut classes = vec![0; self.frame.0 * self.frame.1];
        self.fill_frame(mask, &mut classes);
        Mask::of_checked(self.frame.0, self.frame.1, classes)
    }

    /// As [`mask_to_frame`](Self::mask_to_frame), into memory for the classes of the frame's pixels, H×W.
    /// Allocates nothing.
    ///
    /// # Errors
    ///
    /// A buffer of another length.
    pub fn mask_to_frame_into(&self, mask: &Mask, classes: &mut [u8]) -> Result<(), ImageError> {
        let (width, height) = self.frame;
        if classes.len() != width * height {
            return Err(ImageError::WrongLength {
                what: "a mask",
                shape: vec![height, width],
                unit: "class indices",
                actual: classes.len(),
            });
        }
        self.fill_frame(mask, classes);
        Ok(())
    }

    /// Fills the classes of all pixels of the frame.
    fn fill_frame(&self, mask: &Mask, classes: &mut [u8]) {
        let across = self.axis(0, mask.width());
        let down = self.axis(1, mask.height());
        for (y, row) in classes.chunks_exact_mut(self.frame.0).enumerate() {
            match down.place(y) {
                Some(from) => {
                    let from = &mask.classes()[from * mask.width()..][..mask.width()];
                    across.walk(row.len(), |x, place| {
                        row[x] = place.map_or(UNSEEN, |place| from[place]);
                    });
                }
                None => row.fill(UNSEEN),
            }
        }
    }

    /// Where the pixels of the frame lie in a mask that has `mask` pixels along an axis.
    fn axis(&self, axis: usize, mask: usize) -> Axis {
        let of = |size: Size| [size.0, size.1][axis] as i64;
        let offset = [self.offset.0, self.offset.1][axis] as i64;
        // The centre of pixel p, (2·p + 1) / 2, is at (2·p + 1)·resized / (2·frame) + offset in the
        // input, and that times mask / input in the mask.
        Axis {
            first: i128::from(of(self.resized) + 2 * offset * of(self.frame)) * mask as i128,
            step: i128::from(2 * of(self.resized)) * mask as i128,
            divisor: i128::from(2 * of(self.frame) * of(self.input)),
            end: mask,
        }
    }

    /// The part of a mask, of `width`×`height` pixels for the whole input, that shows the frame: columns
    /// and rows whose centres lie in it.
    pub(super) fn shown(&self, width: usize, height: usize) -> [std::ops::Range<usize>; 2] {
        let range = |mask: usize, input: usize, resized: usize, offset: isize| {
            // The first pixel whose centre, (2·p + 1)·input / (2·mask), is at `at` or behind it.
            let first = |at: i64| {
                let twice = 2 * i128::from(at) * mask as i128;
                let input = input as i128;
                let pixel = (twice - input + 2 * input - 1).div_euclid(2 * input);
                pixel.clamp(0, mask as i128) as usize
            };
            first(offset as i64)..first(offset as i64 + resized as i64)
        };
        [
            range(width, self.input.0, self.resized.0, self.offset.0),
            range(height, self.input.1, self.resized.1, self.offset.1),
        ]
    }
}

/// Places along one axis of a mask: that of pixel p is (first + p·step) / divisor, rounded down.
struct Axis {
    first: i128,
    step: i128,
    divisor: i128,
    end: usize,
}

impl Axis {
    /// The place of a pixel, unless it lies outside.
    fn place(&self, pixel: usize) -> Option<usize> {
        let place = (self.first + self.step * pixel as i128).div_euclid(self.divisor);
        usize::try_from(place).ok().filter(|place| *place < self.end)
    }

    /// Calls `visit` for the first `pixels` pixels and their places.
    fn walk(&self, pixels: usize, mut visit: impl FnMut(usize, Option<usize>)) {
        // Divided once; from then on quotient and remainder are kept up.
        let (mut place, mut rest) =
            (self.first.div_euclid(self.divisor), self.first.rem_euclid(self.divisor));
        let (whole, part) = (self.step / self.divisor, self.step % self.divisor);
        for pixel in 0..pixels {
            visit(pixel, usize::try_from(place).ok().filter(|place| *place < self.end));
            place += whole;
            rest += part;
            if rest >= self.divisor {
                (place, rest) = (place + 1, rest - self.divisor);
            }
        }
    }
}

/// side·to / from as a whole number: the nearest one, of two the even one, at least 1.
fn rounded(side: usize, to: usize, from: usize) -> usize {
    let product = side * to;
    let (down, rest) = (product / from, product % from);
    let up = 2 * rest > from || (2 * rest == from && down % 2 == 1);
    (down + usize::from(up)).max(1)
}

/// Where the middle of `resized` pixels is that of `input` pixels.
fn offset(resized: usize, input: usize) -> isize {
    // Sides are at most MAX_PIXELS.
    let room = input as isize - resized as isize;
    if room >= 0 {
        return room / 2;
    }
    let (half, odd) = (-room / 2, -room % 2);
    -(half + (half & odd))
}
