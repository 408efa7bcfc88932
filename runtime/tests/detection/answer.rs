//! Named detections in the pixels of the frame.

use espnet::{
    detection::Detection,
    image::{Answer, Detections, Fit, Placement},
};

const LABELS: &[&str] = &["background", "person", "dog"];

fn detection(class: usize, score: f32, bounds: [f32; 4]) -> Detection {
    Detection { class, score, prior: 10 * class, bounds }
}

/// An answer about one frame.
fn answer(frame: (usize, usize), fit: Fit, detections: &[Detection]) -> Detections {
    let mut answer = Detections::new(LABELS, 300, 200).unwrap();
    answer.place(Placement::new(frame, (300, 200), fit).unwrap());
    answer.take(detections);
    answer
}

#[test]
fn every_detection_is_a_line() {
    let bounds = [0.1, 0.2, 0.5, 0.75];
    let detections = [
        detection(1, 0.973, [-0.01, -0.001, 1.1, 0.95]),
        detection(2, 0.5, bounds),
        detection(3, 0.3149, bounds),
    ];
    let answer = answer((300, 200), Fit::Stretch, &detections);
    assert_eq!(
        answer.to_string(),
        "person (97.3 %) at (-3, 0) to (330, 190)\n\
         dog (50.0 %) at (30, 40) to (150, 150)\n\
         class 3 (31.5 %) at (30, 40) to (150, 150)"
    );
    assert_eq!(answer.found()[2].name(), "class 3");
    assert_eq!(answer.iter().map(|found| found.prior).collect::<Vec<_>>(), [10, 20, 30]);
    assert_eq!(answer.top(), Some(&answer.found()[0]));
    assert_eq!((&answer).into_iter().count(), 3);
}

#[test]
fn boxes_are_mapped_back_to_the_frame() {
    let middle = [detection(1, 0.5, [0.25, 0.25, 0.75, 0.75])];
    let bounds = |frame, fit| answer(frame, fit, &middle).found()[0].bounds;
    assert_eq!(bounds((1200, 40), Fit::Stretch), [300.0, 10.0, 900.0, 30.0]);
    // 600×200 becomes 300×100, with borders of 50 rows above and below.
    assert_eq!(bounds((600, 200), Fit::Letterbox([0; 3])), [150.0, 0.0, 450.0, 200.0]);
    // 600×200 stays as it is, and 150 columns are cut off at either side.
    assert_eq!(bounds((600, 200), Fit::CenterCrop), [225.0, 50.0, 375.0, 150.0]);
}

#[test]
fn relative_boxes_are_boxes_in_the_input() {
    for fit in [Fit::Stretch, Fit::Letterbox([0; 3]), Fit::CenterCrop] {
        for frame in [(640, 480), (33, 700), (300, 200), (7, 5)] {
            let placement = Placement::new(frame, (300, 200), fit).unwrap();
            let relative = [-0.1, 0.2, 0.7, 1.3];
            let input = [-30.0, 40.0, 210.0, 260.0];
            let expected = placement.box_to_frame(input);
            for (side, expected) in
                placement.relative_box_to_frame(relative).into_iter().zip(expected)
            {
                let tolerance = 1e-5 * expected.abs().max(1.0);
                assert!((side - expected).abs() <= tolerance, "{side} {expected} {placement:?}");
            }
        }
    }
}

#[test]
fn an_answer_is_overwritten_by_the_next() {
    let mut answer =
        answer((300, 200), Fit::Stretch, &[detection(1, 0.5, [0.0, 0.0, 1.0, 1.0]); 4]);
    answer.take(&[]);
    assert_eq!((answer.found(), answer.top(), answer.to_string()), (&[][..], None, String::new()));
    // Equal scores: the first is the best.
    let bounds = [0.0; 4];
    answer.take(&[detection(1, 0.5, bounds), detection(2, 0.7, bounds), detection(2, 0.7, bounds)]);
    assert!(std::ptr::eq(answer.top().unwrap(), &answer.found()[1]));
    assert!(Detections::new(LABELS, 0, 7).is_err());
}

#[cfg(feature = "serde")]
#[test]
fn answers_serialise() {
    let answer = answer((300, 200), Fit::Stretch, &[detection(2, 0.5, [0.0, 0.5, 1.0, 1.5])]);
    assert_eq!(
        serde_json::to_string(&answer).unwrap(),
        r#"[{"class":2,"name":"dog","score":0.5,"prior":20,"bounds":[0.0,100.0,300.0,300.0]}]"#
    );
    let settings = espnet::detection::PostProcessing::PICTURES;
    let text = serde_json::to_string(&settings).unwrap();
    assert_eq!(serde_json::from_str::<espnet::detection::PostProcessing>(&text).unwrap(), settings);
    let found = detection(2, 0.5, [0.0, 0.5, 1.0, 1.5]);
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Detection>(&text).unwrap(), found);
}
