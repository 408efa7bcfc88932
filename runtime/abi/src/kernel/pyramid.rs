//! Shape of the efficient pyramid pooling behind its projection (ESPNetv2, section 3.3).

use core::fmt::{Formatter, Result};

use super::{
    Epilogue, Pointwise, Stage,
    declare::{FieldValue, shape},
};
use crate::{
    construct::{Construct, Expression},
    layout::{BLOCK, Map, round_up},
    resample::Band,
};

/// What a branch of a [`PyramidPool`] makes of the projected map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// A depth-wise 3×3 convolution.
    Same,
    /// Enlarged bilinearly to this size, convolved depth-wise 3×3, averaged back.
    Up {
        /// H in between.
        height: usize,
        /// W in between.
        width: usize,
    },
    /// Nothing: a map of this size is given, and enlarged bilinearly.
    Given {
        /// H of the given map.
        height: usize,
        /// W of the given map.
        width: usize,
    },
}

impl Scale {
    /// A branch that enlarges the map to this size.
    #[inline]
    pub const fn up(height: usize, width: usize) -> Self {
        Scale::Up { height, width }
    }

    /// A branch that is given a map of this size.
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

/// The branches of a pyramid, in the order of their channels; at most [`Scales::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scales {
    len: u8,
    values: [Scale; Scales::MAX],
}

impl Scales {
    /// The most branches a pyramid can have.
    pub const MAX: usize = 8;

    /// From a list of one to eight branches.
    ///
    /// # Panics
    /// On a list that is empty or too long; in constants that is a compile error.
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

    /// Number of branches.
    #[inline]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Never true; here because there is a `len`.
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
    /// Efficient pyramid pooling behind its projection: branches at several scales, batch norm and
    /// PReLU, a 3×3 convolution that merges the same channel of every branch, batch norm and PReLU, and a
    /// 1×1 convolution.
    ///
    /// The call's input is the projected map; where branches are [`Scale::Given`], its residual is
    /// their maps, each dense and channels last, one after another.
    ///
    /// Packed weights, with q channels in blocks of 16:
    /// - for each branch and block its *filter*: nine taps scaled by the norm, or for a given map the
    ///   norm's scale alone; then the norm's shift and the slopes;
    /// - for each block and row of the merging 3×3 window `[branch][3 taps][16]`, then for each block bias
    ///   and slopes;
    /// - the weights of [`PyramidPool::expand`];
    /// - for each branch that is not [`Scale::Same`] the tables of its rows, then of its columns. An
    ///   entry is the index of the first input, as the bits of a float, and the coefficients: of a
    ///   [`Scale::Up`] those of its [`Band`], of a given map the shares of two neighbours.
    pub struct PyramidPool(weights_len, scratch_len) {
        /// The projected map, q channels.
        input: Map,
        /// What comes out.
        output: Map,
        /// The branches.
        scales: Scales = Scales::new(&[Scale::Same]),
        /// What happens to the 1×1 convolution's sums before storing; without operands.
        epilogue: Epilogue = Epilogue::NONE,
    }
}

impl PyramidPool {
    /// The most pixels that are computed together; what lies in rows has so many to spare.
    pub const TILE: usize = 12;

    /// Pixels of a row for which all branches are computed before they are merged.
    pub const CHUNK: usize = 48;

    /// Floats of an entry in the tables of a given map: the first input, and the shares of two.
    pub const GIVEN: usize = 3;

    /// What happens to the merging convolution's sums.
    pub const MERGED: Epilogue = Epilogue::new(&[Stage::Bias, Stage::Prelu]);

    /// Blocks of 16 of the q channels.
    #[inline]
    pub const fn blocks(&self) -> usize {
        round_up(self.input.channels) / BLOCK
    }

    /// The operator of a [`Scale::Up`] along the rows' axis (its H in between) of this map.
    #[inline]
    pub const fn rows(&self, height: usize) -> Band {
        Band { size: self.input.height, enlarged: height }
    }

    /// The operator of a [`Scale::Up`] along the columns' axis (its W in between) of this map.
    #[inline]
    pub const fn columns(&self, width: usize) -> Band {
        Band { size: self.input.width, enlarged: width }
    }

    /// The 1×1 convolution, on merged rows of whole blocks.
    #[inline]
    pub const fn expand(&self) -> Pointwise {
        Pointwise {
            input: Map { stride: round_up(self.input.channels), ..self.input },
            output: self.output,
            groups: 1,
            epilogue: self.epilogue,
        }
    }

    /// Blocks of weights of a branch's filter.
    #[inline]
    pub const fn filter_len(scale: Scale) -> usize {
        match scale {
            Scale::Same | Scale::Up { .. } => 9,
            Scale::Given { .. } => 1,
        }
    }

