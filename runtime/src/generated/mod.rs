//! The types and functions that generated code uses. They are not meant to be called by hand. They fit the
//! code that the compiler of the same version generates, and no other.
//!
//! | module | content |
//! |---|---|
//! | `step` | one kernel call: the kernel, its shape and its operands |
//! | `table` | the kernel calls of a network, checked at compile time |
//! | `names` | the names that generated code imports so that the user's scope cannot change their meaning |

pub mod names;
mod step;
mod table;

use core::slice;

use espnet_abi::Isa;

#[cfg(feature = "std")]
pub use crate::workspace::BoxedWorkspace;
use crate::{
    denormals::FlushDenormals,
    detection::{Buffers, Detection, DetectionError, Outputs, PostProcessing},
    simd::{AnySimd, IsaError, select},
    threads::{Memory, Worker},
    weights::Weights,
};
pub use espnet_abi::priors::PriorMap;

pub use crate::{kernels::ConstShape, simd::Simd, weights::Embedded, workspace::Workspace};
pub use step::{Operand, Operands, Step};
pub use table::{Limits, MaskTable, Schedule, Table};
#[cfg(feature = "std")]
use {
    crate::{load::LoadError, threads::Threads},
    alloc::vec::Vec,
    espnet_abi::pack::Recipe,
    std::{
        path::Path,
        time::{Duration, Instant},
    },
};

/// A network: its weights and the instruction set it runs on.
#[derive(Clone, Debug)]
pub struct Network {
    weights: Weights,
    simd: AnySimd,
}

/// The steps of a forward pass, for any instruction set.
pub trait Program {
    /// The table of steps.
    fn schedule<S: Simd>() -> Schedule<S>;
}

impl Network {
    /// Creates a network from weights that were packed when it was compiled.
    ///
    /// # Errors
    /// If `ESPNET_ISA` names an instruction set that is unknown or that this processor lacks.
    pub fn embedded<const N: usize>(weights: &'static Embedded<[u8; N]>) -> Result<Self, IsaError> {
        Ok(Network { simd: select()?, weights: Weights::embedded(weights) })
    }

    /// Creates a network with the weights of a checkpoint file.
    ///
    /// # Errors
    /// If the file cannot be read or does not fit the network, or as for [`Network::embedded`].
    #[cfg(feature = "std")]
    pub fn load(path: &Path, recipe: &Recipe<'_>) -> Result<Self, LoadError> {
        Ok(Network { simd: select()?, weights: crate::load::open(path, recipe)? })
    }

    /// Creates a network with the weights of a checkpoint in memory.
    ///
    /// # Errors
    /// If the bytes are not a checkpoint or do not fit the network, or as for [`Network::embedded`].
    #[cfg(feature = "std")]
    pub fn from_bytes(bytes: &[u8], recipe: &Recipe<'_>) -> Result<Self, LoadError> {
        Ok(Network { simd: select()?, weights: crate::load::from_bytes(bytes, recipe)? })
    }

    /// The instruction set that the network runs on.
    pub fn isa(&self) -> Isa {
        self.simd.isa()
    }

    /// Changes the instruction set.
    ///
    /// # Errors
    /// If this processor lacks it.
    pub fn set_isa(&mut self, isa: Isa) -> Result<(), IsaError> {
        self.simd = AnySimd::for_isa(isa).ok_or_else(|| IsaError::lacking(isa))?;
        Ok(())
    }

    /// Runs a forward pass on this thread.
    pub fn run<P: Program>(&self, input: &[f32], arena: &mut [f32]) {
        self.dispatch::<P, _>(Alone { memory: Memory::new(self.weights.floats(), input, arena) });
    }

    /// Turns the outputs of a detection network into detections.
    ///
    /// # Errors
    /// The errors of [`PostProcessing::run`], or of `outputs`.
    pub fn detect<'m>(
        &self,
        settings: &PostProcessing,
        outputs: Result<Outputs<'_>, DetectionError>,
        memory: Buffers<'m>,
    ) -> Result<&'m [Detection], DetectionError> {
        settings.run(self.simd, &outputs?, memory)
    }

    /// Turns the outputs of a detection network into an answer. `settings` are those of the network's spec.
    ///
    /// # Panics
    /// If the outputs do not fit together, or if the settings make no sense. The compiler has checked both.
    #[cfg(feature = "std")]
    pub fn find(
        &self,
        settings: &PostProcessing,
        outputs: Result<Outputs<'_>, DetectionError>,
        answer: &mut crate::image::Detections,
    ) {
        let found = outputs.and_then(|outputs| answer.find(self.simd, settings, &outputs));
        found.unwrap_or_else(|error| unreachable!("the compiler has checked the outputs: {error}"));
    }

    /// Runs a forward pass on several threads.
    #[cfg(feature = "std")]
    pub fn run_with_threads<P: Program>(
        &self,
        input: &[f32],
        arena: &mut [f32],
        threads: &mut Threads,
    ) {
        let memory = Memory::new(self.weights.floats(), input, arena);
        self.dispatch::<P, _>(Together { memory, threads });
    }

    /// Runs a forward pass on several threads. Returns how long each step took on the calling thread,
    /// including the time it waited for the others.
    #[cfg(feature = "std")]
    pub fn profile<P: Program>(
        &self,
        input: &[f32],
        arena: &mut [f32],
        threads: &mut Threads,
    ) -> Vec<(&'static str, Duration)> {
        let memory = Memory::new(self.weights.floats(), input, arena);
        self.dispatch::<P, _>(Profile { memory, threads })
    }

    fn dispatch<P: Program, F: Pass>(&self, pass: F) -> F::Output {
        match self.simd {
            AnySimd::Scalar(simd) => pass.run(simd, &P::schedule()),
            #[cfg(target_arch = "x86_64")]
            AnySimd::Avx2(simd) => pass.run(simd, &P::schedule()),
            #[cfg(target_arch = "x86_64")]
            AnySimd::Avx512(simd) => pass.run(simd, &P::schedule()),
            #[cfg(all(test, target_arch = "x86_64"))]
            AnySimd::Avx512OnAvx2(simd) => pass.run(simd, &P::schedule()),
        }
    }
}

