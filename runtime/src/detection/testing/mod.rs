//! Post-processing against a naive implementation, at its limits, and on the authors' outputs.

use std::{vec, vec::Vec};

use super::{Detection, DetectionError, HeapMemory, Memory, Outputs, PostProcessing, Room};
use crate::simd::AnySimd;

mod naive;
mod properties;
mod reference;

/// The outputs of a network, owned.
#[derive(Clone, Debug)]
struct Owned {
    classes: usize,
    confidences: Vec<f32>,
    locations: Vec<f32>,
    priors: Vec<[f32; 4]>,
}

impl Owned {
    /// Boxes (left, top, right, bottom), each with its logits. The locations are zero.
    fn boxes<const C: usize>(boxes: &[([f32; 4], [f32; C])]) -> Self {
        let prior = |[left, top, right, bottom]: [f32; 4]| {
            [(left + right) / 2.0, (top + bottom) / 2.0, right - left, bottom - top]
        };
        Owned {
            classes: C,
            confidences: boxes.iter().flat_map(|(_, logits)| *logits).collect(),
            locations: vec![0.0; 4 * boxes.len()],
            priors: boxes.iter().map(|(bounds, _)| prior(*bounds)).collect(),
        }
    }

    fn outputs(&self) -> Outputs<'_> {
        Outputs::new(self.classes, &self.confidences, &self.locations, self.priors.as_slice())
            .unwrap()
    }

    fn room(&self, settings: &PostProcessing) -> Room {
        Room::new(self.priors.len(), self.classes, settings.top_k)
    }

    /// The detections, the same on every instruction set and in memory that was used before.
    fn detect(&self, settings: &PostProcessing) -> Vec<Detection> {
        let mut memory = HeapMemory::new(self.room(settings));
        let mut run = |simd| {
            let found = settings.run(simd, &self.outputs(), memory.buffers());
            found.unwrap().to_vec()
        };
        let expected = run(AnySimd::best());
        for simd in AnySimd::tested() {
            assert_eq!(bits(&run(simd)), bits(&expected), "{simd:?}");
        }
        expected
    }

    /// The priors of the detections.
    fn detected(&self, settings: &PostProcessing) -> Vec<usize> {
        self.detect(settings).iter().map(|found| found.prior).collect()
    }
}

/// Detections as integers, for which NaN is equal to itself.
fn bits(detections: &[Detection]) -> Vec<(usize, u32, usize, [u32; 4])> {
    let one = |found: &Detection| {
        (found.class, found.score.to_bits(), found.prior, found.bounds.map(f32::to_bits))
    };
    detections.iter().map(one).collect()
}

const ALL: PostProcessing = PostProcessing { score_threshold: 0.0, iou_threshold: 1.0, top_k: 200 };

/// A box that meets no other box of its kind with another number.
fn apart(number: usize) -> [f32; 4] {
    let left = number as f32;
    [left, 0.0, left + 0.5, 0.5]
}

#[test]
fn classes_ascend_and_scores_descend() {
    let owned = Owned::boxes(&[
        (apart(0), [0.0, 1.0, 2.0]),
        (apart(1), [0.0, 3.0, 0.0]),
        (apart(2), [0.0, 2.0, 2.5]),
    ]);
    let found = owned.detect(&ALL);
    let order: Vec<_> = found.iter().map(|found| (found.class, found.prior)).collect();
    assert_eq!(order, [(1, 1), (1, 2), (1, 0), (2, 0), (2, 2), (2, 1)]);
    let softmax = 2.0_f64.exp() / (1.0 + 1.0_f64.exp() + 2.0_f64.exp());
    assert!((f64::from(found[3].score) - softmax).abs() < 1e-6);
    assert_eq!(found[0].bounds, apart(1));
}

#[test]
fn equal_scores_are_in_the_order_of_priors() {
    let boxes: Vec<_> = (0..40).map(|number| (apart(number), [0.0, 1.0])).collect();
    let owned = Owned::boxes(&boxes);
    assert_eq!(owned.detected(&ALL), (0..40).collect::<Vec<_>>());
    // Of equal boxes, the first is kept.
    let owned = Owned::boxes(&[(apart(0), [0.0, 1.0]); 5]);
    assert_eq!(owned.detected(&PostProcessing::PICTURES), [0]);
}

#[test]
fn scores_equal_to_the_threshold_are_not_detected() {
    let owned = Owned::boxes(&[(apart(0), [0.0, 0.0]), (apart(1), [0.0, 1e-6])]);
    let settings = PostProcessing { score_threshold: 0.5, ..ALL };
    assert_eq!(owned.detected(&settings), [1]);
    let below = PostProcessing { score_threshold: 0.5_f32.next_down(), ..ALL };
    assert_eq!(owned.detected(&below), [1, 0]);
}

