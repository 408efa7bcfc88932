//! Vectors whose elements begin on a cache line: registers that cross lines are stored slowly, and read
//! again more slowly.

/// Bytes of a cache line.
const LINE: usize = 64;

/// Elements on a cache line, if the allocator's address can be brought to one; else where they are.
#[derive(Debug)]
pub(super) struct Lined<T> {
    values: Vec<T>,
    len: usize,
}

impl<T: Copy + Default> Lined<T> {
    /// None.
    pub(super) const EMPTY: Self = Self { values: Vec::new(), len: 0 };

    /// `len` elements.
    pub(super) fn new(len: usize) -> Self {
        match len {
            0 => Self::EMPTY,
            _ => Self { values: vec![T::default(); len + Self::room()], len },
        }
    }

    /// Elements that may lie before the first line.
    fn room() -> usize {
        LINE / size_of::<T>()
    }

    /// All of them.
    pub(super) fn as_mut_slice(&mut self) -> &mut [T] {
        if self.len == 0 {
            return &mut [];
        }
        let start = self.values.as_ptr().align_offset(LINE).min(Self::room());
        &mut self.values[start..][..self.len]
    }
}

impl<T: Copy + Default> Clone for Lined<T> {
    /// As many elements, whose values are of no meaning: they may lie elsewhere from a line.
    fn clone(&self) -> Self {
        Self::new(self.len)
    }
}
