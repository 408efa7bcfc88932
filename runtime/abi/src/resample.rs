//! The positions at which resizing and pooling sample their inputs, along one axis. The compiler, kernels and
//! packing use them.

use core::ops::Range;

/// The range of inputs that output `i` of adaptive average pooling averages along an axis, from `input` to
/// `output` numbers.
#[inline]
pub const fn adaptive_window(i: usize, input: usize, output: usize) -> Range<usize> {
    i * input / output..((i + 1) * input).div_ceil(output)
}

/// An axis of a bilinear resize with aligned corners, in f32 as in PyTorch.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    scale: f32,
    last: usize,
}

/// The two inputs that an output is interpolated from, and their shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// The indices of the inputs; twice the last one at the end.
    pub indices: [usize; 2],
    /// The share of each input; the shares add up to 1.
    pub shares: [f32; 2],
}

impl Axis {
    /// An axis that resizes `input` numbers to `output` numbers.
    #[inline(always)]
    pub const fn new(input: usize, output: usize) -> Self {
        let scale = if output > 1 { (input - 1) as f32 / (output - 1) as f32 } else { 0.0 };
        Axis { scale, last: input - 1 }
    }

    /// The inputs of output `i`.
    #[inline(always)]
    pub const fn at(self, i: usize) -> Between {
        let source = self.scale * i as u32 as f32;
        // Converted by way of 32 bits, which takes processors one instruction each way.
        let index = least(source as u32 as usize, self.last);
        let beyond = source - index as u32 as f32;
        let second = if beyond < 1.0 { beyond } else { 1.0 };
        let indices = [index, least(self.last, index + 1)];
        Between { indices, shares: [1.0 - second, second] }
    }
}

/// Three operators along one axis as one linear operator: bilinear enlargement, a convolution with three
/// taps, and an average back to the original size. Each output depends on a few neighbouring inputs, so the
/// matrix of the operator is a band matrix.
///
/// Output i is Σ_tap w\[tap\] · Σ_d c_i\[tap\]\[d\] · input\[first_i + d\]. The average covers about as many
/// enlarged numbers as there are between two inputs. The taps reach one number further on either side, and
/// each enlarged number is interpolated from two inputs. That makes three inputs at factor 2, four at 1.5,
/// and never more than six.
#[derive(Clone, Copy, Debug)]
pub struct Band {
    /// The number of inputs, which is also the number of outputs.
    pub size: usize,
    /// The number of enlarged numbers.
    pub enlarged: usize,
}

impl Band {
    /// The largest possible [`Band::width`].
    pub const MAX: usize = 6;

    /// The range of inputs that output `i` depends on: the first, and one after the last.
    #[inline]
    const fn support(&self, i: usize) -> (usize, usize) {
        let axis = Axis::new(self.size, self.enlarged);
        let Range { start, end } = adaptive_window(i, self.enlarged, self.size);
        let first = axis.at(start.saturating_sub(1)).indices[0];
        (first, axis.at(least(end, self.enlarged - 1)).indices[1] + 1)
    }

    /// The largest number of inputs that an output depends on.
    #[inline]
    pub const fn width(&self) -> usize {
        let (mut i, mut width) = (0, 0);
        while i < self.size {
            let (first, end) = self.support(i);
            if end - first > width {
                width = end - first;
            }
            i += 1;
        }
        width
    }

    /// The first of the [`Band::width`] inputs that contain those of output `i`. None of them is after the
    /// last input.
    #[inline]
    pub const fn first(&self, i: usize, width: usize) -> usize {
        least(self.support(i).0, self.size - width)
    }

    /// The largest distance between an output and one of its inputs.
    #[inline]
    pub const fn reach(&self) -> usize {
        let (mut i, mut reach, width) = (0, 0, self.width());
        while i < self.size {
            let first = self.first(i, width);
            let before = i.saturating_sub(first);
            let after = (first + width - 1).saturating_sub(i);
            let farther = if before > after { before } else { after };
            if farther > reach {
                reach = farther;
            }
            i += 1;
        }
        reach
    }

    /// Adds the coefficients of output `i`, for each tap and each of its inputs, to `coefficients`: three
    /// times [`Band::width`] zeros.
    pub fn coefficients(&self, i: usize, coefficients: &mut [f64]) {
        let width = coefficients.len() / 3;
        let (axis, first) = (Axis::new(self.size, self.enlarged), self.first(i, width));
        let Range { start, end } = adaptive_window(i, self.enlarged, self.size);
        for (tap, coefficients) in coefficients.chunks_exact_mut(width).enumerate() {
            for position in start + tap..end + tap {
                // Positions count from the zero of the padding before the first number.
                let Some(position) = position.checked_sub(1).filter(|&p| p < self.enlarged) else {
                    continue;
                };
                let Between { indices, shares } = axis.at(position);
                for (index, share) in indices.into_iter().zip(shares) {
                    if share > 0.0 {
                        coefficients[index - first] += f64::from(share) / (end - start) as f64;
                    }
                }
            }
        }
    }
}

#[inline(always)]
const fn least(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_lie_on_corners() {
        let axis = Axis::new(3, 5);
        assert_eq!(axis.at(0), Between { indices: [0, 1], shares: [1.0, 0.0] });
        assert_eq!(axis.at(1), Between { indices: [0, 1], shares: [0.5, 0.5] });
        assert_eq!(axis.at(4), Between { indices: [2, 2], shares: [1.0, 0.0] });
    }

    #[test]
    fn bands_are_narrow() {
        let width = |size, enlarged| Band { size, enlarged }.width();
        assert_eq!([width(128, 256), width(16, 32), width(5, 10)], [3; 3]);
        assert_eq!([width(128, 192), width(16, 24)], [4; 2]);
        for size in 1..60 {
            for enlarged in (size..4 * size).chain((2..=10).map(|k| size << k)) {
                assert!(width(size, enlarged) <= Band::MAX, "{size} by {enlarged}");
            }
        }
    }

    #[test]
    fn inner_coefficients_add_up() {
        // A constant map stays the same under each tap that does not touch the border.
        for (size, enlarged) in [(9, 18), (9, 14), (7, 11), (6, 25)] {
            let band = Band { size, enlarged };
            for i in 1..size - 1 {
                let mut coefficients = [0.0; 18];
                let coefficients = &mut coefficients[..3 * band.width()];
                band.coefficients(i, coefficients);
                for tap in coefficients.chunks_exact(band.width()) {
                    assert!(
                        (tap.iter().sum::<f64>() - 1.0).abs() < 1e-6,
                        "{size}, {enlarged}, {i}"
                    );
                }
            }
        }
    }
}