    /// Floats of a branch's filters, shifts and slopes.
    #[inline]
    const fn filters_len(&self, scale: Scale) -> usize {
        self.blocks() * (Self::filter_len(scale) + 2) * BLOCK
    }

    /// Where the merging weights begin.
    #[inline]
    pub const fn merge(&self) -> usize {
        let (mut i, mut at) = (0, 0);
        while i < self.scales.len() {
            at += self.filters_len(self.scales.get(i));
            i += 1;
        }
        at
    }

    /// Where the constants of the merging convolution begin.
    #[inline]
    pub const fn merge_constants(&self) -> usize {
        self.merge() + self.blocks() * 9 * self.scales.len() * BLOCK
    }

    /// Where the weights of the 1×1 convolution begin.
    #[inline]
    pub const fn expand_weights(&self) -> usize {
        self.merge_constants() + Self::MERGED.weights_len(self.blocks())
    }

    /// Floats of an entry in the tables of a branch: of its rows and of its columns.
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

    /// Where the parts of all branches lie.
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

    /// Floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.branches().end.tables[0]
    }

    /// Floats of all given maps.
    #[inline]
    pub const fn given_len(&self) -> usize {
        self.branches().end.map
    }

    /// Rows of the projected map above and below a branch's row that it may depend on.
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

    /// Projected rows that scratch holds at a time, of which a row depends on `reach` to either side.
    #[inline]
    pub const fn ring(reach: usize) -> usize {
        2 * reach + 1
    }

    /// Pixels of a projected row in scratch: with a zero on either side, and some to spare.
    #[inline]
    pub const fn padded_width(&self) -> usize {
        1 + self.input.width + 1 + Self::TILE
    }

    /// Floats of a projected row in scratch, `[block][pixel][16]`.
    #[inline]
    pub const fn padded_row(&self) -> usize {
        self.blocks() * self.padded_width() * BLOCK
    }

    /// Floats of a row of the merging convolution's sums in scratch, `[pixel][block][16]`.
    #[inline]
    pub const fn sums_row(&self) -> usize {
        self.input.width * self.blocks() * BLOCK
    }

    /// Floats of the sums in scratch: those of three rows.
    #[inline]
    pub const fn sums_len(&self) -> usize {
        3 * self.sums_row()
    }

    /// Pixels, with some to spare, of the rows that enlarging makes before it goes along them.
    #[inline]
    pub const fn between_width(&self) -> usize {
        self.input.width + Self::TILE
    }

    /// Floats of these rows in scratch, one for each column of the filter.
    #[inline]
    pub const fn between_len(&self) -> usize {
        3 * self.between_width() * BLOCK
    }

    /// Floats of a branch of one block in a chunk, with a pixel on either side and some to spare.
    pub const CHUNK_LEN: usize = (1 + Self::CHUNK + 1 + Self::TILE) * BLOCK;

    /// Floats of scratch: projected rows, a ring; sums; what branches prepare for a row; rows in
    /// between; a chunk of every branch.
    #[inline]
    pub const fn scratch_len(&self) -> usize {
        Self::ring(self.reach()) * self.padded_row()
            + self.sums_len()
            + self.branches().prepared_len()
            + self.between_len()
            + self.scales.len() * Self::CHUNK_LEN
    }
}

/// Where the parts of a branch begin, and how long they are, in floats.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// What it makes of the map.
    pub scale: Scale,
    /// Its filters, in the packed weights.
    pub filter: usize,
    /// The tables of its rows and of its columns, in the packed weights.
    pub tables: [usize; 2],
    /// An entry of each.
    pub entries: [usize; 2],
    /// Its given map, in the call's residual.
    pub map: usize,
    /// What it prepares for each row, in that part of the scratch: a row of a given map,
    /// `[block][pixel][16]` with a pixel to spare, or the filters that the row's coefficients make of
    /// that of a [`Scale::Up`], `[block][3 columns][band][16]`.
    pub row: usize,
}

impl Branch {
    /// Inputs that an entry has coefficients of, for each tap: along the rows' axis and along the
    /// columns'; zero for a branch without a [`Band`].
    #[inline]
    pub const fn bands(&self) -> [usize; 2] {
        match self.scale {
            Scale::Up { .. } => [(self.entries[0] - 1) / 3, (self.entries[1] - 1) / 3],
            Scale::Same | Scale::Given { .. } => [0, 0],
        }
    }
}

/// Where the parts of all branches lie.
#[derive(Clone, Copy, Debug)]
pub struct Branches {
    all: [Branch; Scales::MAX],
    len: usize,
    /// Behind the last.
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

    /// Floats in scratch of what all branches prepare for each row.
    #[inline]
    pub const fn prepared_len(&self) -> usize {
        self.end.row
    }
}
