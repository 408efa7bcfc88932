//! The best classes of a classifier's output.

use std::cmp::Ordering;

/// One class of a classifier's output.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Prediction {
    /// The class's index in the output.
    pub class: usize,
    /// The network's output for this class, before the softmax.
    pub logit: f32,
    /// Softmax of the logits at this class, from 0 to 1; NaN if any logit is NaN.
    pub probability: f32,
}

/// Returns the `k` classes with the highest logits, best first, or all classes if there are fewer.
///
/// Ties are ordered by index. NaN ranks below every number and makes every probability NaN, as in PyTorch's
/// softmax.
///
/// ```
/// use espnet::image::top_k;
///
/// let best = top_k(&[1.0, 3.0, 3.0, 0.0], 2);
/// assert_eq!([best[0].class, best[1].class], [1, 2]);
/// assert!(best[0].probability > 0.45 && best[0].probability < 0.46);
/// ```
#[must_use]
pub fn top_k(logits: &[f32], k: usize) -> Vec<Prediction> {
    let mut best = Vec::with_capacity(k.min(logits.len()));
    rank(logits, k, &mut Vec::new(), |prediction| best.push(prediction));
    best
}

/// Passes the best `k` classes to `found`, best first. Allocates nothing if the capacity of `order` is
/// at least the number of classes.
pub(super) fn rank(
    logits: &[f32],
    k: usize,
    order: &mut Vec<usize>,
    mut found: impl FnMut(Prediction),
) {
    let max = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exponential = |logit: f32| f64::from(logit - max).exp();
    let sum: f64 = logits.iter().copied().map(exponential).sum();

    order.clear();
    order.extend(0..logits.len());
    // Ties are broken by index. The order is then unique, even with unstable sorts, which need no memory.
    let better = |a: &usize, b: &usize| descending(logits[*a], logits[*b]).then(a.cmp(b));
    if k < order.len() {
        order.select_nth_unstable_by(k, better);
        order.truncate(k);
    }
    order.sort_unstable_by(better);
    for &class in &*order {
        let probability = (exponential(logits[class]) / sum) as f32;
        found(Prediction { class, logit: logits[class], probability });
    }
}

/// Orders higher numbers first and NaN last; 0 and −0 are equal.
fn descending(a: f32, b: f32) -> Ordering {
    b.partial_cmp(&a).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn classes(logits: &[f32], k: usize) -> Vec<usize> {
        top_k(logits, k).iter().map(|prediction| prediction.class).collect()
    }

    #[test]
    fn ties_go_to_the_lower_index() {
        assert_eq!(classes(&[2.0, 5.0, 2.0, 5.0, 2.0], 4), [1, 3, 0, 2]);
        assert_eq!(classes(&[-0.0, 0.0, -0.0], 3), [0, 1, 2]);
    }

    #[test]
    fn fewer_classes_than_asked_for_are_all_returned() {
        assert_eq!(classes(&[1.0, 2.0], 5), [1, 0]);
        assert_eq!(classes(&[1.0, 2.0], 0), [0; 0]);
        assert_eq!(classes(&[], 3), [0; 0]);
    }

    #[test]
    fn probabilities_are_the_softmax() {
        let best = top_k(&[0.0, 2.0_f32.ln(), 5.0_f32.ln()], 3);
        for (prediction, expected) in best.iter().zip([0.625, 0.25, 0.125]) {
            assert!((prediction.probability - expected).abs() < 1e-6, "{prediction:?}");
        }
        // The exponentials of these logits do not fit f32.
        assert_eq!(top_k(&[1000.0, 1000.0, -1000.0], 1)[0].probability, 0.5);
    }

    #[test]
    fn nan_ranks_last_and_shows_in_every_probability() {
        let best = top_k(&[f32::NAN, 1.0, f32::NEG_INFINITY, f32::NAN, 2.0], 5);
        let order: Vec<usize> = best.iter().map(|prediction| prediction.class).collect();
        assert_eq!(order, [4, 1, 2, 0, 3]);
        assert!(best.iter().all(|prediction| prediction.probability.is_nan()));
    }

    proptest! {
        #[test]
        fn all_classes_are_ranked_once(logits in prop::collection::vec(-20.0_f32..20.0, 1..50)) {
            let best = top_k(&logits, logits.len());
            for pair in best.windows(2) {
                let in_order = pair[0].logit > pair[1].logit
                    || (pair[0].logit == pair[1].logit && pair[0].class < pair[1].class);
                prop_assert!(in_order, "{:?}", pair);
            }
            let sum: f32 = best.iter().map(|prediction| prediction.probability).sum();
            prop_assert!((sum - 1.0).abs() < 1e-4, "{}", sum);
        }
    }
}
