//! The taps of a row's pixels, laid out for instructions that pick bytes from a window of a row by their
//! indices.

use std::ops::Range;

use crate::image::{passes::ByteLayout, taps::Columns};

/// Largest number of pixels of a step.
const MOST: usize = 8;

/// Largest number of taps of a pixel. Each weight is rounded by at most 2⁻²³, so that 2¹⁴ of them sum up to
/// at most 1 + 2⁻⁹, and the weighted sum of bytes, rounded, to at most 255.
const MOST_TAPS: usize = 1 << 14;

/// The steps that stretch a row. A step handles a few taps of a few pixels; all taps of these pixels take
/// `of_pixels` consecutive steps.
///
/// The pixels of a step form `GROUPS` groups of `BYTES` bytes. An instruction picks the bytes of a group
/// from windows of `BYTES` bytes. `WEIGHTS` is the number of bytes that a weight is split into.
#[derive(Clone, Debug)]
pub(super) struct Steps<const BYTES: usize, const GROUPS: usize, const WEIGHTS: usize> {
    /// Number of windows that the bytes of a group are picked from: 1, 2, 4 or 8. Each window serves the
    /// same number of the group's pixels.
    pub(super) loads: usize,
    /// Number of consecutive steps for the same pixels.
    pub(super) of_pixels: usize,
    /// Number of taps in the last of these steps.
    pub(super) last_taps: usize,
    /// Smallest number of bytes of a row.
    pub(super) row_bytes: usize,
    pub(super) steps: Vec<Step<BYTES, GROUPS, WEIGHTS>>,
}

/// A few taps of a few pixels.
///
/// A group has, for each of its pixels, the bytes of red, green, blue and an unused channel. Each channel
/// has one byte for each tap of the step.
///
/// Four taps are in the order of [`TURNS`], and so are four groups, which fill the halves of two registers:
/// packing these registers brings the pixels into order.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub(super) struct Step<const BYTES: usize, const GROUPS: usize, const WEIGHTS: usize> {
    /// For each byte of the group, its index in the window; 128 for bytes that are not used, whose weights
    /// are zero.
    pub(super) indices: [[u8; BYTES]; GROUPS],
    /// The factors of the bytes: the parts into which the weights are split.
    pub(super) weights: [[[u8; BYTES]; GROUPS]; WEIGHTS],
    /// Offsets of the windows in the row, in bytes. Each group has one element per pixel and uses the first
    /// `loads` of them. At least `BYTES` bytes of the row follow each offset.
    pub(super) bases: [u32; MOST],
}

/// The positions of four elements. The first two elements are at even positions; among bytes, these are the
/// lower bytes of 16-bit integers.
const TURNS: [usize; 4] = [0, 2, 1, 3];

/// Returns the position of element `at` of `of`: by [`TURNS`] for four elements, else `at` itself.
fn turn(at: usize, of: usize) -> usize {
    if of == TURNS.len() { TURNS[at] } else { at }
}

impl<const BYTES: usize, const GROUPS: usize, const WEIGHTS: usize> Steps<BYTES, GROUPS, WEIGHTS> {
    /// Creates steps of T taps, 2 or 4, for rows of `row_bytes` bytes. `split` splits the weights of a
    /// pixel's taps, in the order of their places, into bytes. Returns `None` if a row is shorter than a
    /// window or if a pixel has more than [`MOST_TAPS`] taps.
    pub(super) fn new<const T: usize>(
        columns: &Columns,
        layout: ByteLayout,
        row_bytes: usize,
        split: impl Fn([i32; T]) -> [[u8; T]; WEIGHTS],
    ) -> Option<Self> {
        if columns.taps > MOST_TAPS {
            return None;
        }
        let last = row_bytes.checked_sub(BYTES)?;
        let way = Way { columns, layout, group: BYTES / 4 / T, taps: T, window: BYTES, last };
        let pixels = GROUPS * way.group;
        let of_pixels = columns.taps.div_ceil(T);
        let loads = [1, 2, 4, 8]
            .into_iter()
            .take_while(|loads| *loads <= way.group)
            .find(|loads| way.fits(of_pixels, *loads))?;
        let mut steps = Vec::new();
        for first in (0..columns.len()).step_by(pixels) {
            for step in 0..of_pixels {
                let mut made = Step {
                    indices: [[128; BYTES]; GROUPS],
                    weights: [[[0; BYTES]; GROUPS]; WEIGHTS],
                    bases: [0; MOST],
                };
                for group in 0..GROUPS {
                    way.fill(&mut made, group, first, step, loads, &split);
                }
                steps.push(made);
            }
        }
        let last_taps = columns.taps - (of_pixels - 1) * T;
        Some(Self { loads, of_pixels, last_taps, row_bytes, steps })
    }
}

