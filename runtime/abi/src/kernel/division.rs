//! How a kernel's output is divided among workers.

use crate::layout::{BLOCK, Layout, Map};

/// The rows that a kernel computes, each of which can be computed on its own.
///
/// They are what a kernel says they are: rows of a map that lies channels last, or [`Runs`] of its
/// pixels, planes of one that lies in planes, sixteen channels of a single pixel. Row `i` begins
/// `i * len` floats behind the beginning of the output; from there `used` floats are the row's, and no
/// other row's, or `last`, which may be more, if it is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// How many.
    pub rows: usize,
    /// Floats from one row to the next.
    pub len: usize,
    /// Floats from the first of a row to just behind its last.
    pub used: usize,
    /// As many of the last row.
    pub last: usize,
}

impl Division {
    /// A map by its rows, or by its planes.
    #[inline]
    pub const fn of(map: &Map, layout: Layout) -> Self {
        match layout {
            Layout::Nhwc => Runs::rows(map).division(map),
            Layout::Nchw => {
                let len = map.pixels();
                Division { rows: map.channels, len, used: len, last: len }
            }
        }
    }

    /// A single pixel by blocks of sixteen channels, the last of which may have fewer.
    #[inline]
    pub const fn blocks(channels: usize) -> Self {
        let rows = channels.div_ceil(BLOCK);
        Division { rows, len: BLOCK, used: BLOCK, last: channels - (rows - 1) * BLOCK }
    }

    /// Floats from the first of row `start` to just behind the last of the row before `end`.
    #[inline]
    pub const fn span(&self, start: usize, end: usize) -> usize {
        let used = if end == self.rows { self.last } else { self.used };
        (end - start - 1) * self.len + used
    }

    /// Where rows `start..end` begin and end in the output, in floats; both 0 if there are none.
    #[inline]
    pub const fn part(&self, start: usize, end: usize) -> (usize, usize) {
        if start == end {
            return (0, 0);
        }
        let first = start * self.len;
        (first, first + self.span(start, end))
    }
}

/// Runs of neighbouring pixels that a map is cut into, row after row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runs {
    /// How many.
    pub count: usize,
    /// Pixels of each but the last, which has what is left over too.
    pub len: usize,
    /// Pixels of the map.
    pixels: usize,
}

impl Runs {
    /// The rows of a map.
    #[inline]
    pub const fn rows(map: &Map) -> Self {
        Runs { count: map.height, len: map.width, pixels: map.pixels() }
    }

    /// Runs of which two workers have as nearly equal numbers of pixels as of no others: the rows where
    /// their number is even or large, else runs of a length that tiles of pixels may have, too.
    ///
    /// Of the 7×7 pixels behind the last strided unit of a classifier, one worker has 25 that way and the
    /// other 24; of rows, one would have 28.
    #[inline]
    pub const fn even(map: &Map) -> Self {
        let (mut best, mut len) = (Self::rows(map), Self::SHORTEST);
        while map.height <= Self::FEW && len < map.width {
            let runs = Runs { count: map.pixels() / len, len, pixels: map.pixels() };
            if runs.larger_half() < best.larger_half() {
                best = runs;
            }
            len += 1;
        }
        best
    }

    /// Rows of a map of which one more or less makes a difference.
    const FEW: usize = 9;

    /// Pixels of the shortest runs: tiles of fewer would load more than they multiply.
    const SHORTEST: usize = 5;

    /// Pixels of the larger half.
    const fn larger_half(&self) -> usize {
        let first = self.first(self.count.div_ceil(2));
        let second = self.pixels - first;
        if first < second { second } else { first }
    }

    /// The pixels of runs `start..end`, from the first to behind the last.
    #[inline]
    pub const fn pixels(&self, start: usize, end: usize) -> (usize, usize) {
        (self.first(start), self.first(end))
    }

    /// The first pixel of run `run`, or the one behind all if there is no such run.
    const fn first(&self, run: usize) -> usize {
        if run < self.count { run * self.len } else { self.pixels }
    }

    /// The runs of the map, or of one of as many pixels, channels last.
    #[inline]
    pub const fn division(&self, map: &Map) -> Division {
        let last = self.pixels - (self.count - 1) * self.len;
        Division {
            rows: self.count,
            len: self.len * map.stride,
            used: (self.len - 1) * map.stride + map.channels,
            last: (last - 1) * map.stride + map.channels,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rows_of_an_odd_number_are_divided_by_shorter_runs() {
        let runs = |height, width| {
            let runs = Runs::even(&Map::dense(64, height, width));
            (runs.count, runs.len, runs.larger_half())
        };
        assert_eq!(runs(7, 7), (9, 5, 25));
        assert_eq!(runs(9, 9), (16, 5, 41));
        assert_eq!(runs(5, 12), (12, 5, 30));
        // Rows divide these as well.
        assert_eq!(runs(8, 8), (8, 8, 32));
        assert_eq!(runs(14, 14), (14, 14, 98));
        assert_eq!(runs(3, 4), (3, 4, 8));
        assert_eq!(runs(1, 1), (1, 1, 1));
        // One row more or less of these is little.
        assert_eq!(runs(11, 20), (11, 20, 120));
    }

    #[test]
    fn runs_cover_a_map() {
        for (height, width, gap) in [(7, 7, 0), (7, 7, 3), (5, 12, 1), (9, 6, 0), (4, 9, 2)] {
            let map = Map { stride: 3 + gap, ..Map::dense(3, height, width) };
            let runs = Runs::even(&map);
            let (division, mut next) = (runs.division(&map), 0);
            for run in 0..runs.count {
                let (start, end) = runs.pixels(run, run + 1);
                assert_eq!(start, next);
                assert!(end - start >= runs.len);
                let span = (end - start - 1) * map.stride + map.channels;
                let first = start * map.stride;
                assert_eq!(division.part(run, run + 1), (first, first + span));
                assert_eq!(division.part(run, run), (0, 0));
                next = end;
            }
            assert_eq!((next, division.rows), (map.pixels(), runs.count));
            assert_eq!(division.span(0, runs.count), map.span());
        }
    }
}
