//! The threads of a forward pass: helpers that sleep until a pass begins, and the calling thread.

use std::{
    any::Any,
    fmt, io, mem,
    panic::{self, AssertUnwindSafe},
    process,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
    vec::Vec,
};

use super::{
    shares::Shares,
    signal::{Barrier, Signal},
    worker::{Member, Worker},
};
use crate::memory::Floats;

/// Threads that share the work of a forward pass; see [`Network::forward_with_threads`].
///
/// ```no_run
/// # #[cfg(feature = "macros")]
/// # mod example {
/// # espnet::espnet! { pub struct Digits; spec = "../models/espnetv2.json"; }
/// # fn example(images: &[[f32; Digits::INPUT_LEN]]) -> Result<(), Box<dyn std::error::Error>> {
/// let network = Digits::load("digits.safetensors")?;
/// let mut workspace = Digits::workspace();
/// let mut threads = espnet::Threads::new(4)?;
/// for image in images {
///     let logits = network.forward_with_threads(image, &mut workspace, &mut threads);
///     println!("{}", logits[0]);
/// }
/// # Ok(())
/// # }
/// # }
/// ```
///
/// The calling thread is one of them; the others sleep between forward passes. Outputs are the same, bit for
/// bit, for any number of threads. If a thread is busy with its share of a pass for longer than the others,
/// because its core is slower or also serves other programs, its share in the next pass is smaller. The same
/// threads can serve any number of networks, one forward pass at a time. The first pass of a network may
/// allocate memory that the threads use.
///
/// [`Network::forward_with_threads`]: crate::Network::forward_with_threads
pub struct Threads {
    shared: Arc<Shared>,
    helpers: Vec<JoinHandle<()>>,
    shares: Shares,
    /// The calling thread's scratch memory.
    own: Floats,
}

/// The state that the calling thread and its helpers share.
struct Shared {
    /// The number of jobs so far.
    job: Signal,
    /// The current job; `None` between passes.
    work: Mutex<Option<Work>>,
    /// The barrier between steps.
    steps: Barrier,
    /// For each worker, the nanoseconds that it was busy with its share of the latest job.
    busy: Vec<AtomicU64>,
    /// The barrier at the end of a job.
    end: Barrier,
    stop: AtomicBool,
}

/// A job: the work of each worker, given its number and the scratch memory that it keeps from job to job.
type Job = dyn Fn(usize, &mut Floats) + Sync;

#[derive(Clone, Copy)]
struct Work(*const Job);

// SAFETY: the pointee is `Sync`, and the pointer is used only while `Threads::run` keeps it alive.
unsafe impl Send for Work {}

impl Threads {
    /// `count` threads, including the calling one, but no more than the processor can run at once: additional
    /// ones would only slow the others down.
    ///
    /// # Errors
    /// If the operating system refuses a thread.
    pub fn new(count: usize) -> io::Result<Self> {
        let most = thread::available_parallelism().map_or(1, |most| most.get());
        Self::exactly(count.clamp(1, most))
    }

    /// `count` threads, but at least one, even if the processor cannot run all of them at once.
    ///
    /// # Errors
    /// If the operating system refuses a thread.
    pub fn exactly(count: usize) -> io::Result<Self> {
        let count = count.max(1);
        let shared = Arc::new(Shared {
            job: Signal::default(),
            work: Mutex::new(None),
            steps: Barrier::new(count),
            busy: (0..count).map(|_| AtomicU64::new(0)).collect(),
            end: Barrier::new(count),
            stop: AtomicBool::new(false),
        });
        let shares = Shares::equal(count);
        let mut threads = Threads { shared, helpers: Vec::new(), shares, own: Floats::zeroed(0) };
        for index in 1..count {
            let shared = Arc::clone(&threads.shared);
            let name = std::format!("espnet {index}");
            let helper = thread::Builder::new().name(name).spawn(move || help(&shared, index));
            threads.helpers.push(helper?);
        }
        Ok(threads)
    }

    /// The number of threads, including the calling one.
    pub fn count(&self) -> usize {
        1 + self.helpers.len()
    }

