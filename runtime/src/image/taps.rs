//! Which pixels of a frame each pixel of a resized one is a sum of, laid out for the passes.

use std::ops::Range;

use super::{
    Resize, opencv,
    resize::Axis,
    wide::{self, Pair},
};

/// The taps of a row's pixels: as many for each, those that a rule does not have with weight zero.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// The first tap of each pixel.
    pub(super) firsts: Vec<u32>,
    /// How many taps each pixel has; all lie in the row.
    pub(super) taps: usize,
    /// The weights of each pixel's taps.
    pub(super) weights: Vec<i32>,
}

impl Columns {
    /// The taps of pixels `visible` among `to` that `from` become.
    pub(super) fn new(rule: Resize, from: usize, to: usize, visible: Range<usize>) -> Self {
        match rule {
            Resize::Pillow => {
                let axis = Axis::new(from, to);
                let taps = axis.windows().map(|(_, weights)| weights.len()).max().unwrap_or(1);
                let windows = axis.windows().skip(visible.start).take(visible.len());
                Self::of(from, taps, windows)
            }
            Resize::OpenCv => {
                let taps = opencv::columns(from, to);
                let windows = taps[visible].iter().map(|tap| match tap.at {
                    [first, second] if first == second => (first, &tap.weights[..1]),
                    [first, _] => (first, &tap.weights[..]),
                });
                Self::of(from, from.min(2), windows)
            }
        }
    }

    /// Windows of at most `taps` weights, moved to where so many taps lie in the row.
    fn of<'a>(from: usize, taps: usize, windows: impl Iterator<Item = (usize, &'a [i32])>) -> Self {
        let mut columns = Self { firsts: Vec::new(), taps, weights: Vec::new() };
        for (first, weights) in windows {
            let moved = first.min(from - taps);
            columns.firsts.push(moved as u32);
            let start = columns.weights.len();
            columns.weights.resize(start + taps, 0);
            columns.weights[start + first - moved..][..weights.len()].copy_from_slice(weights);
        }
        columns
    }

    /// Pixels of a resized row.
    pub(super) fn len(&self) -> usize {
        self.firsts.len()
    }
}

/// The rows that a resized one is a sum of.
#[derive(Clone, Debug)]
pub(super) struct Window {
    /// The first one.
    pub(super) first: usize,
    /// Where their weights lie among all.
    pub(super) weights: Range<usize>,
    /// Where the pairs of these lie among all.
    pub(super) pairs: Range<usize>,
}

/// The taps of a resized frame's rows.
#[derive(Clone, Debug)]
pub(super) enum Lines {
    /// A window of rows each.
    Pillow {
        /// Every window.
        windows: Vec<Window>,
        /// Every window's weights.
        weights: Vec<i32>,
        /// The same, two at a time.
        pairs: Vec<Pair>,
    },
    /// Two rows each.
    OpenCv(Vec<opencv::Tap>),
}

impl Lines {
    /// The taps of rows `visible` among `to` that `from` become.
    pub(super) fn new(rule: Resize, from: usize, to: usize, visible: Range<usize>) -> Self {
        match rule {
            Resize::Pillow => {
                let (mut windows, mut all, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
                let axis = Axis::new(from, to);
                for (first, weights) in axis.windows().skip(visible.start).take(visible.len()) {
                    // Taps without weight at the ends need not be there.
                    let head = weights.iter().take_while(|weight| **weight == 0).count();
                    let tail = weights.iter().rev().take_while(|weight| **weight == 0).count();
                    let kept = &weights[head..weights.len() - tail];
                    let (start, start_pair) = (all.len(), pairs.len());
                    all.extend(kept);
                    pairs.extend(wide::pairs(kept));
                    windows.push(Window {
                        first: first + head,
                        weights: start..all.len(),
                        pairs: start_pair..pairs.len(),
                    });
                }
                Self::Pillow { windows, weights: all, pairs }
            }
            Resize::OpenCv => Self::OpenCv(opencv::lines(from, to)[visible].to_vec()),
        }
    }

    /// Rows of the resized frame.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Pillow { windows, .. } => windows.len(),
            Self::OpenCv(taps) => taps.len(),
        }
    }

    /// The rows that a resized row is a sum of.
    pub(super) fn rows(&self, line: usize) -> Range<usize> {
        match self {
            Self::Pillow { windows, .. } => {
                let Window { first, weights, .. } = &windows[line];
                *first..first + weights.len()
            }
            Self::OpenCv(taps) => taps[line].at[0]..taps[line].at[1] + 1,
        }
    }

    /// Whether each resized row is a sum of two rows that no other needs.
    pub(super) fn apart(&self) -> bool {
        let Self::OpenCv(taps) = self else { return false };
        taps.iter().all(|tap| tap.at[0] != tap.at[1])
            && taps.windows(2).all(|pair| pair[0].at[1] < pair[1].at[0])
    }

    /// The most rows that any is a sum of.
    pub(super) fn most(&self) -> usize {
        (0..self.len()).map(|line| self.rows(line).len()).max().unwrap_or(1)
    }
}