/// Two boxes with an IoU of exactly a half, as f32.
#[test]
fn an_iou_equal_to_the_threshold_suppresses_nothing() {
    let owned =
        Owned::boxes(&[([0.0, 0.0, 1.0, 1.0], [0.0, 2.0]), ([0.0, 0.0, 1.0, 0.5], [0.0, 1.0])]);
    let with = |iou_threshold| owned.detected(&PostProcessing { iou_threshold, ..ALL });
    assert_eq!(with(0.5), [0, 1]);
    assert_eq!(with(0.5_f64.next_down()), [0]);
    // A box with itself has an IoU of 1.
    let owned = Owned::boxes(&[(apart(0), [0.0, 1.0]); 2]);
    assert_eq!(owned.detected(&ALL), [0, 1]);
}

#[test]
fn a_suppressed_box_suppresses_nothing() {
    // Each box overlaps its neighbours by two thirds, and the ones beyond by a third.
    let at = |left: f32| [left, 0.0, left + 4.0, 1.0];
    let owned = Owned::boxes(&[
        (at(0.0), [0.0, 3.0]),
        (at(1.0), [0.0, 2.0]),
        (at(2.0), [0.0, 1.0]),
        (at(2.0), [0.0, 0.5]),
    ]);
    assert_eq!(owned.detected(&PostProcessing::PICTURES), [0, 2]);
}

#[test]
fn boxes_without_area_are_all_kept() {
    let owned = Owned::boxes(&[([0.5, 0.5, 0.5, 0.5], [0.0, 1.0]); 3]);
    assert_eq!(owned.detected(&PostProcessing { iou_threshold: 0.0, ..ALL }), [0, 1, 2]);
}

#[test]
fn top_k_counts_what_suppression_leaves() {
    let mut boxes = vec![(apart(0), [0.0, 9.0]); 4];
    boxes.extend((1..20).map(|number| (apart(number), [0.0, 9.0 - number as f32 / 10.0])));
    let owned = Owned::boxes(&boxes);
    let settings = PostProcessing { iou_threshold: 0.45, top_k: 3, ..ALL };
    assert_eq!(owned.detected(&settings), [0, 4, 5]);
}

/// More candidates than are sorted at once, in an order that is not that of the priors.
#[test]
fn many_candidates_are_sorted_in_several_steps() {
    let count = 9000;
    let boxes: Vec<_> = (0..count)
        .map(|number| {
            let rank = number * 7919 % count;
            // Boxes of rank 0 to 7999 are the same box.
            (apart(if rank < 8000 { 0 } else { rank }), [0.0, 8.0 - rank as f32 / 1000.0])
        })
        .collect();
    let owned = Owned::boxes(&boxes);
    let found = owned.detect(&PostProcessing { iou_threshold: 0.45, top_k: 700, ..ALL });
    let ranks: Vec<_> = found.iter().map(|found| found.prior * 7919 % count).collect();
    assert_eq!(ranks, std::iter::once(0).chain(8000..8699).collect::<Vec<_>>());
}

#[test]
fn priors_with_nan_or_infinite_scores_are_not_detected() {
    let (nan, infinity) = (f32::NAN, f32::INFINITY);
    let owned = Owned::boxes(&[
        (apart(0), [0.0, 1.0, nan]),
        (apart(1), [nan, 1.0, 1.0]),
        (apart(2), [0.0, infinity, 0.0]),
        (apart(3), [infinity, 0.0, 0.0]),
        (apart(4), [-infinity; 3]),
        (apart(5), [-infinity, 1.0, -infinity]),
        (apart(6), [nan; 3]),
        (apart(7), [-infinity, nan, 1.0]),
        (apart(8), [infinity, nan, 1.0]),
        (apart(9), [0.0, 1.0, 2.0]),
    ]);
    let found = owned.detect(&ALL);
    let found: Vec<_> = found.iter().map(|found| (found.class, found.prior)).collect();
    assert_eq!(found, [(1, 5), (1, 9), (2, 9)]);
}

#[test]
fn boxes_that_are_not_finite_suppress_nothing() {
    let mut owned = Owned::boxes(&[(apart(0), [0.0, 1.0]); 6]);
    for (prior, location) in [
        (0, [f32::NAN, 0.0, 0.0, 0.0]),
        (1, [0.0, f32::INFINITY, 0.0, 0.0]),
        (2, [0.0, 0.0, 1e9, 0.0]),
        (3, [0.0, 0.0, 0.0, f32::NAN]),
        (5, [0.0, 0.0, 0.0, 0.0]),
    ] {
        owned.locations[4 * prior..][..4].copy_from_slice(&location);
    }
    let found = owned.detect(&PostProcessing { iou_threshold: 0.0, ..ALL });
    let priors: Vec<_> = found.iter().map(|found| found.prior).collect();
    // The fifth and the sixth box are the same finite one.
    assert_eq!(priors, [0, 1, 2, 3, 4]);
    assert!(found[0].bounds[0].is_nan() && !found[0].bounds[1].is_nan());
    assert_eq!(found[2].bounds[2], f32::INFINITY);
}

