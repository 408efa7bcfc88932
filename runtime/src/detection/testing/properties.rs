//! Random outputs, among them ties, NaN, infinities and boxes without area.

use std::vec::Vec;

use proptest::prelude::*;

use super::{super::PostProcessing, Owned, bits, naive};

/// Logits: arbitrary ones, few different ones, which make ties, and now and then one that is not finite.
fn logit() -> impl Strategy<Value = f32> {
    prop_oneof![
        40 => -8.0_f32..8.0,
        40 => (-3..4_i8).prop_map(f32::from),
        4 => (-200..200_i16).prop_map(f32::from),
        1 => prop_oneof![
            Just(f32::NAN),
            Just(f32::INFINITY),
            Just(f32::NEG_INFINITY),
            Just(f32::MAX),
            Just(f32::MIN),
        ],
    ]
}

fn location() -> impl Strategy<Value = f32> {
    prop_oneof![
        40 => -3.0_f32..3.0,
        40 => Just(0.0_f32),
        1 => prop_oneof![Just(f32::NAN), Just(f32::INFINITY), Just(f32::NEG_INFINITY), Just(1e30)],
    ]
}

fn prior() -> impl Strategy<Value = [f32; 4]> {
    let grid = || (0..5_u8).prop_map(|at| f32::from(at) / 4.0);
    prop_oneof![
        prop::array::uniform4(0.0_f32..1.0),
        // Equal boxes, boxes with equal sides, and boxes without area.
        prop::array::uniform4(grid()),
    ]
}

fn outputs() -> impl Strategy<Value = Owned> {
    let classes = prop_oneof![2..6_usize, 16..20_usize, 31..36_usize, Just(81_usize)];
    (classes, 0..40_usize).prop_flat_map(|(classes, count)| {
        // A background that is mostly far above the rest, mostly below it, or neither.
        let background = prop_oneof![Just(0.0_f32), Just(8.0), Just(-8.0)];
        let confidences = prop::collection::vec(logit(), classes * count);
        let locations = prop::collection::vec(location(), 4 * count);
        let priors = prop::collection::vec(prior(), count);
        (background, confidences, locations, priors).prop_map(
            move |(background, mut confidences, locations, priors)| {
                for logit in confidences.iter_mut().step_by(classes) {
                    *logit += background;
                }
                Owned { classes, confidences, locations, priors }
            },
        )
    })
}

fn settings() -> impl Strategy<Value = PostProcessing> {
    let scores = prop_oneof![
        Just(0.0_f32),
        Just(f32::from_bits(1)),
        Just(1e-30),
        Just(0.001),
        Just(0.01),
        Just(0.3),
        Just(0.5),
        Just(0.9),
        Just(1.0),
        0.0..1.0_f32,
    ];
    let ious = prop_oneof![Just(0.0), Just(0.45), Just(0.5), Just(1.0), 0.0..1.0_f64];
    let top_k = prop_oneof![1..6_usize, 15..19_usize, Just(200), Just(usize::MAX)];
    (scores, ious, top_k).prop_map(|(score_threshold, iou_threshold, top_k)| PostProcessing {
        score_threshold,
        iou_threshold,
        top_k,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn detections_are_those_of_the_definition(owned in outputs(), settings in settings()) {
        let expected = naive::detect(&owned, &settings);
        prop_assert_eq!(bits(&owned.detect(&settings)), bits(&expected));
    }

    /// Logits about as far below the largest one as the threshold says are where the early discard must
    /// not drop anything.
    #[test]
    fn nothing_near_the_threshold_is_discarded(
        threshold in prop_oneof![0.0..1.0_f32, (-100.0..0.0_f32).prop_map(f32::exp)],
        steps in prop::collection::vec(-40..40_i32, 1..20),
    ) {
        let near = (f64::from(threshold).ln()) as f32;
        let rows: Vec<_> = steps
            .iter()
            .map(|step| ([0.0, 0.0, 1.0, 1.0], [0.0, near + *step as f32 * near.abs() * 1e-7, -200.0]))
            .collect();
        let owned = Owned::boxes(&rows);
        let settings =
            PostProcessing { score_threshold: threshold, iou_threshold: 1.0, top_k: 200 };
        let expected = naive::detect(&owned, &settings);
        prop_assert_eq!(bits(&owned.detect(&settings)), bits(&expected));
    }
}