/// A way to run a schedule.
trait Pass {
    type Output;

    fn run<S: Simd>(self, simd: S, schedule: &Schedule<S>) -> Self::Output;
}

struct Alone<'a> {
    memory: Memory<'a>,
}

impl Pass for Alone<'_> {
    type Output = ();

    fn run<S: Simd>(self, simd: S, schedule: &Schedule<S>) {
        let _flush = FlushDenormals::begin();
        // SAFETY: the memory borrows the arena exclusively, and there is one worker.
        unsafe { schedule.run(simd, &self.memory, &mut Worker::alone(), || {}) };
    }
}

#[cfg(feature = "std")]
struct Together<'a, 't> {
    memory: Memory<'a>,
    threads: &'t mut Threads,
}

#[cfg(feature = "std")]
impl Pass for Together<'_, '_> {
    type Output = ();

    fn run<S: Simd>(self, simd: S, schedule: &Schedule<S>) {
        let Together { memory, threads } = self;
        threads.run(schedule.scratch(), |worker| {
            let _flush = FlushDenormals::begin();
            // SAFETY: the memory borrows the arena exclusively. All workers run this schedule on it, and
            // `threads.run` returns only after all of them.
            unsafe { schedule.run(simd, &memory, worker, || {}) };
        });
    }
}

#[cfg(feature = "std")]
struct Profile<'a, 't> {
    memory: Memory<'a>,
    threads: &'t mut Threads,
}

#[cfg(feature = "std")]
impl Pass for Profile<'_, '_> {
    type Output = Vec<(&'static str, Duration)>;

    fn run<S: Simd>(self, simd: S, schedule: &Schedule<S>) -> Self::Output {
        let Profile { memory, threads } = self;
        let labels = schedule.labels();
        let times = std::sync::Mutex::new(Vec::with_capacity(labels.len()));
        threads.run(schedule.scratch(), |worker| {
            let _flush = FlushDenormals::begin();
            let mut own = Vec::with_capacity(labels.len());
            let mut start = Instant::now();
            let done = || {
                let end = Instant::now();
                own.push(end - start);
                start = end;
            };
            // SAFETY: as for `Together`.
            unsafe { schedule.run(simd, &memory, worker, done) };
            if worker.index() == 0 {
                *times.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = own;
            }
        });
        let times = times.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        labels.into_iter().zip(times).collect()
    }
}

/// The `N` floats of the arena that begin at `start`.
#[inline(always)]
pub fn array<const N: usize>(arena: &[f32], start: usize) -> &[f32; N] {
    match arena.get(start..).and_then(<[f32]>::first_chunk) {
        Some(array) => array,
        None => unreachable!("the plan lays outputs out within the arena"),
    }
}

/// Borrows a slice of `N` floats as a network's input. `expected` is the input's shape, N×C×H×W, for the
/// error message.
///
/// # Errors
/// If the slice has more or fewer than `N` floats.
#[inline]
pub fn input<const N: usize>(
    floats: &[f32],
    expected: [usize; 4],
) -> Result<&[f32; N], crate::LengthError> {
    floats.try_into().map_err(|_| crate::LengthError { expected, actual: floats.len() })
}

/// The `N` bytes of the arena that begin at float `start`: a mask.
#[inline(always)]
pub fn mask<const N: usize>(arena: &[f32], start: usize) -> &[u8; N] {
    let floats = arena.get(start..).unwrap_or_default();
    // SAFETY: the same memory; bytes have no alignment and every bit pattern is valid.
    let bytes = unsafe { slice::from_raw_parts(floats.as_ptr().cast(), size_of_val(floats)) };
    match bytes.first_chunk() {
        Some(mask) => mask,
        None => unreachable!("the plan lays masks out within the arena"),
    }
}
