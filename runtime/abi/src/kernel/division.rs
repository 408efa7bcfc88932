//! How a kernel's output is divided among workers.

use crate::layout::{BLOCK, Layout, Map};

/// The rows that a kernel computes, each of which can be computed on its own.
///
/// They are what a kernel says they are: rows of a map that lies channels last, planes of one that
/// lies in planes, sixteen channels of a single pixel. Row `i` begins `i * len` floats behind the
/// beginning of the output; from there `used` floats are the row's, and no other row's, or `last` if
/// it is the last.
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
            Layout::Nhwc => {
                let row = Map { height: 1, ..*map };
                let (len, used) = (map.width * map.stride, row.span());
                Division { rows: map.height, len, used, last: used }
            }
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
}
