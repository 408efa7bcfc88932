//! Waiting for a number to change. A thread spins first, since the number mostly changes within microseconds.
//! Then it sleeps, so that it does not occupy a core that others need.

use std::{
    hint,
    sync::{
        Condvar, Mutex, PoisonError,
        atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};

/// How often a thread looks at the number before it sleeps. It takes some tens of microseconds: longer than
/// workers usually wait for one another, and short enough to free the core between forward passes.
const SPINS: u32 = 2000;

/// A number whose changes threads wait for.
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

    /// Changes the number and wakes the sleeping threads. A thread that sees the change also sees everything
    /// that the caller did before.
    pub fn advance(&self) {
        self.value.fetch_add(1, SeqCst);
        // A thread counts itself as sleeping before it looks at the number for the last time. So it either
        // sees the change, or it is counted here.
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
            // The thread that makes the change may have no core; let it have this one.
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

/// A point where a fixed number of threads wait for one another, any number of times.
#[derive(Debug)]
pub struct Barrier {
    count: usize,
    arrived: AtomicUsize,
    round: Signal,
}

impl Barrier {
    /// A barrier for `count` threads.
    pub fn new(count: usize) -> Self {
        Barrier { count, arrived: AtomicUsize::new(0), round: Signal::default() }
    }

    /// Waits until all threads have arrived. Returns how long that took.
    pub fn wait(&self) -> Duration {
        let round = self.round.get();
        if self.arrived.fetch_add(1, SeqCst) + 1 == self.count {
            self.arrived.store(0, SeqCst);
            self.round.advance();
            // The other threads are waiting for this one, so it does not read a clock first.
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
        // More threads than cores, so that some of them sleep.
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
