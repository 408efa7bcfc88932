//! The threshold of an intersection over union (IoU), an f64, as the f32 with which IoUs in f32 are compared.

/// The largest f32 that is not above `threshold`. An f32 is above the one if and only if it is above the other.
///
/// ```
/// use espnet_abi::iou::limit;
///
/// assert_eq!(limit(0.5), 0.5);
/// // The f32 nearest to 0.45 is less than it, the one nearest to 0.1 is greater.
/// assert_eq!(limit(0.45), 0.45_f32);
/// assert_eq!(limit(0.1), 0.1_f32.next_down());
/// ```
#[must_use]
pub fn limit(threshold: f64) -> f32 {
    let nearest = threshold as f32;
    if f64::from(nearest) > threshold { nearest.next_down() } else { nearest }
}