/// The parameters that steps are created from.
struct Way<'a> {
    columns: &'a Columns,
    layout: ByteLayout,
    /// Pixels of a group.
    group: usize,
    /// Taps of a step.
    taps: usize,
    /// Bytes of a window.
    window: usize,
    /// The largest offset of a window in a row, in bytes.
    last: usize,
}

impl Way<'_> {
    /// Returns `at`, but at most the last pixel.
    fn pixel(&self, at: usize) -> usize {
        at.min(self.columns.len() - 1)
    }

    /// Returns the range of a step's taps.
    fn taps(&self, step: usize) -> Range<usize> {
        step * self.taps..self.columns.taps.min((step + 1) * self.taps)
    }

    /// Returns the offset of the window for neighbouring pixels, and the end of the bytes that they need.
    fn span(&self, step: usize, pixels: Range<usize>) -> (usize, usize) {
        let firsts = &self.columns.firsts[pixels];
        let first = firsts.iter().min().map_or(0, |first| *first as usize);
        let last = firsts.iter().max().map_or(0, |last| *last as usize);
        let taps = self.taps(step);
        let start = (first + taps.start) * self.layout.bytes;
        (start.min(self.last), (last + taps.end) * self.layout.bytes)
    }

    /// Returns whether `loads` windows per group contain the bytes that the group needs in each of `steps`
    /// steps.
    fn fits(&self, steps: usize, loads: usize) -> bool {
        let (share, len) = (self.group / loads, self.columns.len());
        (0..len).step_by(share).all(|first| {
            (0..steps).all(|step| {
                let (start, end) = self.span(step, first..len.min(first + share));
                end <= start + self.window
            })
        })
    }

    /// Fills one group of a step; `first` is the first pixel of the step.
    fn fill<const BYTES: usize, const GROUPS: usize, const WEIGHTS: usize, const T: usize>(
        &self,
        made: &mut Step<BYTES, GROUPS, WEIGHTS>,
        group: usize,
        first: usize,
        step: usize,
        loads: usize,
        split: &impl Fn([i32; T]) -> [[u8; T]; WEIGHTS],
    ) {
        let (columns, share) = (self.columns, self.group / loads);
        let first = first + turn(group, GROUPS) * self.group;
        for place in 0..self.group {
            let pixel = self.pixel(first + place);
            let part = place / share;
            let start = first + part * share;
            let base = self.span(step, self.pixel(start)..self.pixel(start + share - 1) + 1).0;
            made.bases[group * self.group + part] = base as u32;
            let (mut from, mut weights) = ([None; T], [0; T]);
            for (i, tap) in self.taps(step).enumerate() {
                let tap_bytes = (columns.firsts[pixel] as usize + tap) * self.layout.bytes;
                from[turn(i, T)] = Some(tap_bytes - base);
                weights[turn(i, T)] = columns.weights[pixel * columns.taps + tap];
            }
            let parts = split(weights);
            for (channel, colour) in self.layout.colours.into_iter().enumerate() {
                let bytes = (place * 4 + channel) * T;
                for at in 0..T {
                    if let Some(from) = from[at] {
                        made.indices[group][bytes + at] = (from + colour) as u8;
                    }
                    for (register, part) in made.weights.iter_mut().zip(&parts) {
                        register[group][bytes + at] = part[at];
                    }
                }
            }
        }
    }
}

/// Splits weights of OpenCV's rule, from 0 to 2048, into weight = 16 · a + b, with a at most 127 and b at
/// most 16. Returns both a, then both b.
pub(super) fn sixteenths(weights: [i32; 2]) -> [[u8; 2]; 2] {
    let mut parts = [[0; 2]; 2];
    for (i, weight) in weights.into_iter().enumerate() {
        let sixteenths = (weight >> 4).min(127);
        parts[0][i] = sixteenths as u8;
        parts[1][i] = (weight - 16 * sixteenths) as u8;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_the_sums_of_their_parts() {
        for weight in 0..=2048 {
            let [whole, rest] = sixteenths([weight, 2048 - weight]);
            for (i, weight) in [weight, 2048 - weight].into_iter().enumerate() {
                assert_eq!(16 * i32::from(whole[i]) + i32::from(rest[i]), weight);
                assert!(whole[i] <= 127 && rest[i] <= 16);
            }
        }
    }
}
