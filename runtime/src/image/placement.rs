//! The position of a frame in a network's input, and the inverse mapping for boxes and masks.

use super::{Fit, ImageError, Mask, checked_pixels};

/// The class of pixels that a centre crop cut off, in masks of a frame's size: the network did not see
/// these pixels. Evaluation tools usually ignore the class 255.
pub const UNSEEN: u8 = 255;

/// The position of a frame in a network's input: the frame is resized, and then padded or cropped to the
/// input's size.
///
/// ```
/// use espnet::image::{Fit, Placement};
///
/// // 640×480 pixels are resized to 320×240 and begin 40 rows below the top of 320×320.
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
    /// Computes the position of a frame in a network's input by the rules of [`Fit`]; sizes are (width,
    /// height).
    ///
    /// # Errors
    ///
    /// If a side is zero, or if the frame, the input or the resized frame has more than
    /// [`MAX_PIXELS`](super::MAX_PIXELS) pixels. A centre crop of a narrow strip can make the resized
    /// frame large.
    pub fn new(frame: Size, input: Size, fit: Fit) -> Result<Self, ImageError> {
        checked_pixels("a frame", frame.0, frame.1)?;
        checked_pixels("the network's input", input.0, input.1)?;
        // Sides are at most MAX_PIXELS, so no product overflows.
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

    /// Returns width and height of the frame.
    #[must_use]
    pub fn frame(&self) -> Size {
        self.frame
    }

    /// Returns width and height of the network's input.
    #[must_use]
    pub fn input(&self) -> Size {
        self.input
    }

    /// Returns width and height of the whole frame after resizing.
    #[must_use]
    pub fn resized(&self) -> Size {
        self.resized
    }

    /// Returns column and row of the resized frame's first pixel in the input. They are negative if a centre
    /// crop cuts the frame off.
    #[must_use]
    pub fn offset(&self) -> (isize, isize) {
        self.offset
    }

    /// Maps a point of the input to the frame; both are in pixels from the upper left corner. The result is
    /// neither rounded nor clamped: points in a letterbox's border are outside the frame.
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

    /// Maps a point of the frame to the input; the inverse of [`to_frame`](Self::to_frame).
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

    /// Maps a box in the input (left, top, right, bottom, in pixels) to the frame, as
    /// [`to_frame`](Self::to_frame) does with its corners.
    #[must_use]
    pub fn box_to_frame(&self, [left, top, right, bottom]: [f32; 4]) -> [f32; 4] {
        let (first, last) = (self.to_frame((left, top)), self.to_frame((right, bottom)));
        [first.0, first.1, last.0, last.1]
    }

    /// Maps a box relative to the input, such as the [`bounds`](crate::detection::Detection::bounds) of a
    /// detection, to the frame: (0, 0) to (1, 1) is the whole input, and the result is in pixels of the frame.
    /// It is neither rounded nor clamped.
    #[must_use]
    pub fn relative_box_to_frame(&self, [left, top, right, bottom]: [f32; 4]) -> [f32; 4] {
        let axis = |at: f32, input: usize, offset: isize, frame: usize, resized: usize| {
            let at = f64::from(at) * input as f64 - offset as f64;
            (at * (frame as f64 / resized as f64)) as f32
        };
        let x = |at| axis(at, self.input.0, self.offset.0, self.frame.0, self.resized.0);
        let y = |at| axis(at, self.input.1, self.offset.1, self.frame.1, self.resized.1);
        [x(left), y(top), x(right), y(bottom)]
    }

    /// Scales a mask of the network to the frame's size. Each pixel of the frame takes the class of the
    /// mask's pixel that contains its centre, or [`UNSEEN`] if a centre crop has cut it off.
    ///
    /// The mask covers the whole input of the network, and may be smaller or larger than it.
    #[must_use]
    pub fn mask_to_frame(&self, mask: &Mask) -> Mask {
        let mut classes = vec![0; self.frame.0 * self.frame.1];
        self.fill_frame(mask, &mut classes);
        Mask::of_checked(self.frame.0, self.frame.1, classes)
    }

    /// Does the same as [`mask_to_frame`](Self::mask_to_frame), but writes the classes, H×W of the
    /// frame, to `classes`. Allocates nothing.
    ///
    /// # Errors
    ///
    /// If `classes` has another length than the frame has pixels.
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

    /// Writes the class of every pixel of the frame.
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

    /// Maps pixels of the frame to a mask that has `mask` pixels along the axis (0: columns, 1: rows).
    fn axis(&self, axis: usize, mask: usize) -> Axis {
        let of = |size: Size| [size.0, size.1][axis] as i64;
        let offset = [self.offset.0, self.offset.1][axis] as i64;
        // The centre of pixel p is at p + 1/2 in the frame, so at (2·p + 1)·resized / (2·frame) + offset
        // in the input; multiplied by mask / input, this is its place in the mask.
        Axis {
            first: i128::from(of(self.resized) + 2 * offset * of(self.frame)) * mask as i128,
            step: i128::from(2 * of(self.resized)) * mask as i128,
            divisor: i128::from(2 * of(self.frame) * of(self.input)),
            end: mask,
        }
    }

    /// Returns the columns and rows of a mask, of `width`×`height` pixels for the whole input, whose centres
    /// are inside the frame.
    pub(super) fn shown(&self, width: usize, height: usize) -> [std::ops::Range<usize>; 2] {
        let range = |mask: usize, input: usize, resized: usize, offset: isize| {
            // The first pixel whose centre, (2·p + 1)·input / (2·mask), is not before `at`.
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

/// The mapping from pixels of the frame to a mask along one axis: p ↦ ⌊(first + p·step) / divisor⌋.
struct Axis {
    first: i128,
    step: i128,
    divisor: i128,
    end: usize,
}

impl Axis {
    /// Returns the index in the mask, or `None` if it is outside.
    fn place(&self, pixel: usize) -> Option<usize> {
        let place = (self.first + self.step * pixel as i128).div_euclid(self.divisor);
        usize::try_from(place).ok().filter(|place| *place < self.end)
    }

    /// Calls `visit` with each of the first `pixels` pixels and its index in the mask.
    fn walk(&self, pixels: usize, mut visit: impl FnMut(usize, Option<usize>)) {
        // This divides only once, and then adds up quotients and remainders.
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

/// Returns side·to / from, rounded to the nearest integer, halves to the even one; at least 1.
fn rounded(side: usize, to: usize, from: usize) -> usize {
    let product = side * to;
    let (down, rest) = (product / from, product % from);
    let up = 2 * rest > from || (2 * rest == from && down % 2 == 1);
    (down + usize::from(up)).max(1)
}

/// Returns the offset that centres `resized` pixels in `input` pixels, by the rounding rules of `Fit`.
fn offset(resized: usize, input: usize) -> isize {
    // Sides are at most MAX_PIXELS, so the casts are exact.
    let room = input as isize - resized as isize;
    if room >= 0 {
        return room / 2;
    }
    let (half, odd) = (-room / 2, -room % 2);
    -(half + (half & odd))
}
