//! The memory of a forward pass, which its workers share.

use core::{marker::PhantomData, ops::Range, slice};

/// Weights, input and arena. Each worker has a copy of these pointers. Workers write to different parts of
/// the arena, as the table of steps guarantees.
#[derive(Clone, Copy)]
pub(crate) struct Memory<'a> {
    weights: &'a [f32],
    input: &'a [f32],
    arena: *mut f32,
    len: usize,
    _arena: PhantomData<&'a mut [f32]>,
}

// SAFETY: the callers of `read` and `write` promise that no two threads write the same floats at once.
unsafe impl Send for Memory<'_> {}
// SAFETY: as above.
unsafe impl Sync for Memory<'_> {}

impl<'a> Memory<'a> {
    pub(crate) fn new(weights: &'a [f32], input: &'a [f32], arena: &'a mut [f32]) -> Self {
        let (len, arena) = (arena.len(), arena.as_mut_ptr());
        Memory { weights, input, arena, len, _arena: PhantomData }
    }

    /// The lengths of weights, input and arena, in floats.
    pub(crate) fn lens(&self) -> [usize; 3] {
        [self.weights.len(), self.input.len(), self.len]
    }

    /// The input.
    pub(crate) fn input(&self) -> &'a [f32] {
        self.input
    }

    /// A range of the packed weights.
    pub(crate) fn weights(&self, range: &Range<usize>) -> &'a [f32] {
        &self.weights[range.clone()]
    }

    /// A range of the arena.
    ///
    /// # Safety
    /// Nobody writes to the range while the slice exists.
    pub(crate) unsafe fn read(&self, range: Range<usize>) -> &'a [f32] {
        assert!(range.start <= range.end && range.end <= self.len);
        // SAFETY: within the arena; the rest is the caller's promise.
        unsafe { slice::from_raw_parts(self.arena.add(range.start), range.end - range.start) }
    }

    /// A range of the arena, mutable.
    ///
    /// # Safety
    /// Nobody else reads or writes the range while the slice exists.
    pub(crate) unsafe fn write(&self, range: Range<usize>) -> &'a mut [f32] {
        assert!(range.start <= range.end && range.end <= self.len);
        // SAFETY: within the arena; the rest is the caller's promise.
        unsafe { slice::from_raw_parts_mut(self.arena.add(range.start), range.end - range.start) }
    }
}
