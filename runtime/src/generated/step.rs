//! One kernel call of a network: an entry of its table of steps. A step knows which floats it reads and
//! writes, and computes a worker's part of them.

use core::ops::Range;

use crate::{
    kernels::{Call, ConstShape, Halves, Partition, Portion, Specialised, execute},
    simd::Simd,
    threads::{Memory, Worker},
};

/// A step that touches fewer floats than this is computed by one worker: waiting for the others would take
/// longer than they save.
const WORTH_SHARING: usize = 8 * 1024;

/// The place of an operand that a step reads.
#[derive(Clone, Debug)]
pub enum Operand {
    /// No operand.
    None,
    /// The input of the network.
    Input,
    /// A range of the arena.
    Arena(Range<usize>),
}

impl Operand {
    /// The floats of the operand.
    ///
    /// # Safety
    /// As for [`Memory::read`].
    unsafe fn read<'a>(&self, memory: &Memory<'a>) -> &'a [f32] {
        match self {
            Operand::None => &[],
            Operand::Input => memory.input(),
            // SAFETY: the caller's promise.
            Operand::Arena(range) => unsafe { memory.read(range.clone()) },
        }
    }
}

/// The places of a step's operands: `weights` is a range of the packed weights, everything else is in the
/// arena or is the network's input.
#[derive(Clone, Debug)]
pub struct Operands {
    /// Packed weights.
    pub weights: Range<usize>,
    /// The input map.
    pub input: Operand,
    /// The numbers that the output is multiplied with.
    pub gate: Operand,
    /// The map that is added to the output, as it is or resized.
    pub residual: Operand,
    /// The output map.
    pub output: Range<usize>,
    /// Memory that only this step uses.
    pub scratch: Range<usize>,
}

impl Operands {
    /// No operands.
    pub const NONE: Operands = Operands {
        weights: 0..0,
        input: Operand::None,
        gate: Operand::None,
        residual: Operand::None,
        output: 0..0,
        scratch: 0..0,
    };

    /// Sets the range of the packed weights.
    #[must_use]
    pub const fn weights(self, weights: Range<usize>) -> Self {
        Operands { weights, ..self }
    }

    /// Sets the input map.
    #[must_use]
    pub const fn input(self, input: Operand) -> Self {
        Operands { input, ..self }
    }

    /// Sets the numbers that the output is multiplied with.
    #[must_use]
    pub const fn gate(self, gate: Operand) -> Self {
        Operands { gate, ..self }
    }

    /// Sets the map that is added to the output.
    #[must_use]
    pub const fn residual(self, residual: Operand) -> Self {
        Operands { residual, ..self }
    }

    /// Sets the range of the output map.
    #[must_use]
    pub const fn output(self, output: Range<usize>) -> Self {
        Operands { output, ..self }
    }

    /// Sets the range of the scratch memory.
    #[must_use]
    pub const fn scratch(self, scratch: Range<usize>) -> Self {
        Operands { scratch, ..self }
    }
}

/// A kernel call: its label, its operands and the function it calls.
pub struct Step<S> {
    #[cfg_attr(
        not(feature = "std"),
        expect(dead_code, reason = "for profiles and threads, which take std")
    )]
    pub(super) label: &'static str,
    pub(super) operands: Operands,
    pub(super) partition: Partition,
    /// The two halves of the kernel, for several workers; `None` if they only divide the output into chunks.
    pub(super) halves: Option<Halves>,
    /// Whether worker 0 computes the whole step.
    pub(super) alone: bool,
    /// Whether workers wait for one another before the step.
    pub(super) waits: bool,
    /// The number of weights of each chunk if streaming them takes most of the step's time, else 0.
    streamed: usize,
    run: fn(S, Call<'_>),
}

impl<S: Simd> Step<S> {
    /// A call of the kernel for the shape `P`.
    pub const fn new<P: ConstShape>(label: &'static str, operands: Operands) -> Self {
        let partition = <P::Kernel as Specialised<P>>::PARTITION;
        let touched = len(&operands.weights) + operand_len(&operands.input) + len(&operands.output);
        let alone = partition.chunks == 1 || touched < WORTH_SHARING;
        let halves = if alone { None } else { <P::Kernel as Specialised<P>>::HALVES };
        let streamed = match <P::Kernel as Specialised<P>>::STREAMED {
            Some(chunk) => chunk,
            None => 0,
        };
        Step {
            label,
            operands,
            partition,
            halves,
            alone,
            waits: false,
            streamed,
            run: execute::<P, S>,
        }
    }

    /// The part of the scratch memory that workers share.
    pub(super) const fn shared(&self) -> Range<usize> {
        let start = self.operands.scratch.start;
        let shared = match &self.halves {
            Some(halves) => halves.shared,
            None => 0,
        };
        start..start + shared
    }

    /// The number of floats of scratch that each worker needs for itself.
    pub(super) const fn own_scratch(&self) -> usize {
        len(&self.operands.scratch) - len(&self.shared())
    }

    /// Whether the step has weights.
    pub(super) fn has_weights(&self) -> bool {
        !self.operands.weights.is_empty()
    }

