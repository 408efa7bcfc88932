//! The taps of a row's pixels as instructions take them that pick any of 64 neighbouring bytes.

use super::{Resize, passes::Layout, taps::Columns};

/// Bytes of a register.
pub(super) const REGISTER: usize = 64;

/// Pixels whose sums are in one register: four 32-bit integers each.
pub(super) const GROUP: usize = 4;

/// Digits of a weight in base 256, each from −128 to 127: enough for 22 bits.
pub(super) const DIGITS: usize = 3;

/// A register's bytes.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(super) struct Register(pub(super) [u8; REGISTER]);

/// Steps of a stretch, the same number for every group of four pixels.
#[derive(Clone, Debug)]
pub(super) struct Windows {
    /// Steps of a group: of four taps each by Pillow's rule, of two by OpenCV's.
    pub(super) steps: usize,
    /// Registers that the bytes of a step lie in: 1, 2 or 4, each for as many pixels.
    pub(super) loads: usize,
    /// Where they begin in a row, for each step; each is followed by 64 bytes of the row.
    bases: Vec<[u32; GROUP]>,
    /// Which byte goes where, for each step.
    indices: Vec<Register>,
    /// What the bytes are multiplied with: by Pillow's rule three registers of digits for each step, by
    /// OpenCV's one of 16-bit integers.
    weights: Vec<Register>,
    /// Bytes that a row has at least.
    row_bytes: usize,
}

/// A step as kernels read it.
pub(super) struct Step<'a, const WEIGHTS: usize> {
    pub(super) bases: [u32; GROUP],
    pub(super) index: &'a Register,
    pub(super) weights: &'a [Register; WEIGHTS],
}

impl Windows {
    /// The steps for rows of `row_bytes` bytes, unless a register is more than that.
    pub(super) fn new(
        rule: Resize,
        columns: &Columns,
        layout: Layout,
        row_bytes: usize,
    ) -> Option<Self> {
        let per_step = match rule {
            Resize::Pillow => 4,
            Resize::OpenCv => 2,
        };
        let mut made = Self {
            steps: columns.taps.div_ceil(per_step),
            loads: 0,
            bases: Vec::new(),
            indices: Vec::new(),
            weights: Vec::new(),
            row_bytes,
        };
        let last = row_bytes.checked_sub(REGISTER)?;
        made.loads = [1, 2, GROUP]
            .into_iter()
            .find(|loads| made.fit(columns, layout, per_step, *loads, last))?;
        // Two groups at a time; pixels behind the last one are that again.
        let groups = columns.len().div_ceil(2 * GROUP) * 2;
        for group in 0..groups {
            for step in 0..made.steps {
                made.push(columns, layout, rule, per_step, group, step, last);
            }
        }
        Some(made)
    }

    /// Pixels that a stretch writes: a multiple of two groups.
    pub(super) fn padded(pixels: usize) -> usize {
        pixels.next_multiple_of(2 * GROUP)
    }

    /// The number of pixels that are written.
    pub(super) fn pixels(&self) -> usize {
        self.indices.len() / self.steps * GROUP
    }

    /// Bytes that a row has at least.
    pub(super) fn row_bytes(&self) -> usize {
        self.row_bytes
    }

    /// A step of a group, with as many registers of weights as the rule has.
    #[inline(always)]
    pub(super) fn step<const WEIGHTS: usize>(
        &self,
        group: usize,
        step: usize,
    ) -> Step<'_, WEIGHTS> {
        let at = group * self.steps + step;
        Step {
            bases: self.bases[at],
            index: &self.indices[at],
            weights: &self.weights.as_chunks().0[at],
        }
    }

    /// The pixel in a place of a group: the last one again behind it.
    fn pixel(columns: &Columns, group: usize, place: usize) -> usize {
        (group * GROUP + place).min(columns.len() - 1)
    }

    /// The bytes from the first to the last that some pixels of a step need.
    fn span(
        columns: &Columns,
        layout: Layout,
        per_step: usize,
        step: usize,
        pixels: impl Iterator<Item = usize> + Clone,
    ) -> (usize, usize) {
        let taps = step * per_step..columns.taps.min((step + 1) * per_step);
        let first = pixels.clone().map(|pixel| columns.firsts[pixel] as usize).min().unwrap_or(0);
        let last = pixels.map(|pixel| columns.firsts[pixel] as usize).max().unwrap_or(0);
        ((first + taps.start) * layout.bytes, (last + taps.end) * layout.bytes)
    }

    /// Whether so many registers hold what every step needs.
    fn fit(
        &self,
        columns: &Columns,
        layout: Layout,
        per_step: usize,
        loads: usize,
        last: usize,
    ) -> bool {
        let share = GROUP / loads;
        (0..columns.len().div_ceil(share)).all(|part| {
            (0..self.steps).all(|step| {
                let pixels = part * share..(part * share + share).min(columns.len());
                let (start, end) = Self::span(columns, layout, per_step, step, pixels);
                end <= start.min(last) + REGISTER
            })
        })
    }

    /// Appends a step.
    #[expect(clippy::too_many_arguments, reason = "the loop's body, with all that the loop knows")]
    fn push(
        &mut self,
        columns: &Columns,
        layout: Layout,
        rule: Resize,
        per_step: usize,
        group: usize,
        step: usize,
        last: usize,
    ) {
        let share = GROUP / self.loads;
        let mut bases = [0; GROUP];
        let mut index = [0; REGISTER];
        let mut weights = [[0; REGISTER]; DIGITS];
        for place in 0..GROUP {
            let pixel = Self::pixel(columns, group, place);
            let part = place / share;
            let sharing =
                (part * share..(part + 1) * share).map(|place| Self::pixel(columns, group, place));
            let base = Self::span(columns, layout, per_step, step, sharing).0.min(last);
            bases[part] = base as u32;
            for tap in step * per_step..columns.taps.min((step + 1) * per_step) {
                let weight = columns.weights[pixel * columns.taps + tap];
                let from = (columns.firsts[pixel] as usize + tap) * layout.bytes - base;
                for (channel, colour) in layout.colours.into_iter().enumerate() {
                    let integer = (place * GROUP + channel) * 4;
                    let within = (tap - step * per_step) * 4 / per_step;
                    index[integer + within] = (from + colour) as u8;
                    match rule {
                        Resize::Pillow => {
                            for (register, digit) in weights.iter_mut().zip(digits(weight)) {
                                register[integer + within] = digit.cast_unsigned();
                            }
                        }
                        Resize::OpenCv => {
                            weights[0][integer + within..][..2]
                                .copy_from_slice(&(weight as i16).to_le_bytes());
                        }
                    }
                }
            }
        }
        self.bases.push(bases);
        self.indices.push(Register(index));
        let used = match rule {
            Resize::Pillow => DIGITS,
            Resize::OpenCv => 1,
        };
        self.weights.extend(weights[..used].iter().copied().map(Register));
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
