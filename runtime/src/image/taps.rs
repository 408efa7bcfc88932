//! The taps of the resized rows and columns, prepared for the passes over rows. The taps of a resized pixel
//! are the pixels of the frame that it is a weighted sum of, with their weights.

use std::ops::Range;

use super::{
    Resize, opencv,
    resize::ResizedAxis,
    wide::{self, Pair},
};

/// The taps of a resized row's pixels. All pixels have the same number of taps; unused taps have weight zero.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// For each pixel, the index of its first tap in the frame's row.
    pub(super) firsts: Vec<u32>,
    /// Number of taps of each pixel. All of them are inside the row.
    pub(super) taps: usize,
    /// The weights of the taps, pixel after pixel.
    pub(super) weights: Vec<i32>,
}

impl Columns {
    /// Returns the taps of the pixels `visible` of a row that is resized from `from` to `to` pixels.
    pub(super) fn new(rule: Resize, from: usize, to: usize, visible: Range<usize>) -> Self {
        match rule {
            Resize::Pillow => {
                let axis = ResizedAxis::new(from, to);
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

    /// Collects windows of at most `taps` weights, for a row of `from` pixels. A window that begins too
    /// close to the row's end for `taps` taps is moved back.
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

    /// Returns the number of pixels that have taps.
    pub(super) fn len(&self) -> usize {
        self.firsts.len()
    }
}

/// The rows of a frame that a resized row is a sum of.
#[derive(Clone, Debug)]
pub(super) struct RowWindow {
    /// Index of the first row.
    pub(super) first: usize,
    /// The range of the rows' weights in the list of all weights.
    pub(super) weights: Range<usize>,
    /// The range of the rows' pairs of weights in the list of all pairs.
    pub(super) pairs: Range<usize>,
}

/// The taps of a resized frame's rows.
#[derive(Clone, Debug)]
pub(super) enum Lines {
    /// By Pillow's rule, each resized row is a sum of a window of rows.
    Pillow {
        /// The window of each resized row.
        windows: Vec<RowWindow>,
        /// The weights of all windows.
        weights: Vec<i32>,
        /// The weights of all windows in pairs, for registers.
        pairs: Vec<Pair>,
    },
    /// By OpenCV's rule, each resized row is a sum of two rows.
    OpenCv(Vec<opencv::Tap>),
}

impl Lines {
    /// Returns the taps of the rows `visible` of a frame that is resized from `from` to `to` rows.
    pub(super) fn new(rule: Resize, from: usize, to: usize, visible: Range<usize>) -> Self {
        match rule {
            Resize::Pillow => {
                let (mut windows, mut all, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
                let axis = ResizedAxis::new(from, to);
                for (first, weights) in axis.windows().skip(visible.start).take(visible.len()) {
                    // Taps of weight zero at both ends are left out.
                    let head = weights.iter().take_while(|weight| **weight == 0).count();
                    let tail = weights.iter().rev().take_while(|weight| **weight == 0).count();
                    let kept = &weights[head..weights.len() - tail];
                    let (start, start_pair) = (all.len(), pairs.len());
                    all.extend(kept);
                    pairs.extend(wide::pairs(kept));
                    windows.push(RowWindow {
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

    /// Returns the number of resized rows that have taps.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Pillow { windows, .. } => windows.len(),
            Self::OpenCv(taps) => taps.len(),
        }
    }

    /// Returns the rows of the frame that resized row `line` is a sum of.
    pub(super) fn rows(&self, line: usize) -> Range<usize> {
        match self {
            Self::Pillow { windows, .. } => {
                let RowWindow { first, weights, .. } = &windows[line];
                *first..first + weights.len()
            }
            Self::OpenCv(taps) => taps[line].at[0]..taps[line].at[1] + 1,
        }
    }

    /// Returns whether each resized row is a sum of two rows that no other resized row needs.
    pub(super) fn apart(&self) -> bool {
        let Self::OpenCv(taps) = self else { return false };
        taps.iter().all(|tap| tap.at[0] != tap.at[1])
            && taps.windows(2).all(|pair| pair[0].at[1] < pair[1].at[0])
    }

    /// Returns the largest number of rows that a resized row is a sum of.
    pub(super) fn most(&self) -> usize {
        (0..self.len()).map(|line| self.rows(line).len()).max().unwrap_or(1)
    }
}
