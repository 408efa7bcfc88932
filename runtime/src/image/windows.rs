//! The taps of a row's pixels as instructions take them that pick any of 64 neighbouring bytes.

use std::ops::Range;

use super::{Resize, passes::Layout, taps::Columns};

/// Bytes of a register.
pub(super) const REGISTER: usize = 64;

/// Pixels that are stretched at a time.
pub(super) const PIXELS: usize = 8;

/// Digits of a weight of Pillow's rule in base 256, each from −128 to 127: enough for 22 bits.
pub(super) const DIGITS: usize = 3;

/// Parts of a weight of OpenCV's rule: sixteenths, and what is left.
pub(super) const PARTS: usize = 2;

/// A register's bytes.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(super) struct Register(pub(super) [u8; REGISTER]);

/// The steps of a stretch, by either rule.
#[derive(Clone, Debug)]
pub(super) enum Windows {
    /// Four taps a step for four pixels in a register, weights as digits.
    Pillow(Steps<2, DIGITS>),
    /// Two taps a step for eight pixels in a register, weights in two parts.
    OpenCv(Steps<1, PARTS>),
}

impl Windows {
    /// The steps for rows of `row_bytes` bytes, unless a register is more than that.
    pub(super) fn new(
        rule: Resize,
        columns: &Columns,
        layout: Layout,
        row_bytes: usize,
    ) -> Option<Self> {
        match rule {
            Resize::Pillow => Steps::new(columns, layout, row_bytes, digits).map(Self::Pillow),
            Resize::OpenCv => Steps::new(columns, layout, row_bytes, parts).map(Self::OpenCv),
        }
    }
}

/// Steps for eight pixels at a time, in `GROUPS` registers; as many steps for each eight.
#[derive(Clone, Debug)]
pub(super) struct Steps<const GROUPS: usize, const WEIGHTS: usize> {
    /// Registers of a row that the bytes of a group lie in: 1, 2, 4 or 8, each for as many pixels.
    pub(super) loads: usize,
    /// Steps of eight pixels.
    pub(super) of_eight: usize,
    /// Bytes that a row has at least.
    pub(super) row_bytes: usize,
    pub(super) steps: Vec<Step<GROUPS, WEIGHTS>>,
}

/// A few taps of eight pixels.
///
/// A register has four bytes, or eight with half the groups, for each tap of a pixel: red, green, blue
/// and nothing, as many taps of each side by side.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub(super) struct Step<const GROUPS: usize, const WEIGHTS: usize> {
    /// Which byte of the row's registers goes where.
    pub(super) indices: [Register; GROUPS],
    /// What the bytes are multiplied with.
    pub(super) weights: [[Register; WEIGHTS]; GROUPS],
    /// Where the registers begin in the row; each is followed by 64 bytes of it.
    pub(super) bases: [[u32; PIXELS]; GROUPS],
}

impl<const GROUPS: usize, const WEIGHTS: usize> Steps<GROUPS, WEIGHTS> {
    /// Steps whose weights are taken apart by `split`.
    fn new(
        columns: &Columns,
        layout: Layout,
        row_bytes: usize,
        split: impl Fn(i32) -> [i8; WEIGHTS],
    ) -> Option<Self> {
        let last = row_bytes.checked_sub(REGISTER)?;
        let way = Way { columns, layout, group: PIXELS / GROUPS, taps: 2 * GROUPS, last };
        let of_eight = columns.taps.div_ceil(way.taps);
        let loads = [1, 2, 4, 8]
            .into_iter()
            .take_while(|loads| *loads <= way.group)
            .find(|loads| way.fits(of_eight, *loads))?;
        let mut steps = Vec::new();
        for eight in 0..columns.len().div_ceil(PIXELS) {
            for step in 0..of_eight {
                let mut made = Step {
                    indices: [Register([0; REGISTER]); GROUPS],
                    weights: [[Register([0; REGISTER]); WEIGHTS]; GROUPS],
                    bases: [[0; PIXELS]; GROUPS],
                };
                for half in 0..GROUPS {
                    way.fill(&mut made, half, GROUPS * eight + half, step, loads, &split);
                }
                steps.push(made);
            }
        }
        Some(Self { loads, of_eight, row_bytes, steps })
    }
}

