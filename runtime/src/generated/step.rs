//! One kernel call of a network as a row of its table.

use core::ops::Range;

use super::memory::Memory;
use crate::{
    kernels::{self, Call, Division, Halves, Stage},
    simd::Simd,
    threads::Worker,
};

/// Floats that a step touches below which one worker does all of it: meeting the others again would
/// take longer than what they save.
const WORTH_SHARING: usize = 8 * 1024;

/// Something that a step reads.
#[derive(Clone, Debug)]
pub enum Source {
    /// Nothing.
    None,
    /// What the caller hands in.
    Input,
    /// These floats of the arena.
    Arena(Range<usize>),
}

/// Where a step's operands lie: `weights` in the packed weights, everything else in the arena.
#[derive(Clone, Debug)]
pub struct Operands {
    /// Packed weights.
    pub weights: Range<usize>,
    /// The map that goes in.
    pub input: Source,
    /// Numbers to multiply with.
    pub gate: Source,
    /// The map that is added, as it is or resized.
    pub residual: Source,
    /// The result.
    pub output: Range<usize>,
    /// Room that only this step uses.
    pub scratch: Range<usize>,
}

impl Operands {
    /// No operands.
    pub const NONE: Operands = Operands {
        weights: 0..0,
        input: Source::None,
        gate: Source::None,
        residual: Source::None,
        output: 0..0,
        scratch: 0..0,
    };

    /// Sets the range of the packed weights.
    #[must_use]
    pub const fn weights(self, weights: Range<usize>) -> Self {
        Operands { weights, ..self }
    }

    /// Sets the map that goes in.
    #[must_use]
    pub const fn input(self, input: Source) -> Self {
        Operands { input, ..self }
    }

    /// Sets the numbers to multiply with.
    #[must_use]
    pub const fn gate(self, gate: Source) -> Self {
        Operands { gate, ..self }
    }

    /// Sets the map that is added.
    #[must_use]
    pub const fn residual(self, residual: Source) -> Self {
        Operands { residual, ..self }
    }

    /// Sets the range of the result in the arena.
    #[must_use]
    pub const fn output(self, output: Range<usize>) -> Self {
        Operands { output, ..self }
    }

    /// Sets the range of the scratch in the arena.
    #[must_use]
    pub const fn scratch(self, scratch: Range<usize>) -> Self {
        Operands { scratch, ..self }
    }
}

/// A kernel call: what it is called, what it runs, and on what.
pub struct Step<S> {
    #[cfg_attr(
        not(feature = "std"),
        expect(dead_code, reason = "for profiles and threads, which take std")
    )]
    pub(super) label: &'static str,
    pub(super) operands: Operands,
    pub(super) division: Division,
    /// How several workers run it, if not by computing rows of the output alone.
    pub(super) halves: Option<Halves>,
    /// Whether worker 0 does all of it.
    pub(super) alone: bool,
    /// Whether workers have to wait for one another before it.
    pub(super) waits: bool,
    /// Floats of weights that each row has for itself where reading them is what takes the time, else 0.
    streamed: usize,
    run: fn(S, Stage, Call<'_>),
}

impl<S: Simd> Step<S> {
    /// A call of kernel `K`.
    pub const fn new<K: kernels::Step>(label: &'static str, operands: Operands) -> Self {
        let division = K::DIVISION;
        let touched = len(&operands.weights) + source_len(&operands.input) + len(&operands.output);
        let alone = division.rows == 1 || touched < WORTH_SHARING;
        let halves = if alone { None } else { K::HALVES };
        let streamed = match K::STREAMED {
            Some(row) => row,
            None => 0,
        };
        Step {
            label,
            operands,
            division,
            halves,
            alone,
            waits: false,
            streamed,
            run: S::execute::<K>,
        }
    }

    /// The part of its scratch that workers share.
    pub(super) const fn shared(&self) -> Range<usize> {
        let start = self.operands.scratch.start;
        let shared = match &self.halves {
            Some(halves) => halves.shared,
            None => 0,
        };
        start..start + shared
    }

    /// Floats of scratch that each worker needs for itself.
    pub(super) const fn own_scratch(&self) -> usize {
        len(&self.operands.scratch) - len(&self.shared())
    }

    /// Whether it reads weights.
    pub(super) fn weighs(&self) -> bool {
        !self.operands.weights.is_empty()
    }

    /// The weights that a worker will do little else than read, if there are such.
    pub(super) fn stream(&self, worker: &Worker<'_>) -> Range<usize> {
        let (start, rows) = (self.operands.weights.start, worker.share(self.division.rows));
        start + rows.start * self.streamed..start + rows.end * self.streamed
    }

