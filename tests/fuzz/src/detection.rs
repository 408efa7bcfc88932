//! Post-processing of any outputs: numbers that are not finite, equal scores, boxes without area, and from none
//! to all priors above the threshold.
//!
//! The checks are the rules of [`espnet::detection`], each written as a property of the result, in f64.

use espnet::{
    detection::{Detection, HeapMemory, Outputs, PostProcessing, Room, decode},
    simd::AnySimd,
};

use crate::choices::Choices;

/// The largest difference of scores from those in f64.
const SCORE: f64 = 1e-5;
/// The largest difference of intersections over union from those in f64.
const IOU: f64 = 1e-4;

/// Logits that bytes choose from. Several are equal, so that scores are.
const LOGITS: [f32; 16] = [
    0.0,
    0.0,
    0.0,
    1.0,
    1.0,
    -1.0,
    2.5,
    4.0,
    4.0,
    -3.0,
    80.0,
    -80.0,
    1e30,
    f32::NAN,
    f32::INFINITY,
    f32::NEG_INFINITY,
];
/// Locations. With −1000, a box has no area; with 1000, infinite sides.
const LOCATIONS: [f32; 12] = [
    0.0,
    0.0,
    0.0,
    0.5,
    -0.5,
    3.0,
    -1000.0,
    1000.0,
    1e30,
    f32::NAN,
    f32::INFINITY,
    f32::NEG_INFINITY,
];

/// Makes the outputs that the bytes determine, and checks what is detected in them. Returns whether anything is.
pub fn detection(data: &[u8]) -> bool {
    let mut choices = Choices::new(data);
    let classes = choices.from_to(2, 6);
    let priors: Vec<[f32; 4]> = (0..choices.below(48))
        .map(|_| {
            let place = |choices: &mut Choices<'_>| choices.below(9) as f32 / 8.0;
            let centre = [place(&mut choices), place(&mut choices)];
            let side =
                |choices: &mut Choices<'_>| choices.one_of(&[0.25, 0.3, 0.25, 1.0, 0.0, 1e-30]);
            let sides = [side(&mut choices), side(&mut choices)];
            [centre[0], centre[1], sides[0], sides[1]]
        })
        .collect();
    let settings = PostProcessing {
        score_threshold: choices.one_of(&[0.3, 0.01, 0.5, 0.0, 1.0, 0.999]),
        iou_threshold: choices.one_of(&[0.45, 0.1, 0.9, 0.0, 1.0]),
        top_k: choices.one_of(&[200, 1, 2, 5]),
    };
    // Mostly ordinary numbers: in one of four cases, any of the list.
    let ordinary = choices.one_of(&[12, 16, 11, 12]);
    let confidences: Vec<f32> =
        (0..priors.len() * classes).map(|_| choices.one_of(&LOGITS[..ordinary])).collect();
    let ordinary = choices.one_of(&[6, LOCATIONS.len(), 7, 6]);
    let locations: Vec<f32> =
        (0..priors.len() * 4).map(|_| choices.one_of(&LOCATIONS[..ordinary])).collect();
    check(classes, &confidences, &locations, &priors, settings)
}

