//! The arithmetic of cumulative receptive fields. A window is the part of the network's input that a number
//! of a value depends on.
//!
//! A kernel of n×n taps with dilation r covers n_r = (n − 1)·r + 1 pixels per axis. Assume that it reads a
//! value whose windows have the size `size` and the distance `stride`. Its own windows then have the size
//! `size + (n_r − 1)·stride`, their distance is larger by the factor of the kernel's stride, and they begin
//! `padding·stride` earlier. If paths join (sums, concatenations, residuals, gates), the window is the union
//! of their windows. Windows are not cut off at the borders of the image.
//!
//! Four operators do not step evenly. The figures of the first three are those of the widest window:
//!
//! - Bilinear resizing reads two neighbours, and its stride is (in − 1)/(out − 1) of the one before.
//! - Adaptive average pooling has windows of different sizes, in/out apart on average.
//! - Global average pooling reads everything; a gate computed from it widens every window to everything.
//! - Each number that a transposed convolution of stride k reads gives k neighbouring ones the same window.
//!   Windows of k-th the distance contain these if they are wider by k − 1 of these distances.
//!
//! Sizes are then rounded up and starts down, so the window is never too small. Strides multiply along a
//! path, so the windows of a deep network with small maps can exceed every integer type; they are limited to
//! 2⁶⁰ pixels.

use espnet_abi::resample;

use crate::shape::Shape;

/// An axis of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// H.
    Height,
    /// W.
    Width,
}

impl Shape {
    /// Returns the size along an axis.
    pub const fn along(self, axis: Axis) -> usize {
        match axis {
            Axis::Height => self.height,
            Axis::Width => self.width,
        }
    }
}

/// The window of a value along one axis, in pixels of the network's input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Number of pixels that one number of the value depends on; that of the widest window if they differ.
    pub size: usize,
    /// Distance between the windows of neighbouring numbers, in pixels: an integer until something is
    /// resized.
    pub stride: f64,
    /// The first pixel of the first number's window; negative if it is in the padding.
    pub start: i64,
}

/// The limit of sizes and distances in pixels; larger ones count as this.
const FARTHEST: i64 = 1 << 60;

impl Window {
    /// The window of the network's input: the pixel itself.
    pub const PIXEL: Window = Window { size: 1, stride: 1.0, start: 0 };

    /// Returns the window of a kernel that covers `field` pixels of a value with this window.
    pub fn slide(self, field: usize, stride: usize, padding: usize) -> Self {
        let before = (padding as f64 * self.stride).ceil() as i64;
        Window {
            size: self.size_of(field),
            stride: distance(self.stride * stride as f64),
            start: self.start.saturating_sub(before).max(-FARTHEST),
        }
    }

    /// Returns the window of adaptive average pooling from `from` to `to` pixels.
    pub fn averaged(self, from: usize, to: usize) -> Self {
        Window {
            size: self.size_of(adaptive_size(from, to)),
            stride: distance(self.stride * from as f64 / to as f64),
            start: self.start,
        }
    }

    /// Returns the window of bilinear resizing from `from` to `to` pixels.
    pub fn resized(self, from: usize, to: usize) -> Self {
        if from == to {
            return self;
        }
        Window {
            size: self.size_of(from.min(2)),
            stride: distance(self.stride * (from - 1) as f64 / (to - 1).max(1) as f64),
            start: self.start,
        }
    }

    /// Returns the window of values in which each number of this one is read by `times` neighbours. It is the
    /// smallest that steps evenly and contains the windows of all of them.
    pub fn repeated(self, times: usize) -> Self {
        let stride = self.stride / times as f64;
        let wider = (times.saturating_sub(1) as f64 * stride).ceil() as i64;
        Window {
            size: self.size.saturating_add(wider as usize).min(FARTHEST as usize),
            stride,
            start: self.start.saturating_sub(wider).max(-FARTHEST),
        }
    }

    /// Returns the window of numbers that depend on all `operands`, each given with its size along the axis.
    /// An operand of size 1 is read at each of the `size` positions.
    pub fn union(operands: &[(Window, usize)], size: usize) -> Self {
        let bounds = |position: usize| {
            let of = |&(window, len): &(Window, usize)| {
                let position = if len == 1 { 0 } else { position };
                let offset = (position as f64 * window.stride).floor() as i64;
                let start = window.start.saturating_add(offset);
                (start, start.saturating_add(window.size as i64))
            };
            let starts = operands.iter().map(|operand| of(operand).0);
            let ends = operands.iter().map(|operand| of(operand).1);
            (starts.min().unwrap_or(0), ends.max().unwrap_or(0))
        };
        let width = |(start, end): (i64, i64)| end.saturating_sub(start).min(FARTHEST) as usize;
        let moving = operands.iter().filter(|&&(_, len)| len == size);
        Window {
            // Both bounds are linear or bend away from each other, so the widest window is at an end.
            size: width(bounds(0)).max(width(bounds(size - 1))),
            stride: moving.map(|(window, _)| window.stride).fold(0.0, f64::max),
            start: bounds(0).0,
        }
    }

    /// Returns the number of pixels under `field` neighbouring windows.
    fn size_of(self, field: usize) -> usize {
        let further = (field.saturating_sub(1) as f64 * self.stride).ceil() as usize;
        self.size.saturating_add(further).min(FARTHEST as usize)
    }
}

/// Limits a stride to [`FARTHEST`].
fn distance(pixels: f64) -> f64 {
    pixels.min(FARTHEST as f64)
}

/// Returns the size of the largest window of adaptive pooling.
fn adaptive_size(inputs: usize, outputs: usize) -> usize {
    (0..outputs)
        .map(|i| resample::adaptive_window(i, inputs, outputs).len())
        .max()
        .unwrap_or(inputs)
}