    /// The weights that the worker streams in this step. Empty unless streaming them takes most of the time.
    pub(super) fn stream(&self, worker: &Worker<'_>) -> Range<usize> {
        let start = self.operands.weights.start;
        let chunks = worker.share(self.partition.chunks);
        start + chunks.start * self.streamed..start + chunks.end * self.streamed
    }

    /// Computes the worker's part of the step. `next` is the next step that has weights, which this one may
    /// prefetch.
    ///
    /// # Safety
    /// The memory belongs to the table that contains this step. Every worker of the team runs the table's
    /// steps in order, and the workers wait for one another where [`Step::waits`] is set.
    #[inline]
    pub(super) unsafe fn run(
        &self,
        simd: S,
        memory: &Memory<'_>,
        worker: &mut Worker<'_>,
        next: Option<&Self>,
    ) {
        if self.alone {
            if worker.index() == 0 {
                let chunks = 0..self.partition.chunks;
                // SAFETY: the caller's promise; no other worker takes part in this step.
                worker.alone_do(|worker| unsafe { self.whole(simd, memory, worker, next, chunks) });
            }
            return;
        }
        let chunks = worker.share(self.partition.chunks);
        match &self.halves {
            Some(halves) if worker.count() > 1 => {
                // SAFETY: the caller's promise; the other workers have other chunks, and all of them run this
                // step.
                unsafe { self.first(simd, memory, worker, halves) };
                worker.wait();
                // SAFETY: as before.
                unsafe { self.second(simd, memory, worker, chunks) };
            }
            // SAFETY: the caller's promise; the other workers have other chunks.
            _ => unsafe { self.whole(simd, memory, worker, next, chunks) },
        }
    }

    /// # Safety
    /// As for [`Step::run`]; no other worker computes any of the chunks.
    unsafe fn whole(
        &self,
        simd: S,
        memory: &Memory<'_>,
        worker: &mut Worker<'_>,
        next: Option<&Self>,
        chunks: Range<usize>,
    ) {
        if chunks.is_empty() {
            return;
        }
        let Operands { weights, input, gate, residual, scratch, .. } = &self.operands;
        // SAFETY: the table has been checked: what the step reads does not overlap what it writes, nor what
        // other workers write before the next wait.
        unsafe {
            let call = Call {
                portion: Portion::Whole,
                weights: memory.weights(weights),
                input: input.read(memory),
                gate: gate.read(memory),
                residual: residual.read(memory),
                next_weights: next.map_or(&[], |next| memory.weights(&next.stream(worker))),
                shared: &[],
                output: memory.write(self.part(&chunks)),
                scratch: worker.scratch(memory, scratch.clone()),
                chunks,
            };
            (self.run)(simd, call);
        }
    }

    /// # Safety
    /// As for [`Step::run`]; all workers of the team run this step.
    unsafe fn first(&self, simd: S, memory: &Memory<'_>, worker: &mut Worker<'_>, halves: &Halves) {
        let chunks = worker.share(halves.chunks);
        if chunks.is_empty() {
            return;
        }
        let Operands { weights, input, output, scratch, .. } = &self.operands;
        let (start, end) = (halves.part)(chunks.start, chunks.end);
        let shared = self.shared();
        // SAFETY: the table has been checked. In this half all workers read the input, which is the output if
        // the step works in place, and each worker writes only its own part of the shared map.
        unsafe {
            let call = Call {
                portion: Portion::First,
                weights: memory.weights(weights),
                input: match input {
                    Operand::None => memory.read(output.clone()),
                    input => input.read(memory),
                },
                gate: &[],
                residual: &[],
                next_weights: &[],
                shared: &[],
                output: memory.write(shared.start + start..shared.start + end),
                scratch: worker.scratch(memory, shared.end..scratch.end),
                chunks,
            };
            (self.run)(simd, call);
        }
    }

    /// # Safety
    /// As for [`Step::run`]; all workers of the team have finished their first half.
    unsafe fn second(
        &self,
        simd: S,
        memory: &Memory<'_>,
        worker: &mut Worker<'_>,
        chunks: Range<usize>,
    ) {
        if chunks.is_empty() {
            return;
        }
        let Operands { weights, input, gate, residual, scratch, .. } = &self.operands;
        let shared = self.shared();
        // SAFETY: the table has been checked. In this half all workers read the shared map, and each worker
        // reads and writes only its own chunks of the output.
        unsafe {
            let call = Call {
                portion: Portion::Second,
                weights: memory.weights(weights),
                input: input.read(memory),
                gate: gate.read(memory),
                residual: residual.read(memory),
                next_weights: &[],
                shared: memory.read(shared.clone()),
                output: memory.write(self.part(&chunks)),
                scratch: worker.scratch(memory, shared.end..scratch.end),
                chunks,
            };
            (self.run)(simd, call);
        }
    }

    /// The range of the output from the first of `chunks` to the last.
    fn part(&self, chunks: &Range<usize>) -> Range<usize> {
        let (start, end) = self.partition.part(chunks.start, chunks.end);
        let output = self.operands.output.start;
        output + start..output + end
    }
}

/// The length of a range.
pub(super) const fn len(range: &Range<usize>) -> usize {
    range.end - range.start
}

const fn operand_len(operand: &Operand) -> usize {
    match operand {
        Operand::Arena(range) => len(range),
        Operand::None | Operand::Input => 0,
    }
}
