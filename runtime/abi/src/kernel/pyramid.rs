//! The shape of the efficient pyramid pooling after its projection (ESPNetv2, section 3.3).

use core::fmt::{Formatter, Result};

use super::{
    Epilogue, Pointwise, Stage,
    construct::{Construct, Expression},
    declare::{FieldValue, shape},
};
use crate::{
    layout::{BLOCK, Map, round_up},
    resample::Band,
};

/// The operation of a branch of a [`PyramidPool`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// A depth-wise 3×3 convolution of the projected map.
    Same,
    /// Enlarges the projected map bilinearly to this size, convolves it depth-wise 3×3, and averages it back.
    Up {
        /// The height of the enlarged map.
        height: usize,
        /// The width of the enlarged map.
        width: usize,
    },
    /// Enlarges a given map of this size bilinearly. The projected map is not used.
    Given {
        /// The height of the given map.
        height: usize,
        /// The width of the given map.
        width: usize,
    },
}

impl Scale {
    /// A branch that enlarges the projected map to this size.
    #[inline]
    pub const fn up(height: usize, width: usize) -> Self {
        Scale::Up { height, width }
    }

    /// A branch that enlarges a given map of this size.
    #[inline]
    pub const fn given(height: usize, width: usize) -> Self {
        Scale::Given { height, width }
    }
}

impl Construct for Scale {
    fn expression(&self) -> Expression {
        let call =
            |path, sizes: [usize; 2]| Expression::Call(path, sizes.map(Expression::Number).into());
        match *self {
            Scale::Same => Expression::Path("kernel::Scale::Same"),
            Scale::Up { height, width } => call("kernel::Scale::up", [height, width]),
            Scale::Given { height, width } => call("kernel::Scale::given", [height, width]),
        }
    }
}

/// The branches of a pyramid in the order of their channels, at most [`Scales::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scales {
    len: u8,
    values: [Scale; Scales::MAX],
}

impl Scales {
    /// The largest number of branches of a pyramid.
    pub const MAX: usize = 8;

    /// Creates a list of one to eight branches.
    ///
    /// # Panics
    /// If the list is empty or too long. In a constant this is a compile error.
    pub const fn new(list: &[Scale]) -> Self {
        assert!(!list.is_empty() && list.len() <= Self::MAX, "one to eight branches");
        let mut values = [Scale::Same; Self::MAX];
        let mut i = 0;
        while i < list.len() {
            values[i] = list[i];
            i += 1;
        }
        Scales { len: list.len() as u8, values }
    }

    /// The number of branches.
    #[inline]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Always false; it exists because there is a `len`.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Branch `i`.
    #[inline]
    pub const fn get(&self, i: usize) -> Scale {
        assert!(i < self.len());
        self.values[i]
    }

    /// The branches as a slice.
    pub fn as_slice(&self) -> &[Scale] {
        &self.values[..self.len()]
    }
}

impl core::fmt::Debug for Scales {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_list().entries(self.as_slice()).finish()
    }
}

impl Construct for Scales {
    fn expression(&self) -> Expression {
        let scales = self.as_slice().iter().map(Construct::expression);
        Expression::Call("kernel::Scales::new", [Expression::Slice(scales.collect())].into())
    }
}

impl FieldValue for Scales {
    fn text(&self, _: &str, f: &mut Formatter<'_>) -> Result {
        f.write_str(" branches")?;
        self.as_slice().iter().try_for_each(|scale| match scale {
            Scale::Same => f.write_str(" same"),
            Scale::Up { height, width } => write!(f, " up {height}×{width}"),
            Scale::Given { height, width } => write!(f, " given {height}×{width}"),
        })
    }
}

shape! {
    /// Efficient pyramid pooling after its projection: branches at several scales with batch norm and PReLU,
    /// a 3×3 convolution that merges the same channel of every branch, batch norm and PReLU again, and a 1×1
    /// convolution.
    ///
    /// The input of the call is the projected map. If there are [`Scale::Given`] branches, the residual of
    /// the call contains their maps one after another, each dense and channels last.
    ///
    /// Packed weights, with q channels in blocks of 16:
    /// - for each branch and block its *filter*: nine taps scaled by the norm, or for a given map only the
    ///   norm's scale; then the norm's shift and the slopes;
    /// - for each block and row of the merging 3×3 window `[branch][3 taps][16]`, then for each block bias
    ///   and slopes;
    /// - the weights of [`PyramidPool::expand`];
    /// - for each branch that is not [`Scale::Same`] the table of its rows, then the table of its columns. An
    ///   entry contains the index of the first input, as the bits of a float, and the coefficients: for a
    ///   [`Scale::Up`] those of its [`Band`], for a given map those of two neighbours.
    pub struct PyramidPool(weights_len, scratch_len) {
        /// The projected map with q channels.
        input: Map,
        /// The output map.
        output: Map,
        /// The branches.
        scales: Scales = Scales::new(&[Scale::Same]),
        /// The epilogue of the 1×1 convolution, which has no gate and no residual.
        epilogue: Epilogue = Epilogue::NONE,
    }
}

