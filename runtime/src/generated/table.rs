//! The table of a network's steps, checked at compile time.
//!
//! Workers run the same steps on different chunks and share one arena. That is sound if they wait for each
//! other before one of them touches what another one wrote. [`Table::new`] is a constant function that finds
//! the steps before which they have to wait. It refuses a step that overwrites its own operands or leaves the
//! arena; the network then does not compile.

#[cfg(feature = "std")]
use alloc::vec::Vec;
use core::{ops::Range, slice};

use super::step::{Operand, Step, len};
use crate::{
    simd::Simd,
    threads::{Memory, Worker},
};

/// The lengths of the memory that steps may touch, in floats.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Packed weights.
    pub weights: usize,
    /// The input.
    pub input: usize,
    /// The arena.
    pub arena: usize,
}

impl Limits {
    /// No floats.
    pub const NONE: Limits = Limits { weights: 0, input: 0, arena: 0 };

    /// Sets the number of floats of the packed weights.
    #[must_use]
    pub const fn weights(self, weights: usize) -> Self {
        Limits { weights, ..self }
    }

    /// Sets the number of floats of the input.
    #[must_use]
    pub const fn input(self, input: usize) -> Self {
        Limits { input, ..self }
    }

    /// Sets the number of floats of the arena.
    #[must_use]
    pub const fn arena(self, arena: usize) -> Self {
        Limits { arena, ..self }
    }
}

/// The checked steps of a network.
pub struct Table<S, const N: usize> {
    limits: Limits,
    steps: [Step<S>; N],
}

impl<S: Simd, const N: usize> Table<S, N> {
    /// Checks the steps and finds those before which workers wait.
    ///
    /// # Panics
    /// If a step leaves the limits or overwrites what it reads. In a constant this is a compile error.
    pub const fn new(limits: Limits, mut steps: [Step<S>; N]) -> Self {
        let mut i = 0;
        while i < N {
            check(&steps[i], &limits);
            steps[i].waits = waits(steps.split_at(i).0, &steps[i]);
            i += 1;
        }
        Table { limits, steps }
    }

    /// The table without its length in the type.
    pub const fn schedule(&'static self) -> Schedule<S> {
        Schedule::new(self.limits, [&self.steps, &[]])
    }
}

/// The steps of a network that can compute a mask instead of its output. Only the last step differs.
pub struct MaskTable<S, const N: usize> {
    table: Table<S, N>,
    mask: Step<S>,
}

impl<S: Simd, const N: usize> MaskTable<S, N> {
    /// As [`Table::new`]; `mask` replaces the last step when a mask is computed.
    ///
    /// # Panics
    /// As [`Table::new`]; `mask` is checked as well.
    pub const fn new(limits: Limits, steps: [Step<S>; N], mut mask: Step<S>) -> Self {
        let table = Table::new(limits, steps);
        check(&mask, &limits);
        mask.waits = waits(without_last(&table.steps), &mask);
        MaskTable { table, mask }
    }

    /// The steps that compute the output.
    pub const fn schedule(&'static self) -> Schedule<S> {
        self.table.schedule()
    }

    /// The steps that compute a mask.
    pub const fn mask_schedule(&'static self) -> Schedule<S> {
        let Table { limits, steps } = &self.table;
        Schedule::new(*limits, [without_last(steps), slice::from_ref(&self.mask)])
    }
}

const fn without_last<S>(steps: &[Step<S>]) -> &[Step<S>] {
    match steps {
        [before @ .., _] => before,
        [] => steps,
    }
}

/// The checked steps of a network.
pub struct Schedule<S: 'static> {
    limits: Limits,
    /// Two lists, since the step that computes a mask is not in the same list as the steps before it.
    steps: [&'static [Step<S>]; 2],
    #[cfg_attr(
        not(feature = "std"),
        expect(dead_code, reason = "for profiles and threads, which take std")
    )]
    scratch: usize,
}

impl<S: Simd> Schedule<S> {
    const fn new(limits: Limits, steps: [&'static [Step<S>]; 2]) -> Self {
        let (mut scratch, mut part) = (0, 0);
        while part < steps.len() {
            let mut i = 0;
            while i < steps[part].len() {
                if steps[part][i].own_scratch() > scratch {
                    scratch = steps[part][i].own_scratch();
                }
                i += 1;
            }
            part += 1;
        }
        Schedule { limits, steps, scratch }
    }

    fn steps(&self) -> impl Iterator<Item = &'static Step<S>> + Clone {
        self.steps.into_iter().flatten()
    }

