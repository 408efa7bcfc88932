//! Waiting for a number to change: spinning first, since it mostly changes within microseconds,
//! then sleeping, so that a waiting thread does not keep a core from somebody else.

use std::{
    hint,
    sync::{
        Condvar, Mutex, PoisonError,
        atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};

/// Looks at the number before sleeping: some tens of microseconds, longer than workers usually wait
/// for one another, and short enough to leave the core to somebody else between forward passes.
const SPINS: u32 = 2000;

/// A number that threads wait for.
#[derive(Debug, Default)]
pub struct Signal {
    value: AtomicU32,
    sleepers: AtomicUsize,
    lock: Mutex<()>,
    changed: Condvar,
}

impl Signal {
    /// The number.
    pub fn get(&self) -> u32 {
        self.value.load(SeqCst)
    }

    /// Changes the number and wakes who sleeps. What the caller did before is seen by who sees the
    /// change.
    pub fn advance(&self) {
        self.value.fetch_add(1, SeqCst);
        // A thread counts itself before it looks at the number for the last time: either it sees
        // the change, or it is counted here.
        if self.sleepers.load(SeqCst) > 0 {
            drop(self.lock.lock().unwrap_or_else(PoisonError::into_inner));
            self.changed.notify_all();
        }
    }

    /// Waits until the number is not `old`.
    pub fn wait_while(&self, old: u32) {
        for spin in 0..SPINS {
            if self.get() != old {
                return;
            }
            hint::spin_loop();
            // Should the one that is waited for have no core, it may have this one.
            if spin % 256 == 255 {
                thread::yield_now();
            }
        }
        self.sleepers.fetch_add(1, SeqCst);
        let mut guard = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        while self.get() == old {
            guard = self.changed.wait(guard).unwrap_or_else(PoisonError::into_inner);
        }
        drop(guard);
        self.sleepers.fetch_sub(1, SeqCst);
    }
}

/// A point where a number of threads meet, again and again.
#[derive(Debug)]
pub struct Barrier {
    count: usize,
    arrived: AtomicUsize,
    round: Signal,
}

impl Barrier {
    /// For `count` threads.
    pub fn new(count: usize) -> Self {
        Barrier { count, arrived: AtomicUsize::new(0), round: Signal::default() }
    }

    /// Waits until all threads have come. How long that took.
    pub fn wait(&self) -> Duration {
        let round = self.round.get();
        if self.arrived.fetch_add(1, SeqCst) + 1 == self.count {
            self.arrived.store(0, SeqCst);
            self.round.advance();
            // The others wait for this thread, which should not look at a clock first.
            return Duration::ZERO;
        }
        let start = Instant::now();
        self.round.wait_while(round);
        start.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use super::*;

    #[test]
    fn nobody_leaves_a_barrier_before_all_have_come() {
        // More threads than cores, so that some sleep.
        const THREADS: usize = 7;
        let (barrier, came) = (Barrier::new(THREADS), AtomicU64::new(0));
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    for round in 1..=300 {
                        came.fetch_add(1, SeqCst);
                        barrier.wait();
                        assert!(came.load(SeqCst) >= round * THREADS as u64);
                        barrier.wait();
                        assert!(came.load(SeqCst) <= (round + 1) * THREADS as u64);
                    }
                });
            }
        });
        assert_eq!(came.into_inner(), 300 * THREADS as u64);
    }
}
