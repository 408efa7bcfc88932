//! A thread's part in the work.

use core::ops::Range;

#[cfg(feature = "std")]
use super::signal::Barrier;
use crate::generated::Memory;

/// One of the threads that run the same steps on different rows.
pub(crate) struct Worker<'a> {
    index: usize,
    count: usize,
    /// Where the others are met, and memory that is this worker's alone; the first one has its
    /// scratch in the arena.
    #[cfg(feature = "std")]
    team: Option<(&'a Barrier, &'a mut [f32])>,
    #[cfg(not(feature = "std"))]
    team: core::marker::PhantomData<&'a ()>,
}

impl<'a> Worker<'a> {
    /// The only one.
    pub(crate) fn alone() -> Self {
        #[cfg(feature = "std")]
        let team = None;
        #[cfg(not(feature = "std"))]
        let team = core::marker::PhantomData;
        Worker { index: 0, count: 1, team }
    }

    /// Number `index` of `count`.
    #[cfg(feature = "std")]
    pub(super) fn member(
        index: usize,
        count: usize,
        barrier: &'a Barrier,
        scratch: &'a mut [f32],
    ) -> Self {
        Worker { index, count, team: Some((barrier, scratch)) }
    }

    /// Its number, from 0 on.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Its share of `rows` rows. Workers with lower numbers get no fewer than the others.
    pub(crate) fn share(&self, rows: usize) -> Range<usize> {
        let bound = |index: usize| (rows * index).div_ceil(self.count);
        bound(self.index)..bound(self.index + 1)
    }

    /// Waits for the others.
    #[inline]
    pub(crate) fn wait(&self) {
        #[cfg(feature = "std")]
        if let Some((barrier, _)) = &self.team {
            barrier.wait();
        }
    }

    /// Scratch for a step whose scratch in the arena is `range`: that for the first worker, memory
    /// of their own for the others.
    ///
    /// # Safety
    /// Nobody but the first worker touches that range of the arena as long as it uses it.
    pub(crate) unsafe fn scratch<'m>(
        &'m mut self,
        memory: &Memory<'m>,
        range: Range<usize>,
    ) -> &'m mut [f32] {
        #[cfg(feature = "std")]
        if self.index > 0
            && let Some((_, scratch)) = &mut self.team
        {
            return &mut scratch[..range.len()];
        }
        // SAFETY: the caller's promise.
        unsafe { memory.write(range) }
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use std::vec::Vec;

    use super::*;

    #[test]
    fn shares_follow_one_another_and_the_first_are_the_largest() {
        let barrier = Barrier::new(1);
        for (rows, count) in [(7, 2), (1, 4), (0, 3), (56, 5), (3, 3)] {
            let shares = (0..count)
                .map(|index| Worker::member(index, count, &barrier, &mut []).share(rows))
                .collect::<Vec<_>>();
            assert_eq!((shares[0].start, shares[count - 1].end), (0, rows));
            assert!(shares.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert!(shares.iter().all(|share| share.len() <= rows.div_ceil(count)));
            assert_eq!(shares[0].len(), rows.div_ceil(count));
        }
    }
}