    /// Runs a job: calls `part` on every thread and returns when all have finished. If there are several
    /// threads, each of them has `scratch` floats of its own.
    pub(crate) fn run(&mut self, scratch: usize, part: impl Fn(&mut Worker<'_>) + Sync) {
        let count = self.count();
        if count == 1 {
            return part(&mut Worker::alone());
        }
        let (shared, shares) = (&self.shared, &self.shares);
        let job = |index: usize, own: &mut Floats| {
            if own.as_slice().len() < scratch {
                // Allocated by the thread that uses it, so that it is in memory close to its core.
                *own = Floats::zeroed(scratch);
            }
            let start = Instant::now();
            let member = Member {
                barrier: &shared.steps,
                share: shares.of(index),
                scratch: own.as_mut_slice(),
                apart: Duration::ZERO,
            };
            let mut worker = Worker::member(index, count, member);
            part(&mut worker);
            let busy = start.elapsed().saturating_sub(worker.apart());
            shared.busy[index].store(busy.as_nanos() as u64, SeqCst);
        };
        let job: &(dyn Fn(usize, &mut Floats) + Sync) = &job;
        // SAFETY: only the lifetime changes. The helpers take the job when it is announced, and do not use it
        // after the barrier at its end. This function waits at that barrier whatever happens: a panic ends
        // the process.
        let work = Work(unsafe {
            mem::transmute::<*const (dyn Fn(usize, &mut Floats) + Sync + '_), *const Job>(job)
        });
        *shared.work.lock().unwrap_or_else(PoisonError::into_inner) = Some(work);
        shared.job.advance();
        or_abort(|| job(0, &mut self.own));
        shared.end.wait();
        *shared.work.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.shares.adapt(shared.busy.iter().map(|busy| Duration::from_nanos(busy.load(SeqCst))));
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.shared.stop.store(true, SeqCst);
        self.shared.job.advance();
        for helper in self.helpers.drain(..) {
            // A helper never panics: a panic would have ended the process.
            let _: Result<(), Box<dyn Any + Send>> = helper.join();
        }
    }
}

impl fmt::Debug for Threads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Threads").field("count", &self.count()).finish_non_exhaustive()
    }
}

/// The main loop of a helper.
fn help(shared: &Shared, index: usize) {
    let (mut job, mut own) = (0, Floats::zeroed(0));
    loop {
        shared.job.wait_while(job);
        job = job.wrapping_add(1);
        if shared.stop.load(SeqCst) {
            return;
        }
        let work = *shared.work.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Work(work)) = work {
            // SAFETY: `Threads::run` keeps the job alive until all workers have reached the barrier at its
            // end.
            or_abort(|| unsafe { (*work)(index, &mut own) });
        }
        shared.end.wait();
    }
}

/// Ends the process on a panic: the other workers wait for this one, and would wait forever.
fn or_abort(work: impl FnOnce()) {
    if panic::catch_unwind(AssertUnwindSafe(work)).is_err() {
        process::abort();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    #[test]
    fn every_thread_does_its_part_of_every_job() {
        // More threads than cores, so that some sleep at barriers.
        let mut threads = Threads::exactly(5).expect("there is room for five threads");
        assert_eq!(threads.count(), 5);
        for round in 0..200 {
            let (parts, met) = (AtomicUsize::new(0), AtomicUsize::new(0));
            threads.run(round, |worker| {
                parts.fetch_add(1 << worker.index(), SeqCst);
                worker.wait();
                // No thread gets here before all have finished the first part.
                assert_eq!(parts.load(SeqCst), 0b11111);
                met.fetch_add(1, SeqCst);
            });
            assert_eq!(met.into_inner(), 5);
        }
    }

    #[test]
    fn there_are_no_more_threads_than_cores_and_never_none() {
        let most = thread::available_parallelism().map_or(1, |most| most.get());
        assert_eq!(Threads::new(0).unwrap().count(), 1);
        assert_eq!(Threads::new(usize::MAX).unwrap().count(), most);
    }
}
