//! The steps of a network, checked when they are compiled.
//!
//! Workers run the same steps on different rows, and share one arena. That is sound if no worker
//! touches what another one writes before they have waited for each other. [`Table::new`] is a
//! constant function that finds out where they have to wait, and refuses steps that overwrite their
//! own operands or leave the arena: then the network does not compile.

use core::ops::Range;

use super::{
    memory::Memory,
    step::{Source, Step, len},
};
use crate::{simd::Simd, threads::Worker};

/// Floats of weights, input and arena that steps may touch.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Packed weights.
    pub weights: usize,
    /// The input.
    pub input: usize,
    /// The arena.
    pub arena: usize,
}

/// The steps of a network.
pub struct Table<S, const N: usize> {
    limits: Limits,
    steps: [Step<S>; N],
}

impl<S: Simd, const N: usize> Table<S, N> {
    /// Checks the steps and finds out where workers wait.
    ///
    /// # Panics
    /// If a step leaves the limits or writes what it reads; in a constant that is a compile error.
    pub const fn new(limits: Limits, mut steps: [Step<S>; N]) -> Self {
        // The steps since the last wait.
        let (mut first, mut i) = (0, 0);
        while i < N {
            check(&steps[i], &limits);
            let mut before = first;
            while before < i {
                if conflict(&steps[before], &steps[i]) {
                    steps[i].waits = true;
                    first = i;
                    break;
                }
                before += 1;
            }
            i += 1;
        }
        Table { limits, steps }
    }

    /// The table, whatever its length.
    pub const fn schedule(&'static self) -> Schedule<S> {
        let (mut scratch, mut i) = (0, 0);
        while i < N {
            if self.steps[i].own_scratch() > scratch {
                scratch = self.steps[i].own_scratch();
            }
            i += 1;
        }
        Schedule { limits: self.limits, steps: &self.steps, scratch }
    }
}

/// The checked steps of a network.
pub struct Schedule<S: 'static> {
    limits: Limits,
    steps: &'static [Step<S>],
    #[cfg_attr(
        not(feature = "std"),
        expect(dead_code, reason = "for profiles and threads, which take std")
    )]
    scratch: usize,
}

impl<S: Simd> Schedule<S> {
    /// Floats of scratch that every worker but the first brings along.
    #[cfg(feature = "std")]
    pub(super) fn scratch(&self) -> usize {
        self.scratch
    }

    /// The names of the steps.
    #[cfg(feature = "std")]
    pub(super) fn labels(&self) -> impl ExactSizeIterator<Item = &'static str> {
        self.steps.iter().map(|step| step.label)
    }

    /// Does a worker's part of all steps and calls `done` with the number of each that is over.
    ///
    /// # Safety
    /// All workers of the team do the same with the same memory, and nobody else touches the arena
    /// until all have returned.
    #[inline]
    pub(super) unsafe fn run(
        &self,
        simd: S,
        memory: &Memory<'_>,
        worker: &mut Worker<'_>,
        mut done: impl FnMut(usize),
    ) {
        let Limits { weights, input, arena } = self.limits;
        assert_eq!(memory.lens(), [weights, input, arena], "the memory is another network's");
        for (i, step) in self.steps.iter().enumerate() {
            if step.waits {
                worker.wait();
            }
            // SAFETY: the caller's promise; the wait is where the table wants it.
            unsafe { step.run(simd, memory, worker) };
            done(i);
        }
    }
}

/// Panics if a step leaves the limits or writes what it reads.
const fn check<S>(step: &Step<S>, limits: &Limits) {
    let operands = &step.operands;
    let (output, scratch) = (&operands.output, &operands.scratch);
    within(&operands.weights, limits.weights);
    within(output, limits.arena);
    within(scratch, limits.arena);
    let division = &step.division;
    let needed = match division.rows {
        0 => 0,
        rows => division.span(0, rows),
    };
    assert!(division.used <= division.len && division.last <= division.len, "rows overlap");
    assert!(needed <= len(output), "the rows do not fit the output");
    assert!(apart(output, scratch), "a step's scratch is part of its output");
    if let Some(halves) = &step.halves {
        assert!(halves.shared <= len(scratch), "the scratch is too small");
    }
    let sources = [&operands.input, &operands.gate, &operands.residual];
    let mut i = 0;
    while i < sources.len() {
        if let Source::Arena(range) = sources[i] {
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

/// Whether a worker may not begin `step` while another one is still at `before`.
const fn conflict<S>(before: &Step<S>, step: &Step<S>) -> bool {
    // The first worker does both, one after the other.
    if before.alone && step.alone {
        return false;
    }
    writes(before, step) || writes(step, before)
}

/// Whether `a` writes what `b` touches.
const fn writes<S>(a: &Step<S>, b: &Step<S>) -> bool {
    let written = [&a.operands.output, &a.operands.scratch];
    let touched = [&b.operands.output, &b.operands.scratch];
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
            if let Source::Arena(range) = read[j]
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
mod tests {
    use std::panic;

    use espnet_abi::{
        kernel::{Elementwise, Epilogue},
        layout::Map,
    };

    use super::*;
    use crate::{
        generated::Operands,
        kernels::{self, Shape},
        simd::Scalar,
    };

    /// A copy of a map that is worth sharing.
    struct Copy;

    const MAP: Map = Map::dense(16, 32, 32);
    const LEN: usize = MAP.span();
    const LIMITS: Limits = Limits { weights: 0, input: LEN, arena: 4 * LEN };

    impl Shape<Elementwise> for Copy {
        const SHAPE: Elementwise =
            Elementwise { input: MAP, output: MAP, in_place: false, epilogue: Epilogue::NONE };
    }

    /// From one quarter of the arena to another.
    const fn copy(from: usize, to: usize) -> Step<Scalar> {
        Step::new::<kernels::Elementwise<Copy>>(
            "copy",
            Operands {
                input: Source::Arena(from * LEN..(from + 1) * LEN),
                output: to * LEN..(to + 1) * LEN,
                ..Operands::NONE
            },
        )
    }

    fn waits<const N: usize>(steps: [Step<Scalar>; N]) -> [bool; N] {
        Table::new(LIMITS, steps).steps.map(|step| step.waits)
    }

    #[test]
    fn workers_wait_where_one_needs_what_another_writes() {
        // Read after write, write after read, write after write.
        assert_eq!(waits([copy(0, 1), copy(1, 2)]), [false, true]);
        assert_eq!(waits([copy(0, 1), copy(2, 0)]), [false, true]);
        assert_eq!(waits([copy(0, 1), copy(2, 1)]), [false, true]);
        // Apart from one another; then a need that an earlier wait has met already.
        assert_eq!(waits([copy(0, 1), copy(2, 3)]), [false, false]);
        assert_eq!(waits([copy(0, 1), copy(1, 2), copy(1, 3)]), [false, true, false]);
        assert_eq!(waits([copy(0, 1), copy(0, 2), copy(1, 3)]), [false, false, true]);
    }

    #[test]
    fn steps_that_overwrite_what_they_read_or_leave_the_arena_are_refused() {
        for step in [copy(0, 0), copy(0, 4), copy(4, 0)] {
            let table = panic::catch_unwind(|| Table::new(LIMITS, [step]));
            assert!(table.is_err());
        }
    }
}