/// Detects on every instruction set and checks the result. Returns whether there are detections.
pub fn check(
    classes: usize,
    confidences: &[f32],
    locations: &[f32],
    priors: &[[f32; 4]],
    settings: PostProcessing,
) -> bool {
    let outputs = Outputs::new(classes, confidences, locations, priors)
        .unwrap_or_else(|error| panic!("{error}"));
    let mut memory = HeapMemory::new(Room::new(priors.len(), classes, settings.top_k));
    let mut results = AnySimd::available().map(|simd| {
        let found = settings.run(simd, &outputs, memory.buffers());
        found.unwrap_or_else(|error| panic!("{error}")).to_vec()
    });
    let found = results.next().unwrap_or_default();
    for other in results {
        assert!(
            found.len() == other.len() && found.iter().zip(&other).all(|(a, b)| same(a, b)),
            "instruction sets differ: {found:?}\n{other:?}"
        );
    }
    let scores: Vec<Vec<f64>> = confidences.chunks(classes).map(softmax).collect();
    for pair in found.windows(2) {
        let [a, b] = [&pair[0], &pair[1]];
        let ordered = a.class < b.class
            || a.class == b.class && (a.score > b.score || a.score == b.score && a.prior < b.prior);
        assert!(ordered, "{a:?} is before {b:?}");
    }
    let (locations, _) = locations.as_chunks();
    for one in &found {
        assert!((1..classes).contains(&one.class), "{one:?}");
        let expected = scores[one.prior][one.class];
        assert!((f64::from(one.score) - expected).abs() <= SCORE, "{one:?}, expected {expected}");
        assert!(one.score > settings.score_threshold, "{one:?}");
        let bounds = decode(priors[one.prior], locations[one.prior]);
        let equal = |(a, b): (&f32, &f32)| a == b || a.is_nan() && b.is_nan();
        assert!(one.bounds.iter().zip(&bounds).all(equal), "{one:?}, expected {bounds:?}");
    }
    for class in 1..classes {
        let kept: Vec<&Detection> = found.iter().filter(|one| one.class == class).collect();
        assert!(kept.len() <= settings.top_k, "{} of class {class}", kept.len());
        for (later, one) in kept.iter().enumerate() {
            for better in &kept[..later] {
                let iou = iou(one.bounds, better.bounds).unwrap_or_default();
                assert!(iou <= settings.iou_threshold + IOU, "{one:?} and {better:?}: {iou}");
            }
        }
        let is_full = kept.len() == settings.top_k;
        for (prior, scores) in scores.iter().enumerate() {
            let score = scores[class];
            let is_candidate = score > f64::from(settings.score_threshold) + SCORE;
            if !is_candidate || kept.iter().any(|one| one.prior == prior) {
                continue;
            }
            let better = |one: &Detection| f64::from(one.score) >= score - SCORE;
            let bounds = decode(priors[prior], locations[prior]);
            // Boxes without a common point never suppress one another, not even with a threshold of zero.
            let least = (settings.iou_threshold - IOU).max(0.0);
            let suppresses =
                |one: &Detection| iou(one.bounds, bounds).is_some_and(|iou| iou > least);
            let why = is_full && kept.iter().all(|one| better(one))
                || kept.iter().any(|one| better(one) && suppresses(one))
                || area(bounds).is_none() && bounds.iter().all(|side| side.is_finite());
            assert!(why, "prior {prior} is missing in class {class} ({score}): {found:?}");
        }
    }
    !found.is_empty()
}

/// Whether two detections have the same bits.
fn same(a: &Detection, b: &Detection) -> bool {
    let bits = |one: &Detection| (one.score.to_bits(), one.bounds.map(f32::to_bits));
    (a.class, a.prior) == (b.class, b.prior) && bits(a) == bits(b)
}

/// The softmax of logits; NaN where that of PyTorch is.
fn softmax(logits: &[f32]) -> Vec<f64> {
    let largest = logits.iter().fold(f64::NEG_INFINITY, |max, x| f64::from(*x).max(max));
    let powers: Vec<f64> = logits.iter().map(|x| (f64::from(*x) - largest).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// The area of a box; `None` if f32 cannot represent it or those of its intersections.
fn area([left, top, right, bottom]: [f32; 4]) -> Option<f64> {
    let is_small = [left, top, right, bottom].iter().all(|side| side.abs() <= 1e3);
    let area = (f64::from(right) - f64::from(left)) * (f64::from(bottom) - f64::from(top));
    (is_small && (area == 0.0 || area >= 1e-33)).then_some(area)
}

/// The intersection over union of two boxes; `None` if f32 cannot represent it, or if both areas are zero.
fn iou(a: [f32; 4], b: [f32; 4]) -> Option<f64> {
    let areas = area(a)? + area(b)?;
    let [a, b] = [a, b].map(|sides| sides.map(f64::from));
    let side = |first: usize| (a[first + 2].min(b[first + 2]) - a[first].max(b[first])).max(0.0);
    let both = side(0) * side(1);
    (areas > 0.0).then(|| both / (areas - both))
}