#[test]
fn nothing_above_the_threshold_is_an_empty_result() {
    let owned = Owned::boxes(&[(apart(0), [5.0, 0.0])]);
    assert_eq!(owned.detected(&PostProcessing::PICTURES), [0; 0]);
    assert_eq!(owned.detected(&PostProcessing { score_threshold: 1.0, ..ALL }), [0; 0]);
    assert_eq!(Owned::boxes::<3>(&[]).detected(&ALL), [0; 0]);
}

#[test]
fn memory_in_place_gives_the_same() {
    let owned = Owned::boxes(&[(apart(0), [0.0, 1.0, 2.0]), (apart(1), [0.0, 3.0, 0.0])]);
    const ROOM: Room = Room::new(2, 3, 200);
    static MEMORY: std::sync::Mutex<Memory<{ ROOM.priors }, { ROOM.blocks }, { ROOM.detections }>> =
        std::sync::Mutex::new(Memory::new());
    let mut memory = MEMORY.lock().unwrap();
    assert_eq!(memory.buffers().room(), owned.room(&ALL));
    let found = ALL.run(AnySimd::best(), &owned.outputs(), memory.buffers()).unwrap();
    assert_eq!(found, owned.detect(&ALL));
}

#[test]
fn what_cannot_be_is_refused_with_the_reason() {
    let message = |settings: PostProcessing| settings.check().unwrap_err().to_string();
    let mut settings = PostProcessing { score_threshold: f32::NAN, ..PostProcessing::PICTURES };
    assert_eq!(message(settings), "the score threshold must be a number from 0 to 1, but is NaN");
    settings.score_threshold = -0.1;
    assert_eq!(message(settings), "the score threshold must be a number from 0 to 1, but is -0.1");
    settings = PostProcessing { iou_threshold: 1.5, ..PostProcessing::PICTURES };
    assert_eq!(message(settings), "the IoU threshold must be a number from 0 to 1, but is 1.5");
    settings.iou_threshold = f64::NAN;
    assert_eq!(message(settings), "the IoU threshold must be a number from 0 to 1, but is NaN");
    settings = PostProcessing { top_k: 0, ..PostProcessing::PICTURES };
    assert_eq!(message(settings), "top_k must be at least 1, but is 0: nothing could be detected");

    let floats = [0.0; 24];
    let message = |classes, confidences, locations, priors: &[[f32; 4]]| {
        Outputs::new(classes, &floats[..confidences], &floats[..locations], priors)
            .unwrap_err()
            .to_string()
    };
    let priors = [[0.5; 4]; 3];
    assert_eq!(
        message(1, 3, 12, &priors),
        "a detection network has at least 2 classes, the background and one more, but got 1"
    );
    assert_eq!(
        message(5, 14, 12, &priors),
        "the confidences of 3 priors and 5 classes are 15 floats, but got 14"
    );
    assert_eq!(message(5, 15, 11, &priors), "the locations of 3 priors are 12 floats, but got 11");
    assert_eq!(message(5, 15, 16, &priors), "the locations of 3 priors are 12 floats, but got 16");
    assert!(message(usize::MAX, 15, 12, &priors).contains("but got 15"));

    let owned = Owned::boxes(&[(apart(0), [0.0, 1.0]); 3]);
    let mut memory = HeapMemory::new(Room::new(3, 2, 2));
    let mut run = |settings: PostProcessing| {
        settings.run(AnySimd::best(), &owned.outputs(), memory.buffers()).map(<[_]>::len)
    };
    assert_eq!(run(PostProcessing { top_k: 2, ..ALL }), Ok(2));
    assert_eq!(
        run(ALL).unwrap_err().to_string(),
        "the memory is too small: it needs room for 3 priors, 1 blocks of kept boxes and 3 \
         detections, but has 3 priors, 1 blocks of kept boxes and 2 detections"
    );
    assert_eq!(run(PostProcessing { top_k: 0, ..ALL }), Err(DetectionError::TopK));
}

#[test]
fn room_is_small_however_many_outputs_there_are() {
    let room = Room::new(32742, 81, 200);
    assert_eq!(room, Room { priors: 32742, blocks: 13, detections: 16000 });
    assert_eq!(Room::new(5, 81, 200), Room { priors: 5, blocks: 1, detections: 400 });
    assert_eq!(Room::new(5, 0, 200).detections, 0);
    assert_eq!(Room::new(usize::MAX, usize::MAX, usize::MAX).detections, usize::MAX);
}
