//! Detections in files, and a naive post-processing to compare them with.

use espnet::checkpoint::Checkpoint;

/// A detection: score, class, box, and the prior.
pub type Found = (f64, usize, [f64; 4], usize);

/// The detections in a file of tensors, in their order.
pub fn written(file: &Checkpoint) -> Vec<Found> {
    let rows = file.get("detections").unwrap();
    let priors = file.integer("detection_prior").unwrap();
    assert_eq!((rows.shape()[1], priors.shape()), (6, &rows.shape()[..1]));
    let found = |(row, prior): (&[f32], &i64)| {
        let row: Vec<f64> = row.iter().map(|number| (*number).into()).collect();
        (row[0], row[1] as usize, [row[2], row[3], row[4], row[5]], *prior as usize)
    };
    rows.data().chunks_exact(6).zip(priors.data()).map(found).collect()
}

fn area([left, top, right, bottom]: [f64; 4]) -> f64 {
    (right - left) * (bottom - top)
}

fn iou(a: [f64; 4], b: [f64; 4]) -> f64 {
    let side = |low: usize| (a[low + 2].min(b[low + 2]) - a[low].max(b[low])).max(0.0);
    let both = side(0) * side(1);
    both / (area(a) + area(b) - both)
}

/// Softmax, boxes and suppression as they are defined, of one input, in f64.
pub fn naive(
    confidences: &[f32],
    locations: &[f32],
    priors: &[f32],
    (threshold, most_overlap, top_k): (f64, f64, usize),
) -> Vec<Found> {
    let wide = |numbers: &[f32]| numbers.iter().map(|x| f64::from(*x)).collect::<Vec<_>>();
    let mut found = Vec::new();
    for class in 1..5 {
        let rows = confidences.chunks(5).zip(locations.chunks(4)).zip(priors.chunks(4)).enumerate();
        let mut candidates: Vec<Found> = rows
            .filter_map(|(index, ((logits, location), prior))| {
                let powers: Vec<f64> = wide(logits).iter().map(|x| x.exp()).collect();
                let score = powers[class] / powers.iter().sum::<f64>();
                let (l, p) = (wide(location), wide(prior));
                let centre = [0, 1].map(|axis| p[axis] + 0.1 * l[axis] * p[axis + 2]);
                let half = [2, 3].map(|axis| (0.2 * l[axis]).exp() * p[axis] / 2.0);
                let [left, top] = [0, 1].map(|axis| centre[axis] - half[axis]);
                let [right, bottom] = [0, 1].map(|axis| centre[axis] + half[axis]);
                (score > threshold).then_some((score, class, [left, top, right, bottom], index))
            })
            .collect();
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut kept: Vec<Found> = Vec::new();
        for candidate in candidates {
            if kept.len() < top_k
                && kept.iter().all(|best| iou(best.2, candidate.2) <= most_overlap)
            {
                kept.push(candidate);
            }
        }
        found.extend(kept);
    }
    found
}

/// Compares detections, whose order counts.
#[track_caller]
pub fn assert_same(actual: &[Found], expected: &[Found]) {
    assert_eq!(actual.len(), expected.len());
    for (a, b) in actual.iter().zip(expected) {
        assert_eq!((a.1, a.3), (b.1, b.3), "{a:?} and {b:?}");
        let near = |a: f64, b: f64| (a - b).abs() < 1e-4;
        assert!(near(a.0, b.0) && a.2.iter().zip(b.2).all(|(a, b)| near(*a, b)), "{a:?}, {b:?}");
    }
}