impl PyramidPool {
    /// The largest number of pixels that are computed together. Rows in scratch have this many excess pixels.
    pub const TILE: usize = 12;

    /// The number of pixels of a row for which all branches are computed before they are merged.
    pub const CHUNK: usize = 48;

    /// The number of floats of an entry in the tables of a given map: the first input, and two coefficients.
    pub const GIVEN: usize = 3;

    /// The epilogue of the merging convolution.
    pub const MERGED: Epilogue = Epilogue::new(&[Stage::Bias, Stage::Prelu]);

    /// The number of blocks of 16 channels of the projected map.
    #[inline]
    pub const fn blocks(&self) -> usize {
        round_up(self.input.channels) / BLOCK
    }

    /// The operator of a [`Scale::Up`] along the columns of a map, where `height` is the height of the
    /// enlarged map.
    #[inline]
    pub const fn rows(&self, height: usize) -> Band {
        Band { size: self.input.height, enlarged: height }
    }

    /// The operator of a [`Scale::Up`] along the rows of a map, where `width` is the width of the enlarged
    /// map.
    #[inline]
    pub const fn columns(&self, width: usize) -> Band {
        Band { size: self.input.width, enlarged: width }
    }

    /// The 1×1 convolution of merged rows, whose pixels have whole blocks.
    #[inline]
    pub const fn expand(&self) -> Pointwise {
        Pointwise {
            input: Map { stride: round_up(self.input.channels), ..self.input },
            output: self.output,
            groups: 1,
            epilogue: self.epilogue,
        }
    }

    /// The number of weight blocks of a branch's filter.
    #[inline]
    pub const fn filter_len(scale: Scale) -> usize {
        match scale {
            Scale::Same | Scale::Up { .. } => 9,
            Scale::Given { .. } => 1,
        }
    }

    /// The number of floats of a branch's filters, shifts and slopes.
    #[inline]
    const fn filters_len(&self, scale: Scale) -> usize {
        self.blocks() * (Self::filter_len(scale) + 2) * BLOCK
    }

    /// The offset of the merging weights.
    #[inline]
    pub const fn merge(&self) -> usize {
        let (mut i, mut at) = (0, 0);
        while i < self.scales.len() {
            at += self.filters_len(self.scales.get(i));
            i += 1;
        }
        at
    }

    /// The offset of the constants of the merging convolution.
    #[inline]
    pub const fn merge_constants(&self) -> usize {
        self.merge() + self.blocks() * 9 * self.scales.len() * BLOCK
    }

    /// The offset of the weights of the 1×1 convolution.
    #[inline]
    pub const fn expand_weights(&self) -> usize {
        self.merge_constants() + Self::MERGED.weights_len(self.blocks())
    }

    /// The number of floats of an entry in a branch's tables of rows and of columns.
    #[inline]
    const fn entries(&self, scale: Scale) -> [usize; 2] {
        match scale {
            Scale::Same => [0, 0],
            Scale::Up { height, width } => {
                [1 + 3 * self.rows(height).width(), 1 + 3 * self.columns(width).width()]
            }
            Scale::Given { .. } => [Self::GIVEN; 2],
        }
    }

    /// The positions of the data of all branches.
    pub const fn branches(&self) -> Branches {
        let tables = self.expand_weights() + self.expand().weights_len();
        let mut next = Branch {
            scale: Scale::Same,
            filter: 0,
            tables: [tables; 2],
            entries: [0; 2],
            map: 0,
            row: 0,
        };
        let (mut all, mut i) = ([next; Scales::MAX], 0);
        while i < self.scales.len() {
            let scale = self.scales.get(i);
            let entries = self.entries(scale);
            let columns = next.tables[0] + entries[0] * self.input.height;
            let branch = Branch { scale, entries, tables: [next.tables[0], columns], ..next };
            all[i] = branch;
            let (map, vectors) = match scale {
                Scale::Same => (0, 0),
                Scale::Up { .. } => (0, entries[0] - 1),
                Scale::Given { height, width } => (height * width * self.input.channels, width + 1),
            };
            next = Branch {
                filter: branch.filter + self.filters_len(scale),
                tables: [columns + entries[1] * self.input.width; 2],
                map: branch.map + map,
                row: branch.row + vectors * self.blocks() * BLOCK,
                ..next
            };
            i += 1;
        }
        Branches { all, len: self.scales.len(), end: next }
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.branches().end.tables[0]
    }