/// From what steps are made.
struct Way<'a> {
    columns: &'a Columns,
    layout: Layout,
    /// Pixels of a register.
    group: usize,
    /// Taps of a step.
    taps: usize,
    /// The last byte of a row that a register can begin with.
    last: usize,
}

impl Way<'_> {
    /// The pixel in a place of a group; behind the last one, that again.
    fn pixel(&self, group: usize, place: usize) -> usize {
        (group * self.group + place).min(self.columns.len() - 1)
    }

    /// The taps of a step.
    fn taps(&self, step: usize) -> Range<usize> {
        step * self.taps..self.columns.taps.min((step + 1) * self.taps)
    }

    /// Where the register for some neighbours begins, and where what they need of it ends.
    fn span(&self, step: usize, pixels: Range<usize>) -> (usize, usize) {
        let firsts = &self.columns.firsts[pixels];
        let first = firsts.iter().min().map_or(0, |first| *first as usize);
        let last = firsts.iter().max().map_or(0, |last| *last as usize);
        let taps = self.taps(step);
        let start = (first + taps.start) * self.layout.bytes;
        (start.min(self.last), (last + taps.end) * self.layout.bytes)
    }

    /// Whether so many registers hold what each of so many steps needs.
    fn fits(&self, steps: usize, loads: usize) -> bool {
        let (share, len) = (self.group / loads, self.columns.len());
        (0..len).step_by(share).all(|first| {
            (0..steps).all(|step| {
                let (start, end) = self.span(step, first..len.min(first + share));
                end <= start + REGISTER
            })
        })
    }

    /// Fills one register of a step.
    fn fill<const GROUPS: usize, const WEIGHTS: usize>(
        &self,
        made: &mut Step<GROUPS, WEIGHTS>,
        half: usize,
        group: usize,
        step: usize,
        loads: usize,
        split: &impl Fn(i32) -> [i8; WEIGHTS],
    ) {
        let (columns, share) = (self.columns, self.group / loads);
        for place in 0..self.group {
            let pixel = self.pixel(group, place);
            let part = place / share;
            let ends = [part * share, part * share + share - 1];
            let [first, last] = ends.map(|place| self.pixel(group, place));
            let base = self.span(step, first..last + 1).0;
            made.bases[half][part] = base as u32;
            for (i, tap) in self.taps(step).enumerate() {
                let weight = columns.weights[pixel * columns.taps + tap];
                let from = (columns.firsts[pixel] as usize + tap) * self.layout.bytes - base;
                for (channel, colour) in self.layout.colours.into_iter().enumerate() {
                    let at = (place * 4 + channel) * self.taps + i;
                    made.indices[half].0[at] = (from + colour) as u8;
                    for (register, part) in made.weights[half].iter_mut().zip(split(weight)) {
                        register.0[at] = part.cast_unsigned();
                    }
                }
            }
        }
    }
}

/// The digits of a weight from 0 to 2²² in base 256, the lowest first.
fn digits(weight: i32) -> [i8; DIGITS] {
    let mut rest = weight;
    [(); DIGITS].map(|()| {
        let digit = rest as i8;
        rest = (rest - i32::from(digit)) >> 8;
        digit
    })
}

/// The parts of a weight from 0 to 2048: sixteenths, at most 127 of them, and what is left, at most 16.
fn parts(weight: i32) -> [i8; PARTS] {
    let sixteenths = (weight >> 4).min(127);
    [sixteenths as i8, (weight - 16 * sixteenths) as i8]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_the_sums_of_their_parts() {
        for weight in (0..=1 << 22).step_by(61).chain([(1 << 22) - 1, 1 << 22]) {
            let [low, middle, high] = digits(weight).map(i32::from);
            assert_eq!(low + (middle << 8) + (high << 16), weight);
        }
        for weight in 0..=2048 {
            let [sixteenths, rest] = parts(weight).map(i32::from);
            assert_eq!(16 * sixteenths + rest, weight);
            assert!((0..=16).contains(&rest));
        }
    }
}
