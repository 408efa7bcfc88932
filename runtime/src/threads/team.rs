//! Threads that wait for forward passes to help with.

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

/// Threads that share the work of a forward pass, for [`Network::forward_with_threads`].
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
/// The calling thread is one of them, the others sleep between forward passes. Outputs are the same,
/// bit for bit, however many there are. A thread that is busy longer than the others with its share of
/// a pass, since its core is slower or serves other programs too, has a smaller one in the next. The
/// same threads can serve any number of networks, one forward pass at a time; the first pass of a
/// network may allocate memory for the threads' use.
///
/// [`Network::forward_with_threads`]: crate::Network::forward_with_threads
pub struct Threads {
    shared: Arc<Shared>,
    helpers: Vec<JoinHandle<()>>,
    shares: Shares,
    /// The calling thread's memory.
    own: Floats,
}

/// What the calling thread and its helpers share.
struct Shared {
    /// Counts jobs.
    job: Signal,
    /// The job that is on, if any; nothing tells a helper to stop.
    work: Mutex<Option<Work>>,
    /// Where workers meet between steps.
    steps: Barrier,
    /// Nanoseconds that each was busy with its share of the latest job.
    busy: Vec<AtomicU64>,
    /// Where they meet when a job is over.
    end: Barrier,
    stop: AtomicBool,
}

/// A job: what each worker is to do, with its number and memory that it keeps from job to job.
type Job = dyn Fn(usize, &mut Floats) + Sync;

#[derive(Clone, Copy)]
struct Work(*const Job);

// SAFETY: the pointer is to something `Sync`, and is used only while `Threads::run` keeps it alive.
unsafe impl Send for Work {}

impl Threads {
    /// `count` threads, the calling one among them, but no more than the processor can run at once:
    /// further ones would only stand in the way of the others.
    ///
    /// # Errors
    /// If the operating system refuses a thread.
    pub fn new(count: usize) -> io::Result<Self> {
        let most = thread::available_parallelism().map_or(1, |most| most.get());
        Self::exactly(count.clamp(1, most))
    }

    /// `count` threads, or one, however many the processor can run at once.
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

    /// How many there are, the calling one included.
    pub fn count(&self) -> usize {
        1 + self.helpers.len()
    }

    /// Lets every thread do its part of a job; where they are several, `scratch` floats are each one's
    /// alone.
    pub(crate) fn run(&mut self, scratch: usize, part: impl Fn(&mut Worker<'_>) + Sync) {
        let count = self.count();
        if count == 1 {
            return part(&mut Worker::alone());
        }
        let (shared, shares) = (&self.shared, &self.shares);
        let job = |index: usize, own: &mut Floats| {
            if own.as_slice().len() < scratch {
                // By the thread that will use it, so that it lies in memory near its core.
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
        // SAFETY: only the lifetime changes. The helpers take the job when it is announced and have
        // done with it when they meet at the end, which this function waits for, whatever happens:
        // a panic ends the process.
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
            // It panics never: it would have ended the process.
            let _: Result<(), Box<dyn Any + Send>> = helper.join();
        }
    }
}

impl fmt::Debug for Threads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Threads").field("count", &self.count()).finish_non_exhaustive()
    }
}

/// A helper's life: job after job.
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
            // SAFETY: `Threads::run` keeps the job alive until all have met at the end.
            or_abort(|| unsafe { (*work)(index, &mut own) });
        }
        shared.end.wait();
    }
}

/// Ends the process on a panic: the other workers wait for this one, and would forever.
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
        // More than there are cores, so that some sleep at barriers.
        let mut threads = Threads::exactly(5).expect("there is room for five threads");
        assert_eq!(threads.count(), 5);
        for round in 0..200 {
            let (parts, met) = (AtomicUsize::new(0), AtomicUsize::new(0));
            threads.run(round, |worker| {
                parts.fetch_add(1 << worker.index(), SeqCst);
                worker.wait();
                // Nobody comes here before all have done the first part.
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
