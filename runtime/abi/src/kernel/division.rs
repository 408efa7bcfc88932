//! How a kernel's output is divided among workers.

use crate::layout::{Layout, Map};

/// The rows that a kernel computes, each of which can be computed on its own.
///
/// They are what a kernel says they are: rows of a map that lies channels last, planes of one that
/// lies in planes. Row `i` begins `i * len` floats behind the beginning of the output; from there
/// `used` floats are the row's, and no other row's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// How many.
    pub rows: usize,
    /// Floats from one row to the next.
    pub len: usize,
    /// Floats from the first of a row to just behind its last.
    pub used: usize,
}

impl Division {
    /// A map by its rows, or by its planes.
    #[inline]
    pub const fn of(map: &Map, layout: Layout) -> Self {
        match layout {
            Layout::Nhwc => {
                let row = Map { height: 1, ..*map };
                Division { rows: map.height, len: map.width * map.stride, used: row.span() }
            }
            Layout::Nchw => Division { rows: map.channels, len: map.pixels(), used: map.pixels() },
        }
    }
}