    /// The number of floats of all given maps.
    #[inline]
    pub const fn given_len(&self) -> usize {
        self.branches().end.map
    }

    /// The largest distance, in rows, between a row of a branch and a row of the projected map on which it
    /// depends.
    #[inline]
    pub const fn reach(&self) -> usize {
        let (mut i, mut reach) = (0, 1);
        while i < self.scales.len() {
            if let Scale::Up { height, .. } = self.scales.get(i) {
                let rows = self.rows(height).reach();
                if rows > reach {
                    reach = rows;
                }
            }
            i += 1;
        }
        reach
    }

    /// The number of projected rows in scratch: a row depends on `reach` rows on either side.
    #[inline]
    pub const fn ring(reach: usize) -> usize {
        2 * reach + 1
    }

    /// The number of pixels of a projected row in scratch, including a zero on either side and excess pixels.
    #[inline]
    pub const fn padded_width(&self) -> usize {
        1 + self.input.width + 1 + Self::TILE
    }

    /// The number of floats of a projected row in scratch, `[block][pixel][16]`.
    #[inline]
    pub const fn padded_row(&self) -> usize {
        self.blocks() * self.padded_width() * BLOCK
    }

    /// The number of floats of a row of the merging convolution's sums in scratch, `[pixel][block][16]`.
    #[inline]
    pub const fn sums_row(&self) -> usize {
        self.input.width * self.blocks() * BLOCK
    }

    /// The number of floats of the sums in scratch: three rows.
    #[inline]
    pub const fn sums_len(&self) -> usize {
        3 * self.sums_row()
    }

    /// The number of pixels, including excess pixels, of the rows to which the vertical filter of a
    /// [`Scale::Up`] leads.
    #[inline]
    pub const fn between_width(&self) -> usize {
        self.input.width + Self::TILE
    }

    /// The number of floats of these rows in scratch. There is one row for each column of the filter.
    #[inline]
    pub const fn between_len(&self) -> usize {
        3 * self.between_width() * BLOCK
    }

    /// The number of floats of one block of a branch in a chunk, including a pixel on either side and excess
    /// pixels.
    pub const CHUNK_LEN: usize = (1 + Self::CHUNK + 1 + Self::TILE) * BLOCK;

    /// The number of floats of scratch: the ring of projected rows, the sums, the prepared data of the
    /// branches, the rows between vertical and horizontal filter, and a chunk of every branch.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        Self::ring(self.reach()) * self.padded_row()
            + self.sums_len()
            + self.branches().prepared_len()
            + self.between_len()
            + self.scales.len() * Self::CHUNK_LEN
    }
}

/// The positions and lengths, in floats, of the data of a branch.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// The operation of the branch.
    pub scale: Scale,
    /// The offset of its filters in the packed weights.
    pub filter: usize,
    /// The offsets of the tables of its rows and of its columns in the packed weights.
    pub tables: [usize; 2],
    /// The length of an entry of each table.
    pub entries: [usize; 2],
    /// The offset of its given map in the residual of the call.
    pub map: usize,
    /// The offset of its prepared data in that part of the scratch. For a given map this is a row,
    /// `[block][pixel][16]` with one excess pixel. For a [`Scale::Up`] it is the vertical filter from the
    /// row's coefficients and the branch's filter, `[block][3 columns][band][16]`.
    pub row: usize,
}

impl Branch {
    /// The number of inputs for which an entry has coefficients, for each tap, in the tables of rows and of
    /// columns; zero for a branch without a [`Band`].
    #[inline]
    pub const fn bands(&self) -> [usize; 2] {
        match self.scale {
            Scale::Up { .. } => [(self.entries[0] - 1) / 3, (self.entries[1] - 1) / 3],
            Scale::Same | Scale::Given { .. } => [0, 0],
        }
    }
}

/// The positions of the data of all branches.
#[derive(Clone, Copy, Debug)]
pub struct Branches {
    all: [Branch; Scales::MAX],
    len: usize,
    /// The ends of the data of the last branch.
    end: Branch,
}

impl Branches {
    /// The branches.
    #[inline]
    pub fn as_slice(&self) -> &[Branch] {
        &self.all[..self.len]
    }

    /// Branch `i`.
    #[inline]
    pub const fn get(&self, i: usize) -> Branch {
        assert!(i < self.len);
        self.all[i]
    }

    /// The number of floats in scratch of the prepared data of all branches for a row.
    #[inline]
    pub const fn prepared_len(&self) -> usize {
        self.end.row
    }
}
