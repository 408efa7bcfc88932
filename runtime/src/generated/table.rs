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
    let needed = match partition.rows {
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
mod tests {
    use std::panic;

    use espnet_abi::{
        kernel::{EespUnit, Elementwise, Epilogue, Linear, Precision, Residual},
        layout::{Dilations, Map},
    };

    use super::*;
    use crate::{generated::Operands, kernels::ConstShape, simd::Scalar};

    /// A copy of a map that is large enough to be shared among workers.
    struct Copy;

    const MAP: Map = Map::dense(16, 32, 32);
    const LEN: usize = MAP.span();
    const LIMITS: Limits = Limits { weights: 0, input: LEN, arena: 4 * LEN };

    impl ConstShape for Copy {
        type Kernel = Elementwise;

        const SHAPE: Elementwise =
            Elementwise { input: MAP, output: MAP, in_place: false, epilogue: Epilogue::NONE };
    }

    /// Copies one quarter of the arena to another.
    const fn copy(from: usize, to: usize) -> Step<Scalar> {
        Step::new::<Copy>(
            "copy",
            Operands {
                input: Operand::Arena(from * LEN..(from + 1) * LEN),
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
        // No overlap; then an overlap for which workers have waited before an earlier step.
        assert_eq!(waits([copy(0, 1), copy(2, 3)]), [false, false]);
        assert_eq!(waits([copy(0, 1), copy(1, 2), copy(1, 3)]), [false, true, false]);
        assert_eq!(waits([copy(0, 1), copy(0, 2), copy(1, 3)]), [false, false, true]);
    }

    /// An EESP unit on a map of `SIDE` rows, in place.
    struct Unit<const SIDE: usize>;

    impl<const SIDE: usize> ConstShape for Unit<SIDE> {
        type Kernel = EespUnit;

        const SHAPE: EespUnit = EespUnit {
            input: Map::dense(64, SIDE, SIDE),
            output: Map::dense(64, SIDE, SIDE),
            dilations: Dilations::new(&[1, 1, 2, 3]),
            residual: Residual::InPlace,
            band: 2,
        };
    }

    #[test]
    fn workers_have_scratch_of_their_own_but_for_what_they_share() {
        fn unit<const SIDE: usize>(at: usize) -> Step<Scalar> {
            let shape = Unit::<SIDE>::SHAPE;
            let (weights, output) = (0..shape.weights_len(), at..at + shape.output.span());
            let scratch = output.end..output.end + shape.scratch_len();
            Step::new::<Unit<SIDE>>("unit", Operands { weights, output, scratch, ..Operands::NONE })
        }
        let all = |step: &Step<Scalar>| step.operands.scratch.len();
        let (small, large) = (unit::<3>(0), unit::<32>(0));
        assert!(small.alone && small.own_scratch() == all(&small) && small.shared().is_empty());
        assert!(!large.alone && large.own_scratch() + Unit::<32>::SHAPE.halo_len() == all(&large));
        assert!(large.shared().start == large.operands.scratch.start);

        // Another step may write one worker's own scratch meanwhile, but not the shared part.
        let (own, shared) = (large.operands.scratch.end - 1, large.operands.scratch.start);
        assert!(!conflict(&large, &unit::<32>(own)));
        assert!(conflict(&large, &unit::<32>(shared)));
    }

    /// A linear layer with three panels.
    struct Classifier;

    impl ConstShape for Classifier {
        type Kernel = Linear;

        const SHAPE: Linear = Linear {
            input: Map::dense(32, 1, 1),
            output: Map::dense(40, 1, 1),
            weights: Precision::F32,
            bias: true,
        };
    }

    #[test]
    fn only_weights_that_are_streamed_are_prefetched() {
        let weights = 100..100 + Classifier::SHAPE.weights_len();
        let operands = Operands { weights, ..Operands::NONE };
        let layer = Step::<Scalar>::new::<Classifier>("classifier", operands);
        // The panels of the worker's chunks, without the biases after them.
        assert!(layer.has_weights());
        assert_eq!(layer.stream(&Worker::alone()), 100..100 + 3 * 32 * 16);
        let copy = copy(0, 1);
        assert!(!copy.has_weights() && copy.stream(&Worker::alone()).is_empty());
    }

    #[test]
    fn a_mask_is_made_in_the_place_of_the_last_step() {
        static TABLE: MaskTable<Scalar, 2> =
            MaskTable::new(LIMITS, [copy(0, 1), copy(1, 2)], copy(1, 3));
        let outputs = |schedule: Schedule<Scalar>| -> Vec<usize> {
            schedule.steps().map(|step| step.operands.output.start / LEN).collect()
        };
        assert_eq!(outputs(TABLE.schedule()), [1, 2]);
        assert_eq!(outputs(TABLE.mask_schedule()), [1, 3]);

        // The mask step waits for its own operands, not for those of the step that it replaces.
        let waits = |before, last, mask| MaskTable::new(LIMITS, [before, last], mask).mask.waits;
        assert!(waits(copy(0, 1), copy(1, 2), copy(1, 3)));
        assert!(!waits(copy(0, 1), copy(0, 2), copy(2, 3)));
    }

    #[test]
    fn steps_that_overwrite_what_they_read_or_leave_the_arena_are_refused() {
        for step in [copy(0, 0), copy(0, 4), copy(4, 0)] {
            let table = panic::catch_unwind(|| Table::new(LIMITS, [step]));
            assert!(table.is_err());
        }
        for step in [copy(0, 0), copy(0, 4), copy(4, 0)] {
            let table = panic::catch_unwind(|| MaskTable::new(LIMITS, [copy(0, 1)], step));
            assert!(table.is_err());
        }
    }
}
