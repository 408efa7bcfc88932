//! The memory of a forward pass, which its workers share.

use core::{marker::PhantomData, ops::Range, slice};

/// Weights, input and arena. Each worker has a copy of these pointers, and writes to parts of the arena that the
/// table of steps keeps apart.
#[derive(Clone, Copy)]
pub(crate) struct Memory<'a> {
    weights: &'a [f32],
    input: &'a [f32],
    arena: *mut f32,
    len: usize,
    _arena: PhantomData<&'a mut [f32]>,
}

// SAFETY: what is written through a copy, and when, is promised to `write`.
unsafe impl Send for Memory<'_> {}
// SAFETY: as above.
unsafe impl Sync for Memory<'_> {}

impl<'a> Memory<'a> {
    pub(crate) fn new(weights: &'a [f32], input: &'a [f32], arena: &'a mut [f32]) -> Self {
        let (len, arena) = (arena.len(), arena.as_mut_ptr());
        Memory { weights, input, arena, len, _arena: PhantomData }
    }

    /// Floats of weights, input and arena.
    pub(crate) fn lens(&self) -> [usize; 3] {
        [self.weights.len(), self.input.len(), self.len]
    }

    /// The input.
    pub(crate) fn input(&self) -> &'a [f32] {
        self.input
    }

    /// Packed weights.
    pub(crate) fn weights(&self, range: &Range<usize>) -> &'a [f32] {
        &self.weights[range.clone()]
    }

    /// Floats of the arena.
    ///
    /// # Safety
    /// As long as the slice is used, nobody writes to it.
    pub(crate) unsafe fn read(&self, range: Range<usize>) -> &'a [f32] {
        assert!(range.start <= range.end && range.end <= self.len);
        // SAFETY: within the arena; the rest is the caller's promise.
        unsafe { slice::from_raw_parts(self.arena.add(range.start), range.end - range.start) }
    }

    /// Floats of the arena, to be written.
    ///
    /// # Safety
    /// As long as the slice is used, nobody else reads it or writes to it.
    pub(crate) unsafe fn write(&self, range: Range<usize>) -> &'a mut [f32] {
        assert!(range.start <= range.end && range.end <= self.len);
        // SAFETY: within the arena; the rest is the caller's promise.
        unsafe { slice::from_raw_parts_mut(self.arena.add(range.start), range.end - range.start) }
    }
}