    /// The number of floats of scratch that each of several workers needs.
    #[cfg(feature = "std")]
    pub(super) fn scratch(&self) -> usize {
        self.scratch
    }

    /// The labels of the steps.
    #[cfg(feature = "std")]
    pub(super) fn labels(&self) -> Vec<&'static str> {
        self.steps().map(|step| step.label).collect()
    }

    /// Computes a worker's part of all steps and calls `done` after each of them.
    ///
    /// # Safety
    /// All workers of the team call this with the same memory, and nobody else touches the arena until all of
    /// them have returned.
    #[inline]
    pub(super) unsafe fn run(
        &self,
        simd: S,
        memory: &Memory<'_>,
        worker: &mut Worker<'_>,
        mut done: impl FnMut(),
    ) {
        let Limits { weights, input, arena } = self.limits;
        assert_eq!(memory.lens(), [weights, input, arena], "the memory is another network's");
        let mut steps = self.steps();
        while let Some(step) = steps.next() {
            if step.waits {
                worker.wait();
            }
            let next = steps.clone().find(|next| next.has_weights());
            // SAFETY: the caller's promise; the worker has waited where the table requires it.
            unsafe { step.run(simd, memory, worker, next) };
            done();
        }
    }
}

/// Panics if a step leaves the limits or overwrites what it reads.
const fn check<S>(step: &Step<S>, limits: &Limits) {
    let operands = &step.operands;
    let (output, scratch) = (&operands.output, &operands.scratch);
    within(&operands.weights, limits.weights);
    within(output, limits.arena);
    within(scratch, limits.arena);
    let partition = &step.partition;
    let needed = match partition.chunks {
        0 => 0,
        chunks => partition.span(0, chunks),
    };
    assert!(partition.used <= partition.len, "chunks overlap");
    assert!(needed <= len(output), "the chunks do not fit the output");
    assert!(apart(output, scratch), "a step's scratch is part of its output");
    if let Some(halves) = &step.halves {
        assert!(halves.shared <= len(scratch), "the scratch is too small");
    }
    let read = [&operands.input, &operands.gate, &operands.residual];
    let mut i = 0;
    while i < read.len() {
        if let Operand::Arena(range) = read[i] {
            within(range, limits.arena);
            assert!(apart(range, output), "a step's output is part of what it reads");
            assert!(apart(range, scratch), "a step's scratch is part of what it reads");
        }
        i += 1;
    }
}

const fn within(range: &Range<usize>, len: usize) {
    assert!(range.start <= range.end && range.end <= len, "a step leaves the arena or the weights");
}

const fn apart(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.end <= b.start || b.end <= a.start || a.start == a.end || b.start == b.end
}

/// Whether workers have to wait for one another before `step`, which follows the steps `before`.
const fn waits<S: Simd>(before: &[Step<S>], step: &Step<S>) -> bool {
    let mut i = before.len();
    while i > 0 {
        i -= 1;
        if conflict(&before[i], step) {
            return true;
        }
        // All earlier steps were complete when that one began.
        if before[i].waits {
            return false;
        }
    }
    false
}

/// Whether a worker must not begin `step` while another one still runs `before`.
const fn conflict<S: Simd>(before: &Step<S>, step: &Step<S>) -> bool {
    // The same worker computes both, one after the other.
    if before.alone && step.alone {
        return false;
    }
    writes(before, step) || writes(step, before)
}

/// Whether a worker in step `a` writes memory that another worker touches in step `b`. Scratch that workers
/// do not share is left out: each of several workers has its own.
const fn writes<S: Simd>(a: &Step<S>, b: &Step<S>) -> bool {
    let written = [&a.operands.output, &a.shared()];
    let touched = [&b.operands.output, &b.shared()];
    let read = [&b.operands.input, &b.operands.gate, &b.operands.residual];
    let mut i = 0;
    while i < written.len() {
        let mut j = 0;
        while j < touched.len() {
            if !apart(written[i], touched[j]) {
                return true;
            }
            j += 1;
        }
        let mut j = 0;
        while j < read.len() {
            if let Operand::Arena(range) = read[j]
                && !apart(written[i], range)
            {
                return true;
            }
            j += 1;
        }
        i += 1;
    }
    false
}

#[cfg(test)]
mod tests;