    /// Does the worker's part. `next` is the next step that has weights, which this one may ask for.
    ///
    /// # Safety
    /// The memory is that of the table which the step is in, every worker of the team runs that
    /// table's steps in order, and they wait for one another where a step says so.
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
                let rows = 0..self.division.rows;
                // SAFETY: the caller's promise; no other worker takes part in this step.
                worker.alone_do(|worker| unsafe { self.whole(simd, memory, worker, next, rows) });
            }
            return;
        }
        let rows = worker.share(self.division.rows);
        match &self.halves {
            Some(halves) if worker.count() > 1 => {
                // SAFETY: the caller's promise; the other workers have other rows, and all have
                // come here.
                unsafe { self.first(simd, memory, worker, halves) };
                worker.wait();
                // SAFETY: as before.
                unsafe { self.second(simd, memory, worker, rows) };
            }
            // SAFETY: the caller's promise; the other workers have other rows.
            _ => unsafe { self.whole(simd, memory, worker, next, rows) },
        }
    }

    /// # Safety
    /// As for [`Step::run`]; no other worker computes any of the rows.
    unsafe fn whole(
        &self,
        simd: S,
        memory: &Memory<'_>,
        worker: &mut Worker<'_>,
        next: Option<&Self>,
        rows: Range<usize>,
    ) {
        if rows.is_empty() {
            return;
        }
        let Operands { weights, input, gate, residual, scratch, .. } = &self.operands;
        // SAFETY: the table has been checked: what the step reads lies apart from what it writes,
        // and from what others write before the next wait.
        unsafe {
            let call = Call {
                weights: memory.weights(weights),
                input: memory.source(input),
                gate: memory.source(gate),
                residual: memory.source(residual),
                ahead: next.map_or(&[], |next| memory.weights(&next.stream(worker))),
                shared: &[],
                output: memory.write(self.part(&rows)),
                scratch: worker.scratch(memory, scratch.clone()),
                rows,
            };
            (self.run)(simd, Stage::Whole, call);
        }
    }

    /// # Safety
    /// As for [`Step::run`]; all workers of the team have come to this step.
    unsafe fn first(&self, simd: S, memory: &Memory<'_>, worker: &mut Worker<'_>, halves: &Halves) {
        let rows = worker.share(halves.rows);
        if rows.is_empty() {
            return;
        }
        let Operands { weights, input, output, scratch, .. } = &self.operands;
        let (start, end) = (halves.part)(rows.start, rows.end);
        let shared = self.shared();
        // SAFETY: the table has been checked. In this half, all read the input, which is the output
        // if the step works in place, and each writes its part of the shared map alone.
        unsafe {
            let call = Call {
                weights: memory.weights(weights),
                input: match input {
                    Source::None => memory.read(output.clone()),
                    input => memory.source(input),
                },
                gate: &[],
                residual: &[],
                ahead: &[],
                shared: &[],
                output: memory.write(shared.start + start..shared.start + end),
                scratch: worker.scratch(memory, shared.end..scratch.end),
                rows,
            };
            (self.run)(simd, Stage::First, call);
        }
    }

    /// # Safety
    /// As for [`Step::run`]; all workers of the team have done their first half.
    unsafe fn second(
        &self,
        simd: S,
        memory: &Memory<'_>,
        worker: &mut Worker<'_>,
        rows: Range<usize>,
    ) {
        if rows.is_empty() {
            return;
        }
        let Operands { weights, input, gate, residual, scratch, .. } = &self.operands;
        let shared = self.shared();
        // SAFETY: the table has been checked. In this half, all read the shared map, and each reads
        // and writes its own rows of the output alone.
        unsafe {
            let call = Call {
                weights: memory.weights(weights),
                input: memory.source(input),
                gate: memory.source(gate),
                residual: memory.source(residual),
                ahead: &[],
                shared: memory.read(shared.clone()),
                output: memory.write(self.part(&rows)),
                scratch: worker.scratch(memory, shared.end..scratch.end),
                rows,
            };
            (self.run)(simd, Stage::Second, call);
        }
    }

    /// The floats of the output that begin with the first and end with the last of `rows`.
    fn part(&self, rows: &Range<usize>) -> Range<usize> {
        let (start, end) = self.division.part(rows.start, rows.end);
        let output = self.operands.output.start;
        output + start..output + end
    }
}

/// Length of a range.
pub(super) const fn len(range: &Range<usize>) -> usize {
    range.end - range.start
}

const fn source_len(source: &Source) -> usize {
    match source {
        Source::Arena(range) => len(range),
        Source::None | Source::Input => 0,
    }
}
