//! Which steps of a table wait for each other, and which weights are prefetched.

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
