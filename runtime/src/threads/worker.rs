//! A worker: one thread's part in a forward pass.

use core::ops::Range;

use super::memory::Memory;
#[cfg(feature = "std")]
use {
    super::signal::Barrier,
    std::time::{Duration, Instant},
};

/// One of the threads that run the same steps on different chunks.
pub(crate) struct Worker<'a> {
    index: usize,
    count: usize,
    #[cfg(feature = "std")]
    team: Option<Member<'a>>,
    #[cfg(not(feature = "std"))]
    team: core::marker::PhantomData<&'a ()>,
}

/// The state of a worker that is one of several.
#[cfg(feature = "std")]
pub(super) struct Member<'a> {
    /// The barrier at which workers wait for one another.
    pub(super) barrier: &'a Barrier,
    /// The begin and the end of this worker's share of all chunks, as fractions of the whole.
    pub(super) share: (f64, f64),
    /// Memory that only this worker uses, so that it stays in its core's cache. The arena's scratch has been
    /// used by other workers before.
    pub(super) scratch: &'a mut [f32],
    /// The time that was not spent on the worker's share: waiting for the others, or working while they wait
    /// for it.
    pub(super) apart: Duration,
}

impl<'a> Worker<'a> {
    /// The only worker.
    pub(crate) fn alone() -> Self {
        #[cfg(feature = "std")]
        let team = None;
        #[cfg(not(feature = "std"))]
        let team = core::marker::PhantomData;
        Worker { index: 0, count: 1, team }
    }

    /// Worker number `index` of `count`.
    #[cfg(feature = "std")]
    pub(super) fn member(index: usize, count: usize, member: Member<'a>) -> Self {
        Worker { index, count, team: Some(member) }
    }

    /// The worker's number, counted from 0.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    /// The number of workers.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// This worker's share of `chunks` chunks.
    pub(crate) fn share(&self, chunks: usize) -> Range<usize> {
        #[cfg(feature = "std")]
        if let Some(Member { share: (start, end), .. }) = self.team {
            let bound = |part: f64| (part * chunks as f64 + 0.5) as usize;
            return bound(start)..bound(end);
        }
        0..chunks
    }

    /// Waits for the other workers.
    #[inline]
    pub(crate) fn wait(&mut self) {
        #[cfg(feature = "std")]
        if let Some(member) = &mut self.team {
            member.apart += member.barrier.wait();
        }
    }

    /// Does work that is not part of any worker's share.
    pub(crate) fn alone_do(&mut self, work: impl FnOnce(&mut Self)) {
        #[cfg(feature = "std")]
        let start = self.team.is_some().then(Instant::now);
        work(self);
        #[cfg(feature = "std")]
        if let (Some(start), Some(member)) = (start, &mut self.team) {
            member.apart += start.elapsed();
        }
    }

    /// The time that was not spent on the worker's share.
    #[cfg(feature = "std")]
    pub(super) fn apart(&self) -> Duration {
        self.team.as_ref().map_or(Duration::ZERO, |member| member.apart)
    }

    /// Scratch for a step whose scratch in the arena is `range`. A single worker gets that range; each of
    /// several workers gets memory of its own.
    ///
    /// # Safety
    /// While a single worker uses the slice, nobody else touches that range of the arena.
    pub(crate) unsafe fn scratch<'m>(
        &'m mut self,
        memory: &Memory<'m>,
        range: Range<usize>,
    ) -> &'m mut [f32] {
        #[cfg(feature = "std")]
        if let Some(member) = &mut self.team {
            return &mut member.scratch[..range.len()];
        }
        // SAFETY: the caller's promise.
        unsafe { memory.write(range) }
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use std::vec::Vec;

    use super::{super::shares::Shares, *};

    #[test]
    fn shares_of_rows_follow_one_another() {
        let barrier = Barrier::new(1);
        for (chunks, count) in [(7, 2), (1, 4), (0, 3), (56, 5), (3, 3), (1 << 40, 2)] {
            let mut parts = Shares::equal(count);
            for pass in 0..20 {
                let share = |index| {
                    let member = Member {
                        barrier: &barrier,
                        share: parts.of(index),
                        scratch: &mut [],
                        apart: Duration::ZERO,
                    };
                    Worker::member(index, count, member).share(chunks)
                };
                let shares: Vec<_> = (0..count).map(share).collect();
                assert_eq!((shares[0].start, shares[count - 1].end), (0, chunks));
                assert!(shares.windows(2).all(|pair| pair[0].end == pair[1].start));
                if pass == 0 {
                    assert!(shares.iter().all(|share| share.len() <= chunks.div_ceil(count)));
                }
                parts.adapt((1..=count as u64).map(Duration::from_micros));
            }
        }
    }

    #[test]
    fn what_is_done_alone_is_no_share() {
        let (barrier, pause) = (Barrier::new(1), Duration::from_millis(5));
        let member = Member {
            barrier: &barrier,
            share: (0.0, 0.5),
            scratch: &mut [],
            apart: Duration::ZERO,
        };
        let mut worker = Worker::member(0, 2, member);
        worker.wait();
        assert_eq!(worker.apart(), Duration::ZERO);
        worker.alone_do(|_| std::thread::sleep(pause));
        assert!(worker.apart() >= pause);
        Worker::alone().alone_do(|worker| assert_eq!(worker.share(7), 0..7));
    }
}
