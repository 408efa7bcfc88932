//! The taps of a row's pixels as instructions take them that pick any of some neighbouring bytes.

use std::ops::Range;

use crate::image::{passes::Layout, taps::Columns};

/// The most pixels of a step.
const MOST: usize = 8;

/// The most taps of a pixel. Weights are rounded, but as many never sum up to so much more than one that
/// bytes sum up to more than 255.
const MOST_TAPS: usize = 1 << 14;

/// Steps for a few pixels at a time in `GROUPS` groups, each of the `BYTES` bytes that an instruction picks
/// and picks among; as many steps for each few.
#[derive(Clone, Debug)]
pub(super) struct Steps<const BYTES: usize, const GROUPS: usize, const WEIGHTS: usize> {
    /// Windows of a row that the bytes of a group lie in: 1, 2, 4 or 8, each for as many pixels.
    pub(super) loads: usize,
    /// Steps of the same pixels.
    pub(super) of_pixels: usize,
    /// Taps of the last one of them.
    pub(super) last_taps: usize,
    /// Bytes that a row has at least.
    pub(super) row_bytes: usize,
    pub(super) steps: Vec<Step<BYTES, GROUPS, WEIGHTS>>,
}

/// A few taps of a few pixels.
///
/// A group has four bytes for each tap of a pixel: red, green, blue and nothing, the taps of each side by
/// side, four of them in the order of [`TURNS`]. So are four groups, for halves of two registers that are
/// packed in turns.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub(super) struct Step<const BYTES: usize, const GROUPS: usize, const WEIGHTS: usize> {
    /// Which byte of the group's windows goes where; 128 where none does.
    pub(super) indices: [[u8; BYTES]; GROUPS],
    /// What the bytes are multiplied with.
    pub(super) weights: [[[u8; BYTES]; GROUPS]; WEIGHTS],
    /// Where the windows begin in the row, as many for each group as it has pixels; each is followed by as
    /// many bytes of the row as a group has.
    pub(super) bases: [u32; MOST],
}

/// The places of four: the first two have the even ones, which of bytes are the lower ones of 16-bit
/// integers.
const TURNS: [usize; 4] = [0, 2, 1, 3];

/// A place among so many.
fn turn(at: usize, of: usize) -> usize {
    if of == TURNS.len() { TURNS[at] } else { at }
}

impl<const BYTES: usize, const GROUPS: usize, const WEIGHTS: usize> Steps<BYTES, GROUPS, WEIGHTS> {
    /// Steps of T taps, 2 or 4, for rows of `row_bytes` bytes, unless a window is more than that or taps are
    /// too many. The weights of a pixel's taps, in the order in which they lie, become bytes by `split`.
    pub(super) fn new<const T: usize>(
        columns: &Columns,
        layout: Layout,
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

/// From what steps are made.
struct Way<'a> {
    columns: &'a Columns,
    layout: Layout,
    /// Pixels of a group.
    group: usize,
    /// Taps of a step.
    taps: usize,
    /// Bytes of a window.
    window: usize,
    /// The last byte of a row that a window can begin with.
    last: usize,
}

impl Way<'_> {
    /// A pixel; behind the last one, that again.
    fn pixel(&self, at: usize) -> usize {
        at.min(self.columns.len() - 1)
    }

    /// The taps of a step.
    fn taps(&self, step: usize) -> Range<usize> {
        step * self.taps..self.columns.taps.min((step + 1) * self.taps)
    }

    /// Where the window for some neighbours begins, and where what they need of it ends.
    fn span(&self, step: usize, pixels: Range<usize>) -> (usize, usize) {
        let firsts = &self.columns.firsts[pixels];
        let first = firsts.iter().min().map_or(0, |first| *first as usize);
        let last = firsts.iter().max().map_or(0, |last| *last as usize);
        let taps = self.taps(step);
        let start = (first + taps.start) * self.layout.bytes;
        (start.min(self.last), (last + taps.end) * self.layout.bytes)
    }

    /// Whether so many windows hold what each of so many steps needs.
    fn fits(&self, steps: usize, loads: usize) -> bool {
        let (share, len) = (self.group / loads, self.columns.len());
        (0..len).step_by(share).all(|first| {
            (0..steps).all(|step| {
                let (start, end) = self.span(step, first..len.min(first + share));
                end <= start + self.window
            })
        })
    }

    /// Fills one group of a step whose first pixel is `first`.
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

/// The parts of weights of OpenCV's rule, from 0 to 2048: sixteenths, at most 127 of them, and what is
/// left, at most 16.
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
