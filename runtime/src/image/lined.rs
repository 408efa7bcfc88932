//! Vectors that begin on a cache line, for the buffers of the passes over rows. Loads and stores that cross a
//! cache line are slow.

/// Bytes of a cache line.
const LINE: usize = 64;

/// Elements that begin on a cache line; if the allocated address cannot be aligned, they begin anywhere.
#[derive(Debug)]
pub(super) struct Lined<T> {
    values: Vec<T>,
    len: usize,
}

impl<T: Copy + Default> Lined<T> {
    /// An empty vector, which allocates nothing.
    pub(super) const EMPTY: Self = Self { values: Vec::new(), len: 0 };

    /// Allocates `len` elements of the default value.
    pub(super) fn new(len: usize) -> Self {
        match len {
            0 => Self::EMPTY,
            _ => Self { values: vec![T::default(); len + Self::room()], len },
        }
    }

    /// Number of spare elements, enough to move the beginning to the next cache line.
    fn room() -> usize {
        LINE / size_of::<T>()
    }

    /// Returns all `len` elements.
    pub(super) fn as_mut_slice(&mut self) -> &mut [T] {
        if self.len == 0 {
            return &mut [];
        }
        let start = self.values.as_ptr().align_offset(LINE).min(Self::room());
        &mut self.values[start..][..self.len]
    }
}

impl<T: Copy + Default> Clone for Lined<T> {
    /// Allocates the same number of elements without copying the values, which no caller needs.
    fn clone(&self) -> Self {
        Self::new(self.len)
    }
}
